//! What stands around a table of a document: lines that are no rows of it, because a clerk counts the rows of a table from
//! its first one. On a sheet such lines are rows like any other.

/// The lines around a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Around {
    /// Whether the table is one of a document.
    pub(super) in_document: bool,
    /// The last lines above the tables before this one: a title may be of all of them.
    pub(super) earlier: Vec<String>,
    /// Lines between the table before, or the beginning of the document, and this one.
    pub(super) above: Vec<String>,
    /// Lines between this one and the table after it, or the end of the document.
    pub(super) below: Vec<String>,
    /// Whether no table comes after this one: then no line below is another's title.
    pub(super) is_last: bool,
    /// Whether the table stands right below another one of the same width, as a part of it on the next page does.
    pub(super) follows_on: bool,
}
