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
    other_affairs: Vec<String>,
    other_things: Vec<String>,
    ours: Vec<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        #[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
        let words = toml::from_str(include_str!("standing.toml")).expect("standing.toml");
        words
    })
}

/// Whether texts hold one of the words, said of her place here and not of another affair of hers.
fn says(texts: &[&str], words: &[String]) -> bool {
    let says = |text: &str, word: &String| {
        text.match_indices(word.as_str()).any(|(at, _)| !is_of_another_affair(text, at, word))
    };
    texts.iter().any(|text| words.iter().any(|word| says(text, word)))
}

/// 辞去教师职务后返乡, 取消低保, 联系电话已更换: what she left or changed is named, and is none of ours. Where the text names
/// a post of ours as well, it may be that one.
fn is_of_another_affair(text: &str, at: usize, word: &str) -> bool {
    let own = words();
    let has = |list: &[String], is: &dyn Fn(&str) -> bool| list.iter().any(|known| is(known));
    if has(&own.ours, &|known| text.contains(known)) {
        return false;
    }
    let before = text.get(..at).unwrap_or_default().trim_end_matches(['已', '有', '被', '现', '刚', '新']);
    let after = text.get(at + word.len()..).unwrap_or_default();
    let after = after.trim_start_matches(['了', '其', '原', '村', '镇', '的', '民', '办', '公']);
    has(&own.other_affairs, &|known| after.starts_with(known))
        || has(&own.other_things, &|known| before.ends_with(known))
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
        for (remark, wanted) in [
            ("联系电话已更换", false),
            ("联系人已更换", true),
            ("取消低保", false),
            ("已更换", false),
            ("", false),
            ("辞去村会计、代表职务", true),
        ] {
            assert_eq!(Standing::is_doubtful(&[remark]), wanted, "{remark}");
        }
        for (remark, wanted) in [
            ("辞去教师职务后返乡", false),
            ("卸任村干部", false),
            ("退出村委，不再任执委", true),
            ("2024年卸任", true),
            ("辞去会计和妇联职务", true),
        ] {
            assert_eq!(speaks_of_leaving(remark), wanted, "{remark}");
        }
    }
}
