//! A row about a person, and who she is: what every later stage sees of people.

use crate::model::{
    Delegate, Education, Field, Gender, Nominee, Officer, PartialDate, Person, Politics, Role, Row, Standing,
    TableKind,
};
use crate::problem::Place;
use crate::resolve::holding::Seats;

/// A person: her position among all of the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonId(pub usize);

/// What an age rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgeBasis {
    /// The birth date of a column.
    Birth,
    /// The birth date inside the ID number.
    IdNumber,
    /// The age that the table itself states.
    Stated,
}

/// An age in full years at the base date of its term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Age {
    /// Full years.
    pub years: u32,
    /// What it rests on.
    pub basis: AgeBasis,
}

/// What is said of a person: the row's own word, else that of another row of this term about her.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Told<'a> {
    /// 性别.
    pub gender: Option<Gender>,
    /// 民族.
    pub ethnicity: Option<&'a str>,
    /// 政治面貌.
    pub politics: Option<Politics>,
    /// 学历.
    pub education: Option<Education>,
    /// 联系电话.
    pub phone: Option<&'a str>,
}

impl<'a> Told<'a> {
    /// What one row says.
    pub(super) fn of(person: &'a Person) -> Self {
        Self {
            gender: person.gender.get(),
            ethnicity: person.ethnicity.text(),
            politics: person.politics.get(),
            education: person.education.get(),
            phone: person.phone.text(),
        }
    }

    /// This, and what only the other says.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            gender: self.gender.or(other.gender),
            ethnicity: self.ethnicity.or(other.ethnicity),
            politics: exact(self.politics, other.politics),
            education: self.education.or(other.education),
            phone: self.phone.or(other.phone),
        }
    }
}

/// A tick that is not there says 非中共党员; another list may say 群众.
fn exact(own: Option<Politics>, other: Option<Politics>) -> Option<Politics> {
    match (own, other) {
        (Some(vague), Some(status)) if vague.covers().len() > 1 && vague.covers().contains(&status) => other,
        _ => own.or(other),
    }
}

/// A row about a person.
#[derive(Debug)]
pub struct Entry<'a, T> {
    /// The row.
    pub row: &'a Row<T>,
    /// Who she is.
    pub person: PersonId,
    /// Her age, in the last term's list at that list's base date; `None` where nothing tells it.
    pub age: Option<Age>,
    /// Her age at the cycle's base date, also of an officer of the last term.
    pub now: Option<Age>,
    /// Her birth date: the row's own, else that of another row about her, else the ID number's.
    pub birth: Option<PartialDate>,
    /// What is said of her besides.
    pub told: Told<'a>,
}

impl<T> Clone for Entry<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Entry<'_, T> {}

/// A row of the roster of delegates.
#[derive(Debug, Clone, Copy)]
pub struct Attendee<'a> {
    /// Row and person.
    pub entry: Entry<'a, Delegate>,
    /// Whether she has a vote.
    pub standing: Standing,
    /// Whether she came; `None` where nothing tells it.
    pub came: Option<bool>,
    /// Whether her remark speaks of standing in a way that says nothing certain of her: 联系电话已更换.
    pub is_doubtful: bool,
}

/// A row of the roster of officers.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// Row and person.
    pub entry: Entry<'a, Officer>,
    /// Her post, in the words of her body's kind.
    pub role: Option<Role>,
    /// Her seats in the village's two committees; `None` where her table tells of no posts.
    pub posts: Option<Seats>,
    /// Whether she held a post of the same rank in the term before; `None` where nobody can say.
    pub again_in_post: Option<bool>,
    /// Whether she was in the committee in the term before; `None` where nobody can say.
    pub again_in_committee: Option<bool>,
}

/// A row about a person, of whatever roster.
#[derive(Debug, Clone, Copy)]
pub enum Someone<'a> {
    /// Of the roster of delegates.
    Delegate(Entry<'a, Delegate>),
    /// Of the roster of nominees.
    Nominee(Entry<'a, Nominee>),
    /// Of the roster of officers, of this term or the last.
    Officer(Entry<'a, Officer>),
}

impl<'a> Someone<'a> {
    /// What the row says of her.
    #[must_use]
    pub fn person(self) -> &'a Person {
        match self {
            Self::Delegate(entry) => &entry.row.value.person,
            Self::Nominee(entry) => &entry.row.value.person,
            Self::Officer(entry) => &entry.row.value.person,
        }
    }

    /// The cell of a field.
    #[must_use]
    pub fn at(self, field: Field) -> Place {
        match self {
            Self::Delegate(entry) => entry.row.at(field),
            Self::Nominee(entry) => entry.row.at(field),
            Self::Officer(entry) => entry.row.at(field),
        }
    }

    /// Which table the row is of.
    #[must_use]
    pub fn table(self) -> TableKind {
        match self {
            Self::Delegate(entry) => entry.row.table,
            Self::Nominee(entry) => entry.row.table,
            Self::Officer(entry) => entry.row.table,
        }
    }

    /// Who she is.
    #[must_use]
    pub fn id(self) -> PersonId {
        match self {
            Self::Delegate(entry) => entry.person,
            Self::Nominee(entry) => entry.person,
            Self::Officer(entry) => entry.person,
        }
    }

    /// Her age.
    #[must_use]
    pub fn age(self) -> Option<Age> {
        match self {
            Self::Delegate(entry) => entry.age,
            Self::Nominee(entry) => entry.age,
            Self::Officer(entry) => entry.age,
        }
    }

    /// What is said of her, here or in another table.
    #[must_use]
    pub fn told(self) -> Told<'a> {
        match self {
            Self::Delegate(entry) => entry.told,
            Self::Nominee(entry) => entry.told,
            Self::Officer(entry) => entry.told,
        }
    }

    /// Her birth date.
    #[must_use]
    pub fn birth(self) -> Option<PartialDate> {
        match self {
            Self::Delegate(entry) => entry.birth,
            Self::Nominee(entry) => entry.birth,
            Self::Officer(entry) => entry.birth,
        }
    }

    /// Whether her table has a column for this field.
    #[must_use]
    pub fn has_column(self, field: Field) -> bool {
        matches!(self.at(field), Place::Cell { .. })
    }

    /// Her name, or `？` where the row has none.
    #[must_use]
    pub fn name(self) -> &'a str {
        match self.person().name_text() {
            "" => "？",
            name => name,
        }
    }
}
