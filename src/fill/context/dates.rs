//! Dates as objects, with every form that papers write.

use serde_json::{Value as Json, json};

use crate::cycle::numeral;
use crate::model::PartialDate;

const YEAR_DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// A date; a missing one is an object too, whose fields are all null.
pub(super) fn date(date: Option<PartialDate>) -> Json {
    let text = date.map(PartialDate::text);
    let month_day = date.and_then(|date| {
        let month = date.month()?;
        Some(date.day().map_or_else(|| format!("{month}月"), |day| format!("{month}月{day}日")))
    });
    let weekday = date.and_then(PartialDate::civil).map(|day| {
        let at = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
        format!("星期{}", WEEKDAYS.get(at).copied().unwrap_or_default())
    });
    json!({
        "iso": date.map(|date| date.to_string()),
        "text": text,
        "chinese": date.map(chinese),
        "year": date.map(PartialDate::year),
        "month": date.and_then(PartialDate::month),
        "day": date.and_then(PartialDate::day),
        "month_day": month_day,
        "weekday": weekday,
    })
}

/// 出生年月: a month.
pub(super) fn birth(birth: Option<PartialDate>) -> Json {
    json!({
        "iso": birth.map(|birth| birth.to_month().to_string()),
        "dots": birth.map(|birth| match birth.month() {
            Some(month) => format!("{:04}.{month:02}", birth.year()),
            None => format!("{:04}", birth.year()),
        }),
        "text": birth.map(PartialDate::month_text),
        "year": birth.map(PartialDate::year),
        "month": birth.and_then(PartialDate::month),
    })
}

/// 二〇一七年九月四日.
pub(in crate::fill) fn chinese(date: PartialDate) -> String {
    let digit = |c: char| c.to_digit(10).and_then(|digit| YEAR_DIGITS.get(digit as usize)).copied();
    let year: String = date.year().to_string().chars().filter_map(digit).collect();
    let number = |n: i8| numeral(u32::try_from(n).unwrap_or(0));
    let day = date.day().map(|day| format!("{}日", number(day))).unwrap_or_default();
    let month = date.month().map(|month| format!("{}月", number(month))).unwrap_or_default();
    format!("{year}年{month}{day}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_every_form() {
        let day = date("2017-09-04".parse().ok());
        assert_eq!(day["text"], "2017年9月4日");
        assert_eq!(day["chinese"], "二〇一七年九月四日");
        assert_eq!(day["weekday"], "星期一");
        assert_eq!(day["month_day"], "9月4日");
        assert_eq!(date("2020-12".parse().ok())["text"], "2020年12月");
        assert_eq!(date(None)["text"], Json::Null);
        assert_eq!(birth("1985-07-09".parse().ok())["dots"], "1985.07");
    }
}
