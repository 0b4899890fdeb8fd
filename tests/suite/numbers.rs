//! Numbers where tables are missing, partial or contradictory: every finding N of the review, at the smallest tables that
//! show it. `people` counts women, `terms` compares with the last term, `election` decides who is entitled and elected.

mod election;
mod people;
mod terms;

use std::collections::BTreeSet;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::sheets::{Papers, count, figure, found, papers, run, stats, workspace};

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

/// The numbers that stand in front of a word: 10 of 在产生的10名代表中.
fn before(text: &str, word: &str) -> BTreeSet<String> {
    let number = |head: &str| {
        let digits: Vec<char> = head.chars().rev().take_while(char::is_ascii_digit).collect();
        digits.into_iter().rev().collect::<String>()
    };
    let heads = text.match_indices(word).map(|(at, _)| number(&text[..at]));
    heads.filter(|number| !number.is_empty()).collect()
}
