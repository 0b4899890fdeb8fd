//! Figures: a district's statistics against numbers worked out by hand, and down to the rows behind them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use huanjie::count::{Figure, Part, Value as Counted};
use huanjie::phrase;
use huanjie::pipeline::{Project, Settings};
use huanjie::problem::Problem;
use serde_json::Value;

use crate::support::city;
use crate::support::city::{City, Group, Truth};
use crate::support::pdf;
use crate::support::run::{Town, files, fonts, huanjie, project};

fn district() -> PathBuf {
    project().join("tests/samples/district")
}

fn stats(source: &str, more: &[&str]) -> Value {
    let path = district().join(source).display().to_string();
    let mut arguments = vec!["stats", &path, "--as-of", "2006-05", "--format", "json"];
    arguments.extend(more);
    huanjie(arguments).json()
}

fn expected() -> Value {
    serde_json::from_str(&std::fs::read_to_string(district().join("expected.json")).unwrap()).unwrap()
}

fn figure<'a>(stats: &'a Value, id: &str) -> &'a Value {
    let total = stats["total"].as_array().unwrap();
    total.iter().find(|figure| figure["id"] == id).unwrap_or_else(|| panic!("no {id}"))
}

/// The items of the sample and our indicators.
const ITEMS: [(&str, &str); 13] = [
    ("担任重要职务", "chair.posts.key"),
    ("居委会主任", "chair.posts.director"),
    ("居委会副主任", "chair.posts.deputy-director"),
    ("居委会党支部书记", "chair.posts.secretary"),
    ("居委会党支部副书记", "chair.posts.deputy-secretary"),
    ("其他", "chair.posts.other"),
    ("35岁以下", "chair.age.le-35"),
    ("36岁至45岁", "chair.age.36-45"),
    ("46岁以上", "chair.age.ge-46"),
    ("中共党员", "chair.politics.party"),
    ("大专以上", "chair.education.college-up"),
    ("高中中专", "chair.education.secondary"),
    ("初中", "chair.education.junior-down"),
];

/// The exact change, given to two decimals or more, as a paper prints it: one decimal, half up.
fn points(exact: f64) -> String {
    let tenths = (exact * 10.0).abs().round() as i64 * if exact < 0.0 { -1 } else { 1 };
    let sign = if tenths > 0 { "+" } else { "" };
    format!("{sign}{:.1}个百分点", tenths as f64 / 10.0)
}

#[test]
fn a_district_has_the_figures_that_were_counted_by_hand() {
    let expected = expected();
    let stats = stats("tidy/社区妇代会主任（本届与上届）.xlsx", &[]);
    for (name, id) in ITEMS {
        let (item, ours) = (&expected["items"][name], figure(&stats, id));
        assert_eq!(ours["count"], item["本届"], "{id}");
        assert_eq!(ours["share"], item["本届占比"], "{id}");
        assert_eq!(ours["base"], expected["实建"], "{id}");
        assert_eq!(ours["previous"]["count"], item["上届"], "{id}");
        assert_eq!(ours["previous"]["share"], item["上届占比"], "{id}");
        let exact = item["变化（百分点，未取整）"].as_f64().unwrap();
        assert_eq!(ours["change"], points(exact), "{id}");
    }
    let new = figure(&stats, "chair.renewed.new");
    assert_eq!(
        (&new["count"], &new["share"]),
        (&expected["items"]["新任"]["本届"], &expected["items"]["新任"]["本届占比"])
    );
    let done = figure(&stats, "unit.done");
    assert_eq!((&done["count"], &done["base"]), (&expected["实建"], &expected["应建"]));
    assert_eq!(figure(&stats, "chair.count")["previous"]["count"], expected["上届单位"]);
    let mean = figure(&stats, "chair.age.mean");
    assert_eq!((mean["value"].as_str(), mean["previous"]["value"].as_str()), (Some("45.0"), Some("42.9")));
    assert_eq!(mean["change"], "+2.1岁");
    assert_eq!(figure(&stats, "chair.age.oldest")["value"], "60");
    assert_eq!(figure(&stats, "chair.age.youngest")["value"], "28");
}

#[test]
fn every_arrangement_of_the_district_gives_the_same_figures() {
    let whole = stats("tidy/社区妇代会主任（本届与上届）.xlsx", &[]);
    for source in ["tidy/本届.csv", "tidy", "official", ""] {
        let other = stats(source, &[]);
        let ids =
            ITEMS.iter().map(|(_, id)| *id).chain(["chair.renewed.new", "chair.count", "chair.age.mean"]);
        for id in ids {
            let (one, two) = (figure(&whole, id), figure(&other, id));
            for field in ["count", "base", "share", "value"] {
                assert_eq!(one[field], two[field], "{source}: {id} {field}");
            }
        }
    }
}

