//! The modules of `src/` as their files tell: who declares whom, who hands whose names on, and which files each names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A path of modules and at last an item: `read`, `log`, `ReadLog`.
type Names = Vec<String>;

/// One file.
struct Module {
    /// Where it is, below `src/`.
    file: String,
    /// Modules that it declares.
    children: BTreeSet<String>,
    /// What it brings into scope, or hands on: local name → path.
    imports: Vec<(String, Names)>,
    /// Paths in its code.
    named: Vec<Names>,
}

/// All files of `src/`, test files left out.
pub(crate) struct Modules {
    by_path: BTreeMap<Names, Module>,
}

/// Files that name one another, directly or over others.
pub(crate) type Circle = BTreeSet<String>;

impl Modules {
    /// Reads the files below a folder.
    pub(crate) fn below(root: &Path) -> Self {
        let mut by_path = BTreeMap::new();
        for entry in walkdir::WalkDir::new(root).sort_by_file_name() {
            let entry = entry.unwrap();
            let file = entry.path().strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            let Some(stem) = file.strip_suffix(".rs") else { continue };
            let path: Names = stem.trim_end_matches("/mod").split('/').map(str::to_owned).collect();
            if !path.iter().any(|part| part == "tests") {
                let text = std::fs::read_to_string(entry.path()).unwrap();
                by_path.insert(path, Module::of(file, &text));
            }
        }
        Self { by_path }
    }

    /// The rooms: the topmost folders.
    pub(crate) fn rooms(&self) -> BTreeSet<&str> {
        self.by_path.keys().map(|path| path[0].as_str()).collect()
    }

    /// Every circle among the files of a room.
    pub(crate) fn circles(&self, room: &str) -> Vec<Circle> {
        let inside = self.by_path.iter().filter(|(path, _)| path[0] == room);
        let names: BTreeMap<&str, BTreeSet<&str>> =
            inside.map(|(path, module)| (module.file.as_str(), self.files_named_by(path, module))).collect();
        let reached: BTreeMap<&str, BTreeSet<&str>> =
            names.keys().map(|file| (*file, reached_from(file, &names))).collect();
        let mut circles: Vec<Circle> = Vec::new();
        for (file, others) in &reached {
            let back = others.iter().filter(|other| reached[**other].contains(file));
            let circle: Circle = back.map(|other| (*other).to_owned()).collect();
            if others.contains(file) && !circles.contains(&circle) {
                circles.push(circle);
            }
        }
        circles
    }

    /// The files of its room that a file names: its children, and the files that define what its paths lead to.
    fn files_named_by(&self, path: &Names, module: &Module) -> BTreeSet<&str> {
        let children =
            module.children.iter().map(|child| [path.as_slice(), std::slice::from_ref(child)].concat());
        let declared = children.filter_map(|child| self.by_path.get(&child));
        let mut files: BTreeSet<&str> = declared.map(|child| child.file.as_str()).collect();
        // Bringing a module into scope names nothing yet; its name in the code does.
        let imported = module.imports.iter().map(|(_, target)| (target, false));
        for (named, counts) in imported.chain(module.named.iter().map(|named| (named, true))) {
            let Some(full) = self.absolute(path, named) else { continue };
            if full[0] == path[0] {
                files.extend(self.defining(&full, counts, 8));
            }
        }
        files.remove(module.file.as_str());
        files
    }

    /// The path from the root, for one that begins with `crate`, `self`, `super`, a child or an imported name.
    fn absolute(&self, at: &Names, named: &[String]) -> Option<Names> {
        let module = self.by_path.get(at)?;
        let (first, rest) = named.split_first()?;
        match first.as_str() {
            "crate" => (!rest.is_empty()).then(|| rest.to_vec()),
            "self" => Some([at.as_slice(), rest].concat()),
            "super" => {
                let mut parent = at.clone();
                parent.pop();
                match rest.first().is_some_and(|next| next == "super") {
                    true => self.absolute(&parent, rest),
                    false => Some([parent.as_slice(), rest].concat()).filter(|path| !path.is_empty()),
                }
            }
            child if module.children.contains(child) => Some([at.as_slice(), named].concat()),
            name => {
                let (_, target) = module.imports.iter().find(|(local, _)| local == name)?;
                // A name that is imported as itself is a macro, or another crate.
                let full = if target[0] == *name { None } else { self.absolute(at, target) };
                full.map(|full| [full.as_slice(), rest].concat())
            }
        }
    }

