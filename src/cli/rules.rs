//! `huanjie check --rules`: every rule with its code, its source, and the values of the cycle that it goes by.

use serde::Serialize;

use crate::check::{RULES, Rule};
use crate::cli::args::CheckFormat;
use crate::cli::report::{json, text as report};
use crate::cycle::Rules;
use crate::problem::{Lang, Severity};

#[derive(Serialize)]
struct RulesJson {
    rules: Vec<RuleJson>,
}

#[derive(Serialize)]
struct RuleJson {
    code: &'static str,
    severity: &'static str,
    title: &'static str,
    source: &'static str,
    values: Vec<ValueJson>,
}

/// A key of `[rules]` that the rule asks.
#[derive(Serialize)]
struct ValueJson {
    key: String,
    /// As `cycle.toml` writes it; none where nothing is set.
    value: Option<String>,
    /// Whether that is the default.
    is_default: bool,
}

pub(super) fn show(rules: &Rules, format: CheckFormat, lang: Lang) {
    let list: Vec<RuleJson> = RULES.iter().map(|rule| of(rule, rules, lang)).collect();
    match format {
        CheckFormat::Json => json::print(&RulesJson { rules: list }),
        CheckFormat::Text | CheckFormat::Xlsx => {
            list.iter().zip(RULES).for_each(|(shown, rule)| text(shown, rule.code.severity, lang));
        }
    }
}

fn of(rule: &Rule, rules: &Rules, lang: Lang) -> RuleJson {
    let standard = Rules::default();
    let value = |key: String| {
        let value = rules.value(&key);
        ValueJson { is_default: value == standard.value(&key), key, value }
    };
    RuleJson {
        code: rule.code.id,
        severity: report::severity(rule.code.severity, Lang::En),
        title: if lang == Lang::Zh { rule.title.zh } else { rule.title.en },
        source: rule.code.source,
        values: rule.keys.iter().flat_map(|key| keys(key)).map(value).collect(),
    }
}

/// `#.exec_min` stands for `town.exec_min` and `unit.exec_min`.
fn keys(key: &str) -> Vec<String> {
    match key.strip_prefix('#') {
        Some(rest) => ["town", "unit"].map(|level| format!("{level}{rest}")).to_vec(),
        None => vec![key.to_owned()],
    }
}

fn text(rule: &RuleJson, severity: Severity, lang: Lang) {
    let severity = report::severity(severity, lang);
    println!("{:<22} {severity}  {}  [{}]", rule.code, rule.title, rule.source);
    for ValueJson { key, value, is_default } in &rule.values {
        let value = value.as_deref().unwrap_or(if lang == Lang::Zh { "未定" } else { "not set" });
        let mark = match (is_default, lang) {
            (false, _) => "",
            (true, Lang::Zh) => "（默认）",
            (true, Lang::En) => " (default)",
        };
        println!("{:<22}   rules.{key} = {value}{mark}", "");
    }
}
