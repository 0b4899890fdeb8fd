//! What a remark about a delegate says of whether she has a vote (DOMAIN R11 to R20).

use std::sync::OnceLock;

use serde::Deserialize;

/// How a woman in the roster of delegates attends the congress (DOMAIN R11 to R20).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// 正式代表: entitled to vote.
    Delegate,
    /// 特邀代表: no vote.
    Invited,
    /// 列席: no vote.
    Observer,
    /// 已更换, 已取消资格: another has her place.
    Replaced,
}

/// Words of `standing.toml` beside this file.
#[derive(Debug, Deserialize)]
struct Words {
    invited: Vec<String>,
    observer: Vec<String>,
    replaced: Vec<String>,
    before: Vec<String>,
    after: Vec<String>,
    doubtful: Vec<String>,
    successor: Vec<String>,
    left: Vec<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        #[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
        let words = toml::from_str(include_str!("standing.toml")).expect("standing.toml");
        words
    })
}

fn says(texts: &[&str], words: &[String]) -> bool {
    texts.iter().any(|text| words.iter().any(|word| text.contains(word.as_str())))
}

/// Whether a part of a remark is one of the words, with nothing beside it but what may stand there.
fn is_one(part: &str, words: &[String], own: &Words) -> bool {
    words.iter().any(|word| {
        part.match_indices(word.as_str()).any(|(at, _)| {
            // 5月更换为李某: when does not matter.
            let before = part.get(..at).unwrap_or_default();
            let before = before.trim_start_matches(|c: char| c.is_numeric() || "年月日".contains(c));
            let after = part.get(at + word.len()..).unwrap_or_default();
            let opens = before.is_empty() || own.before.iter().any(|known| known == before);
            let closes = after.is_empty()
                || own.after.iter().any(|known| known == after)
                || own.successor.iter().any(|known| after.starts_with(known.as_str()));
            opens && closes
        })
    })
}

impl Standing {
    /// Of what her remarks say.
    #[must_use]
    pub fn of(remarks: &[&str]) -> Self {
        let own = words();
        let parts = || {
            let parts = remarks.iter().flat_map(|remark| remark.split(|c: char| !c.is_alphanumeric()));
            parts.filter(|part| !part.is_empty())
        };
        let says = |words: &[String]| parts().any(|part| is_one(part, words, own));
        if says(&own.replaced) {
            Self::Replaced
        } else if says(&own.invited) {
            Self::Invited
        } else if says(&own.observer) {
            Self::Observer
        } else {
            Self::Delegate
        }
    }

    /// Whether remarks speak of somebody who left, and do not say it of her.
    #[must_use]
    pub fn is_doubtful(remarks: &[&str]) -> bool {
        says(remarks, &words().doubtful) && Self::of(remarks) == Self::Delegate
    }
}

/// Whether a remark about a nominee or an officer speaks of somebody who left.
#[must_use]
pub fn speaks_of_leaving(remark: &str) -> bool {
    says(&[remark], &words().left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_tell_standing() {
        for (remark, wanted) in [
            ("特邀代表", Standing::Invited),
            ("列席人员", Standing::Observer),
            ("已更换为李四", Standing::Replaced),
            ("请假（住院）", Standing::Delegate),
            ("代表已更换", Standing::Replaced),
            ("2021年5月更换为赵青", Standing::Replaced),
            ("2018年已调离镇政府", Standing::Delegate),
            ("已调离本村", Standing::Replaced),
            ("辞去代表职务", Standing::Replaced),
            ("辞去村会计职务", Standing::Delegate),
            ("县特邀代表", Standing::Invited),
            ("镇特邀监督员", Standing::Delegate),
            ("联系电话已更换", Standing::Delegate),
            ("已更换身份证", Standing::Delegate),
            ("", Standing::Delegate),
        ] {
            assert_eq!(Standing::of(&[remark]), wanted, "{remark}");
        }
        for (remark, wanted) in [("联系电话已更换", true), ("已更换", false), ("", false)] {
            assert_eq!(Standing::is_doubtful(&[remark]), wanted, "{remark}");
        }
    }
}
