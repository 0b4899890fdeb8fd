//! Files that the clerk drops: put into `data` as they are, archives unpacked.
//!
//! Their names are data: each part is made a legal name, and none leads out of `data`.

use std::io::{Cursor, Read};
use std::path::Path;

use crate::bind;
use crate::cycle::CYCLE_FILE;
use crate::fill;
use crate::pipeline::edits::change::{self, Change, NotChanged, Step};
use crate::pipeline::edits::layer;
use crate::pipeline::edits::paths::{DATA, free, full};
use crate::problem::Say;
use crate::say;

/// Largest file, as large as the largest that is read; see `read/limits.rs`.
const LARGEST: u64 = 128 << 20;
/// Files in one archive: a city's mail has a folder for each of its towns, and twenty files in each.
const MEMBERS: usize = 4_096;
/// What an archive may grow to.
const UNPACKED: u64 = 512 << 20;
/// Folders inside one another that are kept; what lies deeper goes into the last.
const DEPTH: usize = 6;

/// What came of one file that was dropped.
#[derive(Debug)]
pub struct TakenIn {
    /// Where its bytes lie now; of an archive several files.
    pub files: Vec<String>,
    /// What there is to say besides: it was there already, or has another name now.
    pub notes: Vec<Say>,
    /// The change, to be undone; nothing where no file is new.
    pub change: Change,
}

/// Takes in a file. `name` may have folders before it, with `/` or `\`.
pub(in crate::pipeline) fn take_in(root: &Path, name: &str, bytes: &[u8]) -> Result<TakenIn, NotChanged> {
    need_small(name, bytes)?;
    if is_archive(name, bytes) && root.join(CYCLE_FILE).is_file() && fill::is_packed_layer(bytes) {
        let name = cleaned(name).rsplit('/').next().unwrap_or_default().to_owned();
        let change = layer::take_layer(root, &name, bytes)?;
        return Ok(TakenIn { files: vec![name], notes: Vec::new(), change });
    }
    let _held = change::held(root)?;
    let mut intake = Intake { root, files: Vec::new(), notes: Vec::new(), steps: Vec::new() };
    if is_litter(name) {
        let own = cleaned(name);
        intake.notes.push(say!(
            "{own} 是别的程序留下的临时文件，没有收",
            "{own} was left behind by another program and was not taken in"
        ));
    } else if is_archive(name, bytes) {
        intake.unpack(name, bytes)?;
    } else {
        intake.put(&cleaned(name), bytes)?;
    }
    let Intake { files, notes, steps, .. } = intake;
    let (name, count) = (cleaned(name), steps.len());
    let said = match count {
        1 => say!("收到 {name}", "{name} taken in"),
        _ => say!("收到 {name}，{count} 个文件", "{name} taken in, {count} files"),
    };
    Ok(TakenIn { files, notes, change: Change::new(said, steps) })
}

/// What is larger than any table that is read is not taken in.
pub(super) fn need_small(name: &str, bytes: &[u8]) -> Result<(), NotChanged> {
    if bytes.len() as u64 <= LARGEST {
        return Ok(());
    }
    let most = LARGEST >> 20;
    Err(NotChanged::Refused(say!(
        "“{name}”超过 {most} MB，没有收",
        "\"{name}\" is larger than {most} MB and was not taken in"
    )))
}

struct Intake<'r> {
    root: &'r Path,
    files: Vec<String>,
    notes: Vec<Say>,
    steps: Vec<Step>,
}

