//! One file → its sheets. What a file is, is seen from its bytes; what it declares is bounded before it is believed.

mod container;
mod docx;
mod docx_choice;
mod docx_pieces;
mod docx_table;
mod docx_text;
mod foreign;
mod formulas;
mod html;
mod markup;
mod package;
mod part;
mod pictures;
mod refused;
mod sheet_parts;
mod sniff;
mod strings;
mod text;
mod workbook;
mod xml;

use std::io::Read;
use std::sync::Arc;

use crate::problem::{Code, Place, Problem, Severity};
use crate::read::discover::Found;
use crate::read::file::package::Package;
use crate::read::file::sniff::Format;
use crate::read::grid::Grid;
use crate::read::limits;
use crate::say;

pub(super) use foreign::is_foreign;
pub(super) use refused::{CODES, Refused};
pub(super) use sniff::looks_like_a_workbook;

/// The ending is that of another kind of file. Source: SPREADSHEETS 6 (11).
pub(super) static WRONG_EXTENSION: Code =
    Code { id: "wrong-extension", severity: Severity::Warning, source: "SPREADSHEETS 6 (11)" };
/// Bytes of a text file that are in no encoding. Source: SPREADSHEETS 6 (12).
pub(super) static ENCODING: Code =
    Code { id: "encoding", severity: Severity::Error, source: "SPREADSHEETS 6 (12)" };

/// The sheets of a file, and what had to be said about it.
#[derive(Debug, Default)]
pub(super) struct Opened {
    /// The sheets.
    pub(super) grids: Vec<Grid>,
    /// What to tell of the file as a whole.
    pub(super) problems: Vec<Problem>,
}

/// The sheets of a file, or the one problem that keeps it closed.
pub(super) fn open(file: &Found) -> Result<Opened, Box<Problem>> {
    let ending = ending(&file.name);
    let known = foreign::certain(&ending).map(|foreign| Err(Refused::NotASpreadsheet(foreign)));
    let bytes = known
        .unwrap_or_else(|| contents(file))
        .map_err(|refused| Box::new(refused.problem(Place::File(file.name.clone()))))?;
    open_bytes(&file.name, bytes)
}

/// The sheets in the bytes of a file of this name.
pub(super) fn open_bytes(name: &str, bytes: Vec<u8>) -> Result<Opened, Box<Problem>> {
    let named = Named { name: name.into(), ending: ending(name) };
    // A library may panic on a broken file; that is one unreadable file, not the end of the run.
    OPENING.set(true);
    let opened = std::panic::catch_unwind(|| {
        sheets(bytes, &named).map_err(|refused| as_named(refused, &named.ending))
    });
    OPENING.set(false);
    let opened =
        opened.unwrap_or_else(|_| Err(Refused::Corrupt("内部结构错误 (inconsistent structure)".to_owned())));
    opened.map_err(|refused| Box::new(refused.problem(Place::File(name.to_owned()))))
}

thread_local! {
    static OPENING: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Whether this thread is inside a library that opens a file: a panic there is caught and becomes a problem.
#[must_use]
pub fn is_opening() -> bool {
    OPENING.get()
}

/// The name of a file, and its ending in lower case.
struct Named {
    name: Arc<str>,
    ending: String,
}

/// The bytes of a file, bounded while they are read: its size may change meanwhile.
fn contents(file: &Found) -> Result<Vec<u8>, Refused> {
    let system = |cause: std::io::Error| Refused::System(cause.to_string());
    let mut bytes = Vec::new();
    let most = limits::FILE_BYTES.most;
    std::fs::File::open(&file.path)
        .map_err(system)?
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(system)?;
    if bytes.len() as u64 > most { Err(limits::FILE_BYTES.into()) } else { Ok(bytes) }
}

fn sheets(bytes: Vec<u8>, file: &Named) -> Result<Opened, Refused> {
    let name = &file.name;
    let format = sniff::format(&bytes, &file.ending)?;
    let mut opened = Opened::default();
    let mut is_misnamed = sniff::is_misnamed(format, &file.ending);
    opened.grids = match format {
        Format::Package => match package::open(bytes)? {
            Package::Xlsx(clean, facts) => workbook::xlsx(clean, facts, name)?,
            Package::Xlsb(clean) => workbook::xlsb(clean, name)?,
            Package::Ods(content) => markup::sheets(&content, name)?,
            Package::Document(content) => {
                is_misnamed = sniff::is_misnamed_document(&file.ending);
                docx::tables(&content, name)?
            }
        },
        Format::Container => {
            let pictures = container::inspect(&bytes)?;
            workbook::xls(bytes, &pictures, name)?
        }
        Format::Html => vec![html::sheet(&text::decode(&bytes).text, name)?],
        Format::Xml2003 => markup::sheets(&text::decode(&bytes).text, name)?,
        Format::Text => vec![text_table(bytes, file, &mut opened.problems)?],
    };
    if is_misnamed {
        opened.problems.push(misnamed(file));
    }
    Ok(opened)
}

/// The ending of a name in lower case.
fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

/// What is no table of its own kind is what its name says.
fn as_named(refused: Refused, ending: &str) -> Refused {
    match (refused, foreign::likely(ending)) {
        (Refused::NotASpreadsheet(_), Some(foreign)) => Refused::NotASpreadsheet(foreign),
        (refused, _) => refused,
    }
}

fn text_table(bytes: Vec<u8>, file: &Named, problems: &mut Vec<Problem>) -> Result<Grid, Refused> {
    let decoded = text::decode(&bytes);
    drop(bytes);
    if let Some(line) = decoded.broken_at.or_else(|| line_of_nul(&decoded.text)) {
        let row = u32::try_from(line).unwrap_or(u32::MAX);
        let place = Place::Row { file: file.name.to_string(), sheet: String::new(), row };
        let message = say!(
            "从第 {line} 行起有不能识别的字节，可能有字丢失",
            "from line {line} on there are bytes in no encoding; characters may be lost"
        );
        let hint = say!(
            "用 WPS 或记事本打开核对，另存为 UTF-8 编码",
            "open it in an editor, compare, and save it as UTF-8"
        );
        problems.push(Problem::new(&ENCODING, place, message).hint(hint));
    }
    let mut grid = Grid::new(&file.name, "");
    grid.rows = text::rows(&decoded.text, file.ending != "csv")?;
    Ok(grid)
}

fn line_of_nul(text: &str) -> Option<usize> {
    let at = text.find('\0')?;
    Some(text.get(..at)?.bytes().filter(|&byte| byte == b'\n').count() + 1)
}

fn misnamed(file: &Named) -> Problem {
    let ending = &file.ending;
    let message = say!(
        "扩展名是 .{ending}，内容却是另一种表格，已按内容读取",
        "the name ends in .{ending} but the content is another kind of table; it was read by its content"
    );
    let hint = say!(
        "另存为 .xlsx（文档存为 .docx），文件名就和内容一致了",
        "save it as .xlsx (a document as .docx) so that name and content agree"
    );
    Problem::new(&WRONG_EXTENSION, Place::File(file.name.to_string()), message).hint(hint)
}
