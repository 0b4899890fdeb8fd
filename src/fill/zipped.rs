//! A packed layer, read without unpacking anything to the disk.
//!
//! Whatever the file says of itself, no more than a layer may hold is taken out of it, and no name leads out of the layer.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Seek};
use std::path::Path;

use encoding_rs::GBK;
use zip::ZipArchive;
use zip::read::ZipFile;

use crate::fill::files::{
    self, BAD_LAYER, COUNT_LIMIT, DEPTH_LIMIT, FILE_LIMIT, LAYER_LIMIT, LayerFiles, is_litter,
};
use crate::problem::{Place, Problem, Say};
use crate::say;

/// Whether a path is that of a packed layer.
pub(super) fn is_zip(path: &Path) -> bool {
    is_named_zip(path) && path.is_file()
}

/// Whether a path is named like one.
pub(super) fn is_named_zip(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

/// A packed layer's files.
pub(super) fn read(path: &Path, stem: &str, shown: &str, problems: &mut Vec<Problem>) -> LayerFiles {
    let mut layer = LayerFiles { name: stem.to_owned(), shown: format!("{shown}/"), files: BTreeMap::new() };
    let refused = |message: Say| Problem::new(&BAD_LAYER, Place::File(shown.to_owned()), message);
    match contents(path) {
        Ok(files) => layer.files = without_outer_folder(files),
        Err(message) => problems.push(refused(message)),
    }
    layer
}

/// Whether the bytes of an archive are a packed layer, and no workspace and no mail.
#[must_use]
pub fn is_packed_layer(bytes: &[u8]) -> bool {
    let files = unpacked(bytes).map(without_outer_folder).unwrap_or_default();
    files::no_layer(&LayerFiles { files, ..LayerFiles::default() }).is_none()
}

fn contents(path: &Path) -> Result<BTreeMap<String, Vec<u8>>, Say> {
    let unreadable = |cause: &dyn std::fmt::Display| say!("读不出来：{cause}", "cannot be read: {cause}");
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|cause| unreadable(&cause))?;
    file.take(LAYER_LIMIT + 1).read_to_end(&mut bytes).map_err(|cause| unreadable(&cause))?;
    unpacked(&bytes)
}

fn unpacked(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Say> {
    let unreadable = |cause: &dyn std::fmt::Display| say!("读不出来：{cause}", "cannot be read: {cause}");
    if bytes.len() as u64 > LAYER_LIMIT {
        return Err(too_large());
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| unreadable(&cause))?;
    if archive.len() > COUNT_LIMIT * 2 {
        return Err(say!("里面的文件超过 {COUNT_LIMIT} 个", "it holds more than {COUNT_LIMIT} files"));
    }
    let mut files = BTreeMap::new();
    let mut budget = LAYER_LIMIT;
    for at in 0..archive.len() {
        let member = archive.by_index(at).map_err(|cause| unreadable(&cause))?;
        if let Some((name, bytes)) = taken(member, FILE_LIMIT.min(budget))? {
            budget = budget.saturating_sub(bytes.len() as u64);
            if files.insert(name.clone(), bytes).is_some() {
                return Err(say!("里面有两个“{name}”", "it holds \"{name}\" twice"));
            }
        }
    }
    Ok(files)
}

/// One member as a file of the layer; folders and litter are none.
fn taken<R: Read + Seek>(mut member: ZipFile<'_, R>, limit: u64) -> Result<Option<(String, Vec<u8>)>, Say> {
    let raw = member.name_raw().to_vec();
    // Chinese Windows packs names in its own code page without saying so.
    let name = String::from_utf8(raw).unwrap_or_else(|raw| GBK.decode(raw.as_bytes()).0.into_owned());
    let name = name.replace('\\', "/");
    if member.is_dir() || name.ends_with('/') {
        return Ok(None);
    }
    let parts: Vec<&str> = name.split('/').collect();
    if parts.iter().any(|part| is_litter(part) && !matches!(*part, "." | ".."))
        || parts.first() == Some(&"__MACOSX")
    {
        return Ok(None);
    }
    let leads_out = |part: &&str| matches!(*part, "" | "." | "..") || part.contains([':', '\0']);
    if parts.iter().any(leads_out) || parts.len() > DEPTH_LIMIT {
        return Err(say!(
            "里面的文件名“{name}”不是模板层里的路径，整个文件没有使用",
            "the name \"{name}\" is no path inside a layer; the whole file was refused"
        ));
    }
    if member.is_symlink() {
        return Err(say!(
            "里面的“{name}”是链接，整个文件没有使用",
            "\"{name}\" is a link; the whole file was refused"
        ));
    }
    let mut bytes = Vec::new();
    let cause = member.by_ref().take(limit + 1).read_to_end(&mut bytes).err();
    if let Some(cause) = cause {
        return Err(say!("里面的“{name}”读不出来：{cause}", "\"{name}\" cannot be read: {cause}"));
    }
    if bytes.len() as u64 > limit {
        return Err(too_large());
    }
    Ok(Some((name, bytes)))
}

fn too_large() -> Say {
    let (one, all) = (FILE_LIMIT >> 20, LAYER_LIMIT >> 20);
    say!("太大：每个文件不超过 {one} MB，整层不超过 {all} MB", "too large: {one} MB a file, {all} MB a layer")
}

/// Somebody who packs a folder with the system's own means packs the folder itself as well.
fn without_outer_folder(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let outer =
        files.keys().next().and_then(|path| path.split_once('/')).map(|(outer, _)| format!("{outer}/"));
    match outer.filter(|outer| outer != "lib/" && files.keys().all(|path| path.starts_with(outer.as_str()))) {
        Some(outer) => without_outer_folder(
            files
                .into_iter()
                .map(|(path, bytes)| (path.strip_prefix(outer.as_str()).unwrap_or(&path).to_owned(), bytes))
                .collect(),
        ),
        None => files,
    }
}
