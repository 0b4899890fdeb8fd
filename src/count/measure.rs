//! The indicators of one population: an id, a label, and a question that each person answers yes, no or unknown.

use crate::count::indicator::Indicators;
use crate::count::population::{Holder, Population};
use crate::count::posts::Posts;
use crate::model::{BodyRows, Duty, PartialDate, Politics};

/// A question put to one person: `None` where the field is not known.
pub(super) type Question<'a> = Box<dyn Fn(&Holder<'_>) -> Option<bool> + 'a>;

/// One indicator with a share.
pub(super) struct Measure<'a> {
    /// Without the population: `age.36-45`.
    pub(super) id: String,
    pub(super) label: String,
    pub(super) asks: Question<'a>,
    /// Whether the last term's figure is of the same base, so that the two may be compared. Ages are not: the base
    /// date of the last term is not known.
    pub(super) comparable: bool,
}

/// What all questions look at.
pub(super) struct Basis<'a> {
    pub(super) as_of: PartialDate,
    pub(super) indicators: &'a Indicators,
    pub(super) bodies: &'a [BodyRows<'a>],
}

/// All indicators with a share of a population, in the order of the papers.
pub(super) fn measures<'a>(population: Population, basis: &'a Basis<'a>) -> Vec<Measure<'a>> {
    let mut list = Vec::new();
    let mut add = |id: &str, label: &str, comparable: bool, asks: Question<'a>| {
        list.push(Measure { id: id.to_owned(), label: label.to_owned(), asks, comparable });
    };
    for band in &basis.indicators.age {
        let asks = move |holder: &Holder<'_>| {
            age(holder, basis.as_of).map(|age| (band.from..=band.to).contains(&age))
        };
        add(&format!("age.{}", band.id), &band.label, false, Box::new(asks));
    }
    for band in &basis.indicators.education {
        let asks = move |holder: &Holder<'_>| {
            holder.person.education.get().map(|education| band.words.contains(&education))
        };
        add(&format!("education.{}", band.id), &band.label, true, Box::new(asks));
    }
    let politics = |holder: &Holder<'_>| holder.person.politics.get();
    add(
        "politics.party",
        "中共党员",
        true,
        Box::new(move |holder| politics(holder).map(|politics| politics == Politics::Party)),
    );
    let all = move |holder: &Holder<'_>| {
        politics(holder).map(|politics| matches!(politics, Politics::Party | Politics::Probationary))
    };
    add("politics.party-all", "中共党员（含预备党员）", true, Box::new(all));
    let minority = |holder: &Holder<'_>| holder.person.ethnicity.text().map(|ethnicity| ethnicity != "汉族");
    add("ethnicity.minority", "少数民族", true, Box::new(minority));
    if population != Population::Delegate {
        list.extend(of_officers(basis, population));
    }
    list
}

/// New and re-elected, posts in the two committees, full-time and part-time.
fn of_officers<'a>(basis: &'a Basis<'a>, population: Population) -> Vec<Measure<'a>> {
    let again = move |holder: &Holder<'_>| renewed(holder, population, basis.bodies);
    let mut list: Vec<Measure<'a>> = Vec::new();
    let mut add = |id: &str, label: &str, asks: Question<'a>| {
        list.push(Measure { id: id.to_owned(), label: label.to_owned(), asks, comparable: false });
    };
    add("renewed.new", "新任", Box::new(move |holder| again(holder).map(|again| !again)));
    add("renewed.again", "连任", Box::new(again));
    let posts = move |holder: &Holder<'_>| posts(holder, basis.indicators);
    add(
        "posts.secretary",
        "担任村（社区）党组织书记",
        Box::new(move |holder| posts(holder).map(|posts| posts.secretary)),
    );
    add(
        "posts.deputy-secretary",
        "担任村（社区）党组织副书记",
        Box::new(move |holder| posts(holder).map(|posts| posts.deputy_secretary)),
    );
    add(
        "posts.director",
        "担任村（居）委会主任",
        Box::new(move |holder| posts(holder).map(|posts| posts.director)),
    );
    add(
        "posts.deputy-director",
        "担任村（居）委会副主任",
        Box::new(move |holder| posts(holder).map(|posts| posts.deputy_director)),
    );
    add(
        "posts.both",
        "书记、主任“一肩挑”",
        Box::new(move |holder| posts(holder).map(|posts| posts.secretary && posts.director)),
    );
    add(
        "posts.in-two-committees",
        "进入村（社区）“两委”",
        Box::new(move |holder| posts(holder).map(|posts| posts.in_two_committees)),
    );
    add("posts.key", "担任村（社区）主要职务", Box::new(move |holder| posts(holder).map(Posts::is_key)));
    for (id, label, duty) in [
        ("full-time", "专职", Duty::FullTime),
        ("seconded", "挂职", Duty::Seconded),
        ("part-time", "兼职", Duty::PartTime),
    ] {
        let asks = move |holder: &Holder<'_>| holder.officer?.value.duty.get().map(|own| own == duty);
        add(&format!("duty.{id}"), label, Box::new(asks));
    }
    list
}

/// Full years at the base date.
pub(super) fn age(holder: &Holder<'_>, as_of: PartialDate) -> Option<u32> {
    holder.person.birth.get()?.age_at(as_of)
}

/// Known only where the roster has a column for posts or for membership of the two committees; then empty means none.
fn posts(holder: &Holder<'_>, indicators: &Indicators) -> Option<Posts> {
    let row = holder.officer?;
    let told =
        row.columns.contains_key("posts") || row.value.in_committee.is_known() || !row.value.posts.is_empty();
    told.then(|| Posts::of(&row.value, &indicators.posts))
}

/// What the sheet says, else whether the same person held the same kind of post in the same body last term; unknown
/// where nothing is known of the last term.
fn renewed(holder: &Holder<'_>, population: Population, bodies: &[BodyRows<'_>]) -> Option<bool> {
    if let Some(said) = holder.officer?.value.renewed.get() {
        return Some(said);
    }
    let before = &bodies.get(holder.body)?.previous;
    let key = holder.person.key()?;
    let same_post = |role: Option<crate::model::Role>| match population {
        Population::Chair => role.is_some_and(|role| role.is_head()),
        Population::Vice => role.is_some_and(|role| role.is_vice()),
        Population::Officer | Population::Member | Population::Delegate => true,
    };
    let was = |row: &&&crate::model::Row<crate::model::Officer>| {
        row.value.person.key().as_ref() == Some(&key) && same_post(row.value.role.get())
    };
    (!before.is_empty()).then(|| before.iter().any(|row| was(&row)))
}
