//! Who is entitled, who came, who is elected, and which village is done.

use std::collections::BTreeSet;

use tempfile::TempDir;

use super::{
    OFFICERS, Papers, TOWN, before, count, found, papers, places, problems, results, stats, workspace,
};
use crate::support::run::Town;

/// Leaders and members of the village.
const TEAM: &str = "村,姓名,妇联职务,出生年月,政治面貌\n河口村,丁一兰,主席,1980.05,中共党员\n\
                    河口村,王小荷,副主席,1985.07,群众\n河口村,田富,执委,1990.11,群众\n\
                    河口村,田大利,执委,1972.03,群众\n河口村,李玥,执委,1995.01,群众\n";

/// The votes of 15 ballots.
const VOTES: &str = "村,姓名,赞成票,反对票,弃权票,是否当选\n河口村,丁一兰,15,0,0,是\n河口村,王小荷,14,1,0,是\n\
                     河口村,田富,13,2,0,是\n河口村,田大利,12,3,0,是\n河口村,李玥,11,4,0,是\n河口村,何静,4,11,0,否\n";

/// The votes of the plenary.
const LEADERS: &str = "村,姓名,职务,到会执委数,赞成票,反对票,弃权票\n河口村,丁一兰,主席,5,5,0,0\n\
                       河口村,王小荷,副主席,5,5,0,0\n";

/// 34 delegates, of whom 15 came.
fn roster() -> String {
    let families = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢";
    let row = |(at, family): (usize, char)| {
        let came = if at < 15 { "是" } else { "否" };
        format!("河口村,{family}小兰,女,19{:02}.05,192000001{at:02},{came}\n", 60 + at)
    };
    let rows: String = families.chars().enumerate().map(row).collect();
    format!("村,姓名,性别,出生年月,联系电话,是否到会\n{rows}")
}

/// 15 of 34: as the sheet of results says, or with 应到 blank there and told by the roster.
fn without_quorum(by_roster: bool) -> TempDir {
    let numbers = if by_roster { ",15,15,15,15,0,6,5" } else { "34,15,15,15,15,0,6,5" };
    let (results, roster) = (results(numbers, "丁一兰,王小荷"), roster());
    let tables =
        [("执委.csv", TEAM), ("得票.csv", VOTES), ("主席选举得票.csv", LEADERS), ("结果.csv", &results)];
    match by_roster {
        true => workspace(TOWN, &[&tables[..], &[("代表.csv", &roster)]].concat()),
        false => workspace(TOWN, &tables),
    }
}

#[test]
fn n07_an_election_without_quorum_elects_nobody() {
    for by_roster in [false, true] {
        let folder = without_quorum(by_roster);
        let told = problems(&folder, "quorum");
        assert_eq!(told.len(), 1, "by roster {by_roster}: {told:?}");
        assert!(["34 人", "15 人", "23 人"].iter().all(|number| told[0].1.contains(number)), "{told:?}");
        let made = papers(&folder, &["--unit", "河口村"]);
        for (code, id) in [("F1", "result-report"), ("F4", "filing-form"), ("F5", "officer-list")] {
            if let Some(text) = made.made("河口村", code) {
                assert!(!text.contains("当选"), "by roster {by_roster}: {code} {text}");
            }
            assert!(made.lacking("valid-election").contains(id), "{code}: {:?}", made.told["skipped"]);
        }
        for (path, text) in made.all("河口村") {
            // The rule stands in the election method; it is no claim.
            let text = text.replace("等于或者少于发出的选票，选举有效", "");
            assert!(!text.contains("选举有效"), "by roster {by_roster}: {path} {text}");
        }
        // Nor does the town count whom nobody elected.
        let told = stats(&folder, &[]);
        assert_eq!(count(&told, "unit.done"), 0, "by roster {by_roster}");
        for id in ["officer.count", "chair.count", "executive.count"] {
            assert!(found(&told, id).is_none_or(|figure| figure["known"] == false), "{id}: {told:#}");
        }
        let made = papers(&folder, &["--only", "F10,F11,F12"]);
        for code in ["F10", "F11", "F12"] {
            let text = made.text("00 镇级", code);
            assert!(!text.contains("丁一兰") && !text.contains("主席1名"), "{code}: {text}");
        }
    }
}

