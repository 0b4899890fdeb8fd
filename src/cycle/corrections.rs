//! `corrections.csv`: cells put right without touching the clerk's files (DESIGN 14).

use std::io::Read;
use std::path::Path;

use crate::problem::{Code, Place, Problem, Severity, Stop};
use crate::say;

/// The file of a workspace, beside `cycle.toml`.
pub const CORRECTIONS_FILE: &str = "corrections.csv";

/// A line of `corrections.csv` that cannot be understood. Source: DESIGN 14.
pub(super) static BAD_CORRECTION: Code =
    Code { id: "bad-correction", severity: Severity::Error, source: "DESIGN 14" };
/// A correction whose cell does not say any more what it said: it is not applied. Source: DESIGN 14.
pub static STALE_CORRECTION: Code =
    Code { id: "stale-correction", severity: Severity::Error, source: "DESIGN 14" };

/// Largest file in bytes.
const BYTES: u64 = 8 << 20;

const HEAD: [&str; 6] = ["file", "sheet", "cell", "was", "now", "reason"];

/// A cell put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Path from the workspace, with `/`.
    pub file: String,
    /// Sheet; empty for csv.
    pub sheet: String,
    /// Row from 0.
    pub row: usize,
    /// Column from 0.
    pub column: usize,
    /// What the cell says.
    pub was: String,
    /// What it should say; nothing for an empty cell.
    pub now: String,
    /// Why.
    pub reason: String,
    /// Its line in the file, from 1.
    pub line: usize,
}

impl Correction {
    /// Its line in `corrections.csv`.
    #[must_use]
    pub fn own_place(&self) -> Place {
        Place::Line { file: CORRECTIONS_FILE.to_owned(), line: self.line, column: 1 }
    }

    /// Whether it is about this cell.
    #[must_use]
    pub fn is_at(&self, other: &Self) -> bool {
        (&self.file, &self.sheet, self.row, self.column)
            == (&other.file, &other.sheet, other.row, other.column)
    }
}

/// The corrections of a workspace, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections(Vec<Correction>);

impl Corrections {
    /// Reads those of a workspace, with the lines that cannot be understood.
    ///
    /// # Errors
    /// [`Stop`] when the file is there and cannot be read.
    pub fn read(workspace: &Path) -> Result<(Self, Vec<Problem>), Stop> {
        let path = workspace.join(CORRECTIONS_FILE);
        if !path.is_file() {
            return Ok((Self::default(), Vec::new()));
        }
        let mut bytes = Vec::new();
        std::fs::File::open(&path).and_then(|file| file.take(BYTES + 1).read_to_end(&mut bytes)).map_err(
            |cause| {
                let shown = path.display();
                Stop::new(say!("读取 {shown}", "reading {shown}"), cause)
            },
        )?;
        if bytes.len() as u64 > BYTES {
            let message = say!("文件太大，没有用", "the file is too large and is not used");
            let place = Place::File(CORRECTIONS_FILE.to_owned());
            return Ok((Self::default(), vec![Problem::new(&BAD_CORRECTION, place, message)]));
        }
        // WPS saves csv as GBK.
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|wrong| encoding_rs::GB18030.decode(wrong.as_bytes()).0.into_owned());
        Ok(Self::parse(&text))
    }

    /// The corrections that a text lists.
    #[must_use]
    pub fn parse(text: &str) -> (Self, Vec<Problem>) {
        let text = text.trim_start_matches('\u{FEFF}');
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let (mut corrections, mut problems) = (Vec::new(), Vec::new());
        for record in reader.records() {
            let Ok(record) = record else { continue };
            let line = record.position().map_or(1, |position| usize::try_from(position.line()).unwrap_or(1));
            let field = |at: usize| record.get(at).unwrap_or_default().trim().to_owned();
            if field(0) == HEAD[0] || record.iter().all(|field| field.trim().is_empty()) {
                continue;
            }
            let Some((row, column)) = cell_at(&field(2)) else {
                problems.push(unreadable(&field(2), line));
                continue;
            };
            let (file, sheet) = (field(0).replace('\\', "/"), field(1));
            let (was, now, reason) = (field(3), field(4), field(5));
            corrections.push(Correction { file, sheet, row, column, was, now, reason, line });
        }
        (Self(corrections), problems)
    }

    /// Every correction.
    pub fn iter(&self) -> impl Iterator<Item = &Correction> {
        self.0.iter()
    }

    /// Adds one, in place of an earlier one for the same cell.
    pub fn put(&mut self, correction: Correction) {
        self.take_back(&correction);
        self.0.push(correction);
    }

    /// Takes back the one for the same cell; whether there was one.
    pub fn take_back(&mut self, like: &Correction) -> bool {
        let before = self.0.len();
        self.0.retain(|own| !own.is_at(like));
        self.0.len() < before
    }

    /// Leaves out those of a file; whether there were any.
    pub fn forget(&mut self, file: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|own| own.file != file);
        self.0.len() < before
    }

    /// The text of the file, which Excel opens with its characters whole.
    #[must_use]
    pub fn text(&self) -> String {
        let mut csv = csv::Writer::from_writer(Vec::new());
        let _ = csv.write_record(HEAD);
        for own in &self.0 {
            let cell = cell_name(own.row, own.column);
            let _ = csv.write_record([&own.file, &own.sheet, &cell, &own.was, &own.now, &own.reason]);
        }
        let bytes = csv.into_inner().unwrap_or_default();
        format!("\u{FEFF}{}", String::from_utf8_lossy(&bytes))
    }
}

