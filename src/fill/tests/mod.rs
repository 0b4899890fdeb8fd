//! The stage as a whole, on templates of a few lines.
#![expect(clippy::disallowed_methods, reason = "tests make their own files and threads")]

mod errors;
mod layers;
mod papers;

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
use crate::model::CongressFacts;
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
    let congress = CongressFacts {
        entitled: Given::Known(36),
        present: Given::Known(27),
        returned: Given::Known(27),
        seats: Given::Known(3),
        nominees: Given::Known(4),
        date: Given::Known("2017-08-18".parse().unwrap()),
        ..CongressFacts::default()
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
