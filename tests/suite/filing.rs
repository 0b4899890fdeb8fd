//! Papers that a county can file: nothing is claimed before it was, nobody is asked by a report, settings say the rest.

use std::collections::BTreeMap;

use crate::support::pdf;
use crate::support::run::{Town, files};

/// Tables that tell of the congress.
const RESULTS: [&str; 4] = ["主席选举得票.csv", "得票.csv", "执委.csv", "结果.csv"];

/// The small town with more at the end of its `cycle.toml`, without some of its tables.
fn town(more: &str, without: &[&str]) -> Town {
    let town = Town::small();
    let cycle = town.path().join("cycle.toml");
    let settings = std::fs::read_to_string(&cycle).unwrap();
    std::fs::write(&cycle, format!("{settings}\n{more}")).unwrap();
    for table in without {
        std::fs::remove_file(town.path().join("data").join(table)).unwrap();
    }
    town
}

/// Path → text without white space, of the papers that are made.
fn made(town: &Town, only: &str) -> BTreeMap<String, String> {
    let out = tempfile::tempdir().unwrap();
    let run = town.build(out.path(), &["--only", only, "--no-packet", "--keep-going"]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let papers = files(out.path()).into_keys().filter(|path| path.ends_with(".pdf"));
    papers.map(|path| (path.clone(), text(&pdf::text(&out.path().join(&path))))).collect()
}

fn text(printed: &str) -> String {
    printed.split_whitespace().collect()
}

/// The text of the one paper whose path has both words.
fn one<'p>(papers: &'p BTreeMap<String, String>, place: &str, words: &str) -> &'p str {
    let mut own = papers.iter().filter(|(path, _)| path.contains(place) && path.contains(words));
    let found = own.next().unwrap_or_else(|| panic!("no {words} of {place}: {:?}", papers.keys()));
    assert!(own.next().is_none(), "{words} of {place} is made twice");
    found.1
}

#[test]
fn what_tells_of_the_congress_is_made_after_it() {
    let papers = made(&town("", &RESULTS), "E19,E22,F1,F2,F3,F5,E15,F10,F11");
    // Records of meetings that are held before it are forms.
    let is_form = |path: &String| path.contains("主席团会议记录") || path.contains("讨论记录");
    let told: Vec<_> = papers.keys().filter(|path| !path.contains("/F1") && !is_form(path)).collect();
    assert!(told.is_empty(), "{told:?}");
    for (words, claims) in [("F10", ["召开了", "选举产生"]), ("F11", ["全面完成", "有序推进"])]
    {
        let text = one(&papers, "00 镇级", words);
        assert!(claims.iter().all(|claim| !text.contains(claim)), "{words}: {text}");
    }
}

#[test]
fn a_request_has_one_superior_and_a_report_asks_for_nothing() {
    let request = made(&town("", &[]), "F1,F2");
    let own = one(&request, "河口村", "/F1 ");
    assert!(own.contains("选举结果的请示") && own.contains("妥否，请批示"), "{own}");
    assert!(one(&request, "河口村", "/F2 ").contains("请示》收悉"));
    let report = made(&town("[rules]\nresult_paper = \"report\"\n", &[]), "F1,F2,F3,B2");
    assert!(!report.keys().any(|path| path.contains("/F2 ")), "{:?}", report.keys());
    let own = one(&report, "河口村", "/F1 ");
    assert!(own.contains("选举结果的报告") && own.contains("特此报告。"), "{own}");
    for asks in ["请批示", "请予审批", "妥否"] {
        assert!(report.values().all(|text| !text.contains(asks)), "{asks}");
    }
    assert!(!one(&report, "河口村", "/B2 ").contains("选举结果及时报批"));
}

#[test]
fn a_plenary_has_papers_of_its_own() {
    let papers = made(&town("", &[]), "E14,E15,E16,E17,E18");
    for code in ["E14", "E15", "E16", "E17", "E18"] {
        let of = |plenary: bool| {
            let own = papers.iter().filter(|(path, _)| path.contains("河口村") && path.contains(code));
            own.filter(|(path, _)| path.contains("第一次全体会议") == plenary && !path.contains("登记表"))
                .map(|(_, text)| text)
                .collect::<Vec<_>>()
        };
        let (congress, plenary) = (of(false), of(true));
        assert_eq!((congress.len(), plenary.len()), (1, 1), "{code}: {:?}", papers.keys());
        assert!(
            !congress[0].contains("选举主席") && plenary[0].contains("执行委员会第一次全体会议"),
            "{code}"
        );
        assert!(!plenary[0].contains("妇女代表大会"), "{code}: {}", plenary[0]);
    }
    let ballot = one(&papers, "河口村", "全体会议选票.pdf");
    assert!(ballot.contains("可以另选本届执行委员会的其他委员，不超过1名"), "{ballot}");
}

