//! Texts cut and changed: in place of Tera's own filters, which would cut through what is escaped already, and take a
//! blank for a text.

use tera::{Error, Kwargs, State, TeraResult, Value};

use crate::fill::escape;
use crate::fill::filters::argument::given;
use crate::fill::markers;

/// Filters of Tera that papers have no use for, or that would print what nobody counted: markup for web pages, English
/// plurals, floating point.
pub(super) const REFUSED: &[&str] = &[
    "capitalize",
    "escape",
    "escape_html",
    "escape_xml",
    "float",
    "indent",
    "newlines_to_br",
    "pluralize",
    "round",
    "safe",
    "title",
    "wordcount",
];

/// Every filter of [`REFUSED`].
pub(super) fn refused(_: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    Err(Error::message(
        "没有这个过滤器：数据总是作为文字打印，代码位置用 | typ，数字不用小数 (there is no such filter: data is always printed as text, | typ goes into code, and numbers are whole)",
    ))
}

/// `{{ x | replace(from="-", to="—") }}`.
pub(super) fn replace(value: Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let (from, to) = (kwargs.must_get::<&str>("from")?, kwargs.must_get::<&str>("to")?);
    changed(value, "replace", |text| text.replace(from, to))
}

/// `{{ x | trim }}`: without white space at both ends; `pat="、"` without that mark.
pub(super) fn trim(value: Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let mark = kwargs.get::<&str>("pat")?;
    changed(value, "trim", |text| end(start(text, mark), mark).to_owned())
}

/// `{{ x | trim_start }}`: the same at the beginning alone.
pub(super) fn trim_start(value: Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let mark = kwargs.get::<&str>("pat")?;
    changed(value, "trim_start", |text| start(text, mark).to_owned())
}

/// `{{ x | trim_end(pat="。") }}`: the same at the end alone.
pub(super) fn trim_end(value: Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let mark = kwargs.get::<&str>("pat")?;
    changed(value, "trim_end", |text| end(text, mark).to_owned())
}

fn start<'t>(text: &'t str, mark: Option<&str>) -> &'t str {
    mark.map_or_else(|| text.trim_start(), |mark| text.trim_start_matches(mark))
}

fn end<'t>(text: &'t str, mark: Option<&str>) -> &'t str {
    mark.map_or_else(|| text.trim_end(), |mark| text.trim_end_matches(mark))
}

/// `{{ x | truncate(length=5) }}`: the first five characters, and `…` where there were more; `end` is another sign.
pub(super) fn truncate(value: Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let length = kwargs.must_get::<usize>("length")?;
    let end = kwargs.get::<&str>("end")?.unwrap_or("…");
    changed(value, "truncate", |text| {
        let kept: String = text.chars().take(length).collect();
        if kept.len() < text.len() { kept + end } else { kept }
    })
}

/// `{{ "ab" | upper }}`: AB.
pub(super) fn upper(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    changed(value, "upper", str::to_uppercase)
}

/// `{{ "AB" | lower }}`: ab.
pub(super) fn lower(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    changed(value, "lower", str::to_lowercase)
}

/// `{{ x | split(pat="、") }}`: the parts of a text as a list; of a blank none.
pub(super) fn split(value: Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let mark = kwargs.must_get::<&str>("pat")?;
    if value.is_undefined() {
        return Err(escape::undefined());
    }
    let text = plain(&value, "split")?;
    let parts = text.split(mark).filter(|part| !part.is_empty() && !markers::is_blank(part)).map(Value::from);
    Ok(Value::from(parts.collect::<Vec<_>>()))
}

/// `{{ list | reverse }}`: the last item first.
pub(super) fn reverse(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    match value.as_array() {
        Some(items) => Ok(Value::from(items.iter().rev().cloned().collect::<Vec<_>>())),
        None if value.is_undefined() => Err(escape::undefined()),
        None => Err(Error::message("reverse 只用于列表 (reverse is for lists)")),
    }
}

fn changed(value: Value, name: &str, change: impl FnOnce(&str) -> String) -> TeraResult<Value> {
    given(value, |value| Ok(Value::normal_string(&change(plain(value, name)?))))
}

/// The text of a value that has not been escaped yet.
fn plain<'v>(value: &'v Value, name: &str) -> TeraResult<&'v str> {
    value.as_str().filter(|_| !value.is_safe()).ok_or_else(|| {
        Error::message(format!("{name} 只用于文字，写在 typ 前面 ({name} is for plain texts, before typ)"))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::fill::filters::rendered;
    use crate::fill::markers;

    #[test]
    fn texts_are_cut_and_blanks_are_not() {
        let context = json!({"x": " 村、居、 ", "b": markers::blank("地点名称"), "l": ["一", "二"]});
        let of = |filter: &str| rendered(&format!("{{{{ {filter} }}}}"), &context);
        assert_eq!(of("x | trim | trim(pat='、')").unwrap(), "村、居");
        assert_eq!(of("x | trim | truncate(length=1)").unwrap(), "村…");
        assert_eq!(
            of("'。好。' | trim_end(pat='。')").unwrap() + &of("'。好。' | trim_start(pat='。')").unwrap(),
            "。好好。"
        );
        assert_eq!(of("'F4' | lower | upper").unwrap(), "F4");
        assert_eq!(of("x | trim | split(pat='、') | reverse | join_cn").unwrap(), "居、村");
        assert_eq!(of("l | reverse | join_cn").unwrap(), "二、一");
        assert_eq!(of("b | truncate(length=2) | typ").unwrap(), "blank(\"地点名称\")");
        assert_eq!(of("b | split(pat='、') | length").unwrap(), "0");
    }

    #[test]
    fn nothing_cuts_through_the_escape() {
        let context = json!({"x": "\"#read(1)"});
        for filter in [
            "trim(pat='\"')",
            "replace(from='\"', to='')",
            "truncate(length=3)",
            "lower",
            "split(pat='#')",
            "reverse",
        ] {
            assert!(rendered(&format!("{{{{ x | typ | {filter} }}}}"), &context).is_err(), "{filter}");
        }
        for filter in super::REFUSED {
            assert!(rendered(&format!("{{{{ x | {filter} }}}}"), &context).is_err(), "{filter}");
        }
    }
}
