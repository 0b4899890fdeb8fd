//! The import table of docs/architecture.md, held by a test: data moves left to right, and nobody looks ahead.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::support::modules::{Circle, Modules};

/// Which modules a module may name; itself is always allowed.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("problem", &[]),
    ("model", &["problem"]),
    ("cycle", &["problem", "model"]),
    ("init", &["problem", "model", "cycle"]),
    ("read", &["problem", "model", "cycle"]),
    ("resolve", &["problem", "model", "cycle"]),
    ("check", &["problem", "model", "cycle", "resolve"]),
    ("count", &["problem", "model", "cycle", "resolve"]),
    ("phrase", &["problem", "model", "count"]),
    ("fill", &["problem", "model", "cycle", "resolve", "count", "phrase"]),
    ("typeset", &["problem", "fill"]),
    ("bind", &["problem", "model"]),
    (
        "pipeline",
        &[
            "problem", "model", "cycle", "init", "read", "resolve", "check", "count", "phrase", "fill",
            "typeset", "bind",
        ],
    ),
    (
        "report",
        &["problem", "model", "cycle", "read", "resolve", "check", "count", "phrase", "fill", "pipeline"],
    ),
    ("web", &["problem", "model", "cycle", "init", "read", "count", "phrase", "bind", "pipeline", "report"]),
    (
        "cli",
        &[
            "problem", "model", "cycle", "init", "read", "resolve", "check", "count", "phrase", "fill",
            "typeset", "bind", "pipeline", "report", "web",
        ],
    ),
];

/// Names of `fill` that `typeset` may use: it sets text, it knows no election.
const TYPESET_MAY_USE: &[&str] = &["Draft", "Label"];

fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let entry = entry.unwrap();
        if entry.path().extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let relative = entry.path().strip_prefix(&root).unwrap().to_path_buf();
        let module = relative.components().next().unwrap().as_os_str().to_string_lossy().replace(".rs", "");
        found.push((module, relative, std::fs::read_to_string(entry.path()).unwrap()));
    }
    found
}

/// Every `crate::…` path of a line that is code, split at `::`.
fn paths(line: &str) -> Vec<Vec<String>> {
    let code = line.trim_start();
    if code.starts_with("//") {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        if line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let path: String =
            line[at..].chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':').collect();
        found.push(path.trim_end_matches(':').split("::").map(str::to_owned).collect());
    }
    found
}

