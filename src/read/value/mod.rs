//! One cell → one value. No function here knows where the cell stands.

mod date;
mod date_number;
mod date_text;
mod dated;
mod idcard;
mod name;
mod number;
mod people;
mod phone;
mod word;

pub(super) use date::date;
pub(super) use dated::{Doubt, Frame, NoDate};
pub(super) use idcard::{NoId, id_number};
pub(super) use name::{Finding, name};
pub(super) use number::count;
pub(super) use people::{Listed, Space, may_be_several, people};
pub(super) use phone::{NoPhone, phone};
pub(super) use word::Words;
