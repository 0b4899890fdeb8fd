//! Tables in documents of Word and WPS, beyond what `tests/samples/messy` holds: what the clerk is shown, and what is done
//! with files that are no tables.

use serde_json::Value;

use crate::support::documents::{docx, line, table};
use crate::support::run::{Town, huanjie};

/// A small town of three villages with a document among its data.
fn town(name: &str, body: &str) -> Town {
    let town = Town::small();
    let town =
        town.replace("cycle.toml", "units = [\"河口村\"]", "units = [\"河口村\", \"霞垅村\", \"石桥村\"]");
    docx(&town.path().join("data").join(name), body);
    town
}

const HEAD: &[&str] = &["序号", "姓名", "出生年月", "联系电话"];

fn problems(town: &Town, command: &str) -> Vec<Value> {
    town.run(command, &["--format", "json"]).json()["problems"].as_array().unwrap().clone()
}

#[test]
fn a_place_in_a_document_is_its_table_row_and_column() {
    let roster = table(&[HEAD, &["1", "夏桂香", "1979.13", "19200000301"]]);
    let town = town("霞垅村代表.docx", &(line("霞垅村妇女代表名单") + &line("2021年") + &roster));
    let text = town.run("read", &["--lang", "zh"]).stdout;
    assert!(text.contains("data/霞垅村代表.docx 表1 第2行第3列"), "{text}");
    let found = problems(&town, "read");
    let bad = found.iter().find(|problem| problem["code"] == "bad-date").unwrap();
    assert_eq!((&bad["sheet"], &bad["cell"]), (&"表1".into(), &"C2".into()), "{bad}");
}

#[test]
fn problems_of_a_document_are_marked_in_a_sheet_made_of_its_table() {
    let roster = table(&[HEAD, &["1", "夏桂香", "1979.13", "19200000301"]]);
    let town = town("霞垅村代表.docx", &(line("霞垅村妇女代表名单") + &roster));
    town.run("check", &["--format", "xlsx", "--lang", "zh"]);
    let mut book = calamine::open_workbook_auto(town.path().join("out/problems.xlsx")).unwrap();
    let names = calamine::Reader::sheet_names(&book);
    let copy = names.iter().find(|name| name.contains("表1")).unwrap_or_else(|| panic!("{names:?}"));
    let copy = calamine::Reader::worksheet_range(&mut book, copy).unwrap();
    assert_eq!(copy.get_value((1, 1)).unwrap().to_string(), "夏桂香");
}

#[test]
fn lines_that_a_word_says_are_of_the_table_above_or_below() {
    let tally = |village: &str, date: &str| {
        line(&format!("{village}妇联选举计票"))
            + &line("应到代表32名，实到代表30名；发出选票30张，收回选票30张。")
            + &table(&[&["候选人姓名", "赞成票"], &["何秀清", "28"]])
            + &line("总监票人：陆某")
            + &line(date)
    };
    let town = town("计票.docx", &(tally("霞垅村", "2021年2月6日") + &tally("石桥村", "2021年2月7日")));
    let read = town.run("read", &["--format", "json"]).json();
    let of_file = |record: &&Value| record["source"]["file"] == "data/计票.docx";
    let records: Vec<_> = read["records"].as_array().unwrap().iter().filter(of_file).collect();
    let days: Vec<_> = records
        .iter()
        .filter(|record| record["table"] == "congresses")
        .map(|record| {
            (record["unit"].as_str().unwrap(), record["date"].as_str().unwrap(), record["present"].as_u64())
        })
        .collect();
    assert_eq!(days, [("霞垅村", "2021-02-06", Some(30)), ("石桥村", "2021-02-07", Some(30))]);
}

#[test]
fn a_sentence_between_two_tallies_is_not_given_to_both() {
    let tally = |name: &str| table(&[&["候选人姓名", "赞成票"], &[name, "28"]]);
    let sentence = |present: u32| line(&format!("应到代表32名，实到代表{present}名；发出选票{present}张。"));
    let town = town("霞垅村计票.docx", &(tally("何秀清") + &sentence(30) + &tally("罗秀清") + &sentence(29)));
    let read = town.run("read", &["--format", "json"]).json();
    let present: Vec<_> = read["records"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|record| {
            record["table"] == "congresses" && record["source"]["file"] == "data/霞垅村计票.docx"
        })
        .map(|record| (record["source"]["sheet"].as_str().unwrap(), record["present"].as_u64().unwrap()))
        .collect();
    assert_eq!(present, [("表2", 30), ("表2", 29)]);
}

