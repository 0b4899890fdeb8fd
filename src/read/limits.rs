//! Every bound on input, each with its reason. Files come from strangers: nothing is allocated before it is bounded,
//! and one file keeps the whole program below 512 MB.

use crate::model::TableKind;
use crate::problem::Code;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Severity;
use crate::say;

/// A file, sheet or cell is larger than any roster can be. Source: DESIGN 10.
pub(super) static TOO_LARGE: Code = Code { id: "too-large", severity: Severity::Error, source: "DESIGN 10" };

/// A bound: how much, and of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limit {
    /// The most that is taken.
    pub(super) most: u64,
    zh: &'static str,
    en: &'static str,
}

/// A city's roster of 40,000 rows has 4 MB as xlsx; a million rows of csv have 100 MB.
pub(super) const FILE_BYTES: Limit =
    Limit { most: 128 << 20, zh: "文件字节数", en: "bytes in the file" };
/// What a package may grow to: 100,000 rows of twelve columns have 60 MB of XML. Output is counted, never a ratio: a
/// ratio of 26 to 1 can hide 260 MB, and an honest roster reaches 20 to 1.
pub(super) const UNZIPPED: Limit =
    Limit { most: 112 << 20, zh: "解压后的字节数", en: "bytes when unzipped" };
/// What the parts of an xlsb, which are compact, may grow to.
pub(super) const UNZIPPED_BINARY: Limit =
    Limit { most: 40 << 20, zh: "xlsb 解压后的字节数", en: "bytes of an xlsb when unzipped" };
/// An old xls: its grid of 65,536 rows with twelve columns has 12 MB, and its reader holds it several times.
pub(super) const XLS_BYTES: Limit = Limit { most: 24 << 20, zh: "xls 字节数", en: "bytes of an xls" };
/// Strings that an xlsx shares among its cells; each takes 24 bytes and its text.
pub(super) const STRINGS: Limit = Limit { most: 2_000_000, zh: "共享字符串数", en: "shared strings" };
/// Bytes of the texts of one file, counted as often as they stand in a cell: one shared string of 32,767 characters
/// in a million cells would have 32 GB.
pub(super) const TEXT_BYTES: Limit =
    Limit { most: 80_000_000, zh: "单元格文字的字节数", en: "bytes of text in cells" };
/// HTML and XML workbooks are read as text; the largest export seen has 3 MB.
pub(super) const MARKUP_BYTES: Limit =
    Limit { most: 64 << 20, zh: "网页或 XML 的字节数", en: "bytes of HTML or XML" };
/// Files inside a package: a workbook of 1,593 villages has 3,300.
pub(super) const MEMBERS: Limit =
    Limit { most: 8_192, zh: "压缩包内的文件数", en: "files in the package" };
/// Sheets of a workbook: one for each village of a city, and some more.
pub(super) const SHEETS: Limit = Limit { most: 2_048, zh: "工作表数", en: "sheets" };
/// Tables of a document: one for each person of a town's registration forms, and as many again.
pub(super) const TABLES: Limit =
    Limit { most: 4_096, zh: "文档里的表格数", en: "tables in the document" };
/// Rows of one sheet: the grid of a spreadsheet program.
pub(super) const ROWS: Limit = Limit { most: 1_048_576, zh: "行数", en: "rows" };
/// Columns of one sheet: the widest statistics sheet seen has 60.
pub(super) const COLUMNS: Limit = Limit { most: 512, zh: "列数", en: "columns" };
/// Cells of one file, with the empty ones to the left of a filled one and a cell for each empty row above it: a million rows of five columns, or 400,000 of
/// twelve; 24 bytes each.
pub(super) const CELLS: Limit = Limit { most: 5_000_000, zh: "单元格数", en: "cells" };
/// What the cells and records of one file may weigh in memory, in bytes; see [`weight`].
pub(super) const MEMORY: Limit = Limit { most: 480_000_000, zh: "内存（字节）", en: "bytes of memory" };
/// Longest name of a place, in characters; the longest seen has 14.
pub(super) const PLACE_CHARS: usize = 60;
/// Rows of a column that are looked at for whether it names villages: the delegates of a town.
pub(super) const PLACE_ROWS: usize = 3_000;
/// Longest header that is kept, in characters.
pub(super) const HEADER_CHARS: usize = 120;
/// Longest line above a table that is kept, in characters.
pub(super) const LINE_CHARS: usize = 2_000;
/// Longest message, and longest text in the list of changes, in characters.
pub(super) const SHOWN_CHARS: usize = 400;
/// Names, or posts, in one cell.
pub(super) const LISTED: usize = 200;
/// Problems of one code that are reported of one file; the others are counted. Nobody fixes a thousand cells one by one.
pub(super) const SAME_PROBLEMS: usize = 1_000;
/// Cells whose change is listed; later ones are counted.
pub(super) const CHANGES: usize = 1_500_000;
/// Lines that are remembered above a table.
pub(super) const LINES: usize = 40;
/// Tables side by side on one sheet.
pub(super) const BESIDE: usize = 12;
/// Cells of a sheet that is parted into tables side by side, for each part is a copy.
pub(super) const PARTED_CELLS: Limit =
    Limit { most: 400_000, zh: "并排表格的单元格数", en: "cells of tables side by side" };
