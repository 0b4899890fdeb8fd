//! One file: compared with what is on the typesetter, set and written where it changed; what Typst found wrong in it, at the
//! line of its template.

use crate::bind::{self, Blocked, Entry, Manifest, State};
use crate::fill::{self, Draft, Label};
use crate::pipeline::glyphs;
use crate::pipeline::job::{Outcome, PACKET};
use crate::pipeline::maker::Maker;
use crate::problem::{Place, Problem, Stop};
use crate::typeset::{self, Diagnostic, Missing, Printed};

/// Which paper of which body.
#[derive(Clone, Copy)]
pub(super) struct PaperOf<'p> {
    pub(super) body: usize,
    pub(super) id: &'p str,
    /// The body's name.
    pub(super) name: &'p str,
}

/// Where what a paper says is written for whoever compares it.
pub(super) fn text_path(path: &str) -> String {
    format!("{path}.txt")
}

impl Maker<'_> {
    /// Writes one file if its inputs changed and no foreign file has its name. What blocks this file alone is a
    /// problem of this paper.
    ///
    /// # Errors
    /// [`Stop`] on an I/O error that the other papers would meet as well.
    pub(super) fn file(
        &self,
        PaperOf { body, id, name }: PaperOf<'_>,
        path: String,
        draft: Result<Draft, Vec<Problem>>,
    ) -> Result<Outcome, Stop> {
        let failed = |problems| {
            let (id, body) = (id.to_owned(), name.to_owned());
            Ok(Outcome::Failed { id, body, path: path.clone(), problems })
        };
        let draft = match draft {
            Ok(draft) => draft,
            Err(problems) => return failed(problems),
        };
        let inputs = self.inputs(&draft);
        let state = match self.before.state(self.out, &path, &inputs) {
            Ok(state) => state,
            Err(blocked) => return failed(vec![blocked.of(&path)?]),
        };
        let kept = match self.emit(&path, &draft) {
            Ok(kept) => kept,
            Err(blocked) => {
                let (file, blocked) = *blocked;
                return failed(vec![blocked.of(&file)?]);
            }
        };
        if let State::Fresh(entry) = state {
            return Ok(Outcome::Unchanged { path, entry, warnings: kept });
        }
        let printed = match self.print(body, &draft) {
            Ok(printed) => printed,
            Err(problems) => return failed(problems),
        };
        let blake3 = blake3::hash(&printed.pdf).to_hex().to_string();
        let is_meant = |family: &String| self.layers.fonts().contains(family);
        let fallbacks = printed.fallbacks.iter().filter(|found| !is_meant(&found.family));
        let fallbacks = fallbacks.map(|found| format!("{} {}", found.character, found.family)).collect();
        let Printed { pdf, pages, blanks, warnings, untranslated, text, .. } = printed;
        // What is odd in a paper is reported there, not again where it is bound.
        let own = warnings.into_iter().filter(|_| draft.parts.is_empty() || draft.label.id != PACKET);
        let mut warnings: Vec<Problem> = own.map(|diagnostic| self.locate(&draft, diagnostic)).collect();
        warnings.extend(kept);
        warnings.extend(untranslated.iter().map(|label| self.layers.untranslated(label)));
        let figures = draft.figures.iter().cloned().collect();
        let (id, of) = (id.to_owned(), name.to_owned());
        let entry = Entry { id, body: of, pages, blake3, inputs, blanks, figures, fallbacks };
        if state == State::Foreign && !self.options.force {
            // The lists may be lost and the paper be ours all the same: then it has the same bytes.
            let is_ours = self.out.read(&path).ok().flatten().is_some_and(|there| there == pdf);
            return if is_ours {
                Ok(Outcome::Unchanged { path, entry, warnings })
            } else {
                failed(vec![Manifest::foreign(&path)])
            };
        }
        bind::note(self.out, &path, &entry)?;
        if self.options.typeset.text
            && let Err(blocked) = self.out.write(&text_path(&path), text.as_bytes())
        {
            return failed(vec![blocked.of(&path)?]);
        }
        match self.out.write(&path, &pdf) {
            Ok(()) => Ok(Outcome::Written { path, entry, warnings }),
            Err(blocked) => failed(vec![blocked.of(&path)?]),
        }
    }

    /// Sets the pages; a character without a glyph is an error at its cell.
    fn print(&self, body: usize, draft: &Draft) -> Result<Printed, Vec<Problem>> {
        let diagnostics = |found: Vec<Diagnostic>| {
            found.into_iter().map(|diagnostic| self.locate(draft, diagnostic)).collect::<Vec<_>>()
        };
        let printed = typeset::print(self.typesetter, draft, &self.options.typeset).map_err(diagnostics)?;
        if printed.missing.is_empty() {
            return Ok(printed);
        }
        Err(self.missing(&printed.missing, body, &draft.label))
    }

    /// Characters no font has: at the cell that has them, else at the line of a template.
    pub(super) fn missing(&self, missing: &[Missing], body: usize, label: &Label) -> Vec<Problem> {
        let paper = || Place::Document { id: label.id.clone(), body: label.body.clone() };
        let problem = |missing: &Missing| {
            let place = self.layers.place_of(missing.character).unwrap_or_else(paper);
            self.layers.quoted(glyphs::missing(missing.character, &self.resolved.bodies, body, &place))
        };
        missing.iter().map(problem).collect()
    }

    /// An error in generated text is shown at the line of the template that made it.
    pub(super) fn locate(&self, draft: &Draft, diagnostic: Diagnostic) -> Problem {
        let mut problem = diagnostic.problem;
        // What is wrong in a file of the author's own library is fixed there; one of the default's was called wrongly.
        if let Place::Line { file, .. } = &mut problem.place
            && let Some(own) = self.layers.own_library_file(file)
        {
            *file = own;
            return self.layers.quoted(problem);
        }
        if let Some(at) = diagnostic.at {
            problem.place = fill::locate(self.layers, draft, &at.path, at.offset).unwrap_or(problem.place);
        }
        self.layers.quoted(problem)
    }

    /// With `--emit-typst`, the sources go beside the papers, each in a folder that plain `typst compile` can use. What was
    /// edited there is kept, which is a warning.
    ///
    /// # Errors
    /// The file that cannot be written, and why.
    fn emit(&self, path: &str, draft: &Draft) -> Result<Vec<Problem>, Box<(String, Blocked)>> {
        let mut kept = Vec::new();
        if self.options.emit_typst {
            let folder = path.strip_suffix(".pdf").unwrap_or(path);
            for (name, bytes) in typeset::sources(draft) {
                let file = format!("typst/{folder}/{name}");
                kept.extend(
                    self.beside.write_own(&file, &bytes).map_err(|blocked| Box::new((file, blocked)))?,
                );
            }
        }
        Ok(kept)
    }

    /// The hash of everything the file is made from.
    fn inputs(&self, draft: &Draft) -> String {
        let mut hasher = blake3::Hasher::new();
        let mut add = |text: &str| {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        let label = &draft.label;
        add(&self.common);
        [&label.id, &label.code, &label.title, &label.body].into_iter().for_each(|text| add(text));
        add(&label.date.map(|date| date.to_string()).unwrap_or_default());
        add(&draft.main);
        for (path, text) in &draft.parts {
            add(path);
            add(text);
        }
        // What the paper shows of the body stands in its source, unless its layers read the context themselves.
        if self.layers.reads_context() {
            add(&draft.context);
        }
        hasher.finalize().to_hex().to_string()
    }
}
