//! Layouts made by hand, what the clerk can do about a wrong guess, and where she sees what is wrong.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use calamine::Reader;
use serde_json::{Map, Value};

use crate::support::run::{Town, huanjie, project};

fn layouts() -> PathBuf {
    project().join("tests/samples/layouts")
}

fn read(path: &Path) -> Value {
    huanjie(["read", path.to_str().unwrap(), "--as-of", "2021-02", "--format", "json"]).json()
}

/// The fields of a record that have something to say, as the expectations write them.
fn said(record: &Value, wanted: &Map<String, Value>) -> Map<String, Value> {
    let of = |key: &String| match key.as_str() {
        "row" => record["source"]["row"].clone(),
        key => record[key].clone(),
    };
    wanted.keys().map(|key| (key.clone(), of(key))).collect()
}

#[test]
fn layouts_made_by_hand_give_their_rows() {
    let text = std::fs::read_to_string(layouts().join("expected.json")).unwrap();
    let expected: Map<String, Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(expected.len(), 20);
    for (file, wanted) in expected {
        let got = read(&layouts().join(&file));
        let records = got["records"].as_array().unwrap();
        let wanted_records = wanted["records"].as_array().unwrap();
        assert_eq!(records.len(), wanted_records.len(), "{file}: {:#}", got["problems"]);
        for (record, wanted) in records.iter().zip(wanted_records) {
            let wanted = wanted.as_object().unwrap();
            assert_eq!(&said(record, wanted), wanted, "{file}");
        }
        let place = |problem: &Value| {
            let place = problem["cell"].as_str().or(problem["sheet"].as_str()).unwrap_or_default();
            format!("{} {place}", problem["code"].as_str().unwrap())
        };
        let mut problems: Vec<String> = got["problems"].as_array().unwrap().iter().map(place).collect();
        problems.sort();
        let wanted: Vec<&str> =
            wanted["problems"].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
        assert_eq!(problems, wanted, "{file}");
    }
}

/// Rows of a sheet, from 1, that hold anything.
fn filled_rows(path: &Path, sheet: &str) -> BTreeSet<u64> {
    // A wrong dimension or ending that calamine stumbles over and the program does not.
    let Ok(mut book) = calamine::open_workbook_auto(path) else { return BTreeSet::new() };
    let Ok(range) = book.worksheet_range(sheet) else { return BTreeSet::new() };
    let first = u64::from(range.start().unwrap_or_default().0);
    let filled = |row: &[calamine::Data]| {
        row.iter().any(|cell| !matches!(cell, calamine::Data::Empty) && !cell.to_string().trim().is_empty())
    };
    (first + 1..).zip(range.rows()).filter(|(_, row)| filled(row)).map(|(number, _)| number).collect()
}

#[test]
fn every_row_of_a_table_is_a_record_or_left_out_for_a_reason() {
    let folders = [
        "tests/samples/layouts",
        "tests/samples/messy",
        "tests/samples/clean/official",
        "data/qingkeng/data",
    ];
    let walk = folders.into_iter().flat_map(|folder| walkdir::WalkDir::new(project().join(folder)));
    let is_xlsx = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        name.ends_with(".xlsx") && !name.starts_with(['~', '.'])
    };
    let mut sheets = 0;
    for path in walk.map(|entry| entry.unwrap().into_path()).filter(is_xlsx) {
        let got = read(&path);
        for table in got["tables"].as_array().unwrap() {
            let sheet = table["sheet"].as_str().unwrap();
            let of_sheet = |row: &&Value| row["sheet"] == sheet;
            let mut known: BTreeSet<u64> = got["ignored"]
                .as_array()
                .unwrap()
                .iter()
                .filter(of_sheet)
                .map(|row| row["row"].as_u64().unwrap())
                .collect();
            let sources = got["records"].as_array().unwrap().iter().map(|record| &record["source"]);
            known.extend(sources.filter(of_sheet).map(|source| source["row"].as_u64().unwrap()));
            for form in got["tables"]
                .as_array()
                .unwrap()
                .iter()
                .filter(of_sheet)
                .filter(|table| table["form"] == true)
            {
                known.extend(form["first_row"].as_u64().unwrap()..=form["last_row"].as_u64().unwrap());
            }
            let lost: Vec<u64> = filled_rows(&path, sheet).difference(&known).copied().collect();
            assert!(
                lost.is_empty(),
                "{}!{sheet}: rows {lost:?} are neither taken nor left out",
                path.display()
            );
            sheets += 1;
        }
    }
    assert!(sheets > 60, "only {sheets} tables");
}

