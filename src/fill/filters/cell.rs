//! What a column of a roster prints of one record.

use tera::value::Key;
use tera::{Error, Kwargs, State, TeraResult, Value};

use crate::fill::escape;
use crate::fill::markers;

/// The place in the list, which the record itself does not know.
const NUMBER: &str = "no";
/// How the message begins that a column asks for a field which the records do not have.
pub(in crate::fill) const WRONG_VALUE: &str = "栏里的 value ";
/// Columns of the tables that have no meaning for us, by their headers.
const EXTRA: &str = "extra.";

/// `{{ officer | cell(of=column, no=loop.index) }}`: of the fields that the column names the first that is known, else a blank
/// under the column's heading.
pub(super) fn cell(value: Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let column = kwargs.must_get::<Value>("of")?;
    let number = kwargs.get::<Value>(NUMBER)?;
    if value.is_undefined() {
        return Err(escape::undefined());
    }
    let field = |name: &str| column.as_map().and_then(|map| map.get(&Key::from(name.to_owned())));
    let paths = field("value").and_then(Value::as_array).unwrap_or_default();
    let mut last = None;
    for path in paths.iter().filter_map(Value::as_str) {
        let found = match (path, &number) {
            (NUMBER, Some(number)) => Some(number.clone()),
            _ => at(&value, path)?,
        };
        match found {
            Some(found) if !markers::is_blank_value(&found) => return Ok(found),
            found => last = last.or(found),
        }
    }
    let heading = field("heading").and_then(Value::as_str).unwrap_or_default().replace('\n', "");
    Ok(last.unwrap_or_else(|| Value::from(markers::blank(&heading))))
}

/// The value at a path of a record; none where a table has no such column.
fn at(record: &Value, path: &str) -> TeraResult<Option<Value>> {
    let field = |value: &Value, name: &str| {
        value.as_map().and_then(|map| map.get(&Key::from(name.to_owned())).cloned())
    };
    if let Some(header) = path.strip_prefix(EXTRA) {
        return Ok(field(record, "extra").and_then(|extra| field(&extra, header)));
    }
    let mut value = record.clone();
    for name in path.split('.') {
        value = field(&value, name).ok_or_else(|| {
            Error::message(format!(
                "{WRONG_VALUE}“{path}”没有这一项 (there is no field \"{path}\" for the column)"
            ))
        })?;
    }
    Ok(Some(value))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use crate::fill::filters::rendered;
    use crate::fill::markers;

    fn cell(value: &[&str]) -> Result<String, String> {
        let officer = json!({
            "name": "何静", "birth": {"dots": "1984.03"}, "position": markers::blank("单位"), "job": "教师",
            "extra": {"获奖.情况": "无"},
        });
        let column: Json = json!({"heading": "栏\n名", "value": value});
        rendered("{{ o | cell(of=c, no=7) | typ }}", &json!({"o": officer, "c": column}))
    }

    #[test]
    fn a_column_prints_the_first_field_that_is_known() {
        assert_eq!(cell(&["birth.dots"]).unwrap(), "\"1984.03\"");
        assert_eq!(cell(&["position", "job"]).unwrap(), "\"教师\"");
        assert_eq!(cell(&["position"]).unwrap(), "blank(\"单位\")");
        assert_eq!(cell(&["extra.获奖.情况"]).unwrap(), "\"无\"");
        assert_eq!(cell(&["extra.开户行"]).unwrap(), "blank(\"栏名\")");
        assert_eq!(cell(&[]).unwrap(), "blank(\"栏名\")");
        assert_eq!(cell(&["no"]).unwrap(), "7");
        assert!(cell(&["nmae"]).unwrap_err().contains("nmae"));
    }
}
