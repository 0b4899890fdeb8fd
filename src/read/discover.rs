//! Which files count.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::problem::{Code, Place, Problem, Severity, Stop};
use crate::read::file;
use crate::say;

/// A file that is no spreadsheet, a link, or a folder too deep. Source: SPREADSHEETS 6 (18).
pub(super) static IGNORED_FILE: Code =
    Code { id: "ignored-file", severity: Severity::Warning, source: "SPREADSHEETS 6 (18)" };
/// A copy of another file of its folder, byte for byte. Source: SPREADSHEETS 6 (13).
pub(super) static DUPLICATE_FILE: Code =
    Code { id: "duplicate-file", severity: Severity::Warning, source: "SPREADSHEETS 6 (13)" };
/// A folder that the system does not open. Source: DESIGN 2.
pub(super) static UNREADABLE_FOLDER: Code =
    Code { id: "unreadable-folder", severity: Severity::Error, source: "DESIGN 2" };

/// Endings of spreadsheets, of exports under other names, of text tables, and of documents.
const ENDINGS: &[&str] = &[
    "xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "xlt", "et", "ett", "ods", "ots", "csv", "tsv", "txt",
    "htm", "html", "xml", "docx", "docm", "dotx", "dotm",
];
/// Endings of archives: there may be tables inside.
const ARCHIVES: &[&str] = &["zip", "rar", "7z"];
/// Folders nested deeper than this are not followed: a city's files are four deep.
const DEPTH: usize = 16;
/// What programs add to the name of a copy.
const COPY_MARKS: &[&str] = &["副本", "复件", "拷贝", "copy", "Copy", "(1)", "（1）", "(2)", "（2）"];

/// A file to read.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its name relative to the root, with `/`.
    pub(super) name: String,
}

/// The files to read, and what to say of the others.
#[derive(Debug, Default)]
pub(super) struct Finds {
    pub(super) files: Vec<Found>,
    pub(super) problems: Vec<Problem>,
}

/// All tables below `root/data` (or `root`, or `root` itself), in the order of their names. Links are not followed:
/// they may lead out of the workspace.
pub(super) fn files(root: &Path) -> Result<Finds, Stop> {
    let mut finds = Finds::default();
    if root.is_file() {
        let name = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        finds.files.push(Found { path: root.to_owned(), name });
        return Ok(finds);
    }
    let data = root.join("data");
    let top = if root.join(crate::cycle::CYCLE_FILE).is_file() { &data } else { root };
    if !top.exists() {
        return Ok(finds);
    }
    if top == data.as_path() && leads_out(root, &data) {
        let message = say!(
            "data 是通到工作区外面的链接，没有读",
            "data is a link out of the workspace and was not read"
        );
        let hint = say!("把表格本身复制过来", "copy the spreadsheets themselves here");
        let problem = Problem::new(&IGNORED_FILE, Place::File("data".to_owned()), message).hint(hint);
        finds.problems.push(problem.severity(Severity::Error));
        return Ok(finds);
    }
    std::fs::read_dir(top).map_err(|cause| {
        let shown = top.display();
        Stop::new(say!("读取 {shown}", "reading {shown}"), cause)
    })?;
    let walk = WalkDir::new(top).max_depth(DEPTH).follow_links(false).sort_by_file_name();
    let kept = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !(is_litter(&entry.file_name().to_string_lossy()) || is_ours(entry))
    };
    for entry in walk.into_iter().filter_entry(kept) {
        match entry {
            // The folder itself may be a link inside the workspace.
            Ok(entry) if entry.depth() == 0 => {}
            Ok(entry) => finds.take(root, entry.path(), entry.file_type(), entry.depth()),
            Err(cause) => finds.problems.push(unreadable(root, &cause)),
        }
    }
    finds.drop_copies();
    Ok(finds)
}

/// Whether a folder of the workspace is a link to somewhere else.
fn leads_out(root: &Path, folder: &Path) -> bool {
    let whole = |path: &Path| path.canonicalize().ok();
    let (root, target) = (whole(root), whole(folder));
    folder.is_symlink() && !root.zip(target).is_some_and(|(root, target)| target.starts_with(root))
}

impl Finds {
    fn take(&mut self, root: &Path, path: &Path, kind: std::fs::FileType, depth: usize) {
        let name = relative(root, path);
        let ending = ending(path);
        if kind.is_symlink() {
            let message = say!("这是链接，没有读", "a link, not followed");
            let hint = say!("把文件本身复制过来", "copy the file itself here");
            self.problems.push(Problem::new(&IGNORED_FILE, Place::File(name), message).hint(hint));
        } else if kind.is_dir() && depth == DEPTH {
            let message =
                say!("文件夹超过 {DEPTH} 层，里面没有读", "more than {DEPTH} folders deep, not read");
            let hint = say!("把文件往上移", "move the files up");
            self.problems.push(Problem::new(&IGNORED_FILE, Place::File(name), message).hint(hint));
        } else if kind.is_file() && !is_guide(path) {
            let is_asked_for = ENDINGS.contains(&ending.as_str()) || file::is_foreign(&ending);
            if is_asked_for || (ending.is_empty() && is_workbook(path)) {
                self.files.push(Found { path: path.to_owned(), name });
            } else {
                self.problems.push(ignored(name, &ending));
            }
        }
    }

