//! What the lines around a table say of it: title, unit, date, who filled it in.

use std::collections::BTreeMap;

use crate::read::grid::Cell;
use crate::read::layout::section;
use crate::read::layout::title::{LineAt, Titles};
use crate::read::normalise::squeeze;
use crate::read::value;

/// What is said of a table: `title`, `unit`, `date`, `filled_by`.
pub(in crate::read) type Caption = BTreeMap<&'static str, String>;

/// What the lines above a table say of it: title, unit, date.
pub(in crate::read) fn table_caption(titles: &Titles) -> Caption {
    let mut caption = Caption::new();
    for line in titles.iter().filter(|line| line.at != LineAt::Earlier) {
        let clean = squeeze(&line.text);
        let after = |words: &[&str]| {
            let word = words.iter().find(|word| clean.contains(**word))?;
            let rest = clean.split_once(word)?.1;
            let (_, value) = rest.split_once(':')?;
            let marks = ["(", ":", "填报日期", "填表日期", "报送日期", "填报时间", "填表时间"];
            let end = marks.iter().filter_map(|mark| value.find(mark)).min().unwrap_or(value.len());
            value.get(..end).filter(|value| !value.is_empty()).map(str::to_owned)
        };
        if let Some(date) = date_in(&clean) {
            caption.insert("date", date);
        }
        if let Some(unit) = after(&["填报单位", "填表单位", "报送单位", "单位"]) {
            let end = unit.find(|c: char| c.is_ascii_digit()).unwrap_or(unit.len());
            caption.insert("unit", unit.get(..end).unwrap_or_default().to_owned());
        } else if !clean.starts_with("附件")
            && clean.chars().count() > 3
            && !clean.contains(':')
            && section::heading(&clean).is_none()
            && !(caption.contains_key("title") && is_of_ballots(&clean))
        {
            caption.insert("title", clean.into_owned());
        }
    }
    caption
}

/// 应到代表24名，实到代表23名；发出选票23张: below a title such a line is none.
fn is_of_ballots(line: &str) -> bool {
    let words = ["应到", "实到", "发出", "收回", "有效票"];
    line.bytes().any(|byte| byte.is_ascii_digit()) && words.iter().any(|word| line.contains(word))
}

/// What a line below a table adds: who filled it in, and when.
pub(in crate::read) fn add_footer(line: &str, caption: &mut Caption) {
    let after = |word: &str| {
        let rest = line.split_once(word)?.1.trim_start_matches([':', '：', ' ', '\u{3000}']);
        rest.split_whitespace().next().filter(|name| name.chars().all(char::is_alphabetic)).map(str::to_owned)
    };
    if let Some(name) = ["填表人", "制表人", "填报人"].into_iter().find_map(after) {
        caption.entry("filled_by").or_insert(name);
    }
    if let Some(date) = date_in(&squeeze(line)) {
        caption.entry("date").or_insert(date);
    }
}

/// 2021年2月20日 inside a line → 2021-02-20.
fn date_in(line: &str) -> Option<String> {
    let year = line.find('年')?;
    let start = line.get(..year)?.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let start = (start..=year).find(|at| line.is_char_boundary(*at))?;
    let rest = line.get(start..)?;
    let end = rest
        .find('日')
        .map(|at| at + '日'.len_utf8())
        .or_else(|| rest.find('月').map(|at| at + '月'.len_utf8()))?;
    let frame = value::Frame { latest_year: 2100, epoch_1904: false };
    let cell = Cell::Text(rest.get(..end)?.into());
    value::date(&cell, frame).ok().map(|dated| dated.date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::layout::title::TitleLine;

    #[test]
    fn title_unit_and_date_are_found() {
        let lines = ["附件3", "石桥村妇联执委花名册", "填报单位（盖章）：云坪镇石桥村 2021年2月20日"];
        let line = |text: &&str| TitleLine { at: LineAt::Row(0), text: (*text).to_owned() };
        let about = table_caption(&lines.iter().map(line).collect());
        assert_eq!(about.get("title").map(String::as_str), Some("石桥村妇联执委花名册"));
        assert_eq!(about.get("unit").map(String::as_str), Some("云坪镇石桥村"));
        assert_eq!(about.get("date").map(String::as_str), Some("2021-02-20"));
        let mut below = Caption::new();
        add_footer("填表人：周某    审核人：吴某    填表日期：2021年2月21日", &mut below);
        assert_eq!(below.get("filled_by").map(String::as_str), Some("周某"));
        assert_eq!(below.get("date").map(String::as_str), Some("2021-02-21"));
    }
}
