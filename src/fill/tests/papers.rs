//! What a paper and a packet say.

use super::*;

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
fn people_are_printed_as_written() {
    let printed =
        filled("{% for d in delegates %}{{ d.name }}{{ d.age }}{{ d.extra[\"家庭地址\"] }}{{ d.workplace }}{% endfor %}").unwrap();
    let name = Name::new(HOSTILE).unwrap().to_string().replace('"', "\\\"");
    assert_eq!(printed, format!("#\"{name}\";40#\"x\";#blank(\"工作单位及职务\");"));
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
fn workers_share_layers_and_contexts() {
    fn shared<T: Send + Sync>() {}
    shared::<Layers>();
    shared::<BodyContext>();
}

#[test]
fn nothing_turns_the_direction_of_what_is_printed() {
    let mut data = serde_json::json!({ "phone": "\u{202E}19200000002", "list": ["备\u{2066}注12\u{2069}"] });
    crate::fill::markers::scrub(&mut data);
    assert_eq!(data, serde_json::json!({ "phone": "19200000002", "list": ["备注12"] }));
}
