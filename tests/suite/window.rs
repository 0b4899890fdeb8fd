//! The window: who is let in, what is changed, what is not.

use std::path::Path;

use crate::support::run::Town;
use crate::support::served::{Served, form, start};

const SCREENS: &[&str] = &[
    "reword",
    "inbox",
    "questions",
    "coverage",
    "sheet",
    "problems",
    "settings",
    "settings?topic=rules",
    "texts",
    "figures",
    "papers",
    "papers?body=%E6%B2%B3%E5%8F%A3%E6%9D%91",
    "print",
];

#[test]
fn every_screen_is_shown() {
    let town = Town::small();
    let served = Served::open(town.path());
    for screen in SCREENS {
        let answer = served.get(screen);
        let text = answer.text();
        assert_eq!(answer.status, 200, "{screen}: {text}");
        assert!(text.contains("</html>") && !text.contains("<pre>"), "{screen}: {text}");
    }
}

#[test]
fn a_figure_on_a_page_leads_to_the_people_behind_it() {
    let town = Town::copy_of("qingkeng");
    let served = Served::open(town.path());
    let pages: String =
        (1..=3).map(|n| served.get(&format!("page?body=&paper=summary&n={n}")).text()).collect();
    let spots = pages.matches("class=\"figure\"").count();
    assert!(spots > 40, "{spots}");
    let href = pages.split("class=\"figure\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let people = served.get(href).text();
    assert!(people.contains("算在里面的"), "{people}");
    // Each stands on the page, and has a size.
    let rects = pages.split("class=\"figure\"").skip(1).filter_map(|own| own.split("<rect ").nth(1));
    for rect in rects {
        let number = |name: &str| -> u32 {
            let value = rect.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap();
            value.parse().unwrap()
        };
        let (right, bottom) = (number("x") + number("width"), number("y") + number("height"));
        assert!(
            number("width") > 50 && (100..400).contains(&number("height")) && right < 9_500 && bottom < 9_500,
            "{rect}"
        );
    }
}

#[test]
fn the_example_town_is_made_and_shown_on_a_tour() {
    let town = Town::small();
    let served = Served::open(town.path());
    let folder = tempfile::tempdir().unwrap();
    let words = [("folder", folder.path().to_str().unwrap()), ("example", "yes")];
    let made = served.post("/new", &words);
    let mut at = made.header("location").unwrap().to_owned();
    assert!(folder.path().join("样例镇/cycle.toml").is_file());
    let mut stops = 0;
    loop {
        let text = served.get(&at).text();
        assert!(text.contains("class=\"tour\""), "{at}: {text}");
        stops += 1;
        let next = text.split("class=\"tour\"").nth(1).unwrap().split("</aside>").next().unwrap();
        match next.split("class=\"button main\" href=\"").nth(1) {
            Some(next) => next.split('"').next().unwrap().clone_into(&mut at),
            None => break,
        }
    }
    assert!(stops > 7, "{stops}");
    // Opened a second time, it is what it has become.
    std::fs::write(folder.path().join("样例镇/data/自己的.csv"), "姓名\n").unwrap();
    served.post("/new", &words);
    assert!(folder.path().join("样例镇/data/自己的.csv").is_file());
}

#[test]
fn a_new_town_takes_a_pasted_list() {
    let town = Town::small();
    let served = Served::open(town.path());
    let folder = tempfile::tempdir().unwrap();
    let words = [
        ("folder", folder.path().to_str().unwrap()),
        ("name", "云岭镇"),
        ("level", "town"),
        ("term", "3"),
        ("first", "false"),
        ("as_of", "2026-12"),
        ("units", "霞垅村\r\n梅岩村、石坳村\r\n\r\n青坑社区\t"),
    ];
    let made = served.post("/new", &words);
    assert_eq!(made.status, 303, "{}", made.text());
    let text = std::fs::read_to_string(folder.path().join("云岭镇/cycle.toml")).unwrap();
    assert!(
        text.contains("[\"霞垅村\", \"梅岩村\", \"石坳村\", \"青坑社区\"]")
            && text.contains("term = 3")
            && text.contains("first = false"),
        "{text}"
    );
    assert_eq!(served.get(made.header("location").unwrap()).status, 200);
    // It is not made twice, and stands among the towns of the first page.
    assert_eq!(served.post("/new", &words).status, 409);
    assert!(served.get("/").text().contains("云岭镇"));
}

#[test]
fn two_villages_of_one_name_have_each_their_own_page() {
    let cycle = "[cycle]\nterm = 2\nas_of = \"2021-02\"\n[town]\nname = \"云岭县\"\nlevel = \"county\"\n";
    let table = "乡镇,村（社区）,姓名,性别\n甲镇,石坳村,丁一兰,女\n乙镇,石坳村,王小荷,女\n";
    let folder = crate::support::sheets::workspace(cycle, &[("代表名册.csv", table)]);
    let served = Served::open(folder.path());
    let page = |town: &str| {
        let body: String = format!("{town}/石坳村").bytes().map(|byte| format!("%{byte:02X}")).collect();
        served.get(&format!("page?body={body}&paper=delegate-roster")).text()
    };
    let title = |town: &str| page(town).split("alt=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(served.get("coverage").text().contains("石坳村"));
    let pictures = ["甲镇", "乙镇"].map(|town| {
        let page = page(town);
        let src = page.split("src=\"").find(|own| own.starts_with("/t/")).unwrap();
        served.get(&src.split('"').next().unwrap().replace("&amp;", "&")).body
    });
    assert_ne!(pictures[0], pictures[1], "{} {}", title("甲镇"), title("乙镇"));
}

#[test]
fn a_field_of_a_card_may_be_said_of_all_villages() {
    let units = "units = [\"河口村\", \"石坳村\", \"三合村\"]";
    let town = Town::small().replace("cycle.toml", "units = [\"河口村\"]", units);
    let served = Served::open(town.path());
    let page = served.get("settings?body=%E6%B2%B3%E5%8F%A3%E6%9D%91").text();
    assert!(page.contains("name=\"same&#x2F;body") || page.contains("name=\"same/body"), "{page}");
    let words = [
        ("body", "河口村"),
        ("/body/河口村/place", "村委会会议室"),
        ("seen/body/河口村/place", ""),
        ("same/body/河口村/place", "yes"),
        ("/body/河口村/host", "丁一兰"),
        ("seen/body/河口村/host", ""),
    ];
    let answer = served.post("set", &words);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let text = std::fs::read_to_string(town.path().join("cycle.toml")).unwrap();
    assert_eq!(
        (text.matches("place = \"村委会会议室\"").count(), text.matches("host = \"丁一兰\"").count()),
        (3, 1),
        "{text}"
    );
    // One change, undone as one.
    assert_eq!(served.post("undo", &[]).status, 303);
    let text = std::fs::read_to_string(town.path().join("cycle.toml")).unwrap();
    assert_eq!(text.matches("村委会会议室").count(), 0, "{text}");
    // The town's own card has no villages beside it.
    let page = served.get("settings?body=%E6%9F%B3%E6%BA%AA%E9%95%87").text();
    assert!(!page.contains("name=\"same"), "{page}");
}

#[test]
fn the_number_of_a_paper_is_filled_in_beside_its_page() {
    let town = Town::small();
    let served = Served::open(town.path());
    let address = "page?body=%E6%9F%B3%E6%BA%AA%E9%95%87&paper=leading-group";
    let page = served.get(address).text();
    assert!(page.contains("发文字号") && page.contains("href=\"#paper\""), "{page}");
    let path = "/body/柳溪镇/paper/leading-group/number";
    let words = [(path, "柳妇〔2021〕2号"), ("seen/body/柳溪镇/paper/leading-group/number", "")];
    assert_eq!(served.post("set", &words).status, 303);
    let text = std::fs::read_to_string(town.path().join("cycle.toml")).unwrap();
    assert!(text.contains("number = \"柳妇〔2021〕2号\""), "{text}");
    let page = served.get(address).text();
    assert!(page.contains("柳妇〔2021〕2号") && !page.contains("空白：发文字号"), "{page}");
    let wrong = [
        ("/body/柳溪镇/paper/leading-group/date", "二月"),
        ("seen/body/柳溪镇/paper/leading-group/date", ""),
    ];
    assert_eq!(served.post("set", &wrong).status, 200);
    assert_eq!(std::fs::read_to_string(town.path().join("cycle.toml")).unwrap(), text);
}

#[test]
fn ballots_wait_for_their_nominees() {
    let town = Town::small();
    let served = Served::open(town.path());
    served.post("build", &[("anyway", "yes"), ("paper", "ballots"), ("body", "河口村")]);
    let made = (0..300).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        let page = served.get("print").text();
        let path = page.split("name=\"path\" value=\"").nth(1)?;
        Some(path.split('"').next()?.replace("&#x2F;", "/").replace("&#47;", "/"))
    });
    let made = made.unwrap();
    let refused = served.post("join", &[("path", &made)]);
    assert_eq!(refused.status, 409, "{}", refused.text());
    let printed =
        served.post("join", &[("path", &made), ("approved", "yes"), (&format!("copies {made}"), "3")]);
    assert_eq!((printed.status, printed.header("content-type")), (200, Some("application/pdf")));
    let file = town.path().join("print.pdf");
    std::fs::write(&file, &printed.body).unwrap();
    let pages: usize = crate::support::pdf::info(&file)["Pages"].parse().unwrap();
    assert!(pages >= 3 && pages.is_multiple_of(3), "{pages}");
    assert!(served.get("print").text().contains("202"));
}

mod guards;

mod changes;

mod ends;
