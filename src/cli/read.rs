//! `huanjie read` and `huanjie check`.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::bind::{Beside, OutFolder};
use crate::cli::args::{CheckArgs, CheckFormat, Format, ReadArgs, SourceArgs};
use crate::cli::explain;
use crate::cli::report::json::ProblemJson;
use crate::cli::report::{json, text, xlsx};
use crate::cli::{DONE, Failed, PROBLEMS, rules};
use crate::model::Row;
use crate::pipeline;
use crate::pipeline::Workspace;
use crate::problem::{Lang, Problem, Stop};
use crate::read;
use crate::read::{Ignored, Normalised, Reading, TableSeen};
use crate::say;

pub(super) fn check(args: &CheckArgs, lang: Lang) -> Result<u8, Failed> {
    let workspace = open(&args.source)?;
    if args.rules {
        rules::show(&workspace.cycle.rules, args.format, lang);
        return Ok(DONE);
    }
    if !workspace.has_date {
        return Err(need_date());
    }
    let reading = pipeline::read_tables(&workspace)?;
    let resolved = pipeline::resolve(&workspace, &reading);
    let problems = pipeline::problems(&workspace, &reading, &resolved);
    let (errors, warnings) = text::counts(&problems);
    let (files, rows) = (reading.files, reading.records.len());
    match args.format {
        CheckFormat::Json => {
            json::print(&CheckJson {
                problems: ProblemJson::list(&problems, lang),
                files,
                rows,
                errors,
                warnings,
            });
        }
        CheckFormat::Text => {
            text::problems(&problems, lang, &mut std::io::stdout().lock());
            sums((files, rows), (errors, warnings), lang);
        }
        CheckFormat::Xlsx => {
            let path = write_workbook(args, &workspace, &problems, lang)?;
            println!("{}", path.display());
            sums((files, rows), (errors, warnings), lang);
        }
    }
    Ok(if errors > 0 { PROBLEMS } else { DONE })
}

fn sums((files, rows): (usize, usize), (errors, warnings): (usize, usize), lang: Lang) {
    match lang {
        Lang::Zh => println!("{files} 个文件，{rows} 行：{errors} 个错误，{warnings} 个警告"),
        Lang::En => println!("{files} files, {rows} rows: {errors} errors, {warnings} warnings"),
    }
}

/// Writes `problems.xlsx` into the folder of results.
fn write_workbook(
    args: &CheckArgs,
    workspace: &Workspace,
    problems: &[Problem],
    lang: Lang,
) -> Result<PathBuf, Failed> {
    let folder = args.out.clone().unwrap_or_else(|| {
        if workspace.has_cycle { workspace.root.join("out") } else { PathBuf::from("out") }
    });
    let copies = read::copies(&workspace.root, &xlsx::wanted(problems))?;
    let bytes = xlsx::workbook(problems, &copies, lang)
        .map_err(|cause| Stop::new(say!("生成 problems.xlsx", "making problems.xlsx"), cause))?;
    keep(&folder, "problems", &bytes, lang)
}

/// Writes a workbook into the folder of results. One that is there already and was edited holds somebody's remarks: it is
/// kept under another name.
pub(super) fn keep(folder: &Path, stem: &str, bytes: &[u8], lang: Lang) -> Result<PathBuf, Failed> {
    let path = folder.join(format!("{stem}.xlsx"));
    if let Some(kept) = Beside::new(&OutFolder::new(folder)).write(&path, bytes).map_err(Stop::from)? {
        let (name, kept) = (path.display(), kept.display());
        let said = say!("原来的 {name} 改过，保存为 {kept}", "{name} was edited since and is kept as {kept}");
        eprintln!("{}", said.text(lang));
    }
    Ok(path)
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
    tables: &'a [TableSeen],
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
        rows(&all.statements, &mut records);
        let problems = ProblemJson::list(&reading.problems, lang);
        Self {
            records,
            tables: &reading.tables,
            ignored: &reading.ignored,
            normalised: &reading.normalised,
            problems,
        }
    }
}

fn rows<T: Serialize>(rows: &[Row<T>], into: &mut Vec<serde_json::Value>) {
    into.extend(rows.iter().filter_map(|row| serde_json::to_value(row).ok()));
}

/// What each table was taken for, the problems, and the sums.
fn tables(reading: &Reading, lang: Lang) {
    let tables = explain::tables(reading, lang);
    if !tables.is_empty() {
        println!("{tables}");
    }
    text::problems(&reading.problems, lang, &mut std::io::stdout().lock());
    let (files, rows, tables) = (reading.files, reading.records.len(), reading.tables.len());
    let (ignored, normalised) = (reading.ignored.len(), reading.normalised.len());
    match lang {
        Lang::Zh => println!(
            "{files} 个文件，{tables} 张表，{rows} 条记录；略过 {ignored} 行，改写 {normalised} 个单元格（--format json 逐一列出）"
        ),
        Lang::En => println!(
            "{files} files, {tables} tables, {rows} records; {ignored} rows left out, {normalised} cells normalised (--format json lists them)"
        ),
    }
}
