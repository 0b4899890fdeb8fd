//! The papers of the catalogue: which there are, whose names they hold, how they are bound.

use std::path::{Path, PathBuf};

use crate::layout;
use crate::support::finished::{example, small};
use crate::support::pdf;
use crate::support::run::{Town, files, huanjie};

/// Ordinary given names that the Fandol faces lack, and rare surnames (TYPOGRAPHY 3.2).
const RARE: &str = "喆珺燚堃赟玥祎旻翀偲犇羴淼㛃䶮𬱖𬤊垚焱昇昺勍烜暐翯彧晳皙晞頔颀禛祐婳嫚嬿玚珏琎瑀璟闫冼仝逄禤郗甪鑫龑芃芈茜葳蕤骉骕晅曌奭鋆镕䴖";

/// The file of a paper of one body, by its code.
fn paper(out: &Path, place: &str, code: &str) -> PathBuf {
    let wanted = format!("/{code} ");
    let mut found: Vec<_> = files(out).into_keys().collect();
    found.retain(|path| path.contains(place) && path.contains(&wanted));
    // Of two papers of a code the congress's, not the plenary's.
    found.sort_by_key(|path| path.contains("第一次全体会议"));
    out.join(found.into_iter().next().unwrap_or_else(|| panic!("no {code} of {place}")))
}

fn text(out: &Path, place: &str, code: &str) -> String {
    pdf::text(&paper(out, place, code)).split_whitespace().collect()
}

/// The small town with other nominees and delegates, before the vote.
fn town_of(names: &[String]) -> Town {
    let town = Town::small();
    for table in ["主席选举得票.csv", "得票.csv", "执委.csv", "结果.csv"] {
        std::fs::remove_file(town.path().join("data").join(table)).unwrap();
    }
    let person = |(at, name): (usize, &String)| {
        format!("{},河口村,{name},女,汉族,19{:02}.05,群众,高中,务农\n", at + 1, 50 + at % 50)
    };
    let rows: String = names.iter().enumerate().map(person).collect();
    let cycle = town.path().join("cycle.toml");
    let settings = std::fs::read_to_string(&cycle).unwrap();
    // No ballot is made without the number of seats.
    std::fs::write(&cycle, format!("{settings}\n[body.\"河口村\"]\nseats = 5\n")).unwrap();
    let head = "村（社区）,姓名,性别,民族,出生年月,政治面貌,学历,职业\n";
    std::fs::write(town.path().join("data/代表.csv"), format!("序号,{head}{rows}")).unwrap();
    let head = head.replace("姓名", "候选人姓名");
    std::fs::write(town.path().join("data/候选人.csv"), format!("序号,{head}{rows}")).unwrap();
    town
}

#[test]
fn the_catalogue_is_complete_and_ready() {
    let town = Town::copy_of("qingkeng");
    let listed = town.run("list", &["--format", "json"]).json();
    let documents = listed["documents"].as_array().unwrap();
    // Nobody has said yet that the training meeting was held.
    let ready = |document: &&serde_json::Value| document["ready"] != true;
    let lacking: Vec<_> = documents.iter().filter(ready).map(|document| document["id"].clone()).collect();
    assert_eq!(lacking, ["training-news"], "{listed:#}");
    let codes: Vec<&str> = documents.iter().map(|document| document["code"].as_str().unwrap()).collect();
    // DESIGN 8, less the codes it does not ask for.
    let wanted = "A1 A2 A3 A3 A4 A5 A6 A6 A6 A6 A6 A6 A7 A8 A9 B1 B2 B3 B3 B4 B4 B5 B6 B7 C1 C2 C3 C4 C5 C6 C7 C8 C9 D1 D2 D3 D4 D5 D6 D7 D8 \
                  E1 E1 E2 E3 E6 E7 E8 E9 E10 E11 E12 E13 E13 E14 E14 E15 E15 E16 E16 E17 E17 E17 E17 E18 E18 E19 E20 E21 E21 E22 E22 E22 E22 \
                  F1 F2 F3 F4 F5 F6 F7 F8 F8 F9 F10 F11 F11 F12 F13";
    assert_eq!(codes, wanted.split_whitespace().collect::<Vec<_>>());

    let bare = town_of(&[]);
    let listed = bare.run("list", &["--format", "json"]).json();
    let lacking = |id: &str| {
        let document = listed["documents"].as_array().unwrap().iter().find(|document| document["id"] == id);
        document.unwrap_or_else(|| panic!("no {id}"))["missing"].clone()
    };
    assert_eq!(lacking("delegate-form"), serde_json::json!(["delegates"]));
    assert_eq!(lacking("nominee-form"), serde_json::json!(["nominees"]));
    assert_eq!(lacking("plan"), serde_json::json!([]));
}

