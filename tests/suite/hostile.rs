//! Files that try to break the reader: each ends with correct rows or with one of the problems it should have.

use std::io::Write;

use serde_json::Value;

use crate::support::cases::{all_are_listed, cases};
use crate::support::documents;
use crate::support::run::{huanjie, project};

/// The file is read, or refused for the reason given; it never ends the program.
fn case(name: &str) {
    let cases = cases();
    let case = cases.iter().find(|case| case["path"] == name).unwrap();
    let input = folder().join(name);
    let input = input.to_str().unwrap();
    let check = huanjie(["check", input, "--as-of", "2021-02", "--format", "json"]);
    // A process that was aborted prints no JSON.
    let result = check.json();
    let codes = |value: &Value| -> Vec<String> {
        value.as_array().unwrap().iter().map(|own| own["code"].as_str().unwrap().to_owned()).collect()
    };
    let (told, wanted) = (codes(&result["problems"]), codes(&case["codes"]));
    let refused = told.iter().any(|code| wanted.contains(code) || code == "no-header");
    let read = names(input);
    let expected: Vec<&str> =
        case["rows"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let rows_right =
        name == "emoji_combining.xlsx" || expected.iter().all(|row| read.iter().any(|name| name == row));
    let fits = match case["outcome"].as_str().unwrap() {
        "error" => refused && result["rows"] == 0,
        "ok_or_error" => (result["rows"] != 0 && rows_right) || refused || told.is_empty(),
        _ => rows_right && !told.iter().any(|code| code == "corrupt"),
    };
    let lives = !check.stderr.contains("panicked") && (0..=1).contains(&check.status);
    assert!(fits && lives, "status {}, told {told:?}, {}", check.status, check.stderr);
}

fn folder() -> std::path::PathBuf {
    project().join("tests/samples/hostile")
}

/// What `expected.json` says of each file.
fn cases() -> Vec<Value> {
    let text = std::fs::read_to_string(folder().join("expected.json")).unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["files"].as_array().unwrap().clone()
}

#[test]
fn every_hostile_file_is_listed() {
    let paths = cases().iter().map(|case| case["path"].as_str().unwrap().to_owned()).collect();
    all_are_listed(paths, LISTED);
}

cases! { case:
    zero_xlsx => "zero.xlsx",
    truncated_xlsx => "truncated.xlsx",
    junk_before_zip_xlsx => "junk_before_zip.xlsx",
    bit_flip_xlsx => "bit_flip.xlsx",
    png_as_xlsx => "png_as.xlsx",
    rar_as_xlsx => "rar_as.xlsx",
    docx_as_xlsx => "docx_as.xlsx",
    text_as_xlsx => "text_as.xlsx",
    missing_sheet_part_xlsx => "missing_sheet_part.xlsx",
    zip_duplicate_members_xlsx => "zip_duplicate_members.xlsx",
    zip_method_bzip2_xlsx => "zip_method_bzip2.xlsx",
    zip_encrypted_flag_xlsx => "zip_encrypted_flag.xlsx",
    zip_many_members_xlsx => "zip_many_members.xlsx",
    dimension_xfd1048576_xlsx => "dimension_XFD1048576.xlsx",
    cells_outside_grid_xlsx => "cells_outside_grid.xlsx",
    merge_whole_grid_xlsx => "merge_whole_grid.xlsx",
    many_sheets_3000_xlsx => "many_sheets_3000.xlsx",
    many_attributes_xlsx => "many_attributes.xlsx",
    cell_3m_chars_xlsx => "cell_3M_chars.xlsx",
    ods_repeat_huge_ods => "ods_repeat_huge.ods",
    html_span_bomb_xls => "html_span_bomb.xls",
    csv_one_long_line_csv => "csv_one_long_line.csv",
    xxe_http_xlsx => "xxe_http.xlsx",
    quadratic_blowup_xlsx => "quadratic_blowup.xlsx",
    raw_control_char_xlsx => "raw_control_char.xlsx",
    invalid_utf8_xlsx => "invalid_utf8.xlsx",
    utf16_xml_xlsx => "utf16_xml.xlsx",
    escapes_xhhhh_xlsx => "escapes_xHHHH.xlsx",
    injection_village_and_headers_xlsx => "injection_village_and_headers.xlsx",
    emoji_combining_xlsx => "emoji_combining.xlsx",
    csv_injection_csv => "csv_injection.csv",
    csv_nul_and_mixed_csv => "csv_nul_and_mixed.csv",
    numbers_odd_xlsx => "numbers_odd.xlsx",
    refs_odd_xlsx => "refs_odd.xlsx",
    external_sheet_target_xlsx => "external_sheet_target.xlsx",
    macro_stub_xlsm => "macro_stub.xlsm",
    password_velvetsweatshop_xlsx => "password_VelvetSweatshop.xlsx",
    xls_fat_loop_xls => "xls_fat_loop.xls",
    xls_header_only_xls => "xls_header_only.xls",
    fuzz_0_xlsx => "fuzz_0.xlsx",
    fuzz_2_xlsx => "fuzz_2.xlsx",
    fuzz_4_xlsx => "fuzz_4.xlsx",
    sst_uniquecount_bomb_xlsx => "sst_uniquecount_bomb.xlsx",
}

fn names(input: &str) -> Vec<String> {
    let read = huanjie(["read", input, "--as-of", "2021-02", "--format", "json"]).json();
    let records = read["records"].as_array().unwrap();
    records.iter().filter_map(|record| record["name"].as_str()).map(str::to_owned).collect()
}

/// What fuzzing found: each file once made the program panic.
#[test]
fn what_fuzzing_found_stays_mended() {
    let folder = project().join("tests/samples/found");
    let mut files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let read = huanjie(["read", path.to_str().unwrap(), "--as-of", "2021-02", "--format", "json"]);
        assert!(
            read.json()["problems"].is_array() && !read.stderr.contains("panicked"),
            "{}: {}",
            path.display(),
            read.stderr
        );
        files += 1;
    }
    assert!(files > 0);
}

