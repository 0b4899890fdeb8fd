//! `huanjie templates pack`.

use crate::bind::{write_new, write_over};
use crate::cli::args::PackArgs;
use crate::cli::failed::{DONE, Failed, PROBLEMS};
use crate::fill;
use crate::problem::{Lang, Problem};
use crate::report;
use crate::say;

pub(super) fn run(args: &PackArgs, lang: Lang) -> Result<u8, Failed> {
    let shown = args.output.display();
    if !args.output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
        return Err(Failed::Usage(say!(
            "“{shown}”：打包的文件名以 .zip 结尾",
            "\"{shown}\": the name of the packed file ends in .zip"
        )));
    }
    if !args.dir.is_dir() {
        let dir = args.dir.display();
        return Err(Failed::Usage(say!("没有文件夹“{dir}”", "there is no folder \"{dir}\"")));
    }
    let (packed, problems) = fill::pack_layer(&args.dir);
    report::text::problems(&problems, lang, &mut std::io::stderr().lock());
    let Some(packed) = packed.filter(|_| !problems.iter().any(Problem::is_error)) else {
        return Ok(PROBLEMS);
    };
    if args.force {
        write_over(&args.output, &packed.bytes)?;
    } else if !write_new(&args.output, &packed.bytes)? {
        return Err(Failed::Usage(say!(
            "{shown} 已经有了，没有动它；要覆盖加 --force",
            "{shown} is there already and was left alone; --force overwrites it"
        )));
    }
    println!("{shown}");
    let (files, name) = (packed.files, packed.name);
    let said = say!(
        "{files} 个文件；别人用时：huanjie build --layer {shown}（模板里这一层叫 {name}）",
        "{files} files; others use it as huanjie build --layer {shown} (templates call this layer {name})"
    );
    eprintln!("{}", said.text(lang));
    Ok(DONE)
}
