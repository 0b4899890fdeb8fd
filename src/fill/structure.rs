//! What is wrong with the tags of a template as a whole, said before Tera looks: the block that has no end, by its name, and text
//! that a child template would never print.

use crate::fill::template::Template;
use crate::fill::tera_errors::TEMPLATE_ERROR;
use crate::problem::{Problem, place_in};
use crate::say;

/// A piece of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// Text of the paper, with the values in it.
    Text(&'t str),
    /// What stands between `{%` and `%}`.
    Tag(&'t str),
    /// Comments.
    Comment,
}

/// The pieces of a template, each with the byte it begins at; what is not closed ends with the text.
pub(super) fn pieces(text: &str) -> Vec<(usize, Piece<'_>)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let next = ["{%", "{#"].iter().filter_map(|open| rest.find(open)).min();
        let Some(start) = next else {
            pieces.push((at, Piece::Text(rest)));
            break;
        };
        if start > 0 {
            pieces.push((at, Piece::Text(rest.get(..start).unwrap_or_default())));
        }
        let inner = rest.get(start..).unwrap_or_default();
        let is_tag = inner.starts_with("{%");
        let end = inner.find(if is_tag { "%}" } else { "#}" }).map_or(inner.len(), |end| end + 2);
        let whole = inner.get(..end).unwrap_or_default();
        let words = whole.trim_start_matches("{%").trim_end_matches("%}").trim_matches('-').trim();
        pieces.push((at + start, if is_tag { Piece::Tag(words) } else { Piece::Comment }));
        at += start + end;
    }
    pieces
}

/// Tags that have an end, and what it is called.
const PAIRS: [(&str, &str); 3] = [("block", "endblock"), ("if", "endif"), ("for", "endfor")];

/// The first tag without an end, or the first text outside the blocks of a child.
pub(super) fn problem(template: &Template) -> Option<Problem> {
    let pieces = pieces(&template.text);
    if template.text.contains("{% raw") || template.text.contains("{%- raw") {
        return None;
    }
    unclosed(template, &pieces).or_else(|| outside(template, &pieces))
}

fn unclosed(template: &Template, pieces: &[(usize, Piece<'_>)]) -> Option<Problem> {
    // The kind of each open tag, its name and where it is.
    let mut open: Vec<(&str, &str, usize)> = Vec::new();
    for (at, piece) in pieces {
        let Piece::Tag(words) = piece else { continue };
        let mut words = words.split_whitespace();
        let (word, name) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        if PAIRS.iter().any(|(begin, _)| *begin == word) {
            open.push((word, name, *at));
        } else if let Some((begin, _)) = PAIRS.iter().find(|(_, end)| *end == word) {
            let (kind, own, start) = *open.last()?;
            // What ends here is another one: the one inside has no end. Where none fits, Tera says so.
            if kind != *begin || (!name.is_empty() && *begin == "block" && own != name) {
                let fits =
                    |(kind, own, _): &(&str, &str, usize)| kind == begin && (name.is_empty() || own == &name);
                return open.iter().any(fits).then(|| no_end(template, kind, own, start));
            }
            open.pop();
        }
    }
    // The first one that is open: those inside it may only seem to be.
    open.first().map(|(kind, name, at)| no_end(template, kind, name, *at))
}

fn no_end(template: &Template, kind: &str, name: &str, at: usize) -> Problem {
    let place = place_in(&template.text, &template.shown, at);
    if kind == "block" {
        let message = say!("段落（block）“{name}”没有结束", "the block \"{name}\" has no end");
        let hint =
            say!("在这一段的末尾写 {{% endblock {name} %}}", "write {{% endblock {name} %}} where it ends");
        return Problem::new(&TEMPLATE_ERROR, place, message).hint(hint);
    }
    let message = say!("{{% {kind} %}} 没有结束", "{{% {kind} %}} has no end");
    let hint = say!("在后面写 {{% end{kind} %}}", "write {{% end{kind} %}} behind it");
    Problem::new(&TEMPLATE_ERROR, place, message).hint(hint)
}

/// A child prints what is in its blocks, and nothing else.
fn outside(template: &Template, pieces: &[(usize, Piece<'_>)]) -> Option<Problem> {
    let is_child =
        |piece: &(usize, Piece<'_>)| matches!(piece.1, Piece::Tag(words) if words.starts_with("extends"));
    if !pieces.iter().any(is_child) {
        return None;
    }
    let mut depth = 0_usize;
    for (at, piece) in pieces {
        match piece {
            Piece::Tag(words) if words.starts_with("block") => depth += 1,
            Piece::Tag(words) if words.starts_with("endblock") => depth = depth.saturating_sub(1),
            Piece::Text(text) if depth == 0 && !text.trim().is_empty() => {
                let before = text.len() - text.trim_start().len();
                let place = place_in(&template.text, &template.shown, at + before);
                let message = say!(
                    "写在段落（block）外面的内容不会印出来",
                    "what stands outside the blocks is not printed"
                );
                let hint = say!(
                    "移到某一段 {{% block … %}} 里面；不要的删去",
                    "move it into a {{% block … %}}, or delete it"
                );
                return Some(Problem::new(&TEMPLATE_ERROR, place, message).hint(hint));
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Lang;

    fn told(text: &str) -> Option<String> {
        let template = Template { name: "w/a.typ".into(), shown: "a".into(), text: text.into() };
        problem(&template).map(|problem| format!("{} {}", problem.place, problem.message.text(Lang::Zh)))
    }

    #[test]
    fn the_block_without_an_end_is_named() {
        let text = "{% block one %}x{% block two %}y{% endblock two %}";
        assert_eq!(told(text).unwrap(), "a:1:1 段落（block）“one”没有结束");
        let text = "{% block one %}x{% block two %}y{% endblock one %}";
        assert_eq!(told(text).unwrap(), "a:1:17 段落（block）“two”没有结束");
        assert_eq!(told("{% if x %}{% for a in b %}{% endif %}").unwrap(), "a:1:11 {% for %} 没有结束");
        assert_eq!(told("{% block one %}x{% endblock %}{# {% if #}"), None);
        // Tera says what is wrong there.
        assert_eq!(told("x{% endif %}"), None);
    }

    #[test]
    fn text_that_a_child_would_not_print_is_found() {
        let child = "{% extends \"default/a.typ\" %}\n\n{# x #}  各村\n{% block a %}b{% endblock a %}";
        assert_eq!(told(child).unwrap(), "a:3:10 写在段落（block）外面的内容不会印出来");
        assert_eq!(told("各村{% block a %}b{% endblock a %}"), None);
    }
}
