//! The schemas for editors in docs/schema are those that the program prints. `make bless` writes them anew.

use crate::support::run::{huanjie, project};

fn is_as_committed(file: &str) {
    let printed = huanjie(["schema", file]).stdout;
    let path = project().join(format!("docs/schema/{file}.json"));
    if std::env::var_os("HUANJIE_BLESS").is_some() {
        std::fs::write(&path, &printed).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap();
    assert!(
        committed == printed,
        "docs/schema/{file}.json is another schema: HUANJIE_BLESS=1, then read the diff"
    );
}

#[test]
fn the_schema_of_cycle_is_as_committed() {
    is_as_committed("cycle");
}

#[test]
fn the_schema_of_pack_is_as_committed() {
    is_as_committed("pack");
}

#[test]
fn the_schema_of_indicators_is_as_committed() {
    is_as_committed("indicators");
}
