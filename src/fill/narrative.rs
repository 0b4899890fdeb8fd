//! `narrative/*.md`: longer passages, one file each, named after the key of the wording they are.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::fill::files;
use crate::fill::wording_file::BAD_WORDING;
use crate::problem::{Place, Problem, Severity};
use crate::say;

/// The folder of a workspace that holds them.
const FOLDER: &str = "narrative";
/// Largest passage in bytes: some ten thousand characters.
const LONGEST: u64 = 64 << 10;
/// Most files that are read: a city's villages, a few each.
const MOST: usize = 20_000;

/// The passages of a workspace.
#[derive(Debug, Default)]
pub(super) struct Narrative {
    /// By key, for every body.
    pub(super) texts: BTreeMap<String, String>,
    /// By place and key: `narrative/霞垅村/report-review.md`.
    pub(super) places: BTreeMap<String, BTreeMap<String, String>>,
}

impl Narrative {
    /// Every key, the file it stands in, and its text.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, String, &str)> {
        let global = self.texts.iter().map(|(key, text)| (key.as_str(), format!("{FOLDER}/{key}.md"), text));
        let own = self.places.iter().flat_map(|(place, texts)| {
            texts.iter().map(move |(key, text)| (key.as_str(), format!("{FOLDER}/{place}/{key}.md"), text))
        });
        global.chain(own).map(|(key, file, text)| (key, file, text.as_str()))
    }
}

/// Reads the passages; a file that is none of them, too large or not UTF-8 is reported and left out.
pub(super) fn read(workspace: &Path, problems: &mut Vec<Problem>) -> Narrative {
    let mut narrative = Narrative::default();
    let root = workspace.join(FOLDER);
    if fs::symlink_metadata(&root).is_ok_and(|found| found.is_symlink()) {
        // It may lead to anywhere.
        let hint = say!("把文件夹本身复制过来", "copy the folder itself here");
        problems.push(files::link(FOLDER).hint(hint));
        return narrative;
    }
    if !root.is_dir() {
        return narrative;
    }
    let walk = walkdir::WalkDir::new(&root).min_depth(1).max_depth(3).follow_links(false).sort_by_file_name();
    let files = walk.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    for entry in files.take(MOST) {
        let path = entry.path();
        let Some(key) = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()) else { continue };
        let shown = path.strip_prefix(workspace).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let is_text = path
            .extension()
            .is_some_and(|ending| ["md", "txt"].iter().any(|known| ending.eq_ignore_ascii_case(known)));
        if !is_text || entry.depth() > 2 {
            // What a system keeps for itself begins with a dot or a tilde.
            if !entry.file_name().to_string_lossy().starts_with(['.', '~']) {
                problems.push(not_read(shown, is_text));
            }
            continue;
        }
        let Some(text) = passage(path, &shown, problems) else { continue };
        match path.parent().filter(|folder| *folder != root).and_then(Path::file_name) {
            Some(place) => {
                let place = place.to_string_lossy().into_owned();
                narrative.places.entry(place).or_default().insert(key, text);
            }
            None => {
                narrative.texts.insert(key, text);
            }
        }
    }
    narrative
}

/// A file that is no passage, or lies too deep to be one.
fn not_read(shown: String, is_text: bool) -> Problem {
    let (message, hint) = match is_text {
        false => (
            say!("不是 .md、.txt 文件，没有读", "neither .md nor .txt, not read"),
            say!("用记事本另存为 .txt，编码选 UTF-8", "save it as .txt in UTF-8"),
        ),
        true => (
            say!("文件夹套得太深，没有读", "too deep inside folders, not read"),
            say!("放在 {FOLDER}/村名/ 里", "put it into {FOLDER}/ and the village's name"),
        ),
    };
    Problem::new(&BAD_WORDING, Place::File(shown), message).hint(hint).severity(Severity::Warning)
}

/// The paragraphs of a file: its title and marks of lists go, for the paper has its own. Headings of the second and third level
/// stay, as in `wording.toml`.
fn passage(path: &Path, shown: &str, problems: &mut Vec<Problem>) -> Option<String> {
    let mut tell = |message, hint| {
        let problem = Problem::new(&BAD_WORDING, Place::File(shown.to_owned()), message).hint(hint);
        problems.push(problem.severity(Severity::Warning));
    };
    let size = fs::metadata(path).map_or(u64::MAX, |meta| meta.len());
    if size > LONGEST {
        tell(
            say!("这段文字太长，没有读", "this passage is too long and was not read"),
            say!("一段最多 {LONGEST} 字节", "{LONGEST} bytes at most"),
        );
        return None;
    }
    let Some(text) = fs::read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok()) else {
        tell(
            say!("不是 UTF-8 文本，没有读", "not UTF-8 text, not read"),
            say!("用记事本另存为 UTF-8 编码", "save it as UTF-8"),
        );
        return None;
    };
    let lines = text.trim_start_matches('\u{FEFF}').lines().map(str::trim);
    let is_kept = |line: &&str| !line.starts_with('#') || line.starts_with("## ") || line.starts_with("### ");
    let kept = lines.filter(|line| !line.is_empty()).filter(is_kept);
    let kept: Vec<&str> = kept.map(|line| line.strip_prefix("- ").unwrap_or(line)).collect();
    Some(kept.join("\n"))
}
