//! Typst's diagnostics → problems that say where and what to do.

use typst::World;
use typst::WorldExt;
use typst::diag::{Severity as TypstSeverity, SourceDiagnostic};
use typst::syntax::{DiagSpan, FileId, Lines, Span};

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

/// A typeface that is named in a template and not installed. Source: DESIGN 9.
pub(super) static UNKNOWN_FONT: Code =
    Code { id: "unknown-font", severity: Severity::Warning, source: "DESIGN 9" };

/// A fault or a warning of one paper.
#[derive(Debug, Clone)]
pub struct Diagnostic {
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
pub(super) fn diagnostics<'d>(
    paper: &Paper<'_>,
    label: &Label,
    diagnostics: impl IntoIterator<Item = &'d SourceDiagnostic>,
) -> Vec<Diagnostic> {
    let worth: Vec<_> = diagnostics.into_iter().filter(|diagnostic| is_worth_saying(diagnostic)).collect();
    // A value that is no code also leaves the bracket around it open: that says nothing new.
    let is_cause = worth.iter().any(|diagnostic| diagnostic.message.starts_with(NO_CODE));
    let is_new = |diagnostic: &&SourceDiagnostic| !is_cause || diagnostic.message != "unclosed delimiter";
    worth.into_iter().filter(is_new).map(|found| diagnostic(paper, label, found)).collect()
}

/// What Typst says of a value that a template prints in code as if it were text.
const NO_CODE: &str = "the character `#` is not valid in code";

/// What Typst says of a family that is not there.
const ABSENT: &str = "unknown font family";

/// Font lists name families of every system; that most are absent is their purpose.
fn is_worth_saying(diagnostic: &SourceDiagnostic) -> bool {
    diagnostic.severity == TypstSeverity::Error || !diagnostic.message.starts_with(ABSENT)
}

/// Typefaces of which nothing is there: a family named alone, or a list of which none is installed.
pub(super) fn absent_fonts(
    paper: &Paper<'_>,
    label: &Label,
    warnings: &[SourceDiagnostic],
) -> Vec<Diagnostic> {
    let absent = warnings.iter().filter(|warning| warning.message.starts_with(ABSENT));
    let mut spans: Vec<DiagSpan> = Vec::new();
    for warning in absent {
        if !spans.contains(&warning.span) {
            spans.push(warning.span);
        }
    }
    let families = |span: &DiagSpan| -> Option<Vec<String>> {
        let source = paper.source(span.id()?).ok()?;
        let text = source.text().get(paper.range(*span)?)?;
        // A variable says nothing here of what it holds.
        let is_literal = text.starts_with(['"', '(']);
        is_literal.then(|| text.split('"').skip(1).step_by(2).map(str::to_owned).collect())
    };
    let mut found = Vec::new();
    for span in spans {
        let Some(families) = families(&span).filter(|families| !families.is_empty()) else { continue };
        if families.iter().any(|family| paper.fonts().has(family)) {
            continue;
        }
        let spot = Spot::find(paper, span);
        let place = spot.as_ref().map(|spot| spot.place(paper, label));
        let paper_itself = || Place::Document { id: label.id.clone(), body: label.body.clone() };
        let families: Vec<&str> = families.iter().map(String::as_str).collect();
        let problem = absent_family(&families, place.unwrap_or_else(paper_itself));
        found.push(Diagnostic { problem, at: spot.and_then(|spot| spot.generated(paper)) });
    }
    found
}

/// None of these families is there.
#[must_use]
pub fn absent_family(families: &[&str], place: Place) -> Problem {
    let list = families.join("、");
    let message =
        say!("没有字体 {list}，会用别的字体代替", "there is no typeface {list}; another one takes its place");
    let hint = say!(
        "写字体自己的名称（huanjie fonts 显示找到了哪些），或在后面再列一种大家都有的",
        "write the name the font has (huanjie fonts shows what was found), or list one more that everybody has"
    );
    Problem::new(&UNKNOWN_FONT, place, message).hint(hint)
}

