//! Counts: 28, "28", "２８票", "28（全票）", "二十八", "1,028", "正正下".

use crate::read::grid::Cell;
use crate::read::normalise::squeeze;

/// Largest count that is taken for true: ten times the delegates of a city.
const LARGEST: f64 = 10_000_000.0;

/// Characters of Chinese numbers below ten thousand.
pub(in crate::read) const NUMERALS: &str = "〇零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟";
/// The digits from zero, plain and as they are written where nobody may change them.
const DIGITS: [&str; 2] = ["〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"];

/// A whole number of people, ballots or units; `None` if the cell says something else.
pub(in crate::read) fn count(cell: &Cell) -> Option<u32> {
    match cell {
        Cell::Number(number) | Cell::Fixed(number)
            if number.fract() == 0.0 && (0.0..=LARGEST).contains(number) =>
        {
            Some(*number as u32)
        }
        Cell::Text(text) => plain(text).or_else(|| digits(&squeeze(text))),
        _ => None,
    }
}

/// How many people a line says there are: 共计叁人, 以上共12名, 小计3人; nothing where it says anything else.
pub(in crate::read) fn head_count(text: &str) -> Option<u32> {
    let text = squeeze(text);
    let number = ["以上", "合计", "总计", "小计", "累计", "共", "计", "有", ":"];
    let mut rest = text.trim_matches(['(', ')', '。']);
    let whole = rest.len();
    while let Some(behind) = number.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = behind;
    }
    let is_said = rest.len() < whole && rest.ends_with(['人', '名', '位']);
    is_said.then(|| digits(rest)).flatten()
}

/// Words before a number of people that make it the number of all of them.
const OF_ALL: [&str; 12] =
    ["(", "共", "合计", "总计", "总数", "以上", "实选", "实有", "现有", "应到", "当选", "小计"];
/// What may stand between such a word and the number.
const OF_WHOM: [&str; 13] =
    ["有", "为", "是", "妇女代表", "代表", "执委", "候选人", "成员", "正式", "总数", "人员", "会", ":"];
/// What may stand behind the number, if anything does.
const BEHIND: [&str; 10] = [")", ",", "。", ";", " ", ":", "代表", "妇女代表", "执委", "同志"];

/// How many people a title, a heading or a line says there are: （30人）, 共30名, （以上2人）, 实选代表4名.
pub(in crate::read) fn people_said(text: &str) -> Option<u32> {
    let text = squeeze(text);
    text.match_indices(['人', '名', '位']).find_map(|(at, unit)| {
        let (before, behind) = (text.get(..at)?, text.get(at + unit.len()..)?);
        let front = before.trim_end_matches(|c: char| c.is_ascii_digit() || NUMERALS.contains(c));
        let number = digits(before.get(front.len()..)?).filter(|people| *people < 10_000)?;
        let is_end = behind.is_empty() || BEHIND.iter().any(|word| behind.starts_with(word));
        (is_end && is_of_all(front)).then_some(number)
    })
}

/// Whether a text ends in one of [`OF_ALL`], and behind it nothing but [`OF_WHOM`].
fn is_of_all(front: &str) -> bool {
    let of_all = |front: &str| OF_ALL.iter().any(|word| front.ends_with(word));
    let mut rest = front;
    loop {
        if of_all(rest) {
            return true;
        }
        let Some(shorter) = OF_WHOM.iter().find_map(|word| rest.strip_suffix(word)) else { return false };
        rest = shorter;
    }
}

/// 正正下: votes as they are chalked on the board, five strokes to a character; a lone stroke without a 正 may be anything.
fn strokes(text: &str) -> Option<u32> {
    let rest = text.trim_start_matches('正');
    let whole = text.chars().count() - rest.chars().count();
    let part = match rest {
        "" => 0,
        "一" => 1,
        "丅" | "丄" | "T" | "丁" => 2,
        "下" => 3,
        "止" => 4,
        _ => return None,
    };
    // 99 characters are more than any board holds.
    let whole = u32::try_from(whole).ok().filter(|whole| (1..=99).contains(whole))?;
    Some(5 * whole + part)
}

