//! Whose votes they are: the congress's for its committee, or the plenary's for chair and vice-chairs.

use std::fs;

use serde_json::Value;

use crate::support::pdf;
use crate::support::run::{Town, huanjie};

/// The small town with this in place of its tallies.
fn town(tally: &str) -> Town {
    let town = Town::small();
    fs::remove_file(town.path().join("data/主席选举得票.csv")).unwrap();
    fs::write(town.path().join("data/得票.csv"), tally).unwrap();
    town
}

/// `name post votes` of each row, and `/voters` where it says how many of the committee came.
fn votes(town: &Town) -> Vec<String> {
    let read = town.run("read", &["--format", "json"]).json();
    let rows = read["records"].as_array().unwrap().iter().filter(|row| row["table"] == "votes");
    rows.map(|row| {
        let text = |key: &str| row[key].as_str().unwrap_or("-").to_owned();
        let voters = row["voters"].as_u64().map(|voters| format!("/{voters}")).unwrap_or_default();
        format!("{} {} {}{voters}", text("name"), text("role"), row["for"])
    })
    .collect()
}

fn asked(town: &Town) -> Vec<Value> {
    let asked = town.run("ask", &["--format", "json", "--lang", "zh"]).json();
    asked["questions"].as_array().unwrap().clone()
}

const MIXED: &str = "河口村得票情况,,\n姓名,妇联职务,赞成票\n丁一兰,主席,5\n王小荷,副主席,4\n田富,执委,5\n田大利,执委,5\n李玥,执委,4\n";

#[test]
fn leaders_among_the_members_of_one_tally_are_asked_about() {
    let town = town(MIXED);
    let question = &asked(&town)[0];
    assert_eq!(question["id"], "value:election:data/得票.csv");
    let answer = |value: &str| {
        let answer = format!("value:election:data/得票.csv={value}");
        assert_eq!(huanjie(["ask", town.path().to_str().unwrap(), &answer]).status, 0);
        votes(&town)
    };
    assert_eq!(answer("plenary")[..2], ["丁一兰 主席 5", "王小荷 副主席 4"]);
    assert_eq!(answer("congress")[..2], ["丁一兰 - 5", "王小荷 - 4"]);
}

#[test]
fn more_votes_than_a_committee_has_members_are_the_congresss() {
    for tally in [
        MIXED.replace("主席,5", "主席,9"),
        MIXED.replace("妇联职务", "拟任职务"),
        MIXED.replace("得票情况", "妇联执委选举得票"),
    ] {
        let town = town(&tally);
        assert!(asked(&town).is_empty(), "{tally}");
        let read = votes(&town);
        assert!(read.iter().all(|line| !line.contains("主席")), "{tally}{read:?}");
    }
    // One village whose numbers tell it beside one where leaders stand twice: each has its own.
    let two = "村（社区）,姓名,妇联职务,赞成票,反对票,弃权票\n河口村,丁一兰,主席,9,0,0\n河口村,王小荷,执委,8,1,0\n河口村,田富,执委,7,2,0\n\
               石坳村,甲一,主席,3,0,0\n石坳村,甲一,执委,9,0,0\n石坳村,甲二,执委,9,0,0\n";
    let two = town(two).replace("cycle.toml", "units = [\"河口村\"]", "units = [\"河口村\", \"石坳村\"]");
    assert!(asked(&two).is_empty(), "{:#?}", asked(&two));
    let read = votes(&two);
    assert!(read.contains(&"丁一兰 - 9".to_owned()) && read.contains(&"甲一 主席 3".to_owned()), "{read:?}");
    // Another number of ballots is another election.
    let sums = "河口村得票,,,,\n姓名,妇联职务,赞成票,反对票,弃权票\n丁一兰,主席,5,0,0\n王小荷,执委,8,1,0\n田富,执委,7,2,0\n";
    assert_eq!(votes(&town(sums))[0], "丁一兰 主席 5");
    assert!(asked(&town(sums)).is_empty());
    // Who stands there twice has the votes of both.
    let town = town(&format!("{MIXED}丁一兰,执委,9\n"));
    assert!(asked(&town).is_empty());
    assert_eq!(votes(&town)[0], "丁一兰 主席 5");
}

