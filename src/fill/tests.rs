//! The stage as a whole, on templates of a few lines.
#![expect(clippy::disallowed_methods, reason = "tests make their own files and threads")]

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::count::Figures;
use crate::cycle;
use crate::cycle::Cycle;
use crate::fill;
use crate::fill::BodyContext;
use crate::fill::DocumentSpec;
use crate::fill::Layers;
use crate::fill::files::LayerFiles;
use crate::model::Congress;
use crate::model::Delegate;
use crate::model::Given;
use crate::model::Name;
use crate::model::Officer;
use crate::model::Person;
use crate::model::Records;
use crate::model::Role;
use crate::model::Row;
use crate::model::Source;
use crate::model::TableKind;
use crate::model::Vote;
use crate::problem::Lang;
use crate::problem::Problem;
use crate::resolve::resolve;

const HOSTILE: &str = "#read(\"/etc/passwd\") *王* $x$ @a {{ 7*7 }}";

const PACK: &str = r#"
[[document]]
id = "form"
code = "F10"
title = "{{ body.name }}备案表"
scope = "body"
stage = "conclude"
needs = ["officers", "congress"]

[[document]]
id = "plan"
code = "F4"
title = "{{ town.short }}方案"
scope = "town"
stage = "prepare"

[[document]]
id = "packet"
code = "F0"
title = "{{ body.name }}备案材料"
scope = "body"
stage = "conclude"
kind = "packet"
"#;

const PACKET: &str = "{% for paper in packet.papers %}#include {{ paper.file | typ }}\n{% endfor %}";

fn layer(name: &str, files: &[(&str, &str)]) -> LayerFiles {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    LayerFiles { name: name.to_owned(), shown: format!("{name}/"), files }
}

fn base(form: &str) -> LayerFiles {
    layer(
        "default",
        &[
            ("pack.toml", PACK),
            ("form.typ", form),
            ("plan.typ", "{{ town.name }}"),
            ("packet.typ", PACKET),
            ("wording.toml", "goal = \"甲\"\naim = \"乙\""),
        ],
    )
}

fn a_cycle() -> Cycle {
    let text = "[cycle]\nterm = 1\nas_of = \"2017-09\"\n[town]\nname = \"青坑镇\"\nparty = \"中共青坑镇委员会\"\n[wording]\naim = \"丙\"\n\
                [body.\"霞垅村\"]\nplace = \"村部\"\n";
    cycle::parse(text).unwrap().0
}

fn row<T>(table: TableKind, value: T) -> Row<T> {
    Row {
        table,
        county: Given::Blank,
        town: Given::Known("青坑镇".to_owned()),
        unit: Given::Known("霞垅村".to_owned()),
        value,
        extra: BTreeMap::from([("家庭地址".to_owned(), "x\u{E000}\u{100005}".to_owned())]),
        source: Source { file: "a.xlsx".into(), sheet: "".into(), row: 2 },
        columns: Arc::default(),
    }
}

fn named(name: &str) -> Person {
    Person { name: Name::new(name).into(), ..Person::default() }
}

fn officer(name: &str, role: Role) -> Row<Officer> {
    row(TableKind::Officers, Officer { person: named(name), role: Given::Known(role), ..Officer::default() })
}

fn vote(name: &str, role: Option<Role>, numbers: [u32; 3], voters: Option<u32>) -> Row<Vote> {
    let [in_favour, against, abstain] = numbers.map(Given::Known);
    row(
        TableKind::Votes,
        Vote {
            name: Name::new(name).into(),
            role: role.into(),
            in_favour,
            against,
            abstain,
            voters: voters.into(),
            ..Vote::default()
        },
    )
}

