//! The grid: 22 lines of 28 characters inside the 版心 (points 5 to 16).

use super::paper::Paper;
use super::{BODY, BOTTOM, EM, INDENT, LEFT, PITCH, Point, RIGHT, TOP, Verdict};
use crate::support::pdf::{Line, Page};

pub(super) fn points() -> Vec<Point> {
    vec![
        Point {
            number: 5,
            title: "glyph height of body lines",
            check: heights,
            doctor: |paper| stretch(paper, 0.4),
        },
        Point {
            number: 6,
            title: "left edge of full lines",
            check: left_edges,
            doctor: |paper| shift(paper, 3.0, 0.0),
        },
        Point {
            number: 7,
            title: "right edge of full lines",
            check: right_edges,
            doctor: |paper| widen(paper, 12.0),
        },
        Point {
            number: 8,
            title: "top of a continuation page",
            check: tops,
            doctor: |paper| shift(paper, 0.0, 5.0),
        },
        Point {
            number: 9,
            title: "baseline of its first line",
            check: baselines,
            doctor: |paper| {
                for run in paper.runs.iter_mut().flatten() {
                    run.y += 5.0;
                }
                shift(paper, 0.0, 5.0);
            },
        },
        Point { number: 10, title: "line pitch", check: pitches, doctor: |paper| spread(paper, 0.3) },
        Point {
            number: 11,
            title: "22 lines on a full page",
            check: full_pages,
            doctor: |paper| {
                let extra =
                    paper.pages.iter().find_map(|page| body(page).first().map(|line| (*line).clone()));
                for page in &mut paper.pages {
                    page.lines.extend(extra.clone());
                }
            },
        },
        Point {
            number: 12,
            title: "the last line stays inside",
            check: last_lines,
            doctor: |paper| shift(paper, 0.0, 14.0),
        },
        Point {
            number: 13,
            title: "28 characters in a full line",
            check: counts,
            doctor: |paper| retext(paper, |text| text.chars().skip(2).collect()),
        },
        Point {
            number: 14,
            title: "step between characters",
            check: steps,
            doctor: |paper| each(paper, |_, line| line.words.iter_mut().for_each(|word| word.x1 += 9.0)),
        },
        Point {
            number: 15,
            title: "indent of a paragraph",
            check: indents,
            doctor: |paper| shift(paper, 2.0, 0.0),
        },
        Point {
            number: 16,
            title: "turn-over lines are flush",
            check: turnovers,
            doctor: |paper| shift(paper, 2.0, 0.0),
        },
    ]
}

// Doctors --------------------------------------------------------------------------------------------------------

fn each(paper: &mut Paper, change: impl Fn(usize, &mut Line)) {
    for page in &mut paper.pages {
        for (at, line) in page.lines.iter_mut().enumerate() {
            change(at, line);
        }
    }
}

pub(super) fn shift(paper: &mut Paper, x: f64, y: f64) {
    each(paper, |_, line| {
        line.x0 += x;
        line.x1 += x;
        line.y0 += y;
        line.y1 += y;
        for word in &mut line.words {
            word.x0 += x;
            word.x1 += x;
            word.y0 += y;
            word.y1 += y;
        }
    });
}

fn widen(paper: &mut Paper, x: f64) {
    each(paper, |_, line| line.x1 += x);
}

fn stretch(paper: &mut Paper, y: f64) {
    each(paper, |_, line| line.y1 += y);
}

fn spread(paper: &mut Paper, y: f64) {
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    each(paper, |at, line| {
        line.y0 += at as f64 * y;
        line.y1 += at as f64 * y;
    });
}

pub(super) fn retext(paper: &mut Paper, change: impl Fn(&str) -> String) {
    each(paper, |_, line| line.text = change(&line.text));
}

// Lines ----------------------------------------------------------------------------------------------------------

/// Whether the page stands.
pub(super) fn stands(page: &Page) -> bool {
    page.height > page.width
}

/// Lines of 3号 in the 版心.
pub(super) fn body(page: &Page) -> Vec<&Line> {
    let is_body = |line: &&Line| (line.height() - BODY).abs() < 0.6 && line.y1 < BOTTOM + 0.5;
    page.lines.iter().filter(is_body).collect()
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 0.5
}

