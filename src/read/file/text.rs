//! csv, tsv and txt: encoding, delimiter, cells.

use crate::read::grid::Cell;
use crate::read::limits;
use crate::read::limits::{Budget, Limit};

/// Text and how many of its characters could not be decoded.
pub(super) struct Decoded {
    /// The text without its byte order mark.
    pub(super) text: String,
    /// Line from 1 of the first character that could not be decoded.
    pub(super) broken_at: Option<usize>,
}

/// The text of a file in UTF-8, UTF-16 or GB18030.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling(bytes.get(length..).unwrap_or_default()).0;
        return Decoded::new(text.into_owned());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), broken_at: None };
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Decoded::new(encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    let (text, _, broken) = encoding_rs::GB18030.decode(bytes);
    if !broken {
        return Decoded { text: text.into_owned(), broken_at: None };
    }
    // Big5 where it fits without a fault; otherwise whatever loses the fewest characters.
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let (guessed, _, wrong) = detector.guess(None, chardetng::Utf8Detection::Allow).decode(bytes);
    if !wrong
        && !guessed.chars().any(|c| ('\u{80}'..'\u{A0}').contains(&c))
        && guessed.chars().any(|c| c > '\u{2E80}')
    {
        return Decoded { text: guessed.into_owned(), broken_at: None };
    }
    let utf8 = String::from_utf8_lossy(bytes);
    let lost = |text: &str| text.chars().filter(|&c| c == '\u{FFFD}').count();
    let best = if lost(&utf8) <= lost(&text) { utf8 } else { text };
    Decoded::new(best.into_owned())
}

impl Decoded {
    fn new(text: String) -> Self {
        let broken_at = text.find('\u{FFFD}').map(|at| {
            let before = text.get(..at).unwrap_or_default();
            before.bytes().filter(|&byte| byte == b'\n').count() + 1
        });
        Self { text, broken_at }
    }
}

/// UTF-16 shows as zero bytes at every other place of its separators.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let sample = bytes.get(..bytes.len().min(4096))?;
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd > 4 && odd > even * 4 {
        Some(encoding_rs::UTF_16LE)
    } else if even > 4 && even > odd * 4 {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

/// A quoted field with more lines than this was never meant as one: a lone quotation mark would swallow the rows
/// that follow.
const FIELD_LINES: usize = 40;

/// The rows of a text table.
pub(super) fn rows(text: &str, tabs: bool) -> Result<Vec<Vec<Cell>>, Limit> {
    let (body, said) = separator_line(text);
    let delimiter = said.unwrap_or_else(|| delimiter(body, tabs));
    let skipped = usize::from(said.is_some());
    match parse(body, delimiter, true, skipped)? {
        Some(rows) => Ok(rows),
        None => Ok(parse(body, delimiter, false, skipped)?.unwrap_or_default()),
    }
}

/// `sep=;` in the first line tells Excel the separator.
fn separator_line(text: &str) -> (&str, Option<u8>) {
    let first = text.lines().next().unwrap_or_default();
    match first.trim().strip_prefix("sep=").map(str::as_bytes) {
        Some([mark]) => {
            (text.get(first.len()..).unwrap_or_default().trim_start_matches(['\r', '\n']), Some(*mark))
        }
        _ => (text, None),
    }
}

/// The rows; `None` where quotation marks were taken for more than they are.
fn parse(text: &str, delimiter: u8, quoting: bool, skipped: usize) -> Result<Option<Vec<Vec<Cell>>>, Limit> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .quoting(quoting)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = vec![Vec::new(); skipped];
    let mut record = csv::StringRecord::new();
    let mut budget = Budget::whole();
    loop {
        let next = reader.position().line();
        if !reader.read_record(&mut record).unwrap_or(false) {
            return Ok(Some(rows));
        }
        // The reader passes over empty lines; row numbers must not.
        let begins = record.position().map_or(next, csv::Position::line);
        let blank = usize::try_from(begins.saturating_sub(next)).unwrap_or(0);
        if rows.len() + blank >= limits::ROWS.size() {
            return Err(limits::ROWS);
        }
        rows.resize(rows.len() + blank, Vec::new());
        if record.len() > limits::COLUMNS.size()
            && record.iter().skip(limits::COLUMNS.size()).any(|field| !field.trim().is_empty())
        {
            return Err(limits::COLUMNS);
        }
        if quoting
            && record.iter().any(|field| field.bytes().filter(|&byte| byte == b'\n').count() > FIELD_LINES)
        {
            return Ok(None);
        }
        let mut cells: Vec<Cell> = record.iter().take(limits::COLUMNS.size()).map(cell).collect();
        while cells.last().is_some_and(Cell::is_empty) {
            cells.pop();
        }
        cells.shrink_to_fit();
        budget.take(cells.len())?;
        rows.push(cells);
    }
}

/// `="19200000042"` is how some systems keep a spreadsheet program from taking a text for a number.
fn cell(field: &str) -> Cell {
    let plain = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    Cell::text(plain.unwrap_or(field))
}

/// The mark that stands most often in the first lines.
fn delimiter(text: &str, tabs: bool) -> u8 {
    let count = |mark: u8| {
        text.lines().take(10).map(|line| line.bytes().filter(|&byte| byte == mark).count()).sum::<usize>()
    };
    let marks = [b',', b'\t', b';', b'|'];
    let best = marks.into_iter().max_by_key(|&mark| (count(mark), u8::from(mark == b','))).unwrap_or(b',');
    if tabs && count(b'\t') > 0 { b'\t' } else { best }
}