#[test]
fn every_figure_can_be_followed_to_its_rows() {
    let source = "tidy/社区妇代会主任（本届与上届）.xlsx";
    let stats_ = stats(source, &[]);
    // As `--explain` does it, but the table is read once and not for each of the figures.
    let settings = Settings { as_of: Some("2006-05".parse().unwrap()), ..Settings::default() };
    let project = Project::open(&district().join(source), settings).unwrap();
    let survey = project.survey().unwrap();
    for one in stats_["total"].as_array().unwrap() {
        let id = one["id"].as_str().unwrap();
        let explained = project.explain(&survey, id).unwrap().unwrap();
        let explained = serde_json::to_value(explained).unwrap();
        let rows = |part: &str| explained[part].as_array().unwrap().len() as u64;
        if ["oldest", "youngest", "largest", "smallest"].iter().any(|word| id.ends_with(word)) {
            assert!(rows("count") > 0 || one["value"].is_null(), "{id}");
            continue;
        }
        assert_eq!(one["count"].as_u64().unwrap(), rows("count"), "{id}");
        if let Some(base) = one["base"].as_u64() {
            assert_eq!(base, rows("base"), "{id}");
            assert_eq!(one["unknown"].as_u64().unwrap_or(0), rows("unknown"), "{id}");
        }
        for line in explained["count"].as_array().unwrap() {
            assert!(
                line["file"].as_str().unwrap().ends_with(".xlsx") && line["row"].as_u64() > Some(1),
                "{id}: {line}"
            );
        }
    }
    let again = stats(source, &["--explain", "chair.renewed.again"]);
    let mut names: Vec<&str> =
        again["count"].as_array().unwrap().iter().map(|line| line["name"].as_str().unwrap()).collect();
    names.sort_unstable();
    let mut wanted: Vec<String> =
        serde_json::from_value(expected()["连任（两届同名同出生年月）"].clone()).unwrap();
    wanted.sort();
    assert_eq!(names, wanted);
}

/// All six counties, with a quarter of the villages that the benches count.
fn small_city() -> City {
    City { villages: 360, per_county: 4, ..City::default() }
}

/// A city's figures over its units, in total, over towns and counties; and what they must be.
fn of_city(city: City) -> (Vec<Figure>, Vec<Figure>, [Vec<Part>; 2], Truth) {
    let folder = tempfile::tempdir().unwrap();
    let truth = city::write(folder.path(), &city);
    let project = Project::open(folder.path(), Settings::default()).unwrap();
    let survey = project.survey().unwrap();
    // No ID number of a made-up city has the right check digit: told one by one, then by how many more there are.
    let is_made_up =
        |problem: &Problem| problem.code.id == "id-checksum" || problem.message.en.contains("id-checksum");
    let errors = survey.problems.iter().filter(|problem| problem.is_error() && !is_made_up(problem));
    let errors: Vec<_> = errors.collect();
    assert!(errors.is_empty(), "{:#?}", errors.first());
    let bodies = survey.resolved.bodies.iter().zip(&survey.figures.bodies);
    let units = bodies.filter(|(body, _)| body.id.unit.is_some());
    let units = units.flat_map(|(_, figures)| figures.clone()).collect();
    let levels = [survey.figures.towns.clone(), survey.figures.counties.clone()];
    (units, survey.figures.total.clone(), levels, truth)
}

/// Numerators and denominators of the figures that add up, by id.
fn sums(figures: &[Figure]) -> BTreeMap<String, (u64, u64)> {
    let mut sums: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    let adds_up = |figure: &&Figure| {
        !["oldest", "youngest", "size.mean", "largest", "smallest"]
            .iter()
            .any(|word| figure.id.ends_with(word))
    };
    for figure in figures.iter().filter(adds_up) {
        let (count, base) = sums.entry(figure.id.clone()).or_default();
        *count += u64::from(figure.value.count());
        *base += u64::from(figure.value.base().unwrap_or(0));
    }
    sums
}

