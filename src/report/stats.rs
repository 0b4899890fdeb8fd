//! The figures as text, as comma-separated values and as a workbook, and the rows behind one of them.

use std::borrow::Cow;
use std::io::{Result, Write};

use rust_xlsxwriter::XlsxError;

use crate::count::{Explained, Figure, Line, Part, Value};
use crate::model::{BodyId, is_unseen};
use crate::phrase;
use crate::pipeline::Survey;
use crate::problem::Lang;
use crate::report::figures_workbook;

/// What the figures are listed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// 村（社区）
    Unit,
    /// 乡镇
    Town,
    /// 区县
    County,
    /// 村和社区
    Kind,
}

/// The statistics (F12) as a workbook: a row for each unit, or for each town or county.
///
/// # Errors
/// [`XlsxError`] when the library cannot write what it was given.
pub fn stats_workbook(survey: &Survey<'_>, by: Option<By>) -> std::result::Result<Vec<u8>, XlsxError> {
    let rows = groups(survey, Some(by.unwrap_or(By::Unit)), true);
    let cycle = survey.resolved.cycle;
    figures_workbook::workbook(&rows, &survey.figures, &cycle.as_of.text(), cycle.rules.decimals)
}

/// The groups that `--by` asks for. A town's own federation is no unit and enters no total: it is left out where only
/// what adds up is wanted.
fn groups<'a>(survey: &'a Survey<'_>, by: Option<By>, adds_up: bool) -> Vec<(String, &'a [Figure])> {
    let bodies = &survey.resolved.bodies;
    let list = |part: &'a Part| part.figures.as_slice();
    match by {
        None => Vec::new(),
        Some(By::Town) => survey.figures.towns.iter().map(|part| (part.town.clone(), list(part))).collect(),
        Some(By::County) => {
            survey.figures.counties.iter().map(|part| (part.county.clone(), list(part))).collect()
        }
        Some(By::Kind) => {
            survey.figures.kinds.iter().map(|(kind, figures)| (kind.clone(), figures.as_slice())).collect()
        }
        Some(By::Unit) => {
            let any_unit = bodies.iter().any(|body| body.id.unit.is_some());
            let many_towns = survey.figures.towns.len() > 1;
            let listed = bodies.iter().zip(&survey.figures.bodies);
            let listed = listed.filter(|(body, _)| !adds_up || body.id.unit.is_some() || !any_unit);
            let name = |body: &BodyId| match &body.unit {
                Some(unit) if many_towns => format!("{}{unit}", body.town_name()),
                _ => body.place().to_owned(),
            };
            listed.map(|(body, list)| (name(&body.id), list.as_slice())).collect()
        }
    }
}

/// The same, and the total behind them.
fn with_total<'a>(survey: &'a Survey<'_>, by: Option<By>) -> Vec<(String, &'a [Figure])> {
    let mut list = groups(survey, by, false);
    list.push(("合计".to_owned(), &survey.figures.total));
    list
}

/// The figures of every group, then those of all.
///
/// # Errors
/// When `out` takes no more.
pub fn stats(survey: &Survey<'_>, by: Option<By>, lang: Lang, out: &mut dyn Write) -> Result<()> {
    with_total(survey, by).iter().try_for_each(|(name, figures)| group(name, figures, lang, out))
}

fn group(name: &str, figures: &[Figure], lang: Lang, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{name}")?;
    for figure in figures {
        let Figure { id, label, of_label, value, decimals, unknown, .. } = figure;
        let shown = match (value, phrase::share(*value, *decimals)) {
            (Value::Share { count, base }, Some(share)) => format!("{count}/{base}  {share}"),
            (Value::Count(count), _) => count.to_string(),
            // An age that is not everybody's says of how many it is.
            _ if *unknown > 0 && value.is_known() => phrase::text(figure, lang).unwrap_or_default(),
            _ => phrase::number(*value, *decimals).unwrap_or_else(|| "—".to_owned()),
        };
        let change = figure.comparison.zip(figure.change()).map(|(both, change)| {
            let (before, change) = (bare(both.before, *decimals), phrase::change(change, lang));
            let now = bare(both.now, *decimals);
            match (lang, both.bodies < both.of_bodies) {
                (Lang::Zh, false) => format!("  上届 {before}，{change}"),
                (Lang::En, false) => format!("  last term {before}, {change}"),
                (Lang::Zh, true) => {
                    format!("  两届都有名单的 {} 个：上届 {before}，本届 {now}，{change}", both.bodies)
                }
                (Lang::En, true) => {
                    format!("  of {} in both lists: last term {before}, now {now}, {change}", both.bodies)
                }
            }
        });
        writeln!(out, "  {id:<32} {shown:<18} {of_label} {label}{}", change.unwrap_or_default())?;
    }
    Ok(())
}

