//! A part of a package.

/// A part: one file inside a package.
pub(super) struct Part {
    /// Its name, with `/`.
    pub(super) name: String,
    /// Its bytes.
    pub(super) data: Vec<u8>,
}
