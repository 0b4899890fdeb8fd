//! OLE containers: xls of Excel 97 and later, et of WPS, and encrypted xlsx. The records are walked once before the
//! reader sees them, because it sets up whatever rectangle they declare.

use std::io::{Cursor, Read};

use crate::read::file::foreign;
use crate::read::file::refused::Refused;
use crate::read::file::strings;
use crate::read::limits;

/// Records of the file format that matter here. Source: MS-XLS 2.3.1.
const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const FILEPASS: u16 = 0x002F;
const BOUNDSHEET: u16 = 0x0085;
/// Records that hold cells: NUMBER, LABEL, RSTRING, BOOLERR, RK, LABELSST, MULRK, FORMULA, BLANK.
const CELLS: [u16; 9] = [0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, 0x00FD, 0x00BD, 0x0006, 0x0201];
const DIMENSIONS: u16 = 0x0200;
const SST: u16 = 0x00FC;
const CONTINUE: u16 = 0x003C;
const LABELSST: u16 = 0x00FD;
const OBJ: u16 = 0x005D;
/// The kind of an object that is a picture. Source: MS-XLS 2.5.143 (ftCmo).
const PICTURE: u16 = 0x0008;
/// Rows and columns of the old grid.
const ROWS: u32 = 65_536;
const COLUMNS: u32 = 256;

/// Whether the container holds a workbook that can be read; then, for each sheet, whether a picture lies on it.
pub(super) fn inspect(bytes: &[u8]) -> Result<Vec<bool>, Refused> {
    if bytes.len() as u64 > limits::XLS_BYTES.most {
        return Err(limits::XLS_BYTES.into());
    }
    // A header alone has 512 bytes; a directory and a workbook need a sector each.
    if bytes.len() < 1536 {
        return Err(Refused::Truncated);
    }
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(Refused::corrupt)?;
    if container.is_stream("/EncryptedPackage") {
        return Err(Refused::Encrypted);
    }
    if container.is_stream("/WordDocument") {
        return Err(Refused::NotASpreadsheet(&foreign::OLD_DOCUMENT));
    }
    if !container.is_stream("/Workbook") {
        return Err(if container.is_stream("/Book") {
            old()
        } else {
            Refused::NotASpreadsheet(&foreign::CONTAINER)
        });
    }
    let mut stream = Vec::new();
    let workbook = container.open_stream("/Workbook").map_err(Refused::corrupt)?;
    workbook.take(bytes.len() as u64).read_to_end(&mut stream).map_err(Refused::corrupt)?;
    walk(&stream)
}

fn old() -> Refused {
    Refused::Unsupported(
        "Excel 95 及更早的 .xls（文字会成乱码）",
        ".xls of Excel 95 and earlier (its text would be garbled)",
    )
}

/// One record after the other: its type and its data.
fn records(stream: &[u8], mut at: usize) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let kind = number(stream, at)?;
        let length = usize::from(number(stream, at + 2)?);
        let data = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some((kind, data))
    })
}

fn number(data: &[u8], at: usize) -> Option<u16> {
    let bytes: [u8; 2] = data.get(at..at + 2)?.try_into().ok()?;
    Some(u16::from_le_bytes(bytes))
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    let bytes: [u8; 4] = data.get(at..at + 4)?.try_into().ok()?;
    Some(u32::from_le_bytes(bytes))
}

/// Version, password, the rectangle of every sheet, and on which of them pictures lie.
fn walk(stream: &[u8]) -> Result<Vec<bool>, Refused> {
    let mut globals = records(stream, 0);
    match globals.next() {
        Some((BOF, data)) if number(data, 0) == Some(0x0600) => {}
        Some((BOF, data)) if number(data, 0) == Some(0x0500) => return Err(old()),
        _ => return Err(Refused::Corrupt("BOF".to_owned())),
    }
    let (mut sheets, mut shared, mut in_strings) = (Vec::new(), Vec::new(), false);
    for (kind, data) in globals.take_while(|(kind, _)| *kind != EOF) {
        match kind {
            FILEPASS if number(data, 0) != Some(0) => return Err(Refused::Encrypted),
            BOUNDSHEET => sheets.extend(long(data, 0)),
            _ => {}
        }
        in_strings = kind == SST || (kind == CONTINUE && in_strings);
        if in_strings {
            shared.push(data);
        }
    }
    let lengths = strings::lengths(shared);
    if limits::SHEETS.is_broken_by(sheets.len()) {
        return Err(limits::SHEETS.into());
    }
    let (mut area, mut seen) = (0_u64, Seen::default());
    for start in sheets {
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        if start >= stream.len() {
            return Err(Refused::Corrupt("BOUNDSHEET".to_owned()));
        }
        area += sheet_area(stream, start, &lengths, &mut seen)?;
        if area > limits::XLS_AREA.most {
            return Err(limits::XLS_AREA.into());
        }
    }
    Ok(seen.pictures)
}

