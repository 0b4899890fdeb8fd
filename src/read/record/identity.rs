//! Telephone and ID numbers.

use crate::model::{Field, Given};
use crate::problem::Say;
use crate::read::codes::codes;
use crate::read::record::reader::{RecordReader, Said};
use crate::read::value;
use crate::read::value::{NoId, NoPhone};
use crate::say;

codes! {
    /// An ID number that is not 18 characters of text.
    BAD_ID = "bad-id", Error, "SPREADSHEETS 3";
    /// A telephone number that lost digits, or has too many or too few.
    BAD_PHONE = "bad-phone", Error, "SPREADSHEETS 3";
}

impl RecordReader<'_> {
    /// A telephone number; what is none is never printed as one.
    pub(in crate::read) fn phone(&mut self, field: Field) -> Given<String> {
        let Said { at, cell } = match self.good(field) {
            Ok(found) => found,
            Err(nothing) => return nothing,
        };
        let why = match value::phone(cell) {
            Ok(number) => {
                self.normalised(at, &number);
                return Given::Known(number);
            }
            Err(why) => why,
        };
        let (message, hint) = no_phone(&self.who(), &cell.shown(), why);
        self.problem(&BAD_PHONE, at, message, hint);
        Given::Unreadable
    }

    /// An ID number.
    pub(in crate::read) fn id_number(&mut self, field: Field) -> Given<String> {
        let Said { at, cell } = match self.good(field) {
            Ok(found) => found,
            Err(nothing) => return nothing,
        };
        let why = match value::id_number(cell) {
            Ok(id) => {
                self.normalised(at, &id);
                return Given::Known(id);
            }
            Err(why) => why,
        };
        let (message, hint) = no_id(&self.who(), &cell.shown(), why);
        self.problem(&BAD_ID, at, message, hint);
        Given::Unreadable
    }
}

fn no_phone(who: &str, was: &str, why: NoPhone) -> (Say, Say) {
    let hint = say!(
        "写 11 位手机号，或带区号的座机（0755-81234567）；两个号码用“/”隔开",
        "write a mobile number of 11 digits, or a line with its area code (0755-81234567); put / between two numbers"
    );
    match why {
        NoPhone::DigitsGone => (
            say!(
                "{who}的电话“{was}”是表格软件简写的数字，后几位已经丢失",
                "{who}: the telephone \"{was}\" is a number that a spreadsheet program shortened; its last digits are gone"
            ),
            say!("把该列设为文本格式，重新输入号码", "set the column to text and type the number again"),
        ),
        NoPhone::Length(digits) => (
            say!(
                "{who}的电话“{was}”是 {digits} 位数字，不是手机号，也不是座机号",
                "{who}: the telephone \"{was}\" has {digits} digits; it is no mobile number and no line"
            ),
            hint,
        ),
        NoPhone::Wrong => {
            (say!("{who}的电话“{was}”不是电话号码", "{who}: \"{was}\" is no telephone number"), hint)
        }
    }
}

fn no_id(who: &str, was: &str, why: NoId) -> (Say, Say) {
    let again = say!("对照身份证重新输入 18 位号码", "type the 18 characters again from the card");
    match why {
        NoId::DigitsGone => (
            say!(
                "{who}的身份证号是数字格式，末几位已经丢失",
                "{who}: the ID number is a number and has lost its last digits"
            ),
            say!(
                "把该列设为文本格式，对照身份证重新输入",
                "set the column to text and type it again from the card"
            ),
        ),
        NoId::Length(length) => (
            say!(
                "{who}的身份证号“{was}”不是 18 位，是 {length} 位",
                "{who}: the ID number \"{was}\" has {length} characters, not 18"
            ),
            again,
        ),
        NoId::MisplacedX => (
            say!(
                "{who}的身份证号“{was}”中间有 X，X 只能是最后一位",
                "{who}: the ID number \"{was}\" has an X inside; it may only be the last character"
            ),
            again,
        ),
        NoId::Letter(letter) => (
            say!(
                "{who}的身份证号“{was}”里有“{letter}”，只能是数字和末位的 X",
                "{who}: the ID number \"{was}\" holds \"{letter}\"; only digits and a last X may stand in it"
            ),
            again,
        ),
    }
}