#[test]
fn n07_hands_are_not_more_than_women_who_came() {
    let cycle = format!("{TOWN}[cycle.unit]\nmembers_by = \"hands\"\n").replace("[town]", "[town]");
    let votes = VOTES.replace("丁一兰,15,0,0", "丁一兰,16,2,0");
    let results = results("16,15,,,,,6,5", "丁一兰,王小荷");
    let folder = workspace(&cycle, &[("执委.csv", TEAM), ("得票.csv", &votes), ("结果.csv", &results)]);
    assert_eq!(problems(&folder, "votes-exceed").len(), 1, "16 of 15 who came");
}

#[test]
fn ballots_hold_no_more_approvals_than_they_have_seats() {
    // 15 ballots for 5 seats hold 75.
    let row = |name: &str, votes: u32| format!("河口村,{name},{votes},{},0,是\n", 15 - votes);
    let told = |last: u32| {
        let votes = ["丁一兰", "王小荷", "田富", "田大利", "李玥"].map(|name| row(name, 13)).concat();
        let last = row("何静", last).replace('是', "否");
        let votes = format!("村,姓名,赞成票,反对票,弃权票,是否当选\n{votes}{last}");
        let results = results("16,15,15,15,15,0,6,5", "丁一兰,王小荷");
        let folder = workspace(TOWN, &[("执委.csv", TEAM), ("得票.csv", &votes), ("结果.csv", &results)]);
        problems(&folder, "votes-over-seats").len()
    };
    assert_eq!((told(10), told(11)), (0, 1), "75, and 76");
}

#[test]
fn n07_namesakes_keep_their_votes_apart() {
    let list = "村,候选人姓名,出生年月,拟任职务\n河口村,丁一兰,1980.05,主席\n河口村,丁一兰,1962.01,执委\n河口村,田富,1990.11,执委\n";
    let votes = "村,姓名,赞成票,反对票,弃权票,是否当选\n河口村,丁一兰,15,0,0,是\n河口村,丁一兰,14,1,0,是\n河口村,田富,13,2,0,是\n";
    let results = results("16,15,15,15,15,0,3,3", "丁一兰,");
    let folder = workspace(TOWN, &[("候选人.csv", list), ("得票.csv", votes), ("结果.csv", &results)]);
    let sheet = papers(&folder, &["--only", "E18", "--unit", "河口村"]).text("河口村", "E18");
    assert!(sheet.contains("1丁一兰1500是2丁一兰1410是3田1320是"), "{sheet}");
}

#[test]
fn n07_a_plenary_without_quorum_elects_no_leaders() {
    let leaders = LEADERS.replace(",5,5,0,0", ",2,2,0,0");
    let results = results("16,15,15,15,15,0,6,5", "丁一兰,王小荷");
    let tables = [
        ("执委.csv", TEAM),
        ("得票.csv", VOTES),
        ("主席选举得票.csv", leaders.as_str()),
        ("结果.csv", &results),
    ];
    let folder = workspace(TOWN, &tables);
    let reported = problems(&folder, "quorum");
    assert!(
        matches!(reported.as_slice(), [(_, message)] if message.contains("应到执委 5 人，实到 2 人")),
        "{reported:?}"
    );
    let told = stats(&folder, &[]);
    assert_eq!((count(&told, "officer.count"), count(&told, "unit.done")), (5, 0), "{told:#}");
    assert!(found(&told, "chair.count").is_none_or(|figure| figure["count"] == 0), "{told:#}");
    let made = papers(&folder, &[]);
    for code in ["E18", "F1", "F4", "F5", "F6", "F7"] {
        let text = made.text("河口村", code);
        assert!(text.contains("丁一兰"), "{code}: {text}");
        for claim in ["丁一兰当选为", "主席：丁一兰", "主席丁一兰", "丁一兰女主席", "丁一兰主席"]
        {
            assert!(!text.contains(claim), "{code}: {claim}\n{text}");
        }
    }
}

