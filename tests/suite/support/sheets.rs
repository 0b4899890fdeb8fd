//! Small workspaces of csv files, and the papers and figures that come of them.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::pdf;
use crate::support::run::{Run, files, fonts, huanjie};

/// A workspace of csv files: `cycle.toml`, and tables below `data/`.
pub(crate) fn workspace(cycle: &str, tables: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("cycle.toml"), cycle).unwrap();
    std::fs::create_dir(folder.path().join("data")).unwrap();
    for (name, text) in tables {
        std::fs::write(folder.path().join("data").join(name), text).unwrap();
    }
    folder
}

/// Runs a command on a workspace; what it says is Chinese.
pub(crate) fn run(folder: &TempDir, command: &str, more: &[&str]) -> Run {
    let folder = folder.path().display().to_string();
    huanjie([&[command, &folder, "--lang", "zh"], more].concat())
}

pub(crate) fn stats(folder: &TempDir, more: &[&str]) -> Value {
    run(folder, "stats", &[&["--format", "json"], more].concat()).json()
}

/// A figure of the total; `None` where there is none.
pub(crate) fn found<'a>(stats: &'a Value, id: &str) -> Option<&'a Value> {
    stats["total"].as_array().unwrap().iter().find(|figure| figure["id"] == id)
}

pub(crate) fn figure<'a>(stats: &'a Value, id: &str) -> &'a Value {
    found(stats, id).unwrap_or_else(|| panic!("no {id}"))
}

pub(crate) fn count(stats: &Value, id: &str) -> u64 {
    figure(stats, id)["count"].as_u64().unwrap()
}

/// Papers that were made of a workspace, and what the program told of the making.
pub(crate) struct Papers<'f> {
    /// The workspace.
    pub(crate) folder: &'f Path,
    /// What `build` said, as JSON.
    pub(crate) told: Value,
}

/// Makes papers although the tables have errors.
pub(crate) fn papers<'f>(folder: &'f TempDir, more: &[&str]) -> Papers<'f> {
    let fonts = fonts().display().to_string();
    let built = run(
        folder,
        "build",
        &[&["--fonts", &fonts, "--keep-going", "--no-packet", "--format", "json"], more].concat(),
    );
    Papers { folder: folder.path(), told: built.json() }
}

impl Papers<'_> {
    /// Path and text, without white space, of every paper of a place that was made.
    pub(crate) fn all(&self, place: &str) -> Vec<(String, String)> {
        let own = self.paths(place).into_iter();
        own.map(|path| (path.clone(), self.read(&path))).collect()
    }

    fn paths(&self, place: &str) -> Vec<String> {
        let is_paper = |path: &String| {
            path.contains(place) && Path::new(path).extension().is_some_and(|kind| kind == "pdf")
        };
        let mut paths: Vec<String> = files(&self.folder.join("out")).into_keys().filter(is_paper).collect();
        // Of two papers of a code the congress's comes first, not the plenary's.
        paths.sort_by_key(|path| path.contains("第一次全体会议"));
        paths
    }

    fn read(&self, path: &str) -> String {
        pdf::text(&self.folder.join("out").join(path)).split_whitespace().collect()
    }

    /// The text of a paper without white space and without the numbers of its pages; `None` where it was not made.
    pub(crate) fn made(&self, place: &str, code: &str) -> Option<String> {
        let wanted = format!("/{code} ");
        let text = self.read(&self.paths(place).into_iter().find(|path| path.contains(&wanted))?);
        Some((1..10).fold(text, |text, page| text.replace(&format!("—{page}—"), "")))
    }

    pub(crate) fn text(&self, place: &str, code: &str) -> String {
        self.made(place, code).unwrap_or_else(|| panic!("no {code} of {place}: {}", self.told))
    }

    pub(crate) fn pages(&self, place: &str, code: &str) -> Vec<pdf::Page> {
        let wanted = format!("/{code} ");
        let out = self.folder.join("out");
        let path = self.paths(place).into_iter().find(|path| path.contains(&wanted));
        pdf::pages(&out.join(path.unwrap_or_else(|| panic!("no {code} of {place}"))))
    }

    /// The line of a table that names somebody or something.
    pub(crate) fn line(&self, place: &str, code: &str, word: &str) -> String {
        let pages = self.pages(place, code);
        let line = pages.iter().flat_map(|page| &page.lines).find(|line| line.text.contains(word));
        line.unwrap_or_else(|| panic!("{code} does not name {word}")).text.clone()
    }

    /// Documents that were not made for want of something.
    pub(crate) fn lacking(&self, what: &str) -> BTreeSet<&str> {
        let skipped = self.told["skipped"].as_array().unwrap().iter();
        let lacks = |skipped: &&Value| skipped["missing"].as_array().unwrap().iter().any(|own| own == what);
        skipped.filter(lacks).map(|skipped| skipped["id"].as_str().unwrap()).collect()
    }
}
