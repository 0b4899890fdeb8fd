//! `huanjie preview`: one page of one paper as a picture.

use std::path::{Path, PathBuf};

use crate::bind::file_name;
use crate::cli::args::PreviewArgs;
use crate::cli::failed::{DONE, Failed, PROBLEMS};
use crate::cli::{open, output};
use crate::pipeline::{Project, Seen, Wanted};
use crate::problem::{Lang, Problem};
use crate::report;
use crate::say;

pub(super) fn run(args: &PreviewArgs, lang: Lang) -> Result<u8, Failed> {
    let project = project(args)?;
    let (wanted, path) = (wanted(args), path(args, &project)?);
    let survey = project.survey()?;
    let Seen { drawn, problems } = project.preview(&survey, &wanted)?;
    report::text::problems(&problems, lang, &mut std::io::stderr());
    let Some(drawn) = drawn else { return Ok(PROBLEMS) };
    output::beside(&project.out(), &path, &drawn.png, lang)?;
    println!("{}", path.display());
    let (page, pages, title, body) = (wanted.page, drawn.pages, drawn.title, drawn.body);
    let said =
        say!("《{title}》（{body}）第 {page} 页，共 {pages} 页", "{title} ({body}), page {page} of {pages}");
    eprintln!("{}", said.text(lang));
    Ok(if problems.iter().any(Problem::is_error) { PROBLEMS } else { DONE })
}

/// The workspace whose paper is looked at.
pub(super) fn project(args: &PreviewArgs) -> Result<Project, Failed> {
    let project = open::for_papers(&args.dir, args.layer.as_ref(), args.fonts.as_ref(), args.limits)?;
    open::need_cycle(&project)?;
    project.fonts()?;
    Ok(project)
}

/// The page.
pub(super) fn wanted(args: &PreviewArgs) -> Wanted {
    Wanted {
        document: args.id.clone(),
        unit: args.unit.clone(),
        page: args.page,
        ppi: args.ppi,
        passages: false,
    }
}

/// Where the picture goes: `out/preview/plan.png` in the workspace where nobody says otherwise.
pub(super) fn path(args: &PreviewArgs, project: &Project) -> Result<PathBuf, Failed> {
    let name = || format!("{}.png", file_name(&args.id));
    let path = args.output.clone().unwrap_or_else(|| project.out().join(Path::new("preview")).join(name()));
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png")) {
        return Ok(path);
    }
    let shown = path.display();
    Err(Failed::Usage(say!(
        "“{shown}”：图片的文件名以 .png 结尾",
        "\"{shown}\": the picture\'s name ends in .png"
    )))
}
