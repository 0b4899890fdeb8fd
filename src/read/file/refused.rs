//! Why a file stays closed, in the clerk's words.

use crate::problem::{Place, Problem};
use crate::read::codes::codes;
use crate::read::file::foreign::Foreign;
use crate::read::limits::Limit;
use crate::say;

codes! {
    /// The system does not hand the file out: locked, no permission, gone.
    UNREADABLE_FILE = "unreadable-file", Error, "SPREADSHEETS 8";
    /// Zero bytes.
    EMPTY_FILE = "empty-file", Error, "SPREADSHEETS 8";
    /// The end of the file is missing.
    TRUNCATED = "truncated", Error, "SPREADSHEETS 8";
    /// A picture, an old document, a PDF, an archive.
    NOT_A_SPREADSHEET = "not-a-spreadsheet", Error, "SPREADSHEETS 8";
    /// A spreadsheet whose inside does not hold together.
    CORRUPT = "corrupt", Error, "SPREADSHEETS 8";
    /// Protected by a password.
    ENCRYPTED = "encrypted", Error, "SPREADSHEETS 8";
    /// A spreadsheet of a kind that is not read.
    UNSUPPORTED_FORMAT = "unsupported-format", Error, "SPREADSHEETS 8";
    /// XML with a document type: no spreadsheet program writes one, bombs do.
    DOCTYPE = "doctype", Error, "SPREADSHEETS 8";
}

/// Why a file, or a sheet of it, cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) enum Refused {
    /// The system's words.
    System(String),
    /// Zero bytes.
    Empty,
    /// Cut off.
    Truncated,
    /// What the file is instead.
    NotASpreadsheet(&'static Foreign),
    /// What does not hold together.
    Corrupt(String),
    /// A password.
    Encrypted,
    /// Which kind.
    Unsupported(&'static str, &'static str),
    /// A document type.
    Doctype,
    /// A bound was hit.
    TooLarge(Limit),
}

impl From<Limit> for Refused {
    fn from(limit: Limit) -> Self {
        Self::TooLarge(limit)
    }
}

impl Refused {
    /// Corrupt, in the words of a library.
    pub(super) fn corrupt(cause: impl std::fmt::Display) -> Self {
        Self::Corrupt(cause.to_string().chars().take(200).collect())
    }

    /// The problem at a file or a sheet.
    pub(in crate::read) fn problem(self, place: Place) -> Problem {
        let save = || {
            say!(
                "用 WPS 或 Excel 打开，另存为 .xlsx，替换这个文件",
                "open it in a spreadsheet program, save it as .xlsx and replace the file"
            )
        };
        let again = || say!("向报送单位重新要一份", "ask the sender for the file again");
        let (code, message, hint) = match self {
            Self::TooLarge(limit) => return limit.problem(place),
            Self::System(cause) => (
                &UNREADABLE_FILE,
                say!("打不开这个文件：{cause}", "the file cannot be opened: {cause}"),
                say!(
                    "关闭正在使用它的程序，检查读取权限",
                    "close the program that uses it and check the permission to read it"
                ),
            ),
            Self::Empty => (&EMPTY_FILE, say!("文件是空的，0 字节", "the file is empty: 0 bytes"), again()),
            Self::Truncated => (
                &TRUNCATED,
                say!("文件不完整，后半部分丢失", "the file is cut off, its end is missing"),
                again(),
            ),
            Self::NotASpreadsheet(foreign) => {
                let Foreign { zh, en, .. } = foreign;
                (&NOT_A_SPREADSHEET, say!("没有读：{zh}", "not read: {en}"), foreign.hint())
            }
            Self::Corrupt(cause) => {
                (&CORRUPT, say!("文件已损坏（{cause}）", "the file is damaged ({cause})"), save())
            }
            Self::Encrypted => (
                &ENCRYPTED,
                say!("文件有打开密码", "the file is protected by a password"),
                say!("请对方取消密码后另存一份", "ask for a copy without a password"),
            ),
            Self::Unsupported(zh, en) => {
                (&UNSUPPORTED_FORMAT, say!("不能读取{zh}", "{en} cannot be read"), save())
            }
            Self::Doctype => (
                &DOCTYPE,
                say!(
                    "文件里有表格程序不会写的声明（DOCTYPE），可能是恶意文件",
                    "the file holds a declaration (DOCTYPE) that no spreadsheet program writes; it may be malicious"
                ),
                again(),
            ),
        };
        Problem::new(code, place, message).hint(hint)
    }
}
