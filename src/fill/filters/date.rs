//! Dates as papers write them.

use tera::{Error, Kwargs, State, TeraResult, Value};

use crate::fill::filters::given;
use crate::model::PartialDate;

/// `{{ d | date_text }}`: 2017年9月4日, from a date of the context or a text such as `2017-09-04`.
pub(super) fn date_text(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    written(value, PartialDate::text)
}

/// `{{ d | year_month }}`: 2017年9月.
pub(super) fn year_month(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    written(value, PartialDate::month_text)
}

/// A date of the context is an object; its `iso` is the date, or the blank.
fn written(value: Value, write: impl FnOnce(PartialDate) -> String) -> TeraResult<Value> {
    let iso = value.as_map().and_then(|map| map.get(&"iso".into())).cloned();
    given(iso.unwrap_or(value), |value| {
        let date = value.as_str().and_then(|text| text.parse().ok());
        let wrong = || Error::message(format!("“{value}”不是日期 (not a date)"));
        Ok(Value::from(write(date.ok_or_else(wrong)?)))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::fill::filters::rendered;

    #[test]
    fn dates_are_written_out() {
        let context = json!({"d": {"iso": "2017-09-04"}, "m": "2017-09", "b": {"iso": crate::fill::escape::blank("大会日期")}});
        let template =
            "{{ d | date_text }} {{ d | year_month }} {{ m | date_text }} {{ b | date_text | typ }}";
        assert_eq!(
            rendered(template, &context).unwrap(),
            "2017年9月4日 2017年9月 2017年9月 blank(\"大会日期\")"
        );
        assert!(rendered("{{ 'x' | date_text }}", &context).is_err());
    }
}
