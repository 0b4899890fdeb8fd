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
    put("templates/county/pack.toml", "extends = \"default\"\n");
    put("templates/county/wording.toml", "own = \"街道\"\n");
    put("town/templates/lib/seal.typ", "#let seal = []");
    put("town/templates/.hidden.typ", "{% broken");
    let mut problems = Vec::new();
    let folder = LayerFiles::folder(&town.join("templates"), "workspace", "templates", &mut problems);
    assert_eq!(folder.files.keys().collect::<Vec<_>>(), ["lib/seal.typ"]);
    let names = |layer: &str| told(Layers::load(Some(&town), Some(layer), &a_cycle())).join("\n");
    assert!(names("no-such-layer").contains("没有模板层“no-such-layer”"));
    put("templates/county/wording.toml", "own = 1\n");
    assert!(names("county").contains("bad-wording"));
    put("town/templates/x.typ", "{% if %}");
    assert!(names("county").contains("template-error templates/x.typ:1:"));
}

#[test]
fn a_name_of_two_layers_is_an_error_that_shows_both() {
    let root = tempfile::tempdir().unwrap();
    let town = root.path().join("town");
    let put = |path: &str| {
        let path = root.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "").unwrap();
    };
    put("templates/county/pack.toml");
    put("town/cycle.toml");
    let said = |name: &str| told(Layers::load(Some(&town), Some(name), &a_cycle())).join("\n");
    let one = Layers::load(Some(&town), Some("county"), &a_cycle()).unwrap();
    assert_eq!(one.places()[0].0, "county");
    put("town/templates/county/pack.toml");
    let both = said("county");
    assert!(both.starts_with("bad-layer") && both.contains("town/templates/county、"), "{both}");
    assert!(both.contains("/templates/county，不知道用哪一个"), "{both}");
    // A path is no name: it says which one is meant.
    assert!(Layers::load(Some(&town), Some("../templates/county"), &a_cycle()).is_ok());
    // The program has a layer of this name itself.
    put("templates/street/pack.toml");
    assert!(said("street").contains("程序自带的，不知道用哪一个"), "{}", said("street"));
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

#[test]
fn a_template_stands_over_the_other_whichever_way_their_files_are_called() {
    let below = layer(
        "default",
        &[
            ("pack.toml", PACK),
            ("form.typ.tera", "一{% block steps %}二{% endblock steps %}{% include \"part.typ.tera\" %}"),
            ("part.typ.tera", "三"),
            ("plan.typ.tera", ""),
            ("packet.typ.tera", PACKET),
        ],
    );
    let printed = |files: &[(&str, &str)]| {
        let layers = load(vec![layer("workspace", files), below.clone()]).unwrap();
        fill::draft(&layers, spec(&layers, "form"), &context_of(&layers, "霞垅村"), &[]).unwrap().main
    };
    let child = |parent: &str| {
        format!("{{% extends \"{parent}\" %}}{{% block steps %}}{{{{ super() }}}}四{{% endblock steps %}}")
    };
    for parent in ["default/form.typ", "default/form.typ.tera"] {
        for file in ["form.typ", "form.typ.tera"] {
            assert_eq!(printed(&[(file, &child(parent))]), "一二四三", "{file} {parent}");
        }
    }
    for part in ["part.typ", "part.typ.tera"] {
        assert_eq!(printed(&[(part, "五")]), "一二五", "{part}");
        assert_eq!(printed(&[("form.typ", &format!("{{% include \"{part}\" %}}"))]), "三");
    }
    let pack = "[[document]]\nid = \"form\"\ntemplate = \"own.typ\"\n";
    assert_eq!(printed(&[("pack.toml", pack), ("own.typ.tera", "六")]), "六");
    let pack = "[[document]]\nid = \"form\"\ntemplate = \"own.typ.tera\"\n";
    assert_eq!(printed(&[("pack.toml", pack), ("own.typ", "六")]), "六");
}

#[test]
fn what_is_listed_compared_and_taken_out_knows_both_names() {
    let below = layer(
        "default",
        &[
            ("pack.toml", PACK),
            ("form.typ.tera", "{% block a %}x{% endblock a %}"),
            ("plan.typ.tera", ""),
            ("packet.typ.tera", PACKET),
        ],
    );
    let own = [
        ("form.typ", "{% extends \"default/form.typ\" %}{% block a %}y{% endblock a %}"),
        ("plan.typ", "甲"),
    ];
    let layers = load(vec![layer("workspace", &own), below]).unwrap();
    assert!(layers.unused().is_empty());
    let form = layers.files().into_iter().find(|file| file.path.starts_with("form")).unwrap();
    assert_eq!((form.path.as_str(), form.hides), ("form.typ", vec!["default".to_owned()]));
    let change = layers.changes().into_iter().find(|change| change.path == "form.typ").unwrap();
    assert_eq!((change.over.as_deref(), change.blocks.len()), (Some("default"), 1));
    let ejected = layers.eject(spec(&layers, "plan")).unwrap();
    assert_eq!((ejected.path.as_str(), ejected.name.as_str()), ("plan.typ.tera", "plan.typ"));
    assert!(ejected.text.starts_with("{% extends \"workspace/plan.typ\" %}"), "{}", ejected.text);
}

#[test]
fn one_template_under_both_names_is_a_problem_that_names_both() {
    let own = [("form.typ", "甲"), ("form.typ.tera", "乙")];
    let told = told(load(vec![layer("workspace", &own), base("")]));
    assert_eq!(
        told,
        [
            "bad-layer workspace/form.typ form.typ.tera 和 form.typ 是同一份模板，一层里只能有一个 留下 form.typ.tera，删去 form.typ"
        ]
    );
}

#[test]
fn a_parent_that_is_nowhere_is_named_as_it_is_written() {
    for parent in ["default/from.typ", "default/from.typ.tera"] {
        let child = format!("{{% extends \"{parent}\" %}}");
        let told = told(load(vec![layer("workspace", &[("form.typ.tera", &child)]), base("")]));
        assert!(
            told[0]
                .starts_with(&format!("no-template workspace/form.typ.tera:1:1 没有可继承的模板“{parent}”")),
            "{told:?}"
        );
    }
}
