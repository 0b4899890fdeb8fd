//! The base date that a list's own ages were counted at.

use std::collections::BTreeMap;

use crate::model::{PartialDate, Person};

/// Fewest rows with birth month and age that can tell a base date.
const LEAST: usize = 3;

/// The month at which the stated ages of a list fit its birth months: the latest of those that fit the most rows.
///
/// `None` with fewer than three rows, where more than one row in ten does not fit, and where the list states ages of
/// nowadays (`now` or less than a year before it): those say nothing of the last term.
#[must_use]
pub fn stated_base<'a>(people: impl Iterator<Item = &'a Person>, now: PartialDate) -> Option<PartialDate> {
    let months = |date: PartialDate| Some(i32::from(date.year()) * 12 + i32::from(date.month()?) - 1);
    let now = months(now)?;
    // An age of n full years holds for twelve months: +1 where they begin, -1 after they end.
    let mut steps: BTreeMap<i32, i32> = BTreeMap::new();
    let mut rows = 0;
    for person in people {
        let (Some(birth), Some(age)) = (person.birth.get().and_then(months), person.age.get()) else {
            continue;
        };
        let Some(from) = i32::try_from(age).ok().filter(|age| *age < 200).map(|age| birth + 12 * age) else {
            continue;
        };
        *steps.entry(from).or_default() += 1;
        *steps.entry(from + 12).or_default() -= 1;
        rows += 1;
    }
    let (mut fits, mut best) = (0, (0, 0));
    let mut from: Option<i32> = None;
    for (month, step) in steps {
        // The stretch from the step before to the month ahead of this one has `fits` rows.
        if from.is_some() && fits >= best.0 {
            best = (fits, month - 1);
        }
        fits += step;
        from = Some(month);
    }
    let (fitting, month) = best;
    let told = rows >= LEAST && usize::try_from(fitting).is_ok_and(|fitting| fitting * 10 >= rows * 9);
    let year = i16::try_from(month.div_euclid(12)).ok()?;
    let date = PartialDate::month_of(year, i8::try_from(month.rem_euclid(12)).ok()? + 1)?;
    (told && month <= now - 12).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Given;

    fn person(birth: &str, age: u32) -> Person {
        Person { birth: Given::Known(birth.parse().unwrap()), age: Given::Known(age), ..Person::default() }
    }

    #[test]
    fn stated_ages_tell_their_base_date() {
        let now: PartialDate = "2006-05".parse().unwrap();
        // In May 2003 the first is 37, in the month before too; the second has just turned 43, the third turns 51 in June.
        let list = [person("1965-08", 37), person("1960-05", 43), person("1952-06", 50)];
        assert_eq!(stated_base(list.iter(), now), "2003-05".parse().ok());
        assert_eq!(stated_base(list.iter().take(2), now), None);
        // Ages of nowadays.
        let list = [person("1965-08", 40), person("1960-05", 46), person("1952-06", 53)];
        assert_eq!(stated_base(list.iter(), now), None);
        // Ages at random.
        let list = [person("1965-08", 20), person("1960-05", 43), person("1952-06", 61)];
        assert_eq!(stated_base(list.iter(), now), None);
    }
}
