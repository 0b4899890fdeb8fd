//! Any records: bands that are a partition add up to their base, whatever is missing.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use crate::count::{Figures, Indicators, Value, count, explain};
use crate::cycle::Cycle;
use crate::model::{
    Education, Given, Name, Officer, Person, Politics, Records, Role, Row, Source, TableKind,
};
use crate::resolve::{Resolved, resolve};

const DEFAULT: &str = include_str!("../../templates/default/indicators.toml");

/// One person in few numbers: name, birth year and month, level, status, post, unit, whether known as new.
type Seed = (u8, Option<(i16, i8)>, Option<usize>, Option<usize>, Option<usize>, u8, Option<bool>);

fn seeds() -> impl Strategy<Value = Vec<Seed>> {
    let birth = prop::option::weighted(0.9, (1940_i16..2010, 1_i8..=12));
    let word = |most: usize| prop::option::weighted(0.8, 0..most);
    let one = (
        0_u8..40,
        birth,
        word(Education::ALL.len()),
        word(Politics::ALL.len()),
        word(Role::ALL.len()),
        0_u8..6,
        prop::option::of(any::<bool>()),
    );
    prop::collection::vec(one, 0..80)
}

fn row(at: usize, seed: &Seed) -> Row<Officer> {
    let (name, birth, education, politics, role, unit, renewed) = seed;
    let person = Person {
        name: Given::from(Name::new(&format!("王{}", char::from_u32(0x4E00 + u32::from(*name)).unwrap()))),
        birth: Given::from(birth.and_then(|(year, month)| crate::model::PartialDate::month_of(year, month))),
        education: Given::from(education.map(|at| Education::ALL[at])),
        politics: Given::from(politics.map(|at| Politics::ALL[at])),
        ..Person::default()
    };
    let role = Given::from(role.map(|at| Role::ALL[at]));
    let value = Officer { person, role, renewed: Given::from(*renewed), ..Officer::default() };
    let source = Source { file: "a.csv".into(), sheet: "".into(), row: u32::try_from(at).unwrap() + 2 };
    Row {
        table: TableKind::Officers,
        county: Given::Blank,
        town: Given::Known(format!("{}镇", unit / 3)),
        unit: Given::Known(format!("{unit}村")),
        value,
        extra: BTreeMap::new(),
        source,
        columns: Arc::new(BTreeMap::new()),
    }
}

fn records(officers: &[Seed], previous: &[Seed]) -> Records {
    let rows = |seeds: &[Seed]| seeds.iter().enumerate().map(|(at, seed)| row(at, seed)).collect();
    Records { officers: rows(officers), previous: rows(previous), ..Records::default() }
}

fn a_cycle() -> Cycle {
    Cycle { previous_as_of: "2016-10".parse().ok(), ..Cycle::unnamed("2021-10".parse().unwrap()) }
}

fn counted(all: &Resolved<'_>) -> (Figures, Indicators) {
    let indicators = Indicators::parse(&[(DEFAULT.to_owned(), "indicators.toml".to_owned())]).unwrap();
    (count(all, &indicators), indicators)
}

proptest! {
    #[test]
    fn bands_of_a_partition_add_up_to_their_base(officers in seeds(), previous in seeds()) {
        let records = records(&officers, &previous);
        let cycle = a_cycle();
        let all = resolve(&records, &cycle);
        let (figures, indicators) = counted(&all);
        let levels = figures.bodies.iter().chain(figures.towns.iter().map(|part| &part.figures)).chain([&figures.total]);
        for list in levels {
            let of = |id: &str| list.iter().find(|figure| figure.id == id);
            for population in &indicators.populations {
                let people = of(&format!("{}.count", population.id)).unwrap().value.count();
                for group in indicators.groups.iter().filter(|group| group.is_of(population) && !group.partition.is_empty()) {
                    let parts: Vec<_> = group.partition.iter().filter_map(|band| of(&format!("{}.{}.{band}", population.id, group.id))).collect();
                    prop_assert!(parts.is_empty() || parts.len() == group.partition.len());
                    let Some(first) = parts.first() else { continue };
                    let sum: u32 = parts.iter().map(|part| part.value.count()).sum();
                    prop_assert_eq!(Some(sum), first.value.base(), "{}.{}", &population.id, &group.id);
                    prop_assert!(parts.iter().all(|part| part.value.base() == Some(part.known) && part.known == first.known && part.known + part.unknown == people));
                }
            }
            for figure in list {
                prop_assert!(figure.value.base().is_none_or(|base| figure.value.count() <= base));
                // What is compared is compared over bodies that have it in both terms; over all of them it is the figure.
                if let Some(both) = figure.comparison {
                    prop_assert!(0 < both.bodies && both.bodies <= both.of_bodies);
                    prop_assert!(both.bodies < both.of_bodies || both.now == figure.value, "{}", &figure.id);
                    prop_assert!(both.now.is_known() && both.before.is_known());
                }
            }
        }
        // What is behind a figure of the total are as many rows as it counts.
        for figure in figures.total.iter().filter(|figure| figure.value.base().is_some()) {
            let behind = explain(&all, &indicators, &figure.id).unwrap();
            prop_assert_eq!((behind.count.len(), behind.base.len()), (figure.value.count() as usize, figure.value.base().unwrap() as usize), "{}", &figure.id);
        }
    }
}

#[test]
fn a_column_of_ones_own_is_counted_without_code() {
    let more = "[[group]]\nid = \"rich\"\nby = \"extra.致富带头人\"\nblank = \"否\"\npartition = [\"yes\", \"no\"]\n\
                bands = [{ id = \"yes\", label = \"致富带头人\", any = [\"是\"] }, { id = \"no\", label = \"其他\", none = [\"是\"] }]\n\
                [[group]]\nid = \"years\"\nlabel = \"任职年限\"\nby = \"extra.任职年限\"\n\
                bands = [{ id = \"ge-5\", label = \"5年以上\", from = 5 }]\n";
    let layers = [(DEFAULT.to_owned(), "a".to_owned()), (more.to_owned(), "b".to_owned())];
    let indicators = Indicators::parse(&layers).unwrap();
    let named = |name: u8| -> Seed { (name, Some((1980, 5)), None, None, Some(0), 0, None) };
    let mut records = records(&[named(1), named(2), named(3)], &[]);
    records.officers[0].extra.insert("致富带头人".to_owned(), "√".to_owned());
    records.officers[1].extra.insert("致富带头人".to_owned(), "否".to_owned());
    records.officers[0].extra.insert("任职年限".to_owned(), "7".to_owned());
    records.officers[1].extra.insert("任职年限".to_owned(), "3".to_owned());
    let cycle = Cycle::unnamed("2021-10".parse().unwrap());
    let figures = count(&resolve(&records, &cycle), &indicators);
    let of = |id: &str| figures.total.iter().find(|figure| figure.id == id).unwrap();
    assert_eq!(of("chair.rich.yes").value, Value::Share { count: 1, base: 3 });
    assert_eq!(of("chair.rich.no").value, Value::Share { count: 2, base: 3 });
    assert_eq!(
        (of("chair.years.ge-5").value, of("chair.years.ge-5").unknown),
        (Value::Share { count: 1, base: 2 }, 1)
    );
    assert_eq!(of("chair.years.mean").value, Value::Mean { sum: 10, count: 2 });
    assert_eq!((&*of("chair.age.mean").field, &*of("chair.years.mean").field), ("年龄", "任职年限"));
    assert!(!figures.total.iter().any(|figure| figure.id == "delegate.rich.yes"));
}
