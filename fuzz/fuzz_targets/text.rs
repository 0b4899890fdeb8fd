//! Any bytes under the name of a text table end with rows or with problems.
#![no_main]

use huanjie_reading::cycle::Cycle;
use huanjie_reading::read::read_bytes;

libfuzzer_sys::fuzz_target!(init: huanjie_reading::only_our_panics_count(), |data: &[u8]| {
    let cycle = Cycle::unnamed("2021-02".parse().unwrap());
    let _ = read_bytes("霞垅村执委名单.csv", data.to_vec(), &cycle);
});
