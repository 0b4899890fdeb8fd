//! What a field says of one person: a number, words, or that nobody knows.

use std::borrow::Cow;

use crate::count::population::Holder;
use crate::count::posts::Posts;
use crate::count::{Basis, posts};
use crate::model::{Duty, Education, Gender, Politics, Row};

/// A field that can be counted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field {
    Age,
    Gender,
    Ethnicity,
    Education,
    Politics,
    Sector,
    Duty,
    Renewed,
    Posts,
    /// A column of one's own, by its header.
    Extra(String),
}

/// What a field says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer<'a> {
    Number(u32),
    /// One word, or several where a field can hold several.
    Words(Vec<Cow<'a, str>>),
    /// One of these words.
    OneOf(Vec<&'static str>),
}

/// Marks for yes in a column of one's own.
const YES: [&str; 8] = ["是", "√", "✓", "✔", "☑", "1", "有", "Y"];
/// Marks for no.
const NO: [&str; 5] = ["否", "×", "0", "无", "N"];

const RENEWED: [&str; 2] = ["新任", "连任"];

impl Field {
    /// Their names in `indicators.toml`.
    pub(super) const NAMES: [&'static str; 9] =
        ["age", "gender", "ethnicity", "education", "politics", "sector", "duty", "renewed", "posts"];

    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "age" => Self::Age,
            "gender" => Self::Gender,
            "ethnicity" => Self::Ethnicity,
            "education" => Self::Education,
            "politics" => Self::Politics,
            "sector" => Self::Sector,
            "duty" => Self::Duty,
            "renewed" => Self::Renewed,
            "posts" => Self::Posts,
            other => Self::Extra(other.strip_prefix("extra.").filter(|head| !head.is_empty())?.to_owned()),
        })
    }

    /// Every word it can say; `None` where that is open.
    pub(super) fn vocabulary(&self) -> Option<Vec<&'static str>> {
        match self {
            Self::Gender => Some(Gender::ALL.iter().map(|word| word.as_str()).collect()),
            Self::Education => Some(Education::LEVELS.iter().map(|word| word.as_str()).collect()),
            Self::Politics => Some(Politics::statuses().iter().map(|word| word.as_str()).collect()),
            Self::Duty => Some(Duty::ALL.iter().map(|word| word.as_str()).collect()),
            Self::Renewed => Some(RENEWED.to_vec()),
            Self::Age | Self::Ethnicity | Self::Sector | Self::Posts | Self::Extra(_) => None,
        }
    }

    /// What the field says of a person; `None` where nobody knows. `blank` is what an empty cell of a column of one's
    /// own means.
    pub(super) fn of<'a>(
        &self,
        holder: &Holder<'a>,
        basis: &'a Basis<'_>,
        blank: Option<&'a str>,
    ) -> Option<Answer<'a>> {
        let person = holder.person;
        let word = |word: &'static str| Answer::Words(vec![word.into()]);
        let text = |text: &'a str| Answer::Words(vec![text.into()]);
        match self {
            Self::Age => person.birth.get()?.age_at(basis.as_of(holder)?).map(Answer::Number),
            Self::Gender => person.gender.get().map(|gender| word(gender.as_str())),
            Self::Ethnicity => person.ethnicity.text().map(text),
            Self::Education => {
                person.education.get().map(|level| one_of(level.covers().iter().map(|level| level.as_str())))
            }
            Self::Politics => {
                person.politics.get().map(|status| one_of(status.covers().iter().map(|word| word.as_str())))
            }
            Self::Sector => person.sector.text().map(text),
            Self::Duty => holder.officer?.value.duty.get().map(|duty| word(duty.as_str())),
            Self::Renewed => renewed(holder, basis).map(|again| word(RENEWED[usize::from(again)])),
            Self::Posts => posts_of(holder, basis),
            Self::Extra(header) => match holder.extra.get(header) {
                Some(said) => Some(of_cell(said)),
                None => blank.filter(|_| basis.has_column(holder.source, header)).map(text),
            },
        }
    }
}

/// A cell of a column of one's own: a number, or a word; all marks for yes are 是, and all for no are 否.
fn of_cell(said: &str) -> Answer<'_> {
    let said = said.trim();
    if YES.contains(&said) {
        return Answer::Words(vec!["是".into()]);
    }
    if NO.contains(&said) {
        return Answer::Words(vec!["否".into()]);
    }
    match said.parse() {
        Ok(number) => Answer::Number(number),
        Err(_) => {
            Answer::Words(said.split(['、', ',', '，', ';', '；']).map(|word| word.trim().into()).collect())
        }
    }
}

fn one_of(words: impl Iterator<Item = &'static str>) -> Answer<'static> {
    let words: Vec<_> = words.collect();
    match words.as_slice() {
        [only] => Answer::Words(vec![(*only).into()]),
        _ => Answer::OneOf(words),
    }
}

/// Known only where the roster has a column for posts or for membership of the two committees; then empty means none.
fn posts_of<'a>(holder: &Holder<'a>, basis: &Basis<'_>) -> Option<Answer<'a>> {
    let row = holder.officer?;
    let told =
        row.columns.contains_key("posts") || row.value.in_committee.is_known() || !row.value.posts.is_empty();
    told.then(|| {
        let found = Posts::of(&row.value, &basis.indicators.posts);
        let mut words: Vec<Cow<'a, str>> =
            row.value.posts.iter().map(|post| Cow::Borrowed(post.as_str())).collect();
        words.extend(posts::words(found).map(|word| -> Cow<'a, str> { Cow::Borrowed(word) }));
        Answer::Words(words)
    })
}

/// What the sheet says, else whether the same person held the same kind of post in the same body last term; unknown
/// where nothing is known of the last term, and for the officers of the last term themselves.
fn renewed(holder: &Holder<'_>, basis: &Basis<'_>) -> Option<bool> {
    let row = holder.officer?;
    if let Some(said) = row.value.renewed.get() {
        return Some(said);
    }
    if holder.is_previous {
        return None;
    }
    let before = &basis.bodies.get(holder.body)?.previous;
    let key = holder.person.key()?;
    let rank = |row: &Row<crate::model::Officer>| row.value.role.get().map(crate::model::Role::rank);
    // A plain member of the last term who becomes chair is a new chair, but no new member of the executive.
    let same_post = |other: &Row<crate::model::Officer>| !holder.by_post || rank(other) == rank(row);
    let was = |other: &&&Row<crate::model::Officer>| {
        other.value.person.key().as_ref() == Some(&key) && same_post(other)
    };
    (!before.is_empty()).then(|| before.iter().any(|other| was(&other)))
}
