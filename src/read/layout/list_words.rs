//! Words around a table that say it is of no use: lists of other people, and tables that were put aside. They are in
//! `lists.toml`.

use std::sync::OnceLock;

use serde::Deserialize;

/// `lists.toml`.
#[derive(Debug, Deserialize)]
pub(in crate::read) struct ListWords {
    other: Vec<String>,
    bodies: Vec<String>,
    women: Vec<String>,
    aside: Vec<String>,
    aside_alone: Vec<String>,
}

impl ListWords {
    /// The words of `lists.toml`.
    pub(in crate::read) fn get() -> &'static Self {
        static WORDS: OnceLock<ListWords> = OnceLock::new();
        #[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
        WORDS.get_or_init(|| toml::from_str(include_str!("../lists.toml")).expect("lists.toml"))
    }

    /// Whether a text names a list of people that the program has no use for.
    pub(in crate::read) fn names_other(&self, folded: &str) -> bool {
        let has = |words: &[String]| words.iter().any(|word| folded.contains(word.as_str()));
        has(&self.other) || (has(&self.bodies) && !has(&self.women))
    }

    /// Whether a text says that a table was put aside, or is there to be copied: 作废, 样表, 名单（旧）.
    pub(in crate::read) fn puts_aside(&self, folded: &str) -> bool {
        let alone = |part: &str| self.aside_alone.iter().any(|word| word == part.trim());
        self.aside.iter().any(|word| folded.contains(word.as_str()))
            || folded.split(['(', ')', '-', '_', '【', '】', ' ', '.', '—']).any(alone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_what_is_of_no_use() {
        let words = ListWords::get();
        for other in ["换届选举领导小组", "妇联换届工作小组", "河口村村民委员会成员名单", "村两委班子"]
        {
            assert!(words.names_other(other), "{other}");
        }
        for ours in ["河口村党支部、妇联班子", "村委会报妇女代表名单", "执委名单"] {
            assert!(!words.names_other(ours), "{ours}");
        }
        for aside in ["作废", "旧", "名单(旧)", "3月-旧", "样表"] {
            assert!(words.puts_aside(aside), "{aside}");
        }
        for used in ["旧县村", "旧馆镇妇女代表名单", "老的桥村"] {
            assert!(!words.puts_aside(used), "{used}");
        }
    }
}