/// A workbook of one sheet with these rows and shared strings.
fn workbook(path: &std::path::Path, rows: &str, strings: &str) {
    const SHEETS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let link = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{LINKS}/{kind}\" Target=\"{target}\"/>")
    };
    let links = |links: &str| format!("<Relationships xmlns=\"{PACKAGE}\">{links}</Relationships>");
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
        ),
        ("_rels/.rels", links(&link("r1", "officeDocument", "xl/workbook.xml"))),
        (
            "xl/_rels/workbook.xml.rels",
            links(
                &(link("r1", "worksheet", "worksheets/sheet1.xml")
                    + &link("r2", "sharedStrings", "sharedStrings.xml")),
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{SHEETS}\" xmlns:r=\"{LINKS}\"><sheets><sheet name=\"执委名单\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{SHEETS}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
        ("xl/sharedStrings.xml", format!("<sst xmlns=\"{SHEETS}\">{strings}</sst>")),
    ];
    let mut package = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    for (name, text) in parts {
        package.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        package.write_all(text.as_bytes()).unwrap();
    }
    package.finish().unwrap();
}

/// What a small file would grow to in memory is bounded, and the message tells by what.
#[test]
fn what_a_small_file_grows_to_is_bounded() {
    let folder = tempfile::tempdir().unwrap();
    let head = "<row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>";
    let names = "<si><t>姓名</t></si><si><t>职务</t></si>";
    let rows =
        |row: fn(u32) -> String, count: u32| head.to_owned() + &(2..count).map(row).collect::<String>();
    let long = format!("{names}<si><t>{}</t></si>", "长".repeat(30_000));
    let cases = [
        (
            "one text of 30,000 characters in 5,000 cells",
            rows(|row| format!("<row r=\"{row}\"><c t=\"s\"><v>2</v></c></row>"), 5_000),
            long.clone(),
            "80000000",
        ),
        (
            "rows that are empty up to a far column",
            rows(|row| format!("<row r=\"{row}\"><c r=\"SF{row}\"><v>1</v></c></row>"), 11_000),
            names.to_owned(),
            "5000000",
        ),
        (
            "a column beyond the last",
            rows(|row| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>"), 3),
            names.to_owned(),
            "512",
        ),
        ("many short strings", head.to_owned(), names.to_owned() + &"<si/>".repeat(2_000_001), "2000000"),
        ("more than is unpacked", head.to_owned(), names.to_owned() + &" ".repeat(113 << 20), "117440512"),
    ];
    for (what, rows, strings, limit) in cases {
        let path = folder.path().join("执委名单.xlsx");
        workbook(&path, &rows, &strings);
        let check = huanjie(["read", path.to_str().unwrap(), "--format", "json"]).json();
        let problems = check["problems"].as_array().unwrap();
        let hit = problems.iter().any(|problem| {
            problem["code"] == "too-large" && problem["message"].as_str().unwrap().contains(limit)
        });
        assert!(hit, "{what}: {problems:#?}");
    }
    // Just below, the rows are read.
    let path = folder.path().join("执委名单.xlsx");
    workbook(
        &path,
        &rows(
            |row| {
                format!(
                    "<row r=\"{row}\"><c t=\"inlineStr\"><is><t>何{row}</t></is></c><c t=\"s\"><v>2</v></c></row>"
                )
            },
            800,
        ),
        &long,
    );
    let read = huanjie(["read", path.to_str().unwrap(), "--format", "json"]).json();
    assert_eq!(read["records"].as_array().unwrap().len(), 798, "{:#?}", read["problems"]);
}

/// Documents are bounded as workbooks are: each ends soon, with the reason told.
#[test]
fn what_a_small_document_grows_to_is_bounded() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("霞垅村代表名单.docx");
    let roster = documents::table(&[&["姓名", "联系电话"], &["何秀清", "19200000301"]]);
    let whole = documents::document(&roster);
    let span = |columns: &str, more: &str| {
        format!(
            "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"{columns}\"/></w:tcPr></w:tc>{more}</w:tr></w:tbl>"
        )
    };
    let cell = format!("<w:tc>{}</w:tc>", documents::line("何秀清"));
    let bomb = "<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">";
    let cases = [
        ("more than is unpacked", whole.clone() + &" ".repeat(113 << 20), "too-large", "117440512"),
        ("entities", format!("<!DOCTYPE w [{bomb}]>{whole}"), "doctype", ""),
        (
            "entities far behind the beginning",
            format!("<!--{}--><!DOCTYPE w [{bomb}]>{whole}", " ".repeat(5_000)),
            "doctype",
            "",
        ),
        (
            "100,000 tables in one another",
            documents::document(&"<w:tbl><w:tr><w:tc>".repeat(100_000)),
            "too-large",
            "256",
        ),
        (
            "100,000 controls in one another",
            documents::document(&"<w:sdt>".repeat(100_000)),
            "too-large",
            "256",
        ),
        ("cut off", whole.replace("</w:body></w:document>", ""), "truncated", ""),
        ("cut off in a tag", whole.replace("dy></w:document>", ""), "corrupt", ""),
        (
            "a cell over 4,000,000,000 columns",
            documents::document(&span("4000000000", &cell)),
            "too-large",
            "512",
        ),
        (
            "a million empty cells",
            documents::document(&format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", "<w:tc/>".repeat(1_000_000))),
            "no-header",
            "",
        ),
        (
            "a million empty rows",
            documents::document(&format!("<w:tbl>{}</w:tbl>", "<w:tr/>".repeat(1_000_000))),
            "no-header",
            "",
        ),
        (
            "a cell below a million empty rows, six times",
            documents::document(
                &format!("<w:tbl>{}<w:tr>{cell}{cell}</w:tr></w:tbl>", "<w:tr/>".repeat(1_000_000)).repeat(6),
            ),
            "too-large",
            "5000000",
        ),
        ("5,000 tables", documents::document(&"<w:tbl></w:tbl>".repeat(5_000)), "too-large", "4096"),
        (
            "a field that nobody ends",
            documents::document(
                &("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>".repeat(100_000) + "<w:p/>"),
            ),
            "no-header",
            "",
        ),
    ];
    for (what, main, code, limit) in cases {
        documents::raw(&path, &main);
        let check = huanjie(["read", path.to_str().unwrap(), "--format", "json"]).json();
        let problems = check["problems"].as_array().unwrap();
        let hit = problems
            .iter()
            .any(|problem| problem["code"] == code && problem["message"].as_str().unwrap().contains(limit));
        assert!(hit, "{what}: {problems:#?}");
    }
    // A title over more columns than there are harms nobody, and what lies behind an unended field is read.
    let title = span("4000000000", "").replace("</w:tbl>", "");
    let field = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>";
    documents::docx(&path, &(field.to_owned() + &title + roster.trim_start_matches("<w:tbl>")));
    assert_eq!(names(path.to_str().unwrap()), ["何秀清"]);
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() * 6 / 10]).unwrap();
    let check = huanjie(["read", path.to_str().unwrap(), "--format", "json"]).json();
    assert_eq!(check["problems"][0]["code"], "truncated");
}
