//! Which typefaces there are, and which of them serves which part of a paper.
//!
//! Faces are only looked at here; a face is read into memory when the first character is set in it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;
use typst_kit::fonts::{FontPath, FontStore};

use crate::problem::Code;
use crate::problem::Noted;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Severity;
use crate::say;

/// There is no font a Chinese paper could be set in; Typst would give blank pages without a word. Source: DESIGN 10.
pub(super) static NO_FONTS: Code = Code {
    id: "no-fonts",
    severity: Severity::Error,
    source: "DESIGN 10",
};

/// None of the families of a role is there, so its text is set in whatever is closest. Source: DESIGN 9.
pub(super) static FONT_ROLE: Code = Code {
    id: "font-role",
    severity: Severity::Warning,
    source: "DESIGN 9",
};

/// Characters of the sentence every paper has; a face with all of them can set Chinese.
const SAMPLE: &str = "妇女联合会换届选举";

/// A part of a paper that has a typeface of its own.
#[derive(Debug)]
pub struct Role {
    /// The name of the style, 仿宋.
    pub name: &'static str,
    /// What is set in it, in Chinese.
    pub used_for: &'static str,
    /// Families that serve it, the best first; the same lists as in `lib/fonts.typ`.
    pub families: &'static [&'static str],
}

/// The roles of GB/T 9704 with the families of DESIGN 9 and TYPOGRAPHY 3.1: the office's own faces, then free ones.
pub static ROLES: [Role; 5] = [
    Role {
        name: "仿宋",
        used_for: "正文",
        families: &[
            "FangSong_GB2312",
            "仿宋_GB2312",
            "FangSong",
            "仿宋",
            "STFangsong",
            "Zhuque Fangsong (technical preview)",
            "FandolFang R",
            "FandolFang",
            "Noto Serif CJK SC",
        ],
    },
    Role {
        name: "黑体",
        used_for: "一级标题",
        families: &["SimHei", "黑体", "STHeiti", "FandolHei", "Noto Sans CJK SC"],
    },
    Role {
        name: "楷体",
        used_for: "二级标题、签发人姓名",
        families: &[
            "KaiTi_GB2312",
            "楷体_GB2312",
            "KaiTi",
            "楷体",
            "STKaiti",
            "LXGW WenKai",
            "FandolKai",
            "Noto Serif CJK SC",
        ],
    },
    Role {
        name: "小标宋",
        used_for: "标题、发文机关标志",
        families: &[
            "FZXiaoBiaoSong-B05S",
            "FZXiaoBiaoSong-B05",
            "方正小标宋简体",
            "方正小标宋_GBK",
            "FZXiaoBiaoSong-B05GBK",
            "STZhongsong",
            "华文中宋",
            "FandolSong",
            "Noto Serif CJK SC",
        ],
    },
    Role {
        name: "宋体",
        used_for: "页码",
        families: &["SimSun", "宋体", "NSimSun", "STSong", "FandolSong", "Noto Serif CJK SC"],
    },
];

/// A role and the family that serves it.
#[derive(Debug, Clone, Copy)]
pub struct Served<'a> {
    /// The role.
    pub role: &'static Role,
    /// The first of its families that is there.
    pub family: Option<&'a str>,
}

/// The fonts that papers are set in. Made once and shared by all threads.
pub struct Fonts {
    store: FontStore,
    paths: Vec<PathBuf>,
    own: BTreeSet<String>,
}

impl Fonts {
    /// The fonts of `folder` alone, so that papers do not depend on the machine; without one, those of a folder
    /// `fonts` here or beside the program, then those of the system.
    #[must_use]
    pub fn find(folder: Option<&Path>) -> Noted<Self> {
        match folder {
            Some(folder) => Self::checked(scan(folder), Some(folder)),
            None => Self::find_near(Path::new(".")),
        }
    }

    /// The fonts of a folder `fonts` in `workspace`, in the current folder or beside the program, then those of
    /// the system.
    #[must_use]
    pub fn find_near(workspace: &Path) -> Noted<Self> {
        let mut faces = Vec::new();
        for folder in near(workspace) {
            faces.extend(scan(&folder));
        }
        faces.extend(sorted(typst_kit::fonts::system().collect()));
        Self::checked(faces, None)
    }

    /// Says what is missing.
    fn checked(faces: Vec<(FontPath, FontInfo)>, folder: Option<&Path>) -> Noted<Self> {
        let paths = faces.iter().map(|(face, _)| face.path.clone()).collect();
        let mut store = FontStore::new();
        store.extend(faces);
        let mut fonts = Self {
            store,
            paths,
            own: BTreeSet::new(),
        };
        fonts.own = fonts
            .roles()
            .filter_map(|served| served.family.map(str::to_owned))
            .collect();
        let problems = if fonts.sets_chinese() {
            fonts.unserved()
        } else {
            vec![no_fonts(folder)]
        };
        Noted { value: fonts, problems }
    }

