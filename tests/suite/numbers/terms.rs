//! The last term: who is re-elected, and what may be compared with what.

use serde_json::json;

use super::{OFFICERS, TOWN, count, figure, found, papers, problems, stats, workspace};

const VILLAGES: [&str; 6] = ["甲村", "乙村", "丙村", "丁村", "戊村", "己村"];
const CHAIRS: [&str; 6] = ["丁一兰", "王小荷", "田富", "田大利", "李玥", "何静"];

/// Six chairs of this term.
fn chairs() -> String {
    let rows = VILLAGES.iter().zip(CHAIRS).zip(1980..);
    let rows: String =
        rows.map(|((village, name), year)| format!("{village},{name},主席,{year}.05,群众\n")).collect();
    format!("{OFFICERS}{rows}")
}

/// A list of the last term that tells names and posts only.
fn last_term(villages: usize, role: &str) -> String {
    let rows = VILLAGES.iter().zip(CHAIRS).take(villages);
    let rows: String = rows.map(|(village, name)| format!("{village},{name},{role}\n")).collect();
    format!("村,姓名,妇联职务\n{rows}")
}

#[test]
fn n02_who_is_not_known_to_be_new_is_not_new() {
    let same = workspace(TOWN, &[("执委名单.csv", &chairs()), ("上届名单.csv", &last_term(6, "主席"))]);
    let told = stats(&same, &[]);
    assert_eq!((count(&told, "chair.renewed.again"), count(&told, "chair.renewed.new")), (6, 0));
    let text = papers(&same, &["--only", "F10", "--unit", "柳溪镇"]).text("柳溪镇", "F10");
    assert!(text.contains("连任") && !text.contains("全部为新任"), "{text}");

    let silent = workspace(TOWN, &[("执委名单.csv", &chairs())]);
    let other_post =
        workspace(TOWN, &[("执委名单.csv", &chairs()), ("上届名单.csv", &last_term(2, "副主席"))]);
    for (why, folder) in [("no list", silent), ("a list of vice-chairs", other_post)] {
        let told = stats(&folder, &[]);
        for id in ["chair.renewed.new", "chair.renewed.again"] {
            let own = found(&told, id);
            assert!(own.is_none_or(|own| own["share"].is_null()), "{why}: {own:?}");
        }
        let made = papers(&folder, &["--only", "F10,F11", "--unit", "柳溪镇"]);
        for code in ["F10", "F11"] {
            // 新任班子成员培训 is work to come and no figure.
            let text = made.text("柳溪镇", code).replace("新任班子成员培训", "");
            assert!(!text.contains("新任") && !text.contains("连任"), "{why}: {code} {text}");
        }
    }
}

#[test]
fn n02_a_slip_in_a_birth_makes_nobody_new() {
    let now = "村,姓名,妇联职务,出生年月\n甲村,丁一兰,主席,1965.02\n乙村,王小荷,主席,1990.01\n";
    let before = "村,姓名,妇联职务,出生年月\n甲村,丁一兰,主席,1965.01\n乙村,赵青,主席,1960.02\n";
    let folder = workspace(TOWN, &[("执委名单.csv", now), ("上届名单.csv", before)]);
    assert_eq!(problems(&folder, "birth-differs").len(), 1);
    let told = stats(&folder, &[]);
    let new = figure(&told, "chair.renewed.new");
    assert_eq!((&new["count"], &new["base"], &new["unknown"]), (&json!(1), &json!(1), &json!(1)));
}

#[test]
fn n02_all_are_new_only_where_it_is_known_of_all() {
    let before =
        "村,姓名,妇联职务,出生年月\n甲村,赵红,主席,1960.01\n乙村,赵青,主席,1960.02\n丙村,赵蓝,主席,1960.03\n";
    let folder = workspace(TOWN, &[("执委名单.csv", &chairs()), ("上届名单.csv", before)]);
    let told = stats(&folder, &[]);
    let new = figure(&told, "chair.renewed.new");
    assert_eq!((&new["count"], &new["base"], &new["unknown"]), (&json!(3), &json!(3), &json!(3)));
    let text = papers(&folder, &["--only", "F10", "--unit", "柳溪镇"]).text("柳溪镇", "F10");
    assert!(!text.contains("6名主席中，全部为新任"), "of three nothing is known: {text}");
}

/// A committee of five in each of the six villages.
fn committees() -> String {
    let posts = ["主席", "副主席", "执委", "执委", "执委"];
    let mut list = OFFICERS.to_owned();
    for ((village, family), born) in VILLAGES.iter().zip("王李张刘陈杨".chars()).zip(1970..) {
        for ((post, given), later) in posts.iter().zip("梅兰菊荷桂".chars()).zip((0..).step_by(3)) {
            let politics = if post.contains("主席") { "中共党员" } else { "群众" };
            list += &format!("{village},{family}{given},{post},{}.05,{politics}\n", born + later);
        }
    }
    list
}

/// The chairs of the last term of so many villages.
fn former_chairs(villages: usize) -> String {
    let rows = VILLAGES.iter().zip("红青蓝紫白黑".chars()).take(villages);
    let rows: String =
        rows.map(|(village, given)| format!("{village},赵{given},主席,1960.05,群众\n")).collect();
    format!("{OFFICERS}{rows}")
}

#[test]
fn n03_only_like_is_compared_with_like() {
    let whole = workspace(TOWN, &[("执委名单.csv", &committees()), ("上届名单.csv", &former_chairs(6))]);
    let told = stats(&whole, &[]);
    let chair = figure(&told, "chair.count");
    assert_eq!((&chair["previous"]["count"], &chair["comparison"]), (&json!(6), &json!(null)));
    for population in ["officer", "member"] {
        for id in ["count", "age.mean", "politics.party"] {
            let own = figure(&told, &format!("{population}.{id}"));
            assert!(own["previous"].is_null() && own["change"].is_null(), "{own}");
        }
    }
    let text = papers(&whole, &["--only", "F10", "--unit", "柳溪镇"]).text("柳溪镇", "F10");
    let committee = text.split_once("30名执委").unwrap().1.split_once('。').unwrap().0;
    assert!(!committee.contains("比上届"), "58 are not compared with 6: {committee}");

    let part = workspace(TOWN, &[("执委名单.csv", &committees()), ("上届名单.csv", &former_chairs(3))]);
    let told = stats(&part, &[]);
    for (id, change) in [("chair.count", "0人"), ("chair.politics.party", "+100.0个百分点")] {
        let own = figure(&told, id);
        assert_eq!(
            (&own["comparison"]["bodies"], &own["comparison"]["of_bodies"]),
            (&json!(3), &json!(6)),
            "{own}"
        );
        assert_eq!(own["change"], change, "{own}");
    }
    // 1970, 1971, 1972 against 1960 five years before: 50, 49, 48 and 55.
    assert_eq!(figure(&told, "chair.age.mean")["change"], "-6.0岁");
    let made = papers(&part, &["--only", "F10,F11", "--unit", "柳溪镇"]);
    for code in ["F10", "F11"] {
        let text = made.text("柳溪镇", code);
        assert!(text.contains("按两届都有名单的3个村比较，"), "{code}: {text}");
        assert!(!text.contains("比上届下降") && !text.contains("比上届提高"), "{code}: {text}");
    }
}
