//! What a field says of one person.

use std::borrow::Cow;

use crate::count::basis::Basis;
use crate::count::field::{Answer, CountedField, RENEWED};
use crate::count::population::Holder;
use crate::resolve::{Member, Seats};

/// Marks for yes in a column of one's own.
const YES: [&str; 8] = ["是", "√", "✓", "✔", "☑", "1", "有", "Y"];
/// Marks for no.
const NO: [&str; 5] = ["否", "×", "0", "无", "N"];

impl CountedField {
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
            Self::Age => holder.age.map(|age| Answer::Number(age.years)),
            Self::Gender => holder.told.gender.map(|gender| word(gender.as_str())),
            Self::Ethnicity => holder.told.ethnicity.map(text),
            Self::Education => {
                holder.told.education.map(|level| one_of(level.covers().iter().map(|level| level.as_str())))
            }
            Self::Politics => {
                holder.told.politics.map(|status| one_of(status.covers().iter().map(|word| word.as_str())))
            }
            Self::Sector => person.sector.text().map(text),
            Self::Duty => holder.officer?.entry.row.value.duty.get().map(|duty| word(duty.as_str())),
            Self::Renewed => {
                // A plain member of the last term who becomes chair is a new chair, but no new member of the committee.
                let again = |officer: &Member<'_>| match holder.by_post {
                    true => officer.again_in_post,
                    false => officer.again_in_committee,
                };
                // Who chairs two villages goes on as chair if she chaired one of them.
                let all = || holder.officer.into_iter().chain(holder.also.iter().copied()).map(again);
                let told = match all().any(|again| again == Some(true)) {
                    true => Some(true),
                    false => all().all(|again| again == Some(false)).then_some(false),
                };
                holder.officer.and(told).map(|again| word(RENEWED[usize::from(again)]))
            }
            Self::Posts => posts_of(holder),
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

/// The seats, and the words of the posts as written; nothing where the roster tells of no posts.
fn posts_of<'a>(holder: &Holder<'a>) -> Option<Answer<'a>> {
    let posts = || holder.officer.into_iter().chain(holder.also.iter().copied());
    let Seats { secretary, deputy_secretary, director, deputy_director, in_two_committees, both } =
        posts().filter_map(|officer| officer.posts).reduce(Seats::and)?;
    let named = [
        ("secretary", secretary),
        ("deputy-secretary", deputy_secretary),
        ("director", director),
        ("deputy-director", deputy_director),
        ("in-two-committees", in_two_committees),
        ("both", both),
    ];
    let mut words: Vec<Cow<'a, str>> = posts()
        .flat_map(|officer| &officer.entry.row.value.posts)
        .map(|post| Cow::Borrowed(post.as_str()))
        .collect();
    words.extend(named.iter().filter(|(_, held)| *held == Some(true)).map(|(word, _)| Cow::Borrowed(*word)));
    let open: Vec<&str> = named.iter().filter(|(_, held)| held.is_none()).map(|(word, _)| *word).collect();
    Some(if open.is_empty() { Answer::Words(words) } else { Answer::Some(words, open) })
}
