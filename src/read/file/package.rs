//! Zip packages: xlsx, xlsm, xlsb, ods and docx from strangers.
//!
//! A package is unpacked here once, every byte counted, and handed on as a new package that holds only the parts that
//! carry cells, uncompressed and cleaned: no document types, no declared counts or dimensions that a reader would
//! allocate, UTF-16 parts as UTF-8, names with `/`.

use std::io::{Cursor, Read, Write};

use memchr::memmem;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::read::file::foreign;
use crate::read::file::part::Part;
use crate::read::file::refused::Refused;
use crate::read::file::sheet_parts;
use crate::read::file::sheet_parts::SheetFacts;
use crate::read::limits;
use crate::read::limits::Limit;

/// A package that was looked through.
pub(super) enum Package {
    /// xlsx or xlsm: the clean package, and what its sheets say of themselves.
    Xlsx(Vec<u8>, Vec<SheetFacts>),
    /// xlsb: the clean package.
    Xlsb(Vec<u8>),
    /// ods: its `content.xml`.
    Ods(String),
    /// docx: its main part.
    Document(String),
}

/// Folders whose parts carry no cells.
const WITHOUT_CELLS: &[&str] = &[
    "drawings/",
    "media/",
    "theme/",
    "charts/",
    "chartsheets/",
    "embeddings/",
    "printersettings/",
    "externallinks/",
    "pivottables/",
    "pivotcache/",
    "customxml/",
    "activex/",
    "ctrlprops/",
    "docprops/",
    "threadedcomments/",
    "persons/",
    "thumbnails/",
];

/// Looks through a package and takes what is needed.
pub(super) fn open(bytes: Vec<u8>) -> Result<Package, Refused> {
    let has_end = memmem::rfind(&bytes, b"PK\x05\x06").is_some();
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|cause| if has_end { Refused::corrupt(cause) } else { Refused::Truncated })?;
    if limits::MEMBERS.is_broken_by(archive.len()) {
        return Err(limits::MEMBERS.into());
    }
    let names = names(&mut archive)?;
    let has = |wanted: &str| names.iter().any(|(_, name)| name.eq_ignore_ascii_case(wanted));
    if has("xl/workbook.bin") {
        let parts = parts(&mut archive, &names, limits::UNZIPPED_BINARY)?;
        drop(archive);
        return Ok(Package::Xlsb(packed(parts)?));
    }
    let is_workbook = |(_, name): &(usize, String)| name.to_ascii_lowercase().ends_with("workbook.xml");
    if names.iter().any(is_workbook) {
        let parts = parts(&mut archive, &names, limits::UNZIPPED)?;
        drop(archive);
        let facts = sheet_parts::facts(&parts)?;
        return Ok(Package::Xlsx(packed(parts)?, facts));
    }
    if has("content.xml") && has("mimetype") {
        return Ok(Package::Ods(content(&mut archive, &names)?));
    }
    if let Some((index, name)) = document(&names) {
        return Ok(Package::Document(markup(&mut archive, index, name)?));
    }
    Err(Refused::NotASpreadsheet(&foreign::ARCHIVE))
}

/// Index and name, with `/`, of every file in the package.
fn names(archive: &mut ZipArchive<Cursor<Vec<u8>>>) -> Result<Vec<(usize, String)>, Refused> {
    let mut names = Vec::new();
    for index in 0..archive.len() {
        let member = archive.by_index_raw(index).map_err(refused)?;
        if !matches!(member.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(refused(ZipError::CompressionMethodNotSupported(0)));
        }
        let name = member.name().map_err(refused)?;
        names.push((index, name.replace('\\', "/").trim_start_matches('/').to_owned()));
    }
    Ok(names)
}

/// Why a member cannot be taken.
fn refused(cause: ZipError) -> Refused {
    match cause {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Refused::Encrypted
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            Refused::NotASpreadsheet(&foreign::ODD_ARCHIVE)
        }
        other => Refused::corrupt(other),
    }
}