/// What all sheets held so far: records, and bytes of shared strings in their cells.
#[derive(Default)]
struct Seen {
    records: usize,
    text: u64,
    /// For each sheet, whether a picture lies on it.
    pictures: Vec<bool>,
}

/// The cells of the rectangle around everything on a sheet.
fn sheet_area(stream: &[u8], start: usize, lengths: &[u32], seen: &mut Seen) -> Result<u64, Refused> {
    let mut corners: Option<(u16, u16, u16, u16)> = None;
    seen.pictures.push(false);
    for (kind, data) in records(stream, start).take_while(|(kind, _)| *kind != EOF) {
        seen.records += 1;
        if limits::XLS_RECORDS.is_broken_by(seen.records) {
            return Err(limits::XLS_RECORDS.into());
        }
        if kind == LABELSST {
            let index = long(data, 6).map_or(usize::MAX, |index| index as usize);
            seen.text += 3 * u64::from(lengths.get(index).copied().unwrap_or(0));
            if seen.text > limits::TEXT_BYTES.most {
                return Err(limits::TEXT_BYTES.into());
            }
        }
        if let (OBJ, Some(PICTURE), Some(sheet)) = (kind, number(data, 4), seen.pictures.last_mut()) {
            *sheet = true;
        }
        if kind == DIMENSIONS && !fits_the_grid(data) {
            return Err(Refused::Corrupt("DIMENSIONS".to_owned()));
        }
        if !CELLS.contains(&kind) {
            continue;
        }
        let (Some(row), Some(first)) = (number(data, 0), number(data, 2)) else { continue };
        // Of a run of numbers the last two bytes name its last column.
        let last =
            if kind == 0x00BD { number(data, data.len().saturating_sub(2)).unwrap_or(first) } else { first };
        let (top, left, bottom, right) = corners.unwrap_or((row, first, row, last));
        corners = Some((top.min(row), left.min(first), bottom.max(row), right.max(last)));
    }
    // From 0 to 65,535 are more rows than a record's number can hold.
    let span = |from: u16, to: u16| u64::from(to.max(from)) - u64::from(from) + 1;
    Ok(corners.map_or(0, |(top, left, bottom, right)| span(top, bottom) * span(left, right)))
}

/// Rows and columns of a DIMENSIONS record lie in the grid; the ends are one past the last, zero for an empty sheet.
fn fits_the_grid(data: &[u8]) -> bool {
    let short = data.len() == 10;
    let row = |at: usize| if short { number(data, at / 2).map(u32::from) } else { long(data, at) };
    let column = |at: usize| number(data, if short { at - 4 } else { at });
    let (Some(top), Some(bottom), Some(left), Some(right)) = (row(0), row(4), column(8), column(10)) else {
        return false;
    };
    let empty = bottom == 0 || right == 0;
    empty || (top < bottom && bottom <= ROWS && left < right && u32::from(right) <= COLUMNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    #[test]
    fn a_picture_is_seen_on_its_sheet() {
        let begin = record(BOF, &[0, 6, 5, 0]);
        let object = |kind: u8| record(OBJ, &[0x15, 0, 0x12, 0, kind, 0]);
        // A button on the first sheet, a picture on the second.
        let sheet = |kind: u8| [begin.clone(), object(kind), record(EOF, &[])].concat();
        let globals = begin.len() + 2 * 8 + 4;
        let start = |at: usize| record(BOUNDSHEET, &u32::try_from(at).unwrap().to_le_bytes());
        let (first, second) = (sheet(7), sheet(8));
        let starts = [start(globals), start(globals + first.len())].concat();
        let stream = [begin.clone(), starts, record(EOF, &[]), first, second].concat();
        assert_eq!(walk(&stream), Ok(vec![false, true]));
    }
}
