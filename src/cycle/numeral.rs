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
