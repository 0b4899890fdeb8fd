//! A key of `cycle.toml` that stands in another section than its own: the schema knows where it belongs.

use serde_json::Value as Json;

use crate::cycle::file::CycleFile;
use crate::model::schema_text;
use crate::problem::Say;
use crate::say;

/// The sections that have a key which the reader did not expect where it stands.
pub(super) fn misplaced(message: &str) -> Option<Say> {
    let key = message.strip_prefix("unknown field `")?.split('`').next()?;
    let schema: Json = serde_json::from_str(&schema_text::<CycleFile>()).ok()?;
    let has_key = |section: &Json| {
        let reference = [&section["$ref"], &section["allOf"][0]["$ref"], &section["items"]["$ref"]];
        let path = reference.iter().find_map(|reference| reference.as_str()?.strip_prefix('#'));
        path.and_then(|path| schema.pointer(path))
            .is_some_and(|section| !section["properties"][key].is_null())
    };
    let sections = schema["properties"].as_object()?.iter().filter(|(_, section)| has_key(section));
    let heading = |(name, section): (&String, &Json)| match section["type"].as_str() {
        Some("array") => format!("[[{name}]]"),
        _ => format!("[{name}]"),
    };
    let sections: Vec<String> = sections.map(heading).collect();
    if sections.is_empty() {
        let is_top = !schema["properties"][key].is_null();
        return is_top.then(|| {
            say!(
                "{key} 写在文件开头，第一个方括号之前",
                "{key} belongs at the beginning, above the first heading in brackets"
            )
        });
    }
    let list = sections.join(" ");
    Some(say!("{key} 写在 {list} 下面", "{key} belongs below {list}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_sent_to_its_section() {
        let said =
            |key: &str| misplaced(&format!("unknown field `{key}`, expected one of")).map(|said| said.zh);
        assert_eq!(said("layer").as_deref(), Some("layer 写在 [cycle] 下面"));
        assert_eq!(said("mark").as_deref(), Some("mark 写在 [ballot] 下面"));
        assert_eq!(said("units").as_deref(), Some("units 写在文件开头，第一个方括号之前"));
        assert_eq!(said("nosuch"), None);
    }
}
