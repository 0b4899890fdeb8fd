//! `huanjie correct`: a cell is put right, and the clerk's file stays as it is.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::args::CorrectArgs;
use crate::cli::failed::{DONE, Failed};
use crate::cli::output;
use crate::cycle::cell_at;
use crate::pipeline::{Fix, Project, Settings};
use crate::problem::{Lang, Place, Problem, Stop};
use crate::read;
use crate::read::SheetCopy;
use crate::report;
use crate::say;

pub(super) fn run(args: &CorrectArgs, lang: Lang) -> Result<u8, Failed> {
    if args.copies {
        return copies(args.words.first().map_or(".", String::as_str), lang);
    }
    let (place, value, dir) = match (args.words.as_slice(), args.undo) {
        ([place], true) => (place, "", "."),
        ([place, dir], true) => (place, "", dir.as_str()),
        ([place, value], false) => (place, value.as_str(), "."),
        ([place, value, dir], false) => (place, value.as_str(), dir.as_str()),
        _ => {
            return Err(Failed::Usage(say!(
                "写成 huanjie correct \"data/名单.xlsx!Sheet1!D7\" 改成的内容 [工作区]",
                "write huanjie correct \"data/list.xlsx!Sheet1!D7\" VALUE [DIR]"
            )));
        }
    };
    let project = opened(dir)?;
    let fix = Fix { reason: args.reason.clone().unwrap_or_default(), ..at(place, value)? };
    if args.undo {
        project.take_back(&fix)?;
        return Ok(DONE);
    }
    let said = project.correct(&[fix])?.said;
    output::text(|out| writeln!(out, "{}", said.text(lang)));
    Ok(DONE)
}

fn opened(dir: &str) -> Result<Project, Failed> {
    Ok(Project::open(Path::new(dir), Settings::default())?)
}

/// `data/a.xlsx!名单!D7`, and for csv `data/a.csv!D7`, as messages show it.
fn at(place: &str, value: &str) -> Result<Fix, Failed> {
    let wrong = || {
        Failed::Usage(say!(
            "“{place}”不是一格的地址；照 huanjie check 显示的写，例如 data/名单.xlsx!Sheet1!D7",
            "\"{place}\" is no cell; write it as huanjie check shows it, for example data/list.xlsx!Sheet1!D7"
        ))
    };
    let (before, row, column) = match of_a_document(place) {
        Some(found) => found,
        None => {
            let (before, cell) = place.rsplit_once('!').ok_or_else(wrong)?;
            let (row, column) = cell_at(cell).ok_or_else(wrong)?;
            (before.to_owned(), row, column)
        }
    };
    let (file, sheet) = before.split_once('!').unwrap_or((&before, ""));
    Ok(Fix {
        file: file.replace('\\', "/"),
        sheet: sheet.to_owned(),
        row,
        column,
        seen: None,
        now: value.to_owned(),
        reason: String::new(),
    })
}

/// `data/甲.docx 表1 第3行第2列` → `data/甲.docx!表1`, and row and column from 0.
fn of_a_document(place: &str) -> Option<(String, usize, usize)> {
    let (before, cell) = place.trim().strip_suffix('列')?.rsplit_once('第')?;
    let column: usize = cell.trim().parse().ok()?;
    let (before, row) = before.trim().strip_suffix('行')?.rsplit_once('第')?;
    let row: usize = row.trim().parse().ok()?;
    let (file, table) = before.trim().rsplit_once(' ')?;
    Some((format!("{}!{table}", file.trim()), row.checked_sub(1)?, column.checked_sub(1)?))
}

/// A workbook for each file that has corrections: what was put right, and its sheets with that marked.
fn copies(dir: &str, lang: Lang) -> Result<u8, Failed> {
    let project = opened(dir)?;
    let mut files: BTreeMap<String, Vec<SheetCopy>> = BTreeMap::new();
    for copy in read::corrected_copies(project.root(), project.cycle())? {
        files.entry(copy.file.clone()).or_default().push(copy);
    }
    let notes: Vec<Problem> = project
        .sources()?
        .problems
        .iter()
        .filter(|problem| problem.code.id == "corrected")
        .cloned()
        .collect();
    for (file, sheets) in &files {
        let own: Vec<Problem> =
            notes.iter().filter(|note| Place::file(&note.place) == Some(file)).cloned().collect();
        let bytes = report::workbook(&own, sheets, lang)
            .map_err(|cause| Stop::new(say!("生成更正后的副本", "making the corrected copy"), cause))?;
        let stem = file.trim_start_matches("data/").replace('/', " ");
        let stem = stem.rsplit_once('.').map_or(stem.as_str(), |(stem, _)| stem);
        let folder = project.out().join("corrected");
        let path = output::workbook(&folder, stem, &bytes, lang)?;
        println!("{}", path.display());
    }
    Ok(DONE)
}
