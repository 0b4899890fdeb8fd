//! A value that knows where it comes from, and what contradicts it.

use crate::model::Given;
use crate::problem::Place;

/// Where a value comes from (DESIGN 12).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A cell says it.
    Stated(Place),
    /// Counted from the rows of a roster: the place of the first.
    Counted(Place),
    /// `cycle.toml` says it.
    Set,
}

impl Origin {
    /// The cell, where one says it.
    #[must_use]
    pub fn stated(&self) -> Option<&Place> {
        match self {
            Self::Stated(place) => Some(place),
            Self::Counted(_) | Self::Set => None,
        }
    }
}

/// One saying of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim<T> {
    /// What it says.
    pub value: T,
    /// Where.
    pub origin: Origin,
}

/// A value with its origin; what others say of it stays beside it. Papers print [`Sourced::get`] and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    claim: Option<Claim<T>>,
    others: Vec<Claim<T>>,
}

impl<T> Default for Sourced<T> {
    fn default() -> Self {
        Self { claim: None, others: Vec::new() }
    }
}

impl<T: Clone + PartialEq> Sourced<T> {
    /// Nothing is known.
    #[must_use]
    pub fn unknown() -> Self {
        Self::default()
    }

    /// A cell's value.
    #[must_use]
    pub fn stated(given: &Given<T>, place: impl FnOnce() -> Place) -> Self {
        given.known().map_or_else(Self::default, |value| Self::of(value.clone(), Origin::Stated(place())))
    }

    /// A value with this origin.
    #[must_use]
    pub fn of(value: T, origin: Origin) -> Self {
        Self { claim: Some(Claim { value, origin }), others: Vec::new() }
    }

    /// A value that `cycle.toml` may give.
    #[must_use]
    pub fn set(value: Option<T>) -> Self {
        value.map_or_else(Self::default, |value| Self::of(value, Origin::Set))
    }

    /// This, or the other where this is unknown; where both are known and differ, the other stays as a contradiction.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        match (&self.claim, other.claim) {
            (None, claim) => self.claim = claim,
            (Some(own), Some(claim)) if own.value != claim.value => self.others.push(claim),
            (Some(_), _) => {}
        }
        self.others.extend(other.others);
        self
    }

    /// The same as [`Sourced::or`], but where a cell says what was counted, the cell is the origin: a problem about the
    /// number is shown where the clerk wrote it.
    #[must_use]
    pub fn counted_or(self, stated: Self) -> Self {
        if self.claim.is_some() && self.known() == stated.known() { stated.or(self) } else { self.or(stated) }
    }

    /// The value, if it is known.
    #[must_use]
    pub fn known(&self) -> Option<&T> {
        self.claim.as_ref().map(|claim| &claim.value)
    }

    /// The value with its origin, if it is known.
    #[must_use]
    pub fn claim(&self) -> Option<&Claim<T>> {
        self.claim.as_ref()
    }

    /// The cell or the roster that the value was taken from; `None` where it is unknown or set by the cycle.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        match &self.claim.as_ref()?.origin {
            Origin::Stated(place) | Origin::Counted(place) => Some(place),
            Origin::Set => None,
        }
    }

    /// What a cell says, whether or not papers print it; `None` where no cell says anything.
    #[must_use]
    pub fn told(&self) -> Option<(&T, &Place)> {
        let claims = self.claim.iter().chain(&self.others);
        claims.into_iter().find_map(|claim| Some((&claim.value, claim.origin.stated()?)))
    }

    /// What contradicts it.
    #[must_use]
    pub fn others(&self) -> &[Claim<T>] {
        &self.others
    }

    /// Whether the value is known.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.claim.is_some()
    }
}

impl<T: Copy + PartialEq> Sourced<T> {
    /// A copy of the value, if it is known.
    #[must_use]
    pub fn get(&self) -> Option<T> {
        self.known().copied()
    }
}

impl<T: Clone + PartialEq> Sourced<T> {
    /// The same as [`Sourced::or`], with a looser notion of agreement: a month agrees with a day in it.
    #[must_use]
    pub fn or_unless(mut self, other: Self, agree: impl Fn(&T, &T) -> bool) -> Self {
        if let (Some(own), Some(claim)) = (&self.claim, &other.claim)
            && agree(&own.value, &claim.value)
        {
            self.others.extend(other.others);
            return self;
        }
        self = self.or(other);
        self
    }
}