#[test]
fn rare_characters_stand_in_a_roster_a_ballot_and_a_script() {
    let names: Vec<String> = RARE.chars().map(|c| format!("王{c}")).collect();
    assert_eq!(names.len(), 63);
    let out = tempfile::tempdir().unwrap();
    let made = town_of(&names).build(out.path(), &["--only", "C5,E15,E9,C4", "--format", "json"]);
    assert_eq!(made.status, 0, "{}", made.stderr);
    for code in ["C5", "E15", "E9", "C4"] {
        let text = text(out.path(), "河口村", code);
        let lost: Vec<&String> = names.iter().filter(|name| !text.contains(*name)).collect();
        assert!(lost.is_empty(), "{code} lost {lost:?}");
    }
    // Which of them had to be borrowed is told.
    let made = made.json();
    let roster = made["written"]
        .as_array()
        .unwrap()
        .iter()
        .find(|made| made["id"] == "delegate-roster" && made["body"] == "河口村妇联")
        .unwrap();
    let borrowed = roster["fallbacks"].as_array().unwrap();
    assert!(borrowed.iter().any(|found| found == "玥 Noto Serif CJK SC"), "{borrowed:?}");
    assert_eq!(borrowed.len(), 48, "{borrowed:?}");
}

#[test]
fn a_long_name_and_a_long_post_stay_in_their_cells() {
    let town = town_of(&["王芳".to_owned()]);
    let resume = "2012年4月起任河口村妇女主任，2015年当选为县人大代表。".repeat(12);
    std::fs::write(
        town.path().join("data/代表.csv"),
        format!(
            "序号,村（社区）,姓名,性别,民族,出生年月,政治面貌,学历,工作单位及职务,是否到会,个人简历\n\
             1,河口村,阿依古丽·买买提·热合曼·玉素甫,女,维吾尔族,1980.05,群众,大学本科,\
             云岭县柳溪镇河口村妇女联合会副主席兼柳溪镇巾帼农业种植专业合作社联合社理事长,,{resume}\n"
        ),
    )
    .unwrap();
    let out = tempfile::tempdir().unwrap();
    assert_eq!(town.build(out.path(), &["--only", "C4"]).status, 0);
    let pages = pdf::pages(&paper(out.path(), "河口村", "C4"));
    assert_eq!(pages.len(), 1);
    let words: Vec<_> = pages[0].lines.iter().flat_map(|line| &line.words).collect();
    let find = |text: &str| {
        *words.iter().find(|word| word.text.contains(text)).unwrap_or_else(|| panic!("no {text}"))
    };
    // What stands in one row ends above what stands in the next.
    assert!(find("玉素甫").y1 < find("出生").y0);
    assert!(find("理事长").y1 < find("代表类别").y0);
    let last =
        words.iter().filter(|word| word.text.contains("县人大代表")).map(|word| word.y1).fold(0.0, f64::max);
    assert!(last < find("奖惩").y0, "the résumé ends at {last}");
}

/// A cell for two columns that found one left in its line made five papers fail.
#[test]
fn a_long_name_may_stand_anywhere_in_a_list_of_names() {
    for at in 0..6 {
        let mut names: Vec<String> =
            ["王秀英", "李慧敏", "张桂兰", "刘芳", "陈玉梅", "赵雪琴"].map(str::to_owned).to_vec();
        names.insert(at, "阿依古丽·买买提".to_owned());
        let town = town_of(&names);
        let out = town.path().join("out");
        let built = town.build(&out, &["--unit", "河口村", "--only", "nominee-list,nominee-request"]);
        assert_eq!(built.status, 0, "{at}: {}", built.stderr);
        let shown = text(&out, "河口村", "D7");
        assert!(names.iter().all(|name| shown.contains(name.as_str())), "{at}: {shown}");
    }
}

