//! `docs/templates.md` says what is: every variable, filter and layout function, and its examples do what it says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::run::{Run, fonts, huanjie, project};

fn guide() -> String {
    std::fs::read_to_string(project().join("docs/templates.md")).unwrap().replace("\r\n", "\n")
}

/// The text of one chapter, by its number.
fn chapter(number: usize) -> String {
    let guide = guide();
    let rest = guide.split(&format!("\n## {number}.")).nth(1).unwrap();
    rest.split("\n## ").next().unwrap().to_owned()
}

/// The cells of a table's line; a `|` inside one is written `\|`.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim().replace("\\|", "\u{1}");
    let cells = line.trim_matches('|').split('|');
    cells.map(|cell| cell.trim().replace('\u{1}', "|")).collect()
}

/// Rows that begin with a name in backticks: the name, and the other cells.
fn rows(text: &str) -> Vec<(String, Vec<String>)> {
    let row = |line: &str| {
        let cells = cells(line);
        let name = cells.first()?.strip_prefix('`')?.split('`').next()?.to_owned();
        Some((name, cells[1..].to_vec()))
    };
    text.lines().filter(|line| line.starts_with("| `")).filter_map(row).collect()
}

/// A copy of the sample that the program carries.
struct Sample {
    folder: tempfile::TempDir,
}

impl Sample {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        huanjie::pipeline::write_sample(folder.path()).unwrap();
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("full")
    }

    fn write(&self, file: &str, text: &str) {
        let path = file.split('/').fold(self.path(), |path, part| path.join(part));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn build(&self, more: &[&str]) -> Run {
        let (dir, fonts) = (self.path().display().to_string(), fonts().display().to_string());
        let mut arguments = vec!["build", &dir, "--lang", "zh", "--fonts", &fonts];
        arguments.extend(more);
        huanjie(arguments)
    }

    /// What expressions print for the village, as plain text: a blank as 留空：label.
    fn printed(&self, document: &str, expressions: &[String]) -> Vec<String> {
        let lines = expressions.iter().map(|expression| format!("⟦{expression}⟧\n"));
        let body = format!("{}// context.json\n", lines.collect::<String>());
        if document == "probe" {
            let entry = "[[document]]\nid = \"probe\"\ncode = \"Z9\"\ntitle = \"x\"\nscope = [\"unit\", \"town\"]\nstage = \"conclude\"\n";
            self.write("templates/pack.toml", entry);
        }
        self.write(&format!("templates/{document}.typ.tera"), &body);
        let narrow = if document == "probe" || document == "request" {
            ["--only", document]
        } else {
            ["--packet", "--force"]
        };
        let unit = ["--unit", "样例村", "--emit-typst", "--keep-going"];
        let run = self.build(&[&narrow[..], &unit[..]].concat());
        assert!(self.path().join("out/typst").is_dir(), "{}", run.stderr);
        let sources = walkdir::WalkDir::new(self.path().join("out/typst")).into_iter().map(Result::unwrap);
        let texts = sources.filter(|file| file.path().ends_with("main.typ"));
        let texts = texts.map(|file| std::fs::read_to_string(file.path()).unwrap());
        let source =
            texts.into_iter().find(|text| text.contains('⟦')).unwrap_or_else(|| panic!("{}", run.stderr));
        source.split('⟦').skip(1).map(|part| plain(part.split('⟧').next().unwrap())).collect()
    }
}

