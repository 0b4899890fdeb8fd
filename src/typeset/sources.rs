//! What `--emit-typst` writes.

use crate::fill::Draft;
use crate::typeset::world;

/// The files from which plain `typst compile main.typ` makes the same pages, by path relative to one folder.
///
/// The fonts must be given to it with `--font-path`, and `--ignore-system-fonts` when the papers use a folder alone.
#[must_use]
pub fn sources(draft: &Draft) -> Vec<(String, Vec<u8>)> {
    let own = [(world::MAIN, draft.main.as_bytes()), (world::CONTEXT, draft.context.as_bytes())];
    let parts = draft.parts.iter().map(|(path, text)| (path.as_str(), text.as_bytes()));
    let library = draft.library.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    let all = own.into_iter().chain(parts).chain(library);
    all.map(|(path, bytes)| (path.trim_start_matches('/').to_owned(), bytes.to_owned())).collect()
}
