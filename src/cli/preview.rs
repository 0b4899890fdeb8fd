//! `huanjie preview`: one page of one paper as a picture.

use std::path::{Path, PathBuf};

use crate::cli::args::{PreviewArgs, SourceArgs};
use crate::cli::report::text;
use crate::cli::{DONE, Failed, PROBLEMS, build, guard, read};
use crate::pipeline::{Guard, Seen, Sight, Wanted, Workspace};
use crate::problem::{Lang, Problem};
use crate::say;

pub(super) fn run(args: &PreviewArgs, lang: Lang) -> Result<u8, Failed> {
    let (guard, wanted, _) = prepare(args)?;
    let Seen { drawn, problems } = Sight::new(guard).look(&wanted, false)?;
    text::problems(&problems, lang, &mut std::io::stderr());
    let Some(drawn) = drawn else { return Ok(PROBLEMS) };
    println!("{}", wanted.path.display());
    let (page, pages, title, body) = (wanted.page, drawn.pages, drawn.title, drawn.body);
    let said =
        say!("《{title}》（{body}）第 {page} 页，共 {pages} 页", "{title} ({body}), page {page} of {pages}");
    eprintln!("{}", said.text(lang));
    Ok(if problems.iter().any(Problem::is_error) { PROBLEMS } else { DONE })
}

/// What is to be drawn and by whom, and the workspace it is of.
pub(super) fn prepare(args: &PreviewArgs) -> Result<(Guard, Wanted, Workspace), Failed> {
    let workspace = read::open(&SourceArgs { dir: args.dir.clone(), as_of: None })?;
    if !workspace.has_cycle {
        return Err(Failed::Usage(build::no_cycle()));
    }
    let path = args.output.clone().unwrap_or_else(|| default_path(&workspace, &args.id));
    let is_png = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png"));
    if !is_png {
        let shown = path.display();
        return Err(Failed::Usage(say!(
            "“{shown}”：图片的文件名以 .png 结尾",
            "\"{shown}\": the picture\'s name ends in .png"
        )));
    }
    let fonts = build::font_source(&workspace, args.fonts.as_deref());
    let found = fonts.load().problems;
    if found.iter().any(Problem::is_error) {
        return Err(Failed::Problems(found, PROBLEMS));
    }
    let errand = guard::errand(&workspace, args.layer.clone(), fonts, guard::no_build(&workspace));
    let wanted =
        Wanted { document: args.id.clone(), unit: args.unit.clone(), page: args.page, ppi: args.ppi, path };
    Ok((guard::guard(errand, args.limits)?, wanted, workspace))
}

/// `out/preview/plan.png` in the workspace.
fn default_path(workspace: &Workspace, id: &str) -> PathBuf {
    let name = crate::bind::file_name(id);
    workspace.root.join("out").join(Path::new("preview")).join(format!("{name}.png"))
}
