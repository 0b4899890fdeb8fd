//! What a paper says, as lines that can be read in a diff: a paragraph is one line however it was broken on the page, and so
//! is a row of a table.
//!
//! Words come in the order in which they were drawn; where they stand tells what belongs together. No number of a page is
//! told, but where a page begins is: after the paragraph that runs over to it.

use std::collections::BTreeMap;
use std::path::Path;

use super::pdf::{Word, drawn_words};

/// Marks that fill one half of their square only: the other half may hang over the margin.
const OPENING: &str = "（《“‘〔";
const CLOSING: &str = "，。、；：！？）》”’〕";

/// Of the width of a sheet: text reaches as far as this at least (GB/T 9704: 26 mm are left of 210, 37 of 297).
const REACH: f64 = 0.875;

/// The text of a paper.
pub(crate) fn prose(pdf: &Path) -> String {
    let sheets: Vec<(f64, Vec<Word>)> =
        drawn_words(pdf).into_iter().map(|(width, words)| (width, without_number(words))).collect();
    let margins = margins(&sheets);
    let mut prose = Prose { marked: 1, ..Prose::default() };
    for (page, (width, words)) in (1..).zip(&sheets) {
        for word in words {
            prose.add(word, page, margins[&key(*width)]);
        }
    }
    prose.mark(sheets.len());
    prose.lines.join("\n") + "\n"
}

/// Where the text of a sheet begins and ends.
#[derive(Debug, Clone, Copy)]
struct Margins {
    left: f64,
    right: f64,
}

/// What a word is to the one before it.
enum Bond {
    /// The same word, or the next of a line without spaces.
    Touch,
    /// The next line of a paragraph or of a cell, or the next word of a stretched line.
    Seam,
    /// The next line of a paragraph.
    Wrap,
    /// Another word of the line.
    Space,
    /// The next cell of a row, or what stands after a blank.
    Cell,
    /// The beginning of a line.
    Line,
}

/// Lines, and what the last one ends with.
#[derive(Debug, Default)]
struct Prose {
    lines: Vec<String>,
    /// The last word and its page.
    last: Option<(Word, usize)>,
    /// The left edge of the run of words, without a wide gap, that the last one ends.
    run: f64,
    /// The left edge of the first line of that run.
    first: f64,
    /// Whether the line, as it was broken last, holds more than one run.
    row: bool,
    /// The last page whose beginning is marked.
    marked: usize,
}

impl Prose {
    fn add(&mut self, word: &Word, page: usize, margins: Margins) {
        let bond = self.bond(word, page, margins);
        let between = match (&bond, &self.last) {
            (Bond::Space | Bond::Cell, _) => " ",
            (Bond::Seam | Bond::Wrap, Some((last, _))) if is_korean(last) || is_korean(word) => " ",
            _ => "",
        };
        match bond {
            Bond::Touch | Bond::Space => {}
            Bond::Seam => self.run = self.run.min(word.x0),
            // Back at the margin it is no cell that goes on.
            Bond::Wrap => (self.run, self.row) = (word.x0, self.row && word.x0 > self.first - 1.0),
            Bond::Cell => (self.run, self.first, self.row) = (word.x0, word.x0, true),
            Bond::Line => {
                (self.run, self.first, self.row) = (word.x0, word.x0, false);
                self.mark(page);
                self.lines.push(String::new());
            }
        }
        if let Some(line) = self.lines.last_mut() {
            line.push_str(between);
            line.push_str(&word.text);
        }
        self.last = Some((word.clone(), page));
    }

    fn bond(&self, word: &Word, page: usize, margins: Margins) -> Bond {
        let Some((last, at)) = &self.last else { return Bond::Line };
        let em = size(last).max(size(word));
        let (down, gap) = (word.y0 - last.y0, word.x0 - last.x1);
        let fresh = *at != page;
        let goes_on = if fresh { !self.row } else { down > 0.5 * em && down < 2.2 * em };
        if goes_on && self.wraps(last, word, em, margins) {
            Bond::Wrap
        } else if fresh {
            Bond::Line
        } else if down.abs() < 0.5 * em && word.x0 >= last.x0 {
            match gap / em {
                gap if gap < 0.12 => Bond::Touch,
                gap if gap < 0.4 => Bond::Seam,
                gap if gap <= 0.5 => Bond::Space,
                _ => Bond::Cell,
            }
        } else if gap > 0.0 && down > -8.0 * em && down < 0.9 * em {
            Bond::Cell
        } else if self.is_under(last, word, em) {
            Bond::Seam
        } else {
            Bond::Line
        }
    }

