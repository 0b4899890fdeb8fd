//! Who is counted, how often, and over whom a share or a mean is.

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::json;

use super::{COUNTY, OFFICERS, TOWN, count, figure, found, papers, places, problems, results, run};
use super::{stats, workspace};
use crate::support::pdf;
use crate::support::run::Town;

/// Chairs whose ages come from three columns: 41 by birth, 60 by an ID number with a wrong check digit, 60 by age.
const AGES: &str = "村,姓名,妇联职务,出生年月,身份证号,年龄\n甲村,丁一兰,主席,1980.02,,\n\
                    乙村,王小荷,主席,,990101196008120027,\n丙村,田富,主席,,,60\n";

#[test]
fn n01_a_mean_names_the_people_it_rests_on() {
    let told = stats(&workspace(TOWN, &[("主席名单.csv", AGES)]), &[]);
    let mean = figure(&told, "chair.age.mean");
    assert_eq!((&mean["value"], &mean["count"], &mean["unknown"]), (&json!("53.7"), &json!(3), &json!(null)));
    for (id, value) in [("chair.age.oldest", "60"), ("chair.age.youngest", "41")] {
        assert_eq!(figure(&told, id)["value"], value, "{id}");
    }
    let folder = workspace(TOWN, &[("主席名单.csv", &format!("{AGES}丁村,陈霞,主席,,,\n"))]);
    let mean = stats(&folder, &[]);
    let mean = figure(&mean, "chair.age.mean");
    assert_eq!((&mean["value"], &mean["count"], &mean["unknown"]), (&json!("53.7"), &json!(3), &json!(1)));
    let made = papers(&folder, &["--only", "F10,F11", "--unit", "柳溪镇"]);
    for code in ["F10", "F11"] {
        let text = made.text("柳溪镇", code);
        assert!(text.contains("平均年龄53.7岁（按4人中有年龄的3人计算）"), "{code}: {text}");
    }
}

#[test]
fn n04_one_woman_in_two_towns_is_one_person_with_two_posts() {
    let chairs = "乡镇,村,姓名,妇联职务,身份证号\n柳溪镇,甲村,丁一兰,主席,990101198005120028\n\
                  柳溪镇,乙村,王小荷,主席,990101197001120064\n白石镇,丙村,丁一兰,主席,990101198005120028\n\
                  白石镇,丁村,田富,主席,990101197201120081\n";
    let folder = workspace(COUNTY, &[("主席名单.csv", chairs)]);
    let told = stats(&folder, &[]);
    assert_eq!((count(&told, "chair.posts"), count(&told, "chair.count")), (4, 3));
    let posts = json!([{"town": "柳溪镇", "unit": "甲村", "role": "主席"},
                       {"town": "白石镇", "unit": "丙村", "role": "主席"}]);
    assert_eq!(told["cross_unit"], json!([{"name": "丁一兰", "posts": posts}]));
    let text = papers(&folder, &["--only", "F10"]).text("00 汇总", "F10");
    assert!(text.contains("主席3名") && text.contains("按职数计算为4个"), "{text}");
}

