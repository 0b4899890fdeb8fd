//! Cases in a list become tests: a failure names its case, and cases run side by side.
//!
//! Plain macros and no second harness: `rstest` and `datatest-stable` would each bring a way of their own to write the other
//! tests, or a second binary that links Typst once more.

/// One test for each case, called as it is named: `cases! { run: name => case, … }`. `LISTED` has the cases.
macro_rules! cases {
    ($run:path: $($name:ident => $case:expr),+ $(,)?) => {
        const LISTED: &[&str] = &[$($case),+];

        $(#[test]
        fn $name() {
            $run($case);
        })+
    };
}

/// The cases that a folder holds are those listed: a new one without its line would be no test.
#[track_caller]
pub(crate) fn all_are_listed(mut held: Vec<String>, listed: &[&str]) {
    held.sort();
    let mut listed: Vec<_> = listed.to_vec();
    listed.sort_unstable();
    assert_eq!(held, listed, "each case needs its line in the list of this file");
}

/// The names of the cases of a folder: of each file with this ending, without it.
pub(crate) fn named(folder: &std::path::Path, ending: &str) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter_map(|name| Some(name.to_str()?.strip_suffix(ending)?.to_owned())).collect()
}

pub(crate) use cases;
