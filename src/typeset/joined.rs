//! Finished PDFs as one, page for page, to be printed in one go.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

use crate::fill::{Draft, Label};
use crate::typeset::diagnostic::Diagnostic;
use crate::typeset::print::{Options, print};
use crate::typeset::world::Typesetter;

/// A finished file that is to be printed.
#[derive(Debug, Clone)]
pub struct Sheets {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// How often it is printed.
    pub copies: usize,
}

/// All pages in this order as one PDF. `double` begins every copy on a new sheet of paper that is printed on both sides.
///
/// # Errors
/// What is wrong with one of the files.
pub fn joined(
    typesetter: &Typesetter,
    title: &str,
    files: Vec<Sheets>,
    double: bool,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let mut main = String::from("#set page(width: auto, height: auto, margin: 0pt)\n");
    let mut library = BTreeMap::new();
    let mut page = |text: &str| {
        let _ = writeln!(main, "#page[{text}]");
    };
    for (at, Sheets { pdf, pages, copies }) in files.into_iter().enumerate() {
        for _ in 0..copies {
            for number in 1..=pages {
                page(&format!("#image(\"/{at}.pdf\", page: {number})"));
            }
            if double && pages % 2 == 1 {
                page("#box(width: 210mm, height: 297mm)");
            }
        }
        library.insert(format!("/{at}.pdf"), pdf);
    }
    let label = Label {
        id: String::new(),
        code: String::new(),
        title: title.to_owned(),
        body: String::new(),
        date: None,
    };
    let draft = Draft {
        label,
        main,
        context: Arc::from("{}"),
        parts: BTreeMap::new(),
        figures: BTreeSet::new(),
        library: Arc::new(library),
        origin: None,
    };
    Ok(print(typesetter, &draft, &Options::default())?.pdf)
}
