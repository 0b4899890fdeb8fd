//! A rule: what it looks for, where it comes from, and which rules it leaves the word to.

use crate::check::case::{Case, Whole};
use crate::check::findings::Findings;
use crate::problem::Code;

/// The most codes that a rule leaves the word to.
const AFTER: usize = 6;

/// One rule of [`RULES`](crate::check::RULES).
#[derive(Debug)]
pub struct Rule {
    /// The code it raises, with severity and source.
    pub code: &'static Code,
    /// What it looks for.
    pub title: Title,
    /// Codes that explain the same slip better: where one of them was raised for a body, this rule is silent there.
    pub(super) after: [Option<&'static Code>; AFTER],
    /// Keys of `[rules]` that it asks, `#` standing for `town` or `unit`.
    pub keys: &'static [&'static str],
    pub(super) look: Look,
}

/// The title of a rule in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// What a rule looks at.
#[derive(Debug)]
pub(super) enum Look {
    /// The people of one body, each in her own row.
    Person(fn(&Case<'_>, &mut Findings)),
    /// One body, its tables against one another.
    Body(fn(&Case<'_>, &mut Findings)),
    /// All bodies and tables at once.
    Whole(fn(&Whole<'_>, &mut Findings)),
}

impl Rule {
    pub(super) const fn person(
        code: &'static Code,
        zh: &'static str,
        en: &'static str,
        look: fn(&Case<'_>, &mut Findings),
    ) -> Self {
        Self { code, title: Title { zh, en }, after: [None; AFTER], keys: &[], look: Look::Person(look) }
    }

    pub(super) const fn body(
        code: &'static Code,
        zh: &'static str,
        en: &'static str,
        look: fn(&Case<'_>, &mut Findings),
    ) -> Self {
        Self { code, title: Title { zh, en }, after: [None; AFTER], keys: &[], look: Look::Body(look) }
    }

    pub(super) const fn whole(
        code: &'static Code,
        zh: &'static str,
        en: &'static str,
        look: fn(&Whole<'_>, &mut Findings),
    ) -> Self {
        Self { code, title: Title { zh, en }, after: [None; AFTER], keys: &[], look: Look::Whole(look) }
    }

    /// The same rule, which asks these keys of `[rules]`.
    pub(super) const fn asks(mut self, keys: &'static [&'static str]) -> Self {
        self.keys = keys;
        self
    }

    /// The same rule, silent where one of these was raised.
    pub(super) const fn after<const N: usize>(mut self, codes: [&'static Code; N]) -> Self {
        let mut at = 0;
        while at < N {
            self.after[at] = Some(codes[at]);
            at += 1;
        }
        self
    }
}
