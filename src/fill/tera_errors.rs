//! Tera's errors at the author's line, in the clerk's language.

use serde_json::Value as Json;
use tera::{Error, ErrorKind, ReportError};

use crate::fill::blocks::parent;
use crate::fill::chain;
use crate::fill::escape::UNDEFINED;
use crate::fill::filters::FILTERS;
use crate::fill::pack::DocumentSpec;
use crate::fill::template::{Template, as_written, shown};
use crate::fill::template_name;
use crate::fill::tera_messages::TERA_MESSAGES;
use crate::problem::Code;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Say;
use crate::problem::Severity;
use crate::problem::place_in;
use crate::problem::translated;
use crate::say;

/// A variable or field that the context does not have. Source: docs/templates.md.
pub(super) static UNKNOWN_VARIABLE: Code =
    Code { id: "unknown-variable", severity: Severity::Error, source: "docs/templates.md" };
/// A filter, test, function or block that does not exist. Source: docs/templates.md.
pub(super) static UNKNOWN_WORD: Code =
    Code { id: "unknown-word", severity: Severity::Error, source: "docs/templates.md" };
/// A template that is included, extended or listed but not there. Source: DESIGN 7.
pub(super) static NO_TEMPLATE: Code =
    Code { id: "no-template", severity: Severity::Error, source: "DESIGN 7" };
/// Anything else that Tera cannot do. Source: DESIGN 7.
pub(super) static TEMPLATE_ERROR: Code =
    Code { id: "template-error", severity: Severity::Error, source: "DESIGN 7" };

/// Likeness (Jaro) from which a name is suggested.
const NEAR: f64 = 0.7;
/// Names listed where none is near.
const LISTED: usize = 12;

/// The problems in one error of Tera, at their templates.
pub(super) fn problems(error: &Error, templates: &[Template]) -> Vec<Problem> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            vec![reported(report, templates, None)]
        }
        ErrorKind::Msg(text) => listed(text, templates),
        ErrorKind::CircularExtend { tpl, .. } => {
            let hint = say!(
                "要在下层的基础上修改，写 {{% extends \"default/…\" %}}",
                "to build on the layer below, write {{% extends \"default/…\" %}}"
            );
            vec![
                at_file(
                    &TEMPLATE_ERROR,
                    tpl,
                    templates,
                    say!("模板继承了它自己", "the template extends itself"),
                )
                .hint(hint),
            ]
        }
        ErrorKind::CircularInclude { tpl, .. } => {
            vec![at_file(
                &TEMPLATE_ERROR,
                tpl,
                templates,
                say!("模板引用了它自己", "the template includes itself"),
            )]
        }
        ErrorKind::MissingParent { current, parent } => {
            let parent = as_written(parent, templates);
            let message = say!("没有可继承的模板“{parent}”", "there is no template \"{parent}\" to extend");
            vec![at_file(&NO_TEMPLATE, current, templates, message)]
        }
        ErrorKind::TemplateNotFound(name) => {
            let name = &as_written(name, templates);
            let message = say!("没有模板“{name}”", "there is no template \"{name}\"");
            vec![Problem::new(&NO_TEMPLATE, Place::File(name.clone()), message)]
        }
        other => {
            let words = other.to_string();
            vec![Problem::new(&TEMPLATE_ERROR, Place::Workspace, Say { zh: words.clone(), en: words })]
        }
    }
}

/// The problems of one rendering; `context` is what the template saw.
pub(super) fn rendering(error: &Error, templates: &[Template], context: &Json) -> Vec<Problem> {
    match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
            vec![reported(report, templates, Some(context))]
        }
        _ => problems(error, templates),
    }
}

/// The template that cannot be parsed, if that is what the error says.
pub(super) fn culprit(error: &Error) -> Option<&str> {
    match error.kind() {
        ErrorKind::SyntaxError(report) => Some(report.filename()),
        _ => None,
    }
}

/// A document whose template no layer has.
pub(super) fn no_template(spec: &DocumentSpec) -> Problem {
    let (id, template) = (&spec.id, template_name::file(&spec.template));
    let message = say!("“{id}”的模板 {template} 不存在", "\"{id}\": there is no template {template}");
    let hint = say!(
        "在模板层里加上 {template}，或写 enabled = false",
        "add {template} to the layer, or write enabled = false"
    );
    Problem::new(&NO_TEMPLATE, spec.place.clone(), message).hint(hint)
}

