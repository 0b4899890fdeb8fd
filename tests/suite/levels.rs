//! Bodies that differ from one another: a town of the 15th term over villages of the 2nd, a 妇代会 that votes by hands, a
//! county over towns, a city over counties. Every paper is read back.

use std::fmt::Write as _;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::run::Town;
use crate::support::sheets::{Papers, count, papers, run, stats, workspace};

/// What the workspaces are called and when they vote; each has terms and a place of its own.
const DATES: &str = "as_of = \"2026-10\"\nprevious_as_of = \"2021-10\"\n";
const RULES: &str = "[rules]\nexec_margin = 1\nunit.exec_min = 5\ntown.exec_min = 5\n";

/// Head, vice-chair and member as the rosters name them.
const POSTS: [&str; 3] = ["主席", "副主席", "执委"];
/// Those of a 妇代会; here the bodies that vote by hands are such.
const OF_CONFERENCE: [&str; 3] = ["主任", "副主任", "委员"];

const FAMILIES: [char; 31] = [
    '丁', '王', '田', '李', '何', '赵', '钱', '孙', '周', '吴', '郑', '冯', '陈', '褚', '卫', '蒋', '沈',
    '韩', '杨', '朱', '秦', '许', '吕', '张', '孔', '曹', '严', '金', '魏', '陶', '姜',
];
const GIVEN: [&str; 7] = ["一兰", "小荷", "富英", "大丽", "春梅", "秀云", "水仙"];

/// Sheets of every kind, and the heads of their columns.
const SHEETS: [(&str, &str); 9] = [
    ("基本情况.csv", "类型,妇女人数,代表名额,党组织"),
    ("代表.csv", "姓名,性别,民族,出生年月,政治面貌,学历,联系电话,是否到会"),
    ("候选人.csv", "候选人姓名,性别,民族,出生年月,政治面貌,学历,拟任职务,推荐方式"),
    ("执委.csv", "姓名,性别,民族,出生年月,政治面貌,学历,妇联职务,联系电话"),
    (
        "结果.csv",
        "大会日期,应到代表数,实到代表数,发出选票,收回选票,有效票,无效票,候选人数,应选人数,当选执委人数,主席,副主席",
    ),
    ("得票.csv", "姓名,赞成票,反对票,弃权票,是否当选"),
    ("主席选举得票.csv", "姓名,职务,到会执委数,赞成票,反对票,弃权票"),
    ("上届名单.csv", "姓名,上届职务,性别,出生年月,政治面貌,学历"),
    ("进度.csv", "成立筹备小组,代表产生日期,备案日期,是否完成"),
];

/// A body that has voted: one delegate stayed away, and of the women who stood the first were elected.
#[derive(Clone, Copy)]
struct Election<'a> {
    /// 县, 乡镇, 村（社区）; each names itself in all columns below.
    place: [&'a str; 3],
    delegates: usize,
    seats: usize,
    margin: usize,
    by_hands: bool,
}

impl<'a> Election<'a> {
    fn of(county: &'a str, town: &'a str, unit: &'a str, delegates: usize) -> Self {
        Self { place: [county, town, unit], delegates, seats: 5, margin: 1, by_hands: false }
    }

    fn is_unit(&self) -> bool {
        self.place[2] != self.place[1]
    }
}

