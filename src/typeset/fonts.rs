//! Which typefaces there are, and which of them serves which part of a paper.
//!
//! Faces are only looked at here; a face is read into memory when the first character is set in it.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;
use typst_kit::fonts::{FontPath, FontStore};

use crate::problem::Code;
use crate::problem::Noted;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Severity;
use crate::say;
use crate::typeset::role::{ROLES, Role};

/// There is no font a Chinese paper could be set in; Typst would give blank pages without a word. Source: DESIGN 10.
pub(super) static NO_FONTS: Code = Code { id: "no-fonts", severity: Severity::Error, source: "DESIGN 10" };

/// None of the families of a role is there, so its text is set in whatever is closest. Source: DESIGN 9.
pub(super) static FONT_ROLE: Code = Code { id: "font-role", severity: Severity::Warning, source: "DESIGN 9" };

/// A font file of the folder of fonts gives no typeface. Source: DESIGN 9.
pub(super) static UNREADABLE_FONT: Code =
    Code { id: "unreadable-font", severity: Severity::Warning, source: "DESIGN 9" };

/// Characters of the sentence every paper has; a face with all of them can set Chinese.
const SAMPLE: &str = "妇女联合会换届选举";

/// Bytes that hold the table directory of a font or of all fonts of a collection.
const DIRECTORY: u64 = 16 * 1024;

/// A role and the family that serves it.
#[derive(Debug, Clone)]
pub struct Served {
    /// The name of the style, 仿宋.
    pub name: &'static str,
    /// What is set in it, in Chinese.
    pub used_for: &'static str,
    /// Families that would serve it, the best first.
    pub wanted: &'static [&'static str],
    /// The first of them that is there, as the font spells it.
    pub found: Option<String>,
}

/// Where the typefaces are.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum FontSource {
    /// In this folder and in no other place.
    Only(PathBuf),
    /// In a folder, where there is one, and in the system.
    Beside(Option<PathBuf>),
}

impl FontSource {
    /// The fonts.
    #[must_use]
    pub fn load(&self) -> Noted<Fonts> {
        match self {
            Self::Only(folder) => Fonts::only(folder),
            Self::Beside(folder) => Fonts::find(folder.as_deref()),
        }
    }
}

/// The fonts that papers are set in: looked for once, shared by all threads, cheap to clone.
#[derive(Clone)]
pub struct Fonts(Arc<Faces>);

struct Faces {
    store: FontStore,
    paths: Vec<FontPath>,
    own: BTreeSet<String>,
}

impl Fonts {
    /// The fonts of this folder and of no other place, so that papers do not depend on the machine.
    #[must_use]
    pub fn only(folder: &Path) -> Noted<Self> {
        let faces = scan(folder);
        let unread = unread(folder, &faces);
        let mut noted = Self::checked(faces, Some(folder));
        noted.problems.extend(unread);
        noted
    }

    /// The fonts of a folder, where there is one, then those of the system.
    #[must_use]
    pub fn find(folder: Option<&Path>) -> Noted<Self> {
        let mut faces = folder.map(scan).unwrap_or_default();
        let unread = folder.map(|folder| unread(folder, &faces)).unwrap_or_default();
        faces.extend(sorted(typst_kit::fonts::system().collect()));
        let mut noted = Self::checked(faces, None);
        noted.problems.extend(unread);
        noted
    }

    /// Says what is missing.
    fn checked(faces: Vec<(FontPath, FontInfo)>, folder: Option<&Path>) -> Noted<Self> {
        let paths =
            faces.iter().map(|(face, _)| FontPath { path: face.path.clone(), index: face.index }).collect();
        let mut store = FontStore::new();
        store.extend(faces);
        let served = |role: &Role| role.families.iter().find_map(|wanted| family(store.book(), wanted));
        let own = ROLES.iter().filter_map(served).map(str::to_owned).collect();
        let fonts = Self(Arc::new(Faces { store, paths, own }));
        let problems = if fonts.sets_chinese() { fonts.unserved() } else { vec![no_fonts(folder)] };
        Noted { value: fonts, problems }
    }

    /// Every role with the family that serves it, in the order of [`ROLES`].
    #[must_use]
    pub fn roles(&self) -> Vec<Served> {
        let served = |role: &Role| {
            let found =
                role.families.iter().find_map(|wanted| family(self.book(), wanted)).map(str::to_owned);
            Served { name: role.name, used_for: role.used_for, wanted: role.families, found }
        };
        ROLES.iter().map(served).collect()
    }

