//! The blocks of a template as they stand in its text, and what a child template remembers of those it was taken from.

/// Begins the line that says what the blocks were when they were taken out.
const RECORD: &str = "{# huanjie:from";

/// The line that a child keeps of the blocks it was taken from: each name and its fingerprint.
pub(super) fn record<'b>(blocks: impl IntoIterator<Item = (&'b str, &'b str)>) -> String {
    let prints = blocks.into_iter().map(|(name, body)| format!("{name}={}", fingerprint(body)));
    format!("{RECORD} {} #}}", prints.collect::<Vec<_>>().join(" "))
}

/// The blocks of a child template as they were when it was taken out: name and fingerprint.
pub(super) fn recorded(text: &str) -> Vec<(&str, &str)> {
    let line = text.split(RECORD).nth(1).and_then(|rest| rest.split("#}").next()).unwrap_or_default();
    line.split_whitespace().filter_map(|word| word.split_once('=')).collect()
}

/// A child template that remembers what a block was below.
pub(super) fn with_record(text: &str, name: &str, below: &str) -> String {
    rerecorded(text, name, Some(fingerprint(below)))
}

/// A child template that does not remember a block any more.
pub(super) fn without_record(text: &str, name: &str) -> String {
    rerecorded(text, name, None)
}

fn rerecorded(text: &str, name: &str, print: Option<String>) -> String {
    let kept = recorded(text).into_iter().filter(|(own, _)| *own != name);
    let mut prints: Vec<String> = kept.map(|(own, print)| format!("{own}={print}")).collect();
    prints.extend(print.map(|print| format!("{name}={print}")));
    let line = format!("{RECORD} {} #}}", prints.join(" "));
    let old = text.find(RECORD).and_then(|at| Some((at, at + text.get(at..)?.find("#}")? + 2)));
    match (old, prints.is_empty()) {
        (Some((at, end)), false) => {
            [text.get(..at), Some(&line), text.get(end..)].into_iter().flatten().collect()
        }
        (Some((at, end)), true) => [text.get(..at), text.get(end..)].into_iter().flatten().collect(),
        (None, true) => text.to_owned(),
        (None, false) => format!("{}\n{line}\n", text.trim_end()),
    }
}

/// Eight characters that tell one text from another.
pub(super) fn fingerprint(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().chars().take(8).collect()
}

/// The outermost blocks of a template: their names, and each from its opening tag to its closing one.
pub(super) fn blocks(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let (mut depth, mut open, mut at) = (0_usize, None, 0);
    while let Some((tag, start, end)) = next_tag(text, at) {
        let mut words = tag.split_whitespace();
        match words.next() {
            Some("block") => {
                if depth == 0 {
                    open = Some((words.next().unwrap_or_default(), start));
                }
                depth += 1;
            }
            Some("endblock") => {
                depth = depth.saturating_sub(1);
                if let (0, Some((name, from))) = (depth, open) {
                    found.push((name, text.get(from..end).unwrap_or_default()));
                    open = None;
                }
            }
            _ => {}
        }
        at = end;
    }
    found
}

/// The blocks of a template and those inside them, in the order in which they begin.
pub(super) fn all_blocks(text: &str) -> Vec<(&str, &str)> {
    let (mut open, mut found, mut at) = (Vec::new(), Vec::new(), 0);
    while let Some((tag, start, end)) = next_tag(text, at) {
        let mut words = tag.split_whitespace();
        match words.next() {
            Some("block") => open.push((start, words.next().unwrap_or_default())),
            Some("endblock") => {
                if let Some((from, name)) = open.pop() {
                    found.push((from, name, text.get(from..end).unwrap_or_default()));
                }
            }
            _ => {}
        }
        at = end;
    }
    found.sort_unstable_by_key(|(from, _, _)| *from);
    found.into_iter().map(|(_, name, body)| (name, body)).collect()
}

/// The name of the innermost block that a byte of a template stands in.
pub(super) fn innermost(text: &str, offset: usize) -> Option<&str> {
    let (mut open, mut at) = (Vec::new(), 0);
    while let Some((tag, _, end)) = next_tag(text, at).filter(|(_, start, _)| *start <= offset) {
        let mut words = tag.split_whitespace();
        match words.next() {
            Some("block") => open.push(words.next().unwrap_or_default()),
            Some("endblock") => {
                open.pop();
            }
            _ => {}
        }
        at = end;
    }
    open.pop()
}

/// The next tag `{% … %}` from a byte on: what stands in it, and where it begins and ends.
fn next_tag(text: &str, from: usize) -> Option<(&str, usize, usize)> {
    let start = from + text.get(from..)?.find("{%")?;
    let end = start + text.get(start..)?.find("%}")? + 2;
    Some((text.get(start + 2..end - 2)?.trim_matches('-').trim(), start, end))
}

/// What stands between the tags of a block.
pub(super) fn inner(block: &str) -> &str {
    let inner = block.find("%}").and_then(|end| block.get(end + 2..)).unwrap_or_default();
    inner.rfind("{%").and_then(|start| inner.get(..start)).unwrap_or_default()
}

/// The text of a template outside its blocks.
pub(super) fn outside(text: &str) -> String {
    blocks(text).into_iter().fold(text.to_owned(), |rest, (name, body)| {
        rest.replacen(body, &format!("{{% block {name} %}}…{{% endblock {name} %}}"), 1)
    })
}

/// The template that a text extends, as it is written there.
pub(super) fn parent(text: &str) -> Option<&str> {
    text.split("extends \"").nth(1)?.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outermost_blocks_are_found_whole() {
        let text = "a {% block one %}x{% block inner %}y{% endblock inner %}z{% endblock one %} b {%- block two -%}{{ t }}{% endblock %}";
        let found = blocks(text);
        assert_eq!(
            found[0],
            ("one", "{% block one %}x{% block inner %}y{% endblock inner %}z{% endblock one %}")
        );
        assert_eq!(found[1].0, "two");
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_byte_stands_in_the_innermost_block_around_it() {
        let text = "a{% block one %}x{% block inner %}y{% endblock inner %}z{% endblock one %}b";
        let of = |word: &str| innermost(text, text.find(word).unwrap());
        assert_eq!((of("x"), of("y"), of("z")), (Some("one"), Some("inner"), Some("one")));
        assert_eq!((innermost(text, 0), innermost(text, text.len() - 1)), (None, None));
    }

    #[test]
    fn blocks_inside_blocks_are_known_too() {
        let text = "{% block one %}x{% block inner %}y{% endblock inner %}z{% endblock one %}{% block two %}{% endblock two %}";
        let names: Vec<_> = all_blocks(text).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["one", "inner", "two"]);
    }
}
