//! Lines that head the people below them by a post or by any word: 一、主席, 三、其他同志, 骨干成员.

use crate::model::Role;
use crate::read::grid::{Cell, Grid};
use crate::read::normalise::fold;
use crate::read::value;
use crate::read::value::Words;

/// The numbers of sections: 一、 （二） 第三部分：
pub(in crate::read) fn without_section_number(text: &str) -> &str {
    let of_part = text.strip_prefix('第').and_then(|rest| rest.split_once("部分"));
    let text = of_part.filter(|(number, _)| number.chars().count() <= 2).map_or(text, |(_, rest)| rest);
    text.trim_start_matches(|c: char| {
        c.is_ascii_digit()
            || "一二三四五六七八九十".contains(c)
            || matches!(c, '、' | '.' | '(' | ')' | ':' | '※' | '★')
    })
}

/// A line that begins like a section: a Chinese number with its mark, or nothing but a word and a colon.
pub(in crate::read) fn is_section(first: &str) -> bool {
    let rest = without_section_number(first);
    let number = first.get(..first.len() - rest.len()).unwrap_or_default();
    let counted =
        number.chars().any(|c| "一二三四五六七八九十第".contains(c)) && number.chars().nth(1).is_some();
    let short = |text: &str| (1..=16).contains(&text.chars().count()) && !text.contains(['。', '；', ';']);
    (counted && short(rest)) || first.strip_suffix(':').is_some_and(short)
}

/// Whether a row is one short word alone, such as heads a section: 骨干成员, 二、镇机关, 【镇机关】.
pub(in crate::read) fn is_word_alone(grid: &Grid, row: usize) -> bool {
    let mut cells = grid.rows.get(row).into_iter().flatten().filter(|cell| !cell.is_empty());
    let (Some(Cell::Text(text)), None) = (cells.next(), cells.next()) else { return false };
    let text = fold(text);
    let text = without_section_number(&text).trim_matches(['【', '】', ':']);
    let is_plain = text.chars().all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'));
    is_plain
        && (2..=8).contains(&text.chars().count())
        && !["空白", "以下", "无正文", "续表"].iter().any(|word| text.contains(word))
}

/// What may stand behind the post of a heading: 副主席候选人名单.
const BEHIND_A_POST: &[&str] =
    &["名单", "花名册", "名册", "候选人", "人选", "建议", "初步", "推荐", "成员", "情况", "如下", "班子"];

/// 一、主席 · 二、副主席（2名） · 执委：
pub(in crate::read) fn heading(text: &str) -> Option<Role> {
    let bare = without_section_number(text);
    // 主席：何静 is somebody with her post.
    if bare.split_once(':').is_some_and(|(_, behind)| value::are_names(behind)) {
        return None;
    }
    let word = bare.split(['(', ':', '共', '名']).next().unwrap_or_default();
    let mut stripped = word;
    while let Some(rest) = BEHIND_A_POST.iter().find_map(|ending| stripped.strip_suffix(ending)) {
        stripped = rest;
    }
    // 青坑镇妇联执委候选人名单 is the title of a list, no heading inside it.
    let is_title =
        bare.len() == text.len() && (stripped.contains("妇联") || stripped.chars().nth(4).is_some());
    let word = if is_title { word } else { stripped };
    let word = word.trim_end_matches('人').trim_end_matches(|c: char| c.is_ascii_digit());
    // 主席、副主席 heads people of either post.
    if word.chars().count() > 8 || word.contains(['、', ',', '和', '及', '与', '/']) {
        return None;
    }
    match Words::get().role(word, false) {
        Some(role @ (Role::Chair | Role::ViceChair | Role::Standing | Role::Member)) => Some(role),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_a_post() {
        assert_eq!(heading("一、主席"), Some(Role::Chair));
        assert_eq!(heading("二、副主席(2名)"), Some(Role::ViceChair));
        assert_eq!(heading("三、执委委员"), Some(Role::Member));
        assert_eq!(heading("执委:"), Some(Role::Member));
        assert_eq!(heading("霞垅村"), None);
        assert_eq!(heading("一、基本情况"), None);
        assert_eq!(heading("二、副主席候选人"), Some(Role::ViceChair));
        assert_eq!(heading("第二部分:副主席名单"), Some(Role::ViceChair));
        assert_eq!(heading("三、执委会成员2人"), Some(Role::Member));
        assert_eq!(heading("一、主席、副主席"), None);
        assert_eq!(heading("主席:何静"), None);
        assert_eq!(heading("副主席:罗芸、何兰"), None);
        assert_eq!(heading("副主席:2名"), Some(Role::ViceChair));
        assert!(is_section("三、其他同志") && is_section("(二)骨干") && is_section("其他人员:"));
        assert!(!is_section("三、村里的事要抓紧办；不能拖") && !is_section("霞垅村") && !is_section("三丫"));
    }
}