/// Cells that merged areas fill.
pub(super) const SPREAD_CELLS: Limit =
    Limit { most: 1_000_000, zh: "合并区域的单元格数", en: "cells of merged areas" };
/// Cells of the rectangles that the old xls format makes its reader set up; 32 bytes each.
pub(super) const XLS_AREA: Limit =
    Limit { most: 2_500_000, zh: "xls 表格面积", en: "cells of the xls area" };
/// Characters of one cell: Excel's own limit.
pub(super) const CELL_CHARS: Limit =
    Limit { most: 32_767, zh: "单元格字数", en: "characters of a cell" };
/// Merged areas of one sheet: each row of a large roster may have one.
pub(super) const MERGES: Limit = Limit { most: 200_000, zh: "合并单元格数", en: "merged areas" };
/// Marks of one row of a workbook (attributes of one XML element): a row has eight.
pub(super) const ATTRIBUTES: usize = 256;
/// How deep XML elements may nest: an `OpenDocument` cell is ten deep.
pub(super) const DEPTH: Limit = Limit { most: 256, zh: "XML 嵌套层数", en: "levels of XML" };
/// Records of an old xls file that are looked at: 65,536 rows of 256 columns, and their styles.
pub(super) const XLS_RECORDS: Limit = Limit { most: 20_000_000, zh: "xls 记录数", en: "xls records" };

/// How many bytes a record of a kind takes, with the notes on its cells. Measured.
pub(super) fn weight(kind: TableKind) -> u64 {
    match kind {
        TableKind::Delegates | TableKind::Nominees | TableKind::Officers | TableKind::Previous => 700,
        TableKind::Congresses => 800,
        TableKind::Units | TableKind::Votes | TableKind::Progress => 340,
    }
}

/// What is left of the cells and texts of one file.
#[derive(Debug)]
pub(super) struct Budget {
    cells: u64,
    text: u64,
}

impl Budget {
    /// The whole of [`CELLS`] and [`TEXT_BYTES`].
    pub(super) fn whole() -> Self {
        Self { cells: CELLS.most, text: TEXT_BYTES.most }
    }

    /// Takes cells, if there are as many left.
    pub(super) fn take(&mut self, cells: usize) -> Result<(), Limit> {
        self.cells = self.cells.checked_sub(cells as u64).ok_or(CELLS)?;
        Ok(())
    }

    /// Takes the bytes of a text, if there are as many left.
    pub(super) fn take_text(&mut self, bytes: usize) -> Result<(), Limit> {
        self.text = self.text.checked_sub(bytes as u64).ok_or(TEXT_BYTES)?;
        Ok(())
    }
}

/// A text as far as it is worth showing.
pub(super) fn brief(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

impl Limit {
    /// The bound as an index.
    pub(super) fn size(self) -> usize {
        usize::try_from(self.most).unwrap_or(usize::MAX)
    }

    /// Whether a count is above the bound.
    pub(super) fn is_broken_by(self, count: usize) -> bool {
        count as u64 > self.most
    }

    /// The problem of this bound at a place.
    pub(super) fn problem(self, place: Place) -> Problem {
        let Self { most, zh, en } = self;
        let message = say!(
            "太大，没有读：{zh}超过上限 {most}",
            "too large and not read: more {en} than the limit of {most}"
        );
        let hint = say!(
            "在 WPS 或 Excel 里只保留名单，复制到新表另存为 .xlsx；或拆成几个文件",
            "copy only the table into a new workbook and save it as .xlsx, or split the file"
        );
        Problem::new(&TOO_LARGE, place, message).hint(hint)
    }
}
