//! `huanjie stats`.

use std::io::Write;
use std::path::PathBuf;

use rust_xlsxwriter::XlsxError;
use serde::Serialize;

use crate::cli::args::{ByArg, StatsArgs, StatsFormat};
use crate::cli::report::{figures, json};
use crate::cli::{DONE, Failed, list, read};
use crate::count;
use crate::count::{Explained, Figure, Figures, Line, Reported};
use crate::model::Body;
use crate::pipeline;
use crate::pipeline::Survey;
use crate::problem::{Lang, Stop};
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
        let explained = count::explain(&survey.bodies, survey.cycle, &indicators, id).ok_or_else(|| {
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
    figures::workbook(&rows, (total, reported), &survey.cycle.as_of.text(), survey.cycle.rules.decimals)
}

/// The groups that `--by` asks for. A town's own federation is no unit and enters no total: it is left out where only
/// what adds up is wanted.
fn groups<'a>(survey: &'a Survey<'_>, by: Option<ByArg>, adds_up: bool) -> Vec<(String, &'a [Figure])> {
    let named = |groups: &'a [(String, Vec<Figure>)]| {
        groups.iter().map(|(name, list)| (name.clone(), list.as_slice())).collect()
    };
    match by {
        None => Vec::new(),
        Some(ByArg::Town) => named(&survey.figures.towns),
        Some(ByArg::County) => named(&survey.figures.counties),
        Some(ByArg::Unit) => {
            let any_unit = survey.bodies.iter().any(|rows| rows.body.unit.is_some());
            let many_towns = survey.figures.towns.len() > 1;
            let listed = survey.bodies.iter().zip(&survey.figures.bodies);
            let listed = listed.filter(|(rows, _)| !adds_up || rows.body.unit.is_some() || !any_unit);
            let name = |body: &Body| match &body.unit {
                Some(unit) if many_towns => format!("{}{unit}", body.town_name()),
                _ => body.place().to_owned(),
            };
            listed.map(|(rows, list)| (name(&rows.body), list.as_slice())).collect()
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
        let Figure { id, label, of_label, count, base, share, value, change, previous, .. } = figure;
        let shown = match (value, share, base) {
            (Some(value), ..) => value.clone(),
            (None, Some(share), Some(base)) => format!("{count}/{base}  {share}"),
            _ => count.to_string(),
        };
        let before = previous.as_ref().map(|previous| match (&previous.value, &previous.share) {
            (Some(value), _) => value.clone(),
            (None, Some(share)) => share.clone(),
            (None, None) => previous.count.to_string(),
        });
        let change = match (before, change) {
            (Some(before), Some(change)) if lang == Lang::En => format!("  last term {before}, {change}"),
            (Some(before), Some(change)) => format!("  上届 {before}，{change}"),
            _ => String::new(),
        };
        println!("  {id:<32} {shown:<18} {of_label} {label}{change}");
    }
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
            let base = figure.base.map(|base| base.to_string()).unwrap_or_default();
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let count = figure.count.to_string();
            let _ = out.write_record([
                &name,
                &figure.id,
                &figure.of_label,
                &figure.label,
                &count,
                &base,
                &text(&figure.share),
                &text(&figure.value),
                &text(&figure.change),
            ]);
        }
    }
    let _ = out.flush();
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
}

#[derive(Serialize)]
struct BodyJson<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    county: &'a str,
    town: &'a str,
    unit: Option<&'a str>,
    indicators: &'a [Figure],
}

impl<'a> StatsJson<'a> {
    fn new(survey: &'a Survey<'_>, by: Option<ByArg>) -> Self {
        let of_body = |(rows, figures): (&'a crate::model::BodyRows<'_>, &'a Vec<Figure>)| BodyJson {
            county: &rows.body.county,
            town: &rows.body.town,
            unit: rows.body.unit.as_deref(),
            indicators: figures,
        };
        let of_group = |(name, figures): &'a (String, Vec<Figure>), is_town: bool| BodyJson {
            county: if is_town { "" } else { name },
            town: if is_town { name } else { "" },
            unit: None,
            indicators: figures,
        };
        let Figures { bodies, towns, counties, .. } = &survey.figures;
        let bodies = match by {
            Some(ByArg::Town) => towns.iter().map(|group| of_group(group, true)).collect(),
            Some(ByArg::County) => counties.iter().map(|group| of_group(group, false)).collect(),
            Some(ByArg::Unit) | None => survey.bodies.iter().zip(bodies).map(of_body).collect(),
        };
        Self {
            as_of: survey.cycle.as_of.to_string(),
            bodies,
            total: &survey.figures.total,
            reported: &survey.figures.reported,
        }
    }
}
