//! `huanjie stats`.

use std::borrow::Cow;
use std::io::Write;
use std::path::PathBuf;

use rust_xlsxwriter::XlsxError;
use serde::Serialize;

use crate::cli::args::{ByArg, StatsArgs, StatsFormat};
use crate::cli::report::{figures, json};
use crate::cli::{DONE, Failed, list, read};
use crate::count;
use crate::count::{Explained, Figure, Figures, Line, Part, Reported, Value};
use crate::model::{Body, Role, is_unseen};
use crate::phrase;
use crate::pipeline;
use crate::pipeline::Survey;
use crate::problem::{Lang, Stop};
use crate::resolve::{self, Resolved};
use crate::say;

pub(super) fn run(args: &StatsArgs, lang: Lang) -> Result<u8, Failed> {
    let workspace = read::open(&args.source)?;
    if !workspace.has_date {
        return Err(read::need_date());
    }
    let (_, indicators) = list::layers(&workspace, args.layer.as_deref())?;
    let reading = pipeline::read_tables(&workspace)?;
    let survey = pipeline::survey(&workspace, &reading, &indicators);
    if let Some(id) = &args.explain {
        let explained = count::explain(&survey.resolved, &indicators, id).ok_or_else(|| {
            Failed::Usage(say!(
                "没有指标“{id}”；huanjie stats 列出所有指标",
                "there is no indicator \"{id}\"; huanjie stats lists them"
            ))
        })?;
        explain(&explained, id, args.format, lang);
        return Ok(DONE);
    }
    match args.format {
        StatsFormat::Json => json::print(&StatsJson::new(&survey, args.by)),
        StatsFormat::Text => {
            with_total(&survey, args.by).iter().for_each(|(name, figures)| text(name, figures, lang));
        }
        StatsFormat::Csv => csv(&survey, args.by),
        StatsFormat::Xlsx => {
            let bytes = workbook(&survey, args.by)
                .map_err(|cause| Stop::new(say!("生成 stats.xlsx", "making stats.xlsx"), cause))?;
            let folder = args.out.clone().unwrap_or_else(|| {
                if workspace.has_cycle { workspace.root.join("out") } else { PathBuf::from("out") }
            });
            println!("{}", read::keep(&folder, "stats", &bytes, lang)?.display());
        }
    }
    Ok(DONE)
}

/// The statistics (F12) as a workbook: a row for each unit, or for each town or county.
fn workbook(survey: &Survey<'_>, by: Option<ByArg>) -> Result<Vec<u8>, XlsxError> {
    let rows = groups(survey, Some(by.unwrap_or(ByArg::Unit)), true);
    let Figures { total, reported, .. } = &survey.figures;
    let cycle = survey.resolved.cycle;
    figures::workbook(&rows, (total, reported), &cycle.as_of.text(), cycle.rules.decimals)
}

/// The groups that `--by` asks for. A town's own federation is no unit and enters no total: it is left out where only
/// what adds up is wanted.
fn groups<'a>(survey: &'a Survey<'_>, by: Option<ByArg>, adds_up: bool) -> Vec<(String, &'a [Figure])> {
    let bodies = &survey.resolved.bodies;
    let list = |part: &'a Part| part.figures.as_slice();
    match by {
        None => Vec::new(),
        Some(ByArg::Town) => {
            survey.figures.towns.iter().map(|part| (part.town.clone(), list(part))).collect()
        }
        Some(ByArg::County) => {
            survey.figures.counties.iter().map(|part| (part.county.clone(), list(part))).collect()
        }
        Some(ByArg::Kind) => {
            survey.figures.kinds.iter().map(|(kind, figures)| (kind.clone(), figures.as_slice())).collect()
        }
        Some(ByArg::Unit) => {
            let any_unit = bodies.iter().any(|body| body.id.unit.is_some());
            let many_towns = survey.figures.towns.len() > 1;
            let listed = bodies.iter().zip(&survey.figures.bodies);
            let listed = listed.filter(|(body, _)| !adds_up || body.id.unit.is_some() || !any_unit);
            let name = |body: &Body| match &body.unit {
                Some(unit) if many_towns => format!("{}{unit}", body.town_name()),
                _ => body.place().to_owned(),
            };
            listed.map(|(body, list)| (name(&body.id), list.as_slice())).collect()
        }
    }
}

/// The same, and the total behind them.
fn with_total<'a>(survey: &'a Survey<'_>, by: Option<ByArg>) -> Vec<(String, &'a [Figure])> {
    let mut list = groups(survey, by, false);
    list.push(("合计".to_owned(), &survey.figures.total));
    list
}

fn text(name: &str, figures: &[Figure], lang: Lang) {
    println!("{name}");
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
        println!("  {id:<32} {shown:<18} {of_label} {label}{}", change.unwrap_or_default());
    }
}

/// A share, a mean or a count, as short as it can be said.
fn bare(value: Value, decimals: u8) -> String {
    let share = phrase::share(value, decimals).or_else(|| phrase::number(value, decimals));
    share.unwrap_or_else(|| value.count().to_string())
}