    /// Every role with the family that serves it, in the order of [`ROLES`].
    pub fn roles(&self) -> impl Iterator<Item = Served<'_>> {
        ROLES.iter().map(|role| Served {
            role,
            family: role.families.iter().find_map(|family| self.family(family)),
        })
    }

    /// The files of a family, each once.
    #[must_use]
    pub fn files(&self, family: &str) -> Vec<&Path> {
        let faces = self.book().select_family(&family.to_lowercase()).collect::<Vec<_>>();
        let files: BTreeSet<&Path> = faces
            .iter()
            .filter_map(|&face| self.paths.get(face))
            .map(PathBuf::as_path)
            .collect();
        files.into_iter().collect()
    }

    /// How many faces there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.paths.len()
    }

    /// Whether there is no face at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// Whether a family serves one of the roles; text in any other family was set there because a character was
    /// missing.
    pub(super) fn is_own(&self, family: &str) -> bool {
        self.own.contains(family)
    }

    /// What Typst chooses faces from.
    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        self.store.book()
    }

    /// The face at this place of the book, read on first use.
    pub(super) fn face(&self, index: usize) -> Option<Font> {
        self.store.font(index)
    }

    /// The family as the font itself spells it.
    fn family(&self, wanted: &str) -> Option<&str> {
        let face = self.book().select_family(&wanted.to_lowercase()).next()?;
        self.book().info(face).map(|info| info.family.as_str())
    }

    fn sets_chinese(&self) -> bool {
        let covers = |info: &FontInfo| SAMPLE.chars().all(|c| info.coverage.contains(u32::from(c)));
        (0..self.len()).filter_map(|face| self.book().info(face)).any(covers)
    }

    fn unserved(&self) -> Vec<Problem> {
        let unserved = self.roles().filter(|served| served.family.is_none());
        unserved
            .map(|Served { role, .. }| {
                let (name, used_for) = (role.name, role.used_for);
                let wanted = role.families.join("、");
                Problem::new(
                    &FONT_ROLE,
                    Place::Workspace,
                    say!(
                        "没有找到{name}字体，{used_for}将用其他字体代替",
                        "no typeface found for {name}; another one takes its place"
                    ),
                )
                .hint(say!("安装其中一种：{wanted}", "install one of these: {wanted}"))
            })
            .collect()
    }
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts")
            .field("faces", &self.len())
            .field("own", &self.own)
            .finish()
    }
}

fn no_fonts(folder: Option<&Path>) -> Problem {
    let (zh, en) = match folder {
        Some(folder) => (
            format!("文件夹“{}”里", folder.display()),
            format!("in the folder \"{}\"", folder.display()),
        ),
        None => ("这台电脑上".to_owned(), "on this computer".to_owned()),
    };
    Problem::new(&NO_FONTS, Place::Workspace, say!("{zh}没有找到能排中文的字体", "no font for Chinese text was found {en}", zh = zh, en = en)).hint(say!(
        "把仿宋、黑体、楷体、宋体的字体文件放进 fonts 文件夹（在源代码目录里可运行 make fonts），或用 --fonts 指明文件夹",
        "put font files into a folder named fonts (in the source tree run make fonts), or name a folder with --fonts"
    ))
}

/// The faces of a folder and the folders in it. A folder that is not there has none.
fn scan(folder: &Path) -> Vec<(FontPath, FontInfo)> {
    sorted(typst_kit::fonts::scan(folder).collect())
}

/// The order in which a system lists a folder must not decide which of two equal faces is taken.
fn sorted(mut faces: Vec<(FontPath, FontInfo)>) -> Vec<(FontPath, FontInfo)> {
    faces.sort_by(|(a, _), (b, _)| (&a.path, a.index).cmp(&(&b.path, b.index)));
    faces
}

/// Folders named `fonts` that belong to the workspace, the current folder or the program, each once.
///
/// Two levels above the program lies the source tree when it was built with cargo.
fn near(workspace: &Path) -> Vec<PathBuf> {
    let program = std::env::current_exe().ok();
    let beside = program.iter().flat_map(|program| program.ancestors().skip(1).take(3));
    let mut found: Vec<PathBuf> = Vec::new();
    for folder in [workspace, Path::new(".")].into_iter().chain(beside) {
        let Ok(folder) = folder.join("fonts").canonicalize() else {
            continue;
        };
        if folder.is_dir() && !found.contains(&folder) {
            found.push(folder);
        }
    }
    found
}
