//! The red head, the title, the addressee (points 18 to 28).

use super::grid::{body, retext, shift};
use super::paper::{Kind, Paper, Run, Stroke};
use super::{BODY, EM, LEFT, MM, PITCH, Point, RIGHT, Verdict};
use crate::support::pdf::Line;

/// 2号.
const TITLE: f64 = 22.0;
/// The middle of the 版心.
const MIDDLE: f64 = 106.0 * MM;

pub(super) fn points() -> Vec<Point> {
    vec![
        Point {
            number: 18,
            title: "top of the red mark",
            check: mark_top,
            doctor: |paper| shift(paper, 0.0, 5.0),
        },
        Point {
            number: 19,
            title: "the mark is red and centred",
            check: mark_centre,
            doctor: |paper| shift(paper, 5.0, 0.0),
        },
        Point {
            number: 20,
            title: "mark to number",
            check: number_gap,
            doctor: |paper| {
                for line in &mut paper.pages[0].lines {
                    if line.text.contains('〕') {
                        line.y0 += 5.0;
                        line.y1 += 5.0;
                    }
                }
            },
        },
        Point {
            number: 21,
            title: "form of the number",
            check: number_form,
            doctor: |paper| retext(paper, |text| text.replace('〔', "[")),
        },
        Point {
            number: 22,
            title: "the red line",
            check: red_line,
            doctor: |paper| {
                for stroke in &mut paper.strokes[0] {
                    stroke.x1 -= 9.0;
                }
            },
        },
        Point {
            number: 23,
            title: "签发人",
            check: signer,
            doctor: |paper| {
                for run in &mut paper.runs[0] {
                    if run.font.starts_with("FandolKai") {
                        run.font = "FandolSong".to_owned();
                    }
                }
            },
        },
        Point {
            number: 24,
            title: "title: size, face, centred",
            check: title,
            doctor: |paper| {
                for run in &mut paper.runs[0] {
                    run.mode = 2;
                }
            },
        },
        Point {
            number: 25,
            title: "red line to title",
            check: title_gap,
            doctor: |paper| {
                for line in &mut paper.pages[0].lines {
                    if (line.height() - TITLE).abs() < 0.2 {
                        line.y0 += 5.0;
                        line.y1 += 5.0;
                    }
                }
            },
        },
        Point {
            number: 26,
            title: "shape of a title, words whole",
            check: title_shape,
            doctor: |paper| {
                let mut titles: Vec<&mut Line> = paper.pages[0]
                    .lines
                    .iter_mut()
                    .filter(|line| (line.height() - TITLE).abs() < 0.2)
                    .collect();
                if let [first, second, ..] = titles.as_mut_slice() {
                    first.text.push('妇');
                    second.text.insert(0, '女');
                }
            },
        },
        Point { number: 27, title: "addressee", check: addressee, doctor: |paper| shift(paper, 4.0, 0.0) },
        Point {
            number: 28,
            title: "page 1 has text",
            check: first_page,
            doctor: |paper| {
                paper.pages[0].lines.retain(|line| {
                    (line.height() - BODY).abs() > 0.6
                        || line.text.ends_with('：')
                        || line.text.contains('〕')
                });
            },
        },
    ]
}

/// The big red line of page 1, and the runs it is set in.
fn mark(paper: &Paper) -> Option<(&Line, Vec<&Run>)> {
    if !paper.is_text() {
        return None;
    }
    let runs: Vec<&Run> = paper.runs[0].iter().filter(|run| run.red && run.size > 25.0).collect();
    let first = runs.first()?;
    let line = paper.pages[0]
        .lines
        .iter()
        .find(|line| first.y > line.y0 && first.y < line.y1 && line.height() > 25.0)?;
    Some((line, runs))
}

/// The line of the number, where it is known: 青妇〔2017〕5号, alone or with 签发人 at its right.
fn number_line(paper: &Paper) -> Option<&Line> {
    let (mark, _) = mark(paper)?;
    let below =
        |line: &&Line| line.y0 > mark.y1 && line.text.contains('〔') && line.y0 < mark.y1 + 4.0 * PITCH;
    paper.pages[0].lines.iter().find(below)
}

/// Red level lines of page 1, from the top.
fn red_lines(paper: &Paper) -> Vec<&Stroke> {
    let mut lines: Vec<&Stroke> =
        paper.strokes[0].iter().filter(|stroke| stroke.red && stroke.is_level()).collect();
    lines.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    lines
}

fn titles(paper: &Paper) -> Vec<&Line> {
    let at_top = |line: &&Line| (line.height() - TITLE).abs() < 0.2 && line.y0 < 420.0;
    paper.pages.first().map(|page| page.lines.iter().filter(at_top).collect()).unwrap_or_default()
}

fn mark_top(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    if let Some((line, _)) = mark(paper) {
        let wanted = if paper.kind == Kind::Letter { 30.0 * MM } else { 72.0 * MM };
        verdict.near(&line.text, line.y0, wanted, MM);
    }
    verdict
}

fn mark_centre(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    if let Some((line, runs)) = mark(paper) {
        verdict.near(&line.text, f64::midpoint(line.x0, line.x1), MIDDLE, MM);
        verdict.take(runs.iter().all(|run| run.font.contains("Song")), || {
            "the mark is not in 小标宋".to_owned()
        });
    }
    verdict
}

fn number_gap(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    if let (Kind::Text, Some((mark, _)), Some(number)) = (paper.kind, mark(paper), number_line(paper)) {
        // A long name is drawn lower; the line under it keeps its distance from where it ends.
        verdict.near(&number.text, number.y0 - mark.y1, 2.0 * PITCH, MM);
    }
    verdict
}

