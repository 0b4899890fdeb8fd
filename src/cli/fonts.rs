//! `huanjie fonts`.

use std::path::Path;

use crate::cli::args::{FontArgs, SourceArgs};
use crate::cli::report::text;
use crate::cli::{DONE, Failed, PROBLEMS, build, read};
use crate::problem::Lang;

pub(super) fn run(args: &FontArgs, lang: Lang) -> Result<u8, Failed> {
    let here = read::open(&SourceArgs { dir: Path::new(".").to_owned(), as_of: None })?;
    let found = build::font_source(&here, args.fonts.as_deref()).load();
    for role in found.value.roles() {
        let (name, family) = (role.name, role.found.as_deref());
        match (family, lang) {
            (Some(family), _) => println!("{name}\t{family}"),
            (None, Lang::Zh) => println!("{name}\t没有找到"),
            (None, Lang::En) => println!("{name}\tnot found"),
        }
    }
    text::problems(&found.problems, lang, &mut std::io::stderr().lock());
    let (errors, _) = text::counts(&found.problems);
    Ok(if errors > 0 { PROBLEMS } else { DONE })
}
