//! What a word means that is in no vocabulary and that a column has again and again: a habit of whoever wrote it, and asked
//! about once for the whole workspace (DESIGN 13). A word that stands there once or twice may be a slip: a problem at its cell.

use crate::cycle::word_id;
use crate::model::Field;
use crate::problem::{Choice, Place, Question, QuestionKind, Say};
use crate::read::codes::codes;
use crate::read::layout::spelling;
use crate::read::value::Words;
use crate::say;

codes! {
    /// A word that is in no vocabulary.
    UNKNOWN_VALUE = "unknown-value", Error, "SPREADSHEETS 3";
}

/// The answer that nobody knows: the cell counts as empty.
pub(in crate::read) const BLANK: &str = "blank";

/// Words that are offered.
const OFFERED: usize = 8;

/// What a word means in a column, if it can be asked: the column has a vocabulary.
pub(in crate::read) fn question(field: Field, word: &str, place: Place) -> Option<Question> {
    let words = Words::get();
    let accepts: Option<fn(&str) -> bool> = match field {
        Field::Politics => Some(|answer| Words::get().politics(answer).is_some()),
        Field::Education | Field::EducationFull | Field::EducationJob => {
            Some(|answer| Words::get().education(answer).is_some())
        }
        Field::Ethnicity => Some(|answer| Words::get().ethnicity(answer).is_some()),
        Field::Role => Some(|answer| Words::get().role(answer, false).is_some()),
        Field::Duty => Some(|answer| Words::get().duty(answer).is_some()),
        Field::Attended | Field::Elected | Field::Done | Field::InCommittee | Field::IsDelegate => None,
        _ => return None,
    };
    let likeness = |known: &&str| strsim::jaro(known, word);
    let mut known = words.vocabulary_of(field);
    known.sort_by(|one, other| likeness(other).total_cmp(&likeness(one)).then(one.cmp(other)));
    let offered = known.into_iter().take(OFFERED).map(|known| Choice {
        value: known.to_owned(),
        label: Say { zh: known.to_owned(), en: known.to_owned() },
        evidence: None,
        likely: false,
    });
    let blank = Choice {
        value: BLANK.to_owned(),
        label: say!("不知道，当作没有填", "not known: as if nothing stood there"),
        evidence: None,
        likely: false,
    };
    let column = spelling::shown(field);
    Some(Question {
        id: word_id(field.as_str(), word),
        kind: QuestionKind::Column,
        code: &UNKNOWN_VALUE,
        place,
        also: Vec::new(),
        ask: say!("“{column}”这一栏的“{word}”是什么？", "what does \"{word}\" mean under {column}?"),
        why: say!("好几处这样写，不认识这个词", "it stands there again and again, and is no known word"),
        choices: offered.chain([blank]).collect(),
        accepts,
        rows: 1,
        // The rows are all there, and the cell a visible blank: no paper waits.
        table: None,
        units: Vec::new(),
        answer: None,
    })
}
