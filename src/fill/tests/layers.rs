//! Layers over one another, and what is read of a folder.

use super::*;

#[test]
fn an_upper_layer_changes_a_block_a_title_and_a_wording() {
    let below =
        base("一\n{% block steps %}二{% endblock steps %}\n{{ cycle.wording.goal }}{{ cycle.wording.aim }}");
    let pack = "extends = \"default\"\n[[document]]\nid = \"form\"\ntitle = \"{{ body.place }}表\"\n[[document]]\nid = \"plan\"\nenabled = false\n";
    let files = [
        ("pack.toml", pack),
        (
            "form.typ",
            "{% extends \"default/form.typ\" %}{% block steps %}{{ super() }}三{% endblock steps %}",
        ),
        ("wording.toml", "goal = [\"丁\", \"戊\"]"),
        ("lib/a.typ", "x"),
    ];
    let layers = load(vec![layer("workspace", &files), below]).unwrap();
    assert_eq!(layers.documents().len(), 1);
    let draft = fill::draft(&layers, spec(&layers, "form"), &context_of(&layers, "霞垅村"), &[]).unwrap();
    assert_eq!(draft.main, "一\n二三\n#\"丁\\n戊\";#\"丙\";");
    assert_eq!(draft.label.title, "霞垅村表");
    assert!(draft.library.contains_key("/lib/a.typ"));
}

#[test]
fn a_layer_is_a_folder_beside_the_workspace() {
    let root = tempfile::tempdir().unwrap();
    let town = root.path().join("town");
    let put = |path: &str, text: &str| {
        let path = root.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put("templates/street/pack.toml", "extends = \"default\"\n");
    put("templates/street/wording.toml", "own = \"街道\"\n");
    put("town/templates/lib/seal.typ", "#let seal = []");
    put("town/templates/.hidden.typ", "{% broken");
    let mut problems = Vec::new();
    let folder = LayerFiles::folder(&town.join("templates"), "workspace", "templates", &mut problems);
    assert_eq!(folder.files.keys().collect::<Vec<_>>(), ["lib/seal.typ"]);
    let names = |layer: &str| told(Layers::load(Some(&town), Some(layer), &a_cycle())).join("\n");
    assert!(names("no-such-layer").contains("没有模板层“no-such-layer”"));
    put("templates/street/wording.toml", "own = 1\n");
    assert!(names("street").contains("bad-wording"));
    put("town/templates/x.typ", "{% if %}");
    assert!(names("street").contains("template-error templates/x.typ:1:"));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_large_files_not_read() {
    let root = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("/etc/passwd", root.path().join("a.typ")).unwrap();
    std::os::unix::fs::symlink("/etc", root.path().join("lib")).unwrap();
    std::fs::write(root.path().join("b.typ"), vec![b' '; 5 << 20]).unwrap();
    let mut problems = Vec::new();
    let layer = LayerFiles::folder(root.path(), "x", "x", &mut problems);
    assert!(layer.files.is_empty());
    let codes: Vec<_> = problems.iter().map(|problem| problem.code.id).collect();
    assert_eq!(codes, ["layer-link", "bad-layer", "layer-link"]);
    let town = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(root.path(), town.path().join("templates")).unwrap();
    let layers = Layers::load(Some(town.path()), None, &a_cycle());
    let links = layers.map_or_else(|problems| problems, |layers| layers.warnings().to_vec());
    assert!(links.iter().any(|problem| problem.code.id == "layer-link"));
}
