//! Numbers in Chinese characters.

use tera::{Error, Kwargs, State, TeraResult, Value};

use crate::fill::filters::argument::{given, shown};

const LOWER: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const UPPER: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const LOWER_UNITS: [&str; 5] = ["", "十", "百", "千", "万"];
const UPPER_UNITS: [&str; 5] = ["", "拾", "佰", "仟", "万"];

/// `{{ 3 | cn }}`: 三; up to 99999, larger numbers stay in digits. `of="点"` counts: 三点, and 两点 for two.
pub(super) fn cn_filter(value: Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let of = kwargs.get::<&str>("of")?;
    given(value, |value| {
        let number = whole(value)?;
        Ok(Value::from(match (of, number) {
            (None, _) => cn(number),
            (Some(of), 2) => format!("两{of}"),
            (Some(of), _) => format!("{}{of}", cn(number)),
        }))
    })
}

/// `{{ 3 | cn_upper }}`: 叁.
pub(super) fn cn_upper_filter(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    given(value, |value| Ok(Value::from(spell(whole(value)?, UPPER, UPPER_UNITS))))
}

/// `{{ 5 | ordinal }}`: 第五届; `word="次"` gives 第五次.
pub(super) fn ordinal(value: Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let word = kwargs.get::<&str>("word")?.unwrap_or("届");
    given(value, |value| Ok(Value::from(format!("第{}{word}", cn(whole(value)?)))))
}

/// The number in characters: 十一, 一百零五, 一万零二十.
fn cn(number: u32) -> String {
    let spelt = spell(number, LOWER, LOWER_UNITS);
    // 十一, but 一百一十一.
    match spelt.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => spelt,
    }
}

fn whole(value: &Value) -> TeraResult<u32> {
    let number = value.as_str().map_or_else(|| value.as_i64(), |text| text.trim().parse().ok());
    let wrong = || Error::message(format!("“{}”不是数字 (not a number)", shown(value)));
    number.and_then(|number| u32::try_from(number).ok()).ok_or_else(wrong)
}

fn spell(number: u32, digits: [&'static str; 10], units: [&'static str; 5]) -> String {
    if number > 99_999 {
        return number.to_string();
    }
    let mut spelt = String::new();
    let mut gap = false;
    for (power, unit) in units.iter().enumerate().rev() {
        let digit = number / 10_u32.pow(u32::try_from(power).unwrap_or(0)) % 10;
        if digit == 0 {
            gap = !spelt.is_empty();
            continue;
        }
        if gap {
            spelt.push_str(digits[0]);
        }
        gap = false;
        spelt.push_str(digits.get(digit as usize).copied().unwrap_or_default());
        spelt.push_str(unit);
    }
    if spelt.is_empty() { digits[0].to_owned() } else { spelt }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::fill::filters::rendered;

    #[test]
    fn numbers_are_spelt_as_people_say_them() {
        let cases = [
            (0, "零"),
            (3, "三"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (99, "九十九"),
            (100, "一百"),
            (105, "一百零五"),
        ];
        let more = [
            (111, "一百一十一"),
            (1010, "一千零一十"),
            (10_000, "一万"),
            (10_020, "一万零二十"),
            (10_203, "一万零二百零三"),
        ];
        for (number, spelt) in cases.into_iter().chain(more) {
            assert_eq!(cn(number), spelt);
        }
        assert_eq!(cn(100_000), "100000");
        assert_eq!(cn(99_999), "九万九千九百九十九");
    }

    #[test]
    fn filters_take_numbers_and_their_texts() {
        let context = json!({"n": 15, "t": "273", "b": crate::fill::markers::blank("实到"), "w": "王"});
        assert_eq!(rendered("{{ n | cn }} {{ t | cn_upper }}", &context).unwrap(), "十五 贰佰柒拾叁");
        assert_eq!(rendered("{{ b | cn | typ }}", &context).unwrap(), "blank(\"实到\")");
        assert_eq!(
            rendered("{{ n | ordinal }}{{ 2 | ordinal(word='次') }}", &context).unwrap(),
            "第十五届第二次"
        );
        assert_eq!(rendered("{{ b | ordinal | typ }}", &context).unwrap(), "blank(\"实到\")");
        assert!(rendered("{{ w | ordinal }}", &context).is_err());
        assert!(rendered("{{ -3 | cn }}", &context).is_err());
        assert!(rendered("{{ w | cn }}", &context).is_err());
    }
}
