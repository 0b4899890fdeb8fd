//! Cells put right without touching the clerk's files (DESIGN 14).

use std::fs;

use serde_json::Value;

use crate::support::run::{Run, Town, huanjie};

fn correct(town: &Town, arguments: &[&str]) -> Run {
    let dir = town.path().to_str().unwrap().to_owned();
    let mut all = vec!["correct"];
    all.extend(arguments);
    all.push(&dir);
    huanjie(all)
}

fn codes(town: &Town) -> Vec<String> {
    let check = town.run("check", &["--format", "json"]).json();
    check["problems"].as_array().unwrap().iter().map(|own| own["code"].as_str().unwrap().to_owned()).collect()
}

fn phone(town: &Town) -> Value {
    let read = town.run("read", &["--format", "json"]).json();
    read["records"].as_array().unwrap().iter().find(|row| row["table"] == "delegates").unwrap()["phone"]
        .clone()
}

const PLACE: &str = "data/代表.csv!J2";

#[test]
fn a_cell_is_read_as_corrected_and_the_file_stays() {
    let town = Town::small();
    let file = town.path().join("data/代表.csv");
    let before = fs::read(&file).unwrap();
    assert_eq!(correct(&town, &[PLACE, "19200000099", "--reason", "问过本人"]).status, 0);
    assert_eq!(phone(&town), "19200000099");
    assert_eq!(fs::read(&file).unwrap(), before);
    let read = town.run("read", &["--format", "json"]).json();
    let done = &read["corrected"][0];
    assert_eq!(
        (&done["cell"], &done["was"], &done["reason"]),
        (&"J2".into(), &"19200000001".into(), &"问过本人".into())
    );
    assert!(codes(&town).contains(&"corrected".to_owned()));
    // Once more: the newer one holds, and says what the file says.
    correct(&town, &[PLACE, "19200000098"]);
    assert_eq!(phone(&town), "19200000098");
    let text = fs::read_to_string(town.path().join("corrections.csv")).unwrap();
    assert_eq!(text.lines().count(), 2, "{text}");
    // Copies on demand.
    let copies = correct(&town, &["--copies"]);
    assert!(town.path().join("out/corrected/代表.xlsx").is_file(), "{}", copies.stderr);
    // Undone.
    assert_eq!(correct(&town, &[PLACE, "--undo"]).status, 0);
    assert_eq!(phone(&town), "19200000001");
    assert_eq!(correct(&town, &[PLACE, "--undo"]).status, 2);
}

#[test]
fn a_correction_whose_cell_has_changed_is_reported_and_not_applied() {
    let town = Town::small();
    correct(&town, &[PLACE, "19200000099"]);
    let town = town.replace("data/代表.csv", "19200000001", "19200000077");
    assert_eq!(phone(&town), "19200000077");
    let check = town.run("check", &["--format", "json"]).json();
    let stale =
        check["problems"].as_array().unwrap().iter().find(|own| own["code"] == "stale-correction").unwrap();
    assert_eq!((&stale["file"], &stale["cell"]), (&"data/代表.csv".into(), &"J2".into()));
    fs::rename(town.path().join("data/代表.csv"), town.path().join("data/代表名册.csv")).unwrap();
    assert!(codes(&town).contains(&"stale-correction".to_owned()));
}

#[test]
fn what_is_no_cell_is_refused() {
    let town = Town::small();
    for wrong in ["J2", "data/代表.csv", "data/代表.csv!第二行", "data/没有.csv!J2", "../代表.csv!J2"]
    {
        assert_eq!(correct(&town, &[wrong, "x"]).status, 2, "{wrong}");
    }
    assert!(!town.path().join("corrections.csv").exists());
    fs::write(town.path().join("corrections.csv"), "data/代表.csv,,第2行,a,b,\n").unwrap();
    assert!(codes(&town).contains(&"bad-correction".to_owned()));
}
