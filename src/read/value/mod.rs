//! One cell → one value. No function here knows where the cell stands.

mod beside;
mod date;
mod date_number;
mod date_text;
mod dated;
mod finding;
mod idcard;
mod mode;
mod name;
mod no_name;
mod number;
mod people;
mod phone;
mod plenary_text;
mod post;
mod tally_words;
mod votes;
mod word;

pub(super) use date::date;
pub(super) use dated::{Doubt, Frame, NoDate};
pub(super) use finding::Finding;
pub(super) use idcard::{NoId, id_number};
pub(super) use name::name;
pub(super) use number::{NUMERALS, count, head_count, people_said};
pub(super) use people::{
    Listed, Space, are_names, is_one_word, is_spaced, is_two_names, looks_like_a_name, may_be_several,
    people, runs_together,
};
pub(super) use phone::{NoPhone, phone};
pub(super) use plenary_text::{PlenaryText, of_congress, plenary_text};
pub(super) use post::{duty_in_post, posts_of_village, remark_behind};
pub(super) use tally_words::{TallyWord, TallyWords};
pub(super) use votes::{all_votes, votes_by_name, votes_said};
pub(super) use word::Words;
