//! What the program does not know it asks, once; nothing that a folder, a file, a sheet or a title says decides alone where
//! another says otherwise (DESIGN 13; REVIEW T1, T2, T3, T8, T18).

use std::fs;

use serde_json::Value;

use crate::support::run::{Run, Town, huanjie};

/// A town of three villages whose tables each test writes.
fn town() -> Town {
    let town = Town::small();
    fs::remove_dir_all(town.path().join("data")).unwrap();
    town.replace("cycle.toml", "units = [\"河口村\"]", "units = [\"河口村\", \"石坳村\", \"三合村\"]")
}

/// Puts a csv file into the workspace: `with("石坳/代表.csv", …)`.
fn with(town: &Town, path: &str, text: &str) {
    let path = town.path().join("data").join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn questions(town: &Town) -> Vec<Value> {
    town.run("ask", &["--format", "json", "--lang", "zh"]).json()["questions"].as_array().unwrap().clone()
}

/// The only question of a workspace.
fn question(town: &Town) -> Value {
    let all = questions(town);
    assert_eq!(all.len(), 1, "{all:#?}");
    all[0].clone()
}

fn answer(town: &Town, id: &Value, value: &str) -> Run {
    huanjie(["ask", town.path().to_str().unwrap(), &format!("{}={value}", id.as_str().unwrap())])
}

/// The village or town of every row of a kind, as `read` has them; `-` for nobody's.
fn units(town: &Town, table: &str) -> Vec<String> {
    let read = town.run("read", &["--format", "json"]).json();
    let rows = read["records"].as_array().unwrap().iter().filter(|row| row["table"] == table);
    rows.map(|row| row["unit"].as_str().unwrap_or("-").to_owned()).collect()
}

fn codes(town: &Town) -> Vec<(String, String)> {
    let check = town.run("check", &["--format", "json"]).json();
    let all = check["problems"].as_array().unwrap().iter();
    all.map(|problem| {
        let text = |key: &str| problem[key].as_str().unwrap_or_default().to_owned();
        (text("code"), text("severity"))
    })
    .collect()
}

fn values(question: &Value) -> Vec<&str> {
    question["options"].as_array().unwrap().iter().map(|option| option["value"].as_str().unwrap()).collect()
}

const DELEGATES: &str = "序号,姓名,性别,民族,出生年月,政治面貌,学历,是否到会\n\
                         1,何静,女,汉族,1985.07,群众,高中,是\n2,罗芸,女,汉族,1980.02,中共党员,大学专科,是\n";

#[test]
fn a_nickname_is_asked_about_and_nobody_gets_the_rows_before() {
    let town = town();
    with(&town, "石坳/石坳妇女代表名单.csv", DELEGATES);
    let asked = question(&town);
    assert_eq!(asked["id"], "unit:石坳");
    assert_eq!(
        (&asked["kind"], &asked["blocking"], &asked["rows"]),
        (&"unit".into(), &true.into(), &2.into())
    );
    assert_eq!(values(&asked), ["石坳村", "柳溪镇", "-", "河口村", "三合村"]);
    assert_eq!(asked["options"][0]["likely"], true);
    assert_eq!(units(&town, "delegates"), ["-", "-"]);
    // Nobody's rows are nobody's: the town does not get them.
    let stats = town.run("stats", &["--by", "unit", "--format", "json"]).json();
    for body in stats["bodies"].as_array().unwrap() {
        let of =
            |id: &str| body["indicators"].as_array().unwrap().iter().find(|own| own["id"] == id).cloned();
        assert!(of("delegate-all.count").is_none_or(|own| own["count"] == 0), "{body}");
    }
    assert!(codes(&town).contains(&("which-unit".to_owned(), "error".to_owned())));
    assert_eq!(town.run("check", &[]).status, 1);

    assert_eq!(answer(&town, &asked["id"], "石坳村").status, 0);
    assert_eq!(units(&town, "delegates"), ["石坳村", "石坳村"]);
    assert_eq!(question(&town)["answer"], "石坳村");
    assert!(!codes(&town).iter().any(|(code, _)| code == "which-unit"));

    // What is wrong is refused; what was put into the file by hand is reported at its line, and the question is open again.
    assert_eq!(answer(&town, &asked["id"], "石头村").status, 2);
    let file = town.path().join("answers.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("石坳村", "石头村")).unwrap();
    assert!(codes(&town).contains(&("bad-answer".to_owned(), "error".to_owned())));
    assert_eq!(units(&town, "delegates"), ["-", "-"]);
    // A wrong answer that could have been right is undone by deleting its line.
    answer(&town, &asked["id"], "河口村");
    assert_eq!(units(&town, "delegates"), ["河口村", "河口村"]);
    let text = fs::read_to_string(&file).unwrap();
    let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("\"unit:")).collect();
    fs::write(&file, kept.join("\n")).unwrap();
    assert_eq!(question(&town)["answer"], Value::Null);
}

#[test]
fn two_names_that_contradict_one_another_are_asked_about() {
    let town = town();
    with(&town, "石坳村/河口村妇女代表名单.csv", DELEGATES);
    let asked = question(&town);
    assert_eq!(values(&asked)[..2], ["河口村", "石坳村"]);
    assert_eq!(units(&town, "delegates"), ["-", "-"]);
    answer(&town, &asked["id"], "石坳村");
    assert_eq!(units(&town, "delegates"), ["石坳村", "石坳村"]);
}

#[test]
fn a_table_that_nothing_gives_to_anybody_is_not_the_towns() {
    let town = town();
    with(&town, "妇女代表名单.csv", DELEGATES);
    assert_eq!(values(&question(&town)), ["柳溪镇", "河口村", "石坳村", "三合村"]);
    with(&town, "柳溪镇妇女代表名单.csv", DELEGATES);
    assert_eq!(questions(&town).len(), 1, "the town's own list says so");
}

#[test]
fn a_village_as_a_heading_row_is_understood_and_a_nickname_there_is_asked_about_once() {
    let town = town();
    let rows = |head: &str, name: &str| format!("{head},,,\n1,{name},女,1985.07\n");
    let text = format!(
        "柳溪镇妇女代表名单,,,\n序号,姓名,性别,出生年月\n{}{}{}{}",
        rows("一、河口村（1人）", "何静"),
        rows("三合村妇女代表：", "罗芸"),
        rows("石坳", "石小青"),
        rows("石坳", "石小兰")
    );
    with(&town, "妇女代表名单.csv", &text);
    let asked = question(&town);
    assert_eq!((&asked["id"], &asked["rows"]), (&"unit:石坳".into(), &2.into()));
    assert_eq!(units(&town, "delegates"), ["河口村", "三合村", "-", "-"]);
    answer(&town, &asked["id"], "石坳村");
    assert_eq!(units(&town, "delegates"), ["河口村", "三合村", "石坳村", "石坳村"]);
}

#[test]
fn a_heading_that_is_no_listed_village_takes_its_people_from_the_village_above() {
    let town = town();
    let text = "柳溪镇妇女代表名单,,,\n序号,姓名,性别,出生年月\n河口村,,,\n1,何静,女,1985.07\n镇直机关,,,\n2,罗芸,女,1980.02\n";
    with(&town, "妇女代表名单.csv", text);
    let asked = question(&town);
    assert_eq!(asked["id"], "unit:镇直机关");
    assert_eq!(units(&town, "delegates"), ["河口村", "-"]);
    answer(&town, &asked["id"], "柳溪镇");
    assert_eq!(units(&town, "delegates"), ["河口村", "柳溪镇"]);
    answer(&town, &asked["id"], "-");
    assert_eq!(units(&town, "delegates"), ["河口村", "河口村"]);
}

#[test]
fn a_short_name_that_only_one_village_has_in_it_is_asked_about_once_for_all_its_files() {
    let town = town();
    let town = town.replace("cycle.toml", "\"石坳村\"", "\"大石坳村\"");
    with(&town, "石坳/妇女代表.csv", DELEGATES);
    with(&town, "石坳/执委候选人.csv", DELEGATES);
    let asked = question(&town);
    assert_eq!((&asked["id"], &asked["rows"]), (&"unit:石坳".into(), &4.into()));
    assert_eq!(values(&asked)[0], "大石坳村");
}

#[test]
fn a_title_above_a_head_is_no_form_and_names_do_not_run_together() {
    let town = town();
    with(
        &town,
        "河口村/代表.csv",
        "妇女代表名单,,,\n序号,姓名,性别,联系电话\n1,何静,女,19200000001\n2,罗芸,女,19200000002\n",
    );
    assert_eq!(units(&town, "delegates").len(), 2);
    with(
        &town,
        "河口村/执委.csv",
        "河口村执委名单,,\n村（社区）,主席,执委\n河口村,何静,罗芸 何兰 张 兰 许云\n",
    );
    assert!(codes(&town).iter().any(|(code, _)| code == "bad-name"), "{:?}", codes(&town));
    with(
        &town,
        "河口村/执委.csv",
        "河口村执委名单,,\n姓名,性别,出生年月\n何静(主席),女,1985.07\n罗芸,女,1980.02\n",
    );
    let read = town.run("read", &["--format", "json"]).json();
    let chair = read["records"].as_array().unwrap().iter().find(|row| row["table"] == "officers").unwrap();
    assert_eq!((&chair["name"], &chair["role"]), (&"何静".into(), &"主席".into()));
}

#[test]
fn a_sheet_with_nothing_but_names_is_a_list() {
    let town = town();
    with(&town, "河口村妇女代表.csv", "姓名\n何静\n罗芸\n石小青\n");
    assert_eq!(units(&town, "delegates"), ["河口村"; 3]);
    with(&town, "三合村.csv", "姓名\n何三\n罗三\n");
    assert_eq!(question(&town)["id"], "table:data/三合村.csv");

    // Beside a column that nobody knows as well; a form with a name in it is none.
    let town = self::town();
    with(&town, "河口村妇女代表.csv", "妇女代表名单,\n组别,姓名\n一组,何静\n一组,罗芸\n二组,石小青\n");
    assert_eq!(question(&town)["id"], "column:组别");
    assert_eq!(units(&town, "delegates"), ["河口村"; 3]);
    with(&town, "河口村妇女代表.csv", "姓名,何静\n石组,一组\n罗地,河口\n");
    assert_eq!(units(&town, "delegates"), [""; 0]);
}

#[test]
fn a_nickname_below_a_folder_of_the_town_is_not_the_towns() {
    let town = town();
    with(&town, "柳溪镇/石坳/妇女代表名单.csv", DELEGATES);
    assert_eq!(question(&town)["id"], "unit:石坳");
    assert_eq!(units(&town, "delegates"), ["-", "-"]);
}

#[test]
fn what_contradicts_a_row_that_was_taken_in_is_kept() {
    // The first has no telephone; the second and the third have two.
    let town = town();
    let list =
        |phone: &str| format!("村（社区）,姓名,性别,出生年月,联系电话\n河口村,何静,女,1985.07,{phone}\n");
    with(&town, "代表1.csv", &list(""));
    with(&town, "代表2.csv", &list("19200000001"));
    with(&town, "代表3.csv", &list("19200000002"));
    assert_eq!(units(&town, "delegates").len(), 2);
    assert!(codes(&town).iter().any(|(code, _)| code == "duplicate-person"), "{:?}", codes(&town));
}

#[test]
fn answers_that_cannot_be_understood_are_not_written_over_and_remarks_stay() {
    let town = town();
    with(&town, "石坳/妇女代表名单.csv", DELEGATES);
    let file = town.path().join("answers.toml");
    fs::write(&file, "\"unit:甲\" = 石坳村\n").unwrap();
    assert_eq!(answer(&town, &"unit:石坳".into(), "石坳村").status, 1);
    assert_eq!(fs::read_to_string(&file).unwrap(), "\"unit:甲\" = 石坳村\n");
    fs::write(&file, "# 问过老张\n").unwrap();
    assert_eq!(answer(&town, &"unit:石坳".into(), "石坳村").status, 0);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("# 问过老张") && text.contains("石坳村"), "{text}");
}

