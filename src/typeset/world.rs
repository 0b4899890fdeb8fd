//! All that Typst can see: the draft, the files of its layers, the fonts, one date. Everything else is denied.
//!
//! No disk, no network, no packages, no clock. File names are never made from names of people or places: Typst
//! keeps every path it has seen for as long as the program runs, and takes no more than 65,535 (DESIGN 10).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::fonts::Fonts;
use crate::fill::Draft;

/// The source of the paper itself.
pub(super) const MAIN: &str = "/main.typ";

/// The context of the body, for `json("/context.json")`.
pub(super) const CONTEXT: &str = "/context.json";

/// What all papers share: Typst's library, the fonts, the files of the layers. Built once, used by every thread.
pub struct Typesetter {
    library: LazyHash<Library>,
    fonts: Fonts,
    stock: Mutex<Option<Arc<Stock>>>,
}

impl Typesetter {
    /// A typesetter with these fonts.
    #[must_use]
    pub fn new(fonts: &Fonts) -> Self {
        Self { library: LazyHash::new(Library::default()), fonts: fonts.clone(), stock: Mutex::new(None) }
    }

    /// The fonts.
    #[must_use]
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// The files of the layers, parsed once as long as drafts come with the same library.
    fn stock(&self, library: &Arc<BTreeMap<String, Vec<u8>>>) -> Arc<Stock> {
        let mut kept = self.stock.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some(stock) if Arc::ptr_eq(&stock.library, library) => Arc::clone(stock),
            _ => Arc::clone(kept.insert(Arc::new(Stock::new(library)))),
        }
    }
}

impl std::fmt::Debug for Typesetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Typesetter").field("fonts", &self.fonts).finish_non_exhaustive()
    }
}

/// The files of the layers.
struct Stock {
    library: Arc<BTreeMap<String, Vec<u8>>>,
    files: BTreeMap<String, File>,
}

impl Stock {
    fn new(library: &Arc<BTreeMap<String, Vec<u8>>>) -> Self {
        let files = library.iter().map(|(path, bytes)| (path.clone(), File::new(Bytes::new(bytes.clone()))));
        Self { library: Arc::clone(library), files: files.collect() }
    }
}

/// A file, parsed when it is first used as source.
struct File {
    bytes: Bytes,
    source: OnceLock<FileResult<Source>>,
}

impl File {
    fn new(bytes: Bytes) -> Self {
        Self { bytes, source: OnceLock::new() }
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let parse = || Ok(Source::new(id, self.bytes.as_str()?.trim_start_matches('\u{feff}').to_owned()));
        self.source.get_or_init(parse).clone()
    }
}

/// One draft as Typst sees it.
pub(super) struct Paper<'a> {
    typesetter: &'a Typesetter,
    stock: Arc<Stock>,
    own: BTreeMap<&'a str, File>,
    today: Option<Datetime>,
}

impl<'a> Paper<'a> {
    pub(super) fn new(typesetter: &'a Typesetter, draft: &'a Draft) -> Self {
        let mut own = BTreeMap::new();
        for (path, text) in &draft.parts {
            own.insert(path.as_str(), File::new(Bytes::from_string(text.clone())));
        }
        own.insert(CONTEXT, File::new(Bytes::from_string(Arc::clone(&draft.context))));
        own.insert(MAIN, File::new(Bytes::from_string(draft.main.clone())));
        let today = draft.label.date.and_then(|date| {
            let (month, day) =
                (u8::try_from(date.month()?).ok()?, u8::try_from(date.day().unwrap_or(1)).ok()?);
            Datetime::from_ymd(i32::from(date.year()), month, day)
        });
        Self { typesetter, stock: typesetter.stock(&draft.library), own, today }
    }

    /// The fonts.
    pub(super) fn fonts(&self) -> &'a Fonts {
        &self.typesetter.fonts
    }

    /// The day the paper is dated; of a month its first day.
    pub(super) fn date(&self) -> Option<Datetime> {
        self.today
    }

    /// Whether a file was made by `fill` rather than written by a template's author.
    pub(super) fn is_generated(&self, path: &str) -> bool {
        self.own.contains_key(path)
    }

    /// Paths of the files of the layers.
    pub(super) fn library(&self) -> impl Iterator<Item = &str> {
        self.stock.files.keys().map(String::as_str)
    }

    /// Names that the layers' files define for templates.
    pub(super) fn defined(&self) -> BTreeSet<String> {
        let texts = self.stock.library.values().filter_map(|bytes| std::str::from_utf8(bytes).ok());
        let lines = texts.flat_map(str::lines).filter_map(|line| line.strip_prefix("#let "));
        let is_part = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_');
        lines.map(|line| line.chars().take_while(is_part).collect()).collect()
    }

    /// The file of the layers that defines a name.
    pub(super) fn file_defining(&self, name: &str) -> Option<&str> {
        let defines = |bytes: &Vec<u8>| {
            let text = String::from_utf8_lossy(bytes);
            text.lines()
                .filter_map(|line| line.strip_prefix("#let "))
                .any(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(['(', ' ', '='])))
        };
        let files = self.stock.library.iter();
        files.filter(|(_, bytes)| defines(bytes)).map(|(path, _)| path.as_str()).next()
    }

    fn open(&self, id: FileId) -> FileResult<&File> {
        match id.root() {
            VirtualRoot::Project => {
                let path = id.vpath().get_with_slash();
                let file = self.own.get(path).or_else(|| self.stock.files.get(path));
                file.ok_or_else(|| FileError::NotFound(path.into()))
            }
            VirtualRoot::Package(_) => Err(FileError::Package(PackageError::Other(Some(NO_PACKAGES.into())))),
        }
    }
}

/// The reason a package is refused; `diagnostic` knows it by these words.
pub(super) const NO_PACKAGES: &str = "papers use no packages";

impl World for Paper<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.typesetter.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.typesetter.fonts.book()
    }

    fn main(&self) -> FileId {
        main_id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.open(id)?.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.open(id).map(|file| file.bytes.clone())
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.typesetter.fonts.face(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}

/// Every paper of every thread is the same path.
#[expect(clippy::expect_used, reason = "a constant path without `..` or a backslash is always accepted")]
fn main_id() -> FileId {
    static ID: OnceLock<FileId> = OnceLock::new();
    *ID.get_or_init(|| {
        let path = VirtualPath::new(MAIN).expect("a plain path");
        RootedPath::new(VirtualRoot::Project, path).intern()
    })
}
