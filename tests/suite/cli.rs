//! What a clerk sees: exit status, problems with their cells, in both languages.

use serde_json::Value;

use crate::support::run::{Run, Town, huanjie};

/// The problems of one code in `check --format json`.
fn of_code(run: &Run, code: &str) -> Vec<Value> {
    let problems = run.json()["problems"].as_array().unwrap().clone();
    problems.into_iter().filter(|problem| problem["code"] == code).collect()
}

fn has_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn the_small_town_has_no_problem_at_all() {
    let run = Town::small().run("check", &["--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.stdout);
    let json = run.json();
    assert_eq!(json["problems"].as_array().unwrap().len(), 0, "{}", run.stdout);
    assert_eq!(json["files"], 6);
    assert_eq!(json["rows"], 10 + 6 + 5 + 1 + 6 + 2);
}

#[test]
fn a_column_that_the_cycle_announces_is_no_problem() {
    let town = Town::small().replace("data/代表.csv", "职业", "绝招").replace(
        "cycle.toml",
        "units = [",
        "extra_columns = [\"绝招\"]\nunits = [",
    );
    let run = town.run("read", &["--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.stdout);
    assert_eq!(run.json()["records"][0]["extra"]["绝招"], "村干部");
}

/// A change to one cell, and the one problem it makes.
struct Slip {
    file: &'static str,
    was: &'static str,
    is: &'static str,
    code: &'static str,
    cell: &'static str,
    severity: &'static str,
}

const SLIPS: &[Slip] = &[
    Slip {
        file: "data/代表.csv",
        was: "1985.07",
        is: "1985.13",
        code: "bad-date",
        cell: "F3",
        severity: "error",
    },
    Slip {
        file: "data/得票.csv",
        was: "丁一兰,9,0,0",
        is: "丁一兰,8,0,0",
        code: "votes-sum",
        cell: "D2",
        severity: "error",
    },
    Slip {
        file: "data/代表.csv",
        was: "职业",
        is: "绝招",
        code: "unknown-header",
        cell: "I1",
        severity: "error",
    },
];

#[test]
fn one_slip_makes_one_problem_with_its_cell_in_both_languages() {
    for slip in SLIPS {
        let town = Town::small().replace(slip.file, slip.was, slip.is);
        for lang in ["zh", "en"] {
            let run = town.run("check", &["--lang", lang, "--format", "json"]);
            let found = of_code(&run, slip.code);
            assert_eq!(found.len(), 1, "{}: {}", slip.code, run.stdout);
            assert_eq!(found[0]["file"], slip.file);
            let cell = found[0]["cell"].as_str().unwrap();
            let row = slip.cell.trim_start_matches(char::is_alphabetic);
            assert!(cell == slip.cell || cell == format!("{row}:{row}"), "{}: {cell}", slip.code);
            assert_eq!(found[0]["severity"], slip.severity);
            assert!(has_chinese(found[0]["hint"].as_str().unwrap_or("提示")) || lang == "en");
            let message = found[0]["message"].as_str().unwrap();
            assert!(lang == "en" || has_chinese(message), "{message}");
            assert!(lang == "zh" || message.chars().any(|c| c.is_ascii_alphabetic()), "{message}");
            assert_eq!(run.status, i32::from(slip.severity == "error"), "{}", slip.code);
        }
        let text = town.run("check", &["--lang", "zh"]);
        assert!(text.stdout.contains(slip.code) && text.stdout.contains(slip.file), "{}", text.stdout);
    }
}

#[test]
fn errors_keep_a_build_from_starting_unless_it_is_told_to_go_on() {
    let town = Town::small().replace("data/代表.csv", "1985.07", "1985.13");
    let out = tempfile::tempdir().unwrap();
    let target = out.path().join("out");
    let refused = town.build(&target, &["--only", "C5"]);
    assert_eq!(refused.status, 1);
    assert!(refused.stderr.contains("bad-date"), "{}", refused.stderr);
    assert!(!target.exists(), "something was written");
    let built = town.build(&target, &["--only", "C5", "--keep-going"]);
    assert!(target.join("manifest.json").exists(), "{}", built.stderr);
}

#[test]
fn an_unreadable_cycle_is_wrong_usage_with_line_and_hint() {
    let cases = [
        ("as_of = \"2021-02\"", "as_of = \"2021-13\"", "cycle.toml:6:9", "2021-13"),
        ("term = 2", "term = \"二\"", "cycle.toml:5:8", "二"),
        ("superior_short", "superior_shrt", "cycle.toml:12:1", "superior_short"),
        ("end = \"2021-02-19\"", "end = \"2020-02-19\"", "cycle.toml:14:1", "2020-02-19"),
    ];
    for (was, is, place, word) in cases {
        let run = Town::small().replace("cycle.toml", was, is).run("check", &["--lang", "zh"]);
        assert_eq!(run.status, 2, "{is}");
        assert!(run.stderr.contains(place) && run.stderr.contains(word), "{is}: {}", run.stderr);
        assert!(has_chinese(&run.stderr));
    }
}

#[test]
fn wrong_usage_is_status_two_and_help_has_examples() {
    assert_eq!(huanjie(["build", "--stage", "later"]).status, 2);
    assert_eq!(huanjie(["check", "no-such-folder", "--lang", "en"]).status, 1);
    let help = huanjie(["--help"]);
    assert_eq!(help.status, 0);
    assert!(help.stdout.contains("huanjie build 青坑镇"), "{}", help.stdout);
    let unknown = Town::small().build(tempfile::tempdir().unwrap().path(), &["--only", "Z9", "--lang", "en"]);
    assert_eq!(unknown.status, 1);
    assert!(unknown.stderr.contains("Z9"), "{}", unknown.stderr);
}

#[test]
fn a_plain_file_needs_a_base_date_and_then_counts() {
    let town = Town::small();
    let file = town.path().join("data/执委.csv").display().to_string();
    let without = huanjie(["stats", &file, "--lang", "en"]);
    assert_eq!(without.status, 2, "{}", without.stderr);
    let with = huanjie(["stats", &file, "--as-of", "2021-02", "--format", "json"]);
    let total = with.json()["total"].as_array().unwrap().clone();
    let officers = total.iter().find(|figure| figure["id"] == "officer.count").unwrap();
    assert_eq!(officers["count"], 5);
}

#[test]
fn init_makes_a_workspace_that_reads_without_error_and_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let town = folder.path().join("柳溪镇").display().to_string();
    let made = huanjie(["init", &town, "--lang", "en"]);
    assert_eq!(made.status, 0, "{}", made.stderr);
    let check = huanjie(["check", &town, "--format", "json"]);
    assert_eq!(check.json()["errors"], 0, "{}", check.stdout);
    let read = huanjie(["read", &town, "--format", "json"]);
    assert_eq!(
        read.json()["records"].as_array().unwrap().len(),
        0,
        "example rows are not people: {}",
        read.stdout
    );
    let cycle = std::path::Path::new(&town).join("cycle.toml");
    std::fs::write(&cycle, "mine").unwrap();
    huanjie(["init", &town]);
    assert_eq!(std::fs::read_to_string(&cycle).unwrap(), "mine");
}

#[test]
fn a_nominee_named_as_teller_in_the_cycle_is_told() {
    let town = Town::small();
    let cycle = town.path().join("cycle.toml");
    let settings = std::fs::read_to_string(&cycle).unwrap();
    let seats =
        "tellers = [{ role = \"监票人\", name = \"王小荷\" }, { role = \"计票人\", name = \"何平\" }]";
    std::fs::write(&cycle, format!("{settings}\n[body.\"河口村\"]\n{seats}\n")).unwrap();
    let run = town.run("check", &["--format", "json"]);
    let found = of_code(&run, "teller-nominee");
    assert_eq!(found.len(), 1, "{}", run.stdout);
    assert_eq!(found[0]["file"], "cycle.toml");
    assert!(found[0]["message"].as_str().unwrap().contains("王小荷"));
}

#[test]
fn the_statistics_are_a_workbook_whose_totals_are_formulas() {
    use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
    let town = Town::copy_of("qingkeng");
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().display().to_string();
    let run = town.run("stats", &["--format", "xlsx", "--out", &folder]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let mut book: Xlsx<_> = open_workbook(out.path().join("stats.xlsx")).unwrap();
    let (values, formulas) = (book.worksheet_range("统计").unwrap(), book.worksheet_formula("统计").unwrap());
    let total = town.run("stats", &["--format", "json"]).json();
    let shares: Vec<&Value> =
        total["total"].as_array().unwrap().iter().filter(|figure| figure["share"].is_string()).collect();
    assert!(shares.len() > 40);
    // Ten villages under a head of two rows, then the total.
    let mut at = 0;
    for column in 1..u32::try_from(values.width()).unwrap() {
        if values.get_value((1, column)) != Some(&Data::String("占比".to_owned())) {
            continue;
        }
        let figure = shares[at];
        at += 1;
        let number = |column: u32| values.get_value((12, column)).and_then(DataType::as_f64).unwrap();
        assert_eq!(Some(number(column - 2)), figure["count"].as_f64(), "{figure}");
        assert_eq!(Some(number(column - 1)), figure["base"].as_f64(), "{figure}");
        let share = format!("{:.1}%", number(column) * 100.0);
        assert_eq!(figure["share"], share, "{figure}");
        let formula = |column: u32| formulas.get_value((12, column)).cloned().unwrap_or_default();
        assert!(formula(column).contains("ROUND"), "{}", formula(column));
        assert!(formula(column - 1).starts_with("SUM("), "{figure}: {}", formula(column - 1));
    }
    assert_eq!(at, shares.len());
    // A mean has one decimal, an age none; both are numbers.
    let figures = total["total"].as_array().unwrap();
    let mut ages = 0;
    for figure in figures.iter().filter(|figure| figure["value"].is_string()) {
        let title =
            format!("{}（{}）", figure["label"].as_str().unwrap(), figure["of_label"].as_str().unwrap());
        let width = u32::try_from(values.width()).unwrap();
        let is_of = |column: &u32| values.get_value((0, *column)) == Some(&Data::String(title.clone()));
        let column = (1..width).find(is_of).unwrap_or_else(|| panic!("no {title}"));
        let value: f64 = figure["value"].as_str().unwrap().parse().unwrap();
        assert_eq!(values.get_value((12, column)), Some(&Data::Float(value)), "{title}");
        for row in 2..12 {
            let cell = values.get_value((row, column)).unwrap();
            assert!(matches!(cell, Data::Float(_) | Data::Empty), "{title}: {cell:?}");
        }
        ages += 1;
    }
    assert!(ages > 10, "{ages}");
}
