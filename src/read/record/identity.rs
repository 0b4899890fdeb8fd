//! Telephone and ID numbers.

use crate::model::{Field, Given};
use crate::read::codes::codes;
use crate::read::grid::Cell;
use crate::read::record::reader::{RecordReader, Said};
use crate::read::value;
use crate::say;

codes! {
    /// An ID number that is not 18 characters of text.
    BAD_ID = "bad-id", Error, "SPREADSHEETS 3";
}

impl RecordReader<'_> {
    /// A telephone number.
    pub(in crate::read) fn phone(&mut self, field: Field) -> Given<String> {
        let Said { at, cell } = match self.good(field) {
            Ok(found) => found,
            Err(nothing) => return nothing,
        };
        let is = value::phone(&cell);
        self.normalised(at, &is);
        Given::Known(is)
    }

    /// An ID number.
    pub(in crate::read) fn id_number(&mut self, field: Field) -> Given<String> {
        let Said { at, cell } = match self.good(field) {
            Ok(found) => found,
            Err(nothing) => return nothing,
        };
        if let Ok(id) = value::id_number(&cell) {
            self.normalised(at, &id);
            return Given::Known(id);
        }
        let (who, was) = (self.who(), cell.shown());
        let (message, hint) = match cell {
            Cell::Number(_) | Cell::Fixed(_) => (
                say!(
                    "{who}的身份证号是数字格式，末几位已经丢失",
                    "{who}: the ID number is a number and has lost its last digits"
                ),
                say!(
                    "把该列设为文本格式，对照身份证重新输入",
                    "set the column to text and type it again from the card"
                ),
            ),
            _ => (
                say!(
                    "{who}的身份证号“{was}”不是 18 位",
                    "{who}: the ID number \"{was}\" has not 18 characters"
                ),
                say!("对照身份证重新输入 18 位号码", "type the 18 characters again from the card"),
            ),
        };
        self.problem(&BAD_ID, at, message, hint);
        Given::Unreadable
    }
}