#[test]
fn n05_a_list_that_came_twice_and_a_post_listed_twice_count_once() {
    let list = format!(
        "{OFFICERS}河口村,丁一兰,主席,1980.05,中共党员\n河口村,王小荷,副主席,1985.07,群众\n\
         河口村,田富,执委,1990.11,群众\n河口村,田大利,执委,1972.03,群众\n河口村,李玥,执委,1995.01,群众\n"
    );
    let again = format!("{list}河口村,王小荷,执委,1985.07,群众\n");
    let results = results("10,9,9,9,9,0,,5", "丁一兰,王小荷");
    let twice =
        [("执委名单.csv", list.as_str()), ("执委名单（镇里汇总）.csv", &list), ("结果.csv", &results)];
    let listed_twice = [("执委名单.csv", again.as_str()), ("结果.csv", &results)];
    for (why, tables) in [("the list twice", &twice[..]), ("a vice-chair among 执委", &listed_twice)] {
        let folder = workspace(TOWN, tables);
        let told = stats(&folder, &[]);
        for (id, wanted) in [("chair", 1), ("vice", 1), ("officer", 5), ("member", 3)] {
            let own = [format!("{id}.count"), format!("{id}.posts")].map(|id| count(&told, &id));
            assert_eq!(own, [wanted, wanted], "{why}: {id}");
        }
        let made = papers(&folder, &["--only", "F1,F4,F5,F10,E10"]);
        for (code, phrase) in [
            ("F1", "下列5人当选"),
            ("F1", "执行委员会共5人"),
            ("F4", "执委人数5人"),
            ("F5", "委员共5名"),
            ("E10", "应到委员5名"),
        ] {
            let text = made.text("河口村", code);
            assert!(text.contains(phrase), "{why}: {code} {phrase}\n{text}");
        }
        let summary = made.text("00 镇级", "F10");
        assert!(summary.contains("5名执委") && !summary.contains("按职数"), "{why}: {summary}");
        let listed = made.text("河口村", "F5");
        assert_eq!(listed.matches("王小荷").count(), 2, "{why}: as vice-chair and as member: {listed}");
    }
}

/// A post, and what it means: secretary, director, in the two committees; the last is in no vocabulary.
const POSTS: [(&str, [bool; 3]); 9] = [
    ("村支书", [true, false, true]),
    ("村主任", [false, true, true]),
    ("书记兼主任", [true, true, true]),
    ("支委", [false, false, true]),
    ("一肩挑", [true, true, true]),
    ("村“两委”委员", [false, false, true]),
    ("书记助理", [false, false, false]),
    ("村会计", [false, false, false]),
    ("村里的能人", [false, false, false]),
];

#[test]
fn n06_posts_are_words_of_a_vocabulary_and_an_unknown_one_is_told() {
    let names = ["丁一兰", "王小荷", "田富", "田大利", "李玥", "何静", "陈霞", "黄秋菊", "蒋美云"];
    let rows = POSTS.iter().zip(names).zip("甲乙丙丁戊己庚辛壬".chars());
    let rows: String =
        rows.map(|(((post, _), name), village)| format!("{village}村,{name},主席,{post}\n")).collect();
    let list = format!("村,姓名,妇联职务,村“两委”职务\n{rows}");
    let folder = workspace(TOWN, &[("主席名单.csv", &list)]);
    let told = stats(&folder, &[]);
    let of = |at: usize| POSTS.iter().filter(|(_, means)| means[at]).count();
    let both = POSTS.iter().filter(|(_, means)| means[0] && means[1]).count();
    for (id, wanted) in
        [("secretary", of(0)), ("director", of(1)), ("both", both), ("in-two-committees", of(2))]
    {
        let own = figure(&told, &format!("chair.posts.{id}"));
        let shown = (&own["count"], &own["base"], &own["unknown"]);
        assert_eq!(shown, (&json!(wanted), &json!(8), &json!(1)), "{id}");
    }
    let problems = problems(&folder, "unknown-post");
    assert_eq!(problems.len(), 1, "{problems:?}");
    let (place, message) = &problems[0];
    assert!(place == "主席名单.csv D10" && message.contains("村里的能人"), "{place}: {message}");
}

/// Number, base and share of 少数民族 are blank in every row, and so is all of a village without data.
fn minorities_are_blank(page: &pdf::Page) {
    let words = || page.lines.iter().flat_map(|line| &line.words);
    let left = |text: &str| words().find(|word| word.text == text).map(|word| word.x0).unwrap();
    let columns = left("少数") - 1.0..left("新任");
    for name in ["1甲村", "2乙村", "3丙村", "合计"] {
        let row = page.lines.iter().find(|line| line.text.starts_with(name)).unwrap();
        let told = row.words.iter().filter(|word| columns.contains(&word.x0));
        let told: Vec<&str> = told.map(|word| word.text.as_str()).collect();
        assert_eq!(told, [""; 0], "少数民族 where no table has 民族: {}", row.text);
        assert!(name != "3丙村" || row.text == name, "numbers of a village without data: {}", row.text);
    }
}

