//! What has come in: as a table, JSON and csv.

use std::io::{Result, Write};

use serde::Serialize;

use crate::pipeline::{COVERED, Coverage, Covered, List};
use crate::problem::Lang;
use crate::report::stats;
use crate::report::text::plain;

/// The JSON of `coverage`.
#[derive(Debug, Serialize)]
pub struct CoverageJson<'a> {
    bodies: Vec<BodyJson<'a>>,
    nobodys: Vec<NobodysJson<'a>>,
    unused: Vec<SourceJson<'a>>,
    sources: usize,
    open_questions: usize,
}

#[derive(Debug, Serialize)]
struct BodyJson<'a> {
    town: &'a str,
    place: &'a str,
    lists: Vec<ListJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ListJson<'a> {
    table: &'static str,
    rows: usize,
    stated: Option<u32>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    unused: &'a [String],
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    asked: bool,
}

#[derive(Debug, Serialize)]
struct NobodysJson<'a> {
    file: &'a str,
    sheet: &'a str,
    table: &'static str,
    rows: usize,
}

/// A file or sheet that is not used.
#[derive(Debug, Serialize)]
pub struct SourceJson<'a> {
    file: &'a str,
    sheet: Option<&'a str>,
    rows: usize,
    records: usize,
    why: Option<&'a str>,
}

impl<'a> SourceJson<'a> {
    /// In one language.
    #[must_use]
    pub fn list(sources: &'a [crate::read::SourceSeen], lang: Lang) -> Vec<Self> {
        let one = |source: &'a crate::read::SourceSeen| Self {
            file: &source.file,
            sheet: source.sheet.as_deref(),
            rows: source.rows,
            records: source.records,
            why: source.why.as_ref().map(|say| say.text(lang)),
        };
        sources.iter().map(one).collect()
    }
}

/// A list that figures lack.
#[derive(Debug, Serialize)]
pub struct LackingJson<'a> {
    town: &'a str,
    unit: &'a str,
    table: &'static str,
    rows: usize,
    stated: Option<u32>,
    unused: &'a [String],
}

impl<'a> LackingJson<'a> {
    /// All of them.
    #[must_use]
    pub fn list(coverage: &'a Coverage) -> Vec<Self> {
        let one = |(body, list): (&'a Covered, &'a List)| Self {
            town: &body.town,
            unit: &body.place,
            table: list.table.as_str(),
            rows: list.rows,
            stated: list.stated,
            unused: &list.unused,
        };
        coverage.lacking().into_iter().map(one).collect()
    }
}

impl<'a> CoverageJson<'a> {
    /// In one language.
    #[must_use]
    pub fn new(coverage: &'a Coverage, lang: Lang) -> Self {
        let list = |list: &'a List| ListJson {
            table: list.table.as_str(),
            rows: list.rows,
            stated: list.stated,
            unused: &list.unused,
            asked: list.asked,
        };
        let body = |body: &'a Covered| BodyJson {
            town: &body.town,
            place: &body.place,
            lists: body.lists.iter().map(list).collect(),
        };
        let nobodys = coverage.nobodys.iter().map(|own| NobodysJson {
            file: &own.file,
            sheet: &own.sheet,
            table: own.table.as_str(),
            rows: own.rows,
        });
        Self {
            bodies: coverage.bodies.iter().map(body).collect(),
            nobodys: nobodys.collect(),
            unused: SourceJson::list(&coverage.unused, lang),
            sources: coverage.sources,
            open_questions: coverage.open,
        }
    }
}

/// 28/28: rows read, of those that another table states, with a mark where some are lacking or a question about them is
/// open; `—` for none.
fn cell(list: &List) -> String {
    let asked = if list.asked { " ？" } else { "" };
    let count = match list.stated {
        Some(stated) if list.is_short() => format!("{}/{stated} ！", list.rows),
        Some(stated) => format!("{}/{stated}", list.rows),
        None if list.rows == 0 => "—".to_owned(),
        None => list.rows.to_string(),
    };
    format!("{count}{asked}")
}

/// How wide a text is on a terminal: a Chinese character is as wide as two others.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{2E80}' { 2 } else { 1 }).sum()
}

fn padded(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(width(text))))
}

