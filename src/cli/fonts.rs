//! `huanjie fonts`.

use std::path::Path;

use crate::cli::args::FontArgs;
use crate::cli::failed::{DONE, Failed, PROBLEMS};
use crate::pipeline::{Project, Settings};
use crate::problem::Lang;
use crate::report;

pub(super) fn run(args: &FontArgs, lang: Lang) -> Result<u8, Failed> {
    let settings = Settings { fonts: args.fonts.clone(), ..Settings::default() };
    let found = Project::open(Path::new("."), settings)?.find_fonts();
    for role in found.value.roles() {
        let (name, family) = (role.name, role.found.as_deref());
        match (family, lang) {
            (Some(family), _) => println!("{name}\t{family}"),
            (None, Lang::Zh) => println!("{name}\t没有找到"),
            (None, Lang::En) => println!("{name}\tnot found"),
        }
    }
    report::text::problems(&found.problems, lang, &mut std::io::stderr().lock());
    let (errors, _) = report::text::counts(&found.problems);
    Ok(if errors > 0 { PROBLEMS } else { DONE })
}
