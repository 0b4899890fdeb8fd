//! Where lines and pages break (points 45 to 47; 55 to 57).

use super::grid::{body, has_gap, is_chinese, over, retext, turned};
use super::paper::{Paper, Run, Stroke};
use super::{BODY, BOTTOM, EM, INDENT, LEFT, Point, Verdict};
use crate::support::pdf::{Line, Page};

pub(super) fn points() -> Vec<Point> {
    vec![
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
            title: "four lines on the last page besides signature and note",
            check: lonely_ends,
            doctor: |paper| {
                if let Some(page) = paper.pages.last_mut() {
                    let keep = page.lines.iter().position(is_line_of_text).map_or(0, |first| first + 1);
                    page.lines.truncate(keep);
                }
            },
        },
        Point {
            number: 57,
            title: "numbers of documents stay whole",
            check: document_numbers,
            doctor: |paper| retext(paper, |text| format!("6号{text}〔2017〕")),
        },
    ]
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
    // The number of a clause is in 黑体 as well; a heading is, all of it.
    let own = || runs.iter().filter(|run| run.y > line.y0 && run.y < line.y1);
    let hei = own().any(|run| run.font.starts_with("FandolHei"))
        && !own().any(|run| run.font.starts_with("FandolFang"));
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

/// A line of running text: at the margin or the indent, and no note in brackets.
fn is_line_of_text(line: &Line) -> bool {
    let begins = line.x0 < INDENT + EM;
    (line.height() - BODY).abs() < 0.6
        && begins
        && line.y1 < BOTTOM + 0.6
        && !line.text.starts_with("（联系人")
}

/// Where its text ends, on the last page or before an annex, a paper has four lines of it (REVIEW P11). A page of nothing but
/// the 版记 is the standard's own.
fn lonely_ends(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    let is_annex = |page: &Page| page.lines.first().is_some_and(|line| line.text.starts_with("附件"));
    for at in 1..paper.pages.len() {
        let is_end = paper.pages.get(at + 1).is_none_or(is_annex);
        if paper.is_text() && is_end && !is_annex(&paper.pages[at]) {
            lonely_end(&mut verdict, &paper.pages[at], &paper.strokes[at]);
        }
    }
    verdict
}

fn lonely_end(verdict: &mut Verdict, page: &Page, strokes: &[Stroke]) {
    let has_table = strokes.iter().filter(|stroke| !stroke.is_level() && stroke.length() > 8.0).count() > 1;
    let is_imprint = page.lines.iter().all(|line| (line.height() - BODY).abs() >= 0.6);
    if has_table || is_imprint {
        return;
    }
    // A line to be filled in is one too; a list of attachments is none.
    let open = strokes.iter().filter(|stroke| stroke.is_level() && stroke.length() > 10.0 * EM).count();
    let of_text = page.lines.iter().take_while(|line| !line.text.starts_with("附件："));
    let lines = of_text.filter(|line| is_line_of_text(line)).count() + open;
    // A script or a record ends without a signature and a date: the last words of whoever presides are few.
    let is_signed = page.lines.iter().any(|line| line.text.ends_with('日') && line.x0 > INDENT + 8.0 * EM);
    verdict.take(lines >= if is_signed { 4 } else { 3 }, || format!("a last page has {lines} lines of text"));
}

/// 〔2017〕 and 6号 on two lines.
fn document_numbers(paper: &Paper) -> Verdict {
    over(paper, |at, page, verdict| {
        let of_numbers =
            |(first, second): &(&Line, &Line)| [first, second].iter().any(|l| l.text.contains('〔'));
        for (first, second) in turned(page).into_iter().filter(of_numbers) {
            let opened = first.text.rsplit_once('〔').is_some_and(|(_, behind)| {
                behind.trim_end_matches(|c: char| c.is_ascii_digit() || c == '〕').is_empty()
            });
            verdict.take(!opened, || format!("page {}: “{}” | “{}”", at + 1, first.text, second.text));
        }
    })
}
