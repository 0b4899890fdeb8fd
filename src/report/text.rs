//! Problems for people: severity and code, place, what is wrong, what to do.

use std::collections::BTreeMap;
use std::io::Write;

use crate::model::is_unseen;
use crate::problem::{Lang, Place, Problem, Severity};

/// Findings of one code in one file that are shown; the rest is counted.
const SHOWN: usize = 20;

/// Writes problems, at most 20 per code and file; those that follow from an open question are counted under it. A broken
/// pipe is not an error.
pub fn problems(problems: &[Problem], lang: Lang, out: &mut dyn Write) {
    let mut seen: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
    let mut following: BTreeMap<&str, usize> = BTreeMap::new();
    for id in problems.iter().filter_map(|problem| problem.follows.as_deref()) {
        *following.entry(id).or_default() += 1;
    }
    for problem in problems.iter().filter(|problem| problem.follows.is_none()) {
        let count = seen.entry((problem.code.id, problem.place.file())).or_default();
        *count += 1;
        if *count <= SHOWN {
            let count = problem.question.as_deref().and_then(|id| following.get(id)).copied();
            let _ = one(problem, count.unwrap_or(0), lang, out);
        }
    }
    for ((code, file), count) in seen.into_iter().filter(|(_, count)| *count > SHOWN) {
        let (more, file) = (count - SHOWN, plain(file.unwrap_or(".")));
        let _ = match lang {
            Lang::Zh => writeln!(out, "{code}  {file}：另有 {more} 处同类问题，--format json 可以全部列出\n"),
            Lang::En => {
                writeln!(out, "{code}  {file}: {more} more of the same kind, --format json lists them all\n")
            }
        };
    }
}

/// One problem, and how many follow from it.
fn one(problem: &Problem, follow: usize, lang: Lang, out: &mut dyn Write) -> std::io::Result<()> {
    let (code, place) = (problem.code.id, &problem.place);
    writeln!(out, "{} {code}  {}", severity(problem.severity, lang), plain(&place.to_string()))?;
    writeln!(out, "  {}", plain(problem.message.text(lang)))?;
    if let (Some(snippet), Place::Line { column, .. }) = (&problem.snippet, place) {
        quote(snippet, *column, out)?;
    }
    if let Some(hint) = &problem.hint {
        let word = if lang == Lang::Zh { "提示：" } else { "hint: " };
        writeln!(out, "  {word}{}", plain(hint.text(lang)))?;
    }
    let said = match lang {
        Lang::Zh => format!("  回答以后会消失的问题另有 {follow} 个，这里不列"),
        Lang::En => format!("  {follow} more problems go away with the answer and are not listed here"),
    };
    if follow > 0 {
        writeln!(out, "{said}")?;
    }
    writeln!(out)
}

/// A text that can do nothing to a terminal: cells and file names are quoted in it, and may hold anything.
#[must_use]
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if is_unseen(c) && c != '\n' { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Where to a report goes that a terminal may show: as [`plain`], but for tabs, which part the columns of a list.
pub struct Plain<W>(pub W);

impl<W: Write> Write for Plain<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let parts: Vec<String> = text.split('\t').map(plain).collect();
                self.0.write_all(parts.join("\t").as_bytes())?;
            }
            // Reports write whole texts; what is none is no report's.
            Err(_) => self.0.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

/// Characters of a long line that are shown before and after the place.
const AROUND: usize = 32;

/// The line, and a mark under the place; a Chinese character is as wide as two others.
fn quote(line: &str, column: usize, out: &mut dyn Write) -> std::io::Result<()> {
    let at = column.saturating_sub(1);
    let from = at.saturating_sub(AROUND);
    let shown = line.chars().skip(from).take(2 * AROUND).map(|c| if c == '\t' { ' ' } else { c });
    let shown: Vec<char> = plain(&shown.collect::<String>()).chars().collect();
    let width = |c: &char| if *c >= '\u{2E80}' { 2 } else { 1 };
    let before: usize = shown.iter().take(at - from).map(width).sum();
    let text: String = shown.iter().collect();
    writeln!(out, "      {}", text.trim_end())?;
    writeln!(out, "      {}^", " ".repeat(before))
}

/// The word for a severity.
#[must_use]
pub fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::Zh) => "错误",
        (Severity::Warning, Lang::Zh) => "警告",
        (Severity::Note, Lang::Zh) => "说明",
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::En) => "warning",
        (Severity::Note, Lang::En) => "note",
    }
}

/// How many of the problems are errors, and how many warnings.
#[must_use]
pub fn counts(problems: &[Problem]) -> (usize, usize) {
    let of = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    (of(Severity::Error), of(Severity::Warning))
}
