//! Golden texts: what the papers of the examples say, in files that a reviewer reads (`tests/golden/papers`).
//!
//! Whatever changes a sentence changes one of them. `make bless` writes them anew.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::figures;
use crate::support::finished::{example, manifest};
use crate::support::prose::prose;
use crate::support::run::{Town, files, fonts, huanjie, project};

/// The sets: a folder and a test for each.
const SETS: [&str; 9] = [
    "qingkeng",
    "qingkeng-before",
    "street",
    "first-congress",
    "bilingual",
    "district",
    "training",
    "bulletin",
    "plan",
];

/// How many differing papers are shown, and how many lines of each.
const SHOWN: usize = 6;
const SHOWN_LINES: usize = 24;

/// What is done about a difference.
const ADVICE: &str = "run `make bless` and read the diff";

#[test]
fn a_town_before_its_vote_and_a_village_after_it() {
    hold("qingkeng", texts(example("qingkeng").out(), &["00 镇级", "03 霞垅村"]));
}

#[test]
fn a_village_before_its_vote_and_what_the_town_then_sums_up() {
    let planned = "[body.\"霞垅村\"]\ndate = \"2017-09-05\"\nseats = 13\n";
    let town = Town::copy_of("qingkeng").replace("cycle.toml", "[body.\"霞垅村\"]\n", planned);
    let data = town.path().join("data");
    std::fs::remove_dir_all(data.join("选举结果")).unwrap();
    for known_later in ["花名册/附件3 执委会成员花名册.xlsx", "进度和上届/附件6 换届工作进度表.xlsx"]
    {
        std::fs::remove_file(data.join(known_later)).unwrap();
    }
    let summed_up = ["--unit", "青坑镇", "--only", "F9,F10,F11,F12"];
    let mut made = made_texts(town.path(), &["--unit", "霞垅村"]);
    made.extend(made_texts(town.path(), &summed_up));
    hold("qingkeng-before", made);
}

#[test]
fn a_street_and_a_community() {
    hold("street", texts(example("street").out(), &["00 街道级", "01 桂苑社区"]));
}

#[test]
fn a_township_and_a_village_that_founds_its_federation() {
    hold("first-congress", texts(example("first-congress").out(), &["00 乡级", "01 上禾村"]));
}

#[test]
fn a_town_and_a_village_in_two_scripts() {
    hold("bilingual", texts(example("bilingual").out(), &["00 镇级", "01 柳亭村"]));
}

#[test]
fn the_summaries_of_a_district_and_of_a_street_in_it() {
    let selection = ["--unit", "宣和区", "--unit", "湾峰街道", "--only", "F10,F11,F12"];
    hold("district", made_texts(figures::workspace().path(), &selection));
}

/// A street whose communities elect, and it does not; its training meeting was held.
#[test]
fn a_training_meeting_of_a_street() {
    hold("training", of_source("training", Some("street"), &["--unit", "苇桥街道", "--only", "A1,A6"]));
}

/// A county tells how three towns turned 妇代会 into 妇联, each in its own words.
#[test]
fn a_bulletin_over_three_towns() {
    let made = of_source("bulletin", Some("first-congress"), &["--unit", "霁川县", "--only", "bulletin"]);
    // Town A 10 chairs, 20 vice-chairs, 110 members; town B 273 delegates, 130 members; town C 66, 6, 12.
    let county = &made["00 汇总/F11.txt"];
    for fact in [
        "执委110名，其中主席10名、副主席20名",
        "出席大会的代表273名。选举产生执委130名，其中主席10名、副主席20名",
        "执委66名，其中主席6名、副主席12名",
        "2017年8月30日，召开工作推进会，24人参加",
        "以前坪村为试点",
    ] {
        assert!(county.contains(fact), "{fact}: {county}");
    }
    hold("bulletin", made);
}

/// A town changes itself alone: three stages, limits, requirements.
#[test]
fn a_plan_of_a_town_alone() {
    hold("plan", of_source("plan", None, &["--only", "A1,A4"]));
}

/// Papers of a workspace of `tests/samples/sources`.
fn of_source(name: &str, layer: Option<&str>, selection: &[&str]) -> BTreeMap<String, String> {
    let layer = layer.map(|layer| shown(&project().join("templates").join(layer)));
    let layer: Vec<&str> = layer.iter().flat_map(|path| ["--layer", path]).collect();
    made_texts(&project().join("tests/samples/sources").join(name), &[selection, &layer].concat())
}

