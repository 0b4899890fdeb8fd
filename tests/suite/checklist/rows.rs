//! Rosters, letters, lying pages (points 49, 51, 52).

use serde_json::Value;

use super::grid::shift;
use super::paper::{Kind, Paper};
use super::{MM, Point, RIGHT, SMALL, Verdict};
use crate::support::pdf::{Line, Page};

pub(super) fn points() -> Vec<Point> {
    vec![
        Point {
            number: 49,
            title: "rosters: heads repeat, no row is lost",
            check: rosters,
            doctor: |paper| {
                let serial = |line: &Line| line.words.first().is_some_and(|word| word.text == "5");
                for page in &mut paper.pages {
                    page.lines.retain(|line| !serial(line));
                }
            },
        },
        Point {
            number: 57,
            title: "signatures of a form have a record on their page",
            check: closings,
            doctor: |paper| {
                for page in &mut paper.pages {
                    page.lines.retain(|line| line.text.contains('：') || line.text.starts_with('—'));
                }
            },
        },
        Point {
            number: 51,
            title: "信函: double rules",
            check: letter_rules,
            doctor: |paper| {
                for stroke in &mut paper.strokes[0] {
                    stroke.y0 += 4.0;
                    stroke.y1 += 4.0;
                }
            },
        },
        Point {
            number: 52,
            title: "lying pages: the number stays at its place",
            check: lying,
            doctor: |paper| shift(paper, 0.0, 6.0),
        },
    ]
}

/// Rosters by document id, with the table whose rows they show.
const ROSTERS: &[(&str, &str)] = &[
    ("delegate-roster", "delegates"),
    ("sign-in", "delegates"),
    ("officer-roster", "officers"),
    ("duties", "officers"),
    ("nomination-summary", "nominees"),
];

/// Sets how many records of its body each roster has to show.
pub(super) fn count_records(papers: &mut [Paper], records: &Value) {
    for paper in papers {
        let Some((_, table)) = ROSTERS.iter().find(|(id, _)| *id == paper.id) else { continue };
        let unit = place(paper);
        let of_body = |record: &&Value| {
            record["table"] == *table && record["unit"].as_str().unwrap_or("青坑镇") == unit
        };
        paper.records = Some(records["records"].as_array().unwrap().iter().filter(of_body).count());
    }
}

/// The place whose folder the file lies in.
pub(super) fn place(paper: &Paper) -> String {
    let folder = paper.path.parent().and_then(|folder| folder.file_name()).unwrap_or_default();
    let folder = folder.to_string_lossy();
    let name = folder.split_once(' ').map_or("", |(_, name)| name);
    if name == "镇级" { "青坑镇".to_owned() } else { name.to_owned() }
}

/// The serial numbers in the first column, and where the head of each page stands.
fn rosters(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    let Some(records) = paper.records.filter(|records| *records > 0) else { return verdict };
    let mut serials = Vec::new();
    let mut heads = Vec::new();
    let left = |page: &Page| {
        let words = page.lines.iter().flat_map(|line| &line.words);
        words.filter(|word| word.text == "序号" || word.text == "序").map(|word| (word.x0, word.y0)).next()
    };
    for (at, page) in paper.pages.iter().enumerate() {
        let Some((x, y)) = left(page) else { continue };
        if at > 0 {
            heads.push(y);
        }
        let words = page.lines.iter().flat_map(|line| &line.words);
        let mut column: Vec<_> =
            words.filter(|word| word.y0 > y + 6.0 && (word.x0 - x).abs() < 16.0).collect();
        column.sort_by(|a, b| a.y0.total_cmp(&b.y0));
        serials.extend(column.iter().filter_map(|word| word.text.parse::<usize>().ok()));
    }
    let wanted: Vec<usize> = (1..=serials.len()).collect();
    verdict.take(serials == wanted, || format!("serial numbers {serials:?}"));
    verdict.take(serials.len() >= records, || format!("{} rows for {records} records", serials.len()));
    for y in &heads {
        verdict.near("height of a repeated head", *y, heads[0], 0.5);
    }
    verdict
}

/// Thick over thin 4 mm under the mark, thin over thick 20 mm above the edge of the sheet, both 170 mm.
fn letter_rules(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    if paper.kind != Kind::Letter {
        return verdict;
    }
    let mut rules: Vec<_> =
        paper.strokes[0].iter().filter(|stroke| stroke.red && stroke.is_level()).collect();
    rules.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    let [first, second, third, fourth] = rules[..] else {
        verdict.take(false, || format!("{} red lines", rules.len()));
        return verdict;
    };
    for rule in [first, second, third, fourth] {
        verdict.near("length of a rule", rule.length(), 170.0 * MM, 0.5);
        verdict.near("a rule is centred", f64::midpoint(rule.x0, rule.x1), 105.0 * MM, 0.5);
    }
    let mark = paper.pages[0].lines.iter().find(|line| line.height() > 25.0);
    if let Some(mark) = mark {
        verdict.near("4 mm under the mark", first.y0 - first.width / 2.0 - mark.y1, 4.0 * MM, 0.5 * MM);
    }
    verdict.near("20 mm above the edge", third.y0 - third.width / 2.0, 277.0 * MM, 0.5 * MM);
    verdict
        .take(first.width > second.width && third.width < fourth.width, || "weights of the rules".to_owned());
    verdict
}

/// The head of a lying page faces the left edge of the standing sheet: what is 269 mm from its top is 28 mm from the left.
fn lying(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    if paper.kind == Kind::Packet {
        return verdict;
    }
    for (at, page) in paper.pages.iter().enumerate().filter(|(_, page)| page.width > page.height) {
        let words = page.lines.iter().flat_map(|line| &line.words);
        let mut number: Vec<_> = words
            .filter(|word| word.x1 < 33.0 * MM && word.text.chars().all(|c| c == '—' || c.is_ascii_digit()))
            .collect();
        number.sort_by(|a, b| a.y0.total_cmp(&b.y0));
        let (Some(first), Some(last)) = (number.first(), number.last()) else {
            verdict.take(false, || format!("page {}: no number", at + 1));
            continue;
        };
        verdict.near("middle of the number", f64::midpoint(first.x0, first.x1), 28.0 * MM, MM);
        if at % 2 == 0 {
            verdict.near("an odd number's end", last.y1, RIGHT - SMALL, 1.5);
        } else {
            verdict.near("an even number's beginning", first.y0, 28.0 * MM + SMALL, 1.5);
        }
    }
    verdict
}

/// A page of a form on which places for signatures stand has something else besides, its number and notes left out.
fn closings(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    if paper.kind != Kind::Form {
        return verdict;
    }
    for (at, page) in paper.pages.iter().enumerate() {
        let signs = |line: &&Line| line.text.contains("人：") && line.text.matches('：').count() > 1;
        let Some(signatures) = page.lines.iter().rfind(signs) else { continue };
        let above = page.lines.iter().filter(|line| {
            line.y0 < signatures.y0 - 1.0
                && !line.text.starts_with("注：")
                && !line.text.contains('—')
                && line.x1 - line.x0 > 20.0
        });
        verdict.take(above.count() > 1, || format!("page {}: “{}” stands alone", at + 1, signatures.text));
    }
    verdict
}
