//! What stands around every page: the steps with their states, what can be undone, what is to be said.

use serde_json::{Value as Json, json};

use crate::cycle::CYCLE_FILE;
use crate::problem::{Problem, Say};
use crate::say;
use crate::web::asked::Asked;
use crate::web::opened::{Found, Opened};
use crate::web::tour;

/// A step as the left side shows it.
struct Step {
    /// The word of its address.
    screen: &'static str,
    name: Say,
    state: State,
    /// How many things need the clerk.
    needs: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Done,
    NeedsYou,
    Waiting,
}

/// Pages that belong to a step with another name.
const UNDER: &[(&str, &str)] = &[("page", "papers"), ("behind", "figures")];

/// What stands around a page of a town.
pub(in crate::web) fn around(asked: &Asked, template: &str) -> Json {
    let mut around = without(asked);
    let here = template.strip_suffix(".html").unwrap_or(template);
    let here = UNDER.iter().find(|(page, _)| *page == here).map_or(here, |(_, step)| step);
    if let (Some(town), Some(fields)) = (&asked.town, around.as_object_mut()) {
        let steps = match town.opened() {
            Ok(opened) => steps(&opened, town.mark().as_deref()),
            Err(_) => unread(),
        };
        let list: Vec<Json> = steps
            .iter()
            .map(|step| {
                json!({
                    "href": asked.at(step.screen), "name": asked.text(&step.name), "here": step.screen == here,
                    "state": match step.state { State::Done => "done", State::NeedsYou => "needs", State::Waiting => "waiting" },
                    "needs": step.needs,
                })
            })
            .collect();
        fields.insert("steps".to_owned(), Json::from(list));
        fields.insert("version".to_owned(), json!(*town.version().borrow()));
        fields.insert("tour".to_owned(), json!(tour::stop(asked, here)));
        fields.insert("undo".to_owned(), json!(town.last_change().map(|said| asked.text(&said).to_owned())));
    }
    around
}

/// What stands around a page that shows no town.
pub(in crate::web) fn without(asked: &Asked) -> Json {
    let messages: Vec<Json> = asked
        .session
        .take_messages()
        .iter()
        .map(|message| json!({ "said": asked.text(&message.said), "is_refusal": message.is_refusal }))
        .collect();
    let town = asked.town.as_ref().map(|town| json!({ "root": asked.at(""), "name": town.name() }));
    json!({ "town": town, "messages": messages })
}

fn steps(opened: &Opened, mark: Option<&str>) -> Vec<Step> {
    opened.with_dependent(|project, found| {
        let Found { survey, problems, coverage, .. } = found;
        let sources = coverage.sources;
        let open = coverage.open;
        let lacking = coverage.lacking().len() + coverage.nobodys.len();
        let errors = problems
            .iter()
            .filter(|problem| problem.is_error() && problem.question.is_none() && problem.follows.is_none())
            .count();
        let wrong = wrong_settings(problems);
        let is_empty = sources == 0;
        let has_figures = !survey.figures.total.is_empty() && !is_empty;
        let step = |screen, name, needs: usize, is_done: bool| {
            let state = match (needs, is_done) {
                (0, true) => State::Done,
                (0, false) => State::Waiting,
                _ => State::NeedsYou,
            };
            Step { screen, name, state, needs }
        };
        vec![
            step("inbox", say!("收表", "Take in tables"), usize::from(is_empty), !is_empty),
            step("questions", say!("待确认", "Questions"), open, !is_empty),
            step("coverage", say!("收表情况", "What has come in"), lacking, !is_empty),
            step("sheet", say!("表格", "Sheets"), 0, !is_empty),
            step("problems", say!("问题", "Problems"), errors, !is_empty),
            // Nobody can say that all was thought of: green is what somebody has begun to fill in.
            step("settings", say!("设置", "Settings"), wrong, !project.cycle().bodies.is_empty()),
            step("texts", say!("文字", "Texts"), 0, project.root().join("narrative").is_dir()),
            step("figures", say!("数据", "Figures"), 0, has_figures),
            step("papers", say!("材料", "Papers"), 0, lacking == 0 && errors == 0 && made(found, mark)),
            step("print", say!("打印", "Print"), 0, false),
            step("reword", say!("改材料", "Change papers"), 0, false),
        ]
    })
}

/// What is wrong in the settings.
fn wrong_settings(problems: &[Problem]) -> usize {
    problems.iter().filter(|problem| problem.is_error() && problem.place.file() == Some(CYCLE_FILE)).count()
}

/// Whether all papers were made, and of the files as they are.
fn made(found: &Found<'_>, mark: Option<&str>) -> bool {
    let is_other = found.project.built().is_some_and(|built| mark.is_some_and(|mark| mark != built));
    found.project.out().join("manifest.json").is_file() && !is_other
}

/// The steps of a town that cannot be read: those that may help.
fn unread() -> Vec<Step> {
    let step = |screen, name| Step { screen, name, state: State::Waiting, needs: 0 };
    vec![
        step("inbox", say!("收表", "Take in tables")),
        step("problems", say!("问题", "Problems")),
        step("settings", say!("设置", "Settings")),
    ]
}
