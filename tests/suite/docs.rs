//! The documents agree with the program: every message code, every key, every picture.

use std::collections::BTreeSet;

use crate::support::run::{Town, project};

fn read(path: &str) -> String {
    std::fs::read_to_string(project().join(path)).unwrap_or_else(|cause| panic!("{path}: {cause}"))
}

#[test]
fn the_handbook_explains_every_code_once() {
    let handbook = read("docs/handbook.zh.md");
    let appendix = handbook.split("## 附录一").nth(1).unwrap().split("## 附录二").next().unwrap();
    let rows: Vec<&str> =
        appendix.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let told: BTreeSet<&str> = rows.iter().copied().collect();
    assert_eq!(rows.len(), told.len(), "a code stands twice");
    let known: BTreeSet<&str> = huanjie::codes().map(|code| code.id).collect();
    assert_eq!(known.difference(&told).collect::<Vec<_>>(), Vec::<&&str>::new(), "not in the handbook");
    assert_eq!(told.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new(), "no such code");
}

#[test]
fn the_handbook_explains_every_rule_of_the_cycle() {
    let handbook = read("docs/handbook.zh.md");
    let town = Town::small();
    let rules = town.run("check", &["--rules", "--format", "json"]).json()["rules"].clone();
    for rule in rules.as_array().unwrap() {
        for value in rule["values"].as_array().unwrap() {
            let key = value["key"].as_str().unwrap();
            assert!(handbook.contains(&format!("`rules.{key}")), "{key}");
        }
    }
}

#[test]
fn every_source_that_a_rule_cites_can_be_read_up() {
    let basis = read("docs/basis.zh.md");
    for code in huanjie::codes() {
        for word in code.source.split_whitespace() {
            let number = word.strip_prefix('R').filter(|rest| rest.chars().all(|c| c.is_ascii_digit()));
            if number.is_some() {
                assert!(basis.contains(&format!("| {word} |")), "{}: {word}", code.id);
            }
        }
    }
    for line in read("src/init/cycle.toml").lines().filter(|line| line.starts_with('#')) {
        for word in line.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() < 4) {
            let is_number = word
                .strip_prefix('R')
                .is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()));
            assert!(!is_number || basis.contains(&format!("| {word} |")), "cycle.toml: {word}");
        }
    }
}

#[test]
fn every_picture_of_the_documents_is_there() {
    for (folder, file) in [("docs", "docs/handbook.zh.md"), (".", "README.md"), (".", "README.zh.md")] {
        for link in read(file).split("src=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(project().join(folder).join(link).is_file(), "{file}: {link}");
        }
    }
}
