//! The parts of a paper that have a typeface of their own.

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
