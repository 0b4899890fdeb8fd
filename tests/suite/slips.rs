//! What a layer most likely does not mean: told with its place, and the papers are made all the same.
//!
//! A case is a folder of `tests/samples/slips`: the files of a layer, and `expected.txt`, what the program says.

use crate::support::cases::{all_are_listed, cases};
use crate::support::run::{Town, project};

fn folder() -> std::path::PathBuf {
    project().join("tests/samples/slips")
}

fn case(name: &str) {
    let (case, town) = (folder().join(name), Town::small());
    std::fs::create_dir_all(town.path().join("templates")).unwrap();
    for file in std::fs::read_dir(&case).unwrap().map(|entry| entry.unwrap().path()) {
        if !file.ends_with("expected.txt") {
            std::fs::copy(&file, town.path().join("templates").join(file.file_name().unwrap())).unwrap();
        }
    }
    let out = tempfile::tempdir().unwrap();
    let run = town.build(out.path(), &["--lang", "zh", "--only", "plan"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let is_told = |line: &&str| !line.starts_with("写了 ") && !line.starts_with("待填 ");
    let told = run.stderr.lines().filter(is_told).collect::<Vec<_>>().join("\n").trim().to_owned() + "\n";
    let expected = std::fs::read_to_string(case.join("expected.txt")).unwrap();
    assert_eq!(told, expected.replace("\r\n", "\n"));
    // What `build` says, `check` says too.
    let check = town.run("check", &["--lang", "zh"]);
    let first = expected.lines().next().unwrap();
    assert!(
        (check.stdout.clone() + &check.stderr).contains(first),
        "{first}\n{}{}",
        check.stdout,
        check.stderr
    );
}

#[test]
fn every_folder_is_listed() {
    let held = std::fs::read_dir(folder()).unwrap();
    all_are_listed(held.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect(), LISTED);
}

cases! { case:
    txt => "01-txt",
    full_width_braces => "02-full-width-braces",
    full_width_call => "03-full-width-call",
    stars => "04-stars",
    number_by_hand => "05-number-by-hand",
    one_paragraph => "06-one-paragraph",
    moved_block => "07-moved-block",
    code_twice => "08-code-twice",
    passage_moved => "09-passage-moved",
    column_of_no_table => "10-column-of-no-table",
    single_brace => "11-single-brace",
    no_extends => "12-no-extends",
    file_nobody_uses => "13-file-nobody-uses",
}
