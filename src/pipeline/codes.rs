//! Every code of every stage, and a code read back by its name.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::bind;
use crate::check;
use crate::count;
use crate::cycle;
use crate::fill;
use crate::pipeline::{expected, fault, glyphs, paper, selection, stale_packet};
use crate::problem::Code;
use crate::read;
use crate::typeset;

/// Every code that running the stages raises by itself.
pub static CODES: &[&Code] = &[
    &fault::FAULT,
    &selection::NO_SUCH_SELECTION,
    &glyphs::MISSING_GLYPH,
    &paper::NOT_WHOLE,
    &stale_packet::STALE_PACKET,
    &expected::EXPECTED_TEXT,
];

/// Every code that any stage raises.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    let fixed = [bind::CODES, count::CODES, cycle::CODES, fill::CODES, CODES, typeset::CODES];
    let fixed = fixed.into_iter().flatten().copied();
    fixed.chain(read::codes()).chain(check::CODES.iter().copied()).chain([check::MORE])
}

/// Only here all codes are known: a problem that comes from another process, or from a file, gets its own code again.
impl<'de> Deserialize<'de> for &'static Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        static KNOWN: OnceLock<BTreeMap<&'static str, &'static Code>> = OnceLock::new();
        let known = KNOWN.get_or_init(|| codes().map(|code| (code.id, code)).collect());
        let id = String::deserialize(deserializer)?;
        known.get(id.as_str()).copied().ok_or_else(|| D::Error::custom(format!("no code {id:?}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Place, Problem};
    use crate::say;

    #[test]
    fn a_problem_is_read_back_as_it_was_written() {
        let there =
            Place::Cell { file: "data/乙.xlsx".to_owned(), sheet: "名单".to_owned(), row: 7, column: 3 };
        for code in codes() {
            let problem =
                Problem::new(code, Place::File("data/甲.xlsx".to_owned()), say!("不一致", "differs"))
                    .hint(say!("核对", "check"))
                    .also([there.clone()]);
            let text = serde_json::to_string(&problem).unwrap();
            let back: Problem = serde_json::from_str(&text).unwrap();
            assert!(std::ptr::eq(back.code, code), "{}", code.id);
            assert_eq!(format!("{back:?}"), format!("{problem:?}"));
        }
        assert!(serde_json::from_str::<Problem>(r#"{"code":"no-such-code"}"#).is_err());
    }
}
