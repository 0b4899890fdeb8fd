//! The one post of a list without a column for it: as the sheet's name, a title or the file's name says.

use crate::model::{Field, Role, TableKind};
use crate::read::layout::columns::Header;
use crate::read::layout::sheet::Sheet;
use crate::read::layout::table_kind;
use crate::read::layout::title::Titles;

/// Columns that say a post.
const SAID: &[Field] =
    &[Field::Role, Field::RoleChair, Field::RoleVice, Field::RoleStanding, Field::RoleExec];

/// The post of everybody in a list of heads: as `cycle.toml` says, else as the nearest text does.
pub(in crate::read) fn infer_role(
    sheet: &Sheet<'_>,
    header: &Header,
    kind: TableKind,
    titles: &Titles,
) -> Option<Role> {
    let is_list = matches!(kind, TableKind::Officers | TableKind::Previous);
    if !is_list || header.has_any(SAID) {
        return None;
    }
    let set = sheet.rule.and_then(|rule| rule.role);
    set.or_else(|| sheet.context(header, titles).iter().find_map(|text| table_kind::head(text)))
}
