//! One truth: a number or a name that stands in several papers of a village is the same in all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use crate::support::prose::prose;
use crate::support::run::{Town, files};

/// The facts: what their values are made of, and where they stand. A line has the codes of papers, with `?` those that
/// say it only once the vote is over, and the places to look at in each of them; at one of these it must be found.
///
/// `*` is the value in the text without white space; nothing before it is the beginning of the paper, nothing after it
/// the end. With `@`, the name of a person, the fact is hers. `#` looks at the rows of tables: their number, the names
/// in them (in those with a cell, if one is given), how many are marked as elected, or a cell of every person's row.
const FACTS: &str = include_str!("one_truth.txt");

/// Parts that are read as papers of their own: from the line with these words on.
const PARTS: [(&str, &str, &str); 3] = [
    ("E15.2", "选举副主席选票", "E15.3"),
    ("E18.2", "二、副主席选举", "E18.3"),
    ("E18", "另选他人得票", "E18.1"),
];

/// Tables that contradict the example's.
const RESULTS: &str =
    "序号,村（社区）,大会日期,应到代表数,实到代表数,发出选票,收回选票,有效票,无效票,应选人数,主席,副主席
1,霞垅村,2017-09-06,29,27,27,27,26,1,11,冯霞红,王玉仙
";
const TALLY: &str = "霞垅村第一次妇女代表大会执委选举计票结果报告单,,,,,
应到代表30名，实到代表28名，发出选票28张，收回选票28张，有效票28张，无效票0张。,,,,,
序号,候选人姓名,赞成票数,不赞成票数,弃权票数,是否当选
1,邱红丽,26,2,0,是
";
const LEADERS_TALLY: &str = "序号,村（社区）,姓名,职务,到会执委数,赞成票,反对票,弃权票
1,霞垅村,王玉仙,副主席,12,11,1,0
";
const OFFICERS: &str = "序号,村（社区）,姓名,性别,民族,出生年月,政治面貌,学历,妇联职务,联系电话
1,霞垅村,邱红丽,女,汉族,1970.03,中共党员,初中,执委,19200000081
2,霞垅村,陈文英,女,汉族,1977.07,中共党员,初中,执委,
";

/// What must be told about them: the problem, its cell, and the other place that its message names.
const TOLD: [(&str, &str, &str); 10] = [
    ("disagree", "data/补充/霞垅村选举结果.csv!C2", "附件5 选举结果汇总表.xlsx!汇总!C8"),
    ("disagree", "data/补充/霞垅村选举结果.csv!D2", "霞垅村计票.csv!A2"),
    ("disagree", "data/补充/霞垅村选举结果.csv!E2", "附件5 选举结果汇总表.xlsx!汇总!E8"),
    ("delegate-count", "data/补充/霞垅村选举结果.csv!E2", "请假代表.csv!D4）里有 28 人"),
    ("disagree", "data/补充/霞垅村选举结果.csv!H2", "附件5 选举结果汇总表.xlsx!汇总!H8"),
    ("leader-differs", "data/补充/霞垅村选举结果.csv!L2", "附件3 执委会成员花名册.xlsx!执委花名册!J33"),
    ("two-posts", "data/补充/霞垅村班子.csv!I2", "附件3 执委会成员花名册.xlsx!执委花名册!J34"),
    ("officer-not-elected", "data/补充/霞垅村班子.csv!C3", "附件4 计票结果报告单.xlsx!霞垅村!C17"),
    ("duplicate-vote", "data/选举结果/附件4 计票结果报告单.xlsx!霞垅村!B7", "霞垅村计票.csv!B4"),
    (
        "duplicate-vote",
        "data/选举结果/附件4-1 主席副主席选举结果表.xlsx!主席副主席选举!C12",
        "霞垅村主席得票.csv!C2",
    ),
];

/// A paper: its lines, and all its text without white space.
struct Paper {
    lines: Vec<String>,
    text: String,
}

/// A row of a table.
struct Row<'a> {
    name: String,
    /// Whether she was no candidate.
    written_in: bool,
    /// The other cells, without the number.
    cells: Vec<&'a str>,
}

/// A value in a paper.
struct Said {
    code: String,
    /// Empty when it is left open.
    value: String,
    /// The value, so that equal ones are the same.
    key: String,
}

#[test]
fn the_papers_of_the_example_agree() {
    agree(&Town::copy_of("qingkeng"), true, false);
}