#[test]
fn delegates_of_an_old_year_are_asked_about() {
    let town = town();
    with(&town, "河口村.csv", &format!("2016年河口村妇女代表名单,,,,,,,\n{DELEGATES}"));
    assert_eq!(
        (&question(&town)["kind"], values(&question(&town)).contains(&"none")),
        (&"table".into(), true)
    );
}

#[test]
fn a_nickname_in_the_column_of_villages_is_asked_about_once() {
    let town = town();
    let text = "村（社区）,姓名,性别,出生年月,是否到会\n石坳,何静,女,1985.07,是\n石坳,罗芸,女,1980.02,是\n河口村,何兰,女,1980.03,是\n";
    with(&town, "代表.csv", text);
    let asked = question(&town);
    assert_eq!(asked["id"], "unit:石坳");
    answer(&town, &asked["id"], "石坳村");
    assert_eq!(units(&town, "delegates"), ["石坳村", "石坳村", "河口村"]);
}

const PEOPLE: &str =
    "序号,姓名,性别,民族,出生年月,学历\n1,何静,女,汉族,1985.07,高中\n2,罗芸,女,汉族,1980.02,大学专科\n";

#[test]
fn a_list_of_people_of_whom_nothing_says_what_they_are_is_asked_about() {
    let town = town();
    with(&town, "河口村.csv", PEOPLE);
    let asked = question(&town);
    assert_eq!((&asked["id"], &asked["kind"]), (&"table:data/河口村.csv".into(), &"table".into()));
    assert_eq!(values(&asked), ["delegates", "nominees", "officers", "previous", "none"]);
    let read = town.run("read", &["--format", "json"]).json();
    assert_eq!(read["records"].as_array().unwrap().len(), 0);
    answer(&town, &asked["id"], "nominees");
    assert_eq!(units(&town, "nominees"), ["河口村", "河口村"]);
    answer(&town, &asked["id"], "none");
    assert_eq!(units(&town, "nominees"), [""; 0]);
    assert!(!codes(&town).iter().any(|(_, severity)| severity == "error"));
}

