//! One row that names several people: a village and all its delegates in one cell.

use crate::model::{Field, TableKind};
use crate::problem::Problem;
use crate::read::grid::Cell;
use crate::read::limits;
use crate::read::reconcile::totals::TOTAL_MISMATCH;
use crate::read::record::reader::{RecordAt, RecordReader, Said};
use crate::read::value;
use crate::read::value::{Listed, Space};
use crate::say;

/// What belongs to one person alone: a row that says any of it is not about several.
const PERSONAL: &[Field] = &[
    Field::Birth,
    Field::Age,
    Field::Phone,
    Field::IdNumber,
    Field::Education,
    Field::EducationFull,
    Field::EducationJob,
    Field::Politics,
    Field::JoinedParty,
    Field::IsParty,
    Field::Workplace,
    Field::Job,
    Field::Posts,
    Field::For,
    Field::Against,
    Field::Abstain,
];
/// Columns that say how many people the row names.
const COUNTS: &[Field] = &[Field::DelegateSeats, Field::ElectedCount, Field::Nominees];

/// The people whom a row names, if there are several and nothing in the row belongs to one of them alone.
pub(in crate::read) fn several(reader: &mut RecordReader<'_>, kind: TableKind) -> Vec<Listed> {
    let is_roster = matches!(
        kind,
        TableKind::Delegates
            | TableKind::Nominees
            | TableKind::Officers
            | TableKind::Previous
            | TableKind::Votes
    );
    let RecordAt::Row(..) = reader.at else { return Vec::new() };
    let Some(Said { at, cell: Cell::Text(text) }) = reader.cell(Field::Name).filter(|_| is_roster) else {
        return Vec::new();
    };
    if value::is_one_word(text) {
        return Vec::new();
    }
    let people = value::people(text, Space::PartsNames);
    let is_personal = || PERSONAL.iter().any(|field| reader.cell(*field).is_some());
    if !(2..=limits::LISTED).contains(&people.len()) || is_personal() {
        return Vec::new();
    }
    for said in COUNTS.iter().filter_map(|field| reader.cell(*field)).collect::<Vec<_>>() {
        let Some(count) = value::count(said.cell).filter(|count| *count as usize != people.len()) else {
            continue;
        };
        let named = people.len();
        let message = say!(
            "这里写 {count} 人，名单里有 {named} 个姓名",
            "{count} people are stated here, and the list has {named} names"
        );
        let hint = say!("核对人数和名单", "check the number and the list");
        let place = reader.grid.place(said.at);
        let also = [reader.grid.place(at)];
        reader.log.report(Problem::new(&TOTAL_MISMATCH, place, message).hint(hint).also(also));
    }
    people
}
