//! What every roster says of a person.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Serialize;

use crate::fill::context::dates::{self, BirthView};
use crate::model::{Education, Gender, Name, Person, Politics, Row};
use crate::resolve::Entry;

/// What every list says of a person. 备注 may be empty without anything missing.
#[derive(Debug, Serialize)]
pub(super) struct PersonView<'v> {
    no: usize,
    pub(super) name: Option<&'v str>,
    gender: Option<Gender>,
    ethnicity: Option<&'v str>,
    birth: BirthView,
    age: Option<u32>,
    politics: Option<Politics>,
    education: Option<Education>,
    workplace: Option<&'v str>,
    job: Option<&'v str>,
    position: Option<&'v str>,
    sector: Option<&'v str>,
    phone: Option<&'v str>,
    note: &'v str,
    unit: Option<&'v str>,
    id_number: Option<&'v str>,
    joined_party: BirthView,
    #[serde(flatten)]
    further: BTreeMap<&'static str, Option<&'v str>>,
    extra: &'v BTreeMap<String, String>,
}

impl<'v> PersonView<'v> {
    /// Somebody of whom nothing but her name is known.
    pub(super) fn named(name: &'v Name, at: usize) -> Self {
        static NOTHING: BTreeMap<String, String> = BTreeMap::new();
        Self {
            no: at + 1,
            name: Some(name.as_str()),
            gender: None,
            ethnicity: None,
            birth: dates::birth(None),
            age: None,
            politics: None,
            education: None,
            workplace: None,
            job: None,
            position: None,
            sector: None,
            phone: None,
            note: "",
            unit: None,
            id_number: None,
            joined_party: dates::birth(None),
            further: further().iter().map(|(field, _)| (*field, None)).collect(),
            extra: &NOTHING,
        }
    }
}

pub(super) fn person<'v, T>(entry: &Entry<'v, T>, person: &'v Person, at: usize) -> PersonView<'v> {
    let row: &'v Row<T> = entry.row;
    let further = further()
        .iter()
        .map(|(field, headers)| (*field, headers.iter().find_map(|header| row.extra.get(*header))));
    PersonView {
        no: at + 1,
        name: person.name.known().map(Name::as_str),
        gender: entry.told.gender,
        ethnicity: entry.told.ethnicity,
        birth: dates::birth(entry.birth),
        age: entry.now.map(|age| age.years),
        politics: entry.told.politics,
        education: entry.told.education,
        workplace: person.workplace.text(),
        job: person.job.text(),
        position: person.workplace.text().or(person.job.text()),
        sector: person.sector.text(),
        phone: entry.told.phone,
        note: person.note.text().unwrap_or_default(),
        unit: row.unit.text().or(row.town.text()),
        id_number: person.id_number.text(),
        joined_party: dates::birth(person.joined_party.get()),
        further: further.map(|(field, said)| (field, said.map(String::as_str))).collect(),
        extra: &row.extra,
    }
}

/// Fields that no rule asks for, by the headers of the further columns they stand under: `further.tsv`.
fn further() -> &'static [(&'static str, Vec<&'static str>)] {
    static TABLE: OnceLock<Vec<(&'static str, Vec<&'static str>)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = include_str!("further.tsv").lines().filter(|line| !line.starts_with('#'));
        lines
            .filter_map(|line| line.split_once('\t'))
            .map(|(field, headers)| (field, headers.split(' ').collect()))
            .collect()
    })
}
