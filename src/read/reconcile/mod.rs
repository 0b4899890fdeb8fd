//! What a sheet says about itself: sums, serial numbers, rows that stand there twice, one person for each unit.

pub(super) mod assumed_post;
pub(super) mod further_ballot;
pub(super) mod held;
pub(super) mod own_congress;
pub(super) mod repeat;
mod same_sound;
pub(super) mod titled;
pub(super) mod totals;
pub(super) mod two_lists;
pub(super) mod two_numbers;
pub(super) mod two_spellings;
pub(super) mod two_tallies;
pub(super) mod two_villages;
pub(super) mod unlisted;
pub(super) mod which_vote;
pub(super) mod who_came;
pub(super) mod whose_by_people;