#[test]
fn every_arrow_points_to_the_left() {
    let table: BTreeMap<_, BTreeSet<_>> =
        MAY_NAME.iter().map(|(module, may)| (*module, may.iter().copied().collect())).collect();
    let mut wrong = Vec::new();
    for (module, file, text) in sources() {
        if module == "lib" || module == "main" {
            continue;
        }
        let may = table.get(module.as_str()).unwrap_or_else(|| panic!("{module} is not in the import table"));
        for (number, line) in text.lines().enumerate() {
            for path in paths(line) {
                let target = path.get(1).map_or("", String::as_str);
                if target != module && target != "say" && !may.contains(target) {
                    wrong.push(format!("{}:{}: {}", file.display(), number + 1, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports against the table:\n{}", wrong.join("\n"));
}

#[test]
fn typeset_knows_of_fill_only_the_draft() {
    let mut wrong = Vec::new();
    for (module, file, text) in sources() {
        if module != "typeset" {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let Some(at) = line.find("crate::fill") else { continue };
            let names = line[at + "crate::fill".len()..].replace(['{', '}', ';', ':', ','], " ");
            let names: Vec<_> = names.split_whitespace().collect();
            if names.iter().any(|name| !TYPESET_MAY_USE.contains(name)) {
                wrong.push(format!("{}:{}: {}", file.display(), number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn from_outside_a_path_has_two_parts() {
    let mut wrong = Vec::new();
    for (module, file, text) in sources() {
        for (number, line) in text.lines().enumerate() {
            for path in paths(line) {
                let target = path.get(1).map_or("", String::as_str);
                let third = path.get(3).map_or("", String::as_str);
                let inner = path.get(2).is_some_and(|part| part.starts_with(char::is_lowercase));
                if target != module && inner && !third.is_empty() {
                    wrong.push(format!("{}:{}: {}", file.display(), number + 1, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "paths that reach inside another stage:\n{}", wrong.join("\n"));
}

/// Rooms that still have circles, and which. An entry goes when its room has none: the test says so.
const NOT_YET: &[(&str, &str)] = &[];

#[test]
fn no_circle_inside_a_room() {
    let modules = Modules::below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let mut wrong = Vec::new();
    for room in modules.rooms() {
        let circles = modules.circles(room);
        match NOT_YET.iter().any(|(known, _)| *known == room) {
            true if circles.is_empty() => wrong.push(format!("{room} has no circle: take it off NOT_YET")),
            false if !circles.is_empty() => {
                wrong.push(format!("files of {room} name one another: {circles:#?}"));
            }
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_circle_is_found_over_re_exports_and_through_a_parent() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    // `tree` hands on what `leaf` defines; `fruit` names it, and `leaf` names `fruit`.
    write("tree/mod.rs", "mod fruit;\nmod leaf;\npub use leaf::Leaf;\n");
    write("tree/leaf.rs", "use crate::tree::fruit;\npub struct Leaf;\nfn f() { fruit::ripe() }\n");
    write("tree/fruit.rs", "use crate::tree::{Leaf as Green};\npub(in crate::tree) fn ripe() {}\n");
    // `branch` names what its parent defines.
    write("wood/mod.rs", "mod branch;\nmod root;\npub(crate) struct Wood;\n");
    write("wood/branch.rs", "fn f() -> super::Wood { super::Wood }\n");
    write("wood/root.rs", "#[cfg(test)]\nmod tests {\n    use super::super::Wood;\n}\n");
    // Nothing names back: comments and tests do not count.
    write("sand/mod.rs", "mod grain;\nmod dune;\nuse dune::Dune;\nfn f(_: Dune) {}\n");
    write("sand/dune.rs", "use super::grain::Grain;\npub(super) struct Dune(Grain);\n");
    write("sand/grain.rs", "/// See crate::sand::dune::Dune.\npub(super) struct Grain;\n");
    let modules = Modules::below(folder.path());
    let circle = |files: &[&str]| vec![files.iter().map(|file| (*file).to_owned()).collect::<Circle>()];
    assert_eq!(modules.circles("tree"), circle(&["tree/fruit.rs", "tree/leaf.rs"]));
    assert_eq!(modules.circles("wood"), circle(&["wood/branch.rs", "wood/mod.rs"]));
    assert_eq!(modules.circles("sand"), Vec::<Circle>::new());
}

/// Words by which a stage would decide for itself who counts, who attends, who is elected, whether a vote is valid or a
/// body done.
const DECIDING: &[&str] = &[
    ".is_quorum(",
    ".quorum_of(",
    ".majority_base_of(",
    ".elect(",
    ".margin_of(",
    ".age_at(",
    ".attended",
    ".voters.get",
    ".value.returned",
    ".value.valid",
    ".value.entitled",
    ".value.present",
    ".value.done",
    ".value.renewed.get",
    ".person.age.get",
    "serves_in_both",
    "has_voted(rows",
    "value.congresses",
    ".in_committee.get",
];

/// Lines that look at a cell and decide nothing: rules that compare a cell with what was resolved, or that ask for it.
const LOOKING: &[(&str, &str)] = &[
    ("check/congress.rs", ".margin_of("),
    ("check/vote.rs", ".voters.get"),
    ("check/person.rs", ".age_at("),
    ("check/person.rs", ".person.age.get"),
    ("check/agreement.rs", ".value.renewed.get"),
    ("check/one_woman.rs", ".age_at("),
    ("check/one_woman.rs", ".person.age.get"),
    ("count/explain.rs", ".value.done"),
];

#[test]
fn only_resolve_decides() {
    let mut wrong = Vec::new();
    for (module, file, text) in sources() {
        if !["check", "count", "fill", "pipeline", "report", "cli", "bind"].contains(&module.as_str()) {
            continue;
        }
        let shown = file.to_string_lossy().replace('\\', "/");
        if shown.contains("tests") {
            continue;
        }
        for (number, line) in
            text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            for word in DECIDING.iter().filter(|word| line.contains(**word)) {
                if !LOOKING.contains(&(shown.as_str(), word)) {
                    wrong.push(format!("{shown}:{}: {}", number + 1, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "decided outside `resolve`:\n{}", wrong.join("\n"));
}

/// Lines of a file at which one asks whether two ideas live in it (docs/architecture.md, budgets).
const LONGEST: usize = 350;

#[test]
fn a_file_holds_one_idea() {
    let long = sources().into_iter().map(|(_, file, text)| (text.lines().count(), file));
    let long: Vec<_> = long.filter(|(lines, _)| *lines >= LONGEST).collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn figures_are_integers() {
    for (module, file, text) in sources() {
        let is_exact = ["count", "phrase"].contains(&module.as_str())
            || ["cycle/decide.rs", "model/ratio.rs"].iter().any(|exact| file.ends_with(exact));
        if is_exact {
            for (number, line) in text.lines().enumerate() {
                let words: BTreeSet<_> = line.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
                let float = words.contains("f32") || words.contains("f64");
                assert!(!float, "{}:{}: {}", file.display(), number + 1, line.trim());
            }
        }
    }
}

#[test]
fn every_code_is_unique_and_has_a_source() {
    let mut seen = BTreeSet::new();
    for code in huanjie::codes() {
        assert!(seen.insert(code.id), "{} is declared twice", code.id);
        assert!(!code.source.is_empty(), "{} has no source", code.id);
        assert!(
            code.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
            "{}",
            code.id
        );
    }
    assert!(seen.len() > 20, "only {} codes", seen.len());
}
