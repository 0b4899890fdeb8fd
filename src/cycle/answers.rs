//! `answers.toml`: what was asked once, and answered (DESIGN 13). One line an answer, sorted; a line that is deleted asks
//! again.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use toml::Spanned;

use crate::cycle::learned::{BAD_ANSWERS, LayerText};
use crate::problem::{Code, Place, Problem, Severity, Stop, place_in, toml_problem};
use crate::say;

/// The file of a workspace, beside `cycle.toml`.
pub const ANSWERS_FILE: &str = "answers.toml";

/// An answer that is none of those that can be given. Source: DESIGN 13.
pub static BAD_ANSWER: Code = Code { id: "bad-answer", severity: Severity::Error, source: "DESIGN 13" };
/// An answer to a question that is not asked any more. Source: DESIGN 13.
pub static STALE_ANSWER: Code = Code { id: "stale-answer", severity: Severity::Warning, source: "DESIGN 13" };

/// Largest file in bytes: a question for each of a thousand files has room.
const BYTES: u64 = 1 << 20;

/// What is written above the answers.
const HEAD: &str = "# 对 huanjie 所提问题的答复，一行一条；删去一行，就会再问。\n\
                    # Answers to what huanjie asked; delete a line to be asked again.\n\n";

/// An answer, its line, and what the clerk wrote behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Answer {
    value: String,
    line: usize,
    remark: String,
}

/// The answers of a workspace, by the id of the question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    answers: BTreeMap<String, Answer>,
    /// What the layers say of headers and words, and where; an answer of one's own goes before it.
    learned: BTreeMap<String, (String, Place)>,
    /// Whole lines of the clerk's own.
    remarks: Vec<String>,
}

impl Answers {
    /// Reads the answers of a workspace; no file is no answer.
    ///
    /// # Errors
    /// [`Stop`] when the file is there and cannot be read; the inner error is what is wrong with what it says.
    pub fn read(workspace: &Path) -> Result<Result<Self, Box<Problem>>, Stop> {
        let path = workspace.join(ANSWERS_FILE);
        if !path.is_file() {
            return Ok(Ok(Self::default()));
        }
        let mut bytes = Vec::new();
        std::fs::File::open(&path).and_then(|file| file.take(BYTES + 1).read_to_end(&mut bytes)).map_err(
            |cause| {
                let shown = path.display();
                Stop::new(say!("读取 {shown}", "reading {shown}"), cause)
            },
        )?;
        let text = String::from_utf8_lossy(&bytes);
        if bytes.len() as u64 > BYTES {
            let message = say!("文件太大", "the file is too large");
            let place = Place::File(ANSWERS_FILE.to_owned());
            return Ok(Err(Box::new(Problem::new(&BAD_ANSWERS, place, message))));
        }
        Ok(Self::parse(&text))
    }

    /// The answers that a text gives.
    ///
    /// # Errors
    /// What is wrong in it.
    pub fn parse(text: &str) -> Result<Self, Box<Problem>> {
        let text = text.trim_start_matches('\u{FEFF}');
        let parsed: BTreeMap<String, Spanned<String>> = toml::from_str(text)
            .map_err(|error| Box::new(toml_problem(&BAD_ANSWERS, text, ANSWERS_FILE, &error)))?;
        let line = |value: &Spanned<String>| match place_in(text, ANSWERS_FILE, value.span().start) {
            Place::Line { line, .. } => line,
            _ => 1,
        };
        let answer = |(id, value): (String, Spanned<String>)| {
            let line = line(&value);
            let behind =
                text.get(value.span().end..).and_then(|rest| rest.lines().next()).unwrap_or_default();
            let remark = behind.trim().to_owned();
            (id, Answer { value: value.into_inner(), line, remark })
        };
        let is_own = |line: &&str| line.starts_with('#') && !HEAD.lines().any(|own| own == *line);
        let remarks = text.lines().map(str::trim).filter(is_own).map(str::to_owned).collect();
        Ok(Self { answers: parsed.into_iter().map(answer).collect(), remarks, ..Self::default() })
    }