fn records() -> Records {
    let birth = Given::Known("1977-09".parse().unwrap());
    let congress = Congress {
        entitled: Given::Known(36),
        present: Given::Known(27),
        returned: Given::Known(27),
        seats: Given::Known(3),
        nominees: Given::Known(4),
        date: Given::Known("2017-08-18".parse().unwrap()),
        ..Congress::default()
    };
    Records {
        officers: vec![
            officer("王芳", Role::Member),
            officer("李一", Role::Chair),
            officer("丁玲", Role::Member),
        ],
        congresses: vec![row(TableKind::Congresses, congress)],
        votes: vec![
            vote("王芳", None, [18, 5, 4], None),
            vote("李一", None, [27, 0, 0], None),
            vote("丁玲", None, [19, 8, 0], None),
            vote("李一", Some(Role::Chair), [2, 1, 0], Some(3)),
        ],
        delegates: vec![row(
            TableKind::Delegates,
            Delegate { person: Person { birth, ..named(HOSTILE) }, ..Delegate::default() },
        )],
        ..Records::default()
    }
}

fn context_of(layers: &Layers, place: &str) -> BodyContext {
    let (cycle, records) = (a_cycle(), records());
    let resolved = resolve(&records, &cycle);
    let at = resolved.bodies.iter().position(|body| body.id.place() == place).unwrap();
    fill::context(layers, &resolved, &Figures::default(), at)
}

fn load(stack: Vec<LayerFiles>) -> Result<Layers, Vec<Problem>> {
    Layers::from_stack(stack, &a_cycle(), crate::fill::narrative::Narrative::default(), Vec::new())
}

fn spec<'a>(layers: &'a Layers, id: &str) -> &'a DocumentSpec {
    layers.documents().iter().find(|spec| spec.id == id).unwrap()
}

fn filled(form: &str) -> Result<String, Vec<Problem>> {
    let layers = load(vec![base(form)])?;
    fill::draft(&layers, spec(&layers, "form"), &context_of(&layers, "霞垅村"), &[]).map(|draft| draft.main)
}

fn told(result: Result<impl std::fmt::Debug, Vec<Problem>>) -> Vec<String> {
    let line = |problem: &Problem| {
        let hint = problem.hint.as_ref().map_or("", |hint| hint.text(Lang::Zh));
        format!("{} {} {} {hint}", problem.code.id, problem.place, problem.message.text(Lang::Zh))
    };
    result.unwrap_err().iter().map(line).collect()
}

#[test]
fn a_paper_is_titled_dated_and_filled() {
    let layers = load(vec![base(
        "{{ body.full_name }}于{{ congress.date.text }}在{{ congress.place }}召开，主持：{{ congress.host }}",
    )])
    .unwrap();
    let draft = fill::draft(&layers, spec(&layers, "form"), &context_of(&layers, "霞垅村"), &[]).unwrap();
    assert_eq!(
        draft.main,
        "#\"青坑镇霞垅村妇女联合会\";于#\"2017年8月18日\";在#\"村部\";召开，主持：#blank(\"主持人\");"
    );
    assert_eq!((draft.label.title.as_str(), draft.label.body.as_str()), ("霞垅村妇联备案表", "霞垅村妇联"));
    assert_eq!(draft.label.date.unwrap().to_string(), "2017-08-18");
    assert_eq!(&*draft.context, "{}", "nobody reads it");
    let reader = load(vec![base("#json(\"/context.json\").congress.host")]).unwrap();
    let draft = fill::draft(&reader, spec(&reader, "form"), &context_of(&reader, "霞垅村"), &[]).unwrap();
    assert!(draft.context.contains("\"host\":null"));
}

#[test]
fn the_numbers_of_the_election_are_those_of_the_rules() {
    let form = "{{ congress.quorum.needed }}{{ congress.quorum.met }}{{ congress.majority.needed }}{{ congress.margin }}|\
                {% for v in votes.members %}{{ v.name }}{{ v.over_half }}{{ v.elected }}{% endfor %}|\
                {% for v in votes.chair %}{{ v.over_half }}{% endfor %}|\
                {% for o in officers %}{{ o.name }}{{ o.votes.for }}{% endfor %}|{{ congress.plenary.present }}";
    let printed = filled(form).unwrap().replace(['#', '"', ';'], "");
    assert_eq!(printed, "24true190|李一truetrue丁玲truetrue王芳falsetrue|true|李一2丁玲19王芳18|3");
}

