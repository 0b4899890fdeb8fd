//! Typst's diagnostics → problems that say where and what to do.

use typst::World;
use typst::WorldExt;
use typst::diag::{Severity as TypstSeverity, SourceDiagnostic};
use typst::syntax::{DiagSpan, FileId, Lines};

use super::translate;
use super::world::{MAIN, NO_PACKAGES, Paper};
use crate::fill::Label;
use crate::problem::Code;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Say;
use crate::problem::Severity;
use crate::say;

/// Typst cannot set a template. Source: DESIGN 7.
pub(super) static TYPST_ERROR: Code =
    Code { id: "typst-error", severity: Severity::Error, source: "DESIGN 7" };

/// Typst sets a template, but not as its author meant. Source: DESIGN 7.
pub(super) static TYPST_WARNING: Code =
    Code { id: "typst-warning", severity: Severity::Warning, source: "DESIGN 7" };

/// A template asks for a file that is not in its layers. Source: DESIGN 1 (typeset must never read outside the pack).
pub(super) static FILE_DENIED: Code =
    Code { id: "file-denied", severity: Severity::Error, source: "DESIGN 1" };

/// A fault or a warning of one paper.
#[derive(Debug, Clone)]
pub struct Trouble {
    /// What it is. Its place is a line of `lib/*.typ`, a line of the generated source, or the paper as a whole.
    pub problem: Problem,
    /// Where in the generated source: the fault itself, or the call that led to it when it lies in `lib/*.typ`.
    /// With it `fill` finds the line of the template.
    pub at: Option<Generated>,
}

/// A place in source that `fill` generated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    /// `/main.typ`, or the path of one of the draft's parts.
    pub path: String,
    /// Bytes from the start of it.
    pub offset: usize,
}

/// The diagnostics of one paper, in Typst's order.
pub(super) fn troubles<'d>(
    paper: &Paper<'_>,
    label: &Label,
    diagnostics: impl IntoIterator<Item = &'d SourceDiagnostic>,
) -> Vec<Trouble> {
    let worth = diagnostics.into_iter().filter(|diagnostic| is_worth_saying(diagnostic));
    worth.map(|diagnostic| trouble(paper, label, diagnostic)).collect()
}

/// Font lists name families of every system; that most are absent is their purpose.
fn is_worth_saying(diagnostic: &SourceDiagnostic) -> bool {
    diagnostic.severity == TypstSeverity::Error || !diagnostic.message.starts_with("unknown font family")
}

fn trouble(paper: &Paper<'_>, label: &Label, diagnostic: &SourceDiagnostic) -> Trouble {
    let spot = Spot::find(paper, diagnostic.span);
    let called_from = || {
        let calls = diagnostic.trace.iter().filter_map(|point| Spot::find(paper, point.span.into()));
        calls.filter_map(|call| call.generated(paper)).next()
    };
    let at = spot.as_ref().and_then(|spot| spot.generated(paper)).or_else(called_from);
    let place = match &spot {
        Some(spot) => spot.place(paper, label),
        None => Place::Document { id: label.id.clone(), body: label.body.clone() },
    };
    let denied = denied(&diagnostic.message);
    let code = match diagnostic.severity {
        TypstSeverity::Warning => &TYPST_WARNING,
        TypstSeverity::Error if denied.is_some() => &FILE_DENIED,
        TypstSeverity::Error => &TYPST_ERROR,
    };
    // Typst's hints about files speak of its own command line.
    let hint = if denied.is_some() { Some(readable(paper)) } else { hint(diagnostic) };
    let message = denied.unwrap_or_else(|| translate::message(&diagnostic.message));
    let mut problem = Problem::new(code, place, message);
    problem.hint = hint;
    Trouble { problem, at }
}

/// All hints in one sentence.
fn hint(diagnostic: &SourceDiagnostic) -> Option<Say> {
    let hints: Vec<Say> = diagnostic.hints.iter().map(|hint| translate::message(&hint.v)).collect();
    if hints.is_empty() {
        return None;
    }
    let joined = |pick: fn(&Say) -> &str, mark| hints.iter().map(pick).collect::<Vec<_>>().join(mark);
    Some(Say { zh: joined(|hint| &hint.zh, "；"), en: joined(|hint| &hint.en, "; ") })
}

/// What to say when the message is about a file that papers may not read.
fn denied(message: &str) -> Option<Say> {
    if let Some(path) =
        message.strip_prefix("file not found (searched at ").and_then(|rest| rest.strip_suffix(')'))
    {
        return Some(say!(
            "模板层里没有文件“{path}”，其他文件不能读取",
            "there is no \"{path}\" in the template layers, and nothing else may be read"
        ));
    }
    if message.contains(NO_PACKAGES) {
        return Some(say!(
            "模板用了 Typst 的软件包，这里不能用",
            "the template uses a Typst package; papers use none"
        ));
    }
    let outside =
        message.contains("escape the project root") || message.contains("path escapes project root");
    outside.then(|| {
        say!("模板要读取模板层以外的文件", "the template asks for a file outside the template layers")
    })
}

/// The files a template may name, as the answer to one it may not.
fn readable(paper: &Paper<'_>) -> Say {
    let files = paper.library().take(12).collect::<Vec<_>>().join(" ");
    say!("可以读取的文件：/context.json {files}", "files that can be read: /context.json {files}")
}

/// A byte of a file.
struct Spot {
    id: FileId,
    offset: usize,
}

impl Spot {
    fn find(paper: &Paper<'_>, span: DiagSpan) -> Option<Self> {
        Some(Self { id: span.id()?, offset: paper.range(span)?.start })
    }

    fn path(&self) -> &'static str {
        self.id.get().vpath().get_with_slash()
    }

    fn generated(&self, paper: &Paper<'_>) -> Option<Generated> {
        let path = self.path();
        paper.is_generated(path).then(|| Generated { path: path.to_owned(), offset: self.offset })
    }

    fn place(&self, paper: &Paper<'_>, label: &Label) -> Place {
        let path = self.path();
        let shown = path.trim_start_matches('/');
        let file = match path {
            MAIN => format!("{}.typ (generated)", label.id),
            _ if paper.is_generated(path) => format!("{shown} (generated)"),
            _ => shown.to_owned(),
        };
        match self.line_column(paper) {
            Some((line, column)) => Place::Line { file, line: line + 1, column: column + 1 },
            None => Place::File(file),
        }
    }

    /// Line and column in characters, from 0.
    fn line_column(&self, paper: &Paper<'_>) -> Option<(usize, usize)> {
        if let Ok(source) = paper.source(self.id) {
            return source.lines().byte_to_line_column(self.offset);
        }
        let bytes = paper.file(self.id).ok()?;
        Lines::new(bytes.as_str().ok()?.to_owned()).byte_to_line_column(self.offset)
    }
}