#[test]
fn a_file_that_cannot_be_read_names_the_village_that_is_empty() {
    let town = Town::small();
    let data = town.path().join("data");
    std::fs::create_dir(data.join("古塘村")).unwrap();
    std::fs::write(data.join("古塘村/代表.pdf"), "%PDF-1.4").unwrap();
    std::fs::write(data.join("柏林村照片.HEIC"), "x").unwrap();
    let mut document =
        cfb::CompoundFile::create(std::fs::File::create(data.join("石坳村.doc")).unwrap()).unwrap();
    document.create_stream("/WordDocument").unwrap();
    std::io::Write::write_all(&mut document.create_stream("/1Table").unwrap(), &[0; 4096]).unwrap();
    drop(document);
    let found = problems(&town, "read");
    for (file, village, hint) in [
        ("data/古塘村/代表.pdf", "古塘村", "Word or Excel original"),
        ("data/柏林村照片.HEIC", "柏林村", "blank table"),
        ("data/石坳村.doc", "石坳村", "save it as .docx"),
    ] {
        let own = found.iter().find(|problem| problem["file"] == file).unwrap();
        assert_eq!((&own["code"], &own["severity"]), (&"not-a-spreadsheet".into(), &"error".into()));
        let text = own.to_string();
        assert!(text.contains(village) && text.contains(hint) && text.contains("move"), "{text}");
    }
}

#[test]
fn a_document_under_another_name_is_read_by_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("霞垅村代表名单.doc");
    docx(&path, &table(&[HEAD, &["1", "夏桂香", "1979.03", "19200000301"]]));
    let read = huanjie(["read", path.to_str().unwrap(), "--as-of", "2021-02", "--format", "json"]).json();
    assert_eq!(read["records"][0]["name"], "夏桂香");
    assert_eq!(read["problems"][0]["code"], "wrong-extension");
}

#[test]
fn boxes_around_a_table_and_beside_it_are_no_tables() {
    let roster = table(&[HEAD, &["1", "夏桂香", "1979.03", "19200000301"]]);
    // A title in a box of its own, the roster in a frame with a line for signatures, and a table of signatures.
    let signatures = table(&[&["填表人：周某", "填表日期：2021年2月1日"]]);
    let cell = |content: &str| format!("<w:tr><w:tc>{content}<w:p/></w:tc></w:tr>");
    let framed = format!(
        "<w:tbl>{}{}<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        cell(&line("云坪镇")),
        cell(&roster),
        line("村书记："),
        line("村妇联主席："),
        line("（盖章）")
    );
    let body = table(&[&["霞垅村妇女代表名单"]]) + "<w:p/>" + &framed + "<w:p/>" + &signatures;
    let town = town("材料.docx", &body);
    let read = town.run("read", &["--format", "json"]).json();
    let of_file =
        |value: &&Value| value["file"] == "data/材料.docx" || value["source"]["file"] == "data/材料.docx";
    let records: Vec<_> = read["records"].as_array().unwrap().iter().filter(of_file).collect();
    assert_eq!(records.len(), 1, "{read:#}");
    assert_eq!((&records[0]["unit"], &records[0]["source"]["sheet"]), (&"霞垅村".into(), &"表2".into()));
    assert_eq!(
        read["problems"].as_array().unwrap().iter().filter(of_file).count(),
        0,
        "{:#}",
        read["problems"]
    );
}

#[test]
fn a_picture_on_a_sheet_of_an_ods_is_seen_and_a_chart_is_none() {
    const NAMES: &str = "xmlns:office=\"o\" xmlns:table=\"t\" xmlns:draw=\"d\" xmlns:text=\"x\"";
    let picture = "<draw:frame><draw:image/></draw:frame>";
    let chart = "<draw:frame><draw:object/><draw:image/></draw:frame>";
    let sheet = |name: &str, shape: &str| {
        format!("<table:table table:name=\"{name}\"><table:shapes>{shape}</table:shapes></table:table>")
    };
    let content = format!(
        "<office:document-content {NAMES}>{}{}</office:document-content>",
        sheet("霞垅村", picture),
        sheet("图表", chart)
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("执委名单.ods");
    let mut package = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for (name, text) in [("mimetype", ""), ("content.xml", content.as_str())] {
        package.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut package, text.as_bytes()).unwrap();
    }
    package.finish().unwrap();
    let read = huanjie(["read", path.to_str().unwrap(), "--as-of", "2021-02", "--format", "json"]).json();
    let told: Vec<_> = read["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| (problem["code"].as_str().unwrap(), problem["sheet"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [("picture-only", "霞垅村")]);
}
