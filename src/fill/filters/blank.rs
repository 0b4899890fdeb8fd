//! Places without a text.

use tera::{Kwargs, State, TeraResult, Value};

use crate::fill::escape;
use crate::fill::markers;

/// `{% if x is blank %}`: the data does not say.
pub(super) fn is_blank(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<bool> {
    if value.is_undefined() { Err(escape::undefined()) } else { Ok(markers::is_blank_value(&value)) }
}

/// `{{ blank(label="地点") }}`: a visible blank that is reported under this label.
pub(super) fn blank(kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    Ok(Value::from(markers::blank(kwargs.must_get::<&str>("label")?)))
}

/// `{{ row["致富项目"] | or_blank(label="致富项目") }}`: the value, or a visible blank where there is none; the one filter
/// that takes a field which may not exist.
pub(super) fn or_blank(value: Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let label = kwargs.must_get::<&str>("label")?;
    let empty =
        value.is_undefined() || value.is_none() || value.as_str().is_some_and(|text| text.trim().is_empty());
    Ok(if empty { Value::from(markers::blank(label)) } else { value })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::fill::filters::rendered;
    use crate::fill::markers;

    #[test]
    fn blanks_are_seen_and_made() {
        let context = json!({"x": markers::blank("地点"), "y": "村", "d": {"text": markers::blank("日期")}, "e": {}, "s": " "});
        let template =
            "{% if x is blank %}1{% endif %}{% if y is blank %}2{% endif %}{% if d is blank %}3{% endif %}";
        assert_eq!(rendered(template, &context).unwrap(), "13");
        assert!(rendered("{% if z is blank %}1{% endif %}", &context).is_err());
        assert_eq!(rendered("{{ blank(label='地点') | typ }}", &context).unwrap(), "blank(\"地点\")");
        assert!(rendered("{{ blank() }}", &context).is_err());
        let or_blank = |value: &str| {
            rendered(&format!("{{{{ {value} | or_blank(label='项目') | typ }}}}"), &context).unwrap()
        };
        assert_eq!(or_blank("e['项目']"), "blank(\"项目\")");
        assert_eq!(or_blank("s"), "blank(\"项目\")");
        assert_eq!(or_blank("y"), "\"村\"");
        assert_eq!(or_blank("x"), "blank(\"地点\")");
    }
}
