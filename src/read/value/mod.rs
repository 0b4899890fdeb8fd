//! One cell → one value. No function here knows where the cell stands.

mod date;
mod idcard;
mod name;
mod number;
mod phone;
mod word;

pub(super) use date::{Doubt, Frame, NoDate, date};
pub(super) use idcard::id_number;
pub(super) use name::{Finding, name};
pub(super) use number::count;
pub(super) use phone::phone;
pub(super) use word::Words;
