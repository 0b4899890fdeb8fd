//! The papers, and the tables they lack.

use std::io::{Result, Write};

use serde::Serialize;

use crate::pipeline::Listed;
use crate::problem::Lang;

/// The JSON of `list`.
#[derive(Debug, Serialize)]
pub struct ListJson<'a> {
    documents: Vec<DocumentJson<'a>>,
}

#[derive(Debug, Serialize)]
struct DocumentJson<'a> {
    id: &'a str,
    code: &'a str,
    title: &'a str,
    scope: &'a str,
    stage: &'a str,
    ready: bool,
    missing: &'a [String],
    /// Bodies that lack something which others have.
    lacking: Vec<LackingJson<'a>>,
}

#[derive(Debug, Serialize)]
struct LackingJson<'a> {
    body: &'a str,
    missing: &'a [String],
}

impl<'a> ListJson<'a> {
    /// Of these papers.
    #[must_use]
    pub fn new(listed: &'a [Listed]) -> Self {
        let document = |listed: &'a Listed| DocumentJson {
            id: &listed.id,
            code: &listed.code,
            title: &listed.title,
            scope: &listed.scope,
            stage: &listed.stage,
            ready: listed.missing.is_empty(),
            missing: &listed.missing,
            lacking: listed.lacking.iter().map(|(body, missing)| LackingJson { body, missing }).collect(),
        };
        Self { documents: listed.iter().map(document).collect() }
    }
}

/// Bodies that are named of each paper.
const BODIES_SHOWN: usize = 3;

/// A line for each paper.
///
/// # Errors
/// When `out` takes no more.
pub fn documents(listed: &[Listed], lang: Lang, out: &mut dyn Write) -> Result<()> {
    for Listed { id, code, title, scope, stage, missing, lacking } in listed {
        let bodies = lacking.iter().map(|(body, _)| body.as_str()).take(BODIES_SHOWN).collect::<Vec<_>>();
        let more = if lacking.len() > BODIES_SHOWN { " …" } else { "" };
        let state = match (missing.is_empty(), lang) {
            (true, Lang::Zh) if !lacking.is_empty() => format!("{}{more} 缺表", bodies.join("、")),
            (true, Lang::En) if !lacking.is_empty() => format!("lacking for {}{more}", bodies.join(", ")),
            (true, Lang::Zh) => "可以生成".to_owned(),
            (true, Lang::En) => "ready".to_owned(),
            (false, Lang::Zh) => format!("缺 {}", missing.join("、")),
            (false, Lang::En) => format!("misses {}", missing.join(", ")),
        };
        writeln!(out, "{code:<4} {id:<20} {scope:<6} {stage:<9} {state:<12} {title}")?;
    }
    Ok(())
}