/// A run of text on a page, and where Typst says it is from.
#[derive(Clone, Copy)]
pub(super) struct SourceRun<'r> {
    pub(super) text: &'r str,
    pub(super) span: Span,
}

/// Something about a run of text, at the piece of source that printed it.
pub(super) fn at_source(
    paper: &Paper<'_>,
    label: &Label,
    run: SourceRun<'_>,
    problem: impl FnOnce(Place) -> Problem,
) -> Diagnostic {
    let SourceRun { text, span } = run;
    // What comes out of a string has no place of its own: it is looked for in the source.
    let written = || {
        let source = paper.source(paper.main()).ok()?;
        let offset = source.text().find(text)?;
        Some(Spot { id: paper.main(), offset })
    };
    let spot = Spot::find(paper, span.into()).or_else(written);
    let place = spot.as_ref().map(|spot| spot.place(paper, label));
    let paper_itself = || Place::Document { id: label.id.clone(), body: label.body.clone() };
    Diagnostic {
        problem: problem(place.unwrap_or_else(paper_itself)),
        at: spot.and_then(|spot| spot.generated(paper)),
    }
}

fn diagnostic(paper: &Paper<'_>, label: &Label, diagnostic: &SourceDiagnostic) -> Diagnostic {
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
    let hint = if denied.is_some() {
        Some(readable(paper, &diagnostic.message))
    } else {
        meant(paper, &diagnostic.message).or_else(|| hint(diagnostic))
    };
    let message = denied.unwrap_or_else(|| translate::message(&diagnostic.message));
    let mut problem = Problem::new(code, place, message);
    problem.hint = hint;
    Diagnostic { problem, at }
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
        if path.contains("http:/") || path.contains("https:/") {
            return Some(say!(
                "模板要从网上取文件，这里不能用",
                "the template asks for a file of the network; papers use none"
            ));
        }
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
fn readable(paper: &Paper<'_>, message: &str) -> Say {
    let wanted = message.trim_start_matches("file not found (searched at ").trim_end_matches(')');
    let mut files: Vec<&str> = paper.library().collect();
    files.sort_by(|a, b| strsim::jaro(b, wanted).total_cmp(&strsim::jaro(a, wanted)));
    let files = files.into_iter().take(6).collect::<Vec<_>>().join(" ");
    say!("可以读取的文件：/context.json {files}", "files that can be read: /context.json {files}")
}

/// What a name that does not exist was probably meant to be.
fn meant(paper: &Paper<'_>, message: &str) -> Option<Say> {
    if message.starts_with("label ") && message.ends_with("does not exist in the document") {
        return Some(say!(
            "要印 @（例如邮箱地址），写 \\@",
            "write \\@ to print an @, as in an e-mail address"
        ));
    }
    if message.starts_with(NO_CODE) {
        return Some(say!(
            "这里是代码，不是正文：变量写成 {{{{ … | typ }}}}",
            "this is code and no text: print variables as {{{{ … | typ }}}}"
        ));
    }
    let name = message.strip_prefix("unknown variable: ")?;
    if let Some(file) = paper.file_defining(name) {
        return Some(say!("开头要写 #import \"{file}\": *", "write #import \"{file}\": * at the top"));
    }
    let word: String = name.chars().take_while(|c| c.is_ascii()).collect();
    if word.len() < name.len() && !word.is_empty() {
        let rest = name.strip_prefix(word.as_str()).unwrap_or_default();
        return Some(say!(
            "变量后面紧接汉字时用分号隔开：#{word};{rest}",
            "a name ends where a semicolon stands: #{word};{rest}"
        ));
    }
    let likeness = |known: &String| strsim::jaro(known, name);
    let near = paper.defined().into_iter().filter(|known| likeness(known) > LIKE);
    let near = near.max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    Some(say!("是不是 {near}？", "did you mean {near}?"))
}

/// Likeness (Jaro) from which a name is suggested.
const LIKE: f64 = 0.75;

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