#[test]
fn counts_below_the_title_of_a_plenary_are_the_plenarys() {
    let town = Town::small();
    let tally = "河口村妇联执委会第一次全体会议选举结果,,,\n应到执委5名，实到执委4名，发出选票4张，收回4张，有效4张,,,\n\
                 姓名,职务,赞成,反对\n丁一兰,主席,4,0\n王小荷,副主席,4,0\n";
    fs::write(town.path().join("data/主席选举得票.csv"), tally).unwrap();
    assert!(asked(&town).is_empty(), "{:#?}", asked(&town));
    assert!(votes(&town).contains(&"丁一兰 主席 4/4".to_owned()), "{:?}", votes(&town));
}

#[test]
fn votes_of_the_nomination_are_not_those_of_the_election() {
    let town = Town::small();
    let nominees = fs::read_to_string(town.path().join("data/候选人.csv")).unwrap();
    let mut lines = nominees.lines();
    let with = std::iter::once(format!("{},推荐票数", lines.next().unwrap()))
        .chain(lines.enumerate().map(|(at, line)| format!("{line},{}", 20 - at)));
    fs::write(town.path().join("data/候选人.csv"), with.collect::<Vec<_>>().join("\n")).unwrap();
    let read = town.run("read", &["--format", "json"]).json();
    let kinds = |table: &str| {
        let rows = read["records"].as_array().unwrap().iter();
        rows.filter(|row| row["table"] == table && row["source"]["file"] == "data/候选人.csv").count()
    };
    assert_eq!([kinds("nominees"), kinds("votes")], [6, 0]);
}

#[test]
fn an_answered_number_is_not_missing_and_a_telephone_of_another_list_is_known() {
    let town = Town::small();
    let results =
        "村（社区）,大会日期,应到代表,实到代表,发出选票,收回选票,有效票\n河口村,2026-06-01,10,9,9,9,8\n";
    fs::write(town.path().join("data/汇总.csv"), results).unwrap();
    let question = &asked(&town)[0];
    let id = question["id"].as_str().unwrap();
    assert_eq!(id, "value:valid:河口村");
    huanjie(["ask", town.path().to_str().unwrap(), &format!("{id}=9")]);
    let check = town.run("check", &["--format", "json"]).json();
    let missing =
        |problem: &&Value| problem["code"] == "missing-value" && problem.to_string().contains("有效票");
    assert_eq!(check["problems"].as_array().unwrap().iter().find(missing), None);

    // Her telephone stands in the list of delegates alone.
    let town = town.replace("data/执委.csv", "19200000002", "");
    let out = tempfile::tempdir().unwrap();
    town.build(out.path(), &["--only", "officer-roster", "--keep-going"]);
    let files = crate::support::run::files(out.path());
    let roster = files.keys().find(|name| name.contains("F6") && name.contains("河口村"));
    let roster = roster.unwrap_or_else(|| panic!("{:?}", files.keys()));
    let text = pdf::text(&out.path().join(roster));
    assert!(text.contains("19200000002"), "{text}");
}