/// A problem of a template as a whole, at the line that names another.
fn at_file(code: &'static Code, name: &str, templates: &[Template], message: Say) -> Problem {
    let template = templates.iter().find(|template| template.name == name);
    let line = template.and_then(|template| {
        let byte = ["{% extends", "{%- extends", "{% include", "{%- include"]
            .iter()
            .find_map(|tag| template.text.find(tag));
        byte.map(|byte| place_in(&template.text, &template.shown, byte))
    });
    Problem::new(code, line.unwrap_or_else(|| Place::File(shown(name, templates).to_owned())), message)
}

fn reported(report: &ReportError, templates: &[Template], context: Option<&Json>) -> Problem {
    let span = report.span();
    let file = shown(report.filename(), templates).to_owned();
    let place = Place::Line { file, line: span.start_line, column: span.start_col + 1 };
    let words = report.message();
    // Where Tera does not say which name is missing, the template does.
    let says_less = [UNDEFINED, "variable that is undefined", "into an undefined"]
        .iter()
        .any(|part| words.contains(part))
        || (words.starts_with("Field") && !words.contains("Available"));
    let source = templates.iter().find(|template| template.name == report.filename());
    match source.filter(|_| says_less) {
        Some(template) => undefined(template, span.range.clone(), context),
        None if words.contains(UNDEFINED) => unknown("", &[], place),
        None => sentence(words, place, templates),
    }
}

/// Tera joins several findings into one text; each names its place in a line of its own.
fn listed(text: &str, templates: &[Template]) -> Vec<Problem> {
    let finding = |block: &str| {
        let mut lines = block.lines();
        let words = lines.next().unwrap_or("").trim_start_matches("error: ").to_owned();
        let place = lines.next().and_then(|line| line.trim_start().strip_prefix("--> ")).and_then(|place| {
            let (rest, column) = place.rsplit_once(':')?;
            let (file, line) = rest.rsplit_once(':')?;
            Some(Place::Line {
                file: shown(file, templates).to_owned(),
                line: line.parse().ok()?,
                column: column.parse().ok()?,
            })
        });
        sentence(&words, place.unwrap_or(Place::Workspace), templates)
    };
    text.split("\n\n").filter(|block| !block.trim().is_empty()).map(finding).collect()
}

/// Tera's sentences, by their fixed beginnings; anything else is shown as it is.
fn sentence(words: &str, place: Place, templates: &[Template]) -> Problem {
    let word = words.split('`').nth(1).unwrap_or("");
    let names = |mark: &str| {
        words.split_once(mark).map(|(_, list)| list.split(", ").collect::<Vec<_>>()).unwrap_or_default()
    };
    if words.starts_with("Variable") {
        return unknown(word, &names("Available variables: "), place);
    }
    if words.starts_with("Field") {
        return unknown(word, &names("Available fields: "), place);
    }
    let kinds = [
        ("Unknown filter", "过滤器", "filter"),
        ("Unknown test", "判断", "test"),
        ("Unknown function", "函数", "function"),
        ("Unknown component", "组件", "component"),
    ];
    if let Some((_, zh, en)) = kinds.iter().find(|(start, ..)| words.starts_with(start)) {
        let problem =
            Problem::new(&UNKNOWN_WORD, place, say!("没有{zh}“{word}”", "there is no {en} \"{word}\""));
        let filters: Vec<&str> = FILTERS.iter().map(|(name, _)| *name).collect();
        return problem.hint(neighbours(word, if *en == "filter" { &filters } else { &[] }));
    }
    if words.starts_with("Unknown template") {
        let word = as_written(word, templates);
        return Problem::new(
            &NO_TEMPLATE,
            place,
            say!("没有模板“{word}”", "there is no template \"{word}\""),
        );
    }
    if words.starts_with("Block") && words.contains("parent") {
        let hint = neighbours(word, &parent_blocks(&place, templates));
        return Problem::new(
            &UNKNOWN_WORD,
            place,
            say!("下层模板里没有区块“{word}”", "the template below has no block \"{word}\""),
        )
        .hint(hint);
    }
    let calculates = ["Math operations", "Cannot compare"].iter().any(|start| words.starts_with(start))
        || words.contains("operands to be numbers");
    let problem = Problem::new(&TEMPLATE_ERROR, place, translated(TERA_MESSAGES, words));
    if calculates {
        return problem.hint(say!(
            "只有数字能算、能比：数据用 .number；可能缺的先写 {{% if x is blank %}}",
            "only numbers can be calculated with: a figure has .number; ask {{% if x is blank %}} where one may be missing"
        ));
    }
    problem
}