const RULE: &str = "[[table]]\nfiles = \"data/怪表.csv\"\nkind = \"delegates\"\nheader_row = 2\ncolumns = { \"何时生\" = \"birth\", \"谁\" = \"name\" }\n";

/// The small town with something added to its cycle.
fn with_rule(rule: &str) -> Town {
    let town = Town::small();
    let path = town.path().join("cycle.toml");
    let cycle = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{cycle}\n{rule}")).unwrap();
    town
}

#[test]
fn a_wrong_guess_is_corrected_in_the_cycle() {
    let town = with_rule(RULE);
    let table = "姓名,什么表\n谁,何时生,村（社区）\n方小雨,1990.05,河口村\n";
    std::fs::write(town.path().join("data/怪表.csv"), table).unwrap();
    let got = town.run("read", &["--format", "json"]).json();
    let rows: Vec<&Value> = got["records"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|record| record["source"]["file"] == "data/怪表.csv")
        .collect();
    assert_eq!(rows.len(), 1, "{:#}", got["problems"]);
    assert_eq!((&rows[0]["name"], &rows[0]["birth"]), (&Value::from("方小雨"), &Value::from("1990-05")));
    assert_eq!(rows[0]["table"], "delegates");
}

#[test]
fn a_field_that_does_not_exist_is_told() {
    let town = with_rule(&RULE.replace("\"birth\"", "\"born\""));
    std::fs::write(town.path().join("data/怪表.csv"), "谁,何时生\n").unwrap();
    let run = town.run("read", &["--format", "json"]);
    let problems = run.json()["problems"].as_array().unwrap().clone();
    assert!(problems.iter().any(|problem| problem["code"] == "unknown-field"), "{problems:#?}");
    assert_eq!(run.status, 1);
}

