//! What papers are made from, and where they go.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::bind::{Beside, Manifest, OutFolder, Paths};
use crate::count::Figures;
use crate::fill::Layers;
use crate::pipeline::job::BuildOptions;
use crate::pipeline::survey::Survey;
use crate::resolve::Resolved;
use crate::typeset::{Fonts, Typesetter};

/// Everything a worker needs; nothing of it changes while the build runs.
pub(super) struct Maker<'a> {
    pub(super) resolved: &'a Resolved<'a>,
    pub(super) figures: &'a Figures,
    pub(super) layers: &'a Layers,
    pub(super) typesetter: &'a Typesetter,
    /// The manifest of the build before.
    pub(super) before: &'a Manifest,
    pub(super) out: &'a OutFolder,
    /// What is written there beside the papers.
    pub(super) beside: Beside,
    /// Where the papers of each body go.
    pub(super) paths: Paths,
    pub(super) options: &'a BuildOptions,
    /// Once true, no further paper is begun.
    pub(super) stop: Option<&'a AtomicBool>,
    /// Hash of what every paper depends on: version, fonts, layer libraries, PDF standard.
    pub(super) common: String,
}

/// Whose papers are made: the bodies, and their figures.
#[derive(Clone, Copy)]
pub(super) struct Counted<'a> {
    pub(super) resolved: &'a Resolved<'a>,
    pub(super) figures: &'a Figures,
}

impl<'a> From<&'a Survey<'a>> for Counted<'a> {
    fn from(survey: &'a Survey<'a>) -> Self {
        Self { resolved: &survey.resolved, figures: &survey.figures }
    }
}

/// The output folder, and the manifest of the build before.
#[derive(Clone, Copy)]
pub(super) struct OutState<'a> {
    pub(super) out: &'a OutFolder,
    pub(super) before: &'a Manifest,
}

impl<'a> Maker<'a> {
    /// Makes papers of what was resolved and counted, with these layers and typefaces.
    pub(super) fn new(
        counted: impl Into<Counted<'a>>,
        layers: &'a Layers,
        typesetter: &'a Typesetter,
        options: &'a BuildOptions,
        state: OutState<'a>,
    ) -> Self {
        let (Counted { resolved, figures }, OutState { out, before }) = (counted.into(), state);
        Self {
            resolved,
            figures,
            layers,
            typesetter,
            before,
            out,
            beside: Beside::new(out),
            paths: Paths::of(resolved.bodies.iter().map(|body| &body.id)),
            options,
            stop: None,
            common: common_inputs(layers, typesetter.fonts(), options),
        }
    }
}

impl Maker<'_> {
    /// Whether somebody said stop.
    pub(super) fn is_stopped(&self) -> bool {
        self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed))
    }
}

/// The hash of what every paper depends on besides its own source.
fn common_inputs(layers: &Layers, fonts: &Fonts, options: &BuildOptions) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    hasher.update(fonts.fingerprint().as_bytes());
    hasher.update(format!("{:?}", options.typeset).as_bytes());
    for (path, bytes) in layers.library().iter() {
        hasher.update(path.as_bytes());
        hasher.update(blake3::hash(bytes).as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}
