//! Answers to questions, written into `answers.toml`.

use std::path::Path;

use crate::bind::write_over;
use crate::cycle::{ANSWERS_FILE, Answers, HEADERS_FILE, LayerText, WORDS_FILE, taught};
use crate::model::Field;
use crate::pipeline::edits::change::{self, Change, NotChanged};
use crate::problem::{Question, Say, Stop};
use crate::say;

/// Gives answers by the ids of their questions; an empty one takes an answer back. All or none.
pub(in crate::pipeline) fn give_answers(
    root: &Path,
    questions: &[Question],
    given: &[(String, String)],
) -> Result<Change, NotChanged> {
    let _held = change::held(root)?;
    let mut answers = Answers::read(root)?.map_err(|problem| NotChanged::Unreadable(vec![*problem]))?;
    let mut said = None;
    for (id, value) in given {
        let value = value.trim();
        let question = questions.iter().find(|question| question.id == *id);
        if question.is_none() && answers.get(id).is_none() {
            return Err(NotChanged::Refused(say!("没有“{id}”这个问题了", "\"{id}\" is not asked any more")));
        }
        let value = match question.filter(|_| !value.is_empty()) {
            None => value,
            Some(question) => question.value_or_number(value).ok_or_else(|| wrong(question, value))?,
        };
        answers.put(id, value);
        said = question.map(|question| told(question, value));
    }
    let said = said.filter(|_| given.len() == 1).unwrap_or_else(|| {
        let count = given.len();
        say!("{count} 个问题的答复", "{count} answers")
    });
    Ok(Change::new(said, vec![change::write_text(root, ANSWERS_FILE, answers.text())?]))
}

fn wrong(question: &Question, value: &str) -> NotChanged {
    let list: Vec<&str> = question.choices.iter().map(|choice| choice.value.as_str()).collect();
    let list = list.join("、");
    NotChanged::Refused(say!(
        "不能答“{value}”，可以答：{list}",
        "\"{value}\" is no answer; these are: {list}"
    ))
}

/// The question and its answer, as they are shown.
fn told(question: &Question, value: &str) -> Say {
    let label = question.choices.iter().find(|choice| choice.value == value).map(|choice| &choice.label);
    let (ask, empty) = (&question.ask, value.is_empty());
    match label {
        _ if empty => {
            Say { zh: format!("收回答复：{}", ask.zh), en: format!("answer taken back: {}", ask.en) }
        }
        Some(label) => Say { zh: format!("{} {}", ask.zh, label.zh), en: format!("{} {}", ask.en, label.en) },
        None => Say { zh: format!("{} {value}", ask.zh), en: format!("{} {value}", ask.en) },
    }
}

/// Puts what was answered of headers and words into a layer; gives the files that are other than before.
pub(in crate::pipeline) fn teach(answers: &Answers, layer: &Path) -> Result<Vec<String>, NotChanged> {
    let shown = layer.display();
    if !layer.is_dir() {
        return Err(NotChanged::Refused(say!("没有文件夹“{shown}”", "there is no folder \"{shown}\"")));
    }
    let [headers, words] = [HEADERS_FILE, WORDS_FILE].map(|name| {
        let path = layer.join(name);
        let text = if path.is_file() { std::fs::read_to_string(&path) } else { Ok(String::new()) };
        let failed = |cause| Stop::new(say!("读取 {shown}/{name}", "reading {shown}/{name}"), cause);
        text.map(|text| LayerText { name, shown: format!("{shown}/{name}"), text }).map_err(failed)
    });
    let (headers, words) = (headers?, words?);
    let is_field = |name: &str| Field::named(name).is_some();
    let texts = taught(answers, [&headers, &words], is_field)
        .map_err(|problem| NotChanged::Unreadable(vec![*problem]))?;
    let mut written = Vec::new();
    for (of, text) in [headers, words].iter().zip(texts) {
        if !text.is_empty() && text != of.text {
            write_over(&layer.join(of.name), text.as_bytes())?;
            written.push(of.name.to_owned());
        }
    }
    Ok(written)
}