fn unreadable(cell: &str, line: usize) -> Problem {
    let place = Place::Line { file: CORRECTIONS_FILE.to_owned(), line, column: 1 };
    let message = say!("“{cell}”不是格子的地址，这一行没有用", "\"{cell}\" is no cell; the line is not used");
    let hint = say!(
        "一行是：文件,工作表,格子,原来的内容,改成的内容,原因；格子写成 D7",
        "a line is: file,sheet,cell,was,now,reason; a cell is written D7"
    );
    Problem::new(&BAD_CORRECTION, place, message).hint(hint)
}

/// D7 → row 6, column 3; both from 0.
#[must_use]
pub fn cell_at(name: &str) -> Option<(usize, usize)> {
    let name = name.trim().to_ascii_uppercase();
    let split = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = (name.get(..split)?, name.get(split..)?);
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let column = letters.bytes().fold(0_usize, |column, byte| column * 26 + usize::from(byte - b'A') + 1);
    let row: usize = digits.parse().ok().filter(|row| (1..=1_048_576).contains(row))?;
    Some((row - 1, column - 1))
}

fn cell_name(row: usize, column: usize) -> String {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    crate::problem::cell_name(number(row) + 1, number(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let (mut all, problems) = Corrections::parse(
            "file,sheet,cell,was,now,reason\ndata\\甲.xlsx,名单,D7,\"1,3\",13,\"他说：\"\"是\"\"\"\ndata/乙.csv,,b2,x,,\n",
        );
        assert!(problems.is_empty());
        let first = all.iter().next().cloned();
        assert_eq!(first.as_ref().map(|own| (own.row, own.column, own.line)), Some((6, 3, 2)));
        let back = Corrections::parse(&all.text()).0;
        assert_eq!(back, all);
        if let Some(first) = first {
            all.put(Correction { now: "14".to_owned(), ..first });
        }
        assert_eq!(all.iter().count(), 2);
        assert!(all.text().contains("D7,\"1,3\",14"));
    }

    #[test]
    fn a_cell_is_understood_or_reported() {
        assert_eq!(cell_at("AA10"), Some((9, 26)));
        for wrong in ["", "7", "D", "D0", "ABCD1", "D7x", "第7行"] {
            assert_eq!(cell_at(wrong), None, "{wrong}");
        }
        let (_, problems) = Corrections::parse("data/a.csv,,第7行,x,y,\n");
        assert_eq!(problems.len(), 1);
    }
}