/// Pairs of neighbouring body lines of one paragraph: the second is flush and the first is full.
pub(super) fn turned(page: &Page) -> Vec<(&Line, &Line)> {
    let lines = body(page);
    let is_pair = |pair: &&[&Line]| {
        let (first, second) = (pair[0], pair[1]);
        (second.y0 - first.y0 - PITCH).abs() < 3.0
            && second.x0 < LEFT + 5.0
            && first.x0 < INDENT + 5.0
            && first.x1 > RIGHT - 24.0
            && !second.text.ends_with('：')
    };
    lines.windows(2).filter(is_pair).map(|pair| (pair[0], pair[1])).collect()
}

/// Whether a line has a place to fill in: poppler sees no text there.
pub(super) fn has_gap(paper: &Paper, page: usize, line: &Line) -> bool {
    paper.strokes[page]
        .iter()
        .any(|stroke| stroke.is_level() && stroke.y0 > line.y0 && stroke.y0 < line.y1 + 3.0)
}

/// Where a line begins: an opening bracket has an empty half, which may stand outside or give way in a full line.
fn begins(verdict: &mut Verdict, page: usize, line: &Line, wanted: f64) {
    let room =
        if line.text.starts_with(['（', '《', '〈', '“', '‘', '〔', '【']) { 8.4 } else { 0.5 };
    let right = line.x0 > wanted - room && line.x0 < wanted + 0.5;
    verdict.take(right, || format!("page {}: “{}” begins at {:.2}", page + 1, line.text, line.x0));
}

pub(super) fn over(paper: &Paper, mut look: impl FnMut(usize, &Page, &mut Verdict)) -> Verdict {
    let mut verdict = Verdict::default();
    if paper.is_text() {
        for (at, page) in paper.pages.iter().enumerate().filter(|(_, page)| stands(page)) {
            look(at, page, &mut verdict);
        }
    }
    verdict
}

// Checks ---------------------------------------------------------------------------------------------------------

fn heights(paper: &Paper) -> Verdict {
    over(paper, |_, page, verdict| {
        for line in body(page) {
            verdict.near(&line.text, line.height(), BODY, 0.05);
        }
    })
}

fn left_edges(paper: &Paper) -> Verdict {
    over(paper, |at, page, verdict| {
        for (first, _) in turned(page).into_iter().filter(|(first, _)| first.x0 < LEFT + 12.0) {
            begins(verdict, at, first, LEFT);
        }
    })
}

/// A full line ends at the edge; a mark that ends it may have its empty half beyond it.
fn right_edges(paper: &Paper) -> Verdict {
    over(paper, |at, page, verdict| {
        for (first, _) in turned(page) {
            let gap = has_gap(paper, at, first);
            if !gap {
                let right = first.x1 > RIGHT - 0.6 && first.x1 < RIGHT + 8.4;
                verdict.take(right, || format!("page {}: “{}” ends at {:.2}", at + 1, first.text, first.x1));
            }
        }
    })
}

/// The first line of a continuation page, if it is one of 3号 and no place to fill in stands before it.
fn top_line<'a>(paper: &Paper, at: usize, page: &'a Page) -> Option<&'a Line> {
    let line = page.lines.first().filter(|line| at > 0 && (line.height() - BODY).abs() < 0.05)?;
    let gap =
        paper.strokes[at].iter().any(|stroke| stroke.is_level() && stroke.y0 < line.y0 && stroke.y0 > TOP);
    (!gap).then_some(line)
}

fn tops(paper: &Paper) -> Verdict {
    over(paper, |at, page, verdict| {
        if let Some(line) = top_line(paper, at, page) {
            verdict.near(&format!("page {}: “{}”", at + 1, line.text), line.y0, TOP, 0.1);
        }
    })
}

fn baselines(paper: &Paper) -> Verdict {
    over(paper, |at, page, verdict| {
        let line = top_line(paper, at, page);
        if let Some((line, run)) = line.and_then(|line| Some((line, *paper.runs_of(at, line).first()?))) {
            verdict.near(&format!("page {}: “{}”", at + 1, line.text), run.y, 118.96, 0.1);
        }
    })
}