/// The first name that does not exist in the expression that begins in `range` of the template.
fn undefined(template: &Template, range: std::ops::Range<usize>, context: Option<&Json>) -> Problem {
    let end = range.end;
    let names = path_at(&template.text, range.start);
    let place = |byte: usize| place_in(&template.text, &template.shown, byte);
    // Where Tera points to a field alone, nobody knows what the field is of.
    let is_field = template.text.get(..range.start).is_some_and(|before| before.ends_with(['.', '[']));
    let mut scope = context.filter(|_| !is_field);
    for (at, (name, byte)) in names.iter().enumerate() {
        let inner = scope.and_then(|scope| scope.get(*name));
        if let (Some(map), None) = (scope.and_then(Json::as_object), inner)
            && !(at == 0 && (is_declared(&template.text, name) || OF_PAPER.contains(name)))
        {
            let known: Vec<&str> = map.iter().map(|(key, _)| key.as_str()).collect();
            return unknown(name, &known, place(*byte));
        }
        // What a loop's own variable holds is not known here.
        scope = inner;
    }
    let inside = names.iter().skip(1).rfind(|(_, byte)| *byte < end);
    let last = inside.or(names.get(1)).or(names.first());
    last.map_or_else(|| unknown("", &[], place(range.start)), |(name, byte)| unknown(name, &[], place(*byte)))
}

/// The names of `a.b["c"]` from a byte of the text, each with the byte it begins at.
fn path_at(text: &str, start: usize) -> Vec<(&str, usize)> {
    let mut names = Vec::new();
    let mut byte = start;
    while let Some(rest) = text.get(byte..) {
        let marks: usize = rest
            .chars()
            .take_while(|c| matches!(c, '.' | '?' | '[' | ']' | '"' | '\''))
            .map(char::len_utf8)
            .sum();
        let is_key =
            rest.get(..marks).is_some_and(|marks| marks.contains('[') && marks.ends_with(['"', '\'']));
        let is_part = |c: &char| {
            if is_key { !matches!(c, '"' | '\'' | '\n') } else { c.is_alphanumeric() || *c == '_' }
        };
        let name = rest.get(marks..).unwrap_or("");
        let length: usize = name.chars().take_while(is_part).map(char::len_utf8).sum();
        if length == 0 || (marks == 0 && byte != start) {
            break;
        }
        names.extend(name.get(..length).map(|name| (name, byte + marks)));
        byte += marks + length;
    }
    names
}

/// Variables that only some papers have, beside those of the body.
const OF_PAPER: [&str; 4] = ["document", "person", "archive", "packet"];

/// Whether the template itself names a variable so.
fn is_declared(text: &str, name: &str) -> bool {
    text.contains(&format!("{name} in "))
        || text.contains(&format!("set {name} "))
        || text.contains(&format!("set_global {name} "))
}

fn unknown(name: &str, known: &[&str], place: Place) -> Problem {
    let problem =
        Problem::new(&UNKNOWN_VARIABLE, place, say!("没有变量“{name}”", "there is no variable \"{name}\""));
    problem.hint(neighbours(name, known))
}

/// The blocks of the templates that the one at a place extends, the whole chain of them.
fn parent_blocks<'t>(place: &Place, templates: &'t [Template]) -> Vec<&'t str> {
    let child = templates.iter().find(|template| Some(template.shown.as_str()) == place.file());
    let parent = child.and_then(|child| parent(&child.text));
    parent.map(|parent| chain::chain(templates, parent).names().to_vec()).unwrap_or_default()
}

/// The name that was probably meant, or those there are.
fn neighbours(name: &str, known: &[&str]) -> Say {
    let likeness = |known: &str| strsim::jaro(known, name);
    let near = known
        .iter()
        .copied()
        .filter(|known| likeness(known) > NEAR)
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    if let Some(near) = near {
        return say!("是不是“{near}”？", "did you mean \"{near}\"?");
    }
    if known.is_empty() {
        return say!("可用的写在模板手册里：docs/templates.md", "docs/templates.md lists what there is");
    }
    let mut sorted = known.to_vec();
    sorted.sort_unstable();
    let more = if sorted.len() > LISTED { " …" } else { "" };
    let list = sorted.into_iter().take(LISTED).collect::<Vec<_>>().join(" ");
    say!("这里有：{list}{more}", "there are: {list}{more}")
}