#[test]
fn a_value_that_was_renamed_is_told_with_the_new_one() {
    let form = "甲\n{% if body.level  != 'district' %}{{ town.name }}{% endif %}";
    let problems = load(vec![base(form)]).err().unwrap();
    let told: Vec<_> =
        problems.iter().map(|own| (own.code.id, own.hint.as_ref().unwrap().en.as_str())).collect();
    assert_eq!(told, [("unknown-variable", "use body.over_towns instead")]);
    assert!(
        matches!(problems[0].place, crate::problem::Place::Line { line: 2, column: 7, .. }),
        "{:?}",
        problems[0].place
    );
    assert!(load(vec![base("{% if body.level == \"county\" %}{{ town.name }}{% endif %}")]).is_ok());
}

#[test]
fn people_are_printed_as_written() {
    let printed =
        filled("{% for d in delegates %}{{ d.name }}{{ d.age }}{{ d.extra[\"家庭地址\"] }}{{ d.workplace }}{% endfor %}").unwrap();
    let name = Name::new(HOSTILE).unwrap().to_string().replace('"', "\\\"");
    assert_eq!(printed, format!("#\"{name}\";40#\"x\";#blank(\"工作单位及职务\");"));
}

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
fn a_packet_includes_its_papers() {
    let layers = load(vec![base("甲{{ body.name }}")]).unwrap();
    let context = context_of(&layers, "青坑镇");
    let papers: Vec<_> =
        layers.documents().iter().map(|spec| fill::draft(&layers, spec, &context, &[]).unwrap()).collect();
    let packet = fill::packet(&layers, &context, papers).unwrap();
    assert_eq!(packet.main, "#include \"/papers/01.typ\"\n#include \"/papers/02.typ\"\n");
    // F4 stands before F10.
    assert_eq!(
        packet.parts.values().map(String::as_str).collect::<Vec<_>>(),
        ["#\"青坑镇\";", "甲#\"青坑镇妇联\";"]
    );
    assert_eq!(packet.label.title, "青坑镇妇联备案材料");
}

#[test]
fn what_does_not_exist_is_named_with_its_neighbour() {
    let cases = [
        ("一\n  {{ twon.name }}", "unknown-variable default/form.typ:2:6 没有变量“twon” 是不是“town”？"),
        ("{{ body.nmae }}", "unknown-variable default/form.typ:1:9 没有变量“nmae” 是不是“name”？"),
        ("{{ twon | typ }}", "unknown-variable default/form.typ:1:4 没有变量“twon” 是不是“town”？"),
        (
            "{% if body.nmae is blank %}{% endif %}",
            "unknown-variable default/form.typ:1:12 没有变量“nmae” 是不是“name”？",
        ),
        (
            "村\n{% for d in delegates %}{{ d.nmae }}{% endfor %}",
            "unknown-variable default/form.typ:2:30 没有变量“nmae” 是不是“name”？",
        ),
        (
            "{% for d in delegates %}{{ d.nmae | typ }}{% endfor %}",
            "unknown-variable default/form.typ:1:30 没有变量“nmae”",
        ),
        (
            "{{ rules[\"exec_mim\"] }}",
            "unknown-variable default/form.typ:1:11 没有变量“exec_mim” 是不是“exec_min”？",
        ),
        (
            "甲{{ rules[\"exec_mim\"].x }}",
            "unknown-variable default/form.typ:1:12 没有变量“exec_mim” 是不是“exec_min”？",
        ),
        (
            "{{ rules['exec_mim'] | typ }}",
            "unknown-variable default/form.typ:1:11 没有变量“exec_mim” 是不是“exec_min”？",
        ),
        (
            "{% for d in delegates %}{{ d[\"ab\"].c }}{% endfor %}",
            "unknown-variable default/form.typ:1:31 没有变量“ab”",
        ),
        ("{{ twon.name | typ }}", "unknown-variable default/form.typ:1:4 没有变量“twon” 是不是“town”？"),
        ("{{ congress.host + 1 }}", "template-error default/form.typ:1:4"),
    ];
    for (form, expected) in cases {
        let told = told(filled(form));
        assert!(told[0].starts_with(expected), "{form}: {told:?}");
    }
}

