//! 按姓氏笔画为序 (point 50), by an order worked out here anew from the table of strokes.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde_json::Value;

use super::paper::Paper;
use super::rows::place;
use super::{Point, Verdict};

pub(super) fn points() -> Vec<Point> {
    vec![Point {
        number: 50,
        title: "order by strokes, and the note of it",
        check: by_strokes,
        doctor: |paper| paper.people.reverse(),
    }]
}

/// Papers that list nominees or officers by strokes, and the table they come from.
const LISTS: &[(&str, &str)] = &[
    ("ballots", "nominees"),
    ("nominee-list", "nominees"),
    ("nominee-publicity", "nominees"),
    ("nominee-request", "nominees"),
    ("announcement", "officers"),
    ("officer-list", "officers"),
    ("result-approval", "officers"),
];

/// Gives every list the names of its body, in the order that its text has them.
pub(super) fn name_people(papers: &mut [Paper], records: &Value) {
    for paper in papers {
        let Some((_, table)) = LISTS.iter().find(|(id, _)| *id == paper.id) else { continue };
        let unit = place(paper);
        let own = records["records"].as_array().unwrap().iter().filter(|record| {
            record["table"] == *table && record["unit"].as_str().unwrap_or("青坑镇") == unit
        });
        let names: Vec<String> =
            own.filter_map(|record| record["name"].as_str().map(str::to_owned)).collect();
        let text: String = paper.runs.iter().flatten().map(|run| run.text.as_str()).collect();
        paper.note = text.contains("按姓氏笔画为序");
        // Leaders stand in front by their posts; the list of all begins at the note.
        let from = if paper.id == "ballots" {
            0
        } else {
            text.rfind("委员（").or_else(|| text.find("笔画为序")).unwrap_or(0)
        };
        let mut found: Vec<(usize, String)> =
            names.into_iter().filter_map(|name| Some((text[from..].find(&name)?, name))).collect();
        found.sort();
        paper.people = found.into_iter().map(|(_, name)| name).collect();
    }
}

fn by_strokes(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    if paper.people.len() < 2 {
        return verdict;
    }
    verdict.take(paper.note, || "no note 按姓氏笔画为序".to_owned());
    for pair in paper.people.windows(2) {
        verdict.take(key(&pair[0]) <= key(&pair[1]), || format!("{} before {}", pair[0], pair[1]));
    }
    verdict
}

/// Strokes, their classes, the place in the standard table; for each character, a blank before a lone given name.
fn key(name: &str) -> Vec<(u32, String, u32)> {
    let table = table();
    let compound = ["欧阳", "司徒", "上官", "诸葛", "司马", "皇甫", "尉迟", "夏侯"];
    let surname = if compound.iter().any(|surname| name.starts_with(surname)) { 2 } else { 1 };
    let unknown = || (u32::MAX, String::new(), u32::MAX);
    let mut keys: Vec<_> = name.chars().map(|c| table.get(&c).cloned().unwrap_or_else(unknown)).collect();
    if keys.len() == surname + 1 {
        keys.insert(surname, (0, String::new(), 0));
    }
    keys
}

fn table() -> &'static HashMap<char, (u32, String, u32)> {
    static TABLE: OnceLock<HashMap<char, (u32, String, u32)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let text = include_str!("../../../src/model/strokes.tsv");
        let rows = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
            let mut fields = line.split('\t');
            let character = fields.next()?.chars().next()?;
            let count = fields.next()?.parse().ok()?;
            let strokes = fields.next()?.to_owned();
            let place = fields.next().and_then(|place| place.parse().ok()).filter(|place| *place > 0);
            Some((character, (count, strokes, place.unwrap_or(u32::MAX))))
        });
        rows.collect()
    })
}
