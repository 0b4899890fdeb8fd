//! Every bound on input, each with its reason. Files come from strangers.

use crate::problem::Code;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Severity;
use crate::say;

/// A file, sheet or cell is larger than any roster can be. Source: DESIGN 10.
pub(super) static TOO_LARGE: Code = Code { id: "too-large", severity: Severity::Error, source: "DESIGN 10" };

/// Largest file in bytes: a city's roster of 40,000 rows has 4 MB.
pub(super) const FILE_BYTES: u64 = 64 << 20;
/// Rows of one sheet: ten times the delegates of a city of 1,593 villages.
pub(super) const ROWS: u32 = 500_000;
/// Columns of one sheet: the widest statistics sheet seen has 60.
pub(super) const COLUMNS: u32 = 256;
/// Cells of one sheet that hold something.
pub(super) const CELLS: usize = 8_000_000;
/// Characters of one cell: Excel's own limit.
pub(super) const CELL_CHARS: usize = 32_767;
/// Merged areas of one sheet that are followed.
pub(super) const MERGES: usize = 200_000;

/// The problem of a bound that was hit.
pub(super) fn too_large(place: Place, what_zh: &str, what_en: &str) -> Problem {
    let message = say!("太大，没有读：{what_zh}", "too large, not read: {what_en}");
    let hint = say!("删去空行空列，或拆成几个文件", "delete empty rows and columns, or split the file");
    Problem::new(&TOO_LARGE, place, message).hint(hint)
}
