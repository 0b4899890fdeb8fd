//! Lists in a sentence.

use tera::{Error, Kwargs, State, TeraResult, Value};

use crate::fill::escape;

/// `{{ names | join_cn }}`: 甲、乙、丙. `attribute="name"` takes one field of each item, `sep` another mark, and `last="和"`
/// another one before the last item: 甲、乙和丙.
pub(super) fn join_cn(value: Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let attribute = kwargs.get::<&str>("attribute")?;
    let separator = kwargs.get::<&str>("sep")?.unwrap_or("、");
    let last = kwargs.get::<&str>("last")?;
    if value.is_undefined() {
        return Err(escape::undefined());
    }
    let Some(items) = value.as_array() else {
        let name = value.name();
        return Err(Error::message(format!("join_cn 只用于列表 (join_cn is for lists, this is {name})")));
    };
    let text = |item: &Value| match attribute {
        Some(field) => match item.as_map().and_then(|map| map.get(&field.to_owned().into())) {
            Some(value) => Ok(value.to_string()),
            None => Err(Error::message(format!(
                "列表里没有“{field}”这一项 (the items have no field \"{field}\")"
            ))),
        },
        None => Ok(item.to_string()),
    };
    let texts: Vec<String> = items.iter().map(text).collect::<TeraResult<_>>()?;
    Ok(Value::from(match (last, texts.split_last()) {
        (Some(last), Some((end, before))) if !before.is_empty() => {
            format!("{}{last}{end}", before.join(separator))
        }
        _ => texts.join(separator),
    }))
}

/// `{{ document.annexes | annex(name="timetable") }}`: 附件2, or 附件 where it is the only one; nothing where the paper has no such
/// annex.
pub(super) fn annex(value: Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let name = kwargs.must_get::<&str>("name")?;
    if value.is_undefined() {
        return Err(escape::undefined());
    }
    let annexes = value.as_array().unwrap_or_default();
    let is_it = |annex: &Value| {
        let own = annex.as_map().and_then(|map| map.get(&"name".into())).and_then(Value::as_str);
        own == Some(name)
    };
    Ok(Value::from(match annexes.iter().position(is_it) {
        None => String::new(),
        Some(_) if annexes.len() == 1 => "附件".to_owned(),
        Some(at) => format!("附件{}", at + 1),
    }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::fill::filters::rendered;
    use crate::fill::markers;

    #[test]
    fn an_annex_is_called_by_its_place_in_the_list() {
        let context = json!({"two": [{"name": "a"}, {"name": "b"}], "one": [{"name": "b"}]});
        let called = |list: &str| {
            let template = format!("{{{{ {list} | annex(name='b') }}}}/{{{{ {list} | annex(name='c') }}}}");
            rendered(&template, &context).unwrap()
        };
        assert_eq!((called("two"), called("one")), ("附件2/".to_owned(), "附件/".to_owned()));
    }

    #[test]
    fn lists_are_joined_with_the_enumeration_comma() {
        let context = json!({"l": ["甲", "乙", markers::blank("姓名")], "o": [{"name": "丙"}, {"name": "丁"}], "e": []});
        assert_eq!(
            rendered("{{ o | join_cn(attribute='name') }}/{{ e | join_cn }}", &context).unwrap(),
            "丙、丁/"
        );
        assert_eq!(
            rendered("{{ l | join_cn | typ }}", &context).unwrap(),
            "[#\"甲、乙、\";#blank(\"姓名\");]"
        );
        assert_eq!(rendered("{{ o | join_cn(attribute='name', sep='，') }}", &context).unwrap(), "丙，丁");
        let and = "{{ l | join_cn(last='和') | typ }}/{{ o | join_cn(attribute='name', last='和') }}/{{ one | join_cn(last='和') }}";
        let context = json!({"l": ["甲", "乙", "丙"], "o": [{"name": "丙"}, {"name": "丁"}], "one": ["甲"]});
        assert_eq!(rendered(and, &context).unwrap(), "\"甲、乙和丙\"/丙和丁/甲");
        assert!(rendered("{{ o | join_cn(attribute='nmae') }}", &context).is_err());
        assert!(rendered("{{ x | join_cn }}", &context).is_err());
    }
}
