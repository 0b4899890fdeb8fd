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
        if matches!(name.as_str(), "workspace" | "default") { format!("{name}-layer") } else { name };
    layer
}

/// Where a layer lies, if it is there.
#[must_use]
pub fn layer_folder(workspace: Option<&Path>, layer: &str) -> Option<PathBuf> {
    find(workspace, layer).map(|(path, _)| path)
}

/// The problem of a layer that `cycle.toml` names and that is nowhere.
#[must_use]
pub fn missing_layer_of_cycle(workspace: &Path, layer: &str) -> Option<Problem> {
    let is_there = layer == "default"
        || LayerFiles::shipped(layer).is_some()
        || leads_out(Some(workspace), layer)
        || find_of_cycle(Some(workspace), layer).is_some();
    (!is_there).then(|| no_such_layer(layer))
}

/// The folder of a layer that `cycle.toml` names, and the name its templates go by: from wherever the program is started.
pub(super) fn find_of_cycle(workspace: Option<&Path>, layer: &str) -> Option<(PathBuf, String)> {
    let own = workspace.and_then(|workspace| {
        let nested = workspace.join("templates").join(layer);
        let beside = ["..", "../.."].map(|up| workspace.join(up).join("templates").join(layer));
        let mut places = [workspace.join(layer), nested].into_iter().chain(beside);
        places.find(|place| is_layer(place)).and_then(|place| find(None, &place.to_string_lossy()))
    });
    own.or_else(|| find(workspace, layer))
}

/// Whether a layer lies there: a folder with some of its files, or a packed one.
fn is_layer(place: &Path) -> bool {
    let has_file = || files::SETTINGS.iter().chain(&["lib"]).any(|file| place.join(file).exists());
    zipped::is_zip(place) || (place.is_dir() && has_file())
}

/// A layer's folder and the name its templates go by.
pub(super) fn find(workspace: Option<&Path>, layer: &str) -> Option<(PathBuf, String)> {
    let path = Path::new(layer);
    let name = path.file_stem().filter(|_| zipped::is_named_zip(path)).or_else(|| path.file_name())?;
    let name = name.to_string_lossy().into_owned();
    let is_name =
        path.components().count() == 1 && path.components().all(|part| matches!(part, Component::Normal(_)));
    let mut places = vec![path.to_owned()];
    if let Some(workspace) = workspace {
        places.push(workspace.join(path));
        if is_name {
            places.extend(["..", "../.."].map(|up| workspace.join(up).join("templates").join(path)));
        }
    }
    if is_name {
        places.push(Path::new("templates").join(path));
    }
    let found =
        places.iter().find(|place| is_layer(place)).or_else(|| places.iter().find(|folder| folder.is_dir()));
    found.map(|place| (place.clone(), name))
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
        "写文件夹或 zip 文件的路径，或者 templates 里的文件夹名；程序自带的有 bilingual、first-congress、street",
        "give the path of a folder or a zip file, or the name of a folder in templates/; the program has bilingual, first-congress and street itself"
    );
    Problem::new(&BAD_LAYER, Place::Workspace, message).hint(hint)
}
