//! What is counted: whom a figure is about, by which field, under which condition.

use std::sync::Arc;

use crate::count::definition::Rows;
use crate::count::field::{Answer, CountedField};
use crate::model::Role;
use crate::problem::Place;

/// What is counted.
#[derive(Debug, Clone, Default)]
pub struct Indicators {
    pub(super) populations: Vec<Population>,
    pub(super) groups: Vec<Group>,
}

impl Indicators {
    /// The columns of one's own that groups count by, with where they say so.
    pub fn own_columns(&self) -> impl Iterator<Item = (&str, &Place)> {
        self.groups.iter().filter_map(|group| match &group.by {
            CountedField::Extra(header) => Some((header.as_str(), &group.place)),
            _ => None,
        })
    }
}

/// Whom a group of figures is about.
#[derive(Debug, Clone)]
pub(super) struct Population {
    pub(super) id: Arc<str>,
    /// 主席.
    pub(super) label: Arc<str>,
    /// 主席人数: what the denominator counts.
    pub(super) base: Arc<str>,
    pub(super) rows: Rows,
    /// Only these posts; empty for all.
    pub(super) roles: Vec<Role>,
    /// Whether those whose post no table tells belong to it.
    pub(super) unsaid: bool,
}

/// Figures about one field.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) id: String,
    /// 年龄.
    pub(super) label: Arc<str>,
    pub(super) by: CountedField,
    pub(super) of: Vec<String>,
    pub(super) partition: Vec<String>,
    pub(super) compare: bool,
    pub(super) always: bool,
    /// What an empty cell of the column means.
    pub(super) blank: Option<String>,
    pub(super) bands: Vec<Band>,
    /// What must be filled in for the field to be known, in words.
    pub(super) field: Arc<str>,
    /// Positions of the partition's bands among the bands.
    pub(super) parts: Vec<usize>,
    /// Where it is defined.
    pub(super) place: Place,
}

/// One figure of a group: a condition on the field.
#[derive(Debug, Clone)]
pub(super) struct Band {
    pub(super) id: String,
    /// 36—45岁.
    pub(super) label: Arc<str>,
    pub(super) condition: Condition,
}

/// A condition on what a field says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Condition {
    /// A number from … to, both included.
    Between(u32, u32),
    /// Any of, all of, none of these words; an empty list asks nothing.
    Words { any: Vec<String>, all: Vec<String>, none: Vec<String> },
}

impl Group {
    pub(super) fn is_of(&self, population: &Population) -> bool {
        self.of.is_empty() || self.of.iter().any(|own| **own == *population.id)
    }

    /// Whether the bands are of numbers: then there are a mean, a largest and a smallest.
    pub(super) fn is_numeric(&self) -> bool {
        self.bands.iter().any(|band| matches!(band.condition, Condition::Between(..)))
    }

    pub(super) fn parts(&self) -> impl Iterator<Item = &Band> {
        self.parts.iter().filter_map(|&at| self.bands.get(at))
    }
}

impl Condition {
    /// Whether it holds; `None` where the answer leaves it open.
    pub(super) fn holds(&self, answer: &Answer<'_>) -> Option<bool> {
        match (self, answer) {
            (Self::Between(from, to), Answer::Number(number)) => Some((from..=to).contains(&number)),
            (Self::Between(..), _) | (_, Answer::Number(_)) => None,
            (Self::Words { any, all, none }, Answer::Words(words)) => {
                let has = |word: &String| words.iter().any(|own| own == word);
                let fits_any = any.is_empty() || any.iter().any(has);
                Some(fits_any && all.iter().all(has) && !none.iter().any(has))
            }
            // These words, and perhaps some of the others: certain only where the others change nothing.
            (Self::Words { .. }, Answer::Some(words, open)) => {
                let none = self.holds(&Answer::Words(words.clone()));
                let all = words.iter().cloned().chain(open.iter().map(|word| (*word).into())).collect();
                let all = self.holds(&Answer::Words(all));
                let each = open.iter().map(|word| {
                    let one = words.iter().cloned().chain([(*word).into()]).collect();
                    self.holds(&Answer::Words(one))
                });
                each.chain([all]).all(|other| other == none).then_some(none).flatten()
            }
            // One of several words, and nobody knows which: certain only where all of them agree.
            (Self::Words { .. }, Answer::OneOf(words)) => {
                let mut each = words.iter().map(|word| self.holds(&Answer::Words(vec![(*word).into()])));
                let first = each.next()??;
                each.all(|other| other == Some(first)).then_some(first)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_levels_is_certain_only_where_all_its_levels_agree() {
        let words = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        let condition = |any: &[&str]| Condition::Words { any: words(any), all: vec![], none: vec![] };
        let college_up = Answer::OneOf(vec!["研究生", "大学本科", "大学专科"]);
        assert_eq!(condition(&["研究生", "大学本科", "大学专科"]).holds(&college_up), Some(true));
        assert_eq!(condition(&["高中"]).holds(&college_up), Some(false));
        assert_eq!(condition(&["研究生", "大学本科"]).holds(&college_up), None);
    }
}
