//! The sample town in three arrangements, and the example workspace built from it.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::run::{huanjie, project};

fn records(arrangement: &str) -> Vec<Value> {
    let folder = project().join("tests/samples/clean").join(arrangement).display().to_string();
    let run = huanjie(["read", &folder, "--format", "json"]);
    assert_eq!(run.status, 0, "{arrangement}: {}", run.stdout);
    run.json()["records"].as_array().unwrap().clone()
}

fn people(records: &[Value], table: &str, fields: &[&str]) -> BTreeSet<Vec<String>> {
    let rows = records.iter().filter(|row| row["table"] == table && row["attended"] != Value::Bool(false));
    rows.map(|row| fields.iter().map(|field| row[*field].to_string()).collect()).collect()
}

#[test]
fn three_arrangements_give_the_same_people() {
    let tidy = records("tidy/青坑镇妇联换届数据.xlsx");
    for other in ["official", "per_village", "tidy/csv"] {
        let other_records = records(other);
        let who = ["unit", "name", "gender", "ethnicity", "birth", "politics", "education"];
        for table in ["delegates", "officers"] {
            assert_eq!(people(&tidy, table, &who), people(&other_records, table, &who), "{table} of {other}");
        }
        let votes = ["unit", "name", "for", "against", "abstain"];
        let members = |records: &[Value]| {
            let rows: Vec<_> = records
                .iter()
                .filter(|row| row["role"].is_null() && row["write_in"] == Value::Bool(false))
                .cloned()
                .collect();
            people(&rows, "votes", &votes)
        };
        assert_eq!(members(&tidy), members(&other_records), "votes of {other}");
    }
    let count = |table: &str| people(&tidy, table, &["unit", "name", "birth"]).len();
    assert_eq!((count("delegates"), count("officers")), (273, 130));
}

#[test]
fn the_example_town_agrees_with_the_expected_figures() {
    let expected: Value =
        serde_json::from_slice(&std::fs::read(project().join("tests/samples/clean/expected.json")).unwrap())
            .unwrap();
    let town = project().join("data/qingkeng").display().to_string();
    let run = huanjie(["stats", &town, "--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let total = run.json()["total"].as_array().unwrap().clone();
    let figure = |id: &str| {
        total.iter().find(|figure| figure["id"] == id).unwrap_or_else(|| panic!("no {id}")).clone()
    };
    for (population, group) in
        [("officer", "执委"), ("chair", "主席"), ("vice", "副主席"), ("delegate", "出席代表")]
    {
        let want = &expected["structure"][group];
        let pairs = [
            ("count", &want["人数"]),
            ("age.le-35", &want["35岁及以下"]),
            ("age.36-45", &want["36至45岁"]),
            ("age.ge-46", &want["46岁及以上"]),
            ("age.le-45", &want["45岁及以下"]),
            ("politics.party", &want["中共党员"]),
            ("politics.party-all", &want["中共党员含预备"]),
            ("education.college-up", &want["学历分组"]["大专及以上"]),
            ("education.secondary", &want["学历分组"]["高中中专"]),
            ("education.junior-down", &want["学历分组"]["初中及以下"]),
            ("ethnicity.minority", &want["少数民族"]),
        ];
        for (id, want) in pairs {
            assert_eq!(&figure(&format!("{population}.{id}"))["count"], want, "{population}.{id}");
        }
    }
    let again = figure("chair.renewed.again");
    assert_eq!(again["count"], expected["主席连任"].as_array().unwrap().len());
    assert_eq!(run.json()["as_of"], "2017-09");
}

#[test]
fn the_example_town_has_no_error() {
    let town = project().join("data/qingkeng").display().to_string();
    let run = huanjie(["check", &town, "--format", "json"]);
    assert_eq!(run.json()["errors"], 0, "{}", run.stdout);
    assert_eq!(run.status, 0);
}
