//! Who of a list of officers is none.

use crate::model::{Field, TableKind};
use crate::read::codes::codes;
use crate::read::record::reader::RecordReader;
use crate::say;

codes! {
    /// A list of officers says of somebody that she was not elected: she is left out.
    NOT_ELECTED = "not-elected", Warning, "DOMAIN R58";
}

/// Whether a row of a list of officers is of somebody who was not elected; it is reported.
pub(in crate::read) fn not_elected(reader: &mut RecordReader<'_>, kind: TableKind) -> bool {
    let is_list = matches!(kind, TableKind::Officers | TableKind::Previous);
    if !is_list || !reader.has(Field::Elected) || reader.yes(Field::Elected).get() != Some(false) {
        return false;
    }
    let who = reader.who();
    let message = say!(
        "{who}这一行写的是没有当选，没有算进班子",
        "{who} was not elected according to this row, and is not counted among the officers"
    );
    let hint = say!(
        "班子名册只列当选的人；没有当选的写在计票表里",
        "list only those who were elected; the others belong into the tally"
    );
    if let Some(at) = reader.cell_of(Field::Elected) {
        reader.problem(&NOT_ELECTED, at, message, hint);
    }
    true
}