/// A line for each body, then what is nobody's and what is not used.
///
/// # Errors
/// When `out` takes no more.
pub fn coverage(coverage: &Coverage, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let zh = lang == Lang::Zh;
    let heads = COVERED.map(|kind| if zh { kind.name() } else { kind.as_str() });
    let first = if zh { "单位" } else { "body" };
    let widest = coverage.bodies.iter().map(|body| width(&body.place)).max().unwrap_or(0).max(8);
    let line = |name: &str, cells: &[String]| {
        let cells: String = cells.iter().map(|cell| padded(cell, 12)).collect();
        format!("{}  {}", padded(&plain(name), widest), cells.trim_end())
    };
    writeln!(out, "{}", line(first, &heads.map(str::to_owned)))?;
    for body in &coverage.bodies {
        let cells: Vec<String> = body.lists.iter().map(cell).collect();
        writeln!(out, "{}", line(&body.place, &cells))?;
    }
    writeln!(
        out,
        "{}",
        if zh {
            "（读到的行数/别的表写的人数；！ 少了；？ 还有问题没有回答，行数不作准；— 没有）"
        } else {
            "(rows read / stated in another table; ！ some lacking; ？ a question about them is open; — none)"
        }
    )?;
    nobodys(coverage, lang, out)?;
    for source in &coverage.unused {
        let shown = plain(&source.shown());
        let why = source.why.as_ref().map(|say| plain(say.text(lang))).unwrap_or_default();
        match lang {
            Lang::Zh => writeln!(out, "没有用上：{shown}：{why}")?,
            Lang::En => writeln!(out, "not used: {shown}: {why}")?,
        }
    }
    let (sources, unused, open) = (coverage.sources, coverage.unused.len(), coverage.open);
    match lang {
        Lang::Zh => writeln!(out, "{sources} 个文件和工作表，{unused} 个没有用上；{open} 个问题待答复"),
        Lang::En => writeln!(out, "{sources} files and sheets, {unused} not used; {open} open questions"),
    }
}

/// What the figures lack, unit by unit, and why.
///
/// # Errors
/// When `out` takes no more.
pub fn lacking(coverage: &Coverage, lang: Lang, out: &mut dyn Write) -> Result<()> {
    for (body, list) in coverage.lacking() {
        let (place, rows) = (plain(&body.place), list.rows);
        let unused = list.unused.iter().map(|file| plain(file)).collect::<Vec<_>>();
        let (zh, en) = (list.table.name(), list.table.as_str());
        let has = match (lang, list.stated) {
            (Lang::Zh, Some(stated)) => {
                format!("数据不全：{place}的{zh}，读到 {rows} 行，别的表写着 {stated} 人")
            }
            (Lang::Zh, None) => format!("数据不全：{place}没有{zh}，别的村（社区）有"),
            (Lang::En, Some(stated)) => {
                format!("incomplete: {en} of {place}: {rows} rows read, another table states {stated}")
            }
            (Lang::En, None) => format!("incomplete: {place} has no {en}, as other units have"),
        };
        let why = match (lang, unused.is_empty()) {
            (_, true) => String::new(),
            (Lang::Zh, false) => format!("；没有用上 {}", unused.join("、")),
            (Lang::En, false) => format!("; not used: {}", unused.join(", ")),
        };
        writeln!(out, "{has}{why}")?;
    }
    nobodys(coverage, lang, out)
}

/// Rows of which nobody knows whose they are.
fn nobodys(coverage: &Coverage, lang: Lang, out: &mut dyn Write) -> Result<()> {
    for own in &coverage.nobodys {
        let zh = lang == Lang::Zh;
        let (file, rows) = (plain(&format!("{} {}", own.file, own.sheet)), own.rows);
        let table = if zh { own.table.name() } else { own.table.as_str() };
        let file = file.trim();
        let said = match lang {
            Lang::Zh => format!("不知道是谁的：{file}，{table} {rows} 行，用 huanjie ask 回答"),
            Lang::En => format!("nobody's: {file}, {rows} rows of {table}: answer with huanjie ask"),
        };
        writeln!(out, "{said}")?;
    }
    Ok(())
}

/// Bodies by tables as csv: rows read, and behind each what is stated.
///
/// # Errors
/// When `out` takes no more.
pub fn coverage_csv(coverage: &Coverage, out: &mut dyn Write) -> Result<()> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    let heads = COVERED.iter().flat_map(|kind| [kind.name().to_owned(), format!("{}应有", kind.name())]);
    csv.write_record(["乡镇".to_owned(), "单位".to_owned()].into_iter().chain(heads))?;
    for body in &coverage.bodies {
        let cells = body.lists.iter().flat_map(|list| {
            [list.rows.to_string(), list.stated.map_or_else(String::new, |stated| stated.to_string())]
        });
        csv.write_record(
            [stats::cell(&body.town).into_owned(), stats::cell(&body.place).into_owned()]
                .into_iter()
                .chain(cells),
        )?;
    }
    let bytes = csv.into_inner().map_err(|error| error.into_error())?;
    out.write_all("\u{FEFF}".as_bytes())?;
    out.write_all(&bytes)
}