#[test]
fn p08_who_was_voted_on_as_chair_is_her_nominee_in_all_papers() {
    // The roster of nominees has no column 拟任职务.
    let list = "村,候选人姓名,出生年月\n河口村,丁一兰,1980.05\n河口村,王小荷,1985.07\n河口村,田富,1990.11\n\
                河口村,田大利,1972.03\n河口村,李玥,1995.01\n河口村,何静,1991.01\n";
    let results = results("16,15,15,15,15,0,6,5", "丁一兰,王小荷");
    let tables = [
        ("候选人.csv", list),
        ("执委.csv", TEAM),
        ("得票.csv", VOTES),
        ("主席选举得票.csv", LEADERS),
        ("结果.csv", &results),
    ];
    let folder = workspace(TOWN, &tables);
    let made = papers(&folder, &["--only", "B5,B6,B7,E10,E15,E16"]);
    for (code, claim) in [
        ("B5", "主席候选人预备人选：丁一兰。"),
        ("B5", "副主席候选人预备人选：王小荷。"),
        ("B6", "主席候选人预备人选：丁一兰。"),
        ("B7", "主席候选人预备人选：丁一兰，"),
        ("E10", "主席候选人：丁一兰。"),
        ("E15", "丁一兰"),
    ] {
        let text = made.text("河口村", code);
        assert!(text.contains(claim), "{code}: {claim}\n{text}");
    }
}

#[test]
fn n08_members_are_counted_without_leaders_where_the_cycle_says_so() {
    let cycle = format!("{TOWN}[rules]\nexec_includes_leaders = false\nunit.exec_min = 3\n");
    let votes = "村,姓名,赞成票,反对票,弃权票,是否当选\n河口村,田富,8,0,1,是\n河口村,田大利,7,1,1,是\n\
                 河口村,李玥,7,0,2,是\n河口村,何静,3,4,2,否\n";
    let results = results("10,9,9,9,9,0,4,3", "丁一兰,王小荷");
    let tables =
        [("执委.csv", TEAM), ("得票.csv", votes), ("主席选举得票.csv", LEADERS), ("结果.csv", &results)];
    let folder = workspace(&cycle, &tables);
    assert_eq!(places(&folder, "exec-size"), [""; 0]);
    let made = papers(&folder, &["--only", "E10,F1,F4,F5,F10,F11,F12"]);
    for (place, code, phrase) in [
        ("河口村", "F1", "下列3人当选"),
        ("河口村", "F4", "执委人数3人"),
        ("河口村", "F5", "委员共3名"),
        ("00 镇级", "F10", "执行委员会委员3名"),
        ("00 镇级", "F11", "执委3名"),
    ] {
        let text = made.text(place, code);
        assert!(text.contains(phrase), "{code}: {phrase}\n{text}");
    }
    // Chair and vice-chair sit in the plenary: as many are entitled as came.
    let script = made.text("河口村", "E10");
    assert!(script.contains("应到班子成员5名，实到班子成员5名"), "{script}");
    for (place, code) in
        [("河口村", "F1"), ("河口村", "F4"), ("河口村", "F5"), ("00 镇级", "F10"), ("00 镇级", "F12")]
    {
        let text = made.text(place, code).replace("不包括主席", "");
        for phrase in ["包括主席", "含主席", "执行委员会共5人", "5名执委"] {
            assert!(!text.contains(phrase), "{code}: {phrase}\n{text}");
        }
    }
}

#[test]
fn n09_done_is_what_results_prove_and_nobody_denies() {
    let list = format!(
        "{OFFICERS}甲村,丁一兰,主席,1980.05,群众\n甲村,王小荷,副主席,1985.07,群众\n\
         乙村,田富,主席,1990.11,群众\n乙村,李玥,副主席,1995.01,群众\n"
    );
    let progress = "村,是否完成\n甲村,是\n乙村,否\n丙村,是\n";
    let folder = workspace(TOWN, &[("执委名单.csv", &list), ("进度表.csv", progress)]);
    let told = stats(&folder, &[]);
    assert_eq!((count(&told, "unit.done"), count(&told, "unit.count")), (1, 3));
    let made = papers(&folder, &["--only", "F10,F11,F12", "--unit", "柳溪镇"]);
    let (summary, bulletin) = (made.text("柳溪镇", "F10"), made.text("柳溪镇", "F11"));
    assert!(summary.contains("已完成换届1个，完成率33.3%"), "{summary}");
    assert!(!bulletin.contains("全面完成") && bulletin.contains("已有1个完成换届"), "{bulletin}");
    for (village, done) in [("1甲村", "是"), ("2乙村", "否"), ("3丙村", "否")] {
        let row = made.line("柳溪镇", "F12", village);
        assert!(row.ends_with(done), "{row}");
    }
}

