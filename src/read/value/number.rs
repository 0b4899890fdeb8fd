//! Counts: 28, "28", "２８票", "28（全票）", "二十八", "1,028", "正正下".

use crate::read::grid::Cell;
use crate::read::normalise::squeeze;

/// Largest count that is taken for true: ten times the delegates of a city.
const LARGEST: f64 = 10_000_000.0;

/// Characters of Chinese numbers below ten thousand.
pub(in crate::read) const NUMERALS: &str = "〇零一二两三四五六七八九十百千";

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
        if let Some(value) =
            "〇一二三四五六七八九".chars().position(|known| known == if c == '零' { '〇' } else { c })
        {
            // Two digits side by side, as in a year, are no such number.
            if digit.is_some_and(|digit| digit > 0) {
                return None;
            }
            digit = u32::try_from(value).ok();
            continue;
        }
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
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
