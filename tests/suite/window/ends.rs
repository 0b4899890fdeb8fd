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