#[test]
fn n10_both_differences_are_told_and_a_paper_has_one_population() {
    let town = Town::small().replace("data/结果.csv", "10,9,9,9,9,0", "12,11,9,9,9,0");
    let checked = town.run("check", &["--format", "json"]).json();
    let own = checked["problems"].as_array().unwrap().iter();
    let own = own.filter(|problem| problem["code"] == "delegate-count");
    let cells: Vec<&str> = own.map(|problem| problem["cell"].as_str().unwrap()).collect();
    assert_eq!(cells, ["D2", "E2"]);
    let out = town.path().join("out");
    town.build(&out, &["--only", "C7,F10"]);
    let made = Papers { folder: town.path(), told: checked };
    let report = made.text("河口村", "C7");
    let ten = || BTreeSet::from(["10".to_owned()]);
    assert_eq!(before(&report, "名代表"), ten(), "{report}");
    assert!(report.contains("现已产生代表10名") && !report.contains("在出席大会的"), "{report}");
    let summary = made.text("00 镇级", "F10");
    assert_eq!(before(&summary, "名代表"), ten(), "{summary}");
    assert_eq!(before(&summary, "名出席代表"), BTreeSet::new(), "{summary}");
}

#[test]
fn n11_a_write_in_who_is_elected_is_shown_so() {
    let votes = "村,姓名,赞成票,反对票,弃权票,是否当选\n河口村,丁一兰,9,0,0,是\n河口村,王小荷,9,0,0,是\n\
                 河口村,田富,8,0,1,是\n河口村,田大利,7,1,1,是\n河口村,李玥,4,3,2,否\n河口村,何静,3,4,2,否\n";
    let write_in = "村,另选他人姓名,得票数\n河口村,欧阳春梅,6\n";
    let team = TEAM.replace("李玥", "欧阳春梅");
    let results = results("10,9,9,9,9,0,6,5", "丁一兰,王小荷");
    let folder = workspace(
        TOWN,
        &[
            ("执委.csv", &team),
            ("得票.csv", votes),
            ("另选他人.csv", write_in),
            ("主席选举得票.csv", LEADERS),
            ("结果.csv", &results),
        ],
    );
    let made = papers(&folder, &["--only", "E18,E22,F3,F10"]);
    for code in ["E18", "E22"] {
        let row = made.line("河口村", code, "欧阳春梅");
        assert!(row.ends_with('是') || row.contains("当选"), "{code}: {row}");
        let lost = made.line("河口村", code, "何静");
        assert!(lost.ends_with('否'), "{code}: {lost}");
    }
    for (place, code) in [("河口村", "F3"), ("00 镇级", "F10")] {
        let text = made.text(place, code);
        assert!(!text.contains("从6名候选人中选举产生"), "four of the five were nominees: {code} {text}");
    }
}

