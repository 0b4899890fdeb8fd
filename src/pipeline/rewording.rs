//! What a county changes in its papers: a passage found on the page, said in other words and tried at once, what differs from the
//! layers below, and the layer packed for the towns.

use crate::fill::{self, BodyContext, ChangedFile, DocumentSpec, OwnTemplate, Packed, Passage};
use crate::pipeline::edits::{self, Change, NotChanged};
use crate::pipeline::look::Wanted;
use crate::pipeline::open::NotReady;
use crate::pipeline::project::Project;
use crate::pipeline::survey::Survey;
use crate::problem::{Problem, Say};
use crate::say;

/// A passage on a page: that of the document and the body that `look` names.
#[derive(Debug, Clone, Copy)]
pub struct PassageOf<'p> {
    /// The page on which it was found.
    pub look: &'p Wanted,
    /// The name of its block.
    pub name: &'p str,
}

/// A file of the layers above the default one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedTemplate {
    /// The document whose template it is; none for any other file.
    pub document: Option<String>,
    /// Its code.
    pub code: String,
    /// What it changes.
    pub file: ChangedFile,
}

impl ChangedTemplate {
    /// Whether it lies in the workspace's own templates.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.file.layer == fill::OWN_LAYER
    }
}

impl Project {
    /// What a passage says; none where the paper or the passage is not there.
    ///
    /// # Errors
    /// [`NotReady`] when the layers cannot be understood.
    pub fn passage(&self, survey: &Survey<'_>, of: PassageOf<'_>) -> Result<Option<Passage>, NotReady> {
        if of.name.is_empty() {
            return Ok(None);
        }
        let layers = self.layers()?;
        let found = self.document_of(of)?.zip(self.context_of(survey, of)?);
        Ok(found.and_then(|(document, context)| layers.passage(document, of.name, &context)))
    }

    /// Says a passage in other words. The page is drawn at once: where that fails, everything is as it was.
    ///
    /// # Errors
    /// [`NotChanged`] when there is no such passage, it cannot be said so, or the paper cannot be made with it.
    pub fn say_passage(
        &self,
        survey: &Survey<'_>,
        of: PassageOf<'_>,
        words: &str,
    ) -> Result<Change, NotChanged> {
        let layers = self.layers()?;
        let document = self.known(of)?;
        let own = layers.with_passage(document, of.name, words).map_err(NotChanged::Refused)?;
        let code = &document.code;
        self.write_and_try(survey, of, own, say!("改了 {code} 的一段", "a passage of {code} changed"))
    }

    /// Lets the layers below say a passage again.
    ///
    /// # Errors
    /// [`NotChanged`] when the passage is not the workspace's own, or the paper cannot be made without it.
    pub fn put_passage_back(&self, survey: &Survey<'_>, of: PassageOf<'_>) -> Result<Change, NotChanged> {
        let layers = self.layers()?;
        let document = self.known(of)?;
        let own = layers.without_passage(document, of.name);
        let own =
            own.ok_or_else(|| NotChanged::Refused(say!("这一段没有改过", "the passage is as it was")))?;
        let code = &document.code;
        self.write_and_try(survey, of, own, say!("{code} 的一段用回原来的", "a passage of {code} put back"))
    }

    /// What the layers above the default one change, file by file.
    ///
    /// # Errors
    /// [`NotReady`] when the layers cannot be understood.
    pub fn changed_templates(&self) -> Result<Vec<ChangedTemplate>, NotReady> {
        let layers = self.layers()?;
        let of = |file: ChangedFile| {
            let document = layers.documents().iter().find(|own| fill::is_template_of(&file.path, own));
            let (document, code) = document.map(|own| (own.id.clone(), own.code.clone())).unzip();
            ChangedTemplate { document, code: code.unwrap_or_default(), file }
        };
        Ok(layers.changes().into_iter().map(of).collect())
    }

    /// The workspace's own templates as one file for others.
    ///
    /// # Errors
    /// What is wrong with them, or that there are none.
    pub fn pack_templates(&self) -> Result<Packed, Vec<Problem>> {
        let (packed, problems) = fill::pack_layer(&self.root().join("templates"));
        packed.filter(|_| !problems.iter().any(Problem::is_error)).ok_or(problems)
    }

    fn write_and_try(
        &self,
        survey: &Survey<'_>,
        of: PassageOf<'_>,
        own: OwnTemplate,
        said: Say,
    ) -> Result<Change, NotChanged> {
        let change = edits::write_template(self.root(), own, said)?;
        let wrong = match self.preview_anew(survey, of.look) {
            Ok(seen) if seen.drawn.is_some() => return Ok(change),
            Ok(seen) => NotChanged::Unreadable(seen.problems),
            Err(not_ready) => not_ready.into(),
        };
        change.undo(self.root())?;
        self.forget_pages();
        Err(wrong)
    }

    fn known(&self, of: PassageOf<'_>) -> Result<&DocumentSpec, NotChanged> {
        let document = self.document_of(of)?;
        document.ok_or_else(|| NotChanged::Refused(say!("没有这份材料", "there is no such paper")))
    }

    fn document_of(&self, of: PassageOf<'_>) -> Result<Option<&DocumentSpec>, NotReady> {
        Ok(self.layers()?.documents().iter().find(|own| own.id == of.look.document))
    }

    fn context_of(&self, survey: &Survey<'_>, of: PassageOf<'_>) -> Result<Option<BodyContext>, NotReady> {
        let bodies = &survey.resolved.bodies;
        let unit = of.look.unit.as_deref().unwrap_or_default();
        let Some(at) = bodies.iter().position(|body| body.id.is_called(unit)) else { return Ok(None) };
        let layers = self.layers()?;
        let context = self.context.of(at, || fill::context(layers, &survey.resolved, &survey.figures, at));
        Ok(Some(context))
    }
}