#[test]
fn n13_what_no_table_tells_is_blank_and_not_nothing() {
    let head = "村,姓名,性别,出生年月,政治面貌,学历,妇联职务,村“两委”职务\n";
    let list = format!(
        "{head}甲村,丁一兰,女,1980.05,中共党员,大学专科,主席,\n甲村,王小荷,女,1985.07,群众,高中,执委,\n\
         乙村,田富,女,1990.11,群众,大学本科,主席,\n"
    );
    let cycle = format!("units = [\"甲村\", \"乙村\", \"丙村\"]\n{TOWN}");
    let folder = workspace(&cycle, &[("执委名单.csv", &list)]);
    let told = stats(&folder, &[]);
    for id in ["secretary", "director", "both", "in-two-committees", "key", "other"] {
        let own = found(&told, &format!("chair.posts.{id}"));
        assert!(own.is_none_or(|own| own["base"] == 0 && own["share"].is_null()), "{own:?}");
    }
    let made = papers(&folder, &["--only", "C7,F10,F11,F12"]);
    let summary = made.text("00 镇级", "F10");
    assert!(!summary.contains("主席的任职情况"), "a paragraph of nothing: {summary}");
    assert!(!summary.contains("两委"), "{summary}");
    assert!(!summary.contains("主席担任的村职务"), "a chart of nothing: {summary}");
    assert!(!made.text("00 镇级", "F11").contains("两委"));
    let pages = made.pages("00 镇级", "F12");
    let has_minority = |page: &&pdf::Page| page.lines.iter().any(|line| line.text.contains("少数"));
    assert_eq!(pages.iter().filter(has_minority).count(), 2, "chairs and members");
    for page in pages.iter().filter(has_minority) {
        minorities_are_blank(page);
    }
    for place in ["00 镇级", "甲村", "丙村"] {
        let report = made.text(place, "C7");
        assert!(!report.contains("代表0名") && !report.contains("0名代表"), "{place}: {report}");
    }
}

#[test]
fn n14_the_base_that_is_named_is_the_base_that_is_used() {
    let town = Town::small()
        .replace("data/执委.csv", "1972.03", "")
        .replace("data/代表.csv", "1972.03", "")
        .replace("data/代表.csv", "1968.09", "")
        .replace("data/候选人.csv", "1972.03", "");
    let out = town.path().join("out");
    let built = town.build(&out, &["--only", "C7,F1", "--unit", "河口村", "--keep-going"]);
    assert!(out.exists(), "{}", built.stderr);
    let made = super::Papers { folder: town.path(), told: serde_json::Value::Null };
    for (code, own, all) in [
        ("F1", "占有登记的4人的75.0%", "均以执行委员会总人数为基数"),
        ("C7", "占有登记的8人的50.0%", "均以产生的代表总数为基数"),
    ] {
        let text = made.text("河口村", code);
        assert!(text.contains(own) && !text.contains(all), "{code}: {text}");
    }
}

#[test]
fn n15_an_alternate_is_no_member() {
    let row = "5,河口村,李玥,女,汉族,1995.01,共青团员,大学本科,执委,,19200000005\n";
    let alternates = "6,河口村,何静,女,汉族,1978.12,群众,中专,候补执委,,19200000007\n\
                      7,河口村,陈霞,女,汉族,1983.04,群众,高中,候补委员,,19200000008\n";
    let town = Town::small().replace("data/执委.csv", row, &format!("{row}{alternates}"));
    let told = town.run("stats", &["--format", "json"]).json();
    assert_eq!(["officer.count", "officer.posts", "member.count"].map(|id| count(&told, id)), [5, 5, 3]);
    let checked = town.run("check", &["--format", "json"]).json();
    let unknown = checked["problems"].as_array().unwrap().iter().filter(|one| one["code"] == "unknown-value");
    assert_eq!(unknown.count(), 0, "候补委员 is a post that is known");
    let out = town.path().join("out");
    town.build(&out, &["--only", "F4,F5", "--unit", "河口村", "--keep-going"]);
    let made = super::Papers { folder: town.path(), told };
    let (form, list) = (made.text("河口村", "F4"), made.text("河口村", "F5"));
    assert!(form.contains("执委人数5人") && list.contains("委员共5名"), "{form}\n{list}");
}