#[test]
fn problems_are_marked_in_copies_of_the_sheets() {
    let town = Town::small().replace("data/代表.csv", "1985.07", "1985.13");
    let run = town.run("check", &["--format", "xlsx", "--lang", "zh"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    let path = town.path().join("out/problems.xlsx");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    assert_eq!(book.sheet_names(), ["问题清单", "1 代表"]);
    let list = book.worksheet_range("问题清单").unwrap();
    assert_eq!(list.get_value((1, 1)).unwrap().to_string(), "bad-date");
    assert_eq!(list.get_value((1, 4)).unwrap().to_string(), "F3");
    let links = book.hyperlinks_by_sheet_name("问题清单").unwrap();
    assert_eq!(links.len(), 1);
    // The copy shows what the file holds, at the same place, and the comment says what is wrong with it.
    let copy = book.worksheet_range("1 代表").unwrap();
    assert_eq!(copy.get_value((2, 5)).unwrap().to_string(), "1985.13");
    let mut package = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
    let mut comments = String::new();
    package.by_name("xl/comments1.xml").unwrap().read_to_string(&mut comments).unwrap();
    assert!(comments.contains("ref=\"F3\"") && comments.contains("1985.13"), "{comments}");
    // The same problems give the same bytes, and what was there before is kept.
    let first = std::fs::read(&path).unwrap();
    town.run("check", &["--format", "xlsx", "--lang", "zh"]);
    assert_eq!(std::fs::read(&path).unwrap(), first);
    assert!(!town.path().join("out/problems-before.xlsx").exists());
    std::fs::write(&path, "my remarks").unwrap();
    town.run("check", &["--format", "xlsx", "--lang", "zh"]);
    assert_eq!(std::fs::read(town.path().join("out/problems-before.xlsx")).unwrap(), b"my remarks");
    assert_eq!(std::fs::read(&path).unwrap(), first);
}

#[test]
fn too_many_of_the_same_are_counted_and_not_lost() {
    let folder = tempfile::tempdir().unwrap();
    let name = |row: u32| ['何', char::from_u32(0x4E00 + row).unwrap()].iter().collect::<String>();
    let rows: String = (0..1500).map(|row| format!("{},1985.13,主席\n", name(row))).collect();
    std::fs::write(folder.path().join("执委名单.csv"), format!("姓名,出生年月,职务\n{rows}")).unwrap();
    let run = huanjie(["read", folder.path().to_str().unwrap(), "--lang", "en", "--format", "json"]);
    let got = run.json();
    assert_eq!(got["records"].as_array().unwrap().len(), 1500);
    let problems = got["problems"].as_array().unwrap();
    let told = |code: &str| problems.iter().filter(|problem| problem["code"] == code).count();
    assert_eq!((told("bad-date"), told("more")), (1000, 1));
    assert!(run.stdout.contains("500 more problems"), "{:#?}", problems.last());
    assert_eq!(run.status, 1);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let town = Town::small();
    let secret = tempfile::tempdir().unwrap();
    std::fs::write(secret.path().join("名单.csv"), "姓名,职务\n外人,主席\n").unwrap();
    std::os::unix::fs::symlink(secret.path(), town.path().join("data/外面")).unwrap();
    let run = town.run("read", &["--format", "json"]);
    assert!(!run.json()["records"].to_string().contains("外人"));
    let problems = run.json()["problems"].as_array().unwrap().clone();
    assert!(
        problems.iter().any(|problem| problem["code"] == "ignored-file" && problem["file"] == "data/外面")
    );
}

#[test]
fn a_standing_member_is_one_where_there_is_a_standing_committee() {
    let roles = |rules: &str| {
        let town = Town::small().replace(
            "data/执委.csv",
            "1990.11,群众,大学本科,执委",
            "1990.11,群众,大学本科,常委",
        );
        let cycle = town.path().join("cycle.toml");
        let text = std::fs::read_to_string(&cycle).unwrap();
        std::fs::write(&cycle, format!("{text}\n{rules}\n")).unwrap();
        let read = town.run("read", &["--format", "json"]).json();
        let records = read["records"].as_array().unwrap().clone();
        let own = records.iter().filter(|record| record["table"] == "officers" && record["name"] == "田富");
        own.map(|record| record["role"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(roles(""), ["执委"]);
    assert_eq!(roles("[rules.unit]\nstanding = true"), ["常委"]);
}

#[test]
fn a_day_without_a_year_is_one_of_the_elections_or_asked_about() {
    let read = |day: &str| {
        let town = Town::small().replace("data/结果.csv", "2021-02-24", day);
        town.run("read", &["--format", "json", "--lang", "zh"]).json()
    };
    let date = |got: &Value| {
        let records = got["records"].as_array().unwrap();
        records.iter().find(|record| record["table"] == "congresses").unwrap()["date"].clone()
    };
    for day in ["2月24日", "02月24号", "二月二十四日"] {
        let got = read(day);
        assert_eq!(date(&got), "2021-02-24", "{day}");
        assert!(got["problems"].as_array().unwrap().is_empty(), "{:#}", got["problems"]);
    }
    let got = read("7月24日");
    assert!(date(&got).is_null());
    let told = got["problems"][0]["message"].as_str().unwrap();
    assert!(told.contains("没有写年份"), "{told}");
}

/// What one csv file says, as `read --format json` has it.
fn read_alone(name: &str, text: &str) -> Value {
    let town = Town::small();
    let data = town.path().join("data");
    std::fs::remove_dir_all(&data).unwrap();
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join(name), text).unwrap();
    town.run("read", &["--format", "json", "--lang", "zh"]).json()
}

#[test]
fn what_stands_in_brackets_behind_a_name_is_her_remark() {
    let list = "村（社区）,代表姓名\n河口村,\"何静、罗芸（请假）、石小青\"\n";
    let read = read_alone("河口村代表名单.csv", list);
    let notes: Vec<&Value> = read["records"].as_array().unwrap().iter().map(|row| &row["note"]).collect();
    assert_eq!(notes, [&Value::Null, &"请假".into(), &Value::Null]);
    let names = |text: &str| {
        let read = read_alone("河口村代表.csv", text);
        let rows = read["records"].as_array().unwrap().iter();
        rows.map(|row| row["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("姓名\n何静\n罗芸（请假）\n何兰*\n"), ["何静", "罗芸", "何兰"]);
    assert_eq!(names("姓名\n\"何静、罗芸（请假）、何兰\"\n"), ["何静", "罗芸", "何兰"]);
    let posts = "村（社区）,主席,副主席,执委\n河口村,丁一兰（连任）,王小荷,\"田富英、田大丽（已更换）\"\n";
    let read = read_alone("河口村班子.csv", posts);
    let notes: Vec<&Value> = read["records"].as_array().unwrap().iter().map(|row| &row["note"]).collect();
    assert_eq!(notes, [&"连任".into(), &Value::Null, &Value::Null, &"已更换".into()]);
    let posts = "村（社区）,主席,副主席,执委\n河口村,空缺,王小荷,\"田富英、田大丽\"\n";
    let read = read_alone("河口村班子.csv", posts);
    assert_eq!(read["records"].as_array().unwrap().len(), 3, "nobody is called 空缺: {read:#}");
    assert!(
        read["problems"]
            .as_array()
            .unwrap()
            .iter()
            .any(|own| own["code"] == "vacant-post" && own["cell"] == "B2")
    );
    let roster = "村（社区）,姓名,性别,备注\n河口村,何静（已更换）,女,\n河口村,罗芸（请假）,女,组长\n河口村,何兰（请假）,女,因病请假\n";
    let read = read_alone("河口村代表.csv", roster);
    let notes: Vec<&Value> = read["records"].as_array().unwrap().iter().map(|row| &row["note"]).collect();
    assert_eq!(notes, ["已更换", "组长；请假", "因病请假"]);
}

#[test]
fn a_sum_under_a_tally_may_count_the_names_that_were_written_in_or_not() {
    let tally = |sum: u32| {
        let head = "序号,姓名,赞成票,反对票,弃权票\n1,丁一兰,9,0,0\n2,王小荷,8,1,0\n";
        format!("{head}3,另选他人：何静,2,,\n4,另选他人,1,,\n合计,,{sum},1,0\n")
    };
    for (sum, wrong) in [(17, false), (20, false), (19, true), (18, true)] {
        let read = read_alone("河口村得票.csv", &tally(sum));
        let problems = read["problems"].as_array().unwrap();
        let told = problems.iter().any(|problem| problem["code"] == "total-mismatch");
        assert_eq!(told, wrong, "{sum}: {problems:#?}");
    }
}

#[test]
fn how_many_came_to_the_plenary_is_not_who_came_to_the_congress() {
    for case in ["t16_the_plenary_in_a_sentence", "t16_the_plenary_below_the_congress"] {
        let got = read(&project().join("tests/samples/asked").join(case).join("计票.csv"));
        let records = got["records"].as_array().unwrap();
        let congress: Vec<&Value> = records.iter().filter(|row| row["table"] == "congresses").collect();
        assert_eq!((congress.len(), &congress[0]["present"]), (1, &20.into()), "{case}: {got:#}");
        let leaders: Vec<&Value> = records.iter().filter(|row| !row["role"].is_null()).collect();
        assert_eq!(leaders.len(), 2, "{case}");
        for leader in leaders {
            assert_eq!(leader["voters"], 2, "{case}: {leader:#}");
            assert_eq!(leader["valid"], Value::Null, "{case}: {leader:#}");
        }
    }
}

#[test]
fn a_line_that_names_a_list_heads_the_table_below_it() {
    let town = Town::small();
    std::fs::remove_file(town.path().join("data/候选人.csv")).unwrap();
    std::fs::remove_file(town.path().join("data/执委.csv")).unwrap();
    let sheet = "河口村妇联换届候选人名单,,,\n姓名,出生年月,推荐方式,拟任职务\n丁一兰,1980.05,组织推荐,主席\n王小荷,1985.07,组织推荐,副主席\n,,,\n\
                 河口村新一届妇联执委班子,,,\n姓名,出生年月,职务,联系电话\n丁一兰,1980.05,主席,19200000001\n王小荷,1985.07,副主席,19200000002\n";
    std::fs::write(town.path().join("data/候选人和班子.csv"), sheet).unwrap();
    let tables = |town: &Town| -> Vec<String> {
        let read = town.run("read", &["--format", "json"]).json();
        let own =
            read["tables"].as_array().unwrap().iter().filter(|own| own["file"] == "data/候选人和班子.csv");
        own.map(|own| format!("{} {}", own["kind"].as_str().unwrap(), own["rows"])).collect()
    };
    assert_eq!(tables(&town), ["nominees 2", "officers 2"]);
    // A line about those above is no title of those below.
    let behind = sheet.replace("河口村新一届妇联执委班子", "以上为河口村妇联执委候选人");
    std::fs::write(town.path().join("data/候选人和班子.csv"), &behind).unwrap();
    let read = town.run("read", &["--format", "json"]).json();
    let titles = read["tables"].as_array().unwrap().iter().filter_map(|own| own["about"]["title"].as_str());
    assert!(titles.clone().all(|title| !title.starts_with("以上")), "{:?}", titles.collect::<Vec<_>>());
    std::fs::write(town.path().join("data/候选人和班子.csv"), sheet).unwrap();
    // What is said of the header in one row is said of no other table.
    let cycle = std::fs::read_to_string(town.path().join("cycle.toml")).unwrap();
    let rule = "\n[[table]]\nfiles = \"data/候选人和班子.csv\"\nkind = \"previous\"\nheader_row = 7\n";
    std::fs::write(town.path().join("cycle.toml"), cycle + rule).unwrap();
    assert_eq!(tables(&town), ["nominees 2", "previous 2"]);
}
