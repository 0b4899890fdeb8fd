//! A small town to change, the program to run, and finished PDFs to read back.

pub(crate) mod browser;
pub(crate) mod cases;
pub(crate) mod city;
pub(crate) mod documents;
pub(crate) mod finished;
pub(crate) mod modules;
pub(crate) mod pdf;
pub(crate) mod prose;
pub(crate) mod run;
pub(crate) mod served;
pub(crate) mod sheets;
