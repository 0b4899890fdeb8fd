//! One row, or one form, becomes one typed record; what was doubtful on the way is reported.

pub(super) mod cell;
pub(super) mod date;
pub(super) mod name;
pub(super) mod person;
pub(super) mod reader;
pub(super) mod rows;
pub(super) mod sentence;
pub(super) mod table;