#[test]
fn a_congress_in_the_title_makes_nobody_a_delegate() {
    let town = town();
    let tellers = format!("河口村第一次妇女代表大会监票人、计票人名单,,,,,\n{PEOPLE}");
    with(&town, "河口村/监票计票人员.csv", &tellers);
    let asked = question(&town);
    assert_eq!(asked["kind"], "table");
    assert_eq!(values(&asked)[0], "none", "most likely of no use: {asked}");
    let town = self::town();
    with(&town, "河口村/名单.csv", &format!("河口村第二次妇女代表大会当选人员名单,,,,,\n{PEOPLE}"));
    assert_eq!(units(&town, "officers"), ["河口村", "河口村"]);
}

#[test]
fn two_texts_that_name_two_lists_are_asked_about() {
    let town = town();
    with(&town, "河口村/执委候选人.csv", &format!("河口村妇女代表名单,,,,,\n{PEOPLE}"));
    let asked = question(&town);
    assert_eq!((&asked["kind"], &values(&asked)[..2]), (&"table".into(), &["delegates", "nominees"][..]));
    answer(&town, &asked["id"], "nominees");
    assert_eq!(units(&town, "nominees").len(), 2);
}

const OFFICERS: &str =
    "序号,姓名,性别,出生年月,学历,妇联职务\n1,何静,女,1975.07,高中,主席\n2,罗芸,女,1970.02,大学专科,执委\n";

#[test]
fn the_last_committee_is_not_this_one() {
    // Folder and file say it; the title names only the year.
    let town = town();
    with(&town, "上届/河口村执委名单.csv", &format!("2016年河口村执委名单,,,,,\n{OFFICERS}"));
    assert_eq!(units(&town, "previous"), ["河口村", "河口村"]);
    assert_eq!(questions(&town).len(), 0);
    // They say two things.
    let town = self::town();
    with(&town, "上届/河口村.csv", &format!("河口村新一届执委名单,,,,,\n{OFFICERS}"));
    let asked = question(&town);
    assert_eq!((&asked["kind"], values(&asked)), (&"term".into(), vec!["last", "this"]));
    assert_eq!((units(&town, "officers").len(), units(&town, "previous").len()), (0, 0));
    answer(&town, &asked["id"], "this");
    assert_eq!(units(&town, "officers").len(), 2);
    // The folder says the last term, the title this one by its number.
    let town = self::town();
    with(&town, "上届/河口村.csv", &format!("河口村妇联第二届执委名单,,,,,\n{OFFICERS}"));
    assert_eq!(question(&town)["kind"], "term");
    // The number of the last term says it as well as the word.
    let town = self::town();
    with(&town, "河口村.csv", &format!("河口村妇联第一届执委名单,,,,,\n{OFFICERS}"));
    assert_eq!(units(&town, "previous").len(), 2);
    // Nothing but an old year.
    let town = self::town();
    with(&town, "河口村.csv", &format!("2016年河口村执委名单,,,,,\n{OFFICERS}"));
    assert_eq!(question(&town)["kind"], "term");
}

