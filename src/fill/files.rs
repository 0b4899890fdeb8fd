//! The files of one layer, from the program itself or from a folder.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path};

use include_dir::{Dir, DirEntry, include_dir};

use crate::cycle::{CYCLE_FILE, HEADERS_FILE, WORDS_FILE};
use crate::fill::template_name;
use crate::problem::Code;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Severity;
use crate::problem::place_in;
use crate::say;

/// The name of the layer that is a workspace's own.
pub const OWN_LAYER: &str = "workspace";

/// A template file or folder cannot be read, or is too large. Source: DESIGN 7.
pub(super) static BAD_LAYER: Code = Code { id: "bad-layer", severity: Severity::Error, source: "DESIGN 7" };
/// A link inside a layer, which is not followed. Source: DESIGN 7.
pub(super) static LAYER_LINK: Code =
    Code { id: "layer-link", severity: Severity::Warning, source: "DESIGN 7" };

/// Files of a layer that are read by their names.
pub(super) const SETTINGS: [&str; 5] =
    ["pack.toml", "wording.toml", "indicators.toml", HEADERS_FILE, WORDS_FILE];

/// The layer inside the program.
static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/default");

/// The layers that come with the program, by their names.
static SHIPPED: [(&str, Dir<'_>); 3] = [
    ("bilingual", include_dir!("$CARGO_MANIFEST_DIR/templates/bilingual")),
    ("first-congress", include_dir!("$CARGO_MANIFEST_DIR/templates/first-congress")),
    ("street", include_dir!("$CARGO_MANIFEST_DIR/templates/street")),
];

/// Bytes of one file: a template is text; pictures of seals and emblems are the largest things beside it.
pub(super) const FILE_LIMIT: u64 = 4 << 20;
/// Bytes of a whole layer.
pub(super) const LAYER_LIMIT: u64 = 32 << 20;
/// Files of a layer: ten times what the default layer has.
pub(super) const COUNT_LIMIT: usize = 1000;
/// Folders inside one another.
pub(super) const DEPTH_LIMIT: usize = 8;

/// One layer: its files by path with `/`.
#[derive(Debug, Clone, Default)]
pub(super) struct LayerFiles {
    /// The first part of its templates' names: `default`, `workspace`, or the folder's name.
    pub(super) name: String,
    /// What stands before a file's path when it is shown.
    pub(super) shown: String,
    /// Contents by path.
    pub(super) files: BTreeMap<String, Vec<u8>>,
}

impl LayerFiles {
    /// The default layer.
    pub(super) fn embedded() -> Self {
        let mut files = BTreeMap::new();
        embed(&DEFAULT, &mut files);
        Self { name: "default".to_owned(), shown: "default/".to_owned(), files }
    }

    /// A layer that comes with the program.
    pub(super) fn shipped(name: &str) -> Option<Self> {
        let (own, dir) = SHIPPED.iter().find(|(own, _)| *own == name)?;
        let mut files = BTreeMap::new();
        embed(dir, &mut files);
        Some(Self { name: (*own).to_owned(), shown: format!("{own}/"), files })
    }

    /// Reads a folder. Hidden files are left out, links are not followed.
    pub(super) fn folder(root: &Path, name: &str, shown: &str, problems: &mut Vec<Problem>) -> Self {
        let mut layer = Self { name: name.to_owned(), shown: format!("{shown}/"), files: BTreeMap::new() };
        let mut budget = LAYER_LIMIT;
        let walk = walkdir::WalkDir::new(root)
            .min_depth(1)
            .max_depth(DEPTH_LIMIT)
            .sort_by_file_name()
            .follow_links(false);
        for entry in walk.into_iter().filter_entry(|entry| !is_litter(&entry.file_name().to_string_lossy())) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    problems.push(layer.unreadable("", &error));
                    continue;
                }
            };
            let Some(path) = relative(root, entry.path()) else { continue };
            if entry.file_type().is_symlink() {
                problems.push(link(&layer.shown(&path)));
            }
            if !entry.file_type().is_file() {
                continue;
            }
            if layer.files.len() >= COUNT_LIMIT {
                problems.push(layer.too_much());
                break;
            }
            match read(entry.path(), FILE_LIMIT.min(budget)) {
                Ok(Some(bytes)) => {
                    budget = budget.saturating_sub(bytes.len() as u64);
                    layer.files.insert(path, bytes);
                }
                Ok(None) => problems.push(layer.too_large(&path)),
                Err(error) => problems.push(layer.unreadable(&path, &error)),
            }
        }
        layer
    }

    /// A file's path as people see it.
    pub(super) fn shown(&self, path: &str) -> String {
        format!("{}{path}", self.shown)
    }

    /// The file of a template: `plan.typ.tera` of `plan.typ`, or the name itself in a layer of before.
    pub(super) fn template_file(&self, name: &str) -> Option<&str> {
        let file = self.files.get_key_value(&template_name::file(name));
        file.or_else(|| self.files.get_key_value(name)).map(|(path, _)| path.as_str())
    }

    /// The file of this layer that stands over, or under, one of another layer.
    pub(super) fn counterpart(&self, path: &str) -> Option<&str> {
        match template_name::of_file(path) {
            Some(name) => self.template_file(name),
            None => self.files.get_key_value(path).map(|(path, _)| path.as_str()),
        }
    }

    /// A template under both names.
    pub(super) fn two_files(&self, name: &str) -> Problem {
        let file = template_name::file(name);
        let message = say!(
            "{file} 和 {name} 是同一份模板，一层里只能有一个",
            "{file} and {name} are one template; a layer can have one of them only"
        );
        let hint = say!("留下 {file}，删去 {name}", "keep {file} and delete {name}");
        Problem::new(&BAD_LAYER, Place::File(self.shown(name)), message).hint(hint)
    }

    /// A file as text; a file that is not UTF-8 is a problem and empty.
    pub(super) fn text(&self, path: &str, problems: &mut Vec<Problem>) -> Option<&str> {
        let bytes = self.files.get(path)?;
        match std::str::from_utf8(bytes) {
            Ok(text) => Some(text.trim_start_matches('\u{FEFF}')),
            Err(error) => {
                let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let place = place_in(&String::from_utf8_lossy(valid), &self.shown(path), valid.len());
                let message = say!("{path} 不是 UTF-8 文本", "{path} is not UTF-8 text");
                let hint = say!("用记事本另存为 UTF-8 编码", "save it as UTF-8");
                problems.push(Problem::new(&BAD_LAYER, place, message).hint(hint));
                None
            }
        }
    }

    fn unreadable(&self, path: &str, cause: &dyn std::fmt::Display) -> Problem {
        let message = say!("读不出来：{cause}", "cannot be read: {cause}");
        Problem::new(&BAD_LAYER, Place::File(self.shown(path)), message)
    }

    fn too_large(&self, path: &str) -> Problem {
        let (one, all) = (FILE_LIMIT >> 20, LAYER_LIMIT >> 20);
        let message = say!(
            "文件太大：每个不超过 {one} MB，整层不超过 {all} MB",
            "too large: {one} MB a file, {all} MB a layer"
        );
        Problem::new(&BAD_LAYER, Place::File(self.shown(path)), message)
    }

    fn too_much(&self) -> Problem {
        let message = say!("文件超过 {COUNT_LIMIT} 个", "more than {COUNT_LIMIT} files");
        let hint = say!(
            "模板层里只放模板，数据放在 data 里",
            "keep only templates in a layer; data belongs into data/"
        );
        Problem::new(&BAD_LAYER, Place::File(self.shown("")), message).hint(hint)
    }
}

