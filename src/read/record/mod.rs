//! One row, or one form, becomes one typed record; what was doubtful on the way is reported.
//!
//! From the ground up: `cell`, `reader` (the fields of one record, one by one) with a file for each kind of value
//! (`name`, `word`, `number`, `date`, `identity`), `person` and `rows` (fields → record), `place` (county, town and
//! village of a row), `sentence` (the counts above a vote table), `sections` (the headings between rows), `table` and `sheet` (all rows, all tables).

pub(super) mod cell;
pub(super) mod date;
pub(super) mod heads;
pub(super) mod identity;
pub(super) mod name;
pub(super) mod nominee;
pub(super) mod number;
pub(super) mod odd_rows;
pub(super) mod officer;
pub(super) mod person;
pub(super) mod place;
pub(super) mod plenary;
pub(super) mod post_line;
pub(super) mod reader;
pub(super) mod rows;
pub(super) mod sections;
pub(super) mod sentence;
pub(super) mod several;
pub(super) mod shared;
pub(super) mod sheet;
pub(super) mod sheet_report;
pub(super) mod standing;
pub(super) mod table;
pub(super) mod table_reader;
pub(super) mod table_seen;
pub(super) mod tally;
pub(super) mod told;
pub(super) mod towns_list;
pub(super) mod village_column;
pub(super) mod vote;
pub(super) mod weight;
pub(super) mod which_column;
pub(super) mod which_list;
pub(super) mod which_word;
pub(super) mod whose;
pub(super) mod word;
