//! Who of the delegates came to the congress, where their rows do not tell it of all: a remark that may be about it and may
//! not, a mark that nobody explains, some who came and of the others nothing. The number of those present hangs on it.

use std::collections::BTreeMap;

use crate::cycle::word_id;
use crate::model::{Delegate, Field, Given, Presence, Row, Standing, says_all_came};
use crate::problem::{Choice, Code, Question, QuestionKind, Say, Severity};
use crate::read::limits;
use crate::read::log::ReadLog;
use crate::read::reconcile::two_lists::borrowed;
use crate::read::record::which_word::BLANK;
use crate::read::value::Words;
use crate::say;

/// Nothing tells of all delegates whether they came. A warning: the number of those present is a visible blank. Source:
/// DESIGN 13.
pub(in crate::read) static WHO_CAME: Code =
    Code { id: "who-came", severity: Severity::Warning, source: "DESIGN 13" };

/// The answers: what is written under 是否到会, so that a word there and the same word as a remark are one question.
const CAME: &str = "到会";
const STAYED: &str = "未到会";

/// Asks about each remark that may tell who came, and of whom nothing tells it.
pub(in crate::read) fn settle(rows: &mut [Row<Delegate>], log: &mut ReadLog) {
    let bodies = in_doubt(rows);
    let mut asked = 0;
    for (body, own) in bodies {
        let is_said = |came: bool| said(rows, &own, Given::Known(came)).next().is_some();
        let names_absent = is_said(false) && !is_said(true);
        let note = |at: &usize| rows.get(*at).and_then(|row| row.value.person.note.text());
        let all_came = own.iter().filter_map(note).any(says_all_came);
        settle_remarks(rows, &own, &mut asked, log);
        settle_silent(rows, &body, &own, names_absent || all_came, log);
    }
}

/// The delegates of each body whose roster does not say of all whether they came.
fn in_doubt(rows: &[Row<Delegate>]) -> BTreeMap<(String, String), Vec<usize>> {
    let mut bodies: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.unit != Given::Unreadable) {
        bodies.entry(borrowed(row)).or_default().push(at);
    }
    let row = |at: &usize| rows.get(*at);
    let is_open = |own: &Vec<usize>| own.iter().filter_map(row).any(|row| row.value.attended.is_blank());
    let is_delegate = |row: &Row<Delegate>| Standing::of(&row.value.person.remarks()) == Standing::Delegate;
    let in_doubt = bodies.into_iter().filter(|(_, own)| is_open(own));
    let owned = in_doubt.map(|((town, village), own)| {
        let own = own.into_iter().filter(|at| row(at).is_some_and(is_delegate));
        ((town.to_owned(), village.to_owned()), own.collect())
    });
    owned.collect()
}

/// What a row says of whether she came: 是否到会 first, then the remarks.
fn told(row: &Row<Delegate>) -> Given<bool> {
    let person = &row.value.person;
    match row.value.attended {
        Given::Blank => Given::from(Presence::of(person.note.text(), person.sector.text()).came()),
        said => said,
    }
}

/// The rows that say so.
fn said<'a>(
    rows: &'a [Row<Delegate>],
    own: &'a [usize],
    wanted: Given<bool>,
) -> impl Iterator<Item = usize> + 'a {
    own.iter().copied().filter(move |at| rows.get(*at).is_some_and(|row| told(row) == wanted))
}

/// Remarks that leave it open.
fn settle_remarks(rows: &mut [Row<Delegate>], own: &[usize], asked: &mut usize, log: &mut ReadLog) {
    let tells = own.iter().filter_map(|at| rows.get(*at)).any(|row| told(row).is_known());
    for &at in own {
        let Some(row) = rows.get_mut(at).filter(|row| row.value.attended.is_blank()) else { continue };
        let person = &row.value.person;
        let presence = Presence::of(person.note.text(), person.sector.text());
        let (Presence::Unclear { likely, alone }, Some(remark)) = (presence, person.note.text()) else {
            continue;
        };
        if !(tells || alone) || remark.len() > limits::SHOWN_CHARS {
            continue;
        }
        *asked += 1;
        // What nobody has time to answer stays open all the same.
        let question = (*asked <= limits::SAME_PROBLEMS).then(|| about_remark(row, remark, likely));
        row.value.attended = match question.and_then(|question| log.ask(question)).as_deref() {
            Some(BLANK) => Given::Blank,
            answer => answered(answer),
        };
    }
}