#[test]
fn every_folder_of_golden_texts_has_its_test() {
    if blessing() {
        std::fs::create_dir_all(papers()).unwrap();
    }
    for entry in std::fs::read_dir(papers()).unwrap() {
        let path = entry.unwrap().path();
        let known = path.file_name().is_some_and(|name| SETS.iter().any(|set| name == *set));
        if !known && blessing() {
            std::fs::remove_dir_all(&path).unwrap();
        } else {
            assert!(known, "{} belongs to no test: {ADVICE}", path.display());
        }
    }
}

/// Holds papers against the golden texts of a set; or writes those, if that is asked for.
fn hold(set: &str, made: BTreeMap<String, String>) {
    assert!(SETS.contains(&set), "{set} is not listed");
    let folder = papers().join(set);
    if blessing() {
        bless(&folder, &made);
        return;
    }
    let golden: BTreeMap<String, String> = files(&folder)
        .into_iter()
        .map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned()))
        .collect();
    let told = differences(&golden, &made);
    assert!(told.is_empty(), "{set}: {ADVICE}\n{told}");
}

/// Makes the papers of a selection: their texts.
fn made_texts(workspace: &Path, selection: &[&str]) -> BTreeMap<String, String> {
    let out = tempfile::tempdir().unwrap();
    let (from, to, fonts) = (shown(workspace), shown(out.path()), shown(&fonts()));
    let mut arguments = vec!["build", &from, "--out", &to, "--fonts", &fonts, "--no-packet"];
    arguments.extend(selection);
    let built = huanjie(arguments);
    assert_eq!(built.status, 0, "{}", built.stderr);
    texts(out.path(), &[])
}

/// The texts of the papers of some folders (of all, where none is named) by `<body>/<code>.txt`; a code that a body has
/// twice is told apart by ids.
fn texts(out: &Path, folders: &[&str]) -> BTreeMap<String, String> {
    let mut papers: BTreeMap<(String, String), Vec<(String, PathBuf)>> = BTreeMap::new();
    for (path, paper) in manifest(out) {
        let [_, body, file] = path.split('/').collect::<Vec<_>>()[..] else { panic!("{path}") };
        if body != "packets" && (folders.is_empty() || folders.contains(&body)) {
            let code = file.split(' ').next().unwrap_or(file);
            let twins = papers.entry((body.to_owned(), code.to_owned())).or_default();
            twins.push((paper["id"].as_str().unwrap().to_owned(), out.join(&path)));
        }
    }
    let mut texts = BTreeMap::new();
    for ((body, code), twins) in papers {
        for (id, path) in &twins {
            let name = if twins.len() > 1 { format!("{code}-{id}") } else { code.clone() };
            let before = texts.insert(format!("{body}/{name}.txt"), prose(path));
            assert!(before.is_none(), "{body}/{name} is made twice");
        }
    }
    texts
}

/// What differs: papers of one side only, and the first few changed ones with their lines.
fn differences(golden: &BTreeMap<String, String>, made: &BTreeMap<String, String>) -> String {
    let mut told = String::new();
    for path in golden.keys().filter(|path| !made.contains_key(*path)) {
        writeln!(told, "no longer made: {path}").unwrap();
    }
    for path in made.keys().filter(|path| !golden.contains_key(*path)) {
        writeln!(told, "without a golden text: {path}").unwrap();
    }
    let pairs = made.iter().filter_map(|(path, is)| Some((path, golden.get(path)?, is)));
    let changed: Vec<_> = pairs.filter(|(_, was, is)| was != is).collect();
    for (path, was, is) in changed.iter().take(SHOWN) {
        let diff = TextDiff::from_lines(was.as_str(), is.as_str());
        let diff = diff.unified_diff().context_radius(1).header(path, "made now").to_string();
        for line in diff.lines().take(SHOWN_LINES) {
            writeln!(told, "{line}").unwrap();
        }
        let more = diff.lines().count().saturating_sub(SHOWN_LINES);
        if more > 0 {
            writeln!(told, "… and {more} lines more").unwrap();
        }
    }
    if changed.len() > SHOWN {
        writeln!(told, "… and {} papers more", changed.len() - SHOWN).unwrap();
    }
    told
}

/// Writes the golden texts of a set, and nothing outside its folder: other sets are written at the same time.
fn bless(folder: &Path, made: &BTreeMap<String, String>) {
    if folder.exists() {
        std::fs::remove_dir_all(folder).unwrap();
    }
    for (path, text) in made {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

fn blessing() -> bool {
    std::env::var_os("HUANJIE_BLESS").is_some_and(|value| value == "1")
}

fn papers() -> PathBuf {
    project().join("tests/golden/papers")
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
