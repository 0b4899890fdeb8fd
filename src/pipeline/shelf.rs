//! The papers of one body: which can be made, what they lack, what was made of them and leaves blanks.

use crate::bind::{Entry, Manifest, OutFolder};
use crate::cycle::{Ballot, BallotCopies, StageId};
use crate::fill::{self, Filing, Layers};
use crate::pipeline::job::{BuildOptions, PACKET};
use crate::pipeline::maker::{Maker, OutState};
use crate::pipeline::needs::{self, QUESTION};
use crate::pipeline::survey::Survey;
use crate::pipeline::{plan, questions};
use crate::problem::Stop;
use crate::resolve::Body;
use crate::typeset::{Fonts, Typesetter};

/// One paper of one body.
#[derive(Debug, Clone)]
pub struct PaperState {
    /// Document id; `packet` for the packet.
    pub id: String,
    /// Code of the catalogue; empty for the packet.
    pub code: String,
    /// Its title, as it is printed.
    pub title: String,
    /// When it is needed; none for the packet.
    pub stage: Option<StageId>,
    /// Whether it is filed.
    pub is_filed: bool,
    /// The words of `needs` that the body lacks, or a question that is open.
    pub lacking: Vec<String>,
    /// Where it goes, relative to the output folder, with `/`.
    pub path: String,
    /// What was made of it.
    pub made: Option<Entry>,
    /// How often it is printed as far as that is known: a ballot for everybody who may vote.
    pub copies: usize,
}

impl PaperState {
    /// The question that it waits for.
    #[must_use]
    pub fn question(&self) -> Option<&str> {
        self.lacking.iter().find_map(|need| need.strip_prefix(QUESTION))
    }
}

/// The papers of the body at this place, in the order of their codes, and its packet.
pub(in crate::pipeline) fn papers(
    survey: &Survey<'_>,
    layers: &Layers,
    fonts: &Fonts,
    options: &BuildOptions,
    at: usize,
) -> Result<Vec<PaperState>, Stop> {
    let Some(body) = survey.resolved.bodies.get(at) else { return Ok(Vec::new()) };
    let out = OutFolder::new(&options.out);
    let manifest = Manifest::seen(&out)?;
    let typesetter = Typesetter::new(fonts);
    let maker = Maker::new(survey, layers, &typesetter, options, OutState { out: &out, before: &manifest });
    let context = fill::context(layers, &survey.resolved, &survey.figures, at);
    let names = maker.names(at, &context);
    let is_above = survey.resolved.bodies.iter().any(|body| body.id.level().is_above_towns());
    let mut papers = Vec::new();
    for (document, name) in layers.documents().iter().zip(&names) {
        if !plan::concerns(document, body, is_above) {
            continue;
        }
        let lacking = match questions::waits_for(document, body, &survey.questions) {
            Some(question) => vec![format!("{QUESTION}{}", question.id)],
            None => needs::missing(document, body, survey.resolved.cycle),
        };
        let path = maker.paths.paper(at, name);
        papers.push(PaperState {
            id: document.id.clone(),
            code: document.code.clone(),
            title: context.title(&document.id).unwrap_or(&document.id).to_owned(),
            stage: Some(document.stage),
            is_filed: document.filing != Filing::None,
            lacking,
            made: manifest.files.get(&path).cloned(),
            copies: copies(&document.id, body, &survey.resolved.cycle.ballot),
            path,
        });
    }
    let path = maker.paths.packet(at);
    if !body.id.level().is_above_towns() {
        papers.push(PaperState {
            id: PACKET.to_owned(),
            code: String::new(),
            title: String::new(),
            stage: None,
            is_filed: true,
            lacking: Vec::new(),
            made: manifest.files.get(&path).cloned(),
            copies: 1,
            path,
        });
    }
    Ok(papers)
}

/// Sheets of a ballot where one is printed to be copied: for every delegate who is entitled, or every member of the executive.
fn copies(document: &str, body: &Body<'_>, ballot: &Ballot) -> usize {
    if ballot.copies != BallotCopies::One {
        return 1;
    }
    let voters = match document {
        "ballots" => body.congress.entitled.known().copied(),
        "plenary-ballots" => u32::try_from(body.executive().count()).ok(),
        _ => None,
    };
    let voters = voters.and_then(|voters| usize::try_from(voters).ok()).filter(|voters| *voters > 0);
    voters.map_or(1, |voters| voters.div_ceil(usize::from(ballot.per_sheet).max(1)))
}
