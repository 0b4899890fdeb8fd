//! Opens a town, prints its problems, and draws one page of one paper: the library without the command line.
//!
//! ```text
//! cargo run --example page -- data/qingkeng plan page.png
//! ```
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "an example prints, and writes one picture"
)]

use std::error::Error;
use std::path::Path;

use huanjie::pipeline::{NotReady, Project, Settings, Wanted};
use huanjie::problem::Lang;
use huanjie::report;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, folder, paper, picture] = arguments.as_slice() else {
        return Err("page FOLDER PAPER PICTURE.png".into());
    };
    draw(Path::new(folder), paper, Path::new(picture)).map_err(|error| format!("{error:?}").into())
}

fn draw(folder: &Path, paper: &str, picture: &Path) -> Result<(), NotReady> {
    let project = Project::open(folder, Settings::default())?;
    let survey = project.survey()?;
    report::text::problems(&survey.problems, Lang::Zh, &mut std::io::stdout());
    let wanted = Wanted { document: paper.to_owned(), unit: None, page: 1, ppi: 144, passages: false };
    let seen = project.preview(&survey, &wanted)?;
    report::text::problems(&seen.problems, Lang::Zh, &mut std::io::stdout());
    if let Some(drawn) = seen.drawn {
        println!("{}（{}），共 {} 页", drawn.title, drawn.body, drawn.pages);
        let _ = std::fs::write(picture, drawn.png);
    }
    Ok(())
}
