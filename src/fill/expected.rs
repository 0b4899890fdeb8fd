//! What a layer's papers said of the samples when its author last looked: `expected/full/plan 样例镇妇联.txt`.

use crate::fill::Layers;
use crate::fill::chain::ancestry;
use crate::fill::files::LayerFiles;
use crate::fill::pack::DocumentSpec;
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
    /// The texts that the layers above the default one expect.
    #[must_use]
    pub fn expected(&self) -> Vec<ExpectedText> {
        let upper = self.stack.split_last().map_or(&[][..], |(_, upper)| upper);
        let of = |layer: &LayerFiles| -> Vec<ExpectedText> {
            let own = layer.files.iter().filter_map(|(path, bytes)| {
                let below = path.strip_prefix(EXPECTED_FOLDER)?.strip_prefix('/')?;
                let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
                Some(ExpectedText { file: layer.shown(path), path: below.to_owned(), text })
            });
            own.collect()
        };
        upper.iter().flat_map(of).collect()
    }

    /// The documents that the top layer has a hand in: their template, their entry, or wording that they print is its own. An index
    /// of papers says what the others are and is none of them.
    #[must_use]
    pub fn touched(&self) -> Vec<&DocumentSpec> {
        let Some((top, [_, ..])) = self.stack.split_first() else { return Vec::new() };
        let wording = of_layers(std::slice::from_ref(top), &mut Vec::new());
        let entry = top.shown(crate::cycle::PACK_FILE);
        let is_touched = |document: &&DocumentSpec| {
            let chain = ancestry(&self.templates, &self.name_of(document));
            let prints = |key: &String| {
                let quoted = format!("\"{key}\"");
                chain.iter().any(|template| template.text.contains(&quoted))
            };
            document.place.file() == Some(entry.as_str())
                || chain.iter().any(|template| template.shown.starts_with(&top.shown))
                || wording.keys().any(prints)
        };
        self.documents().iter().filter(|document| !document.is_index()).filter(is_touched).collect()
    }
}
