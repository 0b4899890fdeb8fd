//! `huanjie read` and `huanjie check`.

use serde::Serialize;

use crate::cli::args::{Format, ReadArgs, SourceArgs};
use crate::cli::report::json::ProblemJson;
use crate::cli::report::{json, text};
use crate::cli::{DONE, Failed, PROBLEMS};
use crate::model::Row;
use crate::pipeline;
use crate::pipeline::Workspace;
use crate::problem::Lang;
use crate::read::{Ignored, Normalised, Reading};
use crate::say;

pub(super) fn check(args: &ReadArgs, lang: Lang) -> Result<u8, Failed> {
    let workspace = open(&args.source)?;
    if !workspace.has_date {
        return Err(need_date());
    }
    let reading = pipeline::read_tables(&workspace)?;
    let problems = pipeline::problems(&workspace, &reading);
    let (errors, warnings) = text::counts(&problems);
    let (files, rows) = (reading.files, reading.records.len());
    match args.format {
        Format::Json => {
            json::print(&CheckJson {
                problems: ProblemJson::list(&problems, lang),
                files,
                rows,
                errors,
                warnings,
            });
        }
        Format::Text => {
            text::problems(&problems, lang, &mut std::io::stdout().lock());
            match lang {
                Lang::Zh => println!("{files} 个文件，{rows} 行：{errors} 个错误，{warnings} 个警告"),
                Lang::En => println!("{files} files, {rows} rows: {errors} errors, {warnings} warnings"),
            }
        }
    }
    Ok(if errors > 0 { PROBLEMS } else { DONE })
}

pub(super) fn read(args: &ReadArgs, lang: Lang) -> Result<u8, Failed> {
    let workspace = open(&args.source)?;
    let reading = pipeline::read_tables(&workspace)?;
    let (errors, _) = text::counts(&reading.problems);
    match args.format {
        Format::Json => json::print(&ReadJson::new(&reading, lang)),
        Format::Text => tables(&reading, lang),
    }
    Ok(if errors > 0 { PROBLEMS } else { DONE })
}

/// Opens what the arguments name.
pub(super) fn open(source: &SourceArgs) -> Result<Workspace, Failed> {
    Ok(pipeline::open(&source.dir, source.as_of)?)
}

/// Ages need a base date, and the clock is not asked.
pub(super) fn need_date() -> Failed {
    Failed::Usage(say!(
        "这里没有 cycle.toml，请用 --as-of 指明计算年龄的基准日，例如 --as-of 2021-02",
        "there is no cycle.toml here: give the base date of ages with --as-of, for example --as-of 2021-02"
    ))
}

#[derive(Serialize)]
struct CheckJson<'a> {
    problems: Vec<ProblemJson<'a>>,
    files: usize,
    rows: usize,
    errors: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct ReadJson<'a> {
    records: Vec<serde_json::Value>,
    ignored: &'a [Ignored],
    normalised: &'a [Normalised],
    problems: Vec<ProblemJson<'a>>,
}

impl<'a> ReadJson<'a> {
    fn new(reading: &'a Reading, lang: Lang) -> Self {
        let all = &reading.records;
        let mut records = Vec::with_capacity(all.len());
        rows(&all.units, &mut records);
        rows(&all.delegates, &mut records);
        rows(&all.nominees, &mut records);
        rows(&all.officers, &mut records);
        rows(&all.congresses, &mut records);
        rows(&all.votes, &mut records);
        rows(&all.previous, &mut records);
        rows(&all.progress, &mut records);
        let problems = ProblemJson::list(&reading.problems, lang);
        Self { records, ignored: &reading.ignored, normalised: &reading.normalised, problems }
    }
}

fn rows<T: Serialize>(rows: &[Row<T>], into: &mut Vec<serde_json::Value>) {
    into.extend(rows.iter().filter_map(|row| serde_json::to_value(row).ok()));
}

/// One paragraph per table: what it was taken for, which columns were understood, which rows were left out.
fn tables(reading: &Reading, lang: Lang) {
    for table in &reading.tables {
        let place = if table.sheet.is_empty() {
            table.file.clone()
        } else {
            format!("{}!{}", table.file, table.sheet)
        };
        let (kind, header, taken) = (table.kind.as_str(), table.header_row, table.rows);
        let columns = table
            .columns
            .iter()
            .map(|(header, field)| format!("{header}={field}"))
            .collect::<Vec<_>>()
            .join("  ");
        let extra = table.unrecognised.join("  ");
        match lang {
            Lang::Zh => {
                println!("{place}\n  {kind}，表头在第 {header} 行，取 {taken} 行\n  识别的列：{columns}");
            }
            Lang::En => println!(
                "{place}\n  {kind}, header in row {header}, {taken} rows taken\n  columns: {columns}"
            ),
        }
        if !extra.is_empty() {
            match lang {
                Lang::Zh => println!("  未识别的列（保留）：{extra}"),
                Lang::En => println!("  unrecognised columns (kept): {extra}"),
            }
        }
    }
    text::problems(&reading.problems, lang, &mut std::io::stdout().lock());
    let (files, rows) = (reading.files, reading.records.len());
    let (ignored, normalised) = (reading.ignored.len(), reading.normalised.len());
    match lang {
        Lang::Zh => println!(
            "{files} 个文件，{rows} 行记录；略过 {ignored} 行，规范化 {normalised} 个单元格（--format json 逐一列出）"
        ),
        Lang::En => println!(
            "{files} files, {rows} records; {ignored} rows left out, {normalised} cells normalised (--format json lists them)"
        ),
    }
}