fn csv(survey: &Survey<'_>, by: Option<ByArg>) {
    let mut stdout = std::io::stdout().lock();
    // Without the mark Excel takes the Chinese text for another encoding.
    let _ = stdout.write_all("\u{FEFF}".as_bytes());
    let mut out = csv::Writer::from_writer(stdout);
    let _ =
        out.write_record(["group", "id", "population", "label", "count", "base", "share", "value", "change"]);
    for (name, figures) in with_total(survey, by) {
        for figure in figures {
            let Figure { id, of_label, label, value, decimals, .. } = figure;
            let _ = out.write_record([
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
            ]);
        }
    }
    let _ = out.flush();
}

/// A text of the data as a cell of CSV: what a spreadsheet would take for a formula begins with an apostrophe, and what is
/// not seen is left out, for the output may go to a terminal.
fn cell(text: &str) -> Cow<'_, str> {
    if text.contains(is_unseen) {
        let seen: String = text.chars().filter(|c| !is_unseen(*c)).collect();
        return cell(&seen).into_owned().into();
    }
    const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    if text.starts_with(FORMULA) { format!("'{text}").into() } else { text.into() }
}

fn explain(explained: &Explained, id: &str, format: StatsFormat, lang: Lang) {
    if format == StatsFormat::Json {
        json::print(explained);
        return;
    }
    let Explained { count, base, unknown } = explained;
    let (counted, of, open) = (count.len(), base.len(), unknown.len());
    match lang {
        Lang::Zh => println!("{id}：分子 {counted} 行，分母 {of} 行，不知道的 {open} 行"),
        Lang::En => println!(
            "{id}: {counted} rows behind the numerator, {of} behind the denominator, {open} not known"
        ),
    }
    let rest: Vec<&Line> = base.iter().filter(|line| !count.contains(line)).collect();
    let parts = [
        ("分子", "numerator", count.iter().collect()),
        ("只在分母", "denominator only", rest),
        ("不知道", "not known", unknown.iter().collect::<Vec<_>>()),
    ];
    for (zh, en, lines) in parts.into_iter().filter(|(.., lines)| !lines.is_empty()) {
        println!("{}", if lang == Lang::Zh { zh } else { en });
        for Line { file, sheet, row, name, unit } in lines {
            println!("  {file}!{sheet}!{row}  {unit}  {name}");
        }
    }
}

#[derive(Serialize)]
struct StatsJson<'a> {
    as_of: String,
    bodies: Vec<BodyJson<'a>>,
    total: &'a [Figure],
    /// How far each town is, and what has not been reported.
    reported: &'a [Reported],
    /// Who holds posts in more than one unit.
    cross_unit: Vec<CrossJson<'a>>,
}

#[derive(Serialize)]
struct BodyJson<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    county: &'a str,
    town: &'a str,
    unit: Option<&'a str>,
    /// 村 or 社区, with `--by kind`.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    indicators: &'a [Figure],
}

impl<'a> StatsJson<'a> {
    fn new(survey: &'a Survey<'_>, by: Option<ByArg>) -> Self {
        let of_body = |(body, figures): (&'a resolve::Body<'_>, &'a Vec<Figure>)| BodyJson {
            county: &body.id.county,
            town: &body.id.town,
            unit: body.id.unit.as_deref(),
            kind: None,
            indicators: figures,
        };
        let of_part = |part: &'a Part| BodyJson {
            county: &part.county,
            town: &part.town,
            unit: None,
            kind: None,
            indicators: &part.figures,
        };
        let of_kind = |(kind, figures): &'a (String, Vec<Figure>)| BodyJson {
            county: "",
            town: "",
            unit: None,
            kind: Some(kind),
            indicators: figures,
        };
        let Figures { bodies, towns, counties, .. } = &survey.figures;
        let resolved = &survey.resolved;
        let bodies = match by {
            Some(ByArg::Town) => towns.iter().map(of_part).collect(),
            Some(ByArg::County) => counties.iter().map(of_part).collect(),
            Some(ByArg::Kind) => survey.figures.kinds.iter().map(of_kind).collect(),
            Some(ByArg::Unit) | None => resolved.bodies.iter().zip(bodies).map(of_body).collect(),
        };
        Self {
            as_of: resolved.cycle.as_of.to_string(),
            bodies,
            total: &survey.figures.total,
            reported: &survey.figures.reported,
            cross_unit: cross_unit(resolved),
        }
    }
}

/// A woman who holds a post in more than one unit.
#[derive(Serialize)]
struct CrossJson<'a> {
    name: &'a str,
    posts: Vec<PostJson<'a>>,
}

#[derive(Serialize)]
struct PostJson<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    county: &'a str,
    town: &'a str,
    unit: &'a str,
    role: Option<Role>,
}

fn cross_unit<'a>(resolved: &'a Resolved<'_>) -> Vec<CrossJson<'a>> {
    let units = resolved.bodies.iter().filter(|body| body.id.unit.is_some());
    let post = |(body, member): &(&'a resolve::Body<'_>, &'a resolve::Member<'_>)| PostJson {
        county: &body.id.county,
        town: &body.id.town,
        unit: body.id.place(),
        role: member.role,
    };
    let one = |cross: resolve::CrossUnit<'a, '_>| CrossJson {
        name: cross.posts.first().map_or("", |(_, member)| member.entry.row.value.person.name_text()),
        posts: cross.posts.iter().map(post).collect(),
    };
    resolve::cross_unit(units).into_iter().map(one).collect()
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
