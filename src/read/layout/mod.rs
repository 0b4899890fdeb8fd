//! Where a table begins, and what its columns and rows are. Nothing here makes a record.

pub(super) mod caption;
pub(super) mod form;
pub(super) mod header;
pub(super) mod role;
pub(super) mod row_kind;
pub(super) mod sheet;
pub(super) mod spelling;
pub(super) mod table_kind;
pub(super) mod unit;
