//! Headings, attachments, signature, 版记 (points 29 to 39).

use super::grid::{body, retext, shift, stands};
use super::paper::{Kind, Paper};
use super::{BODY, BOTTOM, EM, INDENT, LEFT, MM, PITCH, Point, RIGHT, SMALL, TOP, Verdict};
use crate::support::pdf::Line;

/// Papers signed without a seal (7.3.5.2).
const UNSEALED: &[&str] = &["credential-committee", "credential-report"];

pub(super) fn points() -> Vec<Point> {
    vec![
        Point {
            number: 29,
            title: "faces of headings",
            check: headings,
            doctor: |paper| {
                for run in paper.runs.iter_mut().flatten() {
                    run.font = run.font.replace("Hei", "Song");
                }
            },
        },
        Point {
            number: 30, title: "附件说明", check: attachments, doctor: |paper| shift(paper, 3.0, 0.0)
        },
        Point {
            number: 31,
            title: "signature with a seal",
            check: sealed,
            doctor: |paper| shift(paper, 6.0, 0.0),
        },
        Point {
            number: 32,
            title: "signature without a seal",
            check: unsealed,
            doctor: |paper| shift(paper, 6.0, 0.0),
        },
        Point {
            number: 33,
            title: "form of the date",
            check: dates,
            doctor: |paper| retext(paper, |text| text.replace("年8月", "年08月").replace("年9月", "年09月")),
        },
        Point {
            number: 34,
            title: "a signature has text on its page",
            check: company,
            doctor: |paper| {
                for page in &mut paper.pages {
                    let date = page.lines.iter().position(is_date);
                    if let Some(at) = date {
                        page.lines.drain(..at.saturating_sub(1));
                    }
                }
            },
        },
        Point { number: 35, title: "附注", check: remark, doctor: |paper| shift(paper, 3.0, 0.0) },
        Point {
            number: 36,
            title: "an 附件 begins a page",
            check: annexes,
            doctor: |paper| shift(paper, 0.0, 6.0),
        },
        Point {
            number: 37,
            title: "附件 bear the names of the 附件说明",
            check: annex_titles,
            doctor: |paper| {
                for page in &mut paper.pages {
                    if is_annex(page.lines.first()) {
                        for line in &mut page.lines {
                            line.text = line.text.replace('表', "单");
                        }
                    }
                }
            },
        },
        Point {
            number: 38,
            title: "版记: lines",
            check: colophon_lines,
            doctor: |paper| {
                for stroke in paper.strokes.iter_mut().flatten() {
                    stroke.y0 += 4.0;
                    stroke.y1 += 4.0;
                }
            },
        },
        Point {
            number: 39,
            title: "版记: text",
            check: colophon_text,
            doctor: |paper| shift(paper, 4.0, 0.0),
        },
    ]
}

const CHINESE_NUMBERS: &str = "一二三四五六七八九十";

/// 一、 黑体, （一） 楷体, 1. and （1） 仿宋, all of 3号 and none bold.
fn headings(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    if !paper.is_text() {
        return verdict;
    }
    for (at, page) in paper.pages.iter().enumerate().filter(|(_, page)| stands(page)) {
        for line in body(page).into_iter().filter(|line| (line.x0 - INDENT).abs() < 0.6) {
            let numbered = |text: &str, end: char| {
                let digits: String = text.chars().take_while(|&c| CHINESE_NUMBERS.contains(c)).collect();
                !digits.is_empty() && text[digits.len()..].starts_with(end)
            };
            let wanted =
                if numbered(&line.text, '、') {
                    "FandolHei"
                } else if line.text.strip_prefix('（').is_some_and(|rest| numbered(rest, '）')) {
                    "FandolKai"
                } else if line.text.split_once('.').is_some_and(|(number, _)| {
                    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
                }) {
                    "FandolFang"
                } else {
                    continue;
                };
            let runs = paper.runs_of(at, line);
            let face = runs.first().is_some_and(|run| run.font.starts_with(wanted));
            verdict.take(face, || {
                format!("page {}: “{}” in {:?}", at + 1, line.text, runs.first().map(|run| &run.font))
            });
            let plain = runs.iter().all(|run| (run.size - BODY).abs() < 0.05 && !run.font.contains("Bold"));
            verdict.take(plain, || format!("page {}: “{}” is bold or not of 3号", at + 1, line.text));
        }
    }
    verdict
}

