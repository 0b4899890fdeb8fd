//! What the window changes: files that the command line reads too, each undone.

use super::*;

#[test]
fn a_setting_is_changed_and_undone_and_remarks_stay() {
    let town = Town::small();
    let file = town.path().join("cycle.toml");
    let before = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("# 我的备注\n{before}")).unwrap();
    let served = Served::open(town.path());
    assert_eq!(served.post("set", &[("/rules/age_min", "20"), ("seen/rules/age_min", "")]).status, 303);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("# 我的备注\n") && text.contains("age_min = 20"), "{text}");
    // Somebody else changed it meanwhile.
    let late =
        served.post("set", &[("/rules/age_min", "22"), ("seen/rules/age_min", ""), ("topic", "rules")]);
    assert!(
        late.text().contains("刚才在别处改成了") && late.text().contains("value=\"22\""),
        "{}",
        late.text()
    );
    // What the file could not mean is not written.
    let wrong = served.post("set", &[("/rules/age_min", "很小"), ("topic", "rules")]).text();
    assert!(wrong.contains("class=\"problem error") && wrong.contains("value=\"很小\""), "{wrong}");
    assert!(served.post("set", &[("/nonsense", "1")]).text().contains("没有“nonsense”这个设置"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    assert_eq!(served.post("undo", &[]).status, 303);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), format!("# 我的备注\n{before}"));
}

#[test]
fn a_setting_that_cannot_be_is_refused_with_its_place() {
    let town = Town::small();
    let served = Served::open(town.path());
    let text = served.post("set", &[("/cycle/as_of", "明年十月"), ("seen/cycle/as_of", "2021-02")]).text();
    assert!(
        text.contains("明年十月") && text.contains("class=\"problem") && !text.contains("<pre>failed"),
        "{text}"
    );
}

#[test]
fn a_text_is_said_in_other_words_for_one_village_and_put_back() {
    let town = Town::small();
    let served = Served::open(town.path());
    let words = [("body", "河口村"), ("key", "report-review"), ("text", "这三年我们只做了一件事。")];
    assert_eq!(served.post("text", &words).status, 303);
    let file = town.path().join("narrative/河口村/report-review.md");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "这三年我们只做了一件事。\n");
    assert!(served.get("texts?body=%E6%B2%B3%E5%8F%A3%E6%9D%91").text().contains("这三年我们只做了一件事。"));
    let strange = [("body", "河口村"), ("key", "../../cycle"), ("text", "x")];
    assert_eq!(served.post("text", &strange).status, 409);
    assert_eq!(
        served.post("text", &[("body", "河口村"), ("key", "report-review"), ("text", "")]).status,
        303
    );
    assert!(!file.exists());
    served.post("undo", &[]);
    assert!(file.is_file());
}

#[test]
fn a_file_comes_goes_and_comes_back() {
    let town = Town::small();
    let served = Served::open(town.path());
    let csv = "单位,姓名,性别\n霞垅村,蓝月娥,女\n".as_bytes();
    served.drop_files(&[("石坳/代表名单.csv", csv)], &[]);
    let file = town.path().join("data/石坳/代表名单.csv");
    assert_eq!(std::fs::read(&file).unwrap(), csv);
    assert!(served.get("inbox").text().contains("石坳/代表名单.csv"));
    // Another of the same name, from another village, is kept beside it.
    served.drop_files(&[("石坳/代表名单.csv", "单位,姓名\n梅岩村,钟水\n".as_bytes())], &[]);
    assert!(town.path().join("data/石坳/代表名单（2）.csv").is_file());
    served.post("undo", &[]);
    assert!(!town.path().join("data/石坳/代表名单（2）.csv").exists());
    assert!(town.path().join("回收/石坳/代表名单（2）.csv").is_file());
    assert_eq!(served.post("recycle", &[("file", "data/石坳/代表名单.csv")]).status, 303);
    assert!(!file.exists());
    served.post("undo", &[]);
    assert_eq!(std::fs::read(&file).unwrap(), csv);
}

