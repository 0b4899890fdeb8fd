//! Problems where the clerk works: a workbook with a list of them, and a copy of each sheet with the cells marked.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, Url, Workbook, Worksheet,
    XlsxError,
};

use crate::problem::{Lang, Place, Problem, Severity};
use crate::read::{SheetCopy, Shown};
use crate::report::text::severity;

/// Longest name of a sheet that spreadsheet programs take, in characters.
const SHEET_NAME: usize = 31;
/// Sheets that are copied; the list names all.
const COPIES: usize = 200;
/// Rows of the list: the grid of a spreadsheet program, less the head.
const ROWS: usize = 1_000_000;
/// Longest text of a cell that spreadsheet programs take, in characters.
const TEXT: usize = 32_000;

/// Head of each column of the list in both languages, and its width in characters.
const HEADS: [(&str, &str, f64); 8] = [
    ("程度", "Severity", 8.0),
    ("代码", "Code", 18.0),
    ("文件", "File", 36.0),
    ("工作表", "Sheet", 16.0),
    ("单元格", "Cell", 10.0),
    ("村（社区）", "Unit", 14.0),
    ("问题", "Problem", 60.0),
    ("怎么改", "What to do", 60.0),
];

/// The sheets that have a problem in a cell or row: file → sheets.
#[must_use]
pub fn wanted(problems: &[Problem]) -> BTreeMap<String, BTreeSet<String>> {
    let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for place in problems.iter().flat_map(Problem::places) {
        if let Place::Cell { file, sheet, .. } | Place::Row { file, sheet, .. } = place {
            wanted.entry(file.clone()).or_default().insert(sheet.clone());
        }
    }
    wanted
}

/// The workbook's bytes.
///
/// # Errors
/// [`XlsxError`] when the library cannot write what it was given.
pub fn workbook(problems: &[Problem], copies: &[SheetCopy], lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let copies = copies.get(..copies.len().min(COPIES)).unwrap_or_default();
    let names = sheet_names(copies);
    let mut workbook = Workbook::new();
    // The same problems give the same bytes: no clock.
    workbook
        .set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    list(workbook.add_worksheet(), problems, &names, lang)?;
    for (copy, name) in copies.iter().zip(names.values_in(copies)) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        marked(sheet, copy, problems, lang)?;
    }
    workbook.save_to_buffer()
}

/// The name of the copy of each sheet.
struct Names(BTreeMap<(String, String), String>);

impl Names {
    fn of(&self, place: &Place) -> Option<&str> {
        let (Place::Cell { file, sheet, .. } | Place::Row { file, sheet, .. }) = place else { return None };
        self.0.get(&(file.clone(), sheet.clone())).map(String::as_str)
    }

    fn values_in(&self, copies: &[SheetCopy]) -> Vec<&str> {
        let name = |copy: &SheetCopy| {
            self.0.get(&(copy.file.clone(), copy.sheet.clone())).map_or("", String::as_str)
        };
        copies.iter().map(name).collect()
    }
}

/// `1 执委名单`: a number makes the name unique, and what spreadsheet programs refuse is left out.
fn sheet_names(copies: &[SheetCopy]) -> Names {
    let mut names = BTreeMap::new();
    for (at, copy) in copies.iter().enumerate() {
        let stem = copy.file.rsplit('/').next().unwrap_or_default();
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        let own = match copy.sheet.as_str() {
            sheet if sheet.is_empty() || sheet.starts_with("Sheet") => stem.to_owned(),
            // Every document has a 表1.
            sheet if is_numbered_table(sheet) => format!("{sheet} {stem}"),
            sheet => sheet.to_owned(),
        };
        let kept = own.chars().filter(|c| !c.is_control() && !"[]:*?/\\'".contains(*c));
        let name: String = format!("{} ", at + 1).chars().chain(kept).take(SHEET_NAME).collect();
        names.insert((copy.file.clone(), copy.sheet.clone()), name.trim_end().to_owned());
    }
    Names(names)
}

/// 表1, 表2: the tables of a document.
fn is_numbered_table(sheet: &str) -> bool {
    sheet.strip_prefix('表').is_some_and(|number| number.chars().all(|c| c.is_ascii_digit()))
}

