//! Where a district's layer lies: a folder or a packed file, by its path or its name.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use crate::cycle::CYCLE_FILE;
use crate::fill::files;
use crate::fill::files::{BAD_LAYER, LayerFiles};
use crate::fill::pack;
use crate::fill::zipped;
use crate::problem::{Place, Problem};
use crate::say;

/// A district's layer from its folder or its packed file, under the name it gives itself.
pub(super) fn district(root: &Path, own: &str, problems: &mut Vec<Problem>) -> LayerFiles {
    let mut layer = if zipped::is_zip(root) {
        zipped::read(root, own, &shown(root), problems)
    } else if root.join(CYCLE_FILE).is_file() {
        // Not read at all: its spreadsheets and papers are no templates.
        let files = BTreeMap::from([(CYCLE_FILE.to_owned(), Vec::new())]);
        LayerFiles { name: own.to_owned(), shown: format!("{}/", shown(root)), files }
    } else {
        LayerFiles::folder(root, own, &shown(root), problems)
    };
    problems.extend(files::no_layer(&layer));
    let name = pack::name(&layer).unwrap_or_else(|| own.to_owned());
    // Two layers must not share a prefix.
    layer.name =
        if [files::OWN_LAYER, "default"].contains(&name.as_str()) { format!("{name}-layer") } else { name };
    layer
}

/// Where a layer lies, if it is there.
#[must_use]
pub fn layer_folder(workspace: Option<&Path>, layer: &str) -> Option<PathBuf> {
    found(workspace, layer, Named::OnCommandLine).ok().flatten().map(|(path, _)| path)
}

/// Where the layer lies that `cycle.toml` names; none where it is nowhere, or only inside the program.
#[must_use]
pub fn layer_of_cycle(workspace: &Path, layer: &str) -> Option<PathBuf> {
    if layer == "default" || leads_out(Some(workspace), layer) {
        return None;
    }
    found(Some(workspace), layer, Named::InCycle).ok().flatten().map(|(path, _)| path)
}

/// The problem of a layer that `cycle.toml` names and that is nowhere, or in two places.
#[must_use]
pub fn missing_layer_of_cycle(workspace: &Path, layer: &str) -> Option<Problem> {
    if layer == "default" || leads_out(Some(workspace), layer) {
        return None;
    }
    match found(Some(workspace), layer, Named::InCycle) {
        Err(problem) => Some(*problem),
        Ok(None) if LayerFiles::shipped(layer).is_none() => Some(no_such_layer(layer)),
        Ok(_) => None,
    }
}

/// Who says the name of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// `layer = "…"` of `cycle.toml`: the same wherever the program is started.
    InCycle,
    /// `--layer …`, which may be any path.
    OnCommandLine,
}

/// A layer's folder and the name its templates go by; none where it is nowhere, or only inside the program. The workspace's
/// neighbours come first; where the command is typed counts only for what is typed there.
///
/// # Errors
/// The name is that of two layers: nobody can tell which one is meant.
pub(super) fn found(
    workspace: Option<&Path>,
    layer: &str,
    named: Named,
) -> Result<Option<(PathBuf, String)>, Box<Problem>> {
    let path = Path::new(layer);
    let stem = path.file_stem().filter(|_| zipped::is_named_zip(path)).or_else(|| path.file_name());
    let Some(name) = stem.map(|stem| stem.to_string_lossy().into_owned()) else { return Ok(None) };
    let is_name =
        path.components().count() == 1 && path.components().all(|part| matches!(part, Component::Normal(_)));
    let mut places = Vec::new();
    if let Some(workspace) = workspace {
        places.push(workspace.join(path));
        if is_name {
            let folders = ["templates", "../templates", "../../templates"];
            places.extend(folders.map(|folder| workspace.join(folder).join(path)));
        }
    }
    if named == Named::OnCommandLine {
        places.push(path.to_owned());
        if is_name {
            places.push(Path::new("templates").join(path));
        }
        if !is_name {
            // A path that is typed is where it was typed.
            places.reverse();
        }
    }
    let mut layers: Vec<(PathBuf, PathBuf)> = Vec::new();
    for place in places.iter().filter(|place| is_layer(place)) {
        let real = place.canonicalize().unwrap_or_else(|_| place.clone());
        if layers.iter().all(|(_, known)| *known != real) {
            layers.push((place.clone(), real));
        }
    }
    // A copy of what the program has is that layer, and no other.
    let shipped =
        LayerFiles::shipped(layer).filter(|shipped| layers.iter().any(|(place, _)| !is_copy(shipped, place)));
    if is_name && layers.len() + usize::from(shipped.is_some()) > 1 {
        return Err(Box::new(in_two_places(layer, &layers, shipped.is_some())));
    }
    let first = layers.into_iter().next().map(|(place, _)| place);
    Ok(first.or_else(|| places.into_iter().find(|place| place.is_dir())).map(|place| (place, name)))
}

