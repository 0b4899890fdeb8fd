//! Two sheets that state two numbers of one congress: 实到 34 in the results, 33 above the tally. Which one holds is asked; until
//! then the rules report the contradiction.

use std::collections::BTreeMap;

use crate::model::{CongressFacts, Field, Given, Row};
use crate::problem::{Choice, Code, Question, QuestionKind, Severity};
use crate::read::layout::spelling;
use crate::read::log::ReadLog;
use crate::read::reconcile::held::Body;
use crate::say;

/// Two sheets state two numbers of one congress. A warning: the contradiction itself is an error of the rules. Source:
/// DESIGN 13.
pub(in crate::read) static WHICH_NUMBER: Code =
    Code { id: "which-number", severity: Severity::Warning, source: "DESIGN 13" };

/// A number of a congress.
struct Number {
    field: Field,
    of: fn(&mut CongressFacts) -> &mut Given<u32>,
}

/// The numbers of a congress that several sheets may state.
const NUMBERS: [Number; 9] = [
    Number { field: Field::Entitled, of: |facts| &mut facts.entitled },
    Number { field: Field::Present, of: |facts| &mut facts.present },
    Number { field: Field::Issued, of: |facts| &mut facts.issued },
    Number { field: Field::Returned, of: |facts| &mut facts.returned },
    Number { field: Field::Valid, of: |facts| &mut facts.valid },
    Number { field: Field::Void, of: |facts| &mut facts.void },
    Number { field: Field::Seats, of: |facts| &mut facts.seats },
    Number { field: Field::Nominees, of: |facts| &mut facts.nominees },
    Number { field: Field::Elected, of: |facts| &mut facts.elected },
];

/// Asks about each number that two sheets state differently, and takes away what does not hold.
pub(in crate::read) fn settle(rows: &mut [Row<CongressFacts>], log: &mut ReadLog) {
    let mut bodies: BTreeMap<Body, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.unit != Given::Unreadable) {
        bodies.entry(Body::of(row)).or_default().push(at);
    }
    for (body, own) in bodies.iter().filter(|(_, own)| own.len() > 1) {
        for number in &NUMBERS {
            settle_number(rows, body, own, number, log);
        }
    }
}

fn settle_number(
    rows: &mut [Row<CongressFacts>],
    body: &Body,
    own: &[usize],
    number: &Number,
    log: &mut ReadLog,
) {
    let mut said: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for &at in own {
        if let Some(count) = rows.get_mut(at).and_then(|row| (number.of)(&mut row.value).get()) {
            said.entry(count).or_default().push(at);
        }
    }
    let sheets = |at: &usize| rows.get(*at).map(|row| (&row.source.file, &row.source.sheet));
    let mut places = said.values().flatten().map(sheets);
    let first = places.next();
    // What one sheet says twice is for the rules.
    if said.len() < 2 || places.all(|place| Some(place) == first) {
        return;
    }
    let Some(answer) = question(rows, body, number.field, &said).and_then(|question| {
        // Villages of two towns may have one name.
        let id = log.id(&question.id);
        log.ask(Question { id, ..question })
    }) else {
        return;
    };
    for (_, refused) in said.iter().filter(|(count, _)| count.to_string() != answer) {
        for &at in refused {
            if let Some(row) = rows.get_mut(at) {
                *(number.of)(&mut row.value) = Given::Blank;
            }
        }
    }
}

fn question(
    rows: &[Row<CongressFacts>],
    body: &Body,
    field: Field,
    said: &BTreeMap<u32, Vec<usize>>,
) -> Option<Question> {
    let at = |row: &usize| rows.get(*row).map(|row| row.at(field));
    let mut all: Vec<(&u32, &Vec<usize>)> = said.iter().collect();
    all.sort_by_key(|(_, own)| std::cmp::Reverse(own.len()));
    let mut places = all.iter().flat_map(|(_, own)| own.iter().filter_map(at));
    let place = places.next()?;
    let choice = |(count, own): &(&u32, &Vec<usize>)| {
        let shown = own.iter().filter_map(at).map(|place| place.to_string()).collect::<Vec<_>>().join("、");
        Choice {
            value: count.to_string(),
            label: say!("{count}", "{count}"),
            evidence: Some(say!("{shown} 这样写", "so in {shown}")),
            likely: false,
        }
    };
    let (units, body) = (body.units(), body.name());
    let name = spelling::shown(field);
    Some(Question {
        id: format!("value:{field}:{body}"),
        kind: QuestionKind::Value,
        code: &WHICH_NUMBER,
        place,
        also: places.collect(),
        ask: say!("{body}的“{name}”是多少？", "what is {name} of {body}?"),
        why: say!("几张表写的不一样", "the sheets do not agree"),
        choices: all.iter().map(choice).collect(),
        accepts: None,
        rows: all.iter().map(|(_, own)| own.len()).sum(),
        table: Some("congresses"),
        units,
        answer: None,
    })
}