/// Nearly every count is a few digits and nothing else.
fn plain(text: &str) -> Option<u32> {
    let fits = (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

fn digits(text: &str) -> Option<u32> {
    // A remark in brackets is no part of the number, and neither is the mark that makes a number text.
    let bare =
        text.split_once('(').filter(|(_, rest)| rest.ends_with(')')).map_or(text, |(before, _)| before);
    let bare = bare.trim_start_matches(['\'', '’', '‘', '`', '共']);
    let bare = bare.trim_end_matches(['人', '名', '票', '张', '个', '户', '岁', '周', '位']);
    let bare = bare.strip_suffix(".0").or_else(|| bare.strip_suffix(".00")).unwrap_or(bare);
    plain(&without_thousands(bare)?).or_else(|| chinese(bare)).or_else(|| strokes(bare))
}

/// 1,028 → 1028; a comma anywhere else is no mark of thousands.
fn without_thousands(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    if rest.is_empty() {
        return Some(text.to_owned());
    }
    let whole = (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    whole.then(|| format!("{first}{}", rest.concat()))
}

/// 二十八, 一百零三: whole numbers below ten thousand.
fn chinese(text: &str) -> Option<u32> {
    if text.is_empty() || text.chars().count() > 9 {
        return None;
    }
    let (mut sum, mut digit, mut last) = (0_u32, None, 10_000_u32);
    for c in text.chars() {
        if let Some(value) = DIGITS.iter().find_map(|digits| digits.chars().position(|known| known == c)) {
            // Two digits side by side, as in a year, are no such number.
            if digit.is_some_and(|digit| digit > 0) {
                return None;
            }
            digit = u32::try_from(value).ok();
            continue;
        }
        let unit = match c {
            '十' | '拾' => 10,
            '百' | '佰' => 100,
            '千' | '仟' => 1000,
            '两' => {
                digit = Some(2);
                continue;
            }
            _ => return None,
        };
        if unit >= last {
            return None;
        }
        last = unit;
        sum += digit.take().unwrap_or(1).max(1) * unit;
    }
    Some(sum + digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Option<u32> {
        count(&Cell::Text(text.into()))
    }

    #[test]
    fn a_title_says_how_many() {
        for (title, people) in [
            ("石桥村妇女代表名单(共30人)", 30),
            ("石桥村妇女代表名单（13名）", 13),
            ("执委花名册，合计9人", 9),
            ("河口村（以上2人）", 2),
            ("一、河口村（三人）", 3),
            ("应选代表5名，实选代表4名", 4),
            ("全村共有妇女代表5名", 5),
            ("代表总数：5人", 5),
            ("共4名代表", 4),
            ("妇女代表名单（30人，其中党员5人）", 30),
        ] {
            assert_eq!(people_said(title), Some(people), "{title}");
        }
        for other in [
            "石桥村妇女代表名单",
            "应选代表30名的名单",
            "第3次妇女代表大会执委名单",
            "妇女300人",
            "（人）",
            "共有妇女300人",
            "共3名党员",
            "（主席1名、执委5名）",
        ] {
            assert_eq!(people_said(other), None, "{other}");
        }
    }

    #[test]
    fn a_line_says_how_many_people() {
        for (line, people) in
            [("共计叁人", 3), ("以上共12名", 12), ("小计：3人", 3), ("（以上2人）", 2), ("共拾贰人", 12)]
        {
            assert_eq!(head_count(line), Some(people), "{line}");
        }
        for other in ["3人", "共人", "共青团员3人", "以上名单", "计三妹"] {
            assert_eq!(head_count(other), None, "{other}");
        }
    }

    #[test]
    fn counts_in_all_their_forms() {
        for text in ["28", " ２８ 票", "28.0", "28（全票）", "二十八", "’28", "28人", "共28人"]
        {
            assert_eq!(of(text), Some(28), "{text}");
        }
        assert_eq!(of("39周岁"), Some(39));
        assert_eq!((of("正正正正下"), of("正正丅票"), of("正")), (Some(23), Some(12), Some(5)));
        assert_eq!(of("1,028"), Some(1028));
        assert_eq!(of("一百零三"), Some(103));
        assert_eq!(of("十"), Some(10));
        assert_eq!(of("两百"), Some(200));
        assert_eq!(count(&Cell::Number(31.0)), Some(31));
        for wrong in [
            "-3",
            "2.5",
            "1e9",
            "",
            "28 / 30",
            "2O",
            "1,02",
            "二八",
            "十十",
            "百千",
            "一九八五",
            "下",
            "正正上",
            "正下正",
        ] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
        assert_eq!(count(&Cell::Number(2.5)), None);
    }

    proptest! {
        #[test]
        fn any_text_gives_a_number_or_nothing(text in ".*") {
            let _ = of(&text);
        }

        #[test]
        fn numerals_give_a_number_or_nothing(text in "[〇零一二三四五六七八九十百千两,.0-9（）票]{0,12}") {
            let _ = of(&text);
        }

        #[test]
        fn a_number_is_read_back(number in 0_u32..10_000_000) {
            prop_assert_eq!(of(&number.to_string()), Some(number));
            prop_assert_eq!(of(&format!("{number}票")), Some(number));
        }
    }
}
