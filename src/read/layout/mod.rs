//! Where a table begins, and what its columns and rows are. Nothing here makes a record.
//!
//! From the ground up: `title` (lines above a table), `spelling` (what a header means), `columns` (what the columns of
//! a header mean), `list_words` (words that say a table is of no
//! use), `table_kind`, `section` (lines that head people) and `row_kind`, `header` and `form` (where they begin), `unit` and `caption` (what is
//! said around a table), `sheet` (a sheet with what the workspace knows of it), `walk` (down a sheet).

pub(super) mod caption;
pub(super) mod columns;
pub(super) mod form;
pub(super) mod header;
pub(super) mod kind_said;
pub(super) mod list_words;
pub(super) mod role;
pub(super) mod row_kind;
pub(super) mod section;
pub(super) mod sheet;
pub(super) mod spelling;
pub(super) mod table_kind;
pub(super) mod title;
pub(super) mod unit;
pub(super) mod unit_said;
pub(super) mod walk;
