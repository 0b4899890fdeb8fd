//! Dates as papers write them.

use tera::{Error, Kwargs, State, TeraResult, Value};

use crate::fill::context::dates;
use crate::fill::filters::argument::{given, shown};
use crate::model::PartialDate;

/// `{{ d | date_text }}`: 2017年9月4日, from a date of the context or a text such as `2017-09-04`.
pub(super) fn date_text(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    written(value, PartialDate::text)
}

/// `{{ d | year_month }}`: 2017年9月.
pub(super) fn year_month(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    written(value, PartialDate::month_text)
}

/// `{{ d | date_cn }}`: 二〇一七年九月四日.
pub(super) fn date_cn(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    written(value, dates::chinese)
}

/// `{{ d | dotted }}`: 2017.09.04, as forms write it; as much of the date as is known.
pub(super) fn dotted(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    written(value, |date| date.to_string().replace('-', "."))
}

/// A date of the context is an object; its `iso` is the date, or the blank.
fn written(value: Value, write: impl FnOnce(PartialDate) -> String) -> TeraResult<Value> {
    let iso = value.as_map().and_then(|map| map.get(&"iso".into())).cloned();
    given(iso.unwrap_or(value), |value| {
        let date = value.as_str().and_then(|text| text.parse().ok());
        let wrong = || Error::message(format!("“{}”不是日期 (not a date)", shown(value)));
        Ok(Value::from(write(date.ok_or_else(wrong)?)))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::fill::filters::rendered;

    #[test]
    fn dates_are_written_out() {
        let context = json!({"d": {"iso": "2017-09-04"}, "m": "2017-09", "b": {"iso": crate::fill::markers::blank("大会日期")}});
        let template =
            "{{ d | date_text }} {{ d | year_month }} {{ m | date_text }} {{ b | date_text | typ }}";
        assert_eq!(
            rendered(template, &context).unwrap(),
            "2017年9月4日 2017年9月 2017年9月 blank(\"大会日期\")"
        );
        assert_eq!(
            rendered("{{ d | date_cn }} {{ '2020-12' | date_cn }}", &context).unwrap(),
            "二〇一七年九月四日 二〇二〇年十二月"
        );
        assert_eq!(rendered("{{ d | dotted }} {{ m | dotted }}", &context).unwrap(), "2017.09.04 2017.09");
        assert_eq!(rendered("{{ b | date_cn | typ }}", &context).unwrap(), "blank(\"大会日期\")");
        assert!(rendered("{{ '2017-13' | date_cn }}", &context).is_err());
        assert!(rendered("{{ 'x' | date_text }}", &context).is_err());
    }
}
