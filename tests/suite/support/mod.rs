//! A small town to change, the program to run, and finished PDFs to read back.

pub mod pdf;
pub mod run;