#[test]
fn n16_towns_and_villages_of_one_name_in_two_counties_are_two() {
    let units =
        "县,乡镇,村,妇女人数\n东山县,城关镇,河口村,100\n西山县,城关镇,河口村,120\n东山县,城关镇,上村,80\n";
    let chairs = "县,乡镇,村,姓名,妇联职务,出生年月\n东山县,城关镇,河口村,丁一兰,主席,1980.05\n\
                  西山县,城关镇,河口村,王小荷,主席,1985.07\n东山县,城关镇,上村,田富,主席,1990.11\n";
    let folder = workspace(COUNTY, &[("村社区.csv", units), ("主席名单.csv", chairs)]);
    assert_eq!(places(&folder, "repeated-unit"), [""; 0]);
    let told = stats(&folder, &["--by", "town"]);
    let by_town = told["bodies"].as_array().unwrap();
    let chairs = |body: &serde_json::Value| {
        let figures = body["indicators"].as_array().unwrap();
        figures.iter().find(|figure| figure["id"] == "chair.count").unwrap()["count"].clone()
    };
    let shown: Vec<_> = by_town.iter().map(|body| (&body["county"], chairs(body))).collect();
    assert_eq!(shown, [(&json!("东山县"), json!(2)), (&json!("西山县"), json!(1))]);
}

#[test]
fn n17_means_and_ages_are_numbers_in_the_workbook() {
    let folder = workspace(TOWN, &[("主席名单.csv", AGES)]);
    let made = run(&folder, "stats", &["--format", "xlsx"]);
    assert_eq!(made.status, 0, "{}", made.stderr);
    let mut book: Xlsx<_> = open_workbook(folder.path().join("out/stats.xlsx")).unwrap();
    let sheet = book.worksheet_range("统计").unwrap();
    let figures = stats(&folder, &[]);
    for (id, wanted) in [("chair.age.mean", 53.7), ("chair.age.oldest", 60.0), ("chair.age.youngest", 41.0)] {
        let own = figure(&figures, id);
        let text = |field: &str| own[field].as_str().unwrap().to_owned();
        let title = Data::String(format!("{}（{}）", text("label"), text("of_label")));
        let column = (0..sheet.width()).find(|&column| sheet.get((0, column)) == Some(&title));
        let column = column.unwrap_or_else(|| panic!("no {title}"));
        // Three villages under a head of two rows, then the total.
        assert_eq!(sheet.get((5, column)), Some(&Data::Float(wanted)), "{id}");
    }
}

#[test]
fn n01_a_woman_is_of_one_age_in_all_papers() {
    // The table of delegates counts one year less.
    let officers =
        "村,姓名,妇联职务,年龄\n河口村,丁一兰,主席,36\n河口村,王小荷,副主席,41\n河口村,田富,执委,50\n";
    let delegates = "村,姓名,性别,年龄\n河口村,丁一兰,女,35\n河口村,王小荷,女,40\n河口村,田富,女,49\n";
    let folder = workspace(TOWN, &[("执委名单.csv", officers), ("代表名单.csv", delegates)]);
    assert_eq!(problems(&folder, "person-differs").len(), 3);
    let told = stats(&folder, &[]);
    assert_eq!((count(&told, "officer.age.le-35"), count(&told, "officer.age.36-45")), (0, 2));
    let made = papers(&folder, &["--only", "F6", "--unit", "河口村"]);
    let text = made.text("河口村", "F6");
    assert!(["36", "41", "50"].iter().all(|age| text.contains(age)) && !text.contains("35"), "{text}");
    // 1985 is a year and no age.
    let year = officers.replace(",50", ",1985");
    let folder = workspace(TOWN, &[("执委名单.csv", &year)]);
    assert_eq!(problems(&folder, "bad-number").len(), 1);
    assert_eq!(figure(&stats(&folder, &[]), "officer.age.oldest")["value"], "41");
}

