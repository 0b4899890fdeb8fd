//! Files that may hold a roster and cannot be read: what they are, and what to do with them.

use crate::problem::Say;
use crate::say;

/// A kind of file.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::read) struct Foreign {
    /// What it is called.
    pub(super) zh: &'static str,
    /// The same in English.
    pub(super) en: &'static str,
    advice: Advice,
}

/// What to do with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Advice {
    /// A program that clerks have opens it: save it in another form.
    SaveAsDocument,
    /// It was made from something that can be read.
    AskForTheOriginal,
    /// There is nothing but what one sees.
    TypeItIn,
    /// Copy the table out of it.
    CopyTheTable,
    /// The tables are inside.
    Unpack,
    /// It is no table.
    MoveOut,
}

macro_rules! kinds {
    ($($name:ident = $zh:literal, $en:literal, $advice:ident;)*) => {
        $(pub(super) static $name: Foreign = Foreign { zh: $zh, en: $en, advice: Advice::$advice };)*
    };
}

kinds! {
    OLD_DOCUMENT = "旧格式的 Word 或 WPS 文档", "a document in the old format of Word or WPS", SaveAsDocument;
    RTF = "RTF 文档", "an RTF document", SaveAsDocument;
    OPEN_DOCUMENT = "OpenDocument 文档", "an OpenDocument text", SaveAsDocument;
    PDF = "PDF 文件", "a PDF", AskForTheOriginal;
    OFD = "OFD 文件", "an OFD file", AskForTheOriginal;
    PICTURE = "图片", "a picture", TypeItIn;
    SLIDES = "演示文稿", "a presentation", CopyTheTable;
    NOTES = "别的软件的文档", "a document of another program", CopyTheTable;
    RAR = "RAR 压缩包", "a RAR archive", Unpack;
    SEVEN_ZIP = "7z 压缩包", "a 7z archive", Unpack;
    GZIP = "gz 压缩包", "a gzip archive", Unpack;
    ARCHIVE = "压缩包", "an archive", Unpack;
    ODD_ARCHIVE = "压缩方式不明的包", "a package in an unknown compression", MoveOut;
    PROGRAM = "程序", "a program", MoveOut;
    CONTAINER = "别的 OLE 文件", "another OLE file", MoveOut;
    OTHER = "别的内容", "something else", MoveOut;
}

/// Endings of such files. Those that are `opened` may be something else under this name: a .doc of many a system is a
/// web page, one of WPS may be a .docx.
const ENDINGS: &[(&[&str], &Foreign, Opened)] = &[
    (&["doc", "dot", "wps", "wpt"], &OLD_DOCUMENT, Opened::Yes),
    (&["rtf"], &RTF, Opened::No),
    (&["odt", "ott", "sxw"], &OPEN_DOCUMENT, Opened::No),
    (&["pdf"], &PDF, Opened::No),
    (&["ofd"], &OFD, Opened::No),
    (
        &["jpg", "jpeg", "jpe", "jfif", "png", "bmp", "gif", "tif", "tiff", "heic", "heif", "webp"],
        &PICTURE,
        Opened::No,
    ),
    (&["ppt", "pptx", "pps", "ppsx", "dps"], &SLIDES, Opened::No),
    (&["pages", "numbers", "one", "xmind"], &NOTES, Opened::No),
];

/// Whether a file of this name is opened to see what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opened {
    Yes,
    No,
}

fn listed(ending: &str) -> Option<&'static (&'static [&'static str], &'static Foreign, Opened)> {
    ENDINGS.iter().find(|(endings, ..)| endings.contains(&ending))
}

/// Whether files of this ending may hold a roster and cannot be read.
pub(in crate::read) fn is_foreign(ending: &str) -> bool {
    listed(ending).is_some()
}

/// What a file is by its name, when that is certain.
pub(super) fn certain(ending: &str) -> Option<&'static Foreign> {
    listed(ending).filter(|(.., opened)| *opened == Opened::No).map(|(_, kind, _)| *kind)
}

/// What a file most likely is by its name.
pub(super) fn likely(ending: &str) -> Option<&'static Foreign> {
    listed(ending).map(|(_, kind, _)| *kind)
}

impl Foreign {
    /// What to do.
    pub(super) fn hint(&self) -> Say {
        match self.advice {
            Advice::SaveAsDocument => say!(
                "用 WPS 或 Word 打开，另存为 .docx，替换这个文件；不是名单就移出 data 文件夹",
                "open it in Word or WPS, save it as .docx and replace the file; if it is no roster, move it out of data/"
            ),
            Advice::AskForTheOriginal => say!(
                "请报送单位发来 Word 或 Excel 原件，替换这个文件；不是名单就移出 data 文件夹",
                "ask the sender for the Word or Excel original and replace the file; if it is no roster, move it out of data/"
            ),
            Advice::TypeItIn => say!(
                "照着图打进空白表（huanjie init 建的那几张），放进 data；不是名单就把图片移出 data 文件夹",
                "type what it shows into a blank table (those that huanjie init makes); if it is no roster, move the picture out of data/"
            ),
            Advice::CopyTheTable => say!(
                "把里面的表格复制到 Word 或 Excel，存成 .docx 或 .xlsx；不是名单就移出 data 文件夹",
                "copy the table into Word or Excel and save it as .docx or .xlsx; if it is no roster, move it out of data/"
            ),
            Advice::Unpack => say!("先解压到这个文件夹", "unpack it into this folder"),
            Advice::MoveOut => {
                say!("移出 data 文件夹，或换成表格文件", "move it out of data/, or put the spreadsheet there")
            }
        }
    }
}