#[test]
fn the_units_of_a_city_add_up_to_its_total_for_every_indicator() {
    let (units, total, levels, truth) = of_city(small_city());
    let wanted = sums(&total);
    assert!(wanted.len() > 60, "{}", wanted.len());
    assert_eq!(wanted["unit.count"].0, 360);
    assert_eq!(sums(&units), wanted);
    for (groups, count) in levels.iter().zip([truth.total.towns, 6]) {
        let all: Vec<Figure> = groups.iter().flat_map(|part| part.figures.clone()).collect();
        assert_eq!(groups.len(), count);
        assert_eq!(sums(&all), wanted);
    }
    for figure in total.iter().filter(|figure| figure.value.base().is_some()) {
        let json = serde_json::to_value(figure).unwrap();
        let share = phrase::parse_share(json["share"].as_str().unwrap()).unwrap().share;
        assert_eq!(Some(share), figure.value.share().map(|exact| exact.rounded(1)), "{}", figure.id);
    }
}

#[test]
fn whoever_chairs_two_villages_is_one_person_with_two_posts() {
    let city = City { villages: 150, shared_chair: 5, ..City::default() };
    let (units, total, ..) = of_city(city);
    let (units, total) = (sums(&units), sums(&total));
    // Towns 1 and 6 of ten share a chair.
    assert_eq!(total["chair.posts"].0, 150);
    assert_eq!(total["chair.count"].0, 148);
    assert_eq!(units["chair.count"].0, 150);
    assert_eq!(total["delegate.count"], units["delegate.count"]);
}

/// Holds the figures of a county or a city against what was written.
fn hold(place: &str, figures: &[Figure], truth: &Group) {
    let of = |id: &str| figures.iter().find(|figure| figure.id == id).unwrap_or_else(|| panic!("no {id}"));
    for (id, wanted) in [
        ("unit.count", truth.villages),
        ("chair.count", truth.chairs),
        ("chair.posts", truth.chair_posts),
        ("chair.age.mean", truth.chairs),
        ("officer.posts", truth.officer_posts),
    ] {
        assert_eq!(of(id).value.count() as usize, wanted, "{place}: {id}");
    }
    for (id, wanted) in [
        ("chair.age.le-35", truth.to_35),
        ("chair.age.36-45", truth.from_36_to_45),
        ("chair.age.ge-46", truth.from_46),
    ] {
        let told = (of(id).value.count() as usize, of(id).value.base().map(|base| base as usize));
        assert_eq!(told, (wanted, Some(truth.chairs)), "{place}: {id}");
    }
    let extremes = [("chair.age.youngest", truth.ages.first()), ("chair.age.oldest", truth.ages.last())];
    for (id, wanted) in extremes {
        assert_eq!(Some(&of(id).value.count()), wanted, "{place}: {id}");
    }
    let (sum, count) = (truth.ages.iter().copied().map(u64::from).sum(), truth.ages.len() as u32);
    assert_eq!(of("chair.age.mean").value, Counted::Mean { sum, count }, "{place}");
}

#[test]
fn a_city_of_ages_and_id_numbers_adds_up() {
    let (_, total, [towns, counties], truth) = of_city(City { mixed: true, ..small_city() });
    // Two women chair two villages each.
    assert_eq!((truth.total.chair_posts, truth.total.chairs), (360, 358));
    hold("all", &total, &truth.total);
    assert_eq!(towns.len(), truth.total.towns);
    assert_eq!(counties.len(), truth.counties.len());
    for part in &counties {
        hold(&part.county, &part.figures, &truth.counties[part.county.as_str()]);
    }
}

/// A district's workspace over the sample.
pub(crate) fn workspace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let cycle = "[cycle]\nterm = 7\nfirst = false\nterm_years = 3\nas_of = \"2006-05\"\nprevious_as_of = \"2003-05\"\n\
                 [town]\nname = \"宣和区\"\nlevel = \"district\"\n";
    std::fs::write(folder.path().join("cycle.toml"), cycle).unwrap();
    std::fs::create_dir(folder.path().join("data")).unwrap();
    let name = "社区妇代会主任（本届与上届）.xlsx";
    std::fs::copy(district().join("tidy").join(name), folder.path().join("data").join(name)).unwrap();
    folder
}

