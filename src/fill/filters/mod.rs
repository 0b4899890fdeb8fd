//! What templates may do with values: one function and one line in [`register`] each.
//!
//! A blank passes through every filter as it is, and a variable that does not exist is an error in every one.

mod date;
mod list;
mod numeral;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::fill::escape;

/// Registers filters and tests; Tera wants them before the templates.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("typ", typ);
    tera.register_filter("cn", numeral::cn_filter);
    tera.register_filter("cn_upper", numeral::cn_upper_filter);
    tera.register_filter("join_cn", list::join_cn);
    tera.register_filter("date_text", date::date_text);
    tera.register_filter("year_month", date::year_month);
    tera.register_filter("replace", replace);
    tera.register_filter("safe", safe);
    tera.register_test("blank", blank);
}

/// `{{ x | typ }}`: the value as Typst code.
fn typ(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    Ok(Value::safe_string(&escape::literal(&value)?))
}

/// `{% if x is blank %}`.
fn blank(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<bool> {
    if value.is_undefined() { Err(escape::undefined()) } else { Ok(escape::is_blank_value(&value)) }
}

/// Tera's own would cut through what is escaped already.
fn replace(value: Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let (from, to) = (kwargs.must_get::<&str>("from")?, kwargs.must_get::<&str>("to")?);
    given(value, |value| match value.as_str().filter(|_| !value.is_safe()) {
        Some(text) => Ok(Value::normal_string(&text.replace(from, to))),
        None => Err(Error::message("replace 只用于文字 (replace is for plain texts)")),
    })
}

/// Tera's own would let a cell's text become Typst code.
fn safe(_: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    Err(Error::message(
        "没有 safe：数据总是作为文字打印，代码位置用 | typ (there is no safe: data is always printed as text; use | typ in code)",
    ))
}

/// Applies `change` to a value that is there; a blank stays what it is.
fn given(value: Value, change: impl FnOnce(&Value) -> TeraResult<Value>) -> TeraResult<Value> {
    match value {
        value if value.is_undefined() => Err(escape::undefined()),
        value if value.as_str().is_some_and(escape::is_blank) => Ok(value),
        value => change(&value),
    }
}

#[cfg(test)]
pub(super) fn rendered(template: &str, context: &serde_json::Value) -> Result<String, String> {
    let mut tera = Tera::default();
    register(&mut tera);
    let context = tera::Context::from_serialize(context).unwrap();
    tera.render_str(template, &context, false).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn blanks_are_seen() {
        let context = json!({"x": escape::blank("地点"), "y": "村", "d": {"text": escape::blank("日期")}});
        let template =
            "{% if x is blank %}1{% endif %}{% if y is blank %}2{% endif %}{% if d is blank %}3{% endif %}";
        assert_eq!(rendered(template, &context).unwrap(), "13");
        assert!(rendered("{% if z is blank %}1{% endif %}", &context).is_err());
        assert!(rendered("{{ z | typ }}", &context).unwrap_err().contains(escape::UNDEFINED));
    }

    #[test]
    fn nothing_turns_the_escape_off() {
        let context = json!({"x": "a-b"});
        assert!(rendered("{{ x | safe }}", &context).is_err());
        assert_eq!(rendered("{{ x | replace(from='-', to='—') | typ }}", &context).unwrap(), "\"a—b\"");
    }
}