/// The text that a piece of generated Typst prints.
fn plain(source: &str) -> String {
    let mut text = String::new();
    let mut rest = source;
    while let Some(at) = rest.find('"') {
        let before = &rest[..at];
        let is_blank = before.ends_with("blank(");
        text.push_str(before.trim_end_matches("blank(").trim_end_matches('#'));
        if is_blank {
            text.push_str("留空：");
        } else if !before.ends_with('#') {
            text.push('"');
        }
        let mut end = at + 1;
        let bytes = rest.as_bytes();
        while bytes[end] != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        text.push_str(&rest[at + 1..end].replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"));
        rest = &rest[end + 1..];
        if is_blank {
            rest = rest.strip_prefix(')').unwrap_or(rest);
        } else if !before.ends_with('#') {
            text.push('"');
        }
        rest = rest.strip_prefix(';').unwrap_or(rest);
    }
    text + rest
}

/// Where the examples of a type are taken from.
const EXAMPLES: [(&str, &str); 4] = [
    ("date", "congress.date"),
    ("birth", "delegates[]"),
    ("person", "delegates[]"),
    ("figure", "figures[\"officer.age.36-45\"]"),
];

/// The tables of chapter 4: rows by path, and the rows of each type.
#[derive(Default)]
struct Variables {
    rows: BTreeMap<String, Vec<String>>,
    types: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

impl Variables {
    fn read() -> Self {
        let mut variables = Self::default();
        for section in chapter(4).split("\n### ") {
            let kind = section.strip_prefix("类型 `").and_then(|rest| rest.split('`').next());
            for (path, cells) in rows(section) {
                match (path.strip_prefix('.'), kind) {
                    (Some(field), Some(kind)) => {
                        variables.types.entry(kind.to_owned()).or_default().insert(field.to_owned(), cells);
                    }
                    _ => assert!(variables.rows.insert(path.clone(), cells).is_none(), "{path} stands twice"),
                }
            }
        }
        variables
    }

    /// Whether a path is in the tables, or a part of something that is like another.
    fn has(&self, path: &str) -> bool {
        self.rows.contains_key(path)
            || parts(path).any(|(before, after)| {
                self.rows.get(before).is_some_and(|cells| self.is_like(&cells[0], after))
            })
    }

    /// Whether what a meaning says it is like (同 `date`) has this rest of a path.
    fn is_like(&self, meaning: &str, rest: &str) -> bool {
        let Some(like) = meaning.split("同 `").nth(1).and_then(|rest| rest.split('`').next()) else {
            return false;
        };
        let rest =
            if meaning.contains("每项") { rest.find([']']).map_or("", |at| &rest[at + 1..]) } else { rest };
        if rest.is_empty() {
            return true;
        }
        match self.types.get(like) {
            Some(fields) => {
                let field = rest.trim_start_matches('.');
                fields.contains_key(field)
                    || parts(field).any(|(before, after)| {
                        fields.get(before).is_some_and(|cells| {
                            (before == "extra" && after.starts_with('[')) || self.is_like(&cells[0], after)
                        })
                    })
            }
            None => self.has(&format!("{like}{rest}")),
        }
    }
}

/// A path cut in two at every joint, the longest beginning first.
fn parts(path: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut joints: Vec<usize> = Vec::new();
    let mut quoted = false;
    for (at, character) in path.char_indices() {
        match character {
            '"' => quoted = !quoted,
            '.' | '[' if !quoted && at > 0 => joints.push(at),
            _ => {}
        }
    }
    joints.into_iter().rev().map(|at| path.split_at(at))
}

/// Objects whose keys are data: headers, ids, names of wording.
const FREE: [&str; 5] = ["figures", "own_figures", "papers", "wording", "extra"];

/// Every path of a context.
fn walk(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    if !path.is_empty() {
        found.insert(path.to_owned());
    }
    match value {
        Value::Object(map) => {
            let own = path.rsplit('.').next().unwrap_or_default();
            for (key, inner) in map {
                let inner_path = match (FREE.contains(&own), path.is_empty()) {
                    (true, _) => format!("{path}[\"{key}\"]"),
                    (false, true) => key.clone(),
                    (false, false) => format!("{path}.{key}"),
                };
                walk(inner, &inner_path, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, &format!("{path}[]"), found)),
        _ => {}
    }
}

/// One key stands for all where keys are data.
fn one_key(path: &str) -> String {
    let keys =
        [("figures[\"", "officer.age.36-45"), ("papers[\"", "request"), ("wording[\"", "guiding-thought")];
    for (before, key) in keys {
        if let Some((start, rest)) = path.split_once(before) {
            let after = rest.split_once("\"]").map_or("", |(_, after)| after);
            return format!("{start}{before}{key}\"]{after}");
        }
    }
    path.to_owned()
}

#[test]
fn every_variable_is_in_the_guide_and_prints_its_example() {
    let variables = Variables::read();
    let sample = Sample::new();
    let mut expected: BTreeMap<&str, Vec<(String, String)>> = BTreeMap::new();
    let of_types = variables.types.iter().flat_map(|(kind, fields)| {
        let base = EXAMPLES.iter().find(|(known, _)| known == kind).unwrap().1;
        let base = if kind == "birth" { format!("{base}.birth") } else { base.to_owned() };
        fields.iter().map(move |(field, cells)| (format!("{base}.{field}"), cells))
    });
    let all = variables.rows.iter().map(|(path, cells)| (path.clone(), cells)).chain(of_types);
    for (path, cells) in all.filter(|(_, cells)| cells[1] != "—") {
        let document = match path.split(['.', '[']).next().unwrap() {
            "document" => "request",
            "archive" => "archive-index",
            "packet" => "packet",
            _ => "probe",
        };
        let example = if cells[1] == "（空）" { String::new() } else { cells[1].clone() };
        expected.entry(document).or_default().push((path.replace("[]", "[0]"), example));
    }
    assert!(expected["probe"].len() > 200);
    let mut wrong = Vec::new();
    for (document, examples) in expected {
        let own = Sample::new();
        let sample = if document == "probe" { &sample } else { &own };
        let expressions: Vec<_> = examples.iter().map(|(path, _)| format!("{{{{ {path} }}}}")).collect();
        for ((path, example), printed) in examples.iter().zip(sample.printed(document, &expressions)) {
            if *example != printed && path != "huanjie.version" {
                wrong.push(format!("{path}: the guide says “{example}”, it prints “{printed}”"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    sample.build(&["--only", "probe", "--emit-typst", "--keep-going", "--force"]);
    let mut paths = BTreeSet::new();
    for file in walkdir::WalkDir::new(sample.path().join("out/typst")).into_iter().map(Result::unwrap) {
        if file.path().ends_with("context.json") {
            let json = std::fs::read_to_string(file.path()).unwrap();
            walk(&serde_json::from_str(&json).unwrap(), "", &mut paths);
        }
    }
    assert!(paths.len() > 500, "{}", paths.len());
    let is_list = |path: &String| path.ends_with("[]");
    let missing: BTreeSet<String> = paths
        .iter()
        .filter(|path| !is_list(path))
        .map(|path| one_key(path))
        .filter(|path| !variables.has(path))
        .collect();
    assert!(missing.is_empty(), "not in docs/templates.md: {missing:?}");
}

#[test]
fn every_filter_is_in_the_guide_and_prints_its_example() {
    let rows = rows(&chapter(5));
    let names: BTreeSet<&str> = rows.iter().map(|(name, _)| name.as_str()).collect();
    for filter in huanjie::fill::filter_names() {
        assert!(names.contains(filter), "{filter} is not in chapter 5");
    }
    let examples: Vec<_> = rows.iter().filter(|(_, cells)| cells.len() == 2).collect();
    assert!(examples.len() > 30, "{}", examples.len());
    let expressions: Vec<_> =
        examples.iter().map(|(_, cells)| cells[0].trim_matches('`').to_owned()).collect();
    let printed = Sample::new().printed("probe", &expressions);
    for ((name, cells), printed) in examples.iter().zip(printed) {
        assert_eq!(cells[1], printed, "{name}: {}", cells[0]);
    }
}

#[test]
fn every_layout_function_of_the_guide_is_there_and_its_example_is_a_paper() {
    let chapter = chapter(6);
    let sample = Sample::new();
    let mut pack = String::new();
    let library = project().join("templates/default/lib");
    let mut described = BTreeSet::new();
    for (at, section) in chapter.split("\n### `lib/").skip(1).enumerate() {
        let file = section.split('`').next().unwrap();
        described.insert(file.to_owned());
        let text = std::fs::read_to_string(library.join(file)).unwrap();
        for (name, _) in rows(section) {
            assert!(text.contains(&name), "{file} has no {name}");
        }
        let example = section.split("```typ\n").nth(1).map(|rest| rest.split("\n```").next().unwrap());
        let Some(example) = example else { continue };
        let is_packet = example.contains("packet.");
        let scope = if example.contains("person.") { "delegate" } else { "unit" };
        let id = if is_packet { "packet".to_owned() } else { format!("example-{at}") };
        sample.write(&format!("templates/{id}.typ.tera"), example);
        if !is_packet {
            pack += &format!(
                "[[document]]\nid = \"{id}\"\ncode = \"Z{at}\"\ntitle = \"x\"\nscope = \"{scope}\"\nstage = \"conclude\"\n"
            );
        }
    }
    let files = std::fs::read_dir(&library)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    assert_eq!(described, files.collect::<BTreeSet<_>>());
    sample.write("templates/pack.toml", &pack);
    let run = sample.build(&["--unit", "样例村", "--packet"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("警告"), "{}", run.stderr);
}

#[test]
fn every_message_about_templates_is_explained() {
    let told = rows(&chapter(9));
    for code in huanjie::fill::CODES.iter().chain(huanjie::typeset::CODES) {
        // What `cycle.toml` says wrongly is in the clerk's handbook.
        let own = !matches!(code.id, "unknown-wording" | "unknown-paper" | "no-fonts" | "font-role");
        assert!(!own || told.iter().any(|(name, _)| name == code.id), "{} is not in chapter 9", code.id);
    }
}

/// Files of the tutorial: fenced blocks whose first line is a comment with the name.
fn tutorial() -> Vec<(String, String)> {
    let chapter = chapter(2);
    let blocks = chapter.split("\n```").skip(1).step_by(2);
    let file = |block: &str| {
        let (_, text) = block.split_once('\n')?;
        let (first, rest) = text.split_once('\n')?;
        let name = first.trim_start_matches("{# ").trim_start_matches("# ").trim_end_matches(" #}");
        name.contains('/').then(|| (name.to_owned(), rest.to_owned() + "\n"))
    };
    blocks.filter_map(file).collect()
}

#[test]
fn the_tutorial_makes_what_it_says() {
    let sample = Sample::new();
    let files = tutorial();
    assert!(files.len() >= 6, "{:?}", files.iter().map(|(name, _)| name).collect::<Vec<_>>());
    for (name, text) in &files {
        let exists = sample.path().join(name).exists();
        assert_eq!(exists, name.starts_with("data/"), "{name}");
        sample.write(name, text);
    }
    // The step of 2.5 that is told in one line.
    let (form, text) = files.iter().find(|(name, _)| name.ends_with("rich-leaders.typ.tera")).unwrap();
    assert_eq!(text.matches("#form-notes([").count(), 1);
    let text = text.replace("#form-notes([", "#form-notes([{{ cycle.wording[\"rich-leaders-note\"] }}");
    sample.write(form, &text);
    let run = sample.build(&["--packet"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("警告"), "{}", run.stderr);
    let form = run.stdout.lines().find(|path| path.contains("F14") && path.contains("试验社区")).unwrap();
    let text = crate::support::pdf::text(Path::new(form));
    assert!(text.contains("生态养殖") && text.contains("大棚蔬菜"), "{text}");
    let plan = run.stdout.lines().find(|path| path.contains("A1 ")).unwrap();
    assert!(crate::support::pdf::text(Path::new(plan)).replace('\n', "").contains("在大会召开五日以前"));
    let summary = run.stdout.lines().find(|path| path.contains("F10 ")).unwrap();
    assert!(crate::support::pdf::text(Path::new(summary)).replace('\n', "").contains("从事手工编织"));
    packed(&sample, &files);
}

/// The last step: packed, and used from the one file in another workspace.
fn packed(sample: &Sample, files: &[(String, String)]) {
    let zip = sample.folder.path().join("云岭县.zip").display().to_string();
    let templates = sample.path().join("templates").display().to_string();
    let run = huanjie(["templates", "pack", &templates, "-o", &zip, "--lang", "zh"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let again = huanjie(["templates", "pack", &templates, "-o", &zip, "--lang", "zh"]);
    assert_eq!(again.status, 2, "a file that is there is left alone");
    let other = Sample::new();
    for (name, text) in files.iter().filter(|(name, _)| name.starts_with("data/")) {
        other.write(name, text);
    }
    let out = sample.build(&["--only", "rich-leaders,plan"]);
    let through_zip = other.build(&["--only", "rich-leaders,plan", "--layer", &zip]);
    assert_eq!(through_zip.status, 0, "{}", through_zip.stderr);
    let bytes = |sample: &Sample| {
        let mut files = crate::support::run::files(&sample.path().join("out"));
        files.retain(|path, _| path.contains("F14") || path.contains("A1 "));
        files
    };
    assert_eq!(bytes(sample).len(), 3, "{}", out.stderr);
    assert_eq!(bytes(sample), bytes(&other));
}
