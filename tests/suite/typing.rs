//! Tables that are typed in the window: from a picture, and below or beside what a file holds.

use crate::support::run::Town;
use crate::support::served::Served;

/// The rows of the small village's officers, by name.
fn officers(town: &Town) -> Vec<(String, String)> {
    let read = town.run("read", &["--format", "json"]).json();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let rows = read["records"].as_array().unwrap().iter().filter(|row| row["table"] == "officers");
    rows.map(|row| (text(&row["name"]), text(&row["birth"]))).collect()
}

#[test]
fn a_table_is_typed_from_a_picture() {
    let town = Town::small();
    std::fs::remove_file(town.path().join("data/执委.csv")).unwrap();
    let served = Served::open(town.path());
    let made = served.post("new-table", &[("place", "河口村"), ("kind", "officers")]);
    assert_eq!(made.status, 303, "{}", made.text());
    let page = served.get(made.header("location").unwrap()).text();
    assert!(page.contains("河口村妇联执委名单") && page.contains("出生年月"), "{page}");
    let file = "data/手打的表/河口村妇联执委名单.csv";
    let head = std::fs::read_to_string(town.path().join(file)).unwrap();
    let head = head.lines().nth(1).unwrap().split(',').map(str::to_owned).collect::<Vec<_>>();
    let column = |name: &str| {
        char::from(b'A' + u8::try_from(head.iter().position(|own| own == name).unwrap()).unwrap())
    };
    let cells = [
        (column("姓名"), 3, "丁一兰"),
        (column("出生年月"), 3, "1980.05"),
        (column("妇联职务"), 3, "主席"),
        (column("姓名"), 4, "王小荷"),
        (column("出生年月"), 4, "1985.07"),
        (column("妇联职务"), 4, "副主席"),
    ];
    let mut words = vec![("file", file.to_owned()), ("sheet", String::new())];
    for (column, row, now) in cells {
        words.extend([("cell", format!("{column}{row}")), ("now", now.to_owned()), ("seen", String::new())]);
    }
    let words: Vec<(&str, &str)> = words.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(served.post("correct", &words).status, 303);
    let expected = [("丁一兰".to_owned(), "1980-05".to_owned()), ("王小荷".to_owned(), "1985-07".to_owned())];
    assert_eq!(officers(&town), expected);
    // Written where it stands: Excel shows it, and nothing has to be corrected.
    assert!(std::fs::read_to_string(town.path().join(file)).unwrap().contains("丁一兰"));
    assert!(!town.path().join("corrections.csv").exists());
    // Somebody else has typed there meanwhile.
    let late = [("file", file), ("sheet", ""), ("cell", "B3"), ("now", "甲"), ("seen", "")];
    assert_eq!(served.post("correct", &late).status, 409);
    assert_eq!(served.post("undo", &[]).status, 303);
    assert_eq!(officers(&town), []);
    assert_eq!(served.post("undo", &[]).status, 303);
    assert!(!town.path().join(file).exists());
    assert_eq!(served.post("new-table", &[("place", ""), ("kind", "officers")]).status, 409);
    assert_eq!(served.post("new-table", &[("place", "河口村"), ("kind", "nothing")]).status, 409);
}

#[test]
fn what_is_written_below_and_beside_a_sheet_is_shown() {
    let town = Town::small();
    let served = Served::open(town.path());
    let rows = std::fs::read_to_string(town.path().join("data/执委.csv")).unwrap().lines().count();
    let below = format!("C{}", rows + 1);
    let words =
        [("file", "data/执委.csv"), ("sheet", ""), ("cell", below.as_str()), ("now", "新增一"), ("seen", "")];
    assert_eq!(served.post("correct", &words).status, 303);
    let words = [("file", "data/执委.csv"), ("sheet", ""), ("cell", "L1"), ("now", "特长"), ("seen", "")];
    assert_eq!(served.post("correct", &words).status, 303);
    let shown = served.get("rows?file=data%2F%E6%89%A7%E5%A7%94.csv&sheet=&from=0&count=100").text();
    assert!(shown.contains("新增一") && shown.contains("特长"), "{shown}");
}

#[test]
fn corrections_go_with_their_file() {
    let town = Town::small();
    let served = Served::open(town.path());
    let words =
        [("file", "data/执委.csv"), ("sheet", ""), ("cell", "C2"), ("now", "丁兰"), ("seen", "丁一兰")];
    assert_eq!(served.post("correct", &words).status, 303);
    assert_eq!(served.post("recycle", &[("file", "data/执委.csv")]).status, 303);
    let check = town.run("check", &["--format", "json"]).json();
    assert!(!check.to_string().contains("correction"), "{check:#}");
    // Both come back.
    assert_eq!(served.post("undo", &[]).status, 303);
    assert!(officers(&town).iter().any(|(name, _)| name == "丁兰"));
}