#[test]
fn n04_who_chairs_two_villages_holds_the_posts_of_both() {
    let list = "村,姓名,妇联职务,身份证号,村“两委”职务\n甲村,丁一兰,主席,990101198005120028,村党支部委员\n\
                乙村,丁一兰,主席,990101198005120028,村党支部书记、村委会主任\n丙村,田富,主席,990101197001120064,无\n";
    let told = stats(&workspace(TOWN, &[("主席名单.csv", list)]), &[]);
    let of = |id: &str| (figure(&told, id)["count"].clone(), figure(&told, id)["base"].clone());
    for id in
        ["chair.posts.secretary", "chair.posts.director", "chair.posts.both", "chair.posts.in-two-committees"]
    {
        assert_eq!(of(id), (json!(1), json!(2)), "{id}");
    }
    // 无 from top to bottom is an answer, and an empty column none.
    let none = list.replace("村党支部委员", "无").replace("村党支部书记、村委会主任", "无");
    let told = stats(&workspace(TOWN, &[("主席名单.csv", &none)]), &[]);
    assert_eq!(figure(&told, "chair.posts.in-two-committees")["base"], json!(2));
}

#[test]
fn n12_a_remark_that_only_speaks_of_changes_takes_nobody_out() {
    let list = "村,姓名,性别,备注\n河口村,丁一兰,女,联系电话已更换\n河口村,王小荷,女,镇特邀监督员\n\
                河口村,田富,女,2018年已调离镇政府\n河口村,李玥,女,已更换为赵青\n";
    let folder = workspace(TOWN, &[("代表名单.csv", list)]);
    assert_eq!(count(&stats(&folder, &[]), "delegate-all.count"), 3);
    assert_eq!(
        problems(&folder, "no-delegate").len(),
        2,
        "a doubt, and who was replaced; a telephone is none"
    );
}

#[test]
fn n01_what_another_table_says_of_her_holds_in_all_papers() {
    let officers = "村,姓名,妇联职务,出生年月\n河口村,丁一兰,主席,1980.05\n河口村,王小荷,副主席,1985.07\n";
    let delegates = "村,姓名,性别,民族,出生年月,政治面貌,学历\n河口村,丁一兰,女,畲族,1980.05,中共党员,大学本科\n\
                     河口村,王小荷,女,汉族,1985.07,群众,高中\n";
    let folder = workspace(TOWN, &[("执委名单.csv", officers), ("代表名单.csv", delegates)]);
    let told = stats(&folder, &[]);
    for id in ["chair.education.college-up", "chair.politics.party", "chair.ethnicity.minority"] {
        assert_eq!((&figure(&told, id)["count"], &figure(&told, id)["base"]), (&json!(1), &json!(1)), "{id}");
    }
    let made = papers(&folder, &["--only", "F6", "--unit", "河口村"]);
    let line = made.line("河口村", "F6", "丁一兰");
    assert!(line.contains("女畲族1980.0540中共党员大学本科主席"), "{line}");
}

#[test]
fn n04_posts_of_two_villages_are_no_one_post() {
    let list = "村,姓名,妇联职务,身份证号,村“两委”职务\n甲村,丁一兰,主席,990101198005120028,村党支部书记\n\
                乙村,丁一兰,主席,990101198005120028,村委会主任\n丙村,田富,主席,990101197001120064,村党支部书记、村委会主任\n";
    let told = stats(&workspace(TOWN, &[("主席名单.csv", list)]), &[]);
    let of = |id: &str| figure(&told, id)["count"].clone();
    assert_eq!((of("chair.posts.secretary"), of("chair.posts.both")), (json!(2), json!(1)));
}