    /// The file that defines what a path leads to, re-exports followed; a module itself only where that counts.
    fn defining(&self, full: &[String], module_counts: bool, depth: usize) -> Option<&str> {
        let mut at: Names = vec![full[0].clone()];
        for (number, part) in full.iter().enumerate().skip(1) {
            let module = self.by_path.get(&at)?;
            let is_last = number + 1 == full.len();
            let handed_on = module.imports.iter().find(|(local, _)| local == part);
            let is_child = module.children.contains(part);
            // One word may be a module and the item it hands on: `value::date`.
            if is_child && !(is_last && handed_on.is_some()) {
                at.push(part.clone());
                continue;
            }
            let Some((_, target)) = handed_on.filter(|(local, target)| target.as_slice() != [local.clone()])
            else {
                return Some(&module.file);
            };
            let next = [self.absolute(&at, target)?.as_slice(), &full[number + 1..]].concat();
            return depth.checked_sub(1).and_then(|depth| self.defining(&next, module_counts, depth));
        }
        self.by_path.get(&at).filter(|_| module_counts).map(|module| module.file.as_str())
    }
}

fn reached_from<'f>(file: &str, names: &BTreeMap<&'f str, BTreeSet<&'f str>>) -> BTreeSet<&'f str> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&str> = names[file].iter().copied().collect();
    while let Some(file) = next.pop() {
        // What a room hands on from another room is no file of its own.
        let Some(named) = names.get(file) else { continue };
        if reached.insert(file) {
            next.extend(named);
        }
    }
    reached
}

impl Module {
    fn of(file: String, text: &str) -> Self {
        let code = without_tests(text);
        let mut module = Self { file, children: BTreeSet::new(), imports: Vec::new(), named: Vec::new() };
        let mut rest = String::new();
        let mut import: Option<String> = None;
        for line in code.lines() {
            let bare = line.trim_start();
            let item = bare.strip_prefix("pub").map_or(bare, |rest| {
                let rest = if rest.starts_with('(') {
                    rest.split_once(')').map_or(rest, |(_, rest)| rest)
                } else {
                    rest
                };
                rest.trim_start()
            });
            if let Some(open) = &mut import {
                open.push_str(bare);
            } else if let Some(tree) = item.strip_prefix("use ") {
                import = Some(tree.to_owned());
            } else if let Some(child) = item.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';')) {
                module.children.insert(child.to_owned());
            } else {
                rest.push_str(line);
                rest.push('\n');
            }
            if let Some(tree) = import.take_if(|open| open.ends_with(';')) {
                expand(&[], tree.trim_end_matches(';'), &mut module.imports);
            }
        }
        module.named = paths(&rest);
        module
    }
}

/// The code without comments, and without what is compiled for tests only.
fn without_tests(text: &str) -> String {
    let code: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| line.split_once(" // ").map_or(line, |(code, _)| code))
        .collect();
    // `pub(in crate::read)` names nobody.
    let code = code.join("\n").replace("#[cfg(test)]\nmod tests;", "").replace("pub(in crate::", "pub(");
    code.split_once("#[cfg(test)]\nmod ").map_or(code.clone(), |(before, _)| before.to_owned())
}

/// `a::{b, c::D as E}` → `b`: `a::b`, `E`: `a::c::D`.
fn expand(before: &[String], tree: &str, imports: &mut Vec<(String, Names)>) {
    let tree = tree.trim();
    if let Some((path, list)) = tree.split_once('{') {
        let list = list.strip_suffix('}').unwrap_or(list);
        let before = [before, &split(path)].concat();
        let (mut depth, mut from) = (0, 0);
        for (at, c) in list.char_indices().chain([(list.len(), ',')]) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    if !list[from..at].trim().is_empty() {
                        expand(&before, &list[from..at], imports);
                    }
                    from = at + 1;
                }
                _ => {}
            }
        }
        return;
    }
    let (path, local) =
        tree.split_once(" as ").map_or((tree, None), |(path, local)| (path, Some(local.trim())));
    let mut path = [before, &split(path)].concat();
    path.retain(|part| part != "*");
    if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
        path.pop();
    }
    if let Some(last) = path.last().cloned() {
        imports.push((local.map_or(last, str::to_owned), path));
    }
}

fn split(path: &str) -> Names {
    path.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Every path of two parts or more in a piece of code.
fn paths(code: &str) -> Vec<Names> {
    let words = code.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
    words.filter(|word| word.contains("::")).map(split).filter(|path| path.len() > 1).collect()
}
