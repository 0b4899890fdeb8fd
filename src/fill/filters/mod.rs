//! What templates may do with values: one function and one line in [`FILTERS`] each.
//!
//! A blank passes through every filter as it is, and a variable that does not exist is an error in every one.

mod argument;
mod blank;
mod cell;
mod cite;
mod date;
mod figure;
mod list;
mod name;
mod numeral;
mod text;

use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::fill::bounds;
use crate::fill::escape;

/// A filter as Tera calls it.
type Filter = fn(Value, Kwargs, &State<'_>) -> TeraResult<Value>;

/// All of ours by name; `docs/templates.md` has an example of each, held by a test.
pub(super) const FILTERS: &[(&str, Filter)] = &[
    ("typ", typ),
    ("cn", numeral::cn_filter),
    ("cn_upper", numeral::cn_upper_filter),
    ("ordinal", numeral::ordinal),
    ("date_text", date::date_text),
    ("date_cn", date::date_cn),
    ("year_month", date::year_month),
    ("dotted", date::dotted),
    ("join_cn", list::join_cn),
    ("annex", list::annex),
    ("cite", cite::cite),
    ("code", cite::code),
    ("stroke_sort", name::stroke_sort),
    ("spaced", name::spaced),
    ("share", figure::share),
    ("points", figure::points),
    ("share_of", figure::share_of),
    ("or_blank", blank::or_blank),
    ("cell", cell::cell),
    ("replace", text::replace),
    ("trim", text::trim),
    ("trim_start", text::trim_start),
    ("trim_end", text::trim_end),
    ("truncate", text::truncate),
    ("upper", text::upper),
    ("lower", text::lower),
    ("split", text::split),
    ("reverse", text::reverse),
];

pub(super) use cell::WRONG_VALUE;

/// The names of our own filters.
pub fn filter_names() -> impl Iterator<Item = &'static str> {
    FILTERS.iter().map(|(name, _)| *name)
}

/// Registers filters, tests and functions; Tera wants them before the templates.
pub(super) fn register(tera: &mut Tera) {
    for (name, filter) in FILTERS {
        tera.register_filter(*name, *filter);
    }
    for name in text::REFUSED {
        tera.register_filter(*name, text::refused);
    }
    tera.register_test("blank", blank::is_blank);
    tera.register_function("blank", blank::blank);
    tera.register_function("range", bounds::range);
}

/// `{{ x | typ }}`: the value as Typst code.
fn typ(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    Ok(Value::safe_string(&escape::literal(&value)?))
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
    fn a_variable_that_does_not_exist_is_an_error() {
        assert!(rendered("{{ z | typ }}", &json!({})).unwrap_err().contains(escape::UNDEFINED));
    }

    #[test]
    fn nothing_turns_the_escape_off() {
        let context = json!({"x": "a-b"});
        assert!(rendered("{{ x | safe }}", &context).is_err());
        assert_eq!(rendered("{{ x | replace(from='-', to='—') | typ }}", &context).unwrap(), "\"a—b\"");
    }
}
