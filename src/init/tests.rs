//! A new workspace can be read back as it was meant.

use crate::model::Level;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::RangeInclusive;

use calamine::{Data, Reader, Xlsx};

use super::tables::TABLES;
use super::{InitOptions, files};
use crate::cycle::{self, Committee, Cycle, Fraction, Rules};
use crate::model::TableKind;

fn options(name: &str, district: bool, units: &[&str]) -> InitOptions {
    InitOptions {
        name: name.to_owned(),
        level: if district { Level::County } else { Level::Town },
        units: units.iter().map(|&unit| unit.to_owned()).collect(),
    }
}

fn text(options: &InitOptions, path: &str) -> String {
    let files: BTreeMap<_, _> = files(options).into_iter().collect();
    String::from_utf8(files[path].clone()).unwrap()
}

fn parsed(options: &InitOptions) -> Cycle {
    let (cycle, problems) = cycle::parse(&text(options, "cycle.toml")).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    cycle
}

fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let text = |cell: &Data| match cell {
        Data::Empty => String::new(),
        other => other.to_string(),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

#[test]
fn the_settings_parse_and_change_no_rule() {
    let cycle = parsed(&options("青坑镇", false, &["霞垅村", "梅岩村"]));
    assert_eq!((cycle.town.name.as_str(), cycle.level, cycle.term), ("青坑镇", Level::Town, 1));
    assert_eq!(cycle.units, ["霞垅村", "梅岩村"]);
    assert_eq!(cycle.rules, Rules::default());
    let district = parsed(&options("云岭县", true, &[]));
    assert_eq!((district.town.name.as_str(), district.level), ("云岭县", Level::County));
}

#[test]
fn a_folder_that_is_no_place_gives_a_placeholder() {
    for (name, district, expected) in [
        ("work", false, "××镇"),
        ("镇", false, "××镇"),
        ("城北街道", false, "城北街道"),
        ("work", true, "××县"),
    ] {
        assert_eq!(parsed(&options(name, district, &[])).town.name, expected);
    }
}

/// The text with every optional item taken into use, as a clerk would do it.
fn uncommented(text: &str) -> String {
    let optional = |line: &&str| {
        line.strip_prefix('#')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '['))
    };
    text.lines()
        .map(|line| if optional(&line) { line.trim_start_matches('#') } else { line })
        .collect::<Vec<_>>()
        .join("\n")
}

fn committee(members: RangeInclusive<u32>, vice_chairs: RangeInclusive<u32>) -> Committee {
    Committee {
        exec_min: Some(*members.start()),
        exec_max: Some(*members.end()),
        vice_min: Some(*vice_chairs.start()),
        vice_max: Some(*vice_chairs.end()),
        ..Committee::default()
    }
}

#[test]
fn every_optional_item_is_valid_and_shows_the_default() {
    let full = uncommented(&text(&options("青坑镇", false, &[]), "cycle.toml"));
    let (cycle, problems) = cycle::parse(&full).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    // These have no default and stand there as an example.
    assert_eq!(cycle.rules.delegate_share.len(), 1);
    let examples = Rules {
        notice_days: Some(5),
        filing_days: Some(7),
        exec_margin_share: Some(Fraction { over: 5, under: 100 }),
        delegate_share: cycle.rules.delegate_share.clone(),
        town: committee(25..=31, 3..=5),
        unit: committee(7..=15, 1..=3),
        ..Rules::default()
    };
    assert_eq!(cycle.rules, examples);
    assert_eq!(
        (cycle.stages.len(), cycle.bodies.len(), cycle.table_rules.len(), cycle.basis.len()),
        (3, 1, 1, 1)
    );
    assert_eq!(
        (cycle.town.federation.as_str(), cycle.town.short.as_str()),
        ("青坑镇妇女联合会", "青坑镇妇联")
    );
    assert!(cycle.first && cycle.leading_group.head.is_some());
}

