//! One woman whose name is written with two characters, or two women: 张钥 and 张玥 of one village, born on one day, with one
//! telephone (REVIEW T9). Who knows is asked; until then her papers wait.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::model::{Given, Level, Name, PartialDate, Person, Records, Row, Source};
use crate::problem::{Choice, Code, Place, Problem, Question, QuestionKind, Say, Severity};
use crate::read::log::ReadLog;
use crate::read::reconcile::same_sound::{self, Pair};
use crate::say;

/// Two names that are alike with one ID number, or with one birth date and telephone. Source: DESIGN 12.
pub(in crate::read) static SAME_PERSON: Code =
    Code { id: "same-person", severity: Severity::Error, source: "DESIGN 12" };

/// A name is written otherwise than its rows have it, because somebody said so: nothing else would show a wrong answer. Source:
/// DESIGN 13.
pub(in crate::read) static SPELT_AS_ANSWERED: Code =
    Code { id: "spelt-as-answered", severity: Severity::Note, source: "DESIGN 13" };

/// The answer that they are two.
const TWO: &str = "two";

/// Town and village, as the rows have them.
type Unit = (String, String);

/// What makes two rows of one village one woman's: an ID number, or a telephone with a birth date; or a birth date alone, where
/// the names are a character apart and no list has both.
type Key = (Unit, String);

/// In place of a telephone: what is known better comes first in the order of keys.
const ALONE: &str = "~";

/// What two names have in common.
#[derive(Debug, Clone, Copy)]
enum Evidence {
    /// An ID number, or a telephone with a birth date.
    Number,
    /// A birth date.
    Birth,
    /// Their sound.
    Sound,
}

/// Where each spelling stands.
type Spellings = BTreeMap<String, Vec<Source>>;

/// Asks about each pair, and writes the name as it is answered. Gives the names about which a question is open.
pub(in crate::read) fn settle(records: &mut Records, level: Level, log: &mut ReadLog) -> BTreeSet<String> {
    let mut open = BTreeSet::new();
    let mut names: BTreeMap<(Unit, String), String> = BTreeMap::new();
    let mut asked: BTreeSet<(Unit, String, String)> = BTreeSet::new();
    // Among the villages of a city chance alone makes such pairs, and no list has both of a pair.
    let shared = shared(records, level == Level::Town && are_several_lists(records));
    let phones = if shared.is_empty() { HashMap::new() } else { phones(records) };
    for ((unit, key), spellings) in shared {
        let by_birth_alone = key.starts_with(ALONE);
        let all: Vec<(&String, &Vec<Source>)> = spellings.iter().collect();
        for (at, (one, places)) in all.iter().enumerate() {
            for (other, others) in all.iter().skip(at + 1).filter(|(other, _)| may_be_one(one, other)) {
                let phone = |name: &String| phones.get(&(unit.clone(), name.clone()));
                let differ =
                    || phone(one).zip(phone(other)).is_some_and(|(own, theirs)| own.is_disjoint(theirs));
                let is_slip =
                    || is_a_character_apart(one, other) && one.chars().next() == other.chars().next();
                if by_birth_alone && (!is_slip() || are_beside(places, others) || differ()) {
                    continue;
                }
                if !asked.insert((unit.clone(), (*one).clone(), (*other).clone())) {
                    continue;
                }
                let evidence = if by_birth_alone { Evidence::Birth } else { Evidence::Number };
                let answer = log.ask(question(&unit, [(one, places), (other, others)], evidence));
                if answer.is_none() {
                    open.extend([(*one).clone(), (*other).clone()]);
                }
                let wrong = [one, other]
                    .into_iter()
                    .find(|name| answer.as_ref().is_some_and(|answer| answer != **name));
                if let Some((wrong, right)) = wrong.zip(answer.filter(|answer| answer != TWO)) {
                    let changed = if wrong == one { places } else { others };
                    log.report_all([spelt_as_answered(wrong, &right, changed)]);
                    names.insert((unit.clone(), (*wrong).clone()), right);
                }
            }
        }
    }
    if level == Level::Town {
        let pairs = same_sound::pairs(records).into_iter();
        let is_new = |Pair { unit, names: [(one, _), (other, _)] }: &Pair| {
            let (first, second) = if one < other { (one, other) } else { (other, one) };
            !asked.contains(&(unit.clone(), first.clone(), second.clone()))
        };
        ask_by_sound(pairs.filter(is_new), log, &mut open, &mut names);
    }
    if !names.is_empty() {
        rewrite(records, &names);
    }
    open
}

