//! What is said of how a name is written.

use crate::problem::{Code, Place, Problem, Severity};
use crate::read::codes::codes;
use crate::read::value::Finding;
use crate::say;

codes! {
    /// A character that was lost before the file reached us.
    LOST_CHAR = "lost-char", Error, "SPREADSHEETS 3";
    /// No name of one person.
    BAD_NAME = "bad-name", Error, "SPREADSHEETS 3";
    /// A mark behind a name.
    NAME_MARK = "name-mark", Warning, "SPREADSHEETS 3";
    /// A remark behind a name.
    NAME_NOTE = "name-note", Warning, "SPREADSHEETS 3";
    /// A dot in a name that is not U+00B7.
    NAME_DOT = "name-dot", Warning, "SPREADSHEETS 3";
    /// A character that only looks like the right one.
    COMPAT_CHAR = "compat-char", Warning, "SPREADSHEETS 3";
    /// A character from the private area of an old font.
    PUA_CHAR = "pua-char", Warning, "SPREADSHEETS 3";
}

/// The problem of one finding in a name.
pub(in crate::read) fn problem(place: Place, written: &str, finding: &Finding) -> Problem {
    let check = || say!("核对姓名", "check the name");
    let (code, message, hint) = match finding {
        Finding::Mark(mark) => (
            &NAME_MARK,
            say!("“{written}”里的“{mark}”不算姓名", "\"{mark}\" in \"{written}\" is no part of the name"),
            say!("把记号移到备注栏", "move the mark into the column of remarks"),
        ),
        Finding::Remark(remark) => (
            &NAME_NOTE,
            say!(
                "“{written}”括号里的“{remark}”没有算进姓名",
                "\"{remark}\" in \"{written}\" was not taken into the name"
            ),
            say!("把说明移到备注栏", "move it into the column of remarks"),
        ),
        Finding::Dot => (
            &NAME_DOT,
            say!("“{written}”的间隔号已改成“·”", "the dot in \"{written}\" was replaced by \"·\""),
            say!("姓名间隔号用“·”（U+00B7）", "the dot of names is \"·\" (U+00B7)"),
        ),
        Finding::Compatible(was, is) => (
            &COMPAT_CHAR,
            say!(
                "“{written}”里的“{was}”已改成“{is}”，两字形似而编码不同",
                "\"{was}\" in \"{written}\" was replaced by \"{is}\", which looks the same"
            ),
            check(),
        ),
        Finding::Private(_, is) => (
            &PUA_CHAR,
            say!(
                "“{written}”里有旧字库的字，按“{is}”读取",
                "\"{written}\" holds a character of an old font, read as \"{is}\""
            ),
            say!("对照身份证核对这个字", "compare the character with the ID card"),
        ),
        Finding::Unknown(_) => (
            &PUA_CHAR,
            say!(
                "“{written}”里有旧字库的字，没有字体能印出来",
                "\"{written}\" holds a character of an old font that cannot be printed"
            ),
            say!("对照身份证重新输入这个字", "type the character again, from the ID card"),
        ),
        Finding::Lost => (
            &LOST_CHAR,
            say!("姓名“{written}”里有丢失的字", "the name \"{written}\" has lost a character"),
            say!("按身份证补上这个字", "put the character in again, from the ID card"),
        ),
        Finding::NoName => (
            &BAD_NAME,
            say!("“{written}”不是一个人的姓名", "\"{written}\" is not the name of one person"),
            say!(
                "一格只写一个人的姓名，说明写到备注栏",
                "one name a cell; remarks belong into their own column"
            ),
        ),
    };
    Problem::new(code, place, message).hint(hint)
}
