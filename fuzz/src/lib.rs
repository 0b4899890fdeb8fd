//! The reading half of the program on its own: the same files, without the typesetter, so that an instrumented build
//! takes a minute instead of an hour.
#![allow(dead_code, unused_imports, unreachable_pub, reason = "the rest of the program uses what is unused here")]

#[path = "../../src/cycle/mod.rs"]
pub mod cycle;
#[path = "../../src/model/mod.rs"]
pub mod model;
#[path = "../../src/problem/mod.rs"]
pub mod problem;
#[path = "../../src/read/mod.rs"]
pub mod read;

/// The reader catches what its libraries do on broken files; a panic of our own code, or an abort, is a find.
pub fn only_our_panics_count() {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let ours = info.location().is_none_or(|place| place.file().contains("../src/") || place.file().starts_with("src/"));
        if ours || !read::is_opening() {
            hook(info);
            std::process::abort();
        }
    }));
}

/// The program reads problems back from its workers; there are none here, and not all codes are known.
impl<'de> serde::Deserialize<'de> for &'static problem::Code {
    fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(serde::de::Error::custom("no problem is read back here"))
    }
}