/// Adds to a problem at a line of one of the layers' files that line as it stands.
pub(super) fn quote(stack: &[LayerFiles], problem: &mut Problem) {
    if problem.snippet.is_none() {
        problem.snippet = line(stack, &problem.place);
    }
}

/// The line of one of the layers' files that a place names.
pub(super) fn line(stack: &[LayerFiles], place: &Place) -> Option<String> {
    let Place::Line { file, line, .. } = place else { return None };
    let bytes = stack.iter().find_map(|layer| layer.files.get(file.strip_prefix(layer.shown.as_str())?))?;
    std::str::from_utf8(bytes).ok()?.lines().nth(line.checked_sub(1)?).map(str::to_owned)
}

/// A folder that is a workspace, or has nothing that a layer has.
pub(super) fn no_layer(layer: &LayerFiles) -> Option<Problem> {
    let at = || Place::File(layer.shown.clone());
    if layer.files.contains_key(CYCLE_FILE) {
        let message = say!("这是工作区，不是模板层", "this is a workspace and no layer");
        let hint = say!("用里面的 templates 文件夹", "use the folder templates in it");
        return Some(Problem::new(&BAD_LAYER, at(), message).hint(hint));
    }
    let is_own = |path: &String| {
        let is_template = template_name::of_file(path).is_some() && !path.contains('/');
        is_template || path.starts_with("lib/") || SETTINGS.contains(&path.as_str())
    };
    if layer.files.keys().any(is_own) {
        return None;
    }
    let message = say!("里面没有模板层的文件", "there is nothing of a layer in it");
    let hint = say!(
        "pack.toml、*.typ.tera、lib 要放在最外面一层",
        "pack.toml, *.typ.tera and lib belong directly into it"
    );
    Some(Problem::new(&BAD_LAYER, at(), message).hint(hint))
}

/// A link that was left alone; `shown` is its path.
pub(super) fn link(shown: &str) -> Problem {
    let message = say!("这是链接，没有读取", "this is a link; it was not followed");
    let hint = say!("把文件本身复制到模板层里", "copy the file itself into the layer");
    Problem::new(&LAYER_LINK, Place::File(shown.to_owned()), message).hint(hint)
}

fn embed(folder: &Dir<'_>, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => embed(folder, files),
            DirEntry::File(file) => {
                let path = file.path().to_string_lossy().replace('\\', "/");
                files.insert(path, file.contents().to_vec());
            }
        }
    }
}

/// `None` when the file is larger than `limit`.
fn read(path: &Path, limit: u64) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// The path inside the layer with `/`.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(root).ok()?.components();
    let parts: Option<Vec<_>> = parts
        .map(|part| matches!(part, Component::Normal(_)).then(|| part.as_os_str().to_string_lossy()))
        .collect();
    Some(parts?.join("/"))
}

pub(super) fn is_litter(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || name.ends_with('~')
}
