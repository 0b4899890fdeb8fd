//! Formulas of an xlsx whose result the file does not hold: a program wrote it that does not count.

use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::read::file::xml::{address, attribute};
use crate::read::grid::CellRef;
use crate::read::limits;

/// A cell while it is looked at.
#[derive(Debug, Default)]
struct Seen {
    at: Option<(u32, u32)>,
    /// A formula that gives an empty text has stored it.
    is_text: bool,
    has_formula: bool,
    in_value: bool,
    has_value: bool,
}

/// The cells with a formula and no value. Sheets without formulas, nearly all, are not parsed for it.
pub(super) fn unstored(cells: &[u8]) -> Vec<CellRef> {
    let marks: [&[u8]; 6] = [b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/"];
    if !marks.iter().any(|mark| memmem::find(cells, mark).is_some()) {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(cells);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let (mut found, mut seen) = (Vec::new(), Seen::default());
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) => match start.local_name().as_ref() {
                "c" => {
                    let at = attribute(&start, "r").and_then(|text| address(&text));
                    let is_text = attribute(&start, "t").as_deref() == Some("str");
                    seen = Seen { at, is_text, ..Seen::default() };
                }
                "f" => seen.has_formula = true,
                "v" => seen.in_value = true,
                _ => {}
            },
            Event::Empty(empty) if empty.local_name().as_ref() == "f" => seen.has_formula = true,
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => seen.has_value |= seen.in_value,
            Event::End(end) => match end.local_name().as_ref() {
                "v" => seen.in_value = false,
                "c" => {
                    let Seen { at, is_text, has_formula, has_value, .. } = std::mem::take(&mut seen);
                    let place = at.filter(|_| has_formula && !has_value && !is_text);
                    found.extend(
                        place.map(|(row, column)| CellRef { row: row as usize, column: column as usize }),
                    );
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
        if found.len() > limits::MERGES.size() {
            break;
        }
    }
    found
}
