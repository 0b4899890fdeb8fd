//! How old she is, and what else all rows about her tell.

use crate::model::{PartialDate, Person};
use crate::resolve::identity::birth_in_id;
use crate::resolve::mention::{Age, AgeBasis, PersonId, Told};
use crate::resolve::people::{Mention, Roster};

/// What all rows about a person tell of her.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Facts<'a> {
    birth: Option<(PartialDate, AgeBasis)>,
    /// Stated ages: of this term, of the last.
    stated: [Option<u32>; 2],
    /// Of this term: a Party member may have been none before.
    told: Told<'a>,
}

fn birth_of(person: &Person) -> Option<(PartialDate, AgeBasis)> {
    let column = person.birth.get().filter(|birth| birth.month().is_some());
    let number = || person.id_number.text().and_then(birth_in_id);
    column
        .map(|birth| (birth, AgeBasis::Birth))
        .or_else(|| number().map(|birth| (birth, AgeBasis::IdNumber)))
        .or_else(|| person.birth.get().map(|birth| (birth, AgeBasis::Birth)))
}

/// What all rows tell of each person, by her number.
pub(super) fn facts<'a>(mentions: &[Mention<'_, 'a>], ids: &[PersonId], people: usize) -> Vec<Facts<'a>> {
    let mut facts = vec![Facts::default(); people];
    for (mention, id) in mentions.iter().zip(ids) {
        let Some(known) = facts.get_mut(id.0) else { continue };
        let own = birth_of(mention.person);
        let is_finer = |(birth, _): (PartialDate, AgeBasis)| birth.month().is_some();
        if known.birth.is_none_or(|birth| !is_finer(birth)) && own.is_some() {
            known.birth = own;
        }
        let term = usize::from(mention.table == Roster::Previous);
        if term == 0 {
            known.told = known.told.or(Told::of(mention.person));
        }
        // Where tables differ the roster of officers goes before the others: most figures are about officers.
        if let Some(stated) = known.stated.get_mut(term) {
            let own = mention.person.age.get();
            *stated = if mention.table == Roster::Officers { own.or(*stated) } else { stated.or(own) };
        }
    }
    facts
}

/// Reads ages: the row's own birth date, its ID number, what other rows about her say, at last the age it states.
pub(super) struct Clock<'f, 'a> {
    pub(super) facts: &'f [Facts<'a>],
    pub(super) as_of: PartialDate,
    pub(super) previous_as_of: Option<PartialDate>,
}

/// Who a row is about, and what is known of her.
pub(super) struct Read<'a> {
    pub(super) person: PersonId,
    pub(super) age: Option<Age>,
    pub(super) now: Option<Age>,
    pub(super) birth: Option<PartialDate>,
    pub(super) told: Told<'a>,
}

impl<'a> Clock<'_, 'a> {
    pub(super) fn read(&self, mention: &Mention<'_, 'a>, id: PersonId) -> Read<'a> {
        let is_previous = mention.table == Roster::Previous;
        let known = self.facts.get(id.0).copied().unwrap_or_default();
        let own = birth_of(mention.person);
        let born = |base: Option<PartialDate>| {
            let at =
                |(birth, basis): (PartialDate, AgeBasis)| Some(Age { years: birth.age_at(base?)?, basis });
            own.and_then(at).or_else(|| known.birth.and_then(at))
        };
        let stated = |term: usize| {
            let told = known.stated.get(term).copied().flatten();
            told.map(|years| Age { years, basis: AgeBasis::Stated })
        };
        let now = born(Some(self.as_of)).or_else(|| stated(0));
        let own_word = || mention.person.age.get().map(|years| Age { years, basis: AgeBasis::Stated });
        // She is of one age, whatever two tables state; a rule reports it.
        let age = match is_previous {
            false => now,
            true => born(self.previous_as_of).or_else(own_word).or_else(|| stated(1)),
        };
        let told = Told::of(mention.person);
        let told = if is_previous { told } else { told.or(known.told) };
        Read { person: id, age, now, birth: own.or(known.birth).map(|(birth, _)| birth), told }
    }
}