#[test]
fn both_conventions_for_one_character_names() {
    let names = ["田大利", "欧阳玥", "阿依古丽·买买提", "田富", "王芳", "欧阳一一"].map(str::to_owned);
    for (rule, wanted) in [
        ("blank-first", ["王芳", "田富", "田大利", "阿依古丽·买买提", "欧阳玥", "欧阳一一"]),
        ("as-written", ["王芳", "田大利", "田富", "阿依古丽·买买提", "欧阳一一", "欧阳玥"]),
    ] {
        let town = town_of(&names);
        let cycle = town.path().join("cycle.toml");
        let settings = std::fs::read_to_string(&cycle).unwrap();
        std::fs::write(&cycle, format!("{settings}\n[rules]\nname_sort = \"{rule}\"\n")).unwrap();
        let out = tempfile::tempdir().unwrap();
        assert_eq!(town.build(out.path(), &["--only", "E15,D7,E9"]).status, 0);
        for code in ["E15", "D7", "E9"] {
            let text = pdf::drawn(&paper(out.path(), "河口村", code));
            let text: String = text.split_whitespace().collect();
            let mut places: Vec<_> = wanted
                .iter()
                .map(|name| text.find(name).unwrap_or_else(|| panic!("{name} in {code}: {text}")))
                .collect();
            let order = places.clone();
            places.sort_unstable();
            assert_eq!(places, order, "{rule}: {code}");
        }
    }
}

#[test]
fn three_hundred_delegates_stand_in_one_roster_none_lost_none_split() {
    let names: Vec<String> = (0..300)
        .map(|at| {
            let letter = |n: u32| char::from_u32(0x4E00 + n).unwrap();
            format!("李{}{}", letter(at % 17 + 3), letter(at + 40))
        })
        .collect();
    let out = tempfile::tempdir().unwrap();
    let made = town_of(&names).build(out.path(), &["--only", "C5,E21"]);
    assert_eq!(made.status, 0, "{}", made.stderr);
    for (code, least) in [("C5", 300), ("E21", 300)] {
        let file = paper(out.path(), "河口村", code);
        let pages = pdf::pages(&file);
        let total = pages.len();
        let mut serials = Vec::new();
        for (at, page) in pages.iter().enumerate() {
            let all: String = page.lines.iter().map(|line| line.text.as_str()).collect();
            assert!(all.contains(&format!("第{}页共{total}页", at + 1)), "{code} page {}", at + 1);
            assert!(all.contains("姓名"), "{code} page {} has no head", at + 1);
            let first = page
                .lines
                .iter()
                .flat_map(|line| &line.words)
                .filter(|word| word.text == "序号" || word.text == "序");
            let left = first.map(|word| word.x0).fold(f64::INFINITY, f64::min);
            let column =
                page.lines.iter().flat_map(|line| &line.words).filter(|word| (word.x0 - left).abs() < 16.0);
            let mut column: Vec<_> =
                column.filter_map(|word| Some((word.y0, word.text.parse::<usize>().ok()?))).collect();
            column.sort_by(|a, b| a.0.total_cmp(&b.0));
            serials.extend(column.into_iter().map(|(_, number)| number));
        }
        assert_eq!(serials, (1..=serials.len()).collect::<Vec<_>>(), "{code}");
        assert!(serials.len() >= least, "{code}: {} rows", serials.len());
        let text: String = pdf::text(&file).split_whitespace().collect();
        assert!(names.iter().all(|name| text.contains(name)), "{code} lost a name");
    }
}

#[test]
fn ballots_are_as_many_as_delegates_and_cut_from_sheets() {
    for (per_sheet, sheets) in [(1, 29), (2, 15), (4, 8)] {
        let town = Town::copy_of("qingkeng");
        let cycle = town.path().join("cycle.toml");
        let settings = std::fs::read_to_string(&cycle).unwrap();
        let settings = format!(
            "{settings}\n[ballot]\nmark = \"right\"\ncopies = \"entitled\"\nper_sheet = {per_sheet}\n"
        );
        std::fs::write(&cycle, settings).unwrap();
        let out = tempfile::tempdir().unwrap();
        assert_eq!(town.build(out.path(), &["--only", "E15", "--unit", "霞垅村"]).status, 0);
        let text = text(out.path(), "霞垅村", "E15");
        // 29 delegates are entitled, 13 members were elected.
        let count = |what: &str| text.matches(what).count();
        assert_eq!(count("选举执行委员会委员选票"), 29, "{per_sheet} to a sheet");
        let plenary = files(out.path()).into_keys().find(|path| path.contains("第一次全体会议选票")).unwrap();
        let plenary: String = pdf::text(&out.path().join(plenary)).split_whitespace().collect();
        let of = |what: &str| plenary.matches(what).count();
        assert_eq!((of("选举主席选票"), of("选举副主席选票")), (13, 13));
        assert!(text.contains("姓名右边空格内"));
        let members = pdf::pages(&paper(out.path(), "霞垅村", "E15"))
            .iter()
            .filter(|page| page.lines.iter().any(|line| line.text.contains("执行委员会委员选票")))
            .count();
        assert_eq!(members, sheets, "{per_sheet} to a sheet");
    }
}