fn number_form(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    if let Some((mark, _)) = mark(paper) {
        let lines = paper.pages[0].lines.iter();
        let numbers = lines
            .filter(|line| line.y0 > mark.y1 && line.y0 < mark.y1 + 3.0 * PITCH && line.text.contains('号'));
        for line in numbers {
            let text = line.text.split("签发人").next().unwrap_or_default();
            let parts = text.split_once('〔').and_then(|(code, rest)| Some((code, rest.split_once('〕')?)));
            let right = parts.is_some_and(|(code, (year, rest))| {
                let serial = rest.strip_suffix('号').unwrap_or_default();
                !code.is_empty()
                    && year.len() == 4
                    && year.parse::<u32>().is_ok()
                    && serial.parse::<u32>().is_ok()
                    && !serial.starts_with('0')
            });
            // A number that is not known yet is a place to write it, of which poppler sees the marks alone.
            let is_open = text.trim() == "〔〕号";
            verdict.take(right || is_open, || format!("“{text}”"));
        }
    }
    verdict
}

fn red_line(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    if let (Kind::Text, Some(number), Some(line)) = (paper.kind, number_line(paper), red_lines(paper).first())
    {
        verdict.near("4 mm under the number", line.y0 - line.width / 2.0 - number.y1, 4.0 * MM, 0.5 * MM);
        verdict.near("length of the red line", line.length(), 156.0 * MM, 0.5 * MM);
        verdict.near("left end of the red line", line.x0, LEFT, 0.5 * MM);
    }
    verdict
}

/// 上行文: number at the left, 签发人 at the right of the same line, her name in 楷体.
fn signer(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    if let Some(line) = number_line(paper).filter(|line| line.text.contains("签发人：")) {
        verdict.near("left of the number", line.x0, LEFT + EM, 1.0);
        verdict.near("right of the name", line.x1, RIGHT - EM, 1.0);
        let kai = paper.runs_of(0, line).last().is_some_and(|run| run.font.starts_with("FandolKai"));
        verdict.take(kai, || "the name is not in 楷体".to_owned());
    }
    verdict
}

fn title(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    if paper.is_text() {
        for line in titles(paper) {
            verdict.near(&line.text, line.height(), TITLE, 0.05);
            // The empty half of a closing bracket at the end is trimmed, and poppler counts it.
            let tolerance = if line.text.ends_with(['）', '》', '”']) { 6.0 } else { 1.0 };
            verdict.near(&line.text, f64::midpoint(line.x0, line.x1), MIDDLE, tolerance);
            for run in paper.runs_of(0, line) {
                let right =
                    run.mode == 0 && (run.font.contains("FandolSong-Bold") || run.font.contains("NotoSerif"));
                verdict.take(right, || format!("“{}” in {}, mode {}", run.text, run.font, run.mode));
            }
        }
    }
    verdict
}

fn title_gap(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    if let (Kind::Text, Some(_), Some(line), Some(title)) =
        (paper.kind, mark(paper), red_lines(paper).first(), titles(paper).first())
    {
        verdict.near(&title.text, title.y0 - line.y0, 2.0 * PITCH, MM);
    }
    verdict
}

/// Words that no title may break; written here anew, not taken from the library under test.
const WORDS: &[&str] = &[
    "妇女",
    "代表",
    "大会",
    "选举",
    "委员",
    "委员会",
    "主席",
    "副主席",
    "候选人",
    "报告",
    "请示",
    "批复",
    "方案",
    "名单",
    "会议",
    "妇联",
    "联合会",
    "通知",
    "主持词",
    "换届",
    "工作",
    "培训",
    "执行",
    "预备",
    "人选",
    "资格",
    "审查",
    "登记表",
];

fn title_shape(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    let lines = titles(paper);
    if lines.len() < 2 || !paper.is_text() {
        return verdict;
    }
    let lengths: Vec<usize> = lines.iter().map(|line| line.text.chars().count()).collect();
    verdict.take(lengths.last().is_some_and(|&last| last > 1), || format!("{lengths:?}"));
    let rectangle = lengths.len() > 2 && lengths.iter().all(|length| *length == lengths[0]);
    let waist = lengths.windows(3).any(|three| three[1] < three[0] && three[1] < three[2]);
    verdict.take(!rectangle && !waist, || format!("{lengths:?}"));
    for pair in lines.windows(2) {
        let broken = WORDS.iter().find(|word| {
            word.char_indices()
                .skip(1)
                .any(|(at, _)| pair[0].text.ends_with(&word[..at]) && pair[1].text.starts_with(&word[at..]))
        });
        // 委员|会 may stand apart where 委员 itself ends a phrase; nothing of ours does.
        verdict
            .take(broken.is_none(), || format!("“{}” | “{}” breaks {broken:?}", pair[0].text, pair[1].text));
    }
    verdict
}

/// Flush left, a colon at its end, one 行 under the title.
fn addressee(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    let (Kind::Text | Kind::Letter, Some(title)) = (paper.kind, titles(paper).last().copied()) else {
        return verdict;
    };
    let next = body(&paper.pages[0]).into_iter().find(|line| line.y0 > title.y1);
    if let Some(line) = next
        .filter(|line| line.text.ends_with('：') && line.y0 - title.y1 < 1.5 * PITCH && line.x0 < LEFT + 20.0)
    {
        verdict.near(&line.text, line.x0, LEFT, 0.5);
        verdict.near(&line.text, line.y0 - title.y1, PITCH, MM);
    }
    verdict
}

fn first_page(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    if mark(paper).is_some()
        && let Some(title) = titles(paper).last()
    {
        let text = body(&paper.pages[0])
            .into_iter()
            .filter(|line| line.y0 > title.y1 && !line.text.ends_with('：'))
            .count();
        verdict.take(text > 0, || "no text on page 1".to_owned());
    }
    verdict
}
