//! Words around a table that say it is of no use: lists of other people, and tables that were put aside. They are in
//! `lists.toml`.

use std::sync::OnceLock;

use serde::Deserialize;

/// `lists.toml`.
#[derive(Debug, Deserialize)]
pub(in crate::read) struct ListWords {
    other: Vec<String>,
    other_but_of_delegates: Vec<String>,
    bodies: Vec<String>,
    women: Vec<String>,
    gathered: Vec<String>,
    makers: Vec<String>,
    titles: Vec<String>,
    aside: Vec<String>,
    filled_in: Vec<String>,
    aside_alone: Vec<String>,
    aside_whole: Vec<String>,
    standing: Vec<String>,
    formal: Vec<String>,
    other_posts: Vec<String>,
    occupations: Vec<String>,
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
        // 妇女代表大会签到表 may hold guests as well.
        let of_delegates = || folded.replace("代表大会", "").contains("代表");
        has(&self.other)
            || (has(&self.other_but_of_delegates) && !of_delegates())
            || (has(&self.bodies) && !has(&self.women))
    }

    /// Whether what follows the name of a place in a title speaks of its own women's federation or congress: 妇女代表大会代表名册,
    /// and not 各村妇女代表名册.
    pub(in crate::read) fn is_of_one_body(&self, rest: &str) -> bool {
        let has = |words: &[String]| words.iter().any(|word| rest.contains(word.as_str()));
        has(&self.women) && !has(&self.gathered)
    }

    /// Whether a line says who made a list, or put it forward: 填报单位：河口村村民委员会.
    pub(in crate::read) fn names_maker(&self, folded: &str) -> bool {
        let has = |words: &[String]| words.iter().any(|word| folded.contains(word.as_str()));
        has(&self.makers) && !has(&self.titles)
    }

    /// Whether a text says that a table was put aside, or is there to be copied: 作废, 样表, 名单（旧）.
    pub(in crate::read) fn puts_aside(&self, folded: &str) -> bool {
        let alone = |part: &str| self.aside_alone.iter().any(|word| word == part.trim());
        let is_filled_in = || self.filled_in.iter().any(|word| folded.contains(word.as_str()));
        (self.aside.iter().any(|word| folded.contains(word.as_str())) && !is_filled_in())
            || self.aside_whole.iter().any(|word| word == folded.trim())
            || folded.split(['(', ')', '-', '_', '【', '】', ' ', '.', '—']).any(alone)
    }

    /// Whether a line between delegates says how those below it attend, or that they are others: 列席人员, 候补.
    pub(in crate::read) fn is_standing(&self, line: &str) -> bool {
        self.standing.iter().any(|word| word == line)
    }

    /// Whether such a line heads the delegates themselves.
    pub(in crate::read) fn is_formal(&self, line: &str) -> bool {
        self.formal.iter().any(|word| word == line)
    }

    /// Whether a word says what a woman does, in whatever body: 会计, 教师.
    pub(in crate::read) fn is_occupation(&self, word: &str) -> bool {
        self.is_other_post(word) || self.occupations.iter().any(|known| known == word)
    }

    /// Whether a post is one of another body: 书记, 会计.
    pub(in crate::read) fn is_other_post(&self, post: &str) -> bool {
        self.other_posts.iter().any(|word| word == post)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_what_is_of_no_use() {
        let words = ListWords::get();
        for other in
            ["换届选举领导小组", "妇联换届工作小组", "河口村村民委员会成员名单", "妇女代表大会签到表"]
        {
            assert!(words.names_other(other), "{other}");
        }
        for ours in ["河口村党支部、妇联班子", "村委会报妇女代表名单", "执委名单", "代表签到表"]
        {
            assert!(!words.names_other(ours), "{ours}");
        }
        for one in ["妇女代表大会代表名册", "妇联第三届执委候选人名单"] {
            assert!(words.is_of_one_body(one), "{one}");
        }
        for many in ["各村妇女代表名册", "村(社区)妇联执委汇总表", "换届工作名单"] {
            assert!(!words.is_of_one_body(many), "{many}");
        }
        for aside in ["作废", "旧", "名单(旧)", "3月-旧", "样表"] {
            assert!(words.puts_aside(aside), "{aside}");
        }
        for used in ["旧县村", "旧馆镇妇女代表名单", "老的桥村", "模板填报"] {
            assert!(!words.puts_aside(used), "{used}");
        }
    }
}
