//! The typed records that every later stage takes: who, where, which votes; each with the row it came from.
//!
//! Nothing here touches files, the clock or the environment.

mod ballot;
mod base_date;
mod body;
mod date;
mod field;
mod given;
mod name;
mod person;
mod presence;
mod ratio;
mod records;
mod row;
mod schema;
mod standing;
mod statement;
mod strokes;
mod words;

pub use ballot::{CongressFacts, Progress, UnitFacts, Vote};
pub use base_date::stated_base;
pub use body::{BodyId, Level};
pub use date::PartialDate;
pub use field::Field;
pub use given::Given;
pub use name::{Name, OneCharacterRule, is_unseen};
pub use person::{DUPLICATE_PERSON, Delegate, Fill, Nominee, Officer, Person};
pub use presence::{Presence, says_all_came};
pub use ratio::{Decimal, Ratio};
pub use records::{EachList, Records, Title};
pub use row::{Row, Source, TableKind};
pub use schema::schema_text;
pub use standing::{Standing, speaks_of_leaving};
pub use statement::Statement;
pub use strokes::stroke_count;
pub use words::{Duty, Education, Gender, Politics, Role};

#[cfg(test)]
mod schema_tests;
#[cfg(test)]
pub(crate) use schema_tests::reads_what_its_schema_says;