/// The lines of the 附件说明 with their page.
fn attachment_lines(paper: &Paper) -> Vec<(usize, Vec<&Line>)> {
    let mut found = Vec::new();
    for (at, page) in paper.pages.iter().enumerate().filter(|(_, page)| stands(page) && paper.is_text()) {
        let lines = body(page);
        let Some(first) = lines.iter().position(|line| line.text.starts_with("附件：")) else { continue };
        let mut list = vec![lines[first]];
        for line in &lines[first + 1..] {
            let near = line.y0 - list.last().map_or(0.0, |line| line.y0) < 1.3 * PITCH;
            if !near || line.x0 < INDENT + 2.0 * EM {
                break;
            }
            list.push(line);
        }
        found.push((at, list));
    }
    found
}

fn attachments(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    for (at, lines) in attachment_lines(paper) {
        verdict.near("left of 附件：", lines[0].x0, INDENT, 0.5);
        let above = body(&paper.pages[at]).into_iter().rfind(|line| line.y0 < lines[0].y0 - 1.0);
        // Poppler sees nothing of a line that is to be filled in.
        let is_open = |above: &Line| {
            let between = above.y1..lines[0].y0;
            paper.strokes[at].iter().any(|stroke| stroke.is_level() && between.contains(&stroke.y0))
        };
        if let Some(above) = above.filter(|above| !is_open(above)) {
            verdict.near("a line above 附件：", lines[0].y0 - above.y0, 2.0 * PITCH, 1.0);
        }
        for line in &lines {
            verdict.take(!line.text.ends_with(['。', '；', '，']), || {
                format!("“{}” ends with a mark", line.text)
            });
        }
        let numbered = lines
            .iter()
            .filter(|line| line.text.trim_start_matches("附件：").starts_with(|c: char| c.is_ascii_digit()));
        let lefts: Vec<f64> = numbered.skip(1).map(|line| line.x0).collect();
        for left in &lefts {
            verdict.near("numbers stand under one another", *left, lefts[0], 0.5);
        }
    }
    verdict
}

/// 2017年9月4日 and nothing else.
fn is_date(line: &Line) -> bool {
    (line.height() - BODY).abs() < 0.6 && line.x0 > INDENT + EM && parsed(&line.text).is_some()
}