#[test]
fn a_packet_has_all_papers_in_order_and_its_contents_tell_the_page() {
    let town = Town::copy_of("qingkeng");
    let out = tempfile::tempdir().unwrap();
    let made = town.build(out.path(), &["--unit", "霞垅村", "--format", "json"]).json();
    // Forms of single persons are volumes of their own; a text for phones, news and the report on nominees are not filed.
    let apart = [
        "packet",
        "delegate-form",
        "nomination-forms",
        "nominee-form",
        "phone-text",
        "news",
        "inspection-report",
    ];
    let is_bound = |made: &&serde_json::Value| !apart.contains(&made["id"].as_str().unwrap());
    let papers: Vec<&serde_json::Value> =
        made["written"].as_array().unwrap().iter().filter(is_bound).collect();
    assert!(papers.len() > 45, "{}", papers.len());
    let packet = files(out.path()).into_keys().find(|path| path.contains("/packets/")).unwrap();
    let pages = pdf::pages(&out.path().join(&packet));
    assert!(pages.len() < 110, "{} pages", pages.len());
    // Cover and contents come first; then as many pages as the papers have.
    let own: u64 = papers.iter().map(|made| made["pages"].as_u64().unwrap()).sum();
    let front = pages.len() - usize::try_from(own).unwrap();
    assert!((2..=5).contains(&front), "{} pages, {own} of papers", pages.len());
    let contents: Vec<_> = pages[1..front].iter().flat_map(|page| &page.lines).collect();
    let mut begins = 1;
    for (at, made) in papers.into_iter().enumerate() {
        // The number stands at the end of the line that ends the title.
        let serial = format!("{}.", at + 1);
        let line = contents.iter().position(|line| line.text.starts_with(&serial));
        let line = line.unwrap_or_else(|| panic!("{serial} is not in the contents"));
        let lines =
            contents[line..].iter().find(|line| line.text.ends_with(|c: char| c.is_ascii_digit())).unwrap();
        let digits: String = lines.text.chars().rev().take_while(char::is_ascii_digit).collect();
        let number: usize = digits.chars().rev().collect::<String>().parse().unwrap();
        assert_eq!(number, begins, "{} begins on another page than the contents say", made["path"]);
        begins += usize::try_from(made["pages"].as_u64().unwrap()).unwrap();
    }
    let index = pdf::drawn(&paper(out.path(), "霞垅村", "F13"));
    let index: String = index.split_whitespace().collect();
    assert!(
        index.contains("归档文件目录")
            && index.contains("备考表")
            && index.contains("关于青坑镇霞垅村第一次妇女代表大会选举结果的请示")
    );
}

#[test]
fn the_numbers_of_a_congress_are_the_same_in_every_paper() {
    let out = example("qingkeng").out();
    for code in ["C7", "E6", "E8", "E9", "E11", "E22", "F1", "F3"] {
        let text = text(out, "霞垅村", code);
        assert!(text.contains("代表29名") && text.contains("28名"), "{code}: {text}");
    }
    for code in ["E9", "E17", "E18", "E22", "F1"] {
        let text = text(out, "霞垅村", code);
        assert!(text.contains("28张"), "{code}: {text}");
    }
    for code in ["E9", "E11", "E22", "F1", "F3", "F4"] {
        assert!(text(out, "霞垅村", code).contains("冯霞红"), "{code} does not name the chair");
    }
}

#[test]
fn a_colophon_may_be_asked_to_stand_on_an_even_page() {
    // Point 40 of the checklist.
    let words = "妇女联合会换届选举工作".repeat(10);
    for pages in [1, 2] {
        let text = vec![words.as_str(); if pages == 1 { 2 } else { 6 }].join("\n\n");
        let main = format!(
            "{text}\n\n#colophon(\"青坑镇妇女联合会\", \"2017年9月4日\", copies: \"县妇联\", even: true)"
        );
        let file = layout::print("通知", &main);
        let pages = pdf::pages(file.path());
        assert_eq!(pages.len(), 2);
        let last: String = pages[1].lines.iter().map(|line| line.text.as_str()).collect();
        assert!(last.contains("印发"), "{last}");
        assert!(last.contains("—2—"), "{last}");
    }
}

