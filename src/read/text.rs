//! csv, tsv and txt: encoding, delimiter, cells.

use crate::read::grid::Cell;
use crate::read::limits;

/// The text of a file in UTF-8, UTF-16 or GB18030.
pub(super) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(length..).unwrap_or_default()).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let (text, _, broken) = encoding_rs::GB18030.decode(bytes);
    if !broken {
        return text.into_owned();
    }
    detector.guess(None, chardetng::Utf8Detection::Allow).decode(bytes).0.into_owned()
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

/// The rows of a text table, or why they are too many.
pub(super) fn rows(text: &str, tabs: bool) -> Result<Vec<Vec<Cell>>, (&'static str, &'static str)> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text, tabs))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).unwrap_or(false) {
        // The reader passes over empty lines; row numbers must not.
        let line = record.position().map_or(0, csv::Position::line);
        let at = usize::try_from(line).unwrap_or(0).saturating_sub(1);
        if at < limits::ROWS as usize && rows.len() < at && !text.contains("\"") {
            rows.resize(at, Vec::new());
        }
        if rows.len() >= limits::ROWS as usize {
            return Err(("行数超过 50 万", "more than 500,000 rows"));
        }
        rows.push(record.iter().take(limits::COLUMNS as usize).map(cell).collect());
    }
    Ok(rows)
}

fn cell(field: &str) -> Cell {
    let field: String = field.chars().take(limits::CELL_CHARS).collect();
    if field.trim().is_empty() { Cell::Empty } else { Cell::Text(field) }
}

/// The mark that stands most often in the first lines.
fn delimiter(text: &str, tabs: bool) -> u8 {
    let count = |mark: u8| {
        text.lines().take(10).map(|line| line.bytes().filter(|&byte| byte == mark).count()).sum::<usize>()
    };
    let marks = [b',', b'\t', b';'];
    let best = marks.into_iter().max_by_key(|&mark| (count(mark), u8::from(mark == b','))).unwrap_or(b',');
    if tabs && count(b'\t') > 0 { b'\t' } else { best }
}