    /// A hash that changes when papers might come out differently: of all faces, and of the table checksums of
    /// those that serve a role. It does not depend on where the fonts lie.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let wanted: BTreeSet<String> =
            ROLES.iter().flat_map(|role| role.families).map(|name| name.to_lowercase()).collect();
        let mut hasher = blake3::Hasher::new();
        let mut before: Option<&Path> = None;
        for (face, FontPath { path, index }) in self.0.paths.iter().enumerate() {
            let family = self.book().info(face).map_or("", |info| info.family.as_str());
            hasher.update(format!("{family}\0{index}\0").as_bytes());
            if before.replace(path) == Some(path) {
                continue;
            }
            hasher.update(path.file_name().unwrap_or_default().as_encoded_bytes());
            if wanted.contains(&family.to_lowercase()) {
                hasher.update(&directory(path));
            }
        }
        hasher.finalize().to_hex().to_string()
    }

    /// The files of a family, each once.
    #[must_use]
    pub fn files(&self, family: &str) -> Vec<&Path> {
        let faces =
            self.book().select_family(&family.to_lowercase()).filter_map(|face| self.0.paths.get(face));
        faces.map(|face| face.path.as_path()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// How many faces there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.paths.len()
    }

    /// Whether there is no face at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.paths.is_empty()
    }

    /// Whether a family is there.
    #[must_use]
    pub fn has(&self, wanted: &str) -> bool {
        family(self.book(), wanted).is_some()
    }

    /// Whether a family serves one of the roles; text in any other family was set there because a character was
    /// missing.
    pub(super) fn is_own(&self, family: &str) -> bool {
        self.0.own.contains(family)
    }

    /// What Typst chooses faces from.
    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        self.0.store.book()
    }

    /// The face at this place of the book, read on first use.
    pub(super) fn face(&self, index: usize) -> Option<Font> {
        self.0.store.font(index)
    }

    fn sets_chinese(&self) -> bool {
        let covers = |info: &FontInfo| SAMPLE.chars().all(|c| info.coverage.contains(u32::from(c)));
        (0..self.len()).filter_map(|face| self.book().info(face)).any(covers)
    }

    fn unserved(&self) -> Vec<Problem> {
        let unserved = self.roles().into_iter().filter(|served| served.found.is_none());
        unserved.map(|served| font_role(&served)).collect()
    }
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts").field("faces", &self.len()).field("own", &self.0.own).finish()
    }
}

fn font_role(served: &Served) -> Problem {
    let (name, used_for, wanted) = (served.name, served.used_for, served.wanted.join("、"));
    let message = say!(
        "没有找到{name}字体，{used_for}将用其他字体代替",
        "no typeface found for {name}; another one takes its place"
    );
    Problem::new(&FONT_ROLE, Place::Workspace, message)
        .hint(say!("安装其中一种：{wanted}", "install one of these: {wanted}"))
}

fn no_fonts(folder: Option<&Path>) -> Problem {
    let message = match folder.map(Path::display) {
        Some(folder) => say!(
            "文件夹“{folder}”里没有找到能排中文的字体",
            "no font for Chinese text was found in the folder \"{folder}\""
        ),
        None => {
            say!("这台电脑上没有找到能排中文的字体", "no font for Chinese text was found on this computer")
        }
    };
    Problem::new(&NO_FONTS, Place::Workspace, message).hint(say!(
        "把仿宋、黑体、楷体、宋体的字体文件放进 fonts 文件夹（在源代码目录里可运行 make fonts），或用 --fonts 指明文件夹",
        "put font files into a folder named fonts (in the source tree run make fonts), or name a folder with --fonts"
    ))
}

/// The faces of a folder and the folders in it. A folder that is not there has none.
fn scan(folder: &Path) -> Vec<(FontPath, FontInfo)> {
    sorted(typst_kit::fonts::scan(folder).collect())
}

/// Endings of font files.
const ENDINGS: [&str; 4] = ["ttf", "otf", "ttc", "otc"];

/// Font files of a folder that gave no face: damaged, locked, or not fonts.
fn unread(folder: &Path, faces: &[(FontPath, FontInfo)]) -> Vec<Problem> {
    let read: BTreeSet<&Path> = faces.iter().map(|(face, _)| face.path.as_path()).collect();
    let is_font = |path: &Path| {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
    };
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let unread =
        walk.map(walkdir::DirEntry::into_path).filter(|path| is_font(path) && !read.contains(path.as_path()));
    let problem = |path: std::path::PathBuf| {
        let message = say!("这个字体文件读不出来，没有用", "this font file cannot be read and was not used");
        let hint = say!("重新安装或复制一次，或移走", "install or copy it again, or move it away");
        Problem::new(&UNREADABLE_FONT, Place::File(path.to_string_lossy().into_owned()), message).hint(hint)
    };
    unread.map(problem).collect()
}

/// The order in which a system lists a folder must not decide which of two equal faces is taken.
fn sorted(mut faces: Vec<(FontPath, FontInfo)>) -> Vec<(FontPath, FontInfo)> {
    faces.sort_by(|(a, _), (b, _)| (&a.path, a.index).cmp(&(&b.path, b.index)));
    faces
}

/// The family as the font itself spells it.
fn family<'b>(book: &'b FontBook, wanted: &str) -> Option<&'b str> {
    let face = book.select_family(&wanted.to_lowercase()).next()?;
    book.info(face).map(|info| info.family.as_str())
}

/// The beginning of a font file, where the checksums of all its tables are, and its length.
fn directory(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Ok(file) = std::fs::File::open(path) {
        bytes.extend(file.metadata().map_or(0, |about| about.len()).to_le_bytes());
        // A file that cannot be read sets no text either.
        let _read = file.take(DIRECTORY).read_to_end(&mut bytes);
    }
    bytes
}
