//! Numbers as official papers write them.

/// 一, 二 … 九十九 in characters; larger numbers in digits.
#[must_use]
pub fn numeral(n: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| DIGITS.get(n as usize).copied().unwrap_or("");
    match n {
        0..=9 => digit(n).to_owned(),
        10..=99 => {
            let tens = if n / 10 == 1 { "" } else { digit(n / 10) };
            let ones = if n.is_multiple_of(10) { "" } else { digit(n % 10) };
            format!("{tens}十{ones}")
        }
        _ => n.to_string(),
    }
}

/// 第三届, 第3届 → 3: the number between 第 and the word.
#[must_use]
pub fn number_before(text: &str, word: &str) -> Option<u32> {
    let digits =
        text.split('第').skip(1).find_map(|rest| rest.split_once(word).map(|(digits, _)| digits.trim()))?;
    digits.parse().ok().or_else(|| (1..100).find(|&n| numeral(n) == digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_term_is_read_in_both_scripts() {
        assert_eq!(number_before("青坑镇第十二届妇联班子名单", "届"), Some(12));
        assert_eq!(number_before("第 3 届执委", "届"), Some(3));
        assert_eq!(number_before("第一批名单", "届"), None);
        assert_eq!(number_before("换届情况", "届"), None);
    }
}
