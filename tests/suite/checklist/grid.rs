//! The grid: 22 lines of 28 characters inside the 版心, and the page number below it (points 5 to 17, 41 to 47).

use super::paper::{Kind, Paper, Run};
use super::{BODY, BOTTOM, EM, INDENT, LEFT, MM, PITCH, Point, RIGHT, SMALL, TOP, Verdict};
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
        Point {
            number: 17,
            title: "nothing below the type area but the page number",
            check: below,
            doctor: |paper| shift(paper, 0.0, 40.0),
        },
        Point {
            number: 41,
            title: "page number: pattern, size, face",
            check: folio_shape,
            doctor: |paper| retext(paper, |text| text.replace('—', "-")),
        },
        Point {
            number: 42,
            title: "page number: height on the page",
            check: folio_height,
            doctor: |paper| shift(paper, 0.0, 4.0),
        },
        Point {
            number: 43,
            title: "page number: odd right, even left",
            check: folio_side,
            doctor: |paper| shift(paper, 3.0, 0.0),
        },
        Point {
            number: 44,
            title: "page numbers run on",
            check: folio_run,
            doctor: |paper| retext(paper, |text| text.replace("—1—", "—7—")),
        },
        Point {
            number: 45,
            title: "marks at line ends",
            check: marks,
            doctor: |paper| retext(paper, |text| format!("，{text}")),
        },
        Point {
            number: 46,
            title: "numbers and dashes stay whole",
            check: numbers,
            doctor: |paper| retext(paper, |text| format!("1{text}2")),
        },
        Point {
            number: 47,
            title: "no character alone on a last line",
            check: orphans,
            doctor: |paper| {
                for page in &mut paper.pages {
                    for at in 1..page.lines.len() {
                        let flush = (page.lines[at].x0 - LEFT).abs() < 0.5;
                        if flush {
                            page.lines[at].text = "的。".to_owned();
                            page.lines[at].x1 = LEFT + 32.0;
                        }
                    }
                }
            },
        },
        Point {
            number: 55,
            title: "no heading alone at the foot of a page",
            check: lonely_headings,
            doctor: |paper| {
                for (page, runs) in paper.pages.iter_mut().zip(&paper.runs) {
                    let heading = page.lines.iter().position(|line| is_heading(line, runs));
                    if let Some(at) = heading {
                        page.lines.truncate(at + 1);
                    }
                }
            },
        },
        Point {
            number: 56,
            title: "page numbers run through a packet",
            check: packet_run,
            doctor: |paper| retext(paper, |text| text.replace("—12—", "—13—")),
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
fn turned(page: &Page) -> Vec<(&Line, &Line)> {
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
fn has_gap(paper: &Paper, page: usize, line: &Line) -> bool {
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

fn over(paper: &Paper, mut look: impl FnMut(usize, &Page, &mut Verdict)) -> Verdict {
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

fn is_chinese(c: char) -> bool {
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

fn is_numbered(paper: &Paper) -> bool {
    matches!(paper.kind, Kind::Text | Kind::Form) && paper.id != "discipline-card"
}

/// The lines below the 版心 of a standing page.
fn foot(page: &Page) -> Vec<&Line> {
    page.lines.iter().filter(|line| line.y1 > BOTTOM + 0.6).collect()
}

fn below(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    for (at, page) in paper.pages.iter().enumerate().filter(|(_, page)| is_numbered(paper) && stands(page)) {
        let foot = foot(page);
        let alone = foot.len() == 1 && foot[0].text.starts_with('—');
        verdict.take(alone, || {
            format!(
                "page {}: below stands {:?}",
                at + 1,
                foot.iter().map(|line| &line.text).collect::<Vec<_>>()
            )
        });
    }
    verdict
}

/// Every page number of a standing page, with its page from 0.
fn folios(paper: &Paper) -> Vec<(usize, &Line)> {
    let pages = paper.pages.iter().enumerate().filter(|(_, page)| is_numbered(paper) && stands(page));
    pages.filter_map(|(at, page)| Some((at, *foot(page).last()?))).collect()
}

fn folio_shape(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    for (at, line) in folios(paper) {
        let digits = line.text.strip_prefix('—').and_then(|rest| rest.strip_suffix('—'));
        verdict.take(digits.is_some_and(|digits| digits.parse::<u32>().is_ok()), || {
            format!("page {}: “{}”", at + 1, line.text)
        });
        verdict.near("height of the page number", line.height(), SMALL, 0.05);
        let song =
            paper.runs[at].iter().filter(|run| run.y > BOTTOM).all(|run| run.font.starts_with("FandolSong"));
        verdict.take(song, || format!("page {}: not in 宋体", at + 1));
    }
    verdict
}

fn folio_height(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    for (_, line) in folios(paper) {
        verdict.near("middle of the page number", line.middle(), 269.0 * MM, MM);
    }
    verdict
}

fn folio_side(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    for (at, line) in folios(paper) {
        if at % 2 == 0 {
            verdict.near("right edge of an odd page number", line.x1, RIGHT - SMALL, 1.0);
        } else {
            verdict.near("left edge of an even page number", line.x0, LEFT + SMALL, 1.0);
        }
    }
    verdict
}

/// The numbers run through the paper and its attachments; a letter begins with its second page, a packet after its contents.
fn folio_run(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    for (at, line) in folios(paper) {
        verdict
            .take(line.text == format!("—{}—", at + 1), || format!("page {}: “{}”", at + 1, line.text));
    }
    if paper.kind == Kind::Letter {
        let first = paper.pages.first().map(|page| foot(page).len());
        verdict.take(first == Some(0), || "a letter's first page has a number".to_owned());
    }
    verdict
}

fn marks(paper: &Paper) -> Verdict {
    over(paper, |at, page, verdict| {
        for line in body(page) {
            let starts = line.text.starts_with([
                '。', '，', '、', '；', '：', '？', '！', '）', '》', '〉', '」', '』', '】', '〕', '”', '’',
                '·', '～',
            ]);
            let ends = line.text.ends_with(['（', '《', '〈', '“', '‘', '〔', '【']);
            // A place to fill in is no character: what follows it may be a mark.
            let gap = has_gap(paper, at, line);
            verdict.take(gap || (!starts && !ends), || format!("page {}: “{}”", at + 1, line.text));
        }
    })
}

fn numbers(paper: &Paper) -> Verdict {
    over(paper, |at, page, verdict| {
        for (first, second) in turned(page) {
            let digit = |c: char| c.is_ascii_digit();
            let split = first.text.ends_with(digit)
                && second.text.starts_with(|c: char| digit(c) || c == '.' || c == '%');
            let dash = (first.text.ends_with('—') && second.text.starts_with('—'))
                || (first.text.ends_with('…') && second.text.starts_with('…'));
            verdict
                .take(!split && !dash, || format!("page {}: “{}” | “{}”", at + 1, first.text, second.text));
        }
    })
}

/// A last line of one character with its mark: a warning of the list, held here for all but a paragraph in a hundred.
fn orphans(paper: &Paper) -> Verdict {
    let mut found = Verdict::default();
    let verdict = over(paper, |at, page, verdict| {
        for (_, second) in turned(page) {
            let characters = second.text.chars().filter(|&c| is_chinese(c)).count();
            let short = characters < 2
                && second.x1 < LEFT + 3.5 * EM
                && !second.text.contains(|c: char| c.is_ascii_digit());
            verdict.take(!short, || format!("page {}: “{}”", at + 1, second.text));
        }
    });
    found.held = verdict.held;
    if verdict.broken.len() * 100 > verdict.held + 100 {
        found.broken = verdict.broken;
    }
    found
}

/// A line of 黑体 that begins like 一、.
fn is_heading(line: &Line, runs: &[Run]) -> bool {
    let hei = runs.iter().any(|run| run.y > line.y0 && run.y < line.y1 && run.font.starts_with("FandolHei"));
    let numbered = line.text.split_once('、').is_some_and(|(number, _)| {
        !number.is_empty() && number.chars().all(|c| "一二三四五六七八九十".contains(c))
    });
    hei && numbered && (line.height() - BODY).abs() < 0.6
}

/// A heading has at least a line of its text, or a table or places to fill in, under it on the same page.
fn lonely_headings(paper: &Paper) -> Verdict {
    over(paper, |at, page, verdict| {
        for line in page.lines.iter().filter(|line| is_heading(line, &paper.runs[at])) {
            let text = page.lines.iter().any(|other| other.y0 > line.y1 && other.y1 < BOTTOM + 0.6);
            let gap = paper.strokes[at].iter().any(|stroke| stroke.y0 > line.y1 + 3.0);
            verdict.take(text || gap, || format!("page {}: “{}” stands alone", at + 1, line.text));
        }
    })
}

/// From the first numbered page on, every page that has a number has the next one.
fn packet_run(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    if paper.kind != Kind::Packet {
        return verdict;
    }
    let first = paper.pages.iter().position(|page| foot(page).iter().any(|line| line.text == "—1—"));
    let Some(first) = first else {
        verdict.take(false, || "no page 1".to_owned());
        return verdict;
    };
    for (at, page) in paper.pages.iter().enumerate().skip(first).filter(|(_, page)| stands(page)) {
        if let Some(line) = foot(page).into_iter().find(|line| line.text.starts_with('—')) {
            verdict.take(line.text == format!("—{}—", at + 1 - first), || {
                format!("page {}: “{}”", at + 1, line.text)
            });
        }
    }
    verdict
}
