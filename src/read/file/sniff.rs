//! What a file is, seen from its first bytes. Names lie: of 1,259 real files called .xls, 1,258 were HTML.

use memchr::memmem;

use crate::read::file::foreign;
use crate::read::file::foreign::Foreign;
use crate::read::file::refused::Refused;

/// What the bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// A zip package: xlsx, xlsm, xlsb, ods, docx, or something else.
    Package,
    /// An OLE container: xls, et, or an encrypted xlsx.
    Container,
    /// A web page with tables.
    Html,
    /// XML of Excel 2003.
    Xml2003,
    /// Text: csv and the like.
    Text,
}

/// First bytes of files that are no spreadsheets, and what they are.
const FOREIGN: &[(&[u8], &Foreign)] = &[
    (b"\x89PNG", &foreign::PICTURE),
    (b"\xFF\xD8\xFF", &foreign::PICTURE),
    (b"GIF8", &foreign::PICTURE),
    (b"%PDF", &foreign::PDF),
    (b"Rar!", &foreign::RAR),
    (b"7z\xBC\xAF", &foreign::SEVEN_ZIP),
    (b"\x1F\x8B", &foreign::GZIP),
    (b"{\\rtf", &foreign::RTF),
    (b"MZ", &foreign::PROGRAM),
];

/// How many of the first bytes are looked at.
const HEAD: usize = 4096;
/// The end of a package lies within this many bytes of the end of the file: its comment has at most 65,535.
const TAIL: usize = 66_000;

/// What the bytes are; `ending` in lower case only decides between text and no spreadsheet at all.
pub(super) fn format(bytes: &[u8], ending: &str) -> Result<Format, Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Format::Package);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Ok(Format::Container);
    }
    if let Some((_, foreign)) = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Refused::NotASpreadsheet(foreign));
    }
    if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..]) {
        return Err(Refused::Unsupported("Excel 4.0 及更早的 .xls", ".xls of Excel 4.0 and earlier"));
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let lower = super::text::decode(head).text.to_lowercase();
    let start = lower.trim_start_matches('\u{FEFF}').trim_start();
    if start.starts_with('<') {
        if start.contains("urn:schemas-microsoft-com:office:spreadsheet") && !start.contains("<html") {
            return Ok(Format::Xml2003);
        }
        if ["<html", "<table", "<!doctype html", "<head", "<body", "<meta"]
            .iter()
            .any(|tag| start.contains(tag))
        {
            return Ok(Format::Html);
        }
    }
    if start.starts_with("mime-version:") {
        return Err(Refused::Unsupported("单个文件网页（mht）", "a single-file web page (mht)"));
    }
    let is_text_name = matches!(ending, "csv" | "tsv" | "txt");
    if !is_text_name
        && memmem::rfind(bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or(bytes), b"PK\x05\x06")
            .is_some()
    {
        // Something stands before the package, as in a self-extracting archive.
        return Ok(Format::Package);
    }
    // Under the name of a workbook, text is a table only if line after line is parted.
    let parted = start.lines().take(20).filter(|line| line.contains([',', '\t', ';'])).count();
    if is_text_name || (parted >= 2 && !start.contains('\0')) {
        return Ok(Format::Text);
    }
    Err(Refused::NotASpreadsheet(&foreign::OTHER))
}

/// Whether bytes of a file without a known ending are worth opening.
pub(in crate::read) fn looks_like_a_workbook(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
}

/// Whether a document of Word or WPS has the name of something else.
pub(super) fn is_misnamed_document(ending: &str) -> bool {
    !matches!(ending, "docx" | "docm" | "dotx" | "dotm" | "wps" | "wpt" | "")
}

/// Whether the name promises another kind of file than the bytes are. Web pages and XML under the name .xls are what
/// many systems export, and .et is a workbook of either kind: no warning is worth making.
pub(super) fn is_misnamed(format: Format, ending: &str) -> bool {
    match format {
        Format::Package => {
            !matches!(ending, "xlsx" | "xlsm" | "xltx" | "xltm" | "xlsb" | "ods" | "ots" | "et" | "ett" | "")
        }
        Format::Container => !matches!(ending, "xls" | "xlt" | "et" | "ett" | ""),
        Format::Html | Format::Xml2003 => !matches!(ending, "xls" | "htm" | "html" | "xml" | ""),
        Format::Text => !matches!(ending, "csv" | "tsv" | "txt" | ""),
    }
}
