
pub(crate) mod cases;
pub(crate) mod city;
pub(crate) mod pdf;
pub(crate) mod prose;
pub(crate) mod run;
pub(crate) mod sheets;
