//! Names of people: their order and their room.

use tera::{Error, Kwargs, State, TeraResult, Value};

use crate::fill::escape;
use crate::fill::filters::argument::given;
use crate::fill::markers;
use crate::model::{Name, OneCharacterRule};

/// `{{ names | stroke_sort }}`: by strokes of the surname, as `rules.name_sort` says; `attribute="name"` sorts objects by
/// that field. What has no name comes last, in the order it had.
pub(super) fn stroke_sort(value: Value, kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let attribute = kwargs.get::<&str>("attribute")?;
    if value.is_undefined() {
        return Err(escape::undefined());
    }
    let Some(items) = value.as_array() else {
        let name = value.name();
        return Err(Error::message(format!(
            "stroke_sort 只用于列表 (stroke_sort is for lists, this is {name})"
        )));
    };
    let rules = state.get::<Value>("rules")?;
    let own = rules.and_then(|rules| Some(rules.as_map()?.get(&"name_sort".into())?.to_string()));
    let rule = if own.as_deref() == Some(OneCharacterRule::AsWritten.as_str()) {
        OneCharacterRule::AsWritten
    } else {
        OneCharacterRule::BlankFirst
    };
    let named = |item: &Value| -> TeraResult<(Option<Name>, Value)> {
        let text = match attribute {
            Some(field) => {
                item.as_map().and_then(|map| map.get(&field.to_owned().into())).ok_or_else(|| {
                    Error::message(format!("列表里没有“{field}”这一项 (the items have no field \"{field}\")"))
                })?
            }
            None => item,
        };
        let known = text.as_str().filter(|text| !markers::is_blank(text));
        Ok((known.and_then(Name::new), item.clone()))
    };
    let mut named: Vec<_> = items.iter().map(named).collect::<TeraResult<_>>()?;
    named.sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) => a.cmp_by_strokes(b, rule),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    Ok(Value::from(named.into_iter().map(|(_, item)| item).collect::<Vec<_>>()))
}

/// `{{ name | spaced }}`: 王　芳, a name of two Chinese characters with a full-width space, so that it takes the room of
/// three in running text. In tables `person-name` of `lib/forms.typ` does it without a character in between.
pub(super) fn spaced(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    given(value, |value| match value.as_str() {
        Some(name) => {
            let characters: Vec<char> = name.chars().collect();
            Ok(match characters.as_slice() {
                [one, two] if !name.is_ascii() => Value::from(format!("{one}\u{3000}{two}")),
                _ => Value::from(name),
            })
        }
        None => Err(Error::message("spaced 只用于姓名 (spaced is for names)")),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::fill::filters::rendered;
    use crate::fill::markers;

    #[test]
    fn people_stand_by_strokes() {
        let context = json!({"l": ["田大利", "王芳", markers::blank("姓名"), "丁一", "田富"], "o": [{"n": "龚月"}, {"n": "于红"}]});
        let sorted = "{{ l | stroke_sort | join_cn | typ }}";
        assert_eq!(
            rendered(sorted, &context).unwrap(),
            "[#\"丁一、王芳、田富、田大利、\";#blank(\"姓名\");]"
        );
        let objects = "{% for x in o | stroke_sort(attribute='n') %}{{ x.n }}{% endfor %}";
        assert_eq!(rendered(objects, &context).unwrap(), "于红龚月");
        let as_written = json!({"rules": {"name_sort": "as-written"}, "l": ["田富", "田大利"]});
        assert_eq!(rendered("{{ l | stroke_sort | join_cn }}", &as_written).unwrap(), "田大利、田富");
        assert!(rendered("{{ o | stroke_sort(attribute='m') }}", &context).is_err());
        assert!(rendered("{{ x | stroke_sort }}", &context).is_err());
        assert!(rendered("{{ 3 | stroke_sort }}", &context).is_err());
    }

    #[test]
    fn a_short_name_takes_the_room_of_three() {
        let context = json!({"b": markers::blank("姓名")});
        let names = "{{ '王芳' | spaced }} {{ '欧阳玥' | spaced }} {{ '阿依古丽·买买提' | spaced }}";
        assert_eq!(rendered(names, &context).unwrap(), "王\u{3000}芳 欧阳玥 阿依古丽·买买提");
        assert_eq!(rendered("{{ b | spaced | typ }}", &context).unwrap(), "blank(\"姓名\")");
        assert!(rendered("{{ 3 | spaced }}", &context).is_err());
    }
}
