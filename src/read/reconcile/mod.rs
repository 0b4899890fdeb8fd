//! What a sheet says about itself: sums, serial numbers, rows that stand there twice.

pub(super) mod repeat;
pub(super) mod totals;
