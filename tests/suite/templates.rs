//! Wrong templates: each is told at its file and line, with the passage, in words a clerk can act on.
//!
//! A case is a folder of `tests/samples/templates`: the files of a layer, and `expected.txt`, what the program says.

use std::path::Path;

use crate::support::run::{Run, Town, project};

/// Limits that the endless ones run into; far more than the plan of a small town needs.
const LIMITS: [&str; 4] = ["--time-limit", "8", "--memory-limit", "700"];

fn cases() -> Vec<std::path::PathBuf> {
    let folder = project().join("tests/samples/templates");
    let mut cases: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

/// Builds the plan of a small town with the files of a case as its templates.
fn built(case: &Path) -> (Run, tempfile::TempDir) {
    let town = Town::small();
    for entry in walkdir::WalkDir::new(case).into_iter().map(Result::unwrap) {
        let path = entry.path().strip_prefix(case).unwrap();
        if entry.file_type().is_file() && !path.ends_with("expected.txt") {
            let to = town.path().join("templates").join(path);
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
    let out = tempfile::tempdir().unwrap();
    let mut arguments = vec!["--lang", "zh", "--only", "plan"];
    arguments.extend(LIMITS);
    (town.build(out.path(), &arguments), out)
}

/// What a person reads of the problems, without the closing line of a build.
fn told(run: &Run) -> String {
    let lines = run.stderr.lines().filter(|line| !line.starts_with("写了 ") && !line.starts_with("待填 "));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned() + "\n"
}

fn every_case(wanted: impl Fn(&str) -> bool) {
    let mut seen = 0;
    for case in cases() {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        if !wanted(&name) {
            continue;
        }
        seen += 1;
        let (run, out) = built(&case);
        let expected = std::fs::read_to_string(case.join("expected.txt")).unwrap_or_default();
        assert_eq!(told(&run), expected.replace("\r\n", "\n"), "{name}");
        assert_ne!(run.status, 0, "{name}");
        // Every message but those of a whole file names a line.
        let place = expected.lines().next().unwrap().split_whitespace().nth(2).unwrap();
        assert!(place.starts_with("templates/") && place.matches(':').count() == 2, "{name}: {place}");
        let pdfs = walkdir::WalkDir::new(out.path()).into_iter().map(Result::unwrap);
        assert!(!pdfs.into_iter().any(|file| file.path().extension().is_some_and(|ending| ending == "pdf")));
    }
    assert!(seen > 0);
}

const ENDLESS: [&str; 3] = ["24-", "25-", "39-"];

#[test]
fn every_wrong_template_is_told_at_its_line() {
    assert!(cases().len() > 35, "{}", cases().len());
    every_case(|name| !ENDLESS.iter().any(|endless| name.starts_with(endless)));
}

#[test]
fn what_has_no_end_is_ended_and_told_at_its_line() {
    every_case(|name| ENDLESS.iter().any(|endless| name.starts_with(endless)));
}