/// A share, a mean or a count, as short as it can be said.
fn bare(value: Value, decimals: u8) -> String {
    let share = phrase::share(value, decimals).or_else(|| phrase::number(value, decimals));
    share.unwrap_or_else(|| value.count().to_string())
}

/// The same as comma-separated values.
///
/// # Errors
/// When `out` takes no more.
pub fn stats_csv(survey: &Survey<'_>, by: Option<By>, out: &mut dyn Write) -> Result<()> {
    // Without the mark Excel takes the Chinese text for another encoding.
    out.write_all("\u{FEFF}".as_bytes())?;
    let mut out = csv::Writer::from_writer(out);
    out.write_record(["group", "id", "population", "label", "count", "base", "share", "value", "change"])?;
    for (name, figures) in with_total(survey, by) {
        for figure in figures {
            let Figure { id, of_label, label, value, decimals, .. } = figure;
            out.write_record([
                cell(&name).as_ref(),
                cell(id).as_ref(),
                cell(of_label).as_ref(),
                cell(label).as_ref(),
                &value.count().to_string(),
                &value.base().map(|base| base.to_string()).unwrap_or_default(),
                &phrase::share(*value, *decimals).unwrap_or_default(),
                &phrase::number(*value, *decimals).unwrap_or_default(),
                // `+1.1个百分点` is made of digits and our own words: no formula can hide in it.
                &figure.change().map(|change| phrase::change(change, Lang::Zh)).unwrap_or_default(),
            ])?;
        }
    }
    out.flush()
}

/// A text of the data as a cell of CSV: what a spreadsheet would take for a formula begins with an apostrophe, and what is
/// not seen is left out, for the output may go to a terminal.
pub(super) fn cell(text: &str) -> Cow<'_, str> {
    if text.contains(is_unseen) {
        let seen: String = text.chars().filter(|c| !is_unseen(*c)).collect();
        return cell(&seen).into_owned().into();
    }
    const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    if text.starts_with(FORMULA) { format!("'{text}").into() } else { text.into() }
}

/// The rows behind an indicator.
///
/// # Errors
/// When `out` takes no more.
pub fn explained(explained: &Explained, id: &str, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let Explained { count, base, unknown } = explained;
    let (counted, of, open) = (count.len(), base.len(), unknown.len());
    match lang {
        Lang::Zh => writeln!(out, "{id}：分子 {counted} 行，分母 {of} 行，不知道的 {open} 行")?,
        Lang::En => writeln!(
            out,
            "{id}: {counted} rows behind the numerator, {of} behind the denominator, {open} not known"
        )?,
    }
    let rest: Vec<&Line> = base.iter().filter(|line| !count.contains(line)).collect();
    let parts = [
        ("分子", "numerator", count.iter().collect()),
        ("只在分母", "denominator only", rest),
        ("不知道", "not known", unknown.iter().collect::<Vec<_>>()),
    ];
    for (zh, en, lines) in parts.into_iter().filter(|(.., lines)| !lines.is_empty()) {
        writeln!(out, "{}", if lang == Lang::Zh { zh } else { en })?;
        for Line { file, sheet, row, name, unit } in lines {
            writeln!(out, "  {file}!{sheet}!{row}  {unit}  {name}")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_formula() {
        for text in ["=cmd|'/c calc'!A1", "+1", "-2", "@SUM(A1)", "＝1", "＠x"] {
            assert_eq!(cell(text), format!("'{text}"));
        }
        for (text, is) in
            [("\t=x", "'=x"), ("\r=1", "'=1"), ("\u{1B}=1", "'=1"), ("霞\u{202E}垅", "霞垅"), ("\tx", "x")]
        {
            assert_eq!(cell(text), is);
        }
        for text in ["霞垅村", "36—45岁", "a=b", ""] {
            assert_eq!(cell(text), text);
        }
    }
}
