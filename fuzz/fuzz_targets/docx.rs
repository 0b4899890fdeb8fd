//! Any text as the main part of a document ends with rows or with problems: no panic, no abort, below 512 MB.
#![no_main]

use std::io::{Cursor, Write};

use huanjie_reading::cycle::Cycle;
use huanjie_reading::read::read_bytes;
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

libfuzzer_sys::fuzz_target!(init: huanjie_reading::only_our_panics_count(), |data: &[u8]| {
    let cycle = Cycle::unnamed("2021-02".parse().unwrap());
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    package.start_file("word/document.xml", stored).unwrap();
    package.write_all(data).unwrap();
    let bytes = package.finish().unwrap().into_inner();
    let _ = read_bytes("霞垅村执委名单.docx", bytes, &cycle);
});
