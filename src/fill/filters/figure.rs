//! Shares and changes, never computed with floats.

use tera::{Error, Kwargs, State, TeraResult, Value};

use crate::count;
use crate::fill::escape;
use crate::fill::filters::argument::{given, shown};
use crate::fill::markers;
use crate::phrase;

/// `{{ figures["chair.age.36-45"] | share }}`: 45.3%, or a blank.
pub(super) fn share(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    field(&value, "share")
}

/// `{{ figures["chair.age.36-45"] | points }}`: +1.1个百分点 against the last term, or a blank.
pub(super) fn points(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    field(&value, "change")
}

fn field(figure: &Value, name: &str) -> TeraResult<Value> {
    if figure.is_undefined() {
        return Err(escape::undefined());
    }
    let found = figure.as_map().and_then(|map| map.get(&name.to_owned().into()));
    found.cloned().ok_or_else(|| {
        Error::message(format!("{name} 只用于 figures 里的一项数据 ({name} is for an item of figures)"))
    })
}

/// `{{ 48 | share_of(base=106) }}`: 45.3%; `decimals` as the cycle's rules have them, or as given. Rounded half up.
pub(super) fn share_of(value: Value, kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let base = kwargs.must_get::<Value>("base")?;
    let rules = state.get::<Value>("rules")?;
    let own = rules.and_then(|rules| rules.as_map()?.get(&"decimals".into())?.as_i64());
    let decimals = kwargs.get::<u8>("decimals")?.or_else(|| u8::try_from(own?).ok()).unwrap_or(1).min(3);
    given(value, |value| {
        given(base, |base| {
            let share = count::Value::Share { count: whole(value)?, base: whole(base)? };
            let text = phrase::share(share, decimals);
            Ok(text.map_or_else(|| Value::from(markers::blank("占比")), Value::from))
        })
    })
}

fn whole(value: &Value) -> TeraResult<u32> {
    let number = value.as_str().map_or_else(|| value.as_i64(), |text| text.trim().parse().ok());
    let wrong = || Error::message(format!("“{}”不是整数 (not a whole number)", shown(value)));
    number.and_then(|number| u32::try_from(number).ok()).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::fill::filters::rendered;
    use crate::fill::markers;

    #[test]
    fn a_figure_tells_its_share_and_its_change() {
        let figure = json!({"share": "45.3%", "change": "+1.1个百分点"});
        let context = json!({"f": figure, "n": {"share": markers::blank("占比"), "change": null}, "x": 3});
        assert_eq!(rendered("{{ f | share }} {{ f | points }}", &context).unwrap(), "45.3% +1.1个百分点");
        assert_eq!(rendered("{{ n | share | typ }}", &context).unwrap(), "blank(\"占比\")");
        assert!(rendered("{{ x | share }}", &context).is_err());
        assert!(rendered("{{ y | points }}", &context).is_err());
    }

    #[test]
    fn a_share_of_two_numbers_is_rounded_half_up() {
        let context = json!({"rules": {"decimals": 2}, "b": markers::blank("应到"), "zero": 0});
        assert_eq!(rendered("{{ 39 | share_of(base=106) }}", &context).unwrap(), "36.79%");
        assert_eq!(rendered("{{ 39 | share_of(base=106, decimals=1) }}", &context).unwrap(), "36.8%");
        assert_eq!(rendered("{{ '1' | share_of(base=8, decimals=0) }}", &json!({})).unwrap(), "13%");
        assert_eq!(rendered("{{ 39 | share_of(base=b) | typ }}", &context).unwrap(), "blank(\"应到\")");
        assert_eq!(rendered("{{ 0 | share_of(base=zero) | typ }}", &context).unwrap(), "blank(\"占比\")");
        assert!(rendered("{{ 39.5 | share_of(base=106) }}", &context).is_err());
    }
}
