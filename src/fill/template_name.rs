//! What a template's file is called: `plan.typ.tera`, or `plan.typ` in layers of before.
//!
//! A template is Tera text that becomes Typst; editors for Typst choke on it, those for Tera and Jinja know it by `.tera`.
//! Everywhere else it goes by its name, `plan.typ`, so that one stands over the other whichever way the files are called.

/// Ends the names of all templates.
const TYPST: &str = ".typ";
/// Ends the files of templates besides, today.
const TERA: &str = ".tera";
/// Files of plain Typst are in here.
const LIBRARY: &str = "lib/";

/// The name of the template in a file of a layer: `plan.typ` of `plan.typ.tera` and of `plan.typ`. None for a file that
/// is no template.
pub(super) fn of_file(path: &str) -> Option<&str> {
    Some(written(path)).filter(|name| name.ends_with(TYPST) && !name.starts_with(LIBRARY))
}

/// The name of a template as a layer writes it in `pack.toml` or after `extends`: the name, or the name of the file.
pub(super) fn written(text: &str) -> &str {
    text.strip_suffix(TERA).filter(|name| name.ends_with(TYPST)).unwrap_or(text)
}

/// What the file of a template is called today.
pub(super) fn file(name: &str) -> String {
    format!("{name}{TERA}")
}

/// A template's text as Tera reads it: where `extends` and `include` write the name of a file, they have the name of the
/// template, and spaces in place of what is cut off, so that nothing moves.
pub(super) fn resolved(text: &str) -> String {
    let mut resolved = text.to_owned();
    for tag in ["extends", "include"] {
        for (at, _) in text.match_indices(tag) {
            if let Some(end) = ending(text, at, at + tag.len()) {
                let mark = text.get(end + TERA.len()..end + TERA.len() + 1).unwrap_or_default();
                let spaces = " ".repeat(TERA.len());
                resolved.replace_range(end..end + TERA.len() + mark.len(), &format!("{mark}{spaces}"));
            }
        }
    }
    resolved
}

/// Where `.tera` begins in the name after a tag's word, which stands from `at` to `after`; none where it is no such tag.
fn ending(text: &str, at: usize, after: usize) -> Option<usize> {
    let before = text.get(..at)?.trim_end();
    if !before.ends_with("{%") && !before.ends_with("{%-") {
        return None;
    }
    let rest = text.get(after..)?;
    let name = rest.trim_start();
    let mark = name.chars().next().filter(|mark| matches!(mark, '"' | '\'' | '`'))?;
    let begin = after + rest.len() - name.len() + mark.len_utf8();
    let name = text.get(begin..)?.split(mark).next()?;
    (written(name) != name).then_some(begin + written(name).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_goes_by_one_name_whichever_way_its_file_is_called() {
        assert_eq!(of_file("plan.typ"), Some("plan.typ"));
        assert_eq!(of_file("plan.typ.tera"), Some("plan.typ"));
        assert_eq!(of_file("parts/head.typ.tera"), Some("parts/head.typ"));
        assert_eq!(of_file("lib/gongwen.typ"), None);
        assert_eq!(of_file("lib/gongwen.typ.tera"), None);
        assert_eq!(of_file("notes.tera"), None);
        assert_eq!(of_file("pack.toml"), None);
        assert_eq!(file("plan.typ"), "plan.typ.tera");
    }

    #[test]
    fn a_tag_that_names_a_file_names_the_template_and_nothing_moves() {
        assert_eq!(
            resolved("{% extends \"default/plan.typ.tera\" %}{{ a }}"),
            "{% extends \"default/plan.typ\"      %}{{ a }}"
        );
        assert_eq!(resolved("{%- include 'a.typ.tera' -%}"), "{%- include 'a.typ'      -%}");
        let other =
            ["{% include \"a.typ\" %}", "{{ \"a.typ.tera\" }}", "include \"a.typ.tera\"", "{% extends"];
        for text in other {
            assert_eq!(resolved(text), text);
        }
    }
}
