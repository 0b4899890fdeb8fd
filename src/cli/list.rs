//! `huanjie list`.

use serde::Serialize;

use crate::cli::args::{Format, ListArgs, SourceArgs};
use crate::cli::report::json;
use crate::cli::{DONE, Failed, USAGE, read};
use crate::count::Indicators;
use crate::fill::Layers;
use crate::pipeline;
use crate::pipeline::{Listed, Workspace};
use crate::problem::Lang;

pub(super) fn run(args: &ListArgs, lang: Lang) -> Result<u8, Failed> {
    let workspace = read::open(&SourceArgs { dir: args.dir.clone(), as_of: None })?;
    let (layers, indicators) = layers(&workspace, args.layer.as_deref())?;
    let reading = pipeline::read_tables(&workspace)?;
    let survey = pipeline::survey(&workspace, &reading, &indicators);
    let listed = pipeline::list(&survey, &layers);
    match args.format {
        Format::Json => json::print(&ListJson { documents: listed.iter().map(DocumentJson::new).collect() }),
        Format::Text => listed.iter().for_each(|document| show(document, lang)),
    }
    Ok(DONE)
}

/// The template layers of a workspace and the indicators they define.
pub(super) fn layers(workspace: &Workspace, layer: Option<&str>) -> Result<(Layers, Indicators), Failed> {
    let root = workspace.root.is_dir().then_some(workspace.root.as_path());
    let layers =
        Layers::load(root, layer, &workspace.cycle).map_err(|problems| Failed::Problems(problems, USAGE))?;
    let indicators =
        Indicators::parse(layers.indicators()).map_err(|problems| Failed::Problems(problems, USAGE))?;
    Ok((layers, indicators))
}

fn show(document: &Listed, lang: Lang) {
    let Listed { id, code, title, scope, stage, missing } = document;
    let state = match (missing.is_empty(), lang) {
        (true, Lang::Zh) => "可以生成".to_owned(),
        (true, Lang::En) => "ready".to_owned(),
        (false, Lang::Zh) => format!("缺 {}", missing.join("、")),
        (false, Lang::En) => format!("misses {}", missing.join(", ")),
    };
    println!("{code:<4} {id:<20} {scope:<6} {stage:<9} {state:<12} {title}");
}

#[derive(Serialize)]
struct ListJson<'a> {
    documents: Vec<DocumentJson<'a>>,
}

#[derive(Serialize)]
struct DocumentJson<'a> {
    id: &'a str,
    code: &'a str,
    title: &'a str,
    scope: &'a str,
    stage: &'a str,
    ready: bool,
    missing: &'a [String],
}

impl<'a> DocumentJson<'a> {
    fn new(listed: &'a Listed) -> Self {
        Self {
            id: &listed.id,
            code: &listed.code,
            title: &listed.title,
            scope: &listed.scope,
            stage: &listed.stage,
            ready: listed.missing.is_empty(),
            missing: &listed.missing,
        }
    }
}