/// The keys that the loader names when it meets one that it does not know.
#[test]
fn every_key_of_the_cycle_stands_in_the_text() {
    let text = text(&options("青坑镇", false, &[]), "cycle.toml");
    let full = uncommented(&text);
    let headers = [
        "[cycle]",
        "[town]",
        "[congress]",
        "[[stage]]",
        "[[basis]]",
        "[leading_group]",
        "[rules]",
        "[[rules.delegate_share]]",
        "[rules.town]",
        "[rules.unit]",
        "[ballot]",
        "[packet]",
        "[body.\"霞垅村\"]",
        "[[table]]",
    ];
    for header in headers {
        let broken = full.replacen(&format!("\n{header}\n"), &format!("\n{header}\nzzz = 1\n"), 1);
        assert_ne!(broken, full, "{header}");
        let problems = cycle::parse(&broken).unwrap_err();
        let hint = problems[0].hint.as_ref().map(|hint| hint.en.clone()).unwrap();
        let known: Vec<&str> = hint
            .split("known keys: ")
            .nth(1)
            .unwrap_or_else(|| panic!("{header}: {hint}"))
            .split(' ')
            .collect();
        let after = full.split(&format!("\n{header}\n")).nth(1).unwrap();
        for key in known {
            let section = format!("\n[{}{key}", header.trim_matches(['[', ']']).to_owned() + ".");
            let stands = after.lines().any(|line| line.starts_with(&format!("{key} = ")))
                || full.contains(&section)
                || full.contains(&section.replace("\n[", "\n[["));
            assert!(stands, "{header}: {key}");
        }
    }
    let broken = format!("zzz = 1\n{full}");
    let hint = cycle::parse(&broken).unwrap_err()[0].hint.as_ref().map(|hint| hint.en.clone()).unwrap();
    for key in hint.split("known keys: ").nth(1).unwrap().split(' ') {
        let stands = [format!("\n{key} = "), format!("\n[{key}"), format!("\n[[{key}")]
            .iter()
            .any(|start| full.contains(start));
        assert!(stands, "{key}");
    }
}

#[test]
fn there_is_one_workbook_for_each_kind_of_table() {
    let files = files(&options("青坑镇", false, &["霞垅村"]));
    let names: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(names.len(), 11);
    assert_eq!(
        &names[..4],
        ["cycle.toml", ".huanjie/cycle.schema.json", "填写说明.txt", "data/01 村（社区）基本情况.xlsx"]
    );
    let kinds: Vec<TableKind> = TABLES.iter().map(|table| table.kind).collect();
    assert_eq!(kinds, TableKind::ALL);
    for (table, (_, bytes)) in TABLES.iter().zip(&files[3..]) {
        let cells = cells(bytes);
        let headers: Vec<&str> = table.columns.iter().map(|column| column.header).collect();
        assert_eq!(cells[0], headers);
        assert!(cells[1].iter().any(|cell| cell.starts_with("例：")), "{:?}", cells[1]);
        assert_eq!(cells.len(), if table.is_by_unit() { 3 } else { 2 }, "{}", table.file);
    }
}

#[test]
fn the_same_options_give_the_same_bytes() {
    let options = options("青坑镇", false, &["霞垅村", "梅岩村"]);
    assert_eq!(files(&options), files(&options));
}

#[test]
fn a_district_says_which_town_and_takes_any_name() {
    let long = "很".repeat(500);
    let units = [
        "青坑镇 霞垅村",
        "“引号”",
        "\"quotes\"",
        "back\\slash",
        "line\nbreak",
        "",
        "青坑镇 霞垅村",
        long.as_str(),
    ];
    let options = options("云岭县", true, &units);
    assert!(parsed(&options).units.is_empty(), "a district's units stand in its tables");
    let files = files(&options);
    assert_eq!(files.len(), 11);
    let cells = cells(&files[3].1);
    assert_eq!(cells[0][..3], ["序号", "乡镇", "村（社区）"]);
    assert_eq!(cells[2][1..3], ["青坑镇", "霞垅村"]);
    assert_eq!(cells.len(), 2 + 6);
    let many: Vec<String> = (0..1593).map(|n| format!("第{n}村")).collect();
    let many = super::files(&InitOptions { name: String::new(), level: Level::City, units: many });
    assert_eq!(many.len(), 11);
}

#[test]
fn lists_of_words_are_short_enough_for_excel() {
    for choice in [
        super::tables::Choice::Politics,
        super::tables::Choice::Education,
        super::tables::Choice::PreviousRole,
    ] {
        let length: usize = choice.words().iter().map(|word| word.encode_utf16().count() + 1).sum();
        assert!(length <= 255, "{choice:?}");
    }
}

#[test]
fn the_first_line_names_the_schema_that_lies_beside_it() {
    let options = options("青坑镇", false, &[]);
    let settings = text(&options, "cycle.toml");
    // Tombi wants an empty line after it; the path is relative to the file, on every system.
    assert!(settings.starts_with("#:schema ./.huanjie/cycle.schema.json\n\n"), "{settings}");
    assert_eq!(text(&options, ".huanjie/cycle.schema.json"), cycle::schema());
}
