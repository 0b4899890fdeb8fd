//! Numbers where tables are missing, partial or contradictory: every finding N of the review, at the smallest tables that
//! show it. `people` counts women, `terms` compares with the last term, `election` decides who is entitled and elected.

mod election;
mod people;
mod terms;

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::pdf;
use crate::support::run::{Run, files, fonts, huanjie};

/// A town whose units the tables name.
const TOWN: &str = "[cycle]\nterm = 2\nas_of = \"2021-02\"\nprevious_as_of = \"2016-02\"\n\
                    [town]\nname = \"柳溪镇\"\nsuperior = \"云岭县妇女联合会\"\nsuperior_short = \"云岭县妇联\"\n";

/// A county whose towns and units the tables name.
const COUNTY: &str =
    "[cycle]\nterm = 2\nas_of = \"2021-02\"\n[town]\nname = \"云岭县\"\nlevel = \"district\"\n";

/// The head of a list of officers.
const OFFICERS: &str = "村,姓名,妇联职务,出生年月,政治面貌\n";

/// The head and the row of a sheet of results without attendance: `numbers` are 应到, 实到, 发出, 收回, 有效, 无效, 候选, 应选.
fn results(numbers: &str, leaders: &str) -> String {
    let head =
        "村,大会日期,应到代表数,实到代表数,发出选票,收回选票,有效票,无效票,候选人数,应选人数,主席,副主席\n";
    format!("{head}河口村,2021-02-24,{numbers},{leaders}\n")
}

/// A workspace of csv files: `cycle.toml`, and tables below `data/`.
fn workspace(cycle: &str, tables: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("cycle.toml"), cycle).unwrap();
    std::fs::create_dir(folder.path().join("data")).unwrap();
    for (name, text) in tables {
        std::fs::write(folder.path().join("data").join(name), text).unwrap();
    }
    folder
}

/// Runs a command on a workspace; what it says is Chinese.
fn run(folder: &TempDir, command: &str, more: &[&str]) -> Run {
    let folder = folder.path().display().to_string();
    huanjie([&[command, &folder, "--lang", "zh"], more].concat())
}

fn stats(folder: &TempDir, more: &[&str]) -> Value {
    run(folder, "stats", &[&["--format", "json"], more].concat()).json()
}

/// A figure of the total; `None` where there is none.
fn found<'a>(stats: &'a Value, id: &str) -> Option<&'a Value> {
    stats["total"].as_array().unwrap().iter().find(|figure| figure["id"] == id)
}

fn figure<'a>(stats: &'a Value, id: &str) -> &'a Value {
    found(stats, id).unwrap_or_else(|| panic!("no {id}"))
}

fn count(stats: &Value, id: &str) -> u64 {
    figure(stats, id)["count"].as_u64().unwrap()
}

/// The problems of one code: place and message.
fn problems(folder: &TempDir, code: &str) -> Vec<(String, String)> {
    let checked = run(folder, "check", &["--format", "json"]).json();
    let own = checked["problems"].as_array().unwrap().iter().filter(|problem| problem["code"] == code);
    let text = |problem: &Value, field: &str| problem[field].as_str().unwrap_or_default().to_owned();
    own.map(|problem| {
        let place = format!("{} {}", text(problem, "file"), text(problem, "cell"));
        (place.trim_start_matches("data/").to_owned(), text(problem, "message"))
    })
    .collect()
}

/// The places of the problems of one code.
fn places(folder: &TempDir, code: &str) -> Vec<String> {
    problems(folder, code).into_iter().map(|(place, _)| place).collect()
}

/// Papers that were made of a workspace, and what the program told of the making.
struct Papers<'f> {
    folder: &'f Path,
    told: Value,
}

/// Makes papers although the tables have errors.
fn papers<'f>(folder: &'f TempDir, more: &[&str]) -> Papers<'f> {
    let fonts = fonts().display().to_string();
    let built =
        run(folder, "build", &[&["--fonts", &fonts, "--keep-going", "--format", "json"], more].concat());
    Papers { folder: folder.path(), told: built.json() }
}

impl Papers<'_> {
    /// Path and text, without white space, of every paper of a place that was made.
    fn all(&self, place: &str) -> Vec<(String, String)> {
        let out = self.folder.join("out");
        let made = files(&out).into_keys();
        let own = made.filter(|path| {
            path.contains(place) && Path::new(path).extension().is_some_and(|kind| kind == "pdf")
        });
        own.map(|path| {
            let text = pdf::text(&out.join(&path)).split_whitespace().collect();
            (path, text)
        })
        .collect()
    }

    /// The text of a paper without white space and without the numbers of its pages; `None` where it was not made.
    fn made(&self, place: &str, code: &str) -> Option<String> {
        let wanted = format!("/{code} ");
        let text = self.all(place).into_iter().find(|(path, _)| path.contains(&wanted))?.1;
        Some((1..10).fold(text, |text, page| text.replace(&format!("—{page}—"), "")))
    }

    fn text(&self, place: &str, code: &str) -> String {
        self.made(place, code).unwrap_or_else(|| panic!("no {code} of {place}: {}", self.told))
    }

    fn pages(&self, place: &str, code: &str) -> Vec<pdf::Page> {
        let wanted = format!("/{code} ");
        let out = self.folder.join("out");
        let path = files(&out).into_keys().find(|path| path.contains(place) && path.contains(&wanted));
        pdf::pages(&out.join(path.unwrap_or_else(|| panic!("no {code} of {place}"))))
    }

    /// The line of a table that names somebody or something.
    fn line(&self, (place, code): (&str, &str), word: &str) -> String {
        let pages = self.pages(place, code);
        let line = pages.iter().flat_map(|page| &page.lines).find(|line| line.text.contains(word));
        line.unwrap_or_else(|| panic!("{code} does not name {word}")).text.clone()
    }

    /// Documents that were not made for want of something.
    fn lacking(&self, what: &str) -> BTreeSet<&str> {
        let skipped = self.told["skipped"].as_array().unwrap().iter();
        let lacks = |skipped: &&Value| skipped["missing"].as_array().unwrap().iter().any(|own| own == what);
        skipped.filter(lacks).map(|skipped| skipped["id"].as_str().unwrap()).collect()
    }
}

/// The numbers that stand in front of a word: 10 of 在产生的10名代表中.
fn before(text: &str, word: &str) -> BTreeSet<String> {
    let number = |head: &str| {
        let digits: Vec<char> = head.chars().rev().take_while(char::is_ascii_digit).collect();
        digits.into_iter().rev().collect::<String>()
    };
    let heads = text.match_indices(word).map(|(at, _)| number(&text[..at]));
    heads.filter(|number| !number.is_empty()).collect()
}
