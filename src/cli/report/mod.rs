//! Forms of output, one renderer per file.

pub(super) mod figures;
pub(super) mod formatter;
pub(super) mod json;
pub(super) mod text;
pub(super) mod xlsx;