#[test]
fn the_papers_before_the_vote_agree() {
    let planned = "[body.\"霞垅村\"]\ndate = \"2017-09-05\"\nseats = 13\n";
    let town = Town::copy_of("qingkeng").replace("cycle.toml", "[body.\"霞垅村\"]\n", planned);
    let data = town.path().join("data");
    std::fs::remove_dir_all(data.join("选举结果")).unwrap();
    std::fs::remove_file(data.join("花名册/附件3 执委会成员花名册.xlsx")).unwrap();
    std::fs::remove_file(data.join("进度和上届/附件6 换届工作进度表.xlsx")).unwrap();
    agree(&town, false, false);
}

#[test]
fn the_papers_agree_although_the_tables_contradict_one_another() {
    let town = contradictory();
    // Whose list holds is asked, and papers wait; whoever says that both do gets papers that agree.
    let asked = town.run("ask", &["--format", "json"]).json();
    let lists = asked["questions"].as_array().unwrap().iter().map(|asked| asked["id"].as_str().unwrap());
    let lists: Vec<&str> = lists.filter(|id| id.starts_with("value:officers:")).collect();
    assert_eq!(lists.len(), 1, "{asked:#}");
    std::fs::write(town.path().join("answers.toml"), format!("\"{}\" = \"both\"\n", lists[0])).unwrap();
    agree(&town, true, true);
}

#[test]
fn tables_that_contradict_one_another_are_told_with_both_places() {
    let checked = contradictory().run("check", &["--format", "json", "--lang", "zh"]).json();
    let problems = checked["problems"].as_array().unwrap();
    let cell = |problem: &serde_json::Value| {
        let parts = ["file", "sheet", "cell"].iter().filter_map(|part| problem[part].as_str());
        parts.collect::<Vec<_>>().join("!")
    };
    let told = |code: &str, place: &str, other: &str| {
        problems.iter().any(|problem| {
            let message = problem["message"].as_str().unwrap_or_default();
            problem["code"] == code && cell(problem) == place && message.contains(other)
        })
    };
    let untold: Vec<_> = TOLD.into_iter().filter(|(code, place, other)| !told(code, place, other)).collect();
    assert!(untold.is_empty(), "not told: {untold:#?}\n{checked:#}");
}

/// The example with tables that say otherwise.
fn contradictory() -> Town {
    let town = Town::copy_of("qingkeng");
    let folder = town.path().join("data/补充");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("霞垅村选举结果.csv"), RESULTS).unwrap();
    std::fs::write(folder.join("霞垅村计票.csv"), TALLY).unwrap();
    std::fs::write(folder.join("霞垅村主席得票.csv"), LEADERS_TALLY).unwrap();
    std::fs::write(folder.join("霞垅村班子.csv"), OFFICERS).unwrap();
    town
}

