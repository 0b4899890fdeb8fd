//! Dates as objects, with every form that papers write.

use serde::Serialize;

use crate::cycle::numeral;
use crate::model::PartialDate;

const YEAR_DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// A date; a missing one is an object too, whose fields are all null.
#[derive(Debug, Default, Serialize)]
pub(super) struct DateView {
    iso: Option<String>,
    text: Option<String>,
    chinese: Option<String>,
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    month_day: Option<String>,
    weekday: Option<String>,
}

/// 出生年月: a month.
#[derive(Debug, Default, Serialize)]
pub(super) struct BirthView {
    iso: Option<String>,
    dots: Option<String>,
    text: Option<String>,
    year: Option<i16>,
    month: Option<i8>,
}

/// Every form of a date.
pub(super) fn date(date: Option<PartialDate>) -> DateView {
    let Some(date) = date else { return DateView::default() };
    let month_day = date
        .month()
        .map(|month| date.day().map_or_else(|| format!("{month}月"), |day| format!("{month}月{day}日")));
    let weekday = date.civil().map(|day| {
        let at = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
        format!("星期{}", WEEKDAYS.get(at).copied().unwrap_or_default())
    });
    DateView {
        iso: Some(date.to_string()),
        text: Some(date.text()),
        chinese: Some(chinese(date)),
        year: Some(date.year()),
        month: date.month(),
        day: date.day(),
        month_day,
        weekday,
    }
}

/// 2017年8月21日至9月3日: the year once.
pub(super) fn span(start: PartialDate, end: PartialDate) -> String {
    let last = date(Some(end));
    let last = if start.year() == end.year() { last.month_day } else { last.text };
    format!("{}至{}", start.text(), last.unwrap_or_default())
}

/// Every form of a birth month.
pub(super) fn birth(birth: Option<PartialDate>) -> BirthView {
    let Some(birth) = birth else { return BirthView::default() };
    let dots = match birth.month() {
        Some(month) => format!("{:04}.{month:02}", birth.year()),
        None => format!("{:04}", birth.year()),
    };
    BirthView {
        iso: Some(birth.to_month().to_string()),
        dots: Some(dots),
        text: Some(birth.month_text()),
        year: Some(birth.year()),
        month: birth.month(),
    }
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
        assert_eq!(day.text.as_deref(), Some("2017年9月4日"));
        assert_eq!(day.chinese.as_deref(), Some("二〇一七年九月四日"));
        assert_eq!(day.weekday.as_deref(), Some("星期一"));
        assert_eq!(day.month_day.as_deref(), Some("9月4日"));
        assert_eq!(date("2020-12".parse().ok()).text.as_deref(), Some("2020年12月"));
        assert_eq!(date(None).text, None);
        assert_eq!(birth("1985-07-09".parse().ok()).dots.as_deref(), Some("1985.07"));
    }
}
