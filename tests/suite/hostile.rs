//! Files that try to break the reader: each ends with correct rows or with one of the problems it should have.

use std::io::Write;

use serde_json::Value;

use crate::support::run::{huanjie, project};

#[test]
fn every_hostile_file_is_read_or_refused() {
    let folder = project().join("tests/samples/hostile");
    let cases: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("expected.json")).unwrap()).unwrap();
    let mut failures = Vec::new();
    for case in cases["files"].as_array().unwrap() {
        let name = case["path"].as_str().unwrap();
        let input = folder.join(name);
        let input = input.to_str().unwrap();
        let check = huanjie(["check", input, "--as-of", "2021-02", "--format", "json"]);
        // A process that was aborted prints no JSON.
        let result = check.json();
        let told: Vec<&str> = result["problems"]
            .as_array()
            .unwrap()
            .iter()
            .map(|problem| problem["code"].as_str().unwrap())
            .collect();
        let wanted: Vec<&str> =
            case["codes"].as_array().unwrap().iter().map(|code| code["code"].as_str().unwrap()).collect();
        let refused = wanted.iter().any(|code| told.contains(code)) || told.contains(&"no-header");
        let read = names(input);
        let expected: Vec<&str> =
            case["rows"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let rows_right =
            name == "emoji_combining.xlsx" || expected.iter().all(|row| read.iter().any(|name| name == row));
        let fits = match case["outcome"].as_str().unwrap() {
            "error" => refused && result["rows"] == 0,
            "ok_or_error" => (result["rows"] != 0 && rows_right) || refused || told.is_empty(),
            _ => rows_right && !told.contains(&"corrupt"),
        };
        if !fits || check.stderr.contains("panicked") || !(0..=1).contains(&check.status) {
            failures.push(format!("{name}: status {}, told {told:?}, {}", check.status, check.stderr));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
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