/// Of some it is said that they came, of others nothing. Where the roster itself names only those who did not come, the others
/// did, whatever was answered about a remark.
fn settle_silent(
    rows: &mut [Row<Delegate>],
    body: &(String, String),
    own: &[usize],
    names_absent: bool,
    log: &mut ReadLog,
) {
    let came = said(rows, own, Given::Known(true)).count();
    let silent: Vec<usize> = said(rows, own, Given::Blank).collect();
    if came == 0 || silent.is_empty() {
        return;
    }
    if names_absent {
        return tell(rows, silent, Given::Known(true));
    }
    let Some(question) = about_silent(rows, body, came, &silent) else { return };
    let id = log.id(&question.id);
    let answer = log.ask(Question { id, ..question });
    tell(rows, silent, answered(answer.as_deref()));
}

fn tell(rows: &mut [Row<Delegate>], of: Vec<usize>, came: Given<bool>) {
    for at in of {
        if let Some(row) = rows.get_mut(at) {
            row.value.attended = came;
        }
    }
}

fn answered(answer: Option<&str>) -> Given<bool> {
    answer.and_then(|word| Words::get().answer(Field::Attended, word)).map_or(Given::Unreadable, Given::Known)
}

fn choice(value: &str, label: Say, likely: bool) -> Choice {
    Choice { value: value.to_owned(), label, evidence: None, likely }
}

/// The two answers, the likelier first.
fn came_or_not(likely: bool) -> Vec<Choice> {
    let came = choice(CAME, say!("到会了", "she came"), likely);
    let stayed = choice(STAYED, say!("没有到会", "she did not come"), !likely);
    if likely { vec![came, stayed] } else { vec![stayed, came] }
}

fn about_remark(row: &Row<Delegate>, remark: &str, likely: bool) -> Question {
    let name = row.value.person.name_text();
    let mut choices = came_or_not(likely);
    choices.push(choice(BLANK, say!("说的不是这次会", "it is not about the congress"), false));
    Question {
        id: word_id(Field::Attended.as_str(), remark),
        kind: QuestionKind::Column,
        code: &WHO_CAME,
        place: row.at(Field::Note),
        also: Vec::new(),
        ask: say!("备注写“{remark}”的代表到会了吗？", "did a delegate come whose remark is \"{remark}\"?"),
        why: say!(
            "{name}等人的备注看不出来，实到人数要用",
            "the remark of {name} does not tell; the number of those present hangs on it"
        ),
        choices,
        accepts: None,
        rows: 1,
        // The rows are all there, and the number of those present a visible blank: no paper waits.
        table: None,
        units: Vec::new(),
        answer: None,
    }
}

fn about_silent(
    rows: &[Row<Delegate>],
    (town, village): &(String, String),
    came: usize,
    silent: &[usize],
) -> Option<Question> {
    let all = || silent.iter().filter_map(|at| rows.get(*at));
    let field = |row: &Row<Delegate>| {
        if row.columns.contains_key(&Field::Attended) { Field::Attended } else { Field::Name }
    };
    let mut places = all().map(|row| row.at(field(row)));
    let place = places.next()?;
    let names: Vec<&str> = all().map(|row| row.value.person.name_text()).take(3).collect();
    let (names, count, body) =
        (names.join("、"), silent.len(), if village.is_empty() { town } else { village });
    // A few of whom nothing is said probably stayed away; of half a list nobody can say.
    let are_few = silent.len() * 3 <= came;
    let mut choices = vec![
        choice(STAYED, say!("没有到会", "she did not come"), are_few),
        choice(CAME, say!("到会了", "she came"), false),
    ];
    choices.push(choice(BLANK, say!("不知道", "not known"), false));
    Some(Question {
        id: format!("value:{}:{body}", Field::Attended),
        kind: QuestionKind::Value,
        code: &WHO_CAME,
        place,
        also: places.take(limits::SAME_PROBLEMS).collect(),
        ask: say!(
            "{body}的代表里{names}等 {count} 人没有写到会没有，她们到会了吗？",
            "{count} delegates of {body} ({names} …) have nothing of whether they came: did they?"
        ),
        why: say!("名册里另有 {came} 人写着到会了", "of {came} others the roster says that they came"),
        choices,
        accepts: None,
        rows: count,
        table: None,
        units: if village.is_empty() { Vec::new() } else { vec![village.clone()] },
        answer: None,
    })
}