/// Whether a folder has the files of a layer that comes with the program, and no others.
fn is_copy(shipped: &LayerFiles, place: &Path) -> bool {
    place.is_dir() && LayerFiles::folder(place, "", "", &mut Vec::new()).files == shipped.files
}

/// A name that two layers have.
fn in_two_places(name: &str, layers: &[(PathBuf, PathBuf)], is_shipped: bool) -> Problem {
    let mut places: Vec<String> = layers.iter().map(|(place, _)| plain(place)).collect();
    let mut english = places.clone();
    if is_shipped {
        places.push("程序自带的".to_owned());
        english.push("the program itself".to_owned());
    }
    let (zh, en) = (places.join("、"), english.join(", "));
    let message = say!(
        "有几个模板层都叫“{name}”：{zh}，不知道用哪一个",
        "several layers are called \"{name}\": {en}; nothing tells which one is meant"
    );
    let hint = say!(
        "给其中一个改名；在命令里也可以用 --layer 写它的路径",
        "rename one of them; on the command line --layer may give a path"
    );
    Problem::new(&BAD_LAYER, Place::Workspace, message).hint(hint)
}

/// A path without detours, where it is there.
fn plain(path: &Path) -> String {
    let mut parts: Vec<Component<'_>> = Vec::new();
    for part in path.components() {
        match (part, parts.last()) {
            (Component::ParentDir, Some(Component::Normal(_))) => {
                parts.pop();
            }
            (Component::CurDir, _) => {}
            (part, _) => parts.push(part),
        }
    }
    shown(&parts.iter().collect::<PathBuf>())
}

/// Whether a folder has no file of its own, but folders or packed files that are layers.
pub(super) fn holds_layers_only(folder: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else { return false };
    let (mut layers, mut others) = (0, 0);
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        let is_layer = path.file_name() != Some("lib".as_ref()) && is_layer(&path);
        *(if is_layer { &mut layers } else { &mut others }) += 1;
    }
    layers > 0 && others == 0
}

/// Whether a layer lies there: a folder with some of its files, or a packed one.
fn is_layer(place: &Path) -> bool {
    let has_file = || files::SETTINGS.iter().chain(&["lib"]).any(|file| place.join(file).exists());
    zipped::is_zip(place) || (place.is_dir() && has_file())
}

/// Whether a layer that `cycle.toml` names lies somewhere that only whoever types a command may choose: the workspace may
/// be a stranger's.
pub(super) fn leads_out(workspace: Option<&Path>, layer: &str) -> bool {
    let parts = Path::new(layer).components();
    // A link in the workspace may lead to anywhere.
    let is_link_out = |workspace: &Path| {
        let (root, there) = (workspace.canonicalize(), workspace.join(layer).canonicalize());
        root.ok().zip(there.ok()).is_some_and(|(root, there)| !there.starts_with(root))
    };
    layer.contains('\\')
        || workspace.is_some_and(is_link_out)
        || !parts.into_iter().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// The problem of a layer that `cycle.toml` may not name, if it is one.
#[must_use]
pub fn not_a_layer_of_cycle(workspace: &Path, layer: Option<&str>) -> Option<Problem> {
    layer.filter(|layer| leads_out(Some(workspace), layer)).map(layer_outside)
}

/// A layer that `cycle.toml` may not name.
pub(super) fn layer_outside(name: &str) -> Problem {
    let message = say!(
        "cycle.toml 里的 layer = “{name}” 指到别处去了，没有用",
        "layer = \"{name}\" in cycle.toml leads elsewhere and was not used"
    );
    let hint = say!(
        "在 cycle.toml 里只写名称，或工作区里的路径；别处的在命令里用 --layer 指明",
        "cycle.toml can name a layer, or a path inside the workspace; give any other on the command line with --layer"
    );
    Problem::new(&BAD_LAYER, Place::File(CYCLE_FILE.to_owned()), message).hint(hint)
}

fn shown(root: &Path) -> String {
    root.to_string_lossy().replace('\\', "/").trim_end_matches('/').to_owned()
}

/// A layer that is nowhere.
pub(super) fn no_such_layer(name: &str) -> Problem {
    let message = say!("没有模板层“{name}”", "there is no layer \"{name}\"");
    let hint = say!(
        "把它放在工作区里，或者工作区旁边的 templates 文件夹里，写它的名称；程序自带的有 bilingual、first-congress、street",
        "put it into the workspace, or into a folder templates beside the workspace, and give its name; the program has bilingual, first-congress and street itself"
    );
    Problem::new(&BAD_LAYER, Place::Workspace, message).hint(hint)
}