/// The tables of some bodies; no two women have one name.
fn tables(elections: &[Election<'_>]) -> Vec<(&'static str, String)> {
    let mut sheets: Vec<(&str, String)> =
        SHEETS.iter().map(|(name, head)| (*name, format!("县,乡镇,村（社区）,{head}\n"))).collect();
    for (number, election) in elections.iter().enumerate() {
        let place = election.place.join(",");
        let mut add = |sheet: usize, row: String| writeln!(sheets[sheet].1, "{place},{row}").unwrap();
        let (seats, delegates) = (election.seats, election.delegates);
        let came = delegates - 1;
        let name = |at: usize| {
            format!("{}{}", FAMILIES[(number * 13 + at) % 31], GIVEN[(number + at / 31) % GIVEN.len()])
        };
        let whole = |at: usize| {
            let (politics, education) = (["中共党员", "群众"][at % 2], ["大学专科", "高中"][at % 2]);
            format!("{},女,汉族,19{}.05,{politics},{education}", name(at), 66 + (at * 3 + number) % 30)
        };
        let posts = if election.by_hands { OF_CONFERENCE } else { POSTS };
        let post = |at: usize| posts[at.min(2)];
        for at in 0..delegates {
            let attended = if at < came { "是" } else { "否" };
            add(1, format!("{},192{number:04}{at:04},{attended}", whole(at)));
        }
        for at in 0..seats + election.margin {
            let stood = if at < 2 { post(at) } else { "" };
            add(2, format!("{},{stood},组织推荐", whole(at)));
            // A ballot has no more names than seats: what the others get, the last who is elected lacks.
            let (votes, elected) = match at + 1 {
                nth if nth < seats => (came, "是"),
                nth if nth == seats => (came - election.margin, "是"),
                _ => (1, "否"),
            };
            add(5, format!("{},{votes},{},0,{elected}", name(at), came - votes));
        }
        for at in 0..seats {
            add(3, format!("{},{},192{number:04}{at:04}", whole(at), post(at)));
        }
        for at in 0..2 {
            add(6, format!("{},{},{seats},{seats},0,0", name(at), post(at)));
        }
        for (at, post) in OF_CONFERENCE.into_iter().enumerate() {
            add(7, format!("{},{post},女,1962.0{},群众,初中", name(delegates + at), 1 + at));
        }
        let ballots = if election.by_hands { ",,,".to_owned() } else { format!("{came},{came},{came},0") };
        let (nominees, leaders) = (seats + election.margin, [name(0), name(1)].join(","));
        add(4, format!("2026-10-20,{delegates},{came},{ballots},{nominees},{seats},{seats},{leaders}"));
        if election.is_unit() {
            let kind = if election.place[2].ends_with("社区") { "社区" } else { "村" };
            let [_, town, unit] = election.place;
            add(0, format!("{kind},{},{delegates},中共{town}{unit}支部委员会", 300 + number));
            add(8, "2026-09-05,2026-10-08,2026-10-25,是".to_owned());
        }
    }
    sheets
}

/// The workspace of some bodies, which has no errors.
fn made_of(cycle: &str, elections: &[Election<'_>]) -> TempDir {
    let tables = tables(elections);
    let tables: Vec<_> = tables.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let folder = workspace(&format!("{cycle}{RULES}"), &tables);
    let checked = run(&folder, "check", &["--format", "json"]).json();
    let errors: Vec<_> =
        checked["problems"].as_array().unwrap().iter().filter(|one| one["severity"] == "error").collect();
    assert!(errors.is_empty(), "{errors:#?}");
    folder
}

/// Every paper of a place that has one of these words, after what is no word of its own was taken out.
fn saying(texts: &[(String, String)], no_words: &[&str], words: &[&str]) -> Vec<String> {
    let of = |(path, text): &(String, String)| {
        let text = no_words.iter().fold(text.clone(), |text, word| text.replace(word, ""));
        let found: Vec<_> = words.iter().filter(|word| text.contains(**word)).collect();
        (!found.is_empty()).then(|| format!("{path}: {found:?}"))
    };
    texts.iter().filter_map(of).collect()
}

/// The papers of a place; there are as many as all bodies of its level have.
fn all(papers: &Papers<'_>, place: &str, least: usize) -> Vec<(String, String)> {
    let texts = papers.all(place);
    assert!(texts.len() >= least, "{} papers of {place}: {}", texts.len(), papers.told);
    texts
}

/// A figure of one of the bodies of `stats --by …`.
fn figure_of(stats: &Value, field: &str, place: &str, id: &str) -> u64 {
    let bodies = stats["bodies"].as_array().unwrap();
    let body =
        bodies.iter().find(|body| body[field] == place).unwrap_or_else(|| panic!("no {place}: {stats}"));
    let figures = body["indicators"].as_array().unwrap();
    figures.iter().find(|figure| figure["id"] == id).unwrap()["count"].as_u64().unwrap()
}

#[test]
fn a_town_of_the_15th_term_stands_over_villages_of_the_2nd() {
    let cycle = format!(
        "[cycle]\nterm = 15\n{DATES}[cycle.unit]\nterm = 2\n[town]\nname = \"柳溪镇\"\nsuperior = \"云岭县妇女联合会\"\n"
    );
    let town = Election { seats: 7, ..Election::of("", "柳溪镇", "柳溪镇", 20) };
    let villages = ["河口村", "梅岩村"].map(|unit| Election::of("", "柳溪镇", unit, 10));
    let folder = made_of(&cycle, &[town, villages[0], villages[1]]);
    let papers = papers(&folder, &[]);
    for village in ["河口村", "梅岩村"] {
        let texts = all(&papers, &format!("{village}/"), 45);
        // A method may have fifteen clauses.
        let plain = |(path, text): &(String, String)| (path.clone(), text.replace("十五、", ""));
        let plain: Vec<_> = texts.iter().map(plain).collect();
        assert_eq!(saying(&plain, &[], &["十五"]), [""; 0]);
        assert!(saying(&texts, &[], &["第二次妇女代表大会"]).len() > 30);
        let list = papers.text(village, "F5");
        assert!(list.starts_with(&format!("{village}妇女联合会第二届执行委员会组成人员名单")), "{list}");
        let report = papers.text(village, "F1");
        assert!(report.contains(&format!("柳溪镇{village}第二次妇女代表大会于2026年10月20日")), "{report}");
    }
    let texts = all(&papers, "00 镇级/", 55);
    assert_eq!(saying(&texts, &[], &["第二届", "第二次妇女"]), [""; 0]);
    assert!(saying(&texts, &[], &["第十五次妇女代表大会"]).len() > 30);
    let list = papers.text("00 镇级", "F5");
    assert!(list.starts_with("柳溪镇妇女联合会第十五届执行委员会组成人员名单"), "{list}");
    // The town's summary counts its villages and tells its own congress besides.
    let summary = papers.text("00 镇级", "F10");
    let own = "柳溪镇第十五次妇女代表大会召开，应到代表20名，实到19名，选举产生柳溪镇妇女联合会第十五届执行委员会委员7名";
    assert!(summary.contains(own) && summary.contains("选举产生执行委员会委员10名"), "{summary}");
    let told = stats(&folder, &[]);
    assert_eq!((count(&told, "unit.count"), count(&told, "officer.count")), (2, 10));
}

#[test]
fn a_conference_votes_by_hands_and_has_a_director() {
    let by_hands = "term = 9\norganisation = \"妇代会\"\nmembers_by = \"hands\"\nleaders_by = \"hands\"\nexec_margin = 0\n";
    let cycle = format!(
        "[cycle]\nterm = 15\n{DATES}[cycle.unit]\n{by_hands}[town]\nname = \"柳溪镇\"\nsuperior = \"云岭县妇女联合会\"\n"
    );
    let village = |unit| Election { margin: 0, by_hands: true, ..Election::of("", "柳溪镇", unit, 10) };
    let town = Election { seats: 7, ..Election::of("", "柳溪镇", "柳溪镇", 20) };
    let folder = made_of(&cycle, &[town, village("河口村"), village("梅岩村")]);
    let papers = papers(&folder, &[]);
    let mut texts = all(&papers, "河口村/", 42);
    let presidium = ["主席团", "执行主席", "行主席名单"];
    let words = ["主席", "执委", "执行委员会", "选票", "无记名", "投票", "一票", "差额", "有效票", "赞成票"];
    assert_eq!(saying(&texts, &presidium, &words), [""; 0]);
    let above = [
        "柳溪镇妇联",
        "柳溪镇妇女联合会",
        "上级妇联",
        "是否妇联",
        "中华全国妇女联合会",
        "妇女联合会选举工作",
    ];
    texts.retain(|(path, _)| !["/C4 ", "/D3 ", "/F4 "].iter().any(|code| path.contains(code)));
    assert_eq!(saying(&texts, &above, &["妇联", "妇女联合会"]), [""; 0]);
    assert!(saying(&texts, &[], &["河口村第九届妇女代表会"]).len() > 20);
    // Nobody needs ballots, nor sheets to count them.
    for code in ["/E15 ", "/E16 ", "/E17 "] {
        assert!(!texts.iter().any(|(path, _)| path.contains(code)), "{code}");
    }
    let index = papers.text("河口村", "F13");
    assert!(!index.contains("选票") && !index.contains("计票表"), "{index}");
    let method = papers.text("河口村", "E13");
    assert!(method.contains("举手表决") && method.contains("等额选举"), "{method}");
    let result = papers.text("河口村", "F1");
    assert!(
        result.contains("以举手表决的方式进行选举。应选妇代会委员5名，候选人5名，实行等额选举"),
        "{result}"
    );
    assert!(result.contains("得5人赞成、0人反对、0人弃权"), "{result}");
    // What the town tells of its conferences; of its own federation it goes on telling 主席 and 选票.
    let bulletin =
        all(&papers, "00 镇级/", 55).into_iter().find(|(path, _)| path.contains("工作简报")).unwrap().1;
    let of_units = bulletin.split("柳溪镇第十五次妇女代表大会召开").next().unwrap().to_owned();
    for (code, text) in [("F11", of_units), ("F12", papers.text("00 镇级", "F12"))] {
        assert!(text.contains("主任") && !text.contains("主席") && !text.contains("选票"), "{code}: {text}");
    }
    let summary = papers.text("00 镇级", "F10");
    assert!(summary.contains("选举产生妇代会委员10名，其中主任2名、副主任2名"), "{summary}");
    assert!(summary.contains("执行委员会委员7名，其中主席1名、副主席1名"), "{summary}");
    assert_eq!(summary.matches("主席").count(), 2, "{summary}");
    let own = papers.text("00 镇级", "E9");
    assert!(own.contains("选票") && own.contains("差额") && own.contains("主席"), "{own}");
}

/// A town of which 河口村 is a 妇代会 that votes by show of hands, and its election.
fn one_conference() -> (String, Election<'static>) {
    let by_hands = "[body.\"河口村\"]\ncycle = { term = 9, organisation = \"妇代会\", members_by = \"hands\", leaders_by = \"hands\", \
                    exec_margin = 0 }\n";
    let cycle = format!("[cycle]\nterm = 3\n{DATES}[town]\nname = \"柳溪镇\"\n{by_hands}");
    let conference = Election { margin: 0, by_hands: true, ..Election::of("", "柳溪镇", "河口村", 10) };
    (cycle, conference)
}

#[test]
fn one_conference_changes_nothing_for_the_federation_beside_it() {
    let (cycle, conference) = one_conference();
    let folder = made_of(&cycle, &[conference, Election::of("", "柳溪镇", "梅岩村", 10)]);
    let papers = papers(&folder, &["--only", "E9,E13,E18,F1,F5"]);
    let (own, mut other) = (all(&papers, "河口村/", 5), all(&papers, "梅岩村/", 5));
    // The leaders of any body are elected with as many nominees as seats.
    other.retain(|(path, _)| !path.contains("全体会议选举办法"));
    assert_eq!(saying(&own, &["主席团"], &["主席", "执委", "选票", "差额", "第三届"]), [""; 0]);
    assert_eq!(saying(&other, &[], &["主任", "妇代会", "举手表决的方式", "等额", "第九"]), [""; 0]);
    for (code, words) in [("E9", "选票"), ("F1", "差额1名"), ("F5", "第三届执行委员会"), ("E18", "有效票")]
    {
        let text = papers.text("梅岩村", code);
        assert!(text.contains(words), "{code}: {text}");
    }
}

#[test]
fn a_town_says_of_no_village_what_holds_for_another() {
    let (cycle, conference) = one_conference();
    let federation = |unit| Election::of("", "柳溪镇", unit, 10);
    // Whichever comes first speaks for itself only.
    for elections in [
        [conference, federation("梅岩村"), federation("西坡村")],
        [federation("梅岩村"), conference, federation("西坡村")],
    ] {
        let papers_of_town = made_of(&cycle, &elections);
        let papers = papers(&papers_of_town, &["--only", "A1,A5,A6,A8,F9,F10,F11,F12"]);
        let texts = all(&papers, "00 镇级/", 8);
        let says = |paper: &str, words: &[&str]| {
            let (path, text) = texts.iter().find(|(path, _)| path.contains(paper)).unwrap();
            for words in words {
                assert!(text.contains(words), "{path}, {words}: {text}");
            }
        };
        says(
            "/A1 ",
            &[
                "全镇3个村妇联（妇代会）和柳溪镇妇联全部完成换届，选举产生新一届妇代会、妇联执行委员会和新的领导班子",
                "村妇联执行委员会（妇代会）不少于5人",
                "执行委员会（妇代会）委员由妇女代表大会以无记名投票或者举手表决的方式差额或者等额选举产生",
                "柳溪镇妇联执行委员会委员由柳溪镇第三次妇女代表大会以无记名投票的方式差额选举产生",
                "得赞成票或者赞成的人数超过应到代表的半数方可当选",
            ],
        );
        says("/A5 ", &["现任负责人为妇联主席或者妇代会主任"]);
        says(
            "培训提纲",
            &[
                "实行差额选举的，候选人应当多于应选人数；实行等额选举的，与应选人数相等",
                "举手表决怎样计算",
                "选票怎样计算",
                "选票、计票表、发出和收回选票情况报告单",
            ],
        );
        says(
            "/A8 ",
            &[
                "村妇联（妇代会）换届工作流程",
                "举手表决的：对候选人逐人举手表决",
                "投票的：当众检查票箱",
                "选举主席（主任）、副主席（副主任）",
            ],
        );
        says("/F9 ", &["新一届村妇联（妇代会）干部"]);
        says(
            "/F10 ",
            &[
                "村妇联（妇代会）组织3个",
                "应到代表共30名，实到27名；以无记名投票方式选举的2个村发出选票18张，收回18张",
                "执行委员会（妇代会）委员15名，其中主席（主任）3名、副主席（副主任）3名",
                "得赞成票或者赞成的人数超过应到代表的半数的方可当选",
            ],
        );
        says("/F11 ", &["以无记名投票或者举手表决的方式产生执行委员会（妇代会）委员"]);
        says("/F12 ", &["柳溪镇村妇联（妇代会）换届统计表"]);
        let total = papers.line("00 镇级", "F12", "合计");
        assert_eq!(total, "合计30271818180171533");
    }
}

#[test]
fn a_county_adds_up_its_towns() {
    let cycle = format!(
        "[cycle]\nterm = 12\n{DATES}[cycle.town]\nterm = 15\n[cycle.unit]\nterm = 2\n[town]\nname = \"云岭县\"\n\
         level = \"county\"\nsuperior = \"衢江市妇女联合会\"\nsuperior_short = \"衢江市妇联\"\n"
    );
    let elections = [
        Election { seats: 9, ..Election::of("", "云岭县", "云岭县", 30) },
        Election { seats: 7, ..Election::of("", "柳溪镇", "柳溪镇", 20) },
        Election::of("", "柳溪镇", "河口村", 10),
        Election { seats: 6, ..Election::of("", "柳溪镇", "梅岩村", 12) },
        Election { seats: 7, ..Election::of("", "石坝乡", "石坝乡", 20) },
        Election::of("", "石坝乡", "霞垅村", 14),
        Election { seats: 8, ..Election::of("", "石坝乡", "西坡村", 15) },
    ];
    let folder = made_of(&cycle, &elections);
    let told = stats(&folder, &["--by", "town"]);
    for (id, first, second) in
        [("unit.count", 2, 2), ("unit.entitled", 22, 29), ("officer.count", 11, 13), ("chair.count", 2, 2)]
    {
        let of = |town| figure_of(&told, "town", town, id);
        assert_eq!((of("柳溪镇"), of("石坝乡"), count(&told, id)), (first, second, first + second), "{id}");
    }
    let papers = papers(&folder, &["--unit", "云岭县,柳溪镇,石坝乡"]);
    let texts = all(&papers, "云岭县/", 3);
    assert_eq!(saying(&texts, &[], &["镇党委", "乡党委", "全镇", "第十五", "县妇联妇联"]), [""; 0]);
    let summary = papers.text("云岭县/", "F10");
    assert!(
        summary.starts_with("云岭县村妇联换届工作总结衢江市妇女联合会：按照上级妇联和县委的部署"),
        "{summary}"
    );
    assert!(summary.contains("全县应换届的村妇联组织4个，已完成换届4个"), "{summary}");
    assert!(summary.contains("应到代表共51名，实到47名"), "{summary}");
    assert!(summary.contains("选举产生执行委员会委员24名，其中主席4名、副主席4名"), "{summary}");
    for (row, numbers) in
        [("1柳溪镇", "22100.0%122202011"), ("2石坝乡", "22100.0%129272713"), ("合计", "44100.0%51474724")]
    {
        let line = papers.line("云岭县/", "F12", row);
        assert!(line.contains(&format!("{row}{numbers}")), "{line}");
    }
    // The towns have the county above them, and terms of their own.
    for (town, party) in [("柳溪镇", "镇党委"), ("石坝乡", "乡党委")] {
        let texts = all(&papers, &format!("{town}/00 "), 55);
        assert_eq!(saying(&texts, &[], &["衢江市", "县委", "第十二", "第二届"]), [""; 0]);
        let report = papers.text(&format!("{town}/00 "), "B3");
        assert!(report.contains("云岭县妇女联合会："), "{report}");
        let method = papers.text(&format!("{town}/00 "), "E13");
        assert!(method.contains(&format!("在{party}领导")), "{method}");
        assert!(report.contains(&format!("{town}第十五次妇女代表大会")), "{report}");
    }
}

#[test]
fn a_city_adds_up_its_counties_and_tells_towns_of_one_name_apart() {
    let cycle = format!(
        "[cycle]\nterm = 6\n{DATES}[cycle.county]\nterm = 12\n[cycle.town]\nterm = 15\n[cycle.unit]\nterm = 2\n\
         [town]\nname = \"衢江市\"\nlevel = \"city\"\nsuperior = \"宁州省妇女联合会\"\n"
    );
    let elections = [
        Election { seats: 9, ..Election::of("衢江市", "衢江市", "衢江市", 30) },
        Election { seats: 9, ..Election::of("云岭县", "云岭县", "云岭县", 24) },
        Election::of("云岭县", "柳溪镇", "河口村", 10),
        Election { seats: 6, ..Election::of("云岭县", "城关镇", "霞垅村", 12) },
        Election { seats: 9, ..Election::of("白河县", "白河县", "白河县", 26) },
        Election { seats: 7, ..Election::of("白河县", "城关镇", "西坡村", 14) },
        Election { seats: 8, ..Election::of("白河县", "城关镇", "东街社区", 15) },
    ];
    let folder = made_of(&cycle, &elections);
    let told = stats(&folder, &["--by", "county"]);
    for (id, first, second) in [("unit.count", 2, 2), ("unit.entitled", 22, 29), ("officer.count", 11, 15)] {
        let of = |county| figure_of(&told, "county", county, id);
        assert_eq!((of("云岭县"), of("白河县"), count(&told, id)), (first, second, first + second), "{id}");
    }
    let towns = stats(&folder, &["--by", "town"]);
    let of = |county: &str| {
        let bodies = towns["bodies"].as_array().unwrap().iter();
        let own = bodies
            .filter(|body| body["county"] == county && body["town"].as_str().unwrap().ends_with("城关镇"));
        own.count()
    };
    assert_eq!((of("云岭县"), of("白河县")), (1, 1), "{towns:#}");
    let papers = papers(&folder, &["--only", "F5,F10,F11,F12"]);
    let summary = papers.text("衢江市/", "F10");
    assert!(
        summary.starts_with("衢江市村（社区）妇联换届工作总结宁州省妇女联合会：按照上级妇联和市委的部署"),
        "{summary}"
    );
    assert!(
        summary.contains("全市应换届的村（社区）妇联组织4个") && summary.contains("应到代表共51名"),
        "{summary}"
    );
    for (row, numbers) in [("1云岭县", "22100.0%111"), ("2白河县", "22100.0%115"), ("合计", "44100.0%26")]
    {
        let line = papers.line("衢江市/", "F10", row);
        assert!(line.starts_with(&format!("{row}{numbers}")), "{line}");
    }
    // A town tells its county, and a county tells of its own towns to the city above it.
    let town = papers.text("柳溪镇/", "F10");
    assert!(town.contains("云岭县妇女联合会：") && !town.contains("衢江市妇"), "{town}");
    let county = papers.text("白河县/", "F10");
    assert!(
        county.starts_with("白河县村（社区）妇联换届工作总结衢江市妇女联合会：按照上级妇联和县委的部署"),
        "{county}"
    );
    assert!(county.contains("应到代表共29名") && !county.contains("云岭县"), "{county}");
    for (town, village) in [("云岭县城关镇", "霞垅村"), ("白河县城关镇", "西坡村")] {
        let list = papers.text(&format!("{town}/01 {village}/"), "F5");
        assert!(list.starts_with(&format!("{village}妇女联合会第二届执行委员会")), "{list}");
    }
}

#[test]
fn a_blank_cell_takes_nothing_over_from_another_town() {
    let cycle = format!("[cycle]\nterm = 2\n{DATES}[town]\nname = \"云岭县\"\nlevel = \"county\"\n");
    let list = "乡镇,村（社区）,姓名,性别,出生年月,妇联职务\n柳溪镇,河口村,丁一兰,女,1980.05,主席\n,,王小荷,女,1985.07,执委\n\
                城关镇,,田富,女,1990.11,主席\n,霞垅村,李玥,女,1995.01,主席\n";
    let folder = workspace(&cycle, &[("执委名单.csv", list)]);
    let told = run(&folder, "check", &["--format", "json"]).json();
    let problems = told["problems"].as_array().unwrap().iter();
    let sizes = problems.filter(|problem| problem["code"] == "exec-size");
    let sizes: Vec<_> = sizes.map(|problem| problem["message"].as_str().unwrap().to_owned()).collect();
    let begins = ["河口村班子名册有执委 2 人", "城关镇班子名册有执委 1 人", "霞垅村班子名册有执委 1 人"];
    assert_eq!(sizes.len(), begins.len(), "{sizes:?}");
    for (size, begin) in sizes.iter().zip(begins) {
        assert!(size.starts_with(begin), "{sizes:?}");
    }
}

/// Only the town elects: its papers count no unit, and those about the units are not made.
#[test]
fn units_that_do_not_elect_are_in_no_count_and_no_paper() {
    let town = Town::small().replace("cycle.toml", "[town]\n", "[cycle.unit]\nelects = false\n[town]\n");
    let stats = town.run("stats", &["--format", "json"]).json();
    let indicators = stats["bodies"][0]["indicators"].as_array().unwrap();
    let count = |id: &str| indicators.iter().find(|own| own["id"] == id).unwrap()["count"].as_u64();
    assert_eq!((count("unit.count"), count("chair.count")), (Some(0), Some(0)));
    let listed = town.run("list", &["--format", "json"]).json();
    let is_ready = |id: &str| {
        let documents = listed["documents"].as_array().unwrap();
        documents.iter().find(|own| own["id"] == id).unwrap()["ready"] == true
    };
    let about_units =
        ["summary", "bulletin", "statistics", "procedure-guide", "new-team-training", "unit-plan"];
    assert_eq!(about_units.map(is_ready), [false; 6]);
    assert!(is_ready("plan") && is_ready("request"));
}
