//! Reading finished PDFs back with poppler: what stands where, in which fonts.
//!
//! Lengths are points, y from the top of the page. poppler takes a line's top and bottom from the font; with our
//! fonts that is the em box, so that `height` is the type size (TYPOGRAPHY 5).

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// A word: poppler splits at spaces and at punctuation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    /// Left edge.
    pub(crate) x0: f64,
    /// Top.
    pub(crate) y0: f64,
    /// Right edge.
    pub(crate) x1: f64,
    /// Bottom.
    pub(crate) y1: f64,
    /// Its characters.
    pub(crate) text: String,
}

/// Everything at one height of a page, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// Left edge of the first word.
    pub(crate) x0: f64,
    /// Top.
    pub(crate) y0: f64,
    /// Right edge of the last word.
    pub(crate) x1: f64,
    /// Bottom.
    pub(crate) y1: f64,
    /// All words, joined without spaces.
    pub(crate) text: String,
    /// The words.
    pub(crate) words: Vec<Word>,
}

impl Line {
    /// The type size.
    pub(crate) fn height(&self) -> f64 {
        self.y1 - self.y0
    }

    /// The middle between top and bottom.
    pub(crate) fn middle(&self) -> f64 {
        f64::midpoint(self.y0, self.y1)
    }
}

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Page {
    /// Width of the sheet.
    pub(crate) width: f64,
    /// Height of the sheet.
    pub(crate) height: f64,
    /// Its lines from top to bottom; what stands side by side in a table is one line.
    pub(crate) lines: Vec<Line>,
}

/// A row of `pdffonts`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Font {
    /// Name, with the six letters of a subset.
    pub(crate) name: String,
    /// Whether it is in the file.
    pub(crate) emb: bool,
    /// Whether only the characters used are.
    pub(crate) sub: bool,
    /// Whether its text can be searched and copied.
    pub(crate) uni: bool,
}

/// The pages of a PDF with their lines.
pub(crate) fn pages(pdf: &Path) -> Vec<Page> {
    let pages = words(pdf, &["-bbox-layout"]).into_iter();
    pages.map(|(width, height, words)| Page { width, height, lines: lines(words) }).collect()
}

/// The width of every page, and its words in the order in which they were drawn.
pub(crate) fn drawn_words(pdf: &Path) -> Vec<(f64, Vec<Word>)> {
    words(pdf, &["-raw", "-bbox"]).into_iter().map(|(width, _, words)| (width, words)).collect()
}

/// The fonts of a PDF.
pub(crate) fn fonts(pdf: &Path) -> Vec<Font> {
    // From the end of a row: a long name pushes the columns to the right, and a type may be two words.
    let row = |row: &str| {
        let cells: Vec<&str> = row.split_whitespace().collect();
        let [.., emb, sub, uni, _, _] = cells[..] else { panic!("a row of pdffonts: {row}") };
        Font { name: cells[0].to_owned(), emb: emb == "yes", sub: sub == "yes", uni: uni == "yes" }
    };
    run("pdffonts", &[&shown(pdf)]).lines().skip(2).map(row).collect()
}

/// What `pdfinfo` says, by its own names: `Title`, `Pages`, `Tagged`, `CreationDate` …
pub(crate) fn info(pdf: &Path) -> BTreeMap<String, String> {
    let pairs = run("pdfinfo", &[&shown(pdf)]);
    let pairs = pairs.lines().filter_map(|line| line.split_once(':'));
    pairs.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect()
}

/// All text in reading order, page after page.
pub(crate) fn text(pdf: &Path) -> String {
    run("pdftotext", &[&shown(pdf), "-"])
}

/// All text in the order in which it was drawn: a table row by row.
pub(crate) fn drawn(pdf: &Path) -> String {
    run("pdftotext", &["-raw", &shown(pdf), "-"])
}

/// Bytes as a file that lives as long as the value.
pub(crate) fn stored(pdf: &[u8]) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pdf).unwrap();
    file
}

/// The width, the height and the words of every page.
fn words(pdf: &Path, how: &[&str]) -> Vec<(f64, f64, Vec<Word>)> {
    let pdf = shown(pdf);
    let mut pages: Vec<(f64, f64, Vec<Word>)> = Vec::new();
    for line in run("pdftotext", &[how, &[pdf.as_str(), "-"]].concat()).lines() {
        let line = line.trim();
        if line.starts_with("<page ") {
            pages.push((attribute(line, "width"), attribute(line, "height"), Vec::new()));
        } else if line.starts_with("<word ") {
            pages.last_mut().expect("a word outside a page").2.push(word(line));
        }
    }
    pages
}

/// Words of one height become one line; heights closer than half a point are the same.
fn lines(mut words: Vec<Word>) -> Vec<Line> {
    words.sort_by(|a, b| a.y1.total_cmp(&b.y1).then(a.x0.total_cmp(&b.x0)));
    let mut rows: Vec<Vec<Word>> = Vec::new();
    for word in words {
        match rows.last_mut() {
            Some(row) if (row[0].y1 - word.y1).abs() < 0.5 => row.push(word),
            _ => rows.push(vec![word]),
        }
    }
    let mut lines: Vec<Line> = rows.into_iter().map(line).collect();
    lines.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    lines
}

fn line(mut words: Vec<Word>) -> Line {
    words.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let least = |of: fn(&Word) -> f64| words.iter().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&Word) -> f64| words.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    Line {
        x0: least(|word| word.x0),
        y0: least(|word| word.y0),
        x1: most(|word| word.x1),
        y1: most(|word| word.y1),
        text: words.iter().map(|word| word.text.as_str()).collect(),
        words,
    }
}

fn word(line: &str) -> Word {
    let text = line.split_once('>').and_then(|(_, rest)| rest.strip_suffix("</word>")).unwrap_or_default();
    Word {
        x0: attribute(line, "xMin"),
        y0: attribute(line, "yMin"),
        x1: attribute(line, "xMax"),
        y1: attribute(line, "yMax"),
        text: plain(text),
    }
}

fn attribute(tag: &str, name: &str) -> f64 {
    let value = tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
    value.and_then(|(value, _)| value.parse().ok()).unwrap_or_else(|| panic!("no {name} in {tag}"))
}

fn plain(text: &str) -> String {
    let pairs =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn run(program: &str, arguments: &[&str]) -> String {
    let out = Command::new(program).args(arguments).output();
    let out = out.unwrap_or_else(|error| panic!("{program} (package poppler-utils): {error}"));
    assert!(out.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).into_owned()
}
