//! Any bytes under the name of a workbook end with rows or with problems: no panic, no abort, below 512 MB.
#![no_main]

use huanjie_reading::cycle::Cycle;
use huanjie_reading::read::read_bytes;

libfuzzer_sys::fuzz_target!(init: huanjie_reading::only_our_panics_count(), |data: &[u8]| {
    let cycle = Cycle::unnamed("2021-02".parse().unwrap());
    let _ = read_bytes("名单.xlsx", data.to_vec(), &cycle);
});
