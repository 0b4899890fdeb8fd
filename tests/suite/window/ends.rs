//! How the window ends, and what a power cut leaves.

use super::*;

#[test]
fn the_page_ends_the_program() {
    let town = Town::small();
    let mut served = Served::open(town.path());
    assert!(served.post("/end", &[]).text().contains("什么都没有丢"));
    assert!(served.ended());
}

#[test]
fn killed_and_started_again_nothing_is_lost() {
    let town = Town::small();
    let served = Served::open(town.path());
    served.post("set", &[("/rules/age_min", "20")]);
    served.post("build", &[("anyway", "yes")]);
    served.kill();
    let served = Served::open(town.path());
    assert!(served.get("settings?topic=rules").text().contains("value=\"20\""));
    served.post("build", &[("anyway", "yes")]);
    let is_over = (0..600).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        served.get("papers").text().contains("没有变")
    });
    assert!(is_over, "{}", served.get("papers").text());
}

/// What the page says then.
const CUT_OFF: &str = "上一次没有做完";

#[test]
fn a_build_that_was_cut_off_is_told() {
    let town = Town::copy_of("qingkeng");
    let served = Served::open(town.path());
    assert!(!served.get("papers").text().contains(CUT_OFF));
    served.post("build", &[("anyway", "yes")]);
    let journal = town.path().join("out/.huanjie/journal");
    let has_begun = (0..2_400).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(25));
        journal.is_file()
    });
    assert!(has_begun);
    // While it runs it is not cut off.
    assert!(!served.get("papers").text().contains(CUT_OFF));
    served.kill();
    assert!(journal.is_file());
    let served = Served::open(town.path());
    assert!(served.get("papers").text().contains(CUT_OFF), "{}", served.get("papers").text());
}
