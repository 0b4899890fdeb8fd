//! How fast large tables are read, and how much memory that takes. Run with `make bench`.
//!
//! Every measurement runs in a process of its own, so that each peak is its own; the numbers are printed, never
//! asserted. The peak is that of Linux (`VmHWM`), elsewhere it is left out.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::allow_attributes,
    reason = "a bench prints, and makes its own files"
)]

use std::fmt::Write;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use calamine::{DataRef, Reader, Xlsx};
use huanjie::cycle::Cycle;
use huanjie::read;
use rust_xlsxwriter::Workbook;

const CSV_ROWS: u32 = 1_000_000;
const XLSX_ROWS: u32 = 100_000;
/// A document of Word says four times as much about each cell.
const DOCX_ROWS: u32 = 20_000;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    if let (Some(what), Some(path)) = (arguments.next(), arguments.next()) {
        measure(&what, Path::new(&path));
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let (csv, xlsx, docx) = (path("得票.csv"), path("执委名单.xlsx"), path("执委名单.docx"));
    write_csv(&csv);
    write_xlsx(&xlsx);
    write_docx(&docx);
    let size = |path: &PathBuf| std::fs::metadata(path).unwrap().len() >> 20;
    println!("csv     {CSV_ROWS} rows of 4 columns, {} MB", size(&csv));
    println!("xlsx    {XLSX_ROWS} rows of 10 columns, {} MB", size(&xlsx));
    println!("docx    {DOCX_ROWS} rows of 10 columns, {} MB", size(&docx));
    let ways = [("csv", &csv), ("cells", &xlsx), ("range", &xlsx), ("xlsx", &xlsx), ("docx", &docx)];
    for (what, path) in ways {
        let me = std::env::current_exe().unwrap();
        let status = Command::new(me).args([what, path.to_str().unwrap()]).status().unwrap();
        assert!(status.success(), "{what} failed");
    }
}

/// Reads one file in one way and prints rate and peak.
fn measure(what: &str, path: &Path) {
    let start = Instant::now();
    let (label, rows) = match what {
        "csv" | "xlsx" | "docx" => {
            let cycle = Cycle::unnamed("2021-02".parse().unwrap());
            let reading = read::read(path, &cycle).unwrap();
            (format!("{what} to records"), reading.records.len())
        }
        "cells" => ("calamine, cells one by one".to_owned(), cells(path)),
        _ => {
            let mut book: Xlsx<_> = calamine::open_workbook(path).unwrap();
            let sheet = book.sheet_names().remove(0);
            ("calamine, whole range".to_owned(), book.worksheet_range(&sheet).unwrap().height() - 1)
        }
    };
    let seconds = start.elapsed().as_secs_f64();
    let rate = rows as f64 / seconds;
    println!("{label:<28} {rows:>8} rows  {seconds:>6.2} s  {rate:>9.0} rows/s  {}", peak());
}

/// The cells streamed, as the program does it, each copied out.
fn cells(path: &Path) -> usize {
    let mut book: Xlsx<_> = calamine::open_workbook(path).unwrap();
    let sheet = book.sheet_names().remove(0);
    let mut reader = book.worksheet_cells_reader(&sheet).unwrap();
    let mut kept: Vec<(u32, u32, String)> = Vec::new();
    while let Some(cell) = reader.next_cell().unwrap() {
        let (row, column) = cell.get_position();
        let text = match cell.get_value() {
            DataRef::SharedString(text) => (*text).to_owned(),
            other => format!("{other:?}"),
        };
        kept.push((row, column, text));
    }
    kept.last().map_or(0, |(row, ..)| *row as usize)
}

/// Peak resident memory of this process.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.map_or_else(String::new, |kilobytes| format!("peak {} MB", kilobytes >> 10))
}

/// An invented name for a number.
fn name(number: u32) -> String {
    const FIRST: [char; 10] = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴'];
    const SECOND: [char; 10] = ['英', '华', '丽', '芳', '敏', '静', '娟', '艳', '霞', '玲'];
    let pick = |list: &[char; 10], at: u32| list[(at % 10) as usize];
    [pick(&FIRST, number), pick(&SECOND, number / 10), pick(&SECOND, number / 100)].iter().collect()
}

/// A line for every candidate of a city's villages: 村（社区）, 姓名, 得票数, 是否当选.
fn write_csv(path: &Path) {
    let mut text = String::from("村（社区）,姓名,得票数,是否当选\n");
    for row in 0..CSV_ROWS {
        let elected = if row % 15 < 13 { "是" } else { "否" };
        writeln!(text, "第{}村,{},{},{elected}", row / 15, name(row), row % 30).unwrap();
    }
    std::fs::write(path, text).unwrap();
}

/// The head of a roster of officers, with the columns that clerks use.
const HEAD: [&str; 10] =
    ["序号", "村（社区）", "姓名", "性别", "民族", "出生年月", "政治面貌", "学历", "妇联职务", "联系电话"];

/// A row of that roster, behind its serial number.
fn officer(row: u32) -> [String; 9] {
    const PARTY: [&str; 3] = ["群众", "中共党员", "共青团员"];
    const SCHOOL: [&str; 4] = ["初中", "高中", "大专", "本科"];
    let role = match row % 13 {
        0 => "主席",
        1 | 2 => "副主席",
        _ => "执委",
    };
    [
        format!("第{}村", row / 13),
        name(row),
        "女".to_owned(),
        "汉族".to_owned(),
        format!("{}.{:02}", 1960 + row % 40, row % 12 + 1),
        PARTY[(row % 3) as usize].to_owned(),
        SCHOOL[(row % 4) as usize].to_owned(),
        role.to_owned(),
        format!("1920{row:07}"),
    ]
}

/// The roster as a workbook.
fn write_xlsx(path: &Path) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, head) in (0_u16..).zip(HEAD) {
        sheet.write_string(0, column, head).unwrap();
    }
    for row in 0..XLSX_ROWS {
        let at = row + 1;
        sheet.write_number(at, 0, f64::from(row % 13 + 1)).unwrap();
        for (column, text) in (1_u16..).zip(officer(row)) {
            sheet.write_string(at, column, text).unwrap();
        }
    }
    workbook.save(path).unwrap();
}

/// The roster as a document, with what Word says about each cell.
fn write_docx(path: &Path) {
    let mut text = String::from(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:tbl>",
    );
    let mut add = |cells: &[String]| {
        text.push_str("<w:tr><w:trPr><w:jc w:val=\"center\"/></w:trPr>");
        for cell in cells {
            write!(
                text,
                "<w:tc><w:tcPr><w:tcW w:w=\"1000\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr><w:p><w:pPr><w:jc \
                 w:val=\"center\"/></w:pPr><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/><w:sz w:val=\"24\"/></w:rPr><w:t>{cell}</w:t></w:r>\
                 </w:p></w:tc>"
            )
            .unwrap();
        }
        text.push_str("</w:tr>");
    };
    add(&HEAD.map(str::to_owned));
    for row in 0..DOCX_ROWS {
        let mut cells = vec![(row % 13 + 1).to_string()];
        cells.extend(officer(row));
        add(&cells);
    }
    text.push_str("</w:tbl></w:body></w:document>");
    let mut package = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    package.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    package.write_all(text.as_bytes()).unwrap();
    package.finish().unwrap();
}
