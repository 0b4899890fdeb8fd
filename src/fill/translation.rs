//! Headings of papers in two languages.

use crate::fill::Layers;
use crate::problem::{Code, Place, Problem, Severity};
use crate::say;

/// A heading that the second language of a layer lacks. Source: docs/templates.md 7.
pub static MISSING_TRANSLATION: Code =
    Code { id: "missing-translation", severity: Severity::Warning, source: "docs/templates.md 7" };

/// Where a layer keeps its second language.
const TRANSLATIONS: &str = "lib/translations.toml";

impl Layers {
    /// The problem of a heading without its translation.
    #[must_use]
    pub fn untranslated(&self, label: &str) -> Problem {
        let layer = self.stack.iter().find(|layer| layer.files.contains_key(TRANSLATIONS));
        let layer = layer.or(self.stack.first());
        let place = layer.map_or(Place::Workspace, |layer| Place::File(layer.shown(TRANSLATIONS)));
        let message = say!(
            "“{label}”没有译文，只印了中文",
            "\"{label}\" has no translation; only the Chinese was printed"
        );
        let hint = say!(
            "在 {TRANSLATIONS} 里加上一行；地名加在 lib/names.toml",
            "add a line to {TRANSLATIONS}; names of places go into lib/names.toml"
        );
        Problem::new(&MISSING_TRANSLATION, place, message).hint(hint)
    }
}
