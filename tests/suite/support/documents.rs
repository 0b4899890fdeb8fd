//! Documents of Word, as small as they can be.

use std::io::Write;
use std::path::Path;

/// Writes a document with this body.
pub(crate) fn docx(path: &Path, body: &str) {
    raw(path, &document(body));
}

/// The main part around a body.
pub(crate) fn document(body: &str) -> String {
    const NAMES: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"{NAMES}\"><w:body>{body}</w:body></w:document>"
    )
}

/// Writes a document whose main part is this text.
pub(crate) fn raw(path: &Path, main: &str) {
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        ("word/document.xml", main),
    ];
    let mut package = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    for (name, text) in parts {
        package.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        package.write_all(text.as_bytes()).unwrap();
    }
    package.finish().unwrap();
}

/// A paragraph.
pub(crate) fn line(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A table with one text in each cell.
pub(crate) fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc><w:tcPr/>{}</w:tc>", line(text));
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}
