//! Declares the codes of a file and the list of them.

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $severity:ident, $source:literal;)*) => {
        $($(#[$doc])* pub(in crate::read) static $name: Code =
            Code { id: $id, severity: Severity::$severity, source: $source };)*
        /// The codes of this file.
        pub(in crate::read) static CODES: &[&Code] = &[$(&$name),*];
    };
}

pub(super) use codes;
