//! Every rule with its code, its source, and the values of the cycle that it goes by.

use std::io::{Result, Write};

use serde::Serialize;

use crate::check::{RULES, Rule};
use crate::cycle::Rules;
use crate::problem::Lang;
use crate::report::text;

/// The JSON of `check --rules`.
#[derive(Debug, Serialize)]
pub struct RulesJson {
    rules: Vec<RuleJson>,
}

#[derive(Debug, Serialize)]
struct RuleJson {
    code: &'static str,
    severity: &'static str,
    title: &'static str,
    source: &'static str,
    values: Vec<ValueJson>,
}

/// A key of `[rules]` that the rule asks.
#[derive(Debug, Serialize)]
struct ValueJson {
    key: String,
    /// As `cycle.toml` writes it; none where nothing is set.
    value: Option<String>,
    /// Whether that is the default.
    is_default: bool,
}

impl RulesJson {
    /// All rules, with the values of this cycle.
    #[must_use]
    pub fn new(rules: &Rules, lang: Lang) -> Self {
        Self { rules: RULES.iter().map(|rule| of(rule, rules, lang)).collect() }
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
        severity: text::severity(rule.code.severity, Lang::En),
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

/// All rules for people.
///
/// # Errors
/// When `out` takes no more.
pub fn rules(rules: &Rules, lang: Lang, out: &mut dyn Write) -> Result<()> {
    for (shown, rule) in RulesJson::new(rules, lang).rules.iter().zip(RULES) {
        let severity = text::severity(rule.code.severity, lang);
        writeln!(out, "{:<22} {severity}  {}  [{}]", shown.code, shown.title, shown.source)?;
        for ValueJson { key, value, is_default } in &shown.values {
            let value = value.as_deref().unwrap_or(if lang == Lang::Zh { "未定" } else { "not set" });
            let mark = match (is_default, lang) {
                (false, _) => "",
                (true, Lang::Zh) => "（默认）",
                (true, Lang::En) => " (default)",
            };
            writeln!(out, "{:<22}   rules.{key} = {value}{mark}", "")?;
        }
    }
    Ok(())
}
