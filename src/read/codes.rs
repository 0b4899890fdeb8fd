//! Declares the codes of a file and the list of them.

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $severity:ident, $source:literal;)*) => {
        $($(#[$doc])* pub(in crate::read) static $name: $crate::problem::Code =
            $crate::problem::Code { id: $id, severity: $crate::problem::Severity::$severity, source: $source };)*
        /// The codes of this file.
        pub(in crate::read) static CODES: &[&$crate::problem::Code] = &[$(&$name),*];
    };
}

pub(super) use codes;