    /// A file named as a copy, with the same bytes as another of its folder, is left out. Files of the same bytes under
    /// names of their own may be two villages' blank forms: they are read.
    fn drop_copies(&mut self) {
        let mut by_size: BTreeMap<(PathBuf, u64), Vec<usize>> = BTreeMap::new();
        for (at, file) in self.files.iter().enumerate() {
            let size = std::fs::metadata(&file.path).map_or(0, |meta| meta.len());
            if size > 0 {
                let folder = file.path.parent().map(Path::to_owned).unwrap_or_default();
                by_size.entry((folder, size)).or_default().push(at);
            }
        }
        let mut copies = BTreeMap::new();
        for group in by_size.values().filter(|group| group.len() > 1) {
            let mut first: BTreeMap<[u8; 32], usize> = BTreeMap::new();
            let mut group = group.clone();
            group.sort_by_key(|at| {
                self.files.get(*at).map(|file| (is_copy(&file.name), file.name.len(), *at))
            });
            for at in group {
                let Some(hash) = self.files.get(at).and_then(|file| hash(&file.path)) else { continue };
                let of = *first.entry(hash).or_insert(at);
                if of != at && self.files.get(at).is_some_and(|file| is_copy(&file.name)) {
                    copies.insert(at, of);
                }
            }
        }
        for (&at, &of) in &copies {
            if let (Some(copy), Some(original)) = (self.files.get(at), self.files.get(of)) {
                let shown = original.name.rsplit('/').next().unwrap_or_default();
                let message = say!(
                    "内容与“{shown}”完全相同，没有再读",
                    "the same bytes as \"{shown}\", not read again"
                );
                let hint = say!("删去多余的一份", "delete one of them");
                self.problems
                    .push(Problem::new(&DUPLICATE_FILE, Place::File(copy.name.clone()), message).hint(hint));
            }
        }
        let mut at = 0;
        self.files.retain(|_| {
            at += 1;
            !copies.contains_key(&(at - 1))
        });
    }
}

/// The path from the root, with `/` on every system.
fn relative(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn ignored(name: String, ending: &str) -> Problem {
    let (message, hint) = if ARCHIVES.contains(&ending) {
        (
            say!("这是压缩包，里面的表没有读", "an archive: the tables inside were not read"),
            say!("先解压到这个文件夹", "unpack it into this folder"),
        )
    } else {
        (
            say!("这不是表格，没有读", "no spreadsheet, not read"),
            say!("不是数据的文件请移出 data 文件夹", "move what is no data out of the folder"),
        )
    };
    Problem::new(&IGNORED_FILE, Place::File(name), message).hint(hint)
}

fn unreadable(root: &Path, cause: &walkdir::Error) -> Problem {
    let place = cause.path().map_or(Place::Workspace, |path| Place::File(relative(root, path)));
    let cause = cause.io_error().map(ToString::to_string).unwrap_or_default();
    let message = say!("打不开：{cause}", "cannot be opened: {cause}");
    let hint = say!("检查读取权限", "check the permission to read it");
    Problem::new(&UNREADABLE_FOLDER, place, message).hint(hint)
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn is_copy(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    COPY_MARKS.iter().any(|mark| file.contains(mark))
}

fn hash(path: &Path) -> Option<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(std::fs::File::open(path).ok()?).ok()?;
    Some(*hasher.finalize().as_bytes())
}

/// A file without an ending is worth reading if its first bytes are those of a workbook.
fn is_workbook(path: &Path) -> bool {
    let mut head = [0; 8];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && file::looks_like_a_workbook(&head)
}

/// Locks, hidden files, thumbnails and backups that programs leave behind: nobody put them there.
fn is_litter(name: &str) -> bool {
    name.starts_with("~$")
        || name.starts_with('.')
        || name.eq_ignore_ascii_case("Thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini")
        || name == "__MACOSX"
}

/// The folder of results beside the tables of a plain folder: nothing in it came from the clerk.
fn is_ours(entry: &walkdir::DirEntry) -> bool {
    let holds = |name: &str| entry.path().join(name).is_file();
    entry.depth() == 1 && entry.file_name() == "out" && (holds("manifest.json") || holds("problems.xlsx"))
}

/// 填写说明.txt of a new workspace is ours; a village's own 说明.txt was sent by somebody, and is listed.
fn is_guide(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == crate::cycle::GUIDE_FILE)
}