#[test]
fn one_woman_in_two_spellings_is_asked_about_and_written_as_answered() {
    let town = town();
    let list = |name: &str, kind: &str| {
        format!(
            "河口村{kind},,,,\n姓名,性别,出生年月,联系电话,是否到会\n{name},女,1985.07,19200000007,是\n何兰,女,1980.01,19200000008,是\n"
        )
    };
    with(&town, "河口村/代表.csv", &list("张钥", "妇女代表名单"));
    with(
        &town,
        "河口村/执委.csv",
        &list("张玥", "执委名单")
            .replace("是否到会", "妇联职务")
            .replace("07,是", "07,主席")
            .replace("08,是", "08,副主席"),
    );
    let asked = question(&town);
    assert_eq!((&asked["id"], &asked["kind"]), (&"person:河口村:张玥/张钥".into(), &"person".into()));
    assert_eq!(values(&asked), ["张玥", "张钥", "two"]);
    let names = |town: &Town| {
        let read = town.run("read", &["--format", "json"]).json();
        let rows = read["records"].as_array().unwrap().iter();
        rows.map(|row| row["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    answer(&town, &asked["id"], "张玥");
    assert_eq!(names(&town), ["张玥", "何兰", "张玥", "何兰"]);
    // Nothing else would show a wrong answer.
    assert!(codes(&town).contains(&("spelt-as-answered".to_owned(), "note".to_owned())));
    answer(&town, &asked["id"], "two");
    assert_eq!(names(&town), ["张钥", "何兰", "张玥", "何兰"]);
    assert!(
        !codes(&town).iter().any(|(code, _)| ["same-person", "spelt-as-answered"].contains(&code.as_str()))
    );
}

#[test]
fn an_old_list_beside_a_newer_one_is_asked_about() {
    let town = town();
    let row = |name: &str| format!("河口村,{name},女,1985.07,是\n");
    let list = |names: &[&str]| {
        format!(
            "村（社区）,姓名,性别,出生年月,是否到会\n{}",
            names.iter().map(|name| row(name)).collect::<String>()
        )
    };
    with(&town, "全镇代表汇总.csv", &list(&["何静", "罗芸", "何兰", "石小青"]));
    with(&town, "河口村代表.csv", &list(&["何静", "罗芸", "何兰", "方晓云"]));
    let asked = question(&town);
    assert_eq!(asked["kind"], "value");
    assert_eq!(values(&asked), ["data/全镇代表汇总.csv", "data/河口村代表.csv", "both"]);
    let line = |town: &Town| {
        let text = town.run("coverage", &["--lang", "zh"]).stdout;
        text.lines().find(|line| line.starts_with("河口村")).unwrap().to_owned()
    };
    assert!(line(&town).contains("5 ？"), "{}", line(&town));
    answer(&town, &asked["id"], "data/河口村代表.csv");
    assert_eq!(units(&town, "delegates").len(), 4);
    assert!(!line(&town).contains('？'), "{}", line(&town));
    answer(&town, &asked["id"], "both");
    // Three stand in both lists, and count once.
    assert_eq!(units(&town, "delegates").len(), 5);
    // A part of a list contradicts nothing.
    with(&town, "全镇代表汇总.csv", &list(&["何静", "罗芸"]));
    assert!(questions(&town).is_empty());
}

#[test]
fn villages_of_one_name_in_two_towns_have_a_question_each() {
    let town = town();
    let list = |town: &str, names: &[&str]| {
        let row = |name: &&str| format!("{town},河口村,{name},女,1985.07\n");
        format!("乡镇,村（社区）,姓名,性别,出生年月\n{}", names.iter().map(row).collect::<String>())
    };
    let both = |old: [&str; 4], new: [&str; 4]| (list("柳溪镇", &old), list("平田镇", &new));
    let (willow, field) = both(["何静", "罗芸", "何兰", "石小青"], ["钱静", "赵芸", "孙兰", "李小青"]);
    with(
        &town,
        "代表汇总.csv",
        &format!("{willow}{}", field.lines().skip(1).map(|line| format!("{line}\n")).collect::<String>()),
    );
    let (willow, field) = both(["何静", "罗芸", "何兰", "方晓云"], ["钱静", "赵芸", "孙兰", "周晓云"]);
    with(
        &town,
        "代表.csv",
        &format!("{willow}{}", field.lines().skip(1).map(|line| format!("{line}\n")).collect::<String>()),
    );
    let all = questions(&town);
    let ids: std::collections::BTreeSet<&str> = all.iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!((all.len(), ids.len()), (2, 2), "{all:#?}");
    // One answer goes to one of them.
    answer(&town, &all[0]["id"], "data/代表.csv");
    assert_eq!(questions(&town).iter().filter(|one| one["answer"].is_null()).count(), 1);
}

#[test]
fn names_without_a_head_are_told_what_to_put_above_them() {
    let town = town();
    let names = "何静\n罗芸\n何兰\n石小青\n";
    with(&town, "河口村/执委名单.csv", &format!("河口村妇联执委名单\n{names}"));
    let check = town.run("check", &["--lang", "zh"]);
    assert!(check.stdout.contains("在第一个姓名上面加一行“姓名”"), "{}", check.stdout);
    with(&town, "河口村/执委名单.csv", &format!("河口村妇联执委名单\n姓名\n{names}"));
    assert_eq!(units(&town, "officers"), ["河口村"; 4]);
}

#[test]
fn a_newer_list_from_which_a_woman_was_struck_off_is_asked_about() {
    let town = town();
    let list = |names: &str| {
        let rows = names.chars().map(|name| format!("河口村,何{name},女,1985.07,是\n"));
        format!("村（社区）,姓名,性别,出生年月,是否到会\n{}", rows.collect::<String>())
    };
    with(&town, "全镇代表汇总.csv", &list("静芸兰青云丽"));
    with(&town, "河口村代表（新）.csv", &list("静芸兰青云"));
    let asked = question(&town);
    let [old, new] = ["data/全镇代表汇总.csv", "data/河口村代表（新）.csv"];
    assert_eq!((&asked["kind"], &values(&asked)[..]), (&"value".into(), &[old, new][..]));
    assert_eq!(asked["options"][0]["evidence"], "只有它有：何丽");
    assert_eq!(asked["options"][1]["evidence"], "它没有：何丽");
    answer(&town, &asked["id"], new);
    assert_eq!(units(&town, "delegates").len(), 5);
    answer(&town, &asked["id"], old);
    assert_eq!(units(&town, "delegates").len(), 6);
}

#[test]
fn two_lists_that_share_a_few_names_or_differ_in_a_birth_are_asked_about_and_one_stays() {
    let town = town();
    let list = |rows: &[(&str, &str)]| {
        let row = |(name, birth): &(&str, &str)| format!("河口村,{name},女,{birth},19200000001\n");
        format!("村（社区）,姓名,性别,出生年月,联系电话\n{}", rows.iter().map(row).collect::<String>())
    };
    let old = [("何静", "1985.07"), ("罗芸", "1986.07"), ("何兰", "1987.07"), ("石小青", "1988.07")];
    let one_common =
        [("何静", "1985.07"), ("方晓云", "1990.01"), ("方晓丽", "1991.01"), ("田富英", "1992.01")];
    with(&town, "全镇代表汇总.csv", &list(&old));
    with(&town, "河口村代表.csv", &list(&one_common));
    assert_eq!(question(&town)["kind"], "value");
    let born_otherwise = [("何静", "1985.11"), old[1], old[2], old[3]];
    with(&town, "河口村代表.csv", &list(&born_otherwise));
    let asked = question(&town);
    assert_eq!(asked["options"][0]["evidence"], "它写的出生年月：何静 1985-07");
    answer(&town, &asked["id"], "data/河口村代表.csv");
    assert_eq!(units(&town, "delegates").len(), 4);
    // Of three lists one stays, however they are answered; what has lost is asked about no more.
    with(&town, "河口村代表最终.csv", &list(&[old[0], old[1], old[2], one_common[3]]));
    fs::remove_file(town.path().join("answers.toml")).unwrap();
    for _ in 0..3 {
        if let Some(open) = questions(&town).iter().find(|asked| asked["answer"].is_null()) {
            answer(&town, &open["id"], values(open)[0]);
        }
    }
    assert!(questions(&town).iter().all(|asked| asked["answer"].is_string()));
    assert_eq!((questions(&town).len(), units(&town, "delegates").len()), (2, 4));
}

#[test]
fn two_lists_that_name_different_chairs_are_asked_about_and_a_list_without_the_leaders_is_not() {
    let town = town();
    let list = |rows: &[(&str, &str)]| {
        let row = |(name, post): &(&str, &str)| format!("河口村,{name},女,1985.07,群众,高中,{post}\n");
        let rows: String = rows.iter().map(row).collect();
        format!("村（社区）,姓名,性别,出生年月,政治面貌,学历,妇联职务\n{rows}")
    };
    let members = [("田富英", "执委"), ("田大丽", "执委"), ("李水仙", "执委"), ("李春梅", "执委")];
    let with_leaders = |chair, vice| [&[(chair, "主席"), (vice, "副主席")][..], &members[..]].concat();
    with(&town, "河口村执委名单.csv", &list(&with_leaders("丁一兰", "王小荷")));
    with(&town, "河口村执委名单（改）.csv", &list(&with_leaders("王小荷", "丁一兰")));
    let asked = question(&town);
    assert_eq!(asked["options"][1]["evidence"], "它的负责人是：王小荷");
    answer(&town, &asked["id"], "data/河口村执委名单（改）.csv");
    let read = town.run("read", &["--format", "json"]).json();
    let chairs: Vec<_> =
        read["records"].as_array().unwrap().iter().filter(|row| row["role"] == "主席").collect();
    assert_eq!((chairs.len(), &chairs[0]["name"]), (1, &"王小荷".into()));
    fs::remove_file(town.path().join("answers.toml")).unwrap();
    with(&town, "河口村执委名单（改）.csv", &list(&members));
    assert!(questions(&town).is_empty());
}

#[test]
fn two_names_beside_one_another_in_one_list_are_more_likely_two_sisters() {
    let town = town();
    let list = "村（社区）,姓名,性别,出生年月,联系电话\n河口村,孙大妹,女,1990.05,19200000001\n河口村,孙小妹,女,1990.05,19200000001\n";
    with(&town, "河口村代表.csv", list);
    let asked = question(&town);
    assert_eq!(values(&asked), ["two", "孙大妹", "孙小妹"]);
    assert_eq!(
        (&asked["options"][0]["likely"], &asked["options"][1]["likely"]),
        (&true.into(), &false.into())
    );
}

#[test]
fn names_of_one_surname_with_one_birth_and_telephone_may_be_one_woman() {
    let town = town();
    let list = |name: &str, phone: &str| {
        format!(
            "村（社区）,姓名,性别,出生年月,联系电话\n河口村,{name},女,1985.07,{phone}\n河口村,何兰,女,1990.01,19200000009\n"
        )
    };
    with(&town, "河口村代表.csv", &list("张丽萍", "19200000001"));
    with(&town, "河口村候选人.csv", &list("张立平", "19200000001"));
    let asked = question(&town);
    assert_eq!((&asked["kind"], &values(&asked)[..]), (&"person".into(), &["张丽萍", "张立平", "two"][..]));
    // Another telephone: nothing says that they are one.
    with(&town, "河口村候选人.csv", &list("张立平", "19200000002"));
    assert!(questions(&town).is_empty());
}

#[test]
fn a_column_that_nobody_knows_is_asked_about_once_for_all_files() {
    let town = town();
    let list = "姓名,性别,读过什么书,绝招\n何静,女,高中,刺绣\n罗芸,女,大专,\n";
    with(&town, "河口村妇女代表.csv", list);
    with(&town, "三合村妇女代表.csv", list);
    let all = questions(&town);
    let ids: Vec<&str> = all.iter().map(|own| own["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["column:读过什么书", "column:绝招"]);
    assert_eq!((&values(&all[0])[..], &all[0]["rows"]), (&["education", "extra", "ignored"][..], &2.into()));
    assert_eq!(values(&all[1]), ["extra", "ignored"]);
    answer(&town, &all[0]["id"], "education");
    // Two columns cannot be one: a wrong answer is reported.
    answer(&town, &all[1]["id"], "姓名");
    let wrong: Vec<_> = codes(&town).into_iter().filter(|(code, _)| code == "bad-answer").collect();
    assert_eq!(wrong.len(), 2, "in each of two files");
    // Any field will do, by the name that a clerk gives it as well.
    assert_eq!(answer(&town, &all[1]["id"], "分工").status, 0);
    let read = town.run("read", &["--format", "json"]).json();
    let first = &read["records"][0];
    assert_eq!((&first["education"], &first["extra"]["绝招"]), (&"高中".into(), &"刺绣".into()));
    assert!(questions(&town).iter().all(|own| own["answer"].is_string()));
    assert!(!codes(&town).iter().any(|(code, _)| code == "unknown-header" || code == "stale-answer"));
}

#[test]
fn a_word_that_a_column_has_again_and_again_is_asked_about_once() {
    let town = town();
    let list = |place: &str, words: [&str; 3]| {
        let [one, two, three] = words;
        let text = format!(
            "姓名,性别,出生年月,政治面貌\n何静,女,1985.07,{one}\n罗芸,女,1986.07,{two}\n何兰,女,1987.07,{three}\n"
        );
        with(&town, &format!("{place}妇女代表.csv"), &text);
    };
    list("河口村", ["盟员", "群众", "盟员"]);
    list("三合村", ["盟员", "党员", "群総"]);
    let asked = question(&town);
    assert_eq!(
        (&asked["id"], &asked["kind"], &asked["rows"]),
        (&"column:politics:盟员".into(), &"column".into(), &3.into())
    );
    assert!(values(&asked).contains(&"民盟盟员") && values(&asked).contains(&"blank"), "{asked:#}");
    // What stands there once may be a slip.
    let slip = ("unknown-value".to_owned(), "error".to_owned());
    assert_eq!(codes(&town).into_iter().filter(|code| *code == slip).count(), 2);
    let politics = || {
        let read = town.run("read", &["--format", "json"]).json();
        let rows = read["records"].as_array().unwrap().iter();
        rows.map(|row| row["politics"].as_str().unwrap_or("-").to_owned()).collect::<Vec<_>>()
    };
    let of_three = |word: &str| vec!["中共党员".to_owned(), word.to_owned(), "-".to_owned()];
    assert_eq!(answer(&town, &asked["id"], "政协委员").status, 2);
    answer(&town, &asked["id"], "民盟盟员");
    assert_eq!(politics().iter().filter(|word| *word == "民盟盟员").count(), 3);
    assert_eq!(codes(&town).into_iter().filter(|code| *code == slip).count(), 1);
    answer(&town, &asked["id"], "blank");
    assert_eq!(politics().iter().filter(|word| *word == "-").count(), 4);
    assert!(of_three("群众").iter().all(|word| politics().contains(word)));
    assert_eq!(codes(&town).into_iter().filter(|code| *code == slip).count(), 1);
}

#[test]
fn a_list_of_the_town_that_has_all_women_of_its_villages_is_asked_about() {
    let town = town();
    let list = |title: &str, names: &str| {
        let rows = names.chars().map(|name| format!("何{name},女,1985.07\n"));
        format!("{title}\n姓名,性别,出生年月\n{}", rows.collect::<String>())
    };
    with(&town, "河口村代表.csv", &list("河口村妇女代表名单", "静芸兰青"));
    with(&town, "石坳村代表.csv", &list("石坳村妇女代表名单", "云丽英华"));
    with(&town, "柳溪镇代表.csv", &list("柳溪镇妇女代表名单", "静芸兰青云丽英华梅"));
    let asked = question(&town);
    assert_eq!(
        (&asked["kind"], &asked["id"]),
        (&"congress".into(), &"congress:柳溪镇:data/柳溪镇代表.csv".into())
    );
    assert_eq!(values(&asked), ["no", "yes"]);
    assert_eq!(asked["options"][0]["evidence"], "哪个村都没有的 1 人也不算了：何梅");
    // Until then the town's papers wait, the villages' do not.
    let out = tempfile::tempdir().unwrap();
    let built = town.build(out.path(), &["--keep-going", "--only", "C5", "--format", "json"]).json();
    let written: Vec<&str> =
        built["written"].as_array().unwrap().iter().map(|paper| paper["body"].as_str().unwrap()).collect();
    assert_eq!(written, ["河口村妇联", "石坳村妇联", "三合村妇联"], "{built:#}");
    answer(&town, &asked["id"], "no");
    assert_eq!(units(&town, "delegates"), [["河口村"; 4], ["石坳村"; 4]].concat());
    // Another list of the town stays its own.
    with(&town, "柳溪镇代表（镇直）.csv", &list("柳溪镇妇女代表名单", "霞"));
    assert_eq!(units(&town, "delegates").len(), 9);
    fs::remove_file(town.path().join("data/柳溪镇代表（镇直）.csv")).unwrap();
    answer(&town, &asked["id"], "yes");
    assert_eq!(units(&town, "delegates").len(), 17);
    // A few women who are delegates of both are no doubt.
    fs::remove_file(town.path().join("answers.toml")).unwrap();
    with(&town, "柳溪镇代表.csv", &list("柳溪镇妇女代表名单", "静芸兰青云"));
    assert!(questions(&town).is_empty());
}

#[test]
fn which_of_two_numbers_of_a_congress_holds_is_asked() {
    let town = Town::small();
    with(
        &town,
        "河口村得票统计.csv",
        "河口村选举结果：应到代表10人，实到代表8人\n序号,姓名,赞成票\n1,丁一兰,9\n2,王小荷,9\n3,田富,8\n4,田大利,7\n5,李玥,7\n6,何静,3\n",
    );
    fs::remove_file(town.path().join("data/得票.csv")).unwrap();
    let asked = question(&town);
    assert_eq!((&asked["id"], &values(&asked)[..]), (&"value:present:河口村".into(), &["8", "9"][..]));
    assert!(asked["options"][1]["evidence"].as_str().unwrap().contains("结果.csv"), "{asked:#}");
    let disagree = || codes(&town).into_iter().filter(|(code, _)| code == "disagree").count();
    assert_eq!(disagree(), 1);
    answer(&town, &asked["id"], "9");
    assert_eq!(disagree(), 0);
    // The wrong one: what it contradicts is reported.
    answer(&town, &asked["id"], "8");
    assert!(codes(&town).iter().any(|(_, severity)| severity == "error"), "{:?}", codes(&town));
    assert_eq!(answer(&town, &asked["id"], "7").status, 2);
    answer(&town, &asked["id"], "");
    assert_eq!(disagree(), 1);
}

#[test]
fn which_of_two_tallies_holds_is_asked() {
    let town = Town::small();
    let before = codes(&town);
    let tally = fs::read_to_string(town.path().join("data/得票.csv")).unwrap();
    assert!(tally.contains("丁一兰,9"), "{tally}");
    let data = town.path().join("data/乡镇抄送的得票.csv");
    fs::write(&data, tally.replace("丁一兰,9", "丁一兰,8")).unwrap();
    let asked = question(&town);
    assert_eq!(asked["id"], "value:votes:河口村:data/乡镇抄送的得票.csv/data/得票.csv");
    assert_eq!(asked["options"][0]["evidence"], "它写的赞成票：丁一兰 8");
    answer(&town, &asked["id"], "data/得票.csv");
    let note = ("left-out-as-answered".to_owned(), "note".to_owned());
    let mut after = codes(&town);
    assert!(after.contains(&note), "{after:?}");
    after.retain(|told| *told != note);
    assert_eq!(after, before);
    // The wrong one shows where votes and ballots are compared, or is what was counted; without an answer it is asked again.
    answer(&town, &asked["id"], "");
    assert!(codes(&town).iter().any(|(code, _)| code == "which-tally"));
    // A second ballot over two of them: the others keep their votes.
    fs::write(&data, "河口村第二轮计票结果,\n姓名,赞成票\n李玥,6\n何静,3\n").unwrap();
    let asked = question(&town);
    answer(&town, &asked["id"], "data/乡镇抄送的得票.csv");
    let read = town.run("read", &["--format", "json"]).json();
    let votes = read["records"].as_array().unwrap().iter().filter(|row| row["table"] == "votes");
    let mut votes: Vec<String> =
        votes.map(|row| format!("{} {}", row["name"].as_str().unwrap(), row["for"])).collect();
    votes.sort();
    assert!(votes.contains(&"李玥 6".to_owned()) && votes.contains(&"丁一兰 9".to_owned()), "{votes:?}");
    assert_eq!(votes.iter().filter(|line| line.starts_with("李玥")).count(), 1, "{votes:?}");
    // A tally of the same votes asks nothing.
    fs::write(&data, &tally).unwrap();
    assert!(questions(&town).is_empty());
}

/// A roster of six delegates with these words in one column, and results that state how many came.
fn roster_and_results(column: &str, cells: [&str; 6], present: u32) -> Town {
    let town = town();
    let mut roster = format!("姓名,性别,出生年月,{column}\n");
    let names = ["何静", "罗芸", "石小青", "石小兰", "卢雪梅", "许海燕"];
    for (name, cell) in names.iter().zip(cells) {
        roster.push_str(&format!("{name},女,1985.07,{cell}\n"));
    }
    with(&town, "河口村/妇女代表花名册.csv", &roster);
    let results = format!(
        "村,大会日期,应到代表,实到代表,发出选票,收回选票\n河口村,2026-05-20,6,{present},{present},{present}\n"
    );
    with(&town, "选举结果.csv", &results);
    town
}

/// Whether the number of those present contradicts the roster.
fn contradicts(town: &Town) -> bool {
    codes(town).iter().any(|(code, _)| code == "delegate-count")
}

#[test]
fn a_remark_that_leaves_open_whether_she_came_is_asked_about_and_counts_as_answered() {
    let cells = ["", "请假", "外出务工", "中途离会", "上届委员", "委托何静参加"];
    let town = roster_and_results("备注", cells, 4);
    let asked = questions(&town);
    let ids: Vec<&str> = asked.iter().map(|own| own["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["外出务工", "中途离会", "委托何静参加"].map(|word| format!("column:attended:{word}")));
    assert_eq!(asked.iter().map(|own| values(own)[0]).collect::<Vec<_>>(), ["未到会", "到会", "未到会"]);
    // Nothing but what is offered is an answer here.
    assert!(!town.run("ask", &["--lang", "zh"]).stdout.contains("没有列出来的通行写法"));
    // As long as nobody has answered the number is not known, and contradicts nothing.
    assert!(!contradicts(&town));
    // An answer may be written as it is shown.
    for (id, value) in ids.iter().zip(["未到会", "到会了", "1"]) {
        assert_eq!(answer(&town, &(*id).into(), value).status, 0, "{id}={value}");
    }
    assert!(contradicts(&town), "三人请假、外出、委托: 3 came, the results say 4");
    assert_eq!(answer(&town, &ids[2].into(), "到会").status, 0);
    assert!(!contradicts(&town));
    assert_eq!(answer(&town, &ids[0].into(), "blank").status, 0);
    assert!(contradicts(&town), "where only those are named who were absent, the others came");
}

#[test]
fn marks_in_remarks_and_cells_left_empty_beside_some_who_came_are_asked_about() {
    let town = roster_and_results("备注", ["√", "√", "√", "√", "", "女能手"], 4);
    let asked = question(&town);
    assert_eq!((&asked["id"], &asked["rows"]), (&"column:attended:√".into(), &4.into()));
    answer(&town, &asked["id"], "到会");
    let asked = questions(&town).into_iter().find(|own| own["answer"].is_null()).unwrap();
    assert_eq!((&asked["id"], &asked["rows"]), (&"value:attended:河口村".into(), &2.into()));
    assert!(!contradicts(&town));
    answer(&town, &asked["id"], "到会");
    assert!(contradicts(&town));
    answer(&town, &asked["id"], "未到会");
    assert!(!contradicts(&town));

    // A word that 是否到会 has again and again is asked about as well, and the cells without any.
    let town = roster_and_results("是否到会", ["到会", "线上", "线上", "线上", "未到会", ""], 4);
    let ids = |town: &Town| {
        let open = questions(town).into_iter().filter(|own| own["answer"].is_null());
        open.map(|own| own["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&town), ["value:attended:河口村", "column:attended:线上"]);
    answer(&town, &"column:attended:线上".into(), "到会");
    answer(&town, &"value:attended:河口村".into(), "未到会");
    assert_eq!(ids(&town), Vec::<String>::new());
    assert!(!contradicts(&town));
}

#[test]
fn what_was_answered_of_headers_and_words_travels_in_a_layer() {
    let list = "姓名,性别,出生年月,政治面貌,读过什么书\n何静,女,1985.07,盟员,高中\n罗芸,女,1986.07,盟员,大专\n何兰,女,1987.07,盟员,初中\n";
    let one = town();
    with(&one, "河口村妇女代表.csv", list);
    let layer = one.path().join("layer");
    fs::create_dir(&layer).unwrap();
    fs::write(layer.join("headers.toml"), "# 全县用的\n\"绝招\" = \"extra\"\n").unwrap();
    for asked in questions(&one) {
        let value = if asked["id"] == "column:读过什么书" { "education" } else { "民盟盟员" };
        assert_ne!(answer(&one, &asked["id"], value).status, 2);
    }
    let taught = one.run("ask", &["--teach", layer.to_str().unwrap()]);
    assert_eq!(taught.status, 0, "{}", taught.stderr);
    let said = |file: &str| fs::read_to_string(layer.join(file)).unwrap();
    assert_eq!(said("headers.toml"), "# 全县用的\n\"绝招\" = \"extra\"\n\"读过什么书\" = \"education\"\n");
    assert_eq!(said("words.toml"), "[politics]\n\"盟员\" = \"民盟盟员\"\n");

    let other = town().replace("cycle.toml", "[cycle]\n", "[cycle]\nlayer = \"county\"\n");
    // Found from wherever the program is started.
    crate::support::run::copy(&layer, &other.path().join("templates/county"));
    with(&other, "三合村妇女代表.csv", list);
    assert!(questions(&other).iter().all(|asked| asked["answer"].is_string()), "{:#?}", questions(&other));
    let read = other.run("read", &["--format", "json"]).json();
    let first = &read["records"][0];
    assert_eq!((&first["politics"], &first["education"]), (&"民盟盟员".into(), &"高中".into()));
    assert!(
        codes(&other)
            .iter()
            .all(|(code, _)| !["unknown-header", "unknown-value", "stale-answer"].contains(&code.as_str()))
    );
    let missing = town().replace("cycle.toml", "[cycle]\n", "[cycle]\nlayer = \"nowhere\"\n");
    assert!(codes(&missing).iter().any(|(code, severity)| code == "bad-layer" && severity == "error"));
    // An answer of one's own goes before, and a wrong line of the layer is reported at its place.
    answer(&other, &"column:politics:盟员".into(), "台盟盟员");
    let read = other.run("read", &["--format", "json"]).json();
    assert_eq!(read["records"][0]["politics"], "台盟盟员");
    fs::write(other.path().join("templates/county/headers.toml"), "\n\"读过什么书\" = \"书\"\n").unwrap();
    let check = other.run("check", &["--format", "json"]).json();
    let wrong =
        check["problems"].as_array().unwrap().iter().find(|problem| problem["code"] == "bad-answer").unwrap();
    assert!(
        wrong["file"].as_str().unwrap().ends_with("county/headers.toml") && wrong["line"] == 2,
        "{wrong}"
    );
    fs::write(other.path().join("templates/county/words.toml"), "politics = 1\n").unwrap();
    let check = other.run("check", &["--format", "json"]).json();
    assert!(
        check["problems"].as_array().unwrap().iter().any(|problem| problem["code"] == "bad-answers"),
        "{check}"
    );
}

#[test]
fn what_follows_from_a_question_is_counted_under_it() {
    let town = Town::small();
    let path = town.path().join("data/代表.csv");
    let text = fs::read_to_string(&path).unwrap();
    fs::remove_file(&path).unwrap();
    let without: String = text
        .lines()
        .map(|line| line.replacen(",河口村,", ",", 1).replace("村（社区）,", "") + "\n")
        .collect();
    with(&town, "河口/河口代表.csv", &without);
    let check = town.run("check", &["--format", "json"]).json();
    let all = check["problems"].as_array().unwrap();
    let open: Vec<&Value> = all.iter().filter(|problem| problem["question"].is_string()).collect();
    assert_eq!(open.len(), 1, "{all:#?}");
    assert!(
        all.iter().all(|problem| problem["question"].is_string() || problem["follows"].is_string()),
        "{all:#?}"
    );
    // Papers that need the rows wait, and say for what.
    let out = tempfile::tempdir().unwrap();
    assert!(town.build(out.path(), &["--format", "json"]).json()["written"].as_array().unwrap().is_empty());
    let built = town.build(out.path(), &["--format", "json", "--keep-going", "--only", "C4,A2"]).json();
    let skipped = built["skipped"].as_array().unwrap();
    assert!(
        skipped.iter().any(|own| own["id"] == "delegate-form" && own["missing"][0] == "question:unit:河口"),
        "{built:#}"
    );
    assert!(built["written"].as_array().unwrap().iter().any(|own| own["id"] == "unit-plan"));
    // Some of the village's delegates are known: no paper prints only those.
    with(&town, "河口村代表.csv", DELEGATES);
    let built = town
        .build(out.path(), &["--format", "json", "--keep-going", "--only", "A2", "--unit", "河口村"])
        .json();
    assert_eq!(built["skipped"][0]["id"], "unit-plan", "{built:#}");
}

#[test]
fn the_examples_ask_nothing() {
    for example in ["qingkeng", "street", "first-congress", "bilingual"] {
        assert_eq!(questions(&Town::copy_of(example)).len(), 0, "{example}");
    }
}

/// Files in the habits of clerks; each raises questions.
const HABITS: [(&str, &str); 6] = [
    (
        "河口村/名单.csv",
        "序号,姓名,性别,出生年月,读过什么书,政治情况\n1,何静,女,1985.07,高中,群众\n2,罗芸,女,1980.02,大专,党员\n",
    ),
    ("石坳/代表.csv", "姓名,性别,出生年月,文化水平\n石小青,女,1985.07,高中\n石小兰,女,1980.02,初中\n"),
    (
        "河口村妇女代表.csv",
        "姓名,性别,出生年月,手机\n何静,女,1985.07,19200000001\n罗芸,女,1980.02,19200000002\n",
    ),
    (
        "上届/河口村新一届执委.csv",
        "姓名,性别,出生年月,妇联职务\n何静,女,1985.07,主席\n罗芸,女,1980.02,副主席\n",
    ),
    (
        "汇总代表.csv",
        "村（社区）,姓名,性别,出生年月\n河口村,何静,女,1985.07\n河口村,罗芸,女,1980.02\n河口村,何兰,女,1980.03\n",
    ),
    ("三合/执委候选人（妇女代表）.csv", "姓名,性别,出生年月\n何三,女,1985.07\n罗三,女,1980.02\n"),
];

#[test]
fn following_the_questions_never_adds_an_error() {
    let town = town();
    HABITS.iter().for_each(|(path, text)| with(&town, path, text));
    let errors = || town.run("check", &["--format", "json"]).json()["errors"].as_u64().unwrap();
    let (mut before, mut asked) = (errors(), 0);
    while let Some(question) = questions(&town).into_iter().find(|own| own["answer"].is_null()) {
        assert!(question["options"].as_array().unwrap().len() > 1, "{question}");
        let first = question["options"][0]["value"].as_str().unwrap().to_owned();
        assert_ne!(answer(&town, &question["id"], &first).status, 2, "{question}");
        let after = errors();
        assert!(after <= before, "{before} errors, then {after} after {}={first}", question["id"]);
        (before, asked) = (after, asked + 1);
        assert!(asked < 30);
    }
    assert!(asked > 5, "{asked} questions");
    let told = town.run("check", &["--format", "json"]).json();
    let codes: Vec<&str> =
        told["problems"].as_array().unwrap().iter().map(|own| own["code"].as_str().unwrap()).collect();
    assert!(!codes.iter().any(|code| code.starts_with("which") || *code == "unknown-header"), "{codes:?}");
}

#[test]
fn the_people_of_a_list_say_whose_it_is_before_a_name_that_is_alike() {
    let town = town();
    with(&town, "石坳村妇女代表名单.csv", DELEGATES);
    // The title names another village, and both women are of this one.
    let nominees = "三合村妇联执委候选人名单,,\n姓名,性别,出生年月\n何静,女,1985.07\n罗芸,女,1980.02\n许海燕,女,1970.01\n";
    with(&town, "石坳村候选人.csv", nominees);
    let asked = question(&town);
    assert_eq!(asked["options"][0]["value"], "石坳村", "{asked:#}");
    let evidence = asked["options"][0]["evidence"].as_str().unwrap();
    assert!(evidence.contains("2 人") && evidence.contains("何静、罗芸"), "{evidence}");
    let likely: Vec<&Value> =
        asked["options"].as_array().unwrap().iter().filter(|own| own["likely"] == true).collect();
    assert_eq!(likely.len(), 1, "{asked:#}");
}