#[test]
fn a_further_ballot_over_two_takes_the_place_of_their_first_votes() {
    let town = Town::small();
    let first = fs::read_to_string(town.path().join("data/得票.csv")).unwrap();
    // 李玥 and 何静 stood once more.
    let first = first.replace("李玥,7,0,2,是", "李玥,5,2,2,否");
    fs::write(town.path().join("data/得票.csv"), first).unwrap();
    let again = "河口村妇女代表大会第二次投票计票结果（另行选举1名执委）,,,\n发出选票9张，收回选票9张，其中有效票8张，无效票1张,,,\n\
                 候选人姓名,赞成票,反对票,弃权票\n李玥,6,1,1\n何静,2,5,1\n";
    fs::write(town.path().join("data/河口村计票（第二次）.csv"), again).unwrap();
    assert!(asked(&town).is_empty(), "{:#?}", asked(&town));
    let votes = votes(&town);
    assert!(votes.contains(&"李玥 - 6".to_owned()) && !votes.contains(&"李玥 - 5".to_owned()), "{votes:?}");
    assert!(votes.contains(&"丁一兰 - 9".to_owned()), "{votes:?}");
    let check = town.run("check", &["--format", "json"]).json();
    let problems = check["problems"].as_array().unwrap();
    assert!(problems.iter().any(|own| own["code"] == "further-ballot"), "{problems:#?}");
    assert!(problems.iter().all(|own| own["severity"] != "error"), "{problems:#?}");
    let out = tempfile::tempdir().unwrap();
    town.build(out.path(), &["--only", "result-sheet", "--keep-going"]);
    let files = crate::support::run::files(out.path());
    let sheet = files.keys().find(|name| name.contains("E18") && name.contains("河口村")).unwrap();
    let text = pdf::text(&out.path().join(sheet)).replace([' ', '\n'], "");
    assert!(
        text.contains("有效票9张") && text.contains("李玥、何静的票数是另行投票的，那次投票有效票8张"),
        "{text}"
    );
    assert!(text.contains("李玥611是"), "{text}");
}

#[test]
fn what_stands_in_brackets_behind_a_post_is_not_lost() {
    let town = Town::small()
        .replace("data/执委.csv", "执委,,19200000003", "执委（已退出）,,19200000003")
        .replace("data/执委.csv", "执委,,19200000004", "执委（候补）,,19200000004")
        .replace("data/执委.csv", "副主席,,19200000002", "兼职副主席,,19200000002");
    let read = town.run("read", &["--format", "json"]).json();
    let rows = read["records"].as_array().unwrap().iter().filter(|row| row["table"] == "officers");
    let said: Vec<String> = rows.map(|row| format!("{} {}", row["role"], row["duty"])).collect();
    assert_eq!(said[1..4], ["\"副主席\" \"兼职\"", "null null", "\"候补执委\" null"], "{said:?}");
    // What became of her in a tally is no remark about her post.
    let tally = "河口村得票,,\n姓名,妇联职务,赞成票\n丁一兰,执委,9\n何静,执委（落选）,3\n";
    fs::write(town.path().join("data/得票.csv"), tally).unwrap();
    let check = town.run("check", &["--format", "json", "--lang", "zh"]).json();
    let problems = check["problems"].as_array().unwrap();
    assert!(
        problems.iter().all(|own| own["code"] != "unknown-value" || !own.to_string().contains("落选")),
        "{problems:#?}"
    );
    let tells = |own: &Value| own["code"] == "unknown-value" && own.to_string().contains("已退出");
    assert!(problems.iter().any(tells), "{problems:#?}");
}

#[test]
fn an_empty_tick_is_what_another_list_says_of_her() {
    // In the list of officers nobody of them has a tick; 王小荷 is 群众 elsewhere.
    let town = Town::small().replace("data/执委.csv", "政治面貌", "是否党员");
    let text = fs::read_to_string(town.path().join("data/执委.csv")).unwrap();
    let text = text.replace("中共党员", "√").replace(",群众,", ",,").replace("共青团员", "");
    fs::write(town.path().join("data/执委.csv"), text).unwrap();
    let out = tempfile::tempdir().unwrap();
    town.build(out.path(), &["--only", "officer-roster", "--keep-going"]);
    let files = crate::support::run::files(out.path());
    let roster = files.keys().find(|name| name.contains("F6") && name.contains("河口村")).unwrap();
    let text = pdf::text(&out.path().join(roster));
    assert!(text.contains("群众") && !text.contains("非中共党员"), "{text}");
}

#[test]
fn an_election_of_everybody_once_more_is_asked_about() {
    let town = Town::small();
    let again = "河口村妇女代表大会重新选举计票结果,\n候选人姓名,赞成票\n李玥,6\n何静,2\n";
    fs::write(town.path().join("data/河口村重新选举计票.csv"), again).unwrap();
    let asked = asked(&town);
    assert!(asked[0]["id"].as_str().unwrap().starts_with("value:votes:河口村"), "{asked:#?}");
}