/// Asks about names of one sound, of which one list has the one, and another the other.
fn ask_by_sound(
    pairs: impl Iterator<Item = Pair>,
    log: &mut ReadLog,
    open: &mut BTreeSet<String>,
    names: &mut BTreeMap<(Unit, String), String>,
) {
    for Pair { unit, names: [(one, places), (other, others)] } in pairs {
        let asked = question(&unit, [(&one, &places), (&other, &others)], Evidence::Sound);
        let Some(right) = log.ask(asked) else {
            open.extend([one, other]);
            continue;
        };
        let (wrong, changed) = if right == one { (other, others) } else { (one, places) };
        if right != TWO {
            log.report_all([spelt_as_answered(&wrong, &right, &changed)]);
            names.insert((unit, wrong), right);
        }
    }
}

/// A row about a person, as far as spellings are concerned.
struct Seen<'a> {
    town: &'a str,
    village: &'a str,
    name: &'a str,
    person: &'a Person,
    source: &'a Source,
}

/// What two rows of one woman share: town, village, ID number; or telephone and birth.
type Shared<'a> = (&'a str, &'a str, &'a str, Option<PartialDate>);

impl<'a> Seen<'a> {
    fn of<T>(row: &'a Row<T>, person: &'a Person) -> Option<Self> {
        let name = person.name.known()?.as_str();
        let (town, village) = (row.town.text().unwrap_or_default(), row.unit.text().unwrap_or_default());
        Some(Self { town, village, name, person, source: &row.source })
    }

    fn keys(&self, by_birth: bool) -> impl Iterator<Item = Shared<'a>> {
        let id = self.person.id_number.text().filter(|id| id.len() == 18).map(|id| (id, None));
        let phone =
            self.person.phone.text().zip(self.person.birth.get()).map(|(phone, birth)| (phone, Some(birth)));
        let alone = self.person.birth.get().filter(|_| by_birth).map(|birth| (ALONE, Some(birth)));
        let (town, village) = (self.town, self.village);
        id.into_iter().chain(phone).chain(alone).map(move |(key, birth)| (town, village, key, birth))
    }
}

fn each<'a>(records: &'a Records, look: &mut impl FnMut(Seen<'a>)) {
    let Records { delegates, nominees, officers, previous, .. } = records;
    delegates.iter().filter_map(|row| Seen::of(row, &row.value.person)).for_each(&mut *look);
    nominees.iter().filter_map(|row| Seen::of(row, &row.value.person)).for_each(&mut *look);
    officers.iter().filter_map(|row| Seen::of(row, &row.value.person)).for_each(&mut *look);
    previous.iter().filter_map(|row| Seen::of(row, &row.value.person)).for_each(&mut *look);
}

/// Whether more than one sheet lists people.
fn are_several_lists(records: &Records) -> bool {
    let mut first = None;
    let mut several = false;
    each(records, &mut |seen| {
        let sheet = (&seen.source.file, &seen.source.sheet);
        several |= *first.get_or_insert(sheet) != sheet;
    });
    several
}

/// The spellings of each woman who has two or more.
fn shared(records: &Records, by_birth: bool) -> BTreeMap<Key, Spellings> {
    // Nearly everybody has one: only the others are looked at closely.
    let mut first: HashMap<Shared<'_>, &str> = HashMap::new();
    let mut many: HashSet<Shared<'_>> = HashSet::new();
    each(records, &mut |seen| {
        for key in seen.keys(by_birth) {
            if *first.entry(key).or_insert(seen.name) != seen.name {
                many.insert(key);
            }
        }
    });
    let mut found: BTreeMap<Key, Spellings> = BTreeMap::new();
    if many.is_empty() {
        return found;
    }
    each(records, &mut |seen| {
        for key in seen.keys(by_birth).filter(|key| many.contains(key)) {
            let (town, village, text, birth) = key;
            let birth = birth.map(|birth| birth.to_string()).unwrap_or_default();
            let key = ((town.to_owned(), village.to_owned()), format!("{text} {birth}"));
            found.entry(key).or_default().entry(seen.name.to_owned()).or_default().push(seen.source.clone());
        }
    });
    found
}

/// The telephones of each name.
fn phones(records: &Records) -> HashMap<(Unit, String), BTreeSet<String>> {
    let mut phones: HashMap<(Unit, String), BTreeSet<String>> = HashMap::new();
    each(records, &mut |seen| {
        if let Some(phone) = seen.person.phone.text() {
            let unit = (seen.town.to_owned(), seen.village.to_owned());
            phones.entry((unit, seen.name.to_owned())).or_default().insert(phone.to_owned());
        }
    });
    phones
}

/// Whether a list has both names.
fn are_beside(places: &[Source], others: &[Source]) -> bool {
    let in_list =
        |own: &Source| others.iter().any(|other| (&own.file, &own.sheet) == (&other.file, &other.sheet));
    places.iter().any(in_list)
}

fn unit<T>(row: &Row<T>) -> Unit {
    let text = |given: &Given<String>| given.text().unwrap_or_default().to_owned();
    (text(&row.town), text(&row.unit))
}

fn place(source: &Source) -> Place {
    Place::Row { file: source.file.to_string(), sheet: source.sheet.to_string(), row: source.row }
}