    /// Takes over what a file of a layer says, over what those below it say.
    ///
    /// # Errors
    /// What is wrong in it.
    pub fn learn(&mut self, text: &LayerText) -> Result<(), Box<Problem>> {
        let said = text.answers()?;
        self.learned.extend(said.into_iter().map(|(id, value, place)| (id, (value, place))));
        Ok(())
    }

    /// The answer to a question.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&str> {
        let own = self.answers.get(id).map(|answer| answer.value.as_str());
        own.or_else(|| self.learned.get(id).map(|(value, _)| value.as_str()))
    }

    /// Where the answer to a question stands.
    #[must_use]
    pub fn place(&self, id: &str) -> Place {
        match (self.answers.get(id), self.learned.get(id)) {
            (None, Some((_, place))) => place.clone(),
            (own, _) => {
                let line = own.map_or(1, |answer| answer.line);
                Place::Line { file: ANSWERS_FILE.to_owned(), line, column: 1 }
            }
        }
    }

    /// The ids of the questions that are answered in the workspace itself.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.answers.keys().map(String::as_str)
    }

    /// The ids of the questions that a layer alone answers.
    pub fn learned_ids(&self) -> impl Iterator<Item = &str> {
        self.learned.keys().map(String::as_str).filter(|id| !self.answers.contains_key(*id))
    }

    /// Gives an answer, or takes one back with an empty text. A remark behind the one before stays.
    pub fn put(&mut self, id: &str, value: &str) {
        if value.is_empty() {
            self.answers.remove(id);
        } else {
            let remark = self.answers.remove(id).map(|before| before.remark).unwrap_or_default();
            self.answers.insert(id.to_owned(), Answer { value: value.to_owned(), line: 1, remark });
        }
    }

    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> String {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let line = |(id, Answer { value, remark, .. }): (&String, &Answer)| {
            let line = format!("{} = {} {remark}", basic(id), quoted(value));
            format!("{}\n", line.trim_end())
        };
        let remarks: String = self.remarks.iter().map(|remark| format!("{remark}\n")).collect();
        HEAD.to_owned() + &remarks + &self.answers.iter().map(line).collect::<String>()
    }
}

/// A key in quotes: as TOML writes a basic string.
fn basic(key: &str) -> String {
    let mut quoted = String::from('"');
    for c in key.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_back(pairs in prop::collection::btree_map("\\PC{1,12}|[\\x00-\\x7f]{1,6}", "\\PC{1,8}|[\\x01-\\x7f]{1,6}", 0..6)) {
            let mut answers = Answers::default();
            pairs.iter().for_each(|(id, value)| answers.put(id, value));
            let back = Answers::parse(&answers.text()).unwrap();
            prop_assert_eq!(back.ids().collect::<Vec<_>>(), pairs.keys().map(String::as_str).collect::<Vec<_>>());
            for (id, value) in &pairs {
                prop_assert_eq!(back.get(id), Some(value.as_str()));
            }
        }
    }

    #[test]
    fn an_answer_knows_its_line() {
        let answers = Answers::parse("# x\n\n\"unit:a!b\" = \"石坳村\"\n").unwrap();
        assert_eq!(answers.get("unit:a!b"), Some("石坳村"));
        assert_eq!(answers.place("unit:a!b").to_string(), "answers.toml:3:1");
    }

    #[test]
    fn a_remark_behind_an_answer_stays() {
        let mut answers = Answers::parse("\"a\" = \"甲 # 一\" # 问过老张\n\"b\" = '''乙'''\n").unwrap();
        answers.put("a", "丙");
        let text = answers.text();
        assert!(text.ends_with("\n\n\"a\" = \"丙\" # 问过老张\n\"b\" = \"乙\"\n"), "{text}");
        assert_eq!(Answers::parse(&text).unwrap().get("a"), Some("丙"));
    }

    #[test]
    fn what_is_no_toml_is_reported_at_its_line() {
        let problem = Answers::parse("\"unit:a\" = 石坳村\n").unwrap_err();
        assert_eq!(
            (problem.code.id, problem.place.to_string().as_str()),
            ("bad-answers", "answers.toml:1:12")
        );
    }
}