#[test]
fn a_cell_is_corrected_and_the_terminal_sees_it() {
    let town = Town::small();
    std::fs::write(town.path().join("data/补.csv"), "单位,姓名,性别,出生年月\n霞垅村,蓝月娥,女,1985.13\n")
        .unwrap();
    let served = Served::open(town.path());
    let words = [
        ("file", "data/补.csv"),
        ("sheet", ""),
        ("cell", "D2"),
        ("now", "1985.03"),
        ("seen", "1985.13"),
        ("script", "yes"),
    ];
    let answer = served.post("correct", &words);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let checked = town.run("check", &["--format", "json"]);
    let said = checked.stdout;
    assert!(said.contains("\"corrected\"") && !said.contains("1985.13”不是"), "{said}");
    let rows = served.get("rows?file=data/补.csv&sheet=&from=0&count=5").text();
    assert!(rows.contains("\"t\":\"1985.03\"") && rows.contains("\"was\":\"1985.13\""), "{rows}");
    // The file itself says something else by now.
    std::fs::write(town.path().join("data/补.csv"), "单位,姓名,性别,出生年月\n霞垅村,蓝月娥,女,1985.04\n")
        .unwrap();
    assert_eq!(served.post("correct", &words).status, 409);
}

#[test]
fn what_a_terminal_changes_is_seen() {
    let town = Town::small();
    let served = Served::open(town.path());
    assert!(!served.get("inbox").text().contains("新来的.csv"));
    std::fs::write(town.path().join("data/新来的.csv"), "单位,姓名\n霞垅村,蓝月\n").unwrap();
    std::thread::sleep(std::time::Duration::from_millis(800));
    assert!(served.get("inbox").text().contains("新来的.csv"));
}

#[test]
fn settings_that_cannot_be_understood_are_put_right_on_the_page() {
    let town = Town::small();
    let file = town.path().join("cycle.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let broken = text.replace("[cycle]\n", "[cycle]\nterm_years = \"五\"\n");
    std::fs::write(&file, &broken).unwrap();
    let served = Served::open(town.path());
    assert_eq!(served.get("coverage").status, 409);
    let page = served.get("settings");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("term_years"), "{}", page.text());
    assert_eq!(served.post("set", &[("/cycle/term_years", "5")]).status, 303);
    assert_eq!(served.get("coverage").status, 200);
}

#[test]
fn a_sheet_is_said_to_be_another_table_and_its_columns_to_mean_something() {
    let town = Town::small();
    let text = "某镇某某表\n序号,姓名,哪年生的,河口村\n1,甲一,1985.3,是\n2,甲二,1986.4,是\n";
    std::fs::write(town.path().join("data/补[1].csv"), text).unwrap();
    let served = Served::open(town.path());
    let page = "sheet?file=data%2F%E8%A1%A5%5B1%5D.csv&sheet=";
    let form = |kind, header, field| {
        [
            ("file", "data/补[1].csv"),
            ("sheet", ""),
            ("kind", kind),
            ("header_row", ""),
            ("header", header),
            ("field", field),
        ]
    };
    assert_eq!(served.post("taken-for", &form("nominees", "哪年生的", "birth")).status, 303);
    let shown = served.get(page).text();
    assert!(shown.contains("认成 <strong>候选人</strong>"), "{shown}");
    assert!(shown.contains("<option value=\"birth\" selected>"), "{shown}");
    let cycle = std::fs::read_to_string(town.path().join("cycle.toml")).unwrap();
    assert!(cycle.contains("files = \"data/补[[]1[]].csv\""), "{cycle}");
    // No row, and nothing said.
    let wrong = [("file", "data/补[1].csv"), ("sheet", ""), ("kind", ""), ("header_row", "三")];
    assert_eq!(served.post("taken-for", &wrong).status, 409);
    assert_eq!(served.post("taken-for", &form("", "哪年生的", "")).status, 303);
    assert!(!std::fs::read_to_string(town.path().join("cycle.toml")).unwrap().contains("data/补"));
    assert_eq!(served.post("undo", &[]).status, 303);
    assert!(served.get(page).text().contains("<option value=\"birth\" selected>"));
}
