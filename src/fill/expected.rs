//! What a layer's papers said of the samples when its author last looked: `expected/full/plan 样例镇妇联.txt`.

use crate::fill::Layers;
use crate::fill::chain::ancestry;
use crate::fill::pack::DocumentSpec;
use crate::fill::pack_changes::{entry_ids, sections};
use crate::fill::wording_file::of_layers;

/// The folder of a layer that keeps them.
pub const EXPECTED_FOLDER: &str = "expected";

/// A text that a layer expects of one paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedText {
    /// The file, as people find it.
    pub file: String,
    /// Its path below [`EXPECTED_FOLDER`].
    pub path: String,
    /// What it says.
    pub text: String,
}

impl ExpectedText {
    /// The document whose text it is: `full/plan 样例镇妇联.txt` is of `plan`.
    #[must_use]
    pub fn document(&self) -> Option<&str> {
        let (_, file) = self.path.rsplit_once('/')?;
        file.split_once(' ').map(|(document, _)| document)
    }
}

impl Layers {
    /// The texts that the top layer expects. Those of a layer below hold for that layer by itself: what stands over it says
    /// otherwise on purpose.
    #[must_use]
    pub fn expected(&self) -> Vec<ExpectedText> {
        let Some((top, [_, ..])) = self.stack.split_first() else { return Vec::new() };
        let own = top.files.iter().filter_map(|(path, bytes)| {
            let below = path.strip_prefix(EXPECTED_FOLDER)?.strip_prefix('/')?;
            let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
            Some(ExpectedText { file: top.shown(path), path: below.to_owned(), text })
        });
        own.collect()
    }

    /// The documents that the top layer has a hand in: their template, their entry, or something that they print is its own: wording,
    /// another paper's name, rules, ballots. An index of papers says what the others are and is none of them.
    #[must_use]
    pub fn touched(&self) -> Vec<&DocumentSpec> {
        let Some((top, [_, ..])) = self.stack.split_first() else { return Vec::new() };
        let wording = of_layers(std::slice::from_ref(top), &mut Vec::new());
        let quoted = wording.into_keys().chain(entry_ids(top)).map(|word| format!("\"{word}\""));
        let said: Vec<String> = quoted.chain(sections(top).map(|section| format!("{section}."))).collect();
        let entry = top.shown(crate::cycle::PACK_FILE);
        let is_touched = |document: &&DocumentSpec| {
            let chain = ancestry(&self.templates, &self.name_of(document));
            let prints = |word: &String| chain.iter().any(|template| template.text.contains(word.as_str()));
            document.place.file() == Some(entry.as_str())
                || chain.iter().any(|template| template.shown.starts_with(&top.shown))
                || said.iter().any(prints)
        };
        self.documents().iter().filter(|document| !document.is_index()).filter(is_touched).collect()
    }
}
