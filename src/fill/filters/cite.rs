//! How one paper names others: by the names and codes that the layers give them, and only those that there are.

use tera::{Kwargs, State, TeraResult, Value};

use crate::fill::escape;

/// `{{ papers | cite(of=["delegate-form", "delegate-roster"]) }}`: 代表登记表（C4）、代表名册（C5）. A paper that the layers
/// have taken out is not named; `codes=false` leaves the codes out, `last="和"` joins the last one otherwise.
pub(super) fn cite(value: Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let of = kwargs.must_get::<Vec<String>>("of")?;
    let codes = kwargs.get::<bool>("codes")?.unwrap_or(true);
    let last = kwargs.get::<&str>("last")?.unwrap_or("、");
    if value.is_undefined() {
        return Err(escape::undefined());
    }
    let name = |id: &String| {
        let short = field(&value, id, "short")?;
        let code = if codes { bracketed(&value, id) } else { String::new() };
        Some(format!("{short}{code}"))
    };
    let names: Vec<String> = of.iter().filter_map(name).collect();
    Ok(Value::from(match names.split_last() {
        Some((end, before)) if !before.is_empty() => format!("{}{last}{end}", before.join("、")),
        _ => names.concat(),
    }))
}

/// `{{ papers | code(of="sign-in") }}`: （E21）, to be put behind the name of a thing; nothing where there is no such paper.
pub(super) fn code(value: Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let of = kwargs.must_get::<&str>("of")?;
    if value.is_undefined() {
        return Err(escape::undefined());
    }
    Ok(Value::from(bracketed(&value, of)))
}

fn bracketed(papers: &Value, id: &str) -> String {
    field(papers, id, "code").map(|code| format!("（{code}）")).unwrap_or_default()
}

/// A field of a paper; none where the layers have no such paper, or make none.
fn field(papers: &Value, id: &str, name: &str) -> Option<String> {
    let paper = papers.as_map()?.get(&id.to_owned().into())?.as_map()?;
    let of = |name: &str| paper.get(&name.to_owned().into());
    of("made")?.as_bool().filter(|made| *made)?;
    Some(of(name)?.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::fill::filters::rendered;

    #[test]
    fn papers_are_named_as_the_layers_have_them() {
        let papers = json!({"papers": {"form": {"made": true, "short": "登记表", "code": "C4"},
            "list": {"made": true, "short": "名册", "code": "C5"}, "gone": {"made": false, "short": "表", "code": "C6"}}});
        let said = |call: &str| rendered(&format!("{{{{ papers | {call} }}}}"), &papers).unwrap();
        assert_eq!(said("cite(of=['form', 'list'])"), "登记表（C4）、名册（C5）");
        assert_eq!(said("cite(of=['form', 'gone', 'list'], codes=false, last='和')"), "登记表和名册");
        assert_eq!(said("cite(of=['gone', 'list'], last='和')"), "名册（C5）");
        assert_eq!(said("cite(of=['gone', 'never'])"), "");
        assert_eq!(said("code(of='list')"), "（C5）");
        assert_eq!(said("code(of='gone')"), "");
        assert!(rendered("{{ paper | code(of='list') }}", &papers).is_err());
    }
}