fn pitches(paper: &Paper) -> Verdict {
    over(paper, |at, page, verdict| {
        for pair in body(page).windows(2) {
            let step = pair[1].y0 - pair[0].y0;
            if step < 1.3 * PITCH {
                verdict.near(&format!("page {}: “{}”", at + 1, pair[1].text), step, PITCH, 0.02);
            }
        }
    })
}

/// Never more than 22 lines; a page of text alone that goes on has exactly so many, less the lines that are kept together.
fn full_pages(paper: &Paper) -> Verdict {
    over(paper, |at, page, verdict| {
        let lines = body(page);
        let is_text = lines.windows(2).all(|pair| (pair[1].y0 - pair[0].y0 - PITCH).abs() < 0.05);
        let is_full = lines.len() > 20 && lines.last().is_some_and(|line| line.y1 > BOTTOM - 5.0);
        if lines.len() > 22 || (is_text && is_full) {
            verdict.take(lines.len() == 22, || format!("page {}: {} lines", at + 1, lines.len()));
        }
    })
}

fn last_lines(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    if paper.is_text() {
        for (at, page) in paper.pages.iter().enumerate().filter(|(_, page)| stands(page)) {
            let inside = |line: &&Line| (line.height() - BODY).abs() < 0.6 && line.y0 < BOTTOM;
            if let Some(line) = page.lines.iter().rfind(inside) {
                verdict.take(line.y1 <= BOTTOM + 0.1, || {
                    format!("page {}: “{}” ends at {:.2}", at + 1, line.text, line.y1)
                });
            }
        }
    }
    verdict
}

pub(super) fn is_chinese(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// 28 characters to the line, one more or less where marks give way. A line before a number that may not be broken is
/// wider set and left out; so is one that gave a character to the last line, which else would have had one alone.
fn counts(paper: &Paper) -> Verdict {
    let mark = |c: char| "，。、；：？！（）《》〈〉“”‘’〔〕—…·".contains(c);
    let plain =
        |line: &Line| line.text.chars().all(|c| is_chinese(c) || mark(c)) && line.text.ends_with(is_chinese);
    over(paper, |at, page, verdict| {
        for (first, second) in turned(page) {
            let number = second.text.chars().take(4).any(|c| c.is_ascii_digit())
                || second.text.chars().filter(|&c| is_chinese(c)).count() == 2;
            if close(first.x0, LEFT) && plain(first) && !number && !has_gap(paper, at, first) {
                let count = first.text.chars().count();
                verdict.take((27..=30).contains(&count), || {
                    format!("page {}: {count} in “{}”", at + 1, first.text)
                });
            }
        }
    })
}

/// In lines that are not stretched to the edge, from character to character inside one word of poppler's.
fn steps(paper: &Paper) -> Verdict {
    over(paper, |at, page, verdict| {
        let loose =
            body(page).into_iter().filter(|line| line.x1 < RIGHT - 2.0 * EM && line.x0 < INDENT + 1.0);
        for word in loose.filter(|line| !has_gap(paper, at, line)).flat_map(|line| &line.words) {
            let count = word.text.chars().count();
            if count >= 5 && word.text.chars().all(is_chinese) {
                #[expect(clippy::cast_precision_loss, reason = "a line has few characters")]
                let step = (word.x1 - word.x0 - BODY) / (count - 1) as f64;
                verdict.near(&word.text, step, EM, 0.3);
            }
        }
    })
}

fn indents(paper: &Paper) -> Verdict {
    over(paper, |at, page, verdict| {
        for (first, _) in turned(page).into_iter().filter(|(first, _)| first.x0 > LEFT + 12.0) {
            begins(verdict, at, first, INDENT);
        }
    })
}

fn turnovers(paper: &Paper) -> Verdict {
    over(paper, |at, page, verdict| {
        for (_, second) in turned(page) {
            begins(verdict, at, second, LEFT);
        }
    })
}
