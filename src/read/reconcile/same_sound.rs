//! Names of one sound: 张钥 in the list of delegates, 张玥 among nominees and officers of the same village, and neither where the other
//! stands. An input method offers both; birth or telephone, which would tell, one list may lack.

use std::collections::{BTreeMap, BTreeSet};

use pinyin::ToPinyinMulti;

use crate::model::{Given, Name, PartialDate, Person, Records, Row, Source};

/// Town and village, as the rows have them.
type Unit = (String, String);

/// A name in the lists of one village.
#[derive(Default)]
struct Written {
    places: Vec<Source>,
    births: BTreeSet<PartialDate>,
    phones: BTreeSet<String>,
}

/// Two names of one village that may be one woman's, each with where it stands: of the delegates the first, of those who stood or were
/// elected the other.
pub(super) struct Pair {
    pub(super) unit: Unit,
    pub(super) names: [(String, Vec<Source>); 2],
}

/// The pairs of all villages.
pub(super) fn pairs(records: &Records) -> Vec<Pair> {
    let Records { delegates, nominees, officers, .. } = records;
    let (mut sent, mut stood) = (BTreeMap::new(), BTreeMap::new());
    delegates.iter().for_each(|row| take(&mut sent, row, &row.value.person));
    nominees.iter().for_each(|row| take(&mut stood, row, &row.value.person));
    officers.iter().for_each(|row| take(&mut stood, row, &row.value.person));
    let mut pairs = Vec::new();
    for (unit, delegates) in &sent {
        let Some(others) = stood.get(unit) else { continue };
        let alone = |(name, _): &(&String, &Written)| !delegates.contains_key(*name);
        for (other, theirs) in others.iter().filter(alone) {
            for (name, own) in delegates.iter().filter(|(name, _)| !others.contains_key(*name)) {
                if sound_alike(name, other)
                    && !differ(&own.births, &theirs.births)
                    && !differ(&own.phones, &theirs.phones)
                {
                    let names = [(name.clone(), own.places.clone()), (other.clone(), theirs.places.clone())];
                    pairs.push(Pair { unit: unit.clone(), names });
                }
            }
        }
    }
    pairs
}

fn take<T>(lists: &mut BTreeMap<Unit, BTreeMap<String, Written>>, row: &Row<T>, person: &Person) {
    let Some(name) = person.name.known().map(Name::as_str) else { return };
    let text = |given: &Given<String>| given.text().unwrap_or_default().to_owned();
    let written =
        lists.entry((text(&row.town), text(&row.unit))).or_default().entry(name.to_owned()).or_default();
    written.places.push(row.source.clone());
    written.births.extend(person.birth.get().map(PartialDate::to_month));
    written.phones.extend(person.phone.text().map(str::to_owned));
}

/// Whether both are known and have nothing in common.
fn differ<T: Ord>(own: &BTreeSet<T>, theirs: &BTreeSet<T>) -> bool {
    !own.is_empty() && !theirs.is_empty() && own.is_disjoint(theirs)
}

/// Whether two names have one surname and are one character apart, and that character sounds alike, whatever its tone.
fn sound_alike(one: &str, other: &str) -> bool {
    let mut apart = one.chars().zip(other.chars()).enumerate().filter(|(_, (own, theirs))| own != theirs);
    let Some((at, (own, theirs))) = apart.next() else { return false };
    let is_one = apart.next().is_none() && one.chars().count() == other.chars().count();
    is_one && at > 0 && !sounds(own).is_disjoint(&sounds(theirs))
}

/// How a character may sound, without its tone.
fn sounds(character: char) -> BTreeSet<&'static str> {
    character.to_pinyin_multi().into_iter().flatten().map(pinyin::Pinyin::plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_sound_are_known() {
        assert!(sound_alike("张钥", "张玥") && sound_alike("李静雯", "李静文"));
        for (one, other) in
            [("张丽", "张玥"), ("张玥", "章玥"), ("张玥", "张玥"), ("张钥", "张玥玥"), ("王丽萍", "王立平")]
        {
            assert!(!sound_alike(one, other), "{one} {other}");
        }
    }
}