/// [`SPELT_AS_ANSWERED`].
fn spelt_as_answered(wrong: &str, right: &str, places: &[Source]) -> Problem {
    let mut places = places.iter().map(place);
    let first = places.next().unwrap_or(Place::Workspace);
    let message = say!(
        "“{wrong}”按答复写作“{right}”，材料上都印“{right}”",
        "\"{wrong}\" is written \"{right}\" in all papers, as was answered"
    );
    let hint = say!(
        "对照身份证看哪个写法对；答错了就删去 answers.toml 里这一行",
        "see on the ID card which is right; where the answer is wrong, delete its line in answers.toml"
    );
    Problem::new(&SPELT_AS_ANSWERED, first, message).hint(hint).also(places)
}

/// Two names of one surname, 张丽萍 and 张立平, or as long as one another and a character apart.
fn may_be_one(one: &str, other: &str) -> bool {
    is_a_character_apart(one, other) || one.chars().next() == other.chars().next()
}

fn is_a_character_apart(one: &str, other: &str) -> bool {
    one.chars().count() == other.chars().count()
        && one.chars().zip(other.chars()).filter(|(a, b)| a != b).count() == 1
}

fn question(
    unit: &Unit,
    [(one, places), (other, others)]: [(&String, &Vec<Source>); 2],
    evidence: Evidence,
) -> Question {
    let (zh, en) = match evidence {
        Evidence::Birth => ("出生年月相同，没有哪张表两个都有", "with one birth date, and no list has both"),
        Evidence::Number => {
            ("出生年月和电话（或身份证号）相同", "with one birth date and telephone, or one ID number")
        }
        Evidence::Sound => (
            "读音相同，代表名单里只有前一个，候选人、班子名单里只有后一个",
            "of one sound; delegates have the one only, nominees or officers the other",
        ),
    };
    // Who stands beside her in one list is more likely her sister.
    let are_two = are_beside(places, others);
    let spelt = |name: &String, places: &Vec<Source>| {
        let count = places.len();
        Choice {
            value: name.clone(),
            label: say!("是一个人，写作“{name}”", "one woman, written \"{name}\""),
            evidence: Some(say!("{count} 处这样写", "so in {count} places")),
            likely: !are_two,
        }
    };
    let mut choices = vec![spelt(one, places), spelt(other, others)];
    if others.len() > places.len() {
        choices.reverse();
    }
    let two = Choice {
        value: TWO.to_owned(),
        label: say!("是两个人", "two women"),
        evidence: are_two.then(|| say!("同一张名单里两个都有", "one list has both")),
        likely: are_two,
    };
    choices.insert(if are_two { 0 } else { 2 }, two);
    let all: Vec<Place> = places.iter().chain(others).map(place).collect();
    let mut rest = all.into_iter();
    let (town, village) = unit;
    let body = if village.is_empty() { town } else { village };
    Question {
        id: format!("person:{body}:{one}/{other}"),
        kind: QuestionKind::Person,
        code: &SAME_PERSON,
        place: rest.next().unwrap_or(Place::Workspace),
        also: rest.collect(),
        ask: say!("“{one}”和“{other}”是不是同一个人？", "are \"{one}\" and \"{other}\" one woman?"),
        why: Say { zh: format!("{body}，名字相近，{zh}"), en: format!("{body}: names alike, {en}") },
        choices,
        accepts: None,
        rows: places.len() + others.len(),
        table: None,
        units: if village.is_empty() { Vec::new() } else { vec![village.clone()] },
        answer: None,
    }
}

/// Writes the names in every list of the village.
fn rewrite(records: &mut Records, names: &BTreeMap<(Unit, String), String>) {
    let right = |unit: &Unit, name: &Name| {
        names.get(&(unit.clone(), name.as_str().to_owned())).and_then(|right| Name::new(right))
    };
    let given = |unit: &Unit, name: &mut Given<Name>| {
        if let Some(right) = name.known().and_then(|known| right(unit, known)) {
            *name = Given::Known(right);
        }
    };
    let Records { delegates, nominees, officers, previous, votes, congresses, .. } = records;
    delegates.iter_mut().for_each(|row| given(&unit(row), &mut row.value.person.name));
    nominees.iter_mut().for_each(|row| given(&unit(row), &mut row.value.person.name));
    officers.iter_mut().for_each(|row| given(&unit(row), &mut row.value.person.name));
    previous.iter_mut().for_each(|row| given(&unit(row), &mut row.value.person.name));
    votes.iter_mut().for_each(|row| given(&unit(row), &mut row.value.name));
    for row in congresses {
        let own = unit(row);
        let value = &mut row.value;
        for name in value.chairs.iter_mut().chain(&mut value.vice_chairs).chain(&mut value.tellers) {
            if let Some(right) = right(&own, name) {
                *name = right;
            }
        }
    }
}