#[test]
fn a_meeting_that_was_held_makes_news() {
    let held = "[[body.\"柳溪镇\".meeting]]\nkind = \"training\"\ndate = \"2021-01-05\"\nplace = \"镇文化站\"\npresent = 24\n\
                host = { name = \"罗静宜\", post = \"镇党委副书记\" }\nreads = { title = \"换届工作的通知\", number = \"云妇〔2020〕9号\" }\n\
                points = [{ title = \"选好主席\", text = \"要选信得过的人。\" }, { title = \"宣传在前\" }]\n";
    let papers = made(&town(held, &[]), "A6,F11");
    let news = one(&papers, "00 镇级", "召开妇联换届工作动员培训会.pdf");
    for fact in [
        "2021年1月5日",
        "在镇文化站召开",
        "镇党委副书记罗静宜主持会议",
        "《换届工作的通知》（云妇〔2020〕9号）",
        "共24人参加",
        "两点要求",
        "选好主席。要选信得过的人。",
    ] {
        assert!(news.contains(fact), "{fact}: {news}");
    }
    assert!(one(&papers, "00 镇级", "培训会的通知").contains("地点：镇文化站"));
    assert!(one(&papers, "00 镇级", "/F11 ").contains("召开动员培训会"));
    // Of two of one kind papers would tell of the first alone.
    let twice = town(&format!("{held}{held}"), &[]).run("check", &["--lang", "zh"]);
    let said = format!("{}{}", twice.stdout, twice.stderr);
    assert!(twice.status != 0 && said.contains("写了两次"), "{}: {said}", twice.status);
    // Planned, and nobody knows yet how many will come.
    let papers = made(&town(&held.replace("present = 24\n", ""), &[]), "A6,F11");
    assert!(
        !papers.keys().any(|path| path.contains("召开妇联换届工作动员培训会.pdf")),
        "{:?}",
        papers.keys()
    );
    assert!(!one(&papers, "00 镇级", "/F11 ").contains("动员培训会"));
}

#[test]
fn a_town_without_units_plans_for_itself() {
    let limits = "[rules.town]\nexec_min = 25\nvice_full_time = 1\nvice_part_time = 3\nchair_must_hold = [\"党委副书记\", \"副镇长\"]\n";
    let alone = town(limits, &RESULTS).replace("cycle.toml", "units = [\"河口村\"]\n", "");
    for table in ["代表.csv", "候选人.csv"] {
        std::fs::remove_file(alone.path().join("data").join(table)).unwrap();
    }
    let papers = made(&alone, "A1");
    let plan = one(&papers, "00 镇级", "/A1 ");
    for fact in [
        "执行委员会不少于25人",
        "专职不少于1名、兼职不少于3名",
        "应当由党委副书记或者副镇长担任",
        "主要任务：",
    ] {
        assert!(plan.contains(fact), "{fact}: {plan}");
    }
    for lost in ["0个", "村妇联", "附件1", "分配表"] {
        assert!(!plan.contains(lost), "{lost}: {plan}");
    }
}

#[test]
fn who_was_elected_and_is_not_known_is_a_blank_of_each_paper_that_lists_them() {
    let town = Town::small();
    for table in ["主席选举得票.csv", "得票.csv", "执委.csv"] {
        std::fs::remove_file(town.path().join("data").join(table)).unwrap();
    }
    let papers =
        ["announcement", "result-approval", "filing-form", "officer-list", "officer-roster", "duties"];
    let only: Vec<&str> = papers.iter().flat_map(|paper| ["--only", paper]).collect();
    let built = town
        .run("build", &[&["--format", "json", "--keep-going", "--unit", "河口村"], &only[..]].concat())
        .json();
    let written = built["written"].as_array().unwrap();
    assert_eq!(written.len(), papers.len(), "{built:#}");
    for paper in written {
        let blanks = paper["blanks"].as_array().unwrap();
        assert!(blanks.iter().any(|blank| blank == "执委名单"), "{paper:#}");
    }
}

#[test]
fn nobody_is_said_to_have_failed_whose_list_was_another_in_the_end() {
    let town = Town::small();
    let data = town.path().join("data");
    // The list proposes 田富 as vice-chair; 王小荷 is elected, and no table tells how the plenary voted.
    std::fs::remove_file(data.join("主席选举得票.csv")).unwrap();
    let list = std::fs::read_to_string(data.join("候选人.csv")).unwrap();
    let posts = |line: &str| {
        let post = match line {
            line if line.contains("候选人姓名") => "拟任职务",
            line if line.contains("丁一兰") => "主席",
            line if line.contains("田富") => "副主席",
            _ => "执委",
        };
        format!("{line},{post}\n")
    };
    std::fs::write(data.join("候选人.csv"), list.lines().map(posts).collect::<String>()).unwrap();
    let check = town.run("check", &["--lang", "zh"]);
    assert!(check.stdout.contains("王小荷当选副主席") && check.stdout.contains("田富"), "{}", check.stdout);
    let out = tempfile::tempdir().unwrap();
    town.build(
        out.path(),
        &["--only", "plenary-result-sheet", "--only", "result-report", "--unit", "河口村", "--keep-going"],
    );
    for file in files(out.path()).into_keys().filter(|file| file.ends_with(".pdf")) {
        let text: String = pdf::text(&out.path().join(&file)).split_whitespace().collect();
        let around =
            text.find("田富").map(|at| text[at..].chars().take(40).collect::<String>()).unwrap_or_default();
        assert!(!text.contains("未当选"), "{file}: {text}");
        assert!(!around.contains('否'), "{file}: {around}");
    }
    // With her votes nothing is doubtful about who was elected, only about the ballots.
    std::fs::write(data.join("得票2.csv"), "村（社区）,姓名,职务,到会执委数,赞成票,反对票,弃权票\n河口村,丁一兰,主席,5,5,0,0\n河口村,王小荷,副主席,5,4,0,1\n").unwrap();
    let check = town.run("check", &["--format", "json"]).json();
    let severity =
        check["problems"].as_array().unwrap().iter().find(|own| own["code"] == "leader-not-nominated");
    assert_eq!(severity.unwrap()["severity"], "warning", "{check:#}");
}
