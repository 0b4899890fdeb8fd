//! What is wrong in a template is reported at its line.

use super::*;

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
        filter[0]
            .starts_with("unknown-word workspace/a.typ:1:8 没有过滤器“nosuch” 这里有：annex cell cite cn "),
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
        pack("[[document]]\nid = \"form\"\ntemplate = \"../x.typ\"")[0]
            .contains("应是本层里的 .typ.tera 文件")
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
    let draft = fill::draft(&layers, spec(&layers, "form"), &context, &[]).unwrap();
    let line_of = |text: &str| line_of(&layers, &draft, "/main.typ", text);
    assert_eq!(line_of("第一行"), "default/form.typ:2:1");
    assert_eq!(line_of("passwd"), "default/form.typ:4:3");
    assert_eq!(line_of("最后一行"), "default/form.typ:9:1");
}

#[test]
fn a_byte_behind_a_tag_is_found_in_the_line_of_the_tag() {
    let form = "第一行\n{% if body.name %}甲{% endif %} 中 #bad()\n{% for d in delegates %}\n{{ d.name }}\n{% endfor %} #worse()\n{# 注 #} #worst()\n{% if false -%} 无 {%- endif %} 末";
    let layers = load(vec![base(form)]).unwrap();
    let context = context_of(&layers, "霞垅村");
    let draft = fill::draft(&layers, spec(&layers, "form"), &context, &[]).unwrap();
    let line_of = |text: &str| line_of(&layers, &draft, "/main.typ", text);
    assert_eq!(line_of("#bad()"), "default/form.typ:2:34");
    assert_eq!(line_of("#worse()"), "default/form.typ:5:14");
    assert_eq!(line_of("#worst()"), "default/form.typ:6:9");
    assert_eq!(line_of("末"), "default/form.typ:7:32");
}

/// The place of a text of one of a draft's sources.
fn line_of(layers: &Layers, draft: &fill::Draft, path: &str, text: &str) -> String {
    let offset = draft.parts.get(path).unwrap_or(&draft.main).find(text).unwrap();
    fill::locate(layers, draft, path, offset).unwrap().to_string()
}

#[test]
fn a_byte_of_a_packet_is_found_in_its_cover_or_in_the_paper_it_binds() {
    let cover = "封面\n{% for paper in packet.papers %}\n#include {{ paper.file | typ }}\n{% endfor %}\n封底";
    let upper = [("packet.typ", cover), ("plan.typ", "\n方案")];
    let layers = load(vec![layer("workspace", &upper), base("甲\n乙")]).unwrap();
    let context = context_of(&layers, "青坑镇");
    let papers: Vec<_> =
        layers.documents().iter().map(|spec| fill::draft(&layers, spec, &context, &[]).unwrap()).collect();
    let packet = fill::packet(&layers, &context, papers).unwrap();
    let line_of = |path: &str, text: &str| line_of(&layers, &packet, path, text);
    assert_eq!(line_of("/main.typ", "/papers/02.typ"), "workspace/packet.typ:3:1");
    assert_eq!(line_of("/main.typ", "封底"), "workspace/packet.typ:5:1");
    assert_eq!(line_of("/papers/01.typ", "方案"), "workspace/plan.typ:2:1");
    assert_eq!(line_of("/papers/02.typ", "乙"), "default/form.typ:2:1");
    assert_eq!(fill::locate(&layers, &packet, "/papers/03.typ", 0), None);
}

#[test]
fn a_byte_of_a_form_is_found_whether_bound_or_not() {
    let pack = "[[document]]\nid = \"d-form\"\ncode = \"B1\"\ntitle = \"表\"\nscope = \"delegate\"\nstage = \"prepare\"\n";
    let files = [("pack.toml", pack), ("d-form.typ", "甲\n{{ person.name }}：\n乙")];
    let layers = load(vec![layer("workspace", &files), base("")]).unwrap();
    let context = context_of(&layers, "霞垅村");
    let draft = fill::draft(&layers, spec(&layers, "d-form"), &context, &[]).unwrap();
    assert_eq!(line_of(&layers, &draft, "/people/d-form-0001.typ", "乙"), "workspace/d-form.typ:3:1");
    let packet = fill::packet(&layers, &context, vec![draft]).unwrap();
    assert_eq!(
        line_of(&layers, &packet, "/papers/people/d-form-0001.typ", "：\n"),
        "workspace/d-form.typ:2:18"
    );
}

#[test]
fn a_byte_of_the_archive_index_is_found_behind_its_list() {
    let pack = "[[document]]\nid = \"index\"\ncode = \"F13\"\ntitle = \"目录\"\nscope = \"body\"\nstage = \"conclude\"\nkind = \"index\"\n";
    let index = "{% for paper in archive %}\n{{ paper.no | typ }}\n{% endfor %}\n{% if archive %}\n有\n{% endif %}\n完";
    let layers =
        load(vec![layer("workspace", &[("pack.toml", pack), ("index.typ", index)]), base("")]).unwrap();
    let context = context_of(&layers, "霞垅村");
    let archive = [fill::Archived { id: "form".to_owned(), pages: Some(2) }];
    let draft = fill::draft(&layers, spec(&layers, "index"), &context, &archive).unwrap();
    assert_eq!(line_of(&layers, &draft, "/main.typ", "有"), "workspace/index.typ:5:1");
    assert_eq!(line_of(&layers, &draft, "/main.typ", "完"), "workspace/index.typ:7:1");
}
