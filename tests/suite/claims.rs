//! What a paper claims, its data must say: every paper of bodies at every stage and of every way of voting.
//!
//! A claim is words that tell of something that was so; `claims.toml` names for each the values without which no paper may say
//! it. The papers are read as they go to Typst, which is quick, and the values are those that the paper was made from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use huanjie::fill::{self, Scope};
use huanjie::model::Level;
use huanjie::pipeline::{Project, Settings};
use regex::Regex;
use serde::Deserialize;
use serde_json::Value;

use crate::support::run::Town;

/// A thing that papers tell.
#[derive(Debug, Deserialize)]
struct Claim {
    says: String,
    unless: Option<String>,
    needs: Vec<String>,
}

impl Claim {
    fn all() -> Vec<Self> {
        #[derive(Deserialize)]
        struct Claims {
            claim: Vec<Claim>,
        }
        toml::from_str::<Claims>(include_str!("claims.toml")).unwrap().claim
    }

    /// The sentences of a paper that tell it.
    fn told<'t>(&self, sentences: &'t [String]) -> Vec<&'t str> {
        let says = Regex::new(&self.says).unwrap();
        let unless = self.unless.as_deref().map(|words| Regex::new(words).unwrap());
        let is_told = |sentence: &&String| {
            says.is_match(sentence) && !unless.as_ref().is_some_and(|unless| unless.is_match(sentence))
        };
        sentences.iter().filter(is_told).map(String::as_str).collect()
    }

    /// Whether the values of a body bear it.
    fn stands(&self, values: &Value) -> bool {
        self.needs.iter().any(|need| {
            let (path, word) =
                need.split_once('=').map_or((need.as_str(), None), |(path, word)| (path, Some(word)));
            holds(values, path, word)
        })
    }
}

/// Whether the value at a path is the word; without one, whether it is known and not false. Of a list any.
fn holds(value: &Value, path: &str, word: Option<&str>) -> bool {
    if let Value::Array(parts) = value {
        return parts.iter().any(|part| holds(part, path, word));
    }
    if let Some((first, rest)) = path.split_once('.') {
        return holds(&value[first], rest, word);
    }
    match (&value[path], word) {
        (Value::Null, _) => false,
        (Value::String(text), Some(word)) => text == word,
        (Value::Bool(so), Some(word)) => word.parse() == Ok(*so),
        (_, Some(_)) => false,
        (Value::Array(parts), None) => !parts.is_empty(),
        (value, None) => *value != Value::Bool(false),
    }
}

/// A paper as it goes to Typst.
struct Paper {
    name: String,
    sentences: Vec<String>,
    values: std::sync::Arc<Value>,
}

/// All papers of a workspace.
fn papers(workspace: &str, town: &Town) -> Vec<Paper> {
    let project = Project::open(town.path(), Settings::default()).unwrap();
    let survey = project.survey().unwrap();
    let layers = project.layers().unwrap();
    let listed = project.documents(&survey).unwrap();
    let lacks: BTreeMap<&str, _> = listed.iter().map(|paper| (paper.id.as_str(), paper)).collect();
    let mut papers = Vec::new();
    for (at, body) in survey.resolved.bodies.iter().enumerate() {
        let context = fill::context(layers, &survey.resolved, &survey.figures, at);
        let values = std::sync::Arc::new(context.seen().clone());
        let (place, is_unit) = (body.id.place(), body.id.level() == Level::Unit);
        for document in layers.documents() {
            let told = lacks[document.id.as_str()];
            let is_concerned = document.scopes.iter().any(|scope| match scope {
                Scope::Town | Scope::Cycle => !is_unit,
                Scope::Unit => is_unit,
                Scope::Body | Scope::Delegate | Scope::Nominee => true,
            });
            let is_lacking =
                !told.missing.is_empty() || told.lacking.iter().any(|(lacking, _)| lacking == place);
            if !is_concerned || is_lacking {
                continue;
            }
            let name = format!("{workspace}: {} {} of {place}", document.code, document.id);
            let draft = fill::draft(layers, document, &context, &[]);
            let draft = draft.unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
            let source: String = std::iter::once(&draft.main).chain(draft.parts.values()).cloned().collect();
            papers.push(Paper { name, sentences: sentences(&source), values: values.clone() });
        }
    }
    papers
}

