//! What one person at the county changes, and twenty towns use: settings of a pack, ballots, passages over passages, and the texts
//! that a pack expects.

use std::path::{Path, PathBuf};

use crate::support::pdf;
use crate::support::run::{Run, Town, copy, fonts, huanjie, project};

/// A town, and in its folder the layer of its county that `cycle.toml` names.
struct County {
    town: Town,
}

impl County {
    fn new(files: &[(&str, &str)]) -> Self {
        let county = Self {
            town: Town::small().replace("cycle.toml", "[cycle]\n", "[cycle]\nlayer = \"云岭县\"\n"),
        };
        files.iter().for_each(|(path, text)| write(&county.layer().join(path), text));
        county
    }

    fn layer(&self) -> PathBuf {
        self.town.path().join("云岭县")
    }

    fn own(&self, path: &str, text: &str) {
        write(&self.town.path().join(path), text);
    }

    fn run(&self, command: &[&str]) -> Run {
        let town = self.town.path().display().to_string();
        huanjie(command.iter().copied().chain([town.as_str()]))
    }

    /// The papers of these documents, as text by the names of their files.
    fn papers(&self, only: &str) -> (Vec<(String, String)>, tempfile::TempDir) {
        let out = tempfile::tempdir().unwrap();
        let (to, fonts) = (out.path().display().to_string(), fonts().display().to_string());
        let run = self.run(&["build", "--only", only, "--out", &to, "--fonts", &fonts, "--lang", "zh"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let paths = run.stdout.lines().filter(|line| line.ends_with(".pdf")).map(PathBuf::from);
        let text = |path: PathBuf| {
            let text = pdf::text(&path).split_whitespace().collect();
            (path.display().to_string(), text)
        };
        (paths.map(text).collect(), out)
    }
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn of<'p>(papers: &'p [(String, String)], part: &str) -> &'p str {
    &papers.iter().find(|(name, _)| name.contains(part)).unwrap_or_else(|| panic!("{part}: {papers:?}")).1
}

const PACK: &str = "name = \"云岭县\"\nextra_columns = [\"致富项目\"]\n\n[rules]\ndecimals = 2\nexec_margin = 3\n\n\
    [ballot]\npaper = \"a5\"\nmark = \"right\"\nnames_per_row = 2\nseal = \"云岭县妇联\"\nnotes = [\"同意的，在姓名右边画“√”。\"]\n";

#[test]
fn settings_of_a_pack_hold_for_its_towns_and_a_town_goes_over_them() {
    let county = County::new(&[("pack.toml", PACK)]);
    let rules = county.run(&["check", "--rules", "--format", "json"]).json().to_string();
    let plain = Town::small().run("check", &["--rules", "--format", "json"]);
    assert!(rules != plain.stdout.trim(), "{rules}");
    let has = |key: &str, value: &str| {
        let json = county.run(&["check", "--rules", "--format", "json"]).json();
        let list = json.as_array().cloned().or_else(|| json["rules"].as_array().cloned()).unwrap();
        let rule = list.iter().find(|rule| rule.to_string().contains(&format!("\"{key}\""))).cloned();
        assert!(rule.clone().unwrap().to_string().contains(value), "{key}: {rule:?}");
    };
    has("exec_margin", "3");
    county.own("cycle.toml", &{
        let text = std::fs::read_to_string(county.town.path().join("cycle.toml")).unwrap();
        text + "\n[rules]\nexec_margin = 2\n"
    });
    has("exec_margin", "2");
    // A column of the county's own is no question in any of its towns.
    let roster = county.town.path().join("data");
    let file = std::fs::read_dir(roster).unwrap().map(|file| file.unwrap().path());
    let file = file.into_iter().find(|file| std::fs::read_to_string(file).unwrap().contains("姓名")).unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    let wide: Vec<String> = text
        .lines()
        .enumerate()
        .map(|(at, line)| format!("{line},{}", if at == 0 { "致富项目" } else { "" }))
        .collect();
    write(&file, &(wide.join("\n") + "\n"));
    let asked = |run: Run| (run.stdout + &run.stderr).contains("致富项目");
    let without = tempfile::tempdir().unwrap();
    copy(county.town.path(), without.path());
    let cycle = std::fs::read_to_string(without.path().join("cycle.toml")).unwrap();
    write(&without.path().join("cycle.toml"), &cycle.replace("layer =", "#layer ="));
    assert!(asked(huanjie(["check", &without.path().display().to_string(), "--lang", "zh"])));
    assert!(!asked(county.run(&["check", "--lang", "zh"])));
}

#[test]
fn a_ballot_of_the_county_is_printed_as_the_method_says() {
    let county = County::new(&[("pack.toml", PACK)]);
    let (papers, _out) = county.papers("ballots,plenary-ballots,election-method,plenary-election-method");
    let method = of(&papers, "大会选举办法");
    for said in ["选票用A5纸印制，候选人姓名每行印2名，由云岭县妇联盖章。", "同意的，在姓名右边画“√”。"]
    {
        assert!(method.contains(said), "{said}: {method}");
    }
    assert!(!method.contains("钢笔"), "{method}");
    let ballot = of(&papers, "E15");
    assert!(
        ballot.contains("同意的，在姓名右边画“√”。") && ballot.contains("（云岭县妇联盖章）"),
        "{ballot}"
    );
    // The town sets another mark: the rest is the county's.
    let cycle = std::fs::read_to_string(county.town.path().join("cycle.toml")).unwrap();
    county.own("cycle.toml", &(cycle + "\n[ballot]\nmark = \"left\"\nnotes = []\n"));
    let (papers, _out) = county.papers("ballots,election-method");
    assert!(of(&papers, "大会选举办法").contains("符号画在候选人姓名左边的空格内"));
    assert!(of(&papers, "大会选举办法").contains("选票用A5纸印制"));
    assert!(of(&papers, "E15").contains("在姓名左边空格内"));
}

#[test]
fn another_sign_stands_in_every_paper_that_tells_of_it() {
    let marks = "ballot-marks = \"同意的画“√”，不同意的画“×”，弃权的不画任何符号\"\n";
    let county = County::new(&[("wording.toml", marks)]);
    let (papers, _out) = county.papers(
        "ballots,plenary-ballots,election-method,plenary-election-method,election-script,plenary-script",
    );
    assert!(papers.len() > 8, "{}", papers.len());
    for (name, text) in &papers {
        assert!(text.contains('√') && !text.contains('○'), "{name}: {text}");
    }
    // Notes of one's own are read out by nobody in other words.
    let county = County::new(&[("pack.toml", PACK)]);
    let (papers, _out) = county.papers("election-script,plenary-script");
    for (name, text) in &papers {
        assert!(text.contains("按照说明填写") && !text.contains('○'), "{name}: {text}");
    }
}

#[test]
fn a_pack_may_not_ask_for_more_than_a_town() {
    for pack in
        ["[rules.unit]\nexec_min = 400000000\n", "[rules]\ndecimals = 9\n", "[ballot]\nper_sheet = 3\n"]
    {
        let county = County::new(&[("pack.toml", pack)]);
        let check = county.run(&["check", "--lang", "zh"]);
        assert_eq!(check.status, 1, "{pack}");
        assert!((check.stdout + &check.stderr).contains("bad-pack  "), "{pack}");
        // Nothing is worked out with it either.
        let rules = county.run(&["check", "--rules", "--format", "json"]).stdout;
        assert!(!rules.contains("400000000"), "{rules}");
    }
}

#[test]
fn a_sign_that_the_district_does_not_name_is_left_open() {
    // The sign of those who disagree stands first; then no sign at all.
    for (marks, sign) in [("不同意的画“×”，同意的画“√”", Some("空格内画“√”")), ("同意的打勾", None)]
    {
        let county = County::new(&[("wording.toml", &format!("ballot-marks = \"{marks}\"\n"))]);
        let (papers, _out) = county.papers("ballots,election-method");
        for (name, text) in &papers {
            assert!(
                !text.contains("空格内画“×”") && !text.contains("画“×”的人数") && !text.contains('○'),
                "{name}: {text}"
            );
            let is_said = sign.is_none_or(|sign| text.contains(sign));
            assert!(is_said || name.contains("E15"), "{name}: {text}");
        }
    }
}

#[test]
fn what_a_layer_loses_without_a_word_is_told() {
    let plan = "{% extends \"default/plan.typ.tera\" %}\n{% block notice_text %}县里的话。{% endblock notice_text %}\n";
    let pack = "[[document]]\nid = \"officer-roster\"\ncolumns.add = [{ name = \"own\", heading = \"致富\", value = \"extra.致富项目\" }]\n";
    let county = County::new(&[
        ("plan.typ.tera", plan),
        ("wording.toml", "goal-team = \"把｛｛ town.short ｝｝的人选好。\"\n"),
        ("pack.toml", pack),
    ]);
    county.own("templates/plan.typ.tera", &plan.replace("notice_text", "deadline_all"));
    let check = county.run(&["check", "--lang", "zh"]);
    let said = check.stdout + &check.stderr;
    for told in ["越过了“云岭县”", "全角的｛｛｝｝不是记号", "没有哪张表有“致富项目”这一栏"]
    {
        assert!(said.contains(told), "{told}: {said}");
    }
}

#[test]
fn parts_that_are_added_behind_the_same_one_keep_their_order() {
    let pack = "[[document]]\nid = \"plan\"\nsections.add = [\n\
        { name = \"one\", heading = \"第一件\", text = \"一。\", after = \"goals\" },\n\
        { name = \"two\", heading = \"第二件\", text = \"二。\", after = \"goals\" },\n]\n";
    let (papers, _out) = County::new(&[("pack.toml", pack)]).papers("plan");
    let text = of(&papers, "A1");
    let at = |heading: &str| text.find(heading).unwrap_or_else(|| panic!("{heading}: {text}"));
    assert!(
        at("二、目标任务") < at("三、第一件")
            && at("三、第一件") < at("四、第二件")
            && at("四、第二件") < at("五、组织领导")
    );
}

#[test]
fn a_ballot_fits_its_page_whatever_the_paper() {
    for paper in ["a4", "b5", "a5"] {
        for per_sheet in [1, 2, 4] {
            let pack = format!("[ballot]\npaper = \"{paper}\"\nper_sheet = {per_sheet}\n");
            let county = County::new(&[("pack.toml", &pack)]);
            let (papers, _out) = county.papers("ballots");
            for (name, _) in papers {
                let pages = pdf::pages(Path::new(&name));
                let size = (pages[0].width.round(), pages[0].height.round());
                let wanted = match paper {
                    "a4" => (595.0, 842.0),
                    "b5" => (499.0, 709.0),
                    _ => (420.0, 595.0),
                };
                assert_eq!((pages.len(), size), (1, wanted), "{paper} {per_sheet} {name}");
            }
        }
    }
}

#[test]
fn a_list_of_what_wins_tells_why() {
    let plan = "{% extends \"default/plan.typ.tera\" %}\n{% block duty_training_text %}县里统一培训。{% endblock duty_training_text %}\n";
    let county = County::new(&[
        ("pack.toml", "name = \"云岭县\"\n"),
        ("plan.typ.tera", plan),
        ("wording.toml", "goal-team = \"县里的话。\"\n"),
    ]);
    let own = "{% extends \"云岭县/plan.typ.tera\" %}\n{% block duty_training_text %}镇里自己培训。{% endblock duty_training_text %}\n";
    county.own("templates/plan.typ.tera", own);
    let cycle = std::fs::read_to_string(county.town.path().join("cycle.toml")).unwrap();
    county.own("cycle.toml", &(cycle + "\n[wording]\ngoal-team = \"镇里的话。\"\n"));
    let list = county.run(&["templates", "list", "--lang", "zh"]).stdout;
    let line = |start: &str| {
        list.lines()
            .find(|line| line.trim_start().starts_with(start))
            .unwrap_or_else(|| panic!("{start}: {list}"))
    };
    let passage = list.lines().find(|line| line.contains("duty_training_text")).unwrap();
    let order = ["templates/plan.typ.tera", "盖住", "云岭县/plan.typ.tera", "default/plan.typ.tera"];
    let places: Vec<_> =
        order.iter().map(|word| passage.find(word).unwrap_or_else(|| panic!("{word}: {passage}"))).collect();
    assert!(places.is_sorted(), "{passage}");
    let wording = list.lines().find(|line| line.contains("goal-team")).unwrap();
    assert!(wording.contains("cycle.toml [wording]") && wording.contains("云岭县/wording.toml"), "{wording}");
    assert!(line("云岭县").contains(&self::shown(&county.layer())), "{list}");
    // Taken out over the county's, the passage is the county's, and a change of the county's is reported.
    let ejected = tempfile::tempdir().unwrap();
    let into = ejected.path().display().to_string();
    std::fs::remove_file(county.town.path().join("templates/plan.typ.tera")).unwrap();
    assert_eq!(county.run(&["templates", "eject", "plan", "--into", &into]).status, 0);
    let text = std::fs::read_to_string(ejected.path().join("plan.typ.tera")).unwrap();
    assert!(
        text.starts_with("{% extends \"云岭县/plan.typ.tera\" %}")
            && text.contains("县里统一培训。")
            && text.contains("{% block goals %}")
    );
    county.own("templates/plan.typ.tera", &text.replace("县里统一培训。", "镇里培训。"));
    let diff = county.run(&["templates", "diff", "--lang", "zh"]).stdout;
    assert!(diff.contains("-#point[{% block duty_training_head %}抓好培训交接。{% endblock duty_training_head %}][{% block duty_training_text %}县里统一培训。"), "{diff}");
    write(&county.layer().join("plan.typ.tera"), &plan.replace("统一培训", "分片培训"));
    let checked = county.run(&["check", "--lang", "zh"]);
    let said = checked.stdout + &checked.stderr;
    assert!(
        said.contains("moved-passage  templates/plan.typ.tera") && said.contains("下面的模板变了"),
        "{said}"
    );
}

#[test]
fn a_mark_beside_notes_for_another_place_is_an_error() {
    let county = County::new(&[("pack.toml", PACK)]);
    let said = || {
        let checked = county.run(&["check", "--lang", "zh"]);
        checked.stdout + &checked.stderr
    };
    assert!(!said().contains("ballot-notes"), "{}", said());
    let cycle = std::fs::read_to_string(county.town.path().join("cycle.toml")).unwrap();
    county.own("cycle.toml", &format!("{cycle}\n[ballot]\nmark = \"left\"\n"));
    assert!(said().contains("选票的说明写的是“右边”，画符号的空格印在姓名左边"), "{}", said());
}

#[test]
fn a_filing_form_with_many_opinions_goes_on_under_its_title() {
    let opinion = |at: usize| {
        format!("  {{ name = \"more_{at}\", heading = \"第{at}家意见\", kind = \"opinion\" }},\n")
    };
    let rows: String = (1..=5).map(opinion).collect();
    let pack = format!("name = \"云岭县\"\n[[document]]\nid = \"filing-form\"\nrows.add = [\n{rows}]\n");
    let county = County::new(&[("pack.toml", &pack)]);
    let (papers, _out) = county.papers("filing-form");
    let text = of(&papers, "F4");
    let (first, second) = text.split_once("备案表（续）").unwrap_or_else(|| panic!("{text}"));
    assert!(
        !first.contains("意见") && second.contains("党组织意见") && second.contains("第5家意见"),
        "{text}"
    );
    assert!(second.contains("填报人") && !first.contains("填报人"), "{text}");
}

#[test]
fn full_width_braces_in_a_town_s_own_wording_are_reported() {
    let county = County::new(&[("pack.toml", "name = \"云岭县\"\n")]);
    let cycle = std::fs::read_to_string(county.town.path().join("cycle.toml")).unwrap();
    county.own("cycle.toml", &(cycle + "\n[wording]\ngoal-team = \"｛｛ town.name ｝｝的话。\"\n"));
    county.own("narrative/duty-training.md", "请｛｛ town.name ｝｝安排。");
    let checked = county.run(&["check", "--lang", "zh"]);
    let said = checked.stdout + &checked.stderr;
    assert!(said.contains("template-slip  cycle.toml") && said.contains("“goal-team”里全角的"), "{said}");
    assert!(said.contains("template-slip  narrative/duty-training.md"), "{said}");
}

#[test]
fn files_that_are_passed_over_are_reported() {
    let county = County::new(&[(
        "lib/logo.typ",
        "#let logo = [{{ town.name }}]\n#let logo-height = 8mm\n#let logo-drop = 4mm\n",
    )]);
    county.own("narrative/霞垅/report-review.md", "五年来走访妇女。");
    county.own("narrative/report-plans.docx", "x");
    let said = || {
        let checked = county.run(&["check", "--lang", "zh"]);
        checked.stdout + &checked.stderr
    };
    assert!(said().contains("“霞垅”不是哪个村（社区）或乡镇的名称"), "{}", said());
    assert!(said().contains("narrative/report-plans.docx"), "{}", said());
    assert!(said().contains("lib 里的文件不填数据"), "{}", said());
    // "读" in the encoding of old Windows.
    std::fs::write(county.layer().join("headers.toml"), b"\"\xB6\xC1\" = \"name\"").unwrap();
    assert!(said().contains("headers.toml 不是 UTF-8 文本"), "{}", said());
}

#[test]
fn what_a_text_of_one_village_asks_for_is_reported_at_its_file() {
    let county = County::new(&[("pack.toml", "name = \"云岭县\"\n")]);
    county.own("narrative/duty-training.md", "由{{ town.nmae }}安排。");
    let (town, fonts) = (county.town.path().display().to_string(), fonts().display().to_string());
    let run = huanjie(["build", &town, "--only", "plan", "--fonts", &fonts, "--lang", "zh"]);
    assert!(run.stderr.contains("unknown-variable  narrative/duty-training.md"), "{}", run.stderr);
    assert!(run.stderr.contains("“duty-training”：没有变量“nmae”"), "{}", run.stderr);
}

#[test]
fn papers_that_name_others_follow_what_the_county_has() {
    let pack = "name = \"云岭县\"\n\
        [[document]]\nid = \"delegate-form\"\nenabled = false\n\
        [[document]]\nid = \"duties\"\nenabled = false\n[[document]]\nid = \"handover\"\nenabled = false\n\
        [[document]]\nid = \"delegate-roster\"\ncode = \"C15\"\nshort = \"代表花名册\"\n\
        [[document]]\nid = \"plan\"\nenabled = false\n";
    let county = County::new(&[("pack.toml", pack)]);
    let (papers, _out) = county.papers("procedure-guide,training-handout,training-script");
    let guide = of(&papers, "A8");
    assert!(guide.contains("推选代表。填写代表推选会议记录（C3）、代表花名册（C15），公示"), "{guide}");
    assert!(guide.contains("分工和交接。归档。") || guide.contains("分工和交接。4.归档"), "{guide}");
    let handout = of(&papers, "培训提纲");
    assert!(handout.contains("代表花名册、候选人登记表"), "{handout}");
    assert!(!handout.contains("代表登记表") && !handout.contains("交接清单"), "{handout}");
}

#[test]
fn wording_is_taken_out_and_a_change_below_is_reported() {
    let county = County::new(&[("wording.toml", "goal-team = \"县里的话。\"\n")]);
    county.own("templates/wording.toml", "duty-training = \"自己的话。\"");
    assert_eq!(county.run(&["templates", "eject", "goal-team"]).status, 0);
    let path = county.town.path().join("templates/wording.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(
        text.contains("# huanjie:from goal-team=") && text.contains("goal-team = \"县里的话。\""),
        "{text}"
    );
    assert!(text.starts_with("duty-training = \"自己的话。\"\n"), "{text}");
    let again = county.run(&["templates", "eject", "goal-team", "--lang", "zh"]);
    assert!(again.status == 2 && again.stderr.contains("已经有“goal-team”"), "{}", again.stderr);
    let nothing = county.run(&["templates", "eject", "goal-taem", "--lang", "zh"]);
    assert!(nothing.status == 2 && nothing.stderr.contains("没有材料“goal-taem”"), "{}", nothing.stderr);
    county.own("templates/wording.toml", &text.replace("县里的话", "镇里的话"));
    let said = || {
        let checked = county.run(&["check", "--lang", "zh"]);
        checked.stdout + &checked.stderr
    };
    assert!(!said().contains("moved-passage"), "{}", said());
    write(&county.layer().join("wording.toml"), "goal-team = \"县里的新话。\"\n");
    assert!(said().contains("moved-passage  templates/wording.toml:3:1"), "{}", said());
    assert!(said().contains("取出以后，下面的提法变了：goal-team"), "{}", said());
    let diff = county.run(&["templates", "diff", "--lang", "zh"]).stdout;
    assert!(diff.contains("-县里的新话。") && diff.contains("+镇里的话。"), "{diff}");
}

#[test]
fn what_a_pack_changes_is_listed_key_by_key() {
    let county = County::new(&[(
        "pack.toml",
        "name = \"云岭县\"\n[rules]\ndecimals = 2\n[[document]]\nid = \"handover\"\ncode = \"F8\"\nshort = \"清单\"\n",
    )]);
    county.own("templates/pack.toml", "[[document]]\nid = \"handover\"\nshort = \"交接单\"\n");
    let list = county.run(&["templates", "list", "--lang", "zh"]).stdout;
    let line = list.lines().find(|line| line.contains(" short ")).unwrap_or_else(|| panic!("{list}"));
    let order = ["handover", "templates/pack.toml", "盖住", "云岭县/pack.toml", "default/pack.toml"];
    let places: Vec<_> =
        order.iter().map(|word| line.find(word).unwrap_or_else(|| panic!("{word}: {line}"))).collect();
    assert!(places.is_sorted(), "{line}");
    let diff = county.run(&["templates", "diff", "--lang", "zh"]).stdout;
    assert!(diff.contains("-short = \"清单\"") && diff.contains("+short = \"交接单\""), "{diff}");
    assert!(diff.contains("+decimals = 2") && !diff.contains("code = \"F8\""), "{diff}");
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[test]
fn a_template_that_replaces_another_is_compared_passage_by_passage() {
    let default = std::fs::read_to_string(project().join("templates/default/resolution.typ.tera")).unwrap();
    let own = default.replace("#title(", "// 县里的\n#title(");
    assert_ne!(own, default);
    let county = County::new(&[("resolution.typ.tera", &own)]);
    let diff = county.run(&["templates", "diff", "--lang", "zh"]).stdout;
    assert!(diff.contains("+// 县里的"), "{diff}");
    let same = County::new(&[("resolution.typ.tera", &default)]);
    assert!(!same.run(&["templates", "diff", "--lang", "zh"]).stdout.contains('+'));
}

#[test]
fn a_pack_knows_what_its_papers_said() {
    let entry = "name = \"云岭县\"\n[[document]]\nid = \"resolution\"\nfiling = \"apart\"\n";
    let county = County::new(&[("pack.toml", entry)]);
    let (fonts, layer) = (fonts().display().to_string(), county.layer().display().to_string());
    let nothing = county.run(&["templates", "test", "--fonts", &fonts, "--layer", &layer, "--lang", "zh"]);
    assert!(
        nothing.status == 0 && nothing.stdout.contains("还没有 expected"),
        "{}{}",
        nothing.stdout,
        nothing.stderr
    );
    let update =
        county.run(&["templates", "test", "--update", "--fonts", &fonts, "--layer", &layer, "--lang", "zh"]);
    assert_eq!(update.status, 0, "{}", update.stderr);
    let expected = county.layer().join("expected");
    let file = expected.join("full/resolution 样例镇妇联.txt");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("1 页 pages\n") && text.contains("决议"), "{text}");
    assert!(expected.join("bare").is_dir());
    let same = county.run(&["templates", "test", "--fonts", &fonts, "--layer", &layer, "--lang", "zh"]);
    assert!(same.status == 0 && same.stdout.contains("0 份不一样"), "{}{}", same.stdout, same.stderr);
    write(
        &county.layer().join("resolution.typ.tera"),
        "{% extends \"default/resolution.typ.tera\" %}\n{% block title %}\n#title(\"县里的决议\")\n{% endblock title %}\n",
    );
    // `check` runs it as well.
    for command in ["test", "check"] {
        let differs =
            county.run(&["templates", command, "--fonts", &fonts, "--layer", &layer, "--lang", "zh"]);
        assert_eq!(differs.status, 1, "{}", differs.stderr);
        assert!(
            differs.stderr.contains("expected-text") && differs.stderr.contains("现在是“县里的决议”"),
            "{}",
            differs.stderr
        );
    }
}