#[test]
fn n04_a_daughter_of_the_same_name_is_another_woman() {
    let officers = "村,姓名,妇联职务,出生年月,联系电话\n甲村,丁一兰,主席,1965.01,19200000001\n";
    let delegates = "村,姓名,性别,出生年月,联系电话\n甲村,丁一兰,女,1993.05,19200000002\n";
    let folder = workspace(TOWN, &[("执委名单.csv", officers), ("代表名单.csv", delegates)]);
    assert_eq!(places(&folder, "birth-differs"), [""; 0]);
}

#[test]
fn n16_a_county_has_towns_of_one_name_and_a_slip_is_none() {
    let all = |town: &str, village: &str| {
        let row = format!("{town},{village}");
        (format!("{row},村\n"), format!("{row},丁一兰,主席,1980.05\n"), format!("{row},王小荷,女\n"))
    };
    let made = |slip: &dyn Fn(String) -> String| {
        let mut tables =
            ["乡镇,村,类型\n", "乡镇,村,姓名,妇联职务,出生年月\n", "乡镇,村,姓名,性别\n"].map(str::to_owned);
        for (town, village) in
            [("新城镇", "甲村"), ("新城街道", "乙社区"), ("柳溪镇", "丙村"), ("柳溪镇", "丁村")]
        {
            let (facts, officers, delegates) = all(town, village);
            tables[0] += &facts;
            tables[1] += &slip(officers);
            tables[2] += &delegates;
        }
        let [facts, officers, delegates] = &tables;
        workspace(COUNTY, &[("基本情况.csv", facts), ("执委名单.csv", officers), ("代表名单.csv", delegates)])
    };
    let clean = made(&|row| row);
    assert_eq!(places(&clean, "unknown-town"), [""; 0]);
    for slip in ["柳溪", "流溪镇", "柳溪镇妇联"] {
        let folder = made(&|row| row.replace("柳溪镇", slip));
        let told = problems(&folder, "unknown-town");
        assert!(matches!(told.as_slice(), [(_, message)] if message.contains(slip)), "{slip}: {told:?}");
    }
}

#[test]
fn n16_the_countys_own_rows_stand_below_those_of_a_town() {
    let list =
        "乡镇,村,姓名,妇联职务,出生年月\n东溪镇,甲村,丁一兰,主席,1980.05\n,云岭县,王小荷,主席,1975.02\n";
    let folder = workspace(COUNTY, &[("执委名单.csv", list)]);
    let told = stats(&folder, &["--by", "town"]);
    assert_eq!(count(&told, "chair.count"), 1, "the county's chair is no village's");
    let made = papers(&folder, &["--only", "F5"]);
    assert!(made.made("东溪镇/00", "F5").is_none_or(|text| !text.contains("王小荷")), "{:?}", made.told);
}

#[test]
fn n15_who_left_or_only_stands_by_is_told() {
    let officers = "村,姓名,妇联职务,备注\n河口村,丁一兰,主席,\n河口村,王小荷,执委,已更换\n河口村,田富,候补执委,\n河口村,李玥,执委,候补\n";
    let nominees = "村,候选人姓名,拟任职务,备注\n河口村,丁一兰,主席,\n河口村,何静,执委,本人退出\n";
    let folder = workspace(TOWN, &[("执委名单.csv", officers), ("候选人.csv", nominees)]);
    let left: Vec<String> = problems(&folder, "left").into_iter().map(|(_, message)| message).collect();
    assert!(left.len() == 2 && left.iter().any(|one| one.contains("何静")), "{left:?}");
    let told = problems(&folder, "alternate");
    assert!(told.iter().any(|(_, one)| one.contains("不算执委：田富")), "{told:?}");
    assert!(told.iter().any(|(_, one)| one.contains("李玥的备注说她是候补")), "{told:?}");
    assert_eq!(count(&stats(&folder, &[]), "officer.count"), 3);
}
