//! `huanjie stats`.

use std::path::PathBuf;

use rust_xlsxwriter::XlsxError;
use serde::Serialize;

use crate::cli::args::{ByArg, StatsArgs, StatsFormat};
use crate::cli::report::{figures, json};
use crate::cli::{DONE, Failed, list, read};
use crate::count;
use crate::count::{Explained, Figure};
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
        StatsFormat::Text => groups(&survey, args.by).iter().for_each(|(name, figures)| text(name, figures)),
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

/// The statistics (F12) as a workbook: a row for each unit, or for each town.
fn workbook(survey: &Survey<'_>, by: Option<ByArg>) -> Result<Vec<u8>, XlsxError> {
    let mut rows: Vec<(String, &[Figure])> = Vec::new();
    if by == Some(ByArg::Town) {
        rows.extend(survey.figures.towns.iter().map(|(town, list)| (town.clone(), list.as_slice())));
    } else {
        // A town's own federation is no unit and enters no total.
        let any_unit = survey.bodies.iter().any(|rows| rows.body.unit.is_some());
        let listed = survey.bodies.iter().zip(&survey.figures.bodies);
        let listed = listed.filter(|(rows, _)| rows.body.unit.is_some() || !any_unit);
        rows.extend(listed.map(|(rows, list)| (rows.body.place().to_owned(), list.as_slice())));
    }
    figures::workbook(&rows, &survey.figures.total, &survey.cycle.as_of.text())
}

/// The groups that `--by` asks for, then the total.
fn groups<'a>(survey: &'a Survey<'_>, by: Option<ByArg>) -> Vec<(String, &'a [Figure])> {
    let mut list: Vec<(String, &[Figure])> = match by {
        None => Vec::new(),
        Some(ByArg::Unit) => {
            let named = survey.bodies.iter().zip(&survey.figures.bodies);
            named.map(|(rows, figures)| (rows.body.place().to_owned(), figures.as_slice())).collect()
        }
        Some(ByArg::Town) => {
            survey.figures.towns.iter().map(|(town, figures)| (town.clone(), figures.as_slice())).collect()
        }
    };
    list.push(("合计".to_owned(), &survey.figures.total));
    list
}

fn text(name: &str, figures: &[Figure]) {
    println!("{name}");
    for figure in figures {
        let Figure { id, label, count, base, share, value, change, .. } = figure;
        let shown = match (value, share, base) {
            (Some(value), ..) => value.clone(),
            (None, Some(share), Some(base)) => format!("{count}/{base}  {share}"),
            _ => count.to_string(),
        };
        let change = change.as_deref().map(|change| format!("  ({change})")).unwrap_or_default();
        println!("  {id:<32} {shown:<18}{change} {label}");
    }
}

fn csv(survey: &Survey<'_>, by: Option<ByArg>) {
    let mut out = csv::Writer::from_writer(std::io::stdout().lock());
    let _ = out.write_record(["group", "id", "label", "count", "base", "share", "value", "change"]);
    for (name, figures) in groups(survey, by) {
        for figure in figures {
            let base = figure.base.map(|base| base.to_string()).unwrap_or_default();
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let count = figure.count.to_string();
            let _ = out.write_record([
                &name,
                &figure.id,
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
    let (count, base) = (explained.count.len(), explained.base.len());
    match lang {
        Lang::Zh => println!("{id}：分子 {count} 行，分母 {base} 行"),
        Lang::En => println!("{id}: {count} rows behind the numerator, {base} behind the denominator"),
    }
    for line in &explained.count {
        println!("  {}!{}!{}  {}", line.file, line.sheet, line.row, line.name);
    }
}

#[derive(Serialize)]
struct StatsJson<'a> {
    as_of: String,
    bodies: Vec<BodyJson<'a>>,
    total: &'a [Figure],
}

#[derive(Serialize)]
struct BodyJson<'a> {
    town: &'a str,
    unit: Option<&'a str>,
    indicators: &'a [Figure],
}

impl<'a> StatsJson<'a> {
    fn new(survey: &'a Survey<'_>, by: Option<ByArg>) -> Self {
        let of_body = |(rows, figures): (&'a crate::model::BodyRows<'_>, &'a Vec<Figure>)| BodyJson {
            town: &rows.body.town,
            unit: rows.body.unit.as_deref(),
            indicators: figures,
        };
        let bodies = match by {
            Some(ByArg::Town) => survey
                .figures
                .towns
                .iter()
                .map(|(town, figures)| BodyJson { town, unit: None, indicators: figures })
                .collect(),
            _ => survey.bodies.iter().zip(&survey.figures.bodies).map(of_body).collect(),
        };
        Self { as_of: survey.cycle.as_of.to_string(), bodies, total: &survey.figures.total }
    }
}