fn list(sheet: &mut Worksheet, problems: &[Problem], names: &Names, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(if lang == Lang::Zh { "问题清单" } else { "Problems" })?;
    let head =
        Format::new().set_bold().set_background_color(Color::RGB(0x00D9_E1F2)).set_border(FormatBorder::Thin);
    for (column, (zh, en, width)) in (0_u16..).zip(HEADS) {
        sheet.write_string_with_format(0, column, if lang == Lang::Zh { zh } else { en }, &head)?;
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, problem) in (1_u32..).zip(problems.iter().take(ROWS)) {
        let place = &problem.place;
        let hint = problem.hint.as_ref().map_or("", |hint| hint.text(lang));
        let cell = place.cell().unwrap_or_default();
        let colour = plain.clone().set_background_color(colour(problem.severity));
        sheet.write_string_with_format(row, 0, severity(problem.severity, lang), &colour)?;
        let texts = [
            (1, problem.code.id),
            (2, place.file().unwrap_or_default()),
            (3, place.sheet().unwrap_or_default()),
            (5, problem.unit.as_deref().unwrap_or_default()),
            (6, problem.message.text(lang)),
            (7, hint),
        ];
        for (column, text) in texts {
            sheet.write_string_with_format(row, column, cut(text), &plain)?;
        }
        match names.of(place) {
            Some(name) => {
                let target = cell.split(':').next().unwrap_or_default();
                let target = if target.bytes().all(|byte| byte.is_ascii_digit()) {
                    format!("A{target}")
                } else {
                    target.to_owned()
                };
                let link = Url::new(format!("internal:'{name}'!{target}")).set_text(&cell);
                sheet.write_url(row, 4, link)?;
            }
            None => {
                sheet.write_string_with_format(row, 4, &cell, &plain)?;
            }
        }
    }
    let last = u32::try_from(problems.len().min(ROWS)).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last.max(1), 7)?;
    Ok(())
}

/// A copy of a sheet; a bad cell is coloured and carries what is wrong with it as a comment.
fn marked(
    sheet: &mut Worksheet,
    copy: &SheetCopy,
    problems: &[Problem],
    lang: Lang,
) -> Result<(), XlsxError> {
    let mut marks: BTreeMap<(u32, u16), (Severity, String)> = BTreeMap::new();
    let places = |problem| Problem::places(problem).map(move |place| (problem, place));
    for (problem, place) in problems.iter().flat_map(places) {
        let Some(spot) = spot(copy, place) else { continue };
        let hint = problem.hint.as_ref().map_or("", |hint| hint.text(lang));
        let (worst, text) = marks.entry(spot).or_insert((problem.severity, String::new()));
        *worst = (*worst).min(problem.severity);
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(problem.message.text(lang));
        text.push('\n');
        text.push_str(hint);
    }
    for (row, cells) in (0_u32..).zip(&copy.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            let format = marks.get(&(row, column)).map_or_else(Format::new, |(severity, _)| {
                Format::new().set_background_color(colour(*severity))
            });
            match cell {
                // As a string a formula is only text: nothing of a stranger's is ever computed.
                Shown::Text(text) => sheet.write_string_with_format(row, column, cut(text), &format)?,
                Shown::Number(number) if number.is_finite() => {
                    sheet.write_number_with_format(row, column, *number, &format)?
                }
                Shown::Number(number) => {
                    sheet.write_string_with_format(row, column, number.to_string(), &format)?
                }
                Shown::Empty => sheet.write_blank(row, column, &format)?,
            };
        }
    }
    for ((row, column), (severity, text)) in &marks {
        let known = copy.rows.get(*row as usize).is_some_and(|cells| cells.len() > usize::from(*column));
        if !known {
            sheet.write_blank(*row, *column, &Format::new().set_background_color(colour(*severity)))?;
        }
        let note = Note::new(text.chars().take(1_000).collect::<String>()).add_author_prefix(false);
        sheet.insert_note(*row, *column, &note.set_width(320).set_height(120))?;
    }
    Ok(())
}

/// Row and column, from 0, of a problem on this sheet; a row's is its first filled cell.
fn spot(copy: &SheetCopy, place: &Place) -> Option<(u32, u16)> {
    match place {
        Place::Cell { file, sheet, row, column } if *file == copy.file && *sheet == copy.sheet => {
            Some((row.checked_sub(1)?, u16::try_from(*column).ok()?))
        }
        Place::Row { file, sheet, row } if *file == copy.file && *sheet == copy.sheet => {
            let row = row.checked_sub(1)?;
            let cells = copy.rows.get(row as usize).map_or(&[][..], Vec::as_slice);
            let first = cells.iter().position(|cell| *cell != Shown::Empty).unwrap_or(0);
            Some((row, u16::try_from(first).ok()?))
        }
        _ => None,
    }
}

/// Cells hold no more; the end of a longer text is in the file itself.
fn cut(text: &str) -> String {
    text.chars().take(TEXT).collect()
}

fn colour(severity: Severity) -> Color {
    Color::RGB(match severity {
        Severity::Error => 0x00FF_C7CE,
        Severity::Warning => 0x00FF_EB9C,
        Severity::Note => 0x00DD_EBF7,
    })
}