#[test]
fn every_broken_template_is_reported_at_once() {
    let files = [("a.typ", "{{ x | nosuch }}"), ("b.typ", "{% if %}"), ("c.typ", "{% for %}")];
    let told_all = told(load(vec![layer("workspace", &files), base("")]));
    let places: Vec<_> = told_all.iter().map(|line| line.split(' ').nth(1).unwrap()).collect();
    assert!(places.iter().any(|place| place.starts_with("workspace/b.typ:1:")), "{told_all:?}");
    assert!(places.iter().any(|place| place.starts_with("workspace/c.typ:1:")), "{told_all:?}");
    let filter = told(load(vec![layer("workspace", &files[..1]), base("")]));
    assert!(
        filter[0].starts_with("unknown-word workspace/a.typ:1:8 没有过滤器“nosuch” 这里有：cn "),
        "{filter:?}"
    );
    let block = [("form.typ", "{% extends \"default/form.typ\" %}\n{% block sttep %}{% endblock %}")];
    let block = told(load(vec![layer("workspace", &block), base("{% block step %}{% endblock %}")]));
    assert!(
        block[0].starts_with("unknown-word workspace/form.typ:2:10 下层模板里没有区块“sttep” 是不是“step”？"),
        "{block:?}"
    );
    let circle = [("form.typ", "{% extends \"form.typ\" %}")];
    assert!(told(load(vec![layer("workspace", &circle), base("")]))[0].contains("default/"));
}

#[test]
fn a_bad_pack_is_reported_at_its_line() {
    let pack = |text: &str| told(load(vec![layer("workspace", &[("pack.toml", text)]), base("")]));
    assert!(
        pack("[[document]]\nid = \"a\"\ntitel = \"b\"")[0]
            .starts_with("bad-pack workspace/pack.toml:3:1 没有“titel”这个项目")
    );
    assert!(
        pack("[[document]]\nid = \"a\"\n")[0]
            .starts_with("bad-pack workspace/pack.toml:1:1 “a”缺少 code title scope stage")
    );
    assert!(pack("[[document]]\nid = \"form\"\nneeds = [\"x\"]")[0].contains("needs 里没有“x”这种表"));
    assert!(
        pack("[[document]]\nid = \"form\"\ntemplate = \"../x.typ\"")[0].contains("应是本层里的 .typ 文件")
    );
    assert!(
        pack("[[document]]\nid = \"form\"\ntemplate = \"x.typ\"")[0]
            .starts_with("no-template workspace/pack.toml:1:1")
    );
}

#[test]
fn a_byte_of_the_draft_is_found_in_its_template() {
    let form = "{% set a = 1 %}\n第一行{{ body.name }}\n{% for d in delegates %}\n  {{ d.name }}：\n{% endfor %}\n{#\n注\n#}\n最后一行";
    let upper = [("form.typ", "{% extends \"default/form.typ\" %}"), ("x.typ", "甲")];
    let layers = load(vec![layer("workspace", &upper), base(form)]).unwrap();
    let context = context_of(&layers, "霞垅村");
    let main = fill::draft(&layers, spec(&layers, "form"), &context, &[]).unwrap().main;
    let line_of = |text: &str| {
        let place = fill::locate(&layers, spec(&layers, "form"), &context, (0, main.find(text).unwrap()));
        place.unwrap().to_string()
    };
    assert_eq!(line_of("第一行"), "default/form.typ:2:1");
    assert_eq!(line_of("passwd"), "default/form.typ:4:3");
    assert_eq!(line_of("最后一行"), "default/form.typ:9:1");
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

#[test]
fn workers_share_layers_and_contexts() {
    fn shared<T: Send + Sync>() {}
    shared::<Layers>();
    shared::<BodyContext>();
}