/// The roster of the small town: the first are on leave, and three guests and one who was replaced are listed too.
fn with_guests(on_leave: usize) -> Town {
    let came = 10 - on_leave;
    let numbers = format!(",,{came},{came},{came},0");
    let town = Town::small().replace("data/结果.csv", "10,9,9,9,9,0", &numbers);
    let path = town.path().join("data/代表.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut rows = text.lines();
    let head = rows.next().unwrap().replace("是否到会", "备注");
    let mut list = format!("{head}\n");
    for (at, row) in rows.enumerate() {
        let own = row.rsplit_once(',').unwrap().0;
        list += &format!("{own},{}\n", if at < on_leave { "请假（住院）" } else { "" });
    }
    for (at, (name, remark)) in
        [("严红", "特邀代表"), ("华紫", "列席"), ("金白", "已更换"), ("魏青", "列席人员")].iter().enumerate()
    {
        let row =
            format!("{},河口村,{name},女,汉族,197{at}.01,群众,高中,务农,1920000002{at},{remark}\n", 11 + at);
        list += &row;
    }
    std::fs::write(&path, list).unwrap();
    town
}

#[test]
fn n12_guests_observers_and_the_replaced_have_no_vote() {
    let town = with_guests(3);
    let told = town.run("stats", &["--format", "json"]).json();
    assert_eq!((count(&told, "delegate-all.count"), count(&told, "delegate.count")), (10, 7));
    let codes = |town: &Town| -> BTreeSet<String> {
        let checked = town.run("check", &["--format", "json"]).json();
        let problems = checked["problems"].as_array().unwrap().iter();
        problems.map(|problem| problem["code"].as_str().unwrap().to_owned()).collect()
    };
    let left_out = town.run("check", &["--format", "json", "--lang", "zh"]).json();
    let left_out =
        left_out["problems"].as_array().unwrap().iter().find(|one| one["code"] == "no-delegate").unwrap();
    let message = left_out["message"].as_str().unwrap();
    assert!(message.contains("严红（特邀）；华紫、魏青（列席）；金白（换下）"), "{message}");
    // 7 of 10 are enough; of 14 they were not.
    assert!(!codes(&town).contains("quorum"));
    assert!(codes(&with_guests(4)).contains("quorum"), "6 of 10 are too few");
    let out = town.path().join("out");
    town.build(&out, &["--only", "C7,E6", "--unit", "河口村", "--keep-going"]);
    let made = Papers { folder: town.path(), told };
    let (report, script) = (made.text("河口村", "C7"), made.text("河口村", "E6"));
    assert!(report.contains("应到代表10名，缺席3名，实到代表7名，符合"), "{report}");
    assert_eq!(before(&report, "名代表"), BTreeSet::from(["10".to_owned()]), "{report}");
    assert!(script.contains("应到代表10名，缺席3名，今天实到7名"), "{script}");
}

#[test]
fn n18_check_and_papers_count_the_quorum_from_one_number() {
    // The roster alone tells who is entitled: 23 of 34.
    let roster = without_quorum(true);
    let told = problems(&roster, "quorum");
    assert!(told.len() == 1 && told[0].1.contains("至少 23 人"), "{told:?}");
    // The sheet says 15, the roster lists 10: 10 of 15 are needed, and 9 came.
    let town = Town::small().replace("data/结果.csv", "10,9,9,9,9,0", "15,9,9,9,9,0");
    let checked = town.run("check", &["--format", "json", "--lang", "zh"]).json();
    let problems = checked["problems"].as_array().unwrap();
    let message = problems.iter().find(|problem| problem["code"] == "quorum").unwrap()["message"].clone();
    assert!(message.as_str().unwrap().contains("至少 10 人"), "{message}");
    let out = town.path().join("out");
    town.build(&out, &["--only", "C7,E6,E9,E11,E18,F3", "--unit", "河口村", "--keep-going"]);
    let sheet = Papers { folder: town.path(), told: checked };
    let made = papers(&roster, &["--only", "C7,E6,E9,E11,E18,F3", "--unit", "河口村"]);
    for (papers, entitled, present, needed) in [(made, 34, 15, 23), (sheet, 15, 9, 10)] {
        for code in ["C7", "E6", "E9", "E11", "E18", "F3"] {
            let Some(text) = papers.made("河口村", code) else { continue };
            assert!(text.contains(&format!("应到代表{entitled}名")), "{code}: {text}");
            assert!(!text.contains(&format!("实到{present}名，符合")), "{code}: {text}");
            assert!(!text.contains(&format!("实到代表{present}名，符合")), "{code}: {text}");
            assert!(!text.contains("到会人数符合"), "{code}: {text}");
        }
        // Before the vote the script names the number needed; after it, what the number present means.
        let script = papers.text("河口村", "E6");
        assert!(script.contains("没有达到应到代表三分之二以上的规定"), "{needed}: {script}");
    }
}
