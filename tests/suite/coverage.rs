//! What has come in and what of it is used: no row, file or sheet goes without a word (DESIGN 14; REVIEW T25).

use std::fs;

use serde_json::Value;

use crate::support::run::Town;

fn coverage(town: &Town) -> Value {
    town.run("coverage", &["--format", "json", "--lang", "zh"]).json()
}

fn list<'a>(coverage: &'a Value, place: &str, table: &str) -> &'a Value {
    let bodies = coverage["bodies"].as_array().unwrap();
    let body = bodies.iter().find(|body| body["place"] == place).unwrap();
    body["lists"].as_array().unwrap().iter().find(|list| list["table"] == table).unwrap()
}

#[test]
fn every_body_has_a_line_with_rows_read_and_stated() {
    let town = Town::small();
    let told = coverage(&town);
    let delegates = list(&told, "河口村", "delegates");
    assert_eq!((&delegates["rows"], &delegates["stated"]), (&10.into(), &10.into()));
    assert_eq!(list(&told, "河口村", "previous")["stated"], Value::Null);
    assert_eq!((told["sources"].as_u64(), told["unused"].as_array().unwrap().len()), (Some(6), 0));
    let text = town.run("coverage", &["--lang", "zh"]);
    assert_eq!(text.status, 0);
    assert!(
        text.stdout.lines().any(|line| line.starts_with("河口村") && line.contains("10/10")),
        "{}",
        text.stdout
    );
    let csv = town.run("coverage", &["--format", "csv"]).stdout;
    assert!(csv.contains("柳溪镇,河口村,10,10,6,6"), "{csv}");
}

#[test]
fn statistics_say_which_units_they_lack() {
    let town = Town::small().replace(
        "cycle.toml",
        "units = [\"河口村\"]",
        "units = [\"河口村\", \"石坳村\", \"三合村\", \"平田村\"]",
    );
    let data = town.path().join("data");
    for file in ["执委.csv", "代表.csv"] {
        let text = fs::read_to_string(data.join(file)).unwrap();
        for (at, village) in ["石坳村", "三合村"].iter().enumerate() {
            let rows = text.replace("河口村", village).replace("1920000", &format!("192{}000", at + 1));
            fs::write(data.join(format!("{village}{file}")), rows).unwrap();
        }
    }
    fs::write(data.join("平田村执委.pdf"), "%PDF-1.4").unwrap();
    let told = town.run("stats", &["--by", "unit", "--format", "json"]).json();
    let lacking: Vec<String> = told["lacking"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| {
            format!("{} {} {}", own["unit"].as_str().unwrap(), own["table"].as_str().unwrap(), own["unused"])
        })
        .collect();
    let unused = "[\"data/平田村执委.pdf\"]";
    assert_eq!(lacking, [format!("平田村 delegates {unused}"), format!("平田村 officers {unused}")]);
    let text = town.run("stats", &["--by", "unit", "--lang", "zh"]);
    let line = "数据不全：平田村没有班子，别的村（社区）有；没有用上 data/平田村执委.pdf";
    assert!(text.stderr.contains(line), "{}", text.stderr);
    // What is all there needs no word.
    assert_eq!(Town::small().run("stats", &["--by", "unit"]).stderr, "");
}

#[test]
fn what_is_not_used_says_why() {
    let town = Town::small();
    let data = town.path().join("data");
    fs::write(data.join("河口村代表会照片.mp4"), b"x").unwrap();
    fs::write(data.join("空.csv"), "姓名,妇联职务\n").unwrap();
    fs::write(data.join("河口名单.csv"), "姓名,性别\n何静,女\n").unwrap();
    let told = coverage(&town);
    let unused: Vec<(&str, &str)> = told["unused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| (own["file"].as_str().unwrap(), own["why"].as_str().unwrap()))
        .collect();
    let why = |file: &str| unused.iter().find(|(own, _)| own.ends_with(file)).map(|(_, why)| *why).unwrap();
    assert_eq!(unused.len(), 3, "{unused:?}");
    assert!(why("河口名单.csv").contains("待答复"), "{unused:?}");
    assert!(why("空.csv").contains("没有人"), "{unused:?}");
    assert!(!why("照片.mp4").is_empty());
    assert_eq!(town.run("coverage", &[]).status, 1, "a question is open");
}

#[test]
fn a_list_that_one_village_lacks_is_an_error_where_it_must_have_one() {
    let town =
        Town::small().replace("cycle.toml", "units = [\"河口村\"]", "units = [\"河口村\", \"石坳村\"]");
    for file in ["代表.csv", "候选人.csv", "得票.csv", "执委.csv", "结果.csv"] {
        let path = town.path().join("data").join(file);
        let text = fs::read_to_string(&path).unwrap();
        let rows: String = text.lines().skip(1).map(|line| line.replace("河口村", "石坳村") + "\n").collect();
        // The second village's people have names of their own.
        let others = rows.replace('丁', "文").replace('王', "石").replace("1920000", "1920001");
        fs::write(&path, format!("{text}{others}")).unwrap();
    }
    let codes = |town: &Town| {
        let check = town.run("check", &["--format", "json"]).json();
        let all = check["problems"].as_array().unwrap().iter().filter(|own| own["code"] == "no-rows");
        all.map(|own| own["unit"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&town), [""; 0]);
    let path = town.path().join("data/代表.csv");
    let text = fs::read_to_string(&path).unwrap();
    let kept: String =
        text.lines().filter(|line| !line.contains("石坳村")).map(|line| format!("{line}\n")).collect();
    fs::write(&path, kept).unwrap();
    assert_eq!(codes(&town), ["石坳村"]);
    let told = coverage(&town);
    assert_eq!(
        (&list(&told, "石坳村", "delegates")["rows"], &list(&told, "石坳村", "delegates")["stated"]),
        (&0.into(), &10.into())
    );
    // Build and list say it by name.
    let out = tempfile::tempdir().unwrap();
    let run = town.build(out.path(), &["--keep-going", "--only", "C4", "--lang", "zh"]);
    assert!(run.stderr.contains("没有做 石坳村妇联：缺 代表（delegate-form）"), "{}", run.stderr);
    let listed = town.run("list", &["--format", "json"]).json();
    let form =
        listed["documents"].as_array().unwrap().iter().find(|own| own["id"] == "delegate-form").unwrap();
    let bodies: Vec<&str> =
        form["lacking"].as_array().unwrap().iter().map(|own| own["body"].as_str().unwrap()).collect();
    assert_eq!(bodies, ["柳溪镇", "石坳村"]);
}