/// Makes the papers of the village and holds every fact of one against that of the others.
fn agree(town: &Town, voted: bool, muddled: bool) {
    let out = tempfile::tempdir().unwrap();
    let built = town.build(out.path(), &["--unit", "霞垅村", "--keep-going", "--only", &codes()]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let papers = papers(out.path());
    let mut complaints = String::new();
    let mut facts: BTreeMap<String, Vec<Said>> = BTreeMap::new();
    let (mut fact, mut kind) = ("", "");
    for line in FACTS.lines() {
        let Some((codes, places)) = line.trim_start().split_once(": ") else {
            (fact, kind) = line.split_once(' ').unwrap();
            continue;
        };
        for code in codes.split(' ') {
            let (code, always) = code.strip_suffix('?').map_or((code, true), |code| (code, voted));
            let found = papers.get(code).map(|paper| said(paper, kind, places)).unwrap_or_default();
            // Who was elected is left open where the tables contradict one another about somebody.
            let open = muddled && places == "#elected";
            if found.is_empty() && always && !open {
                writeln!(complaints, "{fact}: not found in {code}").unwrap();
            }
            for (person, value) in found {
                let name = if person.is_empty() { fact.to_owned() } else { format!("{fact}（{person}）") };
                let key = key(kind, &value);
                facts.entry(name).or_default().push(Said { code: code.to_owned(), value, key });
            }
        }
    }
    for (fact, said) in &facts {
        if said.iter().any(|one| one.key != said[0].key) {
            writeln!(complaints, "{fact}: {}", told(said)).unwrap();
        }
    }
    assert!(complaints.is_empty(), "the papers do not agree:\n{complaints}");
}

/// The papers with facts; asked for by name, so that no packet is bound.
fn codes() -> String {
    let places = FACTS.lines().filter_map(|line| line.trim_start().split_once(": "));
    let codes = places.flat_map(|(codes, _)| codes.split(' '));
    let whole = codes.map(|code| code.split(['.', '?']).next().unwrap());
    whole.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(",")
}

/// Every value with the papers in which it stands.
fn told(said: &[Said]) -> String {
    let mut values: BTreeMap<&str, (&str, Vec<&str>)> = BTreeMap::new();
    for one in said {
        let codes = &mut values.entry(&one.key).or_insert((&one.value, Vec::new())).1;
        if !codes.contains(&one.code.as_str()) {
            codes.push(&one.code);
        }
    }
    let value = |(value, codes): (&str, Vec<&str>)| {
        format!("{} in {}", if value.is_empty() { "open" } else { value }, codes.join(" "))
    };
    values.into_values().map(value).collect::<Vec<_>>().join("; ")
}

/// The papers of the village, by code, and their parts.
fn papers(out: &Path) -> BTreeMap<String, Paper> {
    let mut papers = BTreeMap::new();
    for path in files(out).into_keys().filter(|path| path.contains("霞垅村/") && path.ends_with(".pdf")) {
        let (_, file) = path.rsplit_once('/').unwrap();
        let (code, title) = file.split_once(' ').unwrap();
        // The papers of the plenary have the codes of the congress's.
        let of_plenary = code.starts_with('E') && code != "E10" && title.contains("全体会议");
        let of_ballots = title.contains("选票管理");
        let code = match (of_plenary, of_ballots, title.contains("短信")) {
            (false, false, false) => code.to_owned(),
            (true, false, _) => format!("{code}.2"),
            (false, true, _) => format!("{code}.3"),
            (true, true, _) => format!("{code}.4"),
            (false, false, true) => format!("{code}.2"),
        };
        let mut lines: Vec<String> = prose(&out.join(&path)).lines().map(str::to_owned).collect();
        lines.retain(|line| !line.starts_with("———"));
        for (_, begins, part) in PARTS.iter().filter(|(whole, ..)| **whole == *code) {
            if let Some(at) = lines.iter().position(|line| line.contains(begins)) {
                papers.insert((*part).to_owned(), paper(lines.split_off(at)));
            }
        }
        assert!(papers.insert(code.clone(), paper(lines)).is_none(), "{code} is made twice");
    }
    papers
}

fn paper(lines: Vec<String>) -> Paper {
    let text = lines.iter().flat_map(|line| line.split_whitespace()).collect();
    Paper { lines, text }
}

/// The values at any of the places, with whose they are.
fn said(paper: &Paper, kind: &str, places: &str) -> Vec<(String, String)> {
    places
        .split(" / ")
        .flat_map(|place| match place.strip_prefix('#') {
            Some(what) => of_rows(&paper.lines, what),
            None => of_text(&paper.text, kind, place),
        })
        .collect()
}

/// The values at a place of the text.
fn of_text(text: &str, kind: &str, place: &str) -> Vec<(String, String)> {
    let (before, after) = place.split_once('*').unwrap();
    let (before, between) = before.split_once('@').unwrap_or((before, ""));
    // 副主席 is no 主席, and 总监票人 no 监票人; but both have votes.
    let whole =
        between.is_empty() && ["主席", "监票人", "计票人"].iter().any(|word| before.starts_with(word));
    let mut found = Vec::new();
    for (at, _) in text.match_indices(before).take(if before.is_empty() { 1 } else { usize::MAX }) {
        let (left, rest) = text.split_at(at);
        if whole && left.ends_with(['副', '总']) {
            continue;
        }
        let rest = rest.strip_prefix(before).unwrap_or(rest);
        let whose = if between.is_empty() { Some(("", rest)) } else { rest.split_once(between) };
        let Some((person, rest)) = whose.filter(|(person, _)| between.is_empty() || is_name(person)) else {
            continue;
        };
        let value =
            if after.is_empty() { Some(rest) } else { rest.split_once(after).map(|(value, _)| value) };
        let nearest = |value: &&str| before.is_empty() || !value.contains(before);
        if let Some(value) = value.filter(nearest).filter(|value| fits(kind, value)) {
            let value = if is_open(kind, value) { "" } else { value };
            found.push((person.to_owned(), value.to_owned()));
        }
    }
    found
}

/// Whether a text is a value, or the blank for one.
fn fits(kind: &str, value: &str) -> bool {
    let made_of = |marks: &str| value.chars().all(|c| c.is_ascii_digit() || marks.contains(c));
    match kind {
        "number" => made_of("至"),
        "date" => made_of("年月日") && value.contains('年'),
        "people" => value.chars().all(|c| c.is_alphabetic() || c == '、'),
        _ => made_of(".") || value.chars().count() <= 40 && value.chars().all(char::is_alphabetic),
    }
}

fn is_open(kind: &str, value: &str) -> bool {
    kind == "date" && !value.contains(|c: char| c.is_ascii_digit())
}

/// Names are the same in any order.
fn key(kind: &str, value: &str) -> String {
    let mut characters: Vec<char> = value.chars().filter(|c| *c != '、').collect();
    if kind == "people" {
        characters.sort_unstable();
    }
    characters.into_iter().collect()
}

/// What the rows of tables say.
fn of_rows(lines: &[String], what: &str) -> Vec<(String, String)> {
    let rows: Vec<Row> = lines.iter().filter_map(|line| row(line)).collect();
    let listed: Vec<&Row> = rows.iter().filter(|row| !row.written_in).collect();
    let whole = |value: String| if listed.is_empty() { Vec::new() } else { vec![(String::new(), value)] };
    let (what, cell) = what.split_once(' ').unwrap_or((what, ""));
    match what {
        "count" => whole(listed.len().to_string()),
        "names" => {
            let named = listed.iter().filter(|row| cell.is_empty() || row.cells.contains(&cell));
            whole(named.map(|row| row.name.as_str()).collect())
        }
        // A cell is left open where the tables contradict one another about her.
        "elected" if listed.iter().any(|row| !["是", "否"].contains(row.cells.last().unwrap_or(&""))) => {
            Vec::new()
        }
        "elected" => whole(listed.iter().filter(|row| row.cells.last() == Some(&"是")).count().to_string()),
        _ => rows.iter().filter_map(|row| Some((row.name.clone(), of_row(&row.cells, what)?))).collect(),
    }
}

/// What the row of a person says about her.
fn of_row(cells: &[&str], what: &str) -> Option<String> {
    let number = |cell: &&&str, long: usize| cell.len() <= long && cell.chars().all(|c| c.is_ascii_digit());
    let is_birth = |cell: &&str| cell.len() == 7 && cell.chars().nth(4) == Some('.');
    let found = match what {
        // Before the vote the cell is empty.
        "votes" => Some(cells.iter().find(|cell| number(cell, 3)).copied().unwrap_or_default()),
        "birth" => cells.iter().copied().find(|cell| is_birth(cell)),
        "phone" => cells.iter().copied().find(|cell| cell.len() == 11 && number(&cell, 11)),
        "post" => cells.iter().copied().find(|cell| ["主席", "副主席", "常委", "执委"].contains(cell)),
        "status" => {
            let mut after =
                cells.iter().skip_while(|cell| !is_birth(cell)).skip(1).filter(|cell| !number(cell, 3));
            return Some(format!("{}{}", after.next()?, after.next()?));
        }
        _ => panic!("#{what}"),
    };
    found.map(str::to_owned)
}

/// The row of a person, if a line is one: it begins with a number or a post, or with a name that was written in.
fn row(line: &str) -> Option<Row<'_>> {
    let mut cells: Vec<&str> = line.split(' ').collect();
    let first = cells[0];
    if let Some(name) = first.strip_suffix("（另选人）") {
        return Some(Row { name: name.to_owned(), written_in: true, cells: cells.split_off(1) });
    }
    let is_number = !first.is_empty() && first.chars().all(|c| c.is_ascii_digit());
    if !is_number && !first.ends_with("主席") {
        return None;
    }
    // A name of two characters is set with a space.
    let parts = if cells.get(1)?.chars().count() == 1 { 2 } else { 1 };
    let name = cells.get(1..=parts)?.concat();
    cells.drain(usize::from(!is_number)..=parts);
    is_name(&name).then_some(Row { name, written_in: false, cells })
}

fn is_name(name: &str) -> bool {
    (2..=4).contains(&name.chars().count()) && name.chars().all(char::is_alphabetic)
}
