//! One cell → one value. No function here knows where the cell stands.

mod date;
mod idcard;
mod number;
mod word;

pub(super) use date::date;
pub(super) use idcard::id_number;
pub(super) use number::count;
pub(super) use word::Words;