/// The sentences of a source; what is not known is ＿.
fn sentences(source: &str) -> Vec<String> {
    static MARKS: OnceLock<[(Regex, &str); 4]> = OnceLock::new();
    let marks = MARKS.get_or_init(|| {
        [
            (r#"#?(blank|fillin|fillin-date|fill-lines)(\((\([^()]*\)|[^()])*\))?;?"#, "＿"),
            (r"#?(tally|count)\((true, ?)?(none|＿)\)|#?tally\(false, [^)]*\)", "＿"),
            (r#"#?(tally|count)\((true, ?)?"?([^()"]*)"?\);?"#, "$3"),
            (r#"#"([^"]*)";?"#, "$1"),
        ]
        .map(|(mark, text)| (Regex::new(mark).unwrap(), text))
    });
    let plain = marks
        .iter()
        .fold(source.to_owned(), |text, (mark, plain)| mark.replace_all(&text, *plain).into_owned());
    plain
        .split(['。', '\n'])
        .map(str::trim)
        .filter(|sentence| !sentence.is_empty())
        .map(str::to_owned)
        .collect()
}

const TABLES: [&str; 6] = ["代表.csv", "候选人.csv", "结果.csv", "得票.csv", "执委.csv", "主席选举得票.csv"];
/// Votes by hands: no ballot was given out.
const BY_HANDS: (&str, &str) = ("10,9,9,9,9,0,6,5", "10,9,,,,,6,5");
/// Fewer came than must.
const FEW: (&str, &str) = ("10,9,9,9,9,0,6,5", "10,6,6,6,6,0,6,5");

/// A table, what stands in it, and what stands there instead.
type Change = (&'static str, &'static str, &'static str);

/// How far a body is: its tables, and what stands otherwise in them.
const STAGES: [(&str, &[&str], &[Change]); 10] = [
    ("nothing known", &[], &[]),
    ("delegates", &["代表.csv"], &[]),
    ("nominees", &["代表.csv", "候选人.csv"], &[]),
    ("voted", &TABLES, &[]),
    ("only the results", &["结果.csv"], &[]),
    ("only the committee", &["执委.csv"], &[]),
    ("too few at the congress", &["代表.csv", "候选人.csv", "结果.csv"], &[("结果.csv", FEW.0, FEW.1)]),
    (
        "too few at the plenary",
        &TABLES,
        &[
            ("主席选举得票.csv", "主席,5,5,0,0", "主席,2,2,0,0"),
            ("主席选举得票.csv", "副主席,5,4,0,1", "副主席,2,2,0,0"),
        ],
    ),
    (
        "no chair elected",
        &TABLES,
        &[
            ("主席选举得票.csv", "主席,5,5,0,0", "主席,5,2,3,0"),
            ("执委.csv", "大学专科,主席", "大学专科,执委"),
            ("结果.csv", "丁一兰,王小荷", ",王小荷"),
        ],
    ),
    (
        "level at the last seat",
        &["代表.csv", "候选人.csv", "结果.csv", "得票.csv"],
        &[
            ("得票.csv", "何静,3,4,2,否", "何静,7,0,2,"),
            ("得票.csv", ",是\n", ",\n"),
            ("结果.csv", "6,5,5,丁一兰,王小荷", "6,5,,,"),
        ],
    ),
];

const VOTED: usize = 3;
const ONLY_RESULTS: usize = 4;
const NO_CHAIR: usize = 8;
const TIE: usize = 9;

/// Ways of voting, and kinds of bodies.
const WAYS: [(&str, &str); 6] = [
    ("as many as seats", "exec_margin = 0\n"),
    ("by hands", "members_by = \"hands\"\nleaders_by = \"hands\"\nexec_margin = 0\n"),
    ("leaders by hands", "leaders_by = \"hands\"\n"),
    ("members by hands", "members_by = \"hands\"\n"),
    ("a 妇代会", "organisation = \"妇代会\"\n"),
    ("for the first time", "term = 1\nprevious_body = \"妇代会\"\n"),
];

fn made(stage: usize, way: &str) -> Town {
    let (_, tables, changes) = STAGES[stage];
    let town = Town::small();
    let data = town.path().join("data");
    for table in TABLES.iter().filter(|table| !tables.contains(table)) {
        std::fs::remove_file(data.join(table)).unwrap();
    }
    let cycle = town.path().join("cycle.toml");
    let settings = std::fs::read_to_string(&cycle).unwrap();
    std::fs::write(&cycle, settings.replace("[town]\n", &format!("[cycle.unit]\n{way}\n[town]\n"))).unwrap();
    // Before the congress nobody knows who will come to it.
    let came: &[(&str, &str, &str)] =
        if tables.contains(&"结果.csv") { &[] } else { &[("代表.csv", ",是\n", ",\n")] };
    let by_hands = [("结果.csv", BY_HANDS.0, BY_HANDS.1)];
    let hands: &[(&str, &str, &str)] = if way.contains("members_by") { &by_hands } else { &[] };
    for (table, was, is) in changes.iter().chain(came).chain(hands) {
        let Ok(text) = std::fs::read_to_string(data.join(table)) else { continue };
        assert!(text.contains(was), "“{was}” in {table}");
        std::fs::write(data.join(table), text.replace(was, is)).unwrap();
    }
    town
}

/// Numbers and dates of papers, periods of publicity.
const PAPERS: &str = "
[body.\"河口村\"]
place = \"河口村委会会议室\"
notice = { start = \"2021-02-01\", end = \"2021-02-05\" }
nominee_notice = { start = \"2021-02-15\", end = \"2021-02-19\" }
paper.approval = { number = \"柳委〔2021〕3号\", date = \"2021-01-20\" }
paper.nominee-approval = { number = \"柳委〔2021〕5号\", date = \"2021-02-12\" }
paper.result-report = { number = \"河妇〔2021〕2号\", date = \"2021-02-25\" }
";
const REPORT: &str = "[rules]\nresult_paper = \"report\"\n";
const ANSWER: &str = "paper.result-approval = { number = \"柳委〔2021〕9号\", date = \"2021-02-27\" }\n";
/// The last team: one of them stays.
const LAST: &str =
    "村,姓名,上届职务,性别,出生年月\n河口村,丁一兰,主席,女,1980.05\n河口村,何静,副主席,女,1978.12\n";

/// A body whose papers have numbers, filed with an answer or without.
fn numbered(more: &str) -> Town {
    let town = made(VOTED, "");
    let cycle = town.path().join("cycle.toml");
    let settings = std::fs::read_to_string(&cycle).unwrap();
    std::fs::write(&cycle, format!("{settings}{PAPERS}{more}")).unwrap();
    std::fs::write(town.path().join("data/上届.csv"), LAST).unwrap();
    town
}

/// The papers of all bodies that are walked.
fn walked() -> Vec<Paper> {
    let stages = (0..STAGES.len()).map(|at| papers(STAGES[at].0, &made(at, "")));
    let ways = WAYS.iter().flat_map(|(name, way)| {
        ["nominees", "voted"].map(|stage| {
            let at = STAGES.iter().position(|(known, ..)| *known == stage).unwrap();
            papers(&format!("{name}, {stage}"), &made(at, way))
        })
    });
    let numbered =
        [("reported", REPORT), ("answered", ANSWER)].map(|(name, more)| papers(name, &numbered(more)));
    let layers = ["street", "first-congress"].map(|layer| papers(layer, &Town::copy_of(layer)));
    stages.chain(ways).chain(numbered).chain(layers).flatten().collect()
}

#[test]
fn no_paper_claims_what_no_value_says() {
    let papers = walked();
    let mut wrong = BTreeSet::new();
    for claim in Claim::all() {
        let (mut told, mut bare) = (0, 0);
        for paper in &papers {
            let stands = claim.stands(&paper.values);
            let said = claim.told(&paper.sentences);
            told += said.len();
            bare += usize::from(!stands);
            if !stands {
                wrong.extend(said.iter().map(|sentence| format!("{}: {sentence}", paper.name)));
            }
        }
        // A claim that nobody makes, or that always stands, would be no test.
        if told == 0 || bare == 0 {
            wrong.insert(format!(
                "no test: “{}” is said {told} times, and {bare} papers have no value for it",
                claim.says
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} claims without a value:\n{}",
        wrong.len(),
        wrong.into_iter().collect::<Vec<_>>().join("\n")
    );
}

/// The papers of a stage that say the words.
fn papers_saying(stage: usize, words: &str) -> BTreeSet<String> {
    let papers = papers("", &made(stage, ""));
    let says = |paper: &&Paper| paper.sentences.iter().any(|sentence| sentence.contains(words));
    let code = |paper: &Paper| paper.name.split(' ').nth(1).unwrap_or_default().to_owned();
    papers.iter().filter(says).map(code).collect()
}

#[test]
fn every_paper_of_the_result_says_that_no_chair_was_elected() {
    let said = papers_saying(NO_CHAIR, "没有选出");
    let expected = ["E1", "E10", "E11", "E19", "E22", "F1", "F10", "F11", "F2", "F3", "F4", "F5"];
    assert_eq!(said, expected.map(str::to_owned).into());
    assert_eq!(papers_saying(VOTED, "没有选出"), BTreeSet::new());
}

/// No roster is handed in: the table of results names the leaders.
#[test]
fn the_leaders_that_only_the_results_name_stand_in_every_paper_of_the_result() {
    let said = papers_saying(ONLY_RESULTS, "丁一兰");
    let expected = ["E1", "E10", "E11", "E19", "E22", "F1", "F11", "F2", "F3", "F5"];
    let lacking: Vec<&str> = expected.into_iter().filter(|code| !said.contains(*code)).collect();
    assert!(lacking.is_empty(), "{lacking:?} of {said:?}");
}

#[test]
fn every_paper_of_the_vote_names_those_level_at_the_last_seat() {
    let told = ["E19", "E22", "E9", "F1", "F11", "F2", "F3", "F5"];
    assert_eq!(papers_saying(TIE, "李玥、何静得赞成票相等"), told.map(str::to_owned).into());
}

#[test]
fn a_claim_is_found_where_it_tells_and_nowhere_else() {
    let source = "#item(level: 1)[根据计票结果，#\"丁一兰\";当选为#\"主席\";。#fillin(5em)同志当选为#\"副主席\";。实到#tally(false, blank(\"人数\"))名。\
                  实到#tally(true, 9)名。]";
    let said = sentences(source);
    let told = |words: &str| {
        let claim = Claim::all().into_iter().find(|claim| claim.says.starts_with(words)).unwrap();
        let bare =
            serde_json::json!({ "congress": { "present": null, "validity": "no-quorum" }, "units": [] });
        assert!(!claim.stands(&bare));
        claim.told(&said).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(told("当选为"), ["#item(level: 1)[根据计票结果，丁一兰当选为主席"]);
    assert_eq!(told("实到"), ["实到9名"]);
}
