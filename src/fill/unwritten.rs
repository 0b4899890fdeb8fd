//! Parts of a document's lists that nothing writes: a section without a text.

use crate::fill::chain::ancestry;
use crate::fill::pack::{BAD_PACK, DocumentSpec};
use crate::fill::template::Template;
use crate::problem::Problem;
use crate::say;

/// Sections and annexes of the lists that no template writes and that have no text.
pub(super) fn problems(
    documents: &[DocumentSpec],
    templates: &[Template],
    tops: impl Fn(&DocumentSpec) -> String,
) -> Vec<Problem> {
    let missing = |document: &DocumentSpec| {
        let chain = ancestry(templates, &tops(document));
        let orders = |list: &str| chain.iter().any(|template| template.text.contains(&format!("#{list}(")));
        let is_written = |mark: &str, name: &str| {
            let mark = format!("#{mark}(\"{name}\")");
            chain.iter().any(|template| template.text.contains(&mark))
        };
        let of = |(list, mark): (&str, &'static str)| -> Vec<Problem> {
            let parts =
                document.parts.lists().find(|(word, _)| *word == list).map_or(&[][..], |(_, parts)| parts);
            let unwritten = parts.iter().filter(|part| part.text.is_none() && !is_written(mark, &part.name));
            unwritten.map(|part| no_text(document, list, &part.name)).collect()
        };
        // A template that writes its sections in an order of its own has no use for a list.
        let lists = [("sections", "section"), ("annexes", "annex-part")].into_iter();
        lists.filter(|(list, _)| orders(list)).flat_map(of).collect::<Vec<_>>()
    };
    documents.iter().flat_map(missing).collect()
}

fn no_text(document: &DocumentSpec, list: &str, name: &str) -> Problem {
    let message = say!(
        "{list} 里的“{name}”没有内容：模板里没有这一项",
        "\"{name}\" of {list} says nothing: the template has no such part"
    );
    let hint = say!("写上 text = \"……\"，或者去掉", "give it a text = \"…\", or take it out");
    Problem::new(&BAD_PACK, document.place.clone(), message).hint(hint)
}