#[test]
fn the_summary_of_a_district_tells_the_figures_and_each_change_in_points() {
    let folder = workspace();
    let (dir, out) = (folder.path().display().to_string(), folder.path().join("out"));
    let fonts_ = fonts().display().to_string();
    let built = huanjie(["build", &dir, "--only", "F10,F11,F12", "--fonts", &fonts_]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let text = |file: &str| -> String {
        let text: String = pdf::text(&out.join("宣和区/00 汇总").join(file)).split_whitespace().collect();
        // A sentence may go on over the page.
        (1..5).fold(text, |text, page| text.replace(&format!("—{page}—"), ""))
    };
    let summary = text("F10 宣和区社区妇联换届工作总结.pdf");
    for phrase in [
        "社区妇联组织110个，已完成换届106个，完成率96.4%",
        "居委会主任39人，占36.8%，提高2.5个百分点",
        "居委会副主任26人，占24.5%，下降1.2个百分点",
        "党组织书记26人，占24.5%，提高4.5个百分点",
        "党组织副书记9人，占8.5%，下降0.1个百分点",
        "新任92人，占86.8%",
        "平均年龄45.0岁，比上届上升2.1岁，最大的60岁，最小的28岁",
        "35岁及以下11人，占10.4%，比上届下降6.8个百分点",
        "36至45岁48人，占45.3%，提高1.5个百分点",
        "46岁及以上47人，占44.3%，提高5.3个百分点",
        "大专及以上文化程度69人，占65.1%，比上届提高24.1个百分点",
        "高中（中专）29人，占27.4%，下降21.2个百分点",
        "初中及以下8人，占7.5%，下降2.9个百分点",
        "中共党员67人，占63.2%，比上届提高7.0个百分点",
    ] {
        assert!(summary.contains(phrase), "{phrase}\n{summary}");
    }
    let statistics = text("F12 宣和区社区妇联换届统计表.pdf");
    assert!(statistics.contains("名次") && statistics.contains("班子1"), "{statistics}");
    // Every figure that a paper prints is in the manifest, and can be followed to its rows.
    let manifest: Value =
        serde_json::from_str(&std::fs::read_to_string(out.join("manifest.json")).unwrap()).unwrap();
    let printed = &manifest["files"]["宣和区/00 汇总/F10 宣和区社区妇联换届工作总结.pdf"]["figures"];
    let printed: Vec<&str> = printed.as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    for id in ["chair.count", "chair.posts.director", "chair.age.mean", "chair.renewed.new", "unit.done"] {
        assert!(printed.contains(&id), "{id}: {printed:?}");
    }
    for id in ["delegate.count", "vice.age.mean"] {
        assert!(!printed.contains(&id), "{id} is not printed");
    }
    for id in printed {
        let explained = huanjie(["stats", &dir, "--explain", id, "--format", "json"]);
        assert_eq!(explained.status, 0, "{id}: {}", explained.stderr);
    }
}

#[test]
fn without_a_last_term_nothing_is_compared() {
    let town = Town::small();
    let out = town.path().join("out");
    assert_eq!(town.build(&out, &["--only", "F10", "--unit", "柳溪镇"]).status, 0);
    let path = files(&out).into_keys().find(|path| path.contains("F10")).unwrap();
    let text: String = pdf::text(&out.join(path)).split_whitespace().collect();
    assert!(!text.contains("比上届") && !text.contains("持平") && text.contains("占"), "{text}");
}

#[test]
fn the_workbook_of_a_district_tells_what_is_missing() {
    let folder = workspace();
    let dir = folder.path().display().to_string();
    let made = huanjie(["stats", &dir, "--by", "town", "--format", "xlsx"]);
    assert_eq!(made.status, 0, "{}", made.stderr);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.path().join("out/stats.xlsx")).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "完成情况").unwrap();
    let rows: Vec<Vec<String>> =
        sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(rows.len(), 9);
    let bay = rows.iter().find(|row| row[1] == "湾峰街道").unwrap();
    assert_eq!(bay[2..6], ["15", "15", "1", "1"]);
    let port = rows.iter().find(|row| row[1] == "岚浦街道").unwrap();
    assert_eq!(port[2..6], ["15", "14", "0.933", "5"]);
    assert!(port[6].starts_with("班子：") && port[6].ends_with("社区"), "{}", port[6]);
}

#[test]
fn a_summary_counted_by_hand_is_compared_with_itself() {
    let path = district().join("official/手工统计表（按原文）.xlsx").display().to_string();
    let checked = huanjie(["check", &path, "--as-of", "2006-05", "--format", "json", "--lang", "zh"]).json();
    let problems = checked["problems"].as_array().unwrap();
    let told: Vec<(&str, &str)> = problems
        .iter()
        .map(|problem| (problem["code"].as_str().unwrap(), problem["cell"].as_str().unwrap()))
        .collect();
    // 36.7% for 36.8%, 2023.4% for 10.4%, 45.2% for 45.3%, 27.3% for 27.4%; 63% and 65% are right without a decimal.
    assert_eq!(told, ["C3", "C8", "C9", "C13"].map(|cell| ("share-differs", cell)));
    assert!(problems[1]["message"].as_str().unwrap().contains("以 106 人为基数应占 10.4%"));
}