    /// Whether a line that ends with the one word is full, and the other one goes on with it.
    fn wraps(&self, last: &Word, word: &Word, em: f64, margins: Margins) -> bool {
        let end = end(last);
        let at_left = word.x0 > margins.left - 0.6 * em && word.x0 < margins.left + 0.3 * em;
        let at_left = at_left && !is_heading(word);
        let hanging =
            (word.x0 - self.first).abs() < 0.3 * em && !begins_item(word) && !ends_in(last, "。：；！？）");
        (size(last) - size(word)).abs() < 0.5 && end > margins.right - 1.1 * em && (at_left || hanging)
    }

    /// Whether a word stands under the last one in the same cell.
    fn is_under(&self, last: &Word, word: &Word, em: f64) -> bool {
        let (down, width) = (word.y0 - last.y0, last.x1 - self.run);
        let in_row = self.row && down < 1.7 * em && width < 14.0 * em && !ends_in(last, "：");
        let alone = down < 1.45 * em && width < 5.5 * em && !ends_in(last, "。.：；") && !begins_item(word);
        (in_row || alone) && down > 0.5 * em && word.x0 < last.x1 && word.x1 > self.run
    }

    /// Marks the beginnings of all pages up to this one.
    fn mark(&mut self, page: usize) {
        for page in self.marked + 1..=page {
            self.lines.push(format!("——— page {page} ———"));
        }
        self.marked = self.marked.max(page);
    }
}

/// The margins of each width of sheet.
fn margins(sheets: &[(f64, Vec<Word>)]) -> BTreeMap<i64, Margins> {
    let mut found = BTreeMap::new();
    for (width, words) in sheets {
        let margins =
            found.entry(key(*width)).or_insert(Margins { left: f64::INFINITY, right: REACH * width });
        for word in words {
            if !begins_with(word, |c| OPENING.contains(c)) {
                margins.left = margins.left.min(word.x0);
            }
            margins.right = margins.right.max(end(word));
        }
    }
    found
}

/// A page's words without its number, `— 3 —`.
fn without_number(words: Vec<Word>) -> Vec<Word> {
    let is_number = |three: &[Word]| {
        three[0].text == "—" && three[2].text == "—" && three[1].text.chars().all(|c| c.is_ascii_digit())
    };
    match words.windows(3).position(is_number) {
        Some(at) => [&words[..at], &words[at + 3..]].concat(),
        None => words,
    }
}

fn key(width: f64) -> i64 {
    width.round() as i64
}

fn size(word: &Word) -> f64 {
    word.y1 - word.y0
}

/// Where a word's last mark ends, not its square.
fn end(word: &Word) -> f64 {
    if ends_in(word, CLOSING) { word.x1 - 0.5 * size(word) } else { word.x1 }
}

fn ends_in(word: &Word, marks: &str) -> bool {
    word.text.chars().next_back().is_some_and(|c| marks.contains(c))
}

fn begins_with(word: &Word, is: impl Fn(char) -> bool) -> bool {
    word.text.chars().next().is_some_and(is)
}

fn begins_item(word: &Word) -> bool {
    begins_with(word, |c| c.is_ascii_digit())
}

/// `一、…`
fn is_heading(word: &Word) -> bool {
    let mut chars = word.text.chars();
    chars.next().is_some_and(|c| "一二三四五六七八九十".contains(c)) && chars.next() == Some('、')
}

/// Korean has spaces between words.
fn is_korean(word: &Word) -> bool {
    word.text.chars().any(|c| ('가'..='힣').contains(&c))
}