fn parsed(text: &str) -> Option<(u32, u32, u32)> {
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix('日')?;
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

/// Name and date of every dated signature, with the page.
fn signatures(paper: &Paper) -> Vec<(usize, &Line, &Line)> {
    let mut found = Vec::new();
    for (at, page) in paper.pages.iter().enumerate().filter(|_| paper.is_text()) {
        let lines = body(page);
        for pair in
            lines.windows(2).filter(|pair| is_date(pair[1]) && (pair[1].y0 - pair[0].y0 - PITCH).abs() < 1.0)
        {
            found.push((at, pair[0], pair[1]));
        }
    }
    found
}

fn sealed(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    for (_, name, date) in signatures(paper).into_iter().filter(|_| !UNSEALED.contains(&paper.id.as_str())) {
        verdict.near("right edge of the date", date.x1, RIGHT - 4.0 * EM, 1.0);
        let middle = |line: &Line| f64::midpoint(line.x0, line.x1);
        // A name too long to stand in the middle ends at the edge.
        if name.x1 < RIGHT - 1.0 {
            verdict.near("the name over the date", middle(name), middle(date), 1.0);
        }
    }
    verdict
}

fn unsealed(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    for (_, name, date) in signatures(paper).into_iter().filter(|_| UNSEALED.contains(&paper.id.as_str())) {
        verdict.near("right edge of the name", name.x1, RIGHT - 2.0 * EM, 1.0);
        verdict.near("the date under the third character", date.x0, name.x0 + 2.0 * EM, 1.0);
    }
    verdict
}

/// No leading zeros, a month and a day that exist.
fn dates(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    for line in paper.pages.iter().filter(|_| paper.is_text()).flat_map(body).filter(|line| is_date(line)) {
        let right = parsed(&line.text).is_some_and(|(year, month, day)| {
            line.text == format!("{year}年{month}月{day}日")
                && year > 1900
                && (1..=12).contains(&month)
                && (1..=31).contains(&day)
        });
        verdict.take(right, || format!("“{}”", line.text));
    }
    verdict
}

/// 年 月 日 to be filled in counts as a date too.
fn company(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    let open = |line: &Line| line.text == "年月日" && line.x0 > LEFT + 8.0 * EM;
    for (at, page) in paper.pages.iter().enumerate().filter(|(_, page)| paper.is_text() && stands(page)) {
        let lines = body(page);
        let Some(date) = lines.iter().position(|line| is_date(line) || open(line)) else { continue };
        if date > 0 && (lines[date].y0 - lines[date - 1].y0 - PITCH).abs() < 1.0 {
            verdict.take(date > 1, || format!("page {}: the signature stands alone", at + 1));
        } else if date == 0 {
            verdict.take(false, || format!("page {}: a date without a name", at + 1));
        }
        let banned = lines.iter().any(|line| line.text.contains("此页无正文"));
        verdict.take(!banned, || "此页无正文".to_owned());
    }
    verdict
}

fn remark(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    for line in paper.pages.iter().filter(|_| paper.is_text()).flat_map(body) {
        if line.text.starts_with("（联系人") {
            verdict.near("left of the 附注", line.x0, INDENT, 0.5);
        }
    }
    verdict
}

fn is_annex(line: Option<&Line>) -> bool {
    line.is_some_and(|line| {
        let number = line.text.strip_prefix("附件");
        line.y0 < TOP + 8.0 && number.is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
    })
}

fn annexes(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    for (at, page) in
        paper.pages.iter().enumerate().filter(|(_, page)| paper.is_text() && is_annex(page.lines.first()))
    {
        let (word, title) = (&page.lines[0], page.lines.get(1));
        verdict.near("left of 附件", word.x0, LEFT, 0.5);
        verdict.near("top of 附件", word.y0, TOP, 0.5);
        let hei = paper.runs_of(at, word).first().is_some_and(|run| run.font.starts_with("FandolHei"));
        verdict.take(hei, || "附件 is not in 黑体".to_owned());
        if let Some(title) = title {
            verdict.near("its title on the third line", title.y0, TOP + 2.0 * PITCH, MM);
        }
    }
    verdict
}

fn annex_titles(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    let listed: Vec<String> = attachment_lines(paper)
        .into_iter()
        .flat_map(|(_, lines)| {
            let text: String = lines.iter().map(|line| line.text.as_str()).collect();
            let text = text.trim_start_matches("附件：").to_owned();
            if text.starts_with("1.") { Vec::new() } else { vec![text] }
        })
        .collect();
    let titles =
        paper.pages.iter().filter(|page| paper.is_text() && is_annex(page.lines.first())).map(|page| {
            let lines = page.lines.iter().filter(|line| (line.height() - 22.0).abs() < 0.2);
            lines.map(|line| line.text.as_str()).collect::<String>()
        });
    for (listed, title) in listed.iter().zip(titles) {
        verdict.take(*listed == title, || format!("listed “{listed}”, titled “{title}”"));
    }
    verdict
}

/// Black level lines as wide as the 版心 on the last page, with 印发 between them.
fn colophon(paper: &Paper) -> Option<(Vec<super::paper::Stroke>, Vec<&Line>)> {
    let at = paper.pages.len().checked_sub(1)?;
    let page = paper.pages.last().filter(|_| paper.kind == Kind::Text)?;
    let lines: Vec<&Line> = page
        .lines
        .iter()
        .filter(|line| (line.height() - SMALL).abs() < 0.3 && line.y1 < BOTTOM + 8.0)
        .collect();
    if !lines.iter().any(|line| line.text.ends_with("印发")) {
        return None;
    }
    let top = lines[0].y0 - 20.0;
    let mut strokes: Vec<_> = paper.strokes[at]
        .iter()
        .filter(|stroke| stroke.is_level() && stroke.length() > 400.0 && !stroke.red && stroke.y0 > top)
        .copied()
        .collect();
    strokes.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    Some((strokes, lines))
}

fn colophon_lines(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    if let Some((strokes, _)) = colophon(paper) {
        verdict.take(strokes.len() >= 2, || format!("{strokes:?}"));
        for (at, stroke) in strokes.iter().enumerate() {
            let outer = at == 0 || at + 1 == strokes.len();
            verdict.near("weight of a line", stroke.width, if outer { 0.35 * MM } else { 0.25 * MM }, 0.02);
            verdict.near("length of a line", stroke.length(), 156.0 * MM, 0.5);
        }
        if let Some(last) = strokes.last() {
            verdict.near("the last line on the edge of the type area", last.y0, BOTTOM, 0.6);
        }
    }
    verdict
}

fn colophon_text(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    if let Some((_, lines)) = colophon(paper) {
        for line in lines {
            verdict.near(&line.text, line.x0, LEFT + SMALL, 1.0);
            if line.text.ends_with("印发") {
                verdict.near(&line.text, line.x1, RIGHT - SMALL, 1.0);
            }
            if line.text.starts_with("抄送：") {
                verdict.take(line.text.ends_with('。') || line.x1 > RIGHT - 3.0 * SMALL, || {
                    format!("“{}”", line.text)
                });
            }
        }
    }
    verdict
}
