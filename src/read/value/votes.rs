//! What the cells of a tally say: 赞成30票, 全票, 赞成30票反对1票, 王芳3票.

use crate::model::Field;
use crate::read::normalise::fold;
use crate::read::value::tally_words::TallyWords;

/// The votes of each kind that a text tells with their words: 赞成30票，反对1票.
pub(in crate::read) fn votes_said(text: &str, field: Field) -> Option<u32> {
    let text = fold(text);
    let words = TallyWords::get().vote_words(field);
    words.iter().find_map(|word| {
        let (before, rest) = text.split_once(word.as_str())?;
        // 不同意2票 is no 同意2票.
        if before.ends_with(['不', '没', '未']) {
            return None;
        }
        let rest = rest.trim_start_matches([':', '票', '数', '的', '为', '得']);
        let digits: String = rest.chars().take_while(char::is_ascii_digit).take(7).collect();
        digits.parse().ok()
    })
}

/// Whether a text says that all votes were for her, and how many where it says that too: 全票, 全票（28票）.
pub(in crate::read) fn all_votes(text: &str) -> Option<Option<u32>> {
    let text = fold(text);
    let words = TallyWords::get().all_votes();
    let rest = words.iter().find_map(|word| text.strip_prefix(word.as_str()))?;
    let is_known = rest.chars().all(|c| c.is_ascii_digit() || "()票共计,，、:".contains(c));
    let digits: String = rest.chars().filter(char::is_ascii_digit).take(7).collect();
    is_known.then(|| digits.parse().ok())
}

/// What may stand behind 另选他人 and is no name.
const NO_NAMES: [&str; 9] = ["票", "情况", "名单", "统计", "姓名", "人数", "合计", "另选", "其他"];

/// Names that were written in, each with her votes where they stand behind her: 王芳3票、李梅.
pub(in crate::read) fn votes_by_name(text: &str) -> impl Iterator<Item = (String, Option<u32>)> {
    let text = fold(text).into_owned();
    let text = text.trim_matches(['(', ')', ':', '[', ']']).to_owned();
    let parts: Vec<String> = text
        .split(['、', ',', ';', '/', '，', '；', '。'])
        .map(str::to_owned)
        .filter(|part| !part.is_empty())
        .collect();
    parts.into_iter().filter_map(|part| {
        let part = part.trim_matches(['(', ')', ':', '得']);
        let name: String = part.chars().take_while(|c| c.is_alphabetic() || *c == '·').collect();
        let name = name.trim_end_matches(['得', '共']).to_owned();
        let rest: String = part.chars().skip(name.chars().count()).collect();
        let digits: String = rest.chars().filter(char::is_ascii_digit).take(7).collect();
        let is_word = |word: &&str| name.contains(*word);
        let is_name = name.chars().count() > 1 && !NO_NAMES.iter().any(is_word);
        is_name.then(|| (name, digits.parse().ok()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn votes_are_read_with_their_words() {
        assert_eq!(votes_said("赞成30票", Field::For), Some(30));
        assert_eq!(votes_said("同意 30", Field::For), Some(30));
        assert_eq!(votes_said("赞成票：30票，反对票1票", Field::Against), Some(1));
        assert_eq!(votes_said("不同意2票", Field::For), None);
        assert_eq!(votes_said("不同意2票", Field::Against), Some(2));
        assert_eq!(all_votes("全票"), Some(None));
        assert_eq!(all_votes("全票通过（28票）"), Some(Some(28)));
        assert_eq!(all_votes("28"), None);
        let named = |text| votes_by_name(text).collect::<Vec<_>>();
        assert_eq!(named("王芳3票、李梅"), [("王芳".to_owned(), Some(3)), ("李梅".to_owned(), None)]);
        assert_eq!(named("（王芳）"), [("王芳".to_owned(), None)]);
        assert!(named("2票").is_empty() && named("").is_empty());
    }

    proptest! {
        #[test]
        fn any_text_says_votes_or_not(text in ".*") {
            let _ = (votes_said(&text, Field::For), all_votes(&text), votes_by_name(&text).count());
        }
    }
}