/// The parts that carry cells, cleaned; all of them together stay below a limit.
fn parts(
    archive: &mut ZipArchive<Cursor<Vec<u8>>>,
    names: &[(usize, String)],
    limit: Limit,
) -> Result<Vec<Part>, Refused> {
    let mut parts: Vec<Part> = Vec::new();
    let mut left = limit.most;
    for (index, name) in names.iter().filter(|(_, name)| carries_cells(name)) {
        let mut data = unpacked(archive, *index, left)?.ok_or(limit)?;
        left -= data.len() as u64;
        if !name.to_ascii_lowercase().ends_with(".bin") {
            clean(name, &mut data)?;
        }
        if parts.iter().any(|known| known.name.eq_ignore_ascii_case(name)) {
            return Err(Refused::Corrupt(format!("{name} ×2")));
        }
        parts.push(Part { name: name.clone(), data });
    }
    Ok(parts)
}

fn carries_cells(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    // The links of a drawing tell whether a picture lies on the sheet.
    if lower.ends_with(".rels") && lower.contains("drawings/_rels/") {
        return true;
    }
    [".xml", ".rels", ".bin"].iter().any(|ending| lower.ends_with(ending))
        && !WITHOUT_CELLS.iter().any(|folder| lower.contains(folder))
        && !lower.ends_with("vbaproject.bin")
        && !lower.contains("comments")
}

/// The bytes of one member; `None` where there are more than `left`.
fn unpacked(
    archive: &mut ZipArchive<Cursor<Vec<u8>>>,
    index: usize,
    left: u64,
) -> Result<Option<Vec<u8>>, Refused> {
    let member = archive.by_index(index).map_err(refused)?;
    let mut data = Vec::new();
    member.take(left + 1).read_to_end(&mut data).map_err(Refused::corrupt)?;
    Ok((data.len() as u64 <= left).then_some(data))
}

/// `content.xml` of an `OpenDocument` spreadsheet.
fn content(archive: &mut ZipArchive<Cursor<Vec<u8>>>, names: &[(usize, String)]) -> Result<String, Refused> {
    let index = |wanted: &str| names.iter().find(|(_, name)| name == wanted).map(|(index, _)| *index);
    if let Some(manifest) = index("META-INF/manifest.xml") {
        let manifest = unpacked(archive, manifest, limits::UNZIPPED.most)?.ok_or(limits::UNZIPPED)?;
        if memmem::find(&manifest, b"encryption-data").is_some() {
            return Err(Refused::Encrypted);
        }
    }
    markup(archive, index("content.xml").ok_or(Refused::Truncated)?, "content.xml")
}