/// The town's account of its own work was printed as every village's.
#[test]
fn a_report_tells_of_its_own_body_and_passages_may_stand_in_files() {
    let town = Town::small().replace(
        "cycle.toml",
        "[town]\n",
        "[wording]\nreport-review = \"五年来，镇妇联办了两件实事。\"\nreport-reviw = \"\"\n\n[town]\n",
    );
    let folder = town.path().join("narrative");
    std::fs::create_dir_all(folder.join("河口村")).unwrap();
    std::fs::write(folder.join("report-tasks.md"), "# 今后的任务\n\n- 镇里的第一项任务。\n").unwrap();
    std::fs::write(folder.join("河口村/report-tasks.md"), "村里要办好妇女之家。\n").unwrap();
    let out = town.path().join("out");
    let built = town.build(&out, &["--only", "E12", "--lang", "zh"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    assert!(
        built.stderr.contains("unknown-wording  cycle.toml")
            && built.stderr.contains("是不是“report-review”"),
        "{}",
        built.stderr
    );
    let (own, village) = (text(&out, "镇级", "E12"), text(&out, "河口村", "E12"));
    assert!(
        own.contains("镇妇联办了两件实事") && own.contains("镇里的第一项任务") && !own.contains('#'),
        "{own}"
    );
    assert!(
        village.contains("村里要办好妇女之家")
            && !village.contains("镇妇联办了两件实事")
            && !village.contains("镇里的第一项任务"),
        "{village}"
    );
}

#[test]
fn every_paper_can_be_taken_out_and_reads_the_same_until_it_is_changed() {
    let town = Town::small();
    let (plain, taken) = (small().out(), town.path().join("taken"));
    let listed =
        huanjie(["templates", "list", &town.path().display().to_string(), "--format", "json"]).json();
    let documents = listed["documents"].as_array().unwrap();
    assert!(documents.len() > 60 && documents.iter().all(|document| document["layer"] == "default"));
    for document in documents {
        let id = document["id"].as_str().unwrap();
        let ejected = huanjie(["templates", "eject", id, &town.path().display().to_string()]);
        assert_eq!(ejected.status, 0, "{id}: {}", ejected.stderr);
    }
    let again = huanjie(["templates", "eject", "A1", &town.path().display().to_string()]);
    assert_eq!(again.status, 2, "an edited template is not overwritten");
    let built = town.build(&taken, &[]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let papers = |folder: &Path| {
        let mut found = files(folder);
        found.remove("manifest.json");
        found
    };
    let (plain, taken) = (papers(plain), papers(&taken));
    assert!(plain.len() > 100);
    let differ: Vec<_> =
        plain.iter().filter(|(path, bytes)| taken.get(*path) != Some(bytes)).map(|(path, _)| path).collect();
    assert!(differ.is_empty(), "{differ:?}");

    let plan = town.path().join("templates/plan.typ.tera");
    let text = std::fs::read_to_string(&plan).unwrap();
    let changed = "{% extends \"default/plan.typ.tera\" %}\n{% block goal_team %}选好配强村妇联班子。{% endblock goal_team %}\n";
    assert!(
        text.contains("{% block goals %}") && text.starts_with("{% extends \"default/plan.typ.tera\" %}")
    );
    // As if the default's passage had been another one when the template was taken out.
    let moved = text.replacen("goals=", "goals=0", 1).replacen(
        "{% block goals %}",
        "{% block goals %}本镇的目标。",
        1,
    );
    std::fs::write(&plan, &moved).unwrap();
    let diff =
        || huanjie(["templates", "diff", &town.path().display().to_string(), "--format", "json"]).json();
    let state = |block: &str| {
        let changes = diff();
        let file =
            changes.as_array().unwrap().iter().find(|file| file["path"] == "plan.typ.tera").unwrap().clone();
        let passages = file["passages"].as_array().unwrap().clone();
        passages.into_iter().find(|passage| passage["block"] == block).map(|passage| passage["state"].clone())
    };
    assert_eq!((state("goals"), state("guidance")), (Some("moved".into()), Some("same".into())));
    std::fs::write(&plan, changed).unwrap();
    assert_eq!(state("goal_team"), Some("changed".into()));
    let out = town.path().join("changed");
    assert_eq!(town.build(&out, &["--only", "A1"]).status, 0);
    assert!(self::text(&out, "镇级", "A1").contains("选好配强村妇联班子。"));
}
