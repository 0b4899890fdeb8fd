//! `huanjie init`: a new workspace.

use crate::model::Level;
use std::path::Path;

use crate::bind::write_new;
use crate::cli::args::{InitArgs, LevelArg};
use crate::cli::failed::{DONE, Failed};
use crate::init::InitOptions;
use crate::problem::Lang;
use crate::problem::Stop;
use crate::say;

/// Longest list of units, 1 MiB of text: a city has 1,593.
const LONGEST_LIST: u64 = 1 << 20;

pub(super) fn run(args: &InitArgs, lang: Lang) -> Result<u8, Failed> {
    let units = args.units.as_deref().map_or(Ok(Vec::new()), unit_list)?;
    let name = args.dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let level = match args.level {
        LevelArg::Town => Level::Town,
        LevelArg::County => Level::County,
        LevelArg::City => Level::City,
    };
    let options = InitOptions { name, level, units };
    let (mut written, mut kept) = (0, 0);
    for (path, bytes) in crate::init::files(&options) {
        let full = path.split('/').fold(args.dir.clone(), |full, part| full.join(part));
        if write_new(&full, &bytes)? {
            written += 1;
            println!("{}", full.display());
        } else {
            kept += 1;
        }
    }
    let dir = args.dir.display();
    match lang {
        Lang::Zh => eprintln!(
            "写了 {written} 个文件，已有的 {kept} 个没有动。\n下一步：填写 {dir}/cycle.toml 和 data 里的表格，再运行 huanjie check {dir}"
        ),
        Lang::En => eprintln!(
            "{written} files written, {kept} that were there were left alone.\nNext: fill in {dir}/cycle.toml and the tables in data, then run huanjie check {dir}"
        ),
    }
    Ok(DONE)
}

fn unit_list(path: &Path) -> Result<Vec<String>, Failed> {
    let shown = path.display();
    let failed = |cause: &dyn std::fmt::Display| {
        Failed::Stop(Stop::new(say!("读取 {shown}", "reading {shown}"), cause))
    };
    let about = std::fs::metadata(path).map_err(|cause| failed(&cause))?;
    if !about.is_file() {
        // A pipe would be waited for, a device never ends.
        let cause = say!("那里不是文件", "that is no file");
        return Err(Failed::Stop(Stop::told(say!("读取 {shown}", "reading {shown}"), cause)));
    }
    if about.len() > LONGEST_LIST {
        return Err(failed(&"> 1 MiB"));
    }
    let bytes = std::fs::read(path).map_err(|cause| failed(&cause))?;
    // Notepad's ANSI is GBK in China.
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|wrong| encoding_rs::GB18030.decode(wrong.as_bytes()).0.into_owned());
    let lines = text
        .trim_start_matches('\u{FEFF}')
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(lines.map(str::to_owned).collect())
}