/// The main part of a document: `word/document.xml`, in some programs with a number behind the name.
fn document(names: &[(usize, String)]) -> Option<(usize, &str)> {
    let is_main = |name: &str| {
        let name = name.to_ascii_lowercase();
        let number = name.strip_prefix("word/document").and_then(|rest| rest.strip_suffix(".xml"));
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    names.iter().find(|(_, name)| is_main(name)).map(|(index, name)| (*index, name.as_str()))
}

/// The text of one part.
fn markup(archive: &mut ZipArchive<Cursor<Vec<u8>>>, index: usize, name: &str) -> Result<String, Refused> {
    let mut data = unpacked(archive, index, limits::UNZIPPED.most)?.ok_or(limits::UNZIPPED)?;
    clean(name, &mut data)?;
    String::from_utf8(data).map_err(Refused::corrupt)
}

/// Makes XML harmless to read, in place where it can.
fn clean(name: &str, data: &mut Vec<u8>) -> Result<(), Refused> {
    if data.starts_with(b"\xFF\xFE") || data.starts_with(b"\xFE\xFF") {
        let text = encoding_rs::UTF_16LE.decode(data).0;
        // The declaration still says UTF-16.
        let body = text.split_once("?>").map_or(text.as_ref(), |(_, body)| body);
        *data = body.as_bytes().to_vec();
    }
    let head = data.get(..data.len().min(4096)).unwrap_or_default();
    if memmem::find(head, b"<!DOCTYPE").is_some() || memmem::find(head, b"<!doctype").is_some() {
        return Err(Refused::Doctype);
    }
    let lower = name.to_ascii_lowercase();
    if lower.ends_with("sharedstrings.xml") {
        // A declared count would be allocated before the first string is read.
        blank(data, b"sst", &[b"uniqueCount", b"count"]);
        if limits::STRINGS.is_broken_by(memmem::find_iter(data, b"<si").count()) {
            return Err(limits::STRINGS.into());
        }
    } else if lower.contains("worksheets/") {
        // Declared dimensions are wrong in files of several programs, and nobody needs them.
        erase(data, b"dimension");
    }
    Ok(())
}

/// Makes the values of some attributes of the first element of this name harmless, without moving a byte: the
/// name of the attribute loses its first letter to a space and the rest becomes unknown to readers.
fn blank(data: &mut [u8], element: &[u8], attributes: &[&[u8]]) {
    let head = data.len().min(8192);
    let Some(at) = data.get(..head).and_then(|head| element_start(head, element)) else { return };
    let Some(end) = data.get(at..).and_then(|rest| memchr::memchr(b'>', rest)).map(|end| at + end) else {
        return;
    };
    for attribute in attributes {
        let Some(found) = data.get(at..end).and_then(|tag| whole_word(tag, attribute)) else { continue };
        if let Some(letters) = data.get_mut(at + found..at + found + attribute.len()) {
            letters.fill(b'z');
        }
    }
}

/// Writes spaces over an element without content near the beginning; not a byte moves.
fn erase(data: &mut [u8], element: &[u8]) {
    let head = data.len().min(8192);
    let Some(name) = data.get(..head).and_then(|head| element_start(head, element)) else { return };
    let Some(open) = data.get(..name).and_then(|before| memchr::memrchr(b'<', before)) else { return };
    let Some(mut end) = data.get(name..).and_then(|rest| memchr::memchr(b'>', rest)).map(|end| name + end)
    else {
        return;
    };
    if data.get(end.saturating_sub(1)) != Some(&b'/') {
        // <dimension ref="A1"></dimension>
        let Some(close) = data.get(end + 1..).and_then(|rest| memchr::memchr(b'>', rest)) else { return };
        end += 1 + close;
    }
    if let Some(bytes) = data.get_mut(open..=end) {
        bytes.fill(b' ');
    }
}

/// Where the name of `<element` or `<prefix:element` begins.
fn element_start(head: &[u8], element: &[u8]) -> Option<usize> {
    memmem::find_iter(head, element).find(|&at| {
        let before = at.checked_sub(1).and_then(|before| head.get(before));
        let after = head.get(at + element.len());
        matches!(before, Some(b'<' | b':'))
            && matches!(after, Some(b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>'))
    })
}

/// Where an attribute of this very name begins.
fn whole_word(tag: &[u8], attribute: &[u8]) -> Option<usize> {
    memmem::find_iter(tag, attribute).find(|&at| {
        let before = at.checked_sub(1).and_then(|before| tag.get(before));
        matches!(before, Some(b' ' | b'\t' | b'\r' | b'\n'))
            && matches!(tag.get(at + attribute.len()), Some(b'=' | b' '))
    })
}

/// The parts as a package without compression.
fn packed(parts: Vec<Part>) -> Result<Vec<u8>, Refused> {
    let size: usize = parts.iter().map(|part| part.data.len() + 2 * part.name.len() + 128).sum();
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(size)));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for Part { name, data } in parts {
        writer.start_file(name, options).map_err(Refused::corrupt)?;
        writer.write_all(&data).map_err(Refused::corrupt)?;
    }
    Ok(writer.finish().map_err(Refused::corrupt)?.into_inner())
}