impl Intake<'_> {
    /// Puts bytes under a clean name. The same bytes are not put twice; others of the same name get a number, for two villages
    /// send files of one name.
    fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), NotChanged> {
        let wanted = format!("{DATA}{name}");
        if std::fs::read(full(self.root, &wanted)).is_ok_and(|there| there == bytes) {
            self.notes
                .push(say!("{name} 已经收过，没有再收", "{name} is here already and was not taken in again"));
            self.files.push(wanted);
            return Ok(());
        }
        let file = free(self.root, &wanted);
        if !bind::write_new(&full(self.root, &file), bytes)? {
            return Err(NotChanged::Refused(say!(
                "“{name}”没有收下，再拖一次",
                "\"{name}\" was not taken in: drop it again"
            )));
        }
        if file != wanted {
            let now = file.strip_prefix(DATA).unwrap_or(&file);
            self.notes.push(say!(
                "已经有一个 {name}，内容不同，这一个叫 {now}；是新的一版，就把旧的移走",
                "there is another {name} already; this one is called {now}. If it is a newer one, move the old one away"
            ));
        }
        self.steps.push(Step::Came { file: file.clone() });
        self.files.push(file);
        Ok(())
    }

    /// Unpacks an archive into a folder of its name.
    fn unpack(&mut self, name: &str, bytes: &[u8]) -> Result<(), NotChanged> {
        let broken = |_| {
            NotChanged::Refused(say!(
                "“{name}”这个压缩包打不开，解压以后再拖进来",
                "the archive \"{name}\" cannot be opened: unpack it and drop what is inside"
            ))
        };
        let too_much = || {
            NotChanged::Refused(say!(
                "“{name}”里的文件太多或太大，没有收；解压以后分几次拖进来",
                "\"{name}\" holds too much and was not taken in: unpack it and drop what is inside in parts"
            ))
        };
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        if archive.len() > MEMBERS {
            return Err(too_much());
        }
        // Everything is unpacked before anything is written: an archive comes in whole or not at all.
        let (mut members, mut left) = (Vec::new(), UNPACKED);
        for at in 0..archive.len() {
            let mut member = archive.by_index(at).map_err(broken)?;
            if member.is_dir() || member.is_symlink() {
                continue;
            }
            let own = member_name(member.name_raw());
            let mut bytes = Vec::new();
            let most = LARGEST.min(left);
            member
                .by_ref()
                .take(most + 1)
                .read_to_end(&mut bytes)
                .map_err(|_| broken(zip::result::ZipError::FileNotFound))?;
            if bytes.len() as u64 > most {
                return Err(too_much());
            }
            left -= bytes.len() as u64;
            members.push((own, bytes));
        }
        let stem = cleaned(name);
        let stem = stem.rsplit_once('.').map_or(stem.as_str(), |(stem, _)| stem).to_owned();
        for (own, bytes) in members.iter().filter(|(own, _)| !is_litter(own)) {
            // An archive of one folder that has its own name needs no second one.
            let own = cleaned(own);
            let last = stem.rsplit('/').next().unwrap_or_default();
            let inside = own.strip_prefix(last).and_then(|rest| rest.strip_prefix('/')).unwrap_or(&own);
            self.put(&format!("{stem}/{inside}"), bytes)?;
        }
        Ok(())
    }
}

/// Office files are archives as well: only those are unpacked that are nothing else.
fn is_archive(name: &str, bytes: &[u8]) -> bool {
    name.to_lowercase().ends_with(".zip") && bytes.starts_with(b"PK")
}

/// What programs put into archives for themselves.
fn is_litter(name: &str) -> bool {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.contains("__MACOSX")
        || last.starts_with('.')
        || last.starts_with("~$")
        || last.eq_ignore_ascii_case("thumbs.db")
}

/// The name of a member: archives made on Chinese Windows hold GBK and do not say so.
fn member_name(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::GB18030.decode(raw).0.into_owned(),
    }
}

/// A path whose parts are legal names, none of which leads anywhere but down.
fn cleaned(name: &str) -> String {
    let parts = name.split(['/', '\\']).map(str::trim);
    // A name that begins with a dot is hidden, and would not be read.
    let parts = parts.map(|part| part.trim_start_matches(['.', ' '])).filter(|part| !part.is_empty());
    let mut parts: Vec<String> = parts.map(bind::file_name).collect();
    if parts.len() > DEPTH {
        let last = parts.split_off(parts.len() - 1);
        parts.truncate(DEPTH - 1);
        parts.extend(last);
    }
    if parts.is_empty() { "_".to_owned() } else { parts.join("/") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_lead_nowhere_but_down() {
        assert_eq!(cleaned("../../etc/passwd"), "etc/passwd");
        assert_eq!(cleaned("C:\\Users\\a\\石坳 代表.xlsx"), "C：/Users/a/石坳 代表.xlsx");
        assert_eq!(cleaned("/"), "_");
        assert_eq!(cleaned("..."), "_");
        assert_eq!(cleaned("a/.hidden"), "a/hidden");
        assert_eq!(cleaned("1/2/3/4/5/6/7/8/名单.xlsx"), "1/2/3/4/5/名单.xlsx");
    }

    #[test]
    fn names_of_members_are_read_as_they_were_written() {
        let gbk = encoding_rs::GB18030.encode("石坳/代表.xlsx").0.into_owned();
        assert_eq!(member_name(&gbk), "石坳/代表.xlsx");
        assert_eq!(member_name("石坳.xlsx".as_bytes()), "石坳.xlsx");
    }

    proptest! {
        #[test]
        fn any_name_becomes_one_that_is_legal_and_inside(name in "\\PC{0,40}|[./\\\\a:]{0,20}") {
            let clean = cleaned(&name);
            prop_assert!(clean.split('/').all(|part| !part.is_empty() && part != "." && part != ".." && bind::file_name(part) == part), "{}", clean);
            prop_assert!(!clean.contains('\\') && !clean.starts_with('/'));
        }
    }
}
