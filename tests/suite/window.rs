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
    let wrong = [("/body/柳溪镇/paper/leading-group/date", "二月"), ("seen/body/柳溪镇/paper/leading-group/date", "")];
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

mod guards {
    use super::*;

    #[test]
    fn only_this_machine_is_listened_to() {
        let town = Town::small();
        let served = Served::open(town.path());
        let name = std::process::Command::new("hostname").arg("-I").output();
        let own = name.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
        for address in own.split_whitespace().filter(|address| !address.contains(':')) {
            let met = std::net::TcpStream::connect((address, served.port));
            assert!(met.is_err(), "{address} is answered");
        }
        assert!(std::net::TcpStream::connect(("::1", served.port)).is_err());
    }

    #[test]
    fn a_token_is_good_once() {
        let town = Town::small();
        let served = Served::open(town.path());
        let line = format!("GET {} HTTP/1.1", served.path_of_address());
        let again = served.ask(&line, &[], b"");
        assert_eq!(again.status, 403);
        assert!(again.header("set-cookie").is_none());
        for key in ["", "0", &"0".repeat(64)] {
            assert_eq!(served.ask(&format!("GET /enter?key={key} HTTP/1.1"), &[], b"").status, 403);
        }
    }

    #[test]
    fn the_cookie_is_for_this_server_alone() {
        let town = Town::small();
        let served = Served::open(town.path());
        let (child, address) = start(town.path(), &served.memory());
        // The program that runs already gave the address.
        assert!(address.starts_with(&format!("http://127.0.0.1:{}/enter?key=", served.port)), "{address}");
        drop(child);
        let path = address.split_once(&format!(":{}", served.port)).unwrap().1;
        let entered = served.ask(&format!("GET {path} HTTP/1.1"), &[], b"");
        let cookie = entered.header("set-cookie").unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        assert!(cookie.starts_with(&format!("huanjie-{}=", served.port)), "{cookie}");
    }

    #[test]
    fn nothing_is_answered_without_the_cookie() {
        let town = Town::small();
        let served = Served::open(town.path());
        let further =
            ["/", "/assets/style.css", "events", "rows?file=a", "picture?body=&paper=plan", "pdf?path=a"];
        for screen in SCREENS.iter().chain(&further) {
            for cookie in [
                "",
                "huanjie=1",
                &format!("huanjie-{}=0", served.port),
                &served.cookie().replace("huanjie", "x"),
            ] {
                let line = format!("GET {} HTTP/1.1", served.path(screen));
                let answer = served.ask(&line, &[("Cookie", cookie)], b"");
                assert_eq!(answer.status, 403, "{screen} with {cookie:?}");
                assert!(!answer.text().contains("霞垅村"), "{screen}");
            }
        }
    }

    #[test]
    fn another_name_for_this_machine_is_refused() {
        let town = Town::small();
        let served = Served::open(town.path());
        let port = served.port;
        let line = format!("GET {} HTTP/1.1", served.path("inbox"));
        let asked =
            |host: &str| served.ask(&line, &[("Host", host), ("Cookie", served.cookie())], b"").status;
        assert_eq!(asked(&format!("127.0.0.1:{port}")), 200);
        assert_eq!(asked(&format!("localhost:{port}")), 200);
        for host in [
            "evil.example".to_owned(),
            format!("evil.example:{port}"),
            format!("127.0.0.1.evil.example:{port}"),
            format!("evil.example@127.0.0.1:{port}"),
            "127.0.0.1".to_owned(),
            format!("127.0.0.1:{}", port.wrapping_add(1)),
            format!("0.0.0.0:{port}"),
            String::new(),
        ] {
            assert_ne!(asked(&host), 200, "{host:?}");
        }
        let two = [("Host", "127.0.0.1"), ("Host", "evil.example"), ("Cookie", served.cookie())];
        assert_ne!(served.ask(&line, &two, b"").status, 200);
        // The request line may name a host as well.
        let absolute = format!("GET http://evil.example{} HTTP/1.1", served.path("inbox"));
        assert_ne!(
            served.ask(&absolute, &[("Host", "evil.example"), ("Cookie", served.cookie())], b"").status,
            200
        );
    }

    #[test]
    fn a_page_from_elsewhere_changes_nothing() {
        let town = Town::small();
        let served = Served::open(town.path());
        let (port, body) = (served.port, form(&[("/cycle/term", "9")]));
        let own = format!("http://127.0.0.1:{port}");
        let line = format!("POST {} HTTP/1.1", served.path("set"));
        let sent = |headers: &[(&str, &str)]| {
            let mut all =
                vec![("Cookie", served.cookie()), ("Content-Type", "application/x-www-form-urlencoded")];
            all.extend(headers);
            served.ask(&line, &all, body.as_bytes()).status
        };
        let before = std::fs::read_to_string(town.path().join("cycle.toml")).unwrap();
        let elsewhere: &[&[(&str, &str)]] = &[
            &[],
            &[("Origin", "null")],
            &[("Origin", "http://evil.example")],
            &[("Origin", "http://127.0.0.1")],
            &[("Origin", &format!("{own}.evil.example"))],
            &[("Origin", &format!("https://127.0.0.1:{port}"))],
            &[("Sec-Fetch-Site", "cross-site")],
            &[("Sec-Fetch-Site", "same-site")],
            &[("Sec-Fetch-Site", "none")],
            &[("Sec-Fetch-Site", "cross-site"), ("Origin", &own)],
            &[("Sec-Fetch-Site", "same-origin"), ("Origin", "http://evil.example")],
        ];
        for headers in elsewhere {
            assert_eq!(sent(headers), 403, "{headers:?}");
        }
        assert_eq!(std::fs::read_to_string(town.path().join("cycle.toml")).unwrap(), before);
        for headers in
            [&[("Origin", own.as_str())] as &[_], &[("Sec-Fetch-Site", "same-origin"), ("Origin", "null")]]
        {
            assert_eq!(sent(headers), 303, "{headers:?}");
        }
        assert!(std::fs::read_to_string(town.path().join("cycle.toml")).unwrap().contains("term = 9"));
    }

    #[test]
    fn reading_changes_nothing() {
        let town = Town::small();
        let served = Served::open(town.path());
        for screen in
            ["set", "correct", "answer", "recycle", "files", "undo", "build", "stop", "/new", "/open", "/end"]
        {
            let answer = served.get(screen);
            assert!(matches!(answer.status, 404 | 405), "{screen}: {}", answer.status);
        }
    }

    #[test]
    fn every_answer_says_what_a_browser_may_do_with_it() {
        let town = Town::small();
        let served = Served::open(town.path());
        for path in [
            served.path("inbox"),
            "/assets/page.js".to_owned(),
            "/nowhere".to_owned(),
            "/enter?key=0".to_owned(),
        ] {
            let answer = served.ask(&format!("GET {path} HTTP/1.1"), &[("Cookie", served.cookie())], b"");
            let policy = answer.header("content-security-policy").unwrap_or_default();
            assert!(
                policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"),
                "{path}: {policy}"
            );
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
            assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{path}");
            // Nothing inline: the policy would stop it, and so may somebody's own.
            let text = answer.text();
            assert!(
                !text.contains("<script>") && !text.contains(" style=") && !text.contains(" onclick="),
                "{path}"
            );
        }
    }

    #[test]
    fn names_of_files_lead_nowhere() {
        let town = Town::small();
        let served = Served::open(town.path());
        let outside = town.path().parent().unwrap().join("evil.xlsx");
        let names = [
            "../evil.xlsx",
            "..\\..\\evil.xlsx",
            "/evil.xlsx",
            "data/../../evil.xlsx",
            "C:\\evil.xlsx",
            "a\u{0}b.xlsx",
            "\u{202E}xslx.exe",
            "CON",
            "cycle.toml",
            "../cycle.toml",
            ".hidden.xlsx",
            "",
        ];
        let before = std::fs::read(town.path().join("cycle.toml")).unwrap();
        for name in names {
            served.drop_files(&[(name, b"x")], &[]);
        }
        assert!(!outside.exists() && !Path::new("/evil.xlsx").exists());
        assert_eq!(std::fs::read(town.path().join("cycle.toml")).unwrap(), before);
        for entry in walkdir::WalkDir::new(town.path().join("data")) {
            let name = entry.unwrap().file_name().to_string_lossy().into_owned();
            assert!(
                !name.chars().any(|c| c.is_control() || c == '\u{202E}' || c == '\\' || c == ':'),
                "{name:?}"
            );
        }
    }

    #[test]
    fn only_files_of_data_are_moved_and_only_papers_are_shown() {
        let town = Town::small();
        let served = Served::open(town.path());
        for file in [
            "cycle.toml",
            "data/../cycle.toml",
            "/etc/passwd",
            "data/",
            "data",
            "data/nothing.xlsx",
            "data\\..\\cycle.toml",
        ] {
            assert_eq!(served.post("recycle", &[("file", file)]).status, 409, "{file}");
            let answer = served.drop_files(&[("new.xlsx", b"x")], &[("of", file)]);
            assert_eq!(answer.status, 303, "{file}");
        }
        assert!(town.path().join("cycle.toml").is_file());
        assert!(!std::fs::read_to_string(town.path().join("cycle.toml")).unwrap().starts_with('x'));
        for path in ["../cycle.toml", "cycle.toml", "/etc/passwd", "..", "manifest.json", ".huanjie/lock"] {
            assert_eq!(served.get(&format!("pdf?path={path}")).status, 404, "{path}");
        }
    }

    #[test]
    fn an_archive_is_bounded_and_stays_inside() {
        let town = Town::small();
        let served = Served::open(town.path());
        let mut bytes = std::io::Cursor::new(Vec::new());
        let mut archive = zip::ZipWriter::new(&mut bytes);
        let options = zip::write::SimpleFileOptions::default();
        for name in ["../../evil.csv", "/evil.csv", "石坳/代表.csv", "__MACOSX/._代表.csv"] {
            archive.start_file(name, options).unwrap();
            std::io::Write::write_all(&mut archive, "姓名\n蓝月\n".as_bytes()).unwrap();
        }
        archive.finish().unwrap();
        served.drop_files(&[("邮件.zip", bytes.get_ref())], &[]);
        assert!(town.path().join("data/邮件/石坳/代表.csv").is_file());
        assert!(!town.path().join("data/邮件/__MACOSX").exists());
        assert!(!town.path().parent().unwrap().join("evil.csv").exists());
        // A bomb: 600 MB of zeros in 600 KB.
        let mut bytes = std::io::Cursor::new(Vec::new());
        let mut archive = zip::ZipWriter::new(&mut bytes);
        let zeros = vec![0; 1 << 20];
        for at in 0..6 {
            archive.start_file(format!("{at}.csv"), options).unwrap();
            (0..100).for_each(|_| std::io::Write::write_all(&mut archive, &zeros).unwrap());
        }
        archive.finish().unwrap();
        served.drop_files(&[("炸弹.zip", bytes.get_ref())], &[]);
        assert!(!town.path().join("data/炸弹").exists());
        assert!(served.get("inbox").text().contains("太多或太大"));
    }

    #[test]
    fn a_form_that_is_too_large_is_refused_and_the_server_goes_on() {
        let town = Town::small();
        let served = Served::open(town.path());
        let answer = served.post("set", &[("/cycle/term", &"9".repeat(6 << 20))]);
        assert_eq!(answer.status, 413);
        assert_eq!(served.get("inbox").status, 200);
    }

    #[test]
    fn what_is_written_in_tables_is_no_html() {
        let town = Town::small();
        let csv = "单位,姓名,出生年月\n霞垅村,<script>alert(1)</script>,1985.13\n\"<img src=x onerror=alert(1)>\",蓝月,1985.01\n";
        std::fs::write(town.path().join("data/代表 <b>&\".csv"), csv).unwrap();
        let served = Served::open(town.path());
        for screen in SCREENS.iter().chain(&["sheet?file=data/代表%20%3Cb%3E%26%22.csv&sheet="]) {
            let text = served.get(screen).text();
            assert!(
                !text.contains("<script>alert") && !text.contains("<img src=x") && !text.contains("<b>&"),
                "{screen}"
            );
        }
    }
}

mod changes {
    use super::*;

    #[test]
    fn a_setting_is_changed_and_undone_and_remarks_stay() {
        let town = Town::small();
        let file = town.path().join("cycle.toml");
        let before = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, format!("# 我的备注\n{before}")).unwrap();
        let served = Served::open(town.path());
        assert_eq!(served.post("set", &[("/rules/age_min", "20"), ("seen/rules/age_min", "")]).status, 303);
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("# 我的备注\n") && text.contains("age_min = 20"), "{text}");
        // Somebody else changed it meanwhile.
        let late =
            served.post("set", &[("/rules/age_min", "22"), ("seen/rules/age_min", ""), ("topic", "rules")]);
        assert!(
            late.text().contains("刚才在别处改成了") && late.text().contains("value=\"22\""),
            "{}",
            late.text()
        );
        // What the file could not mean is not written.
        let wrong = served.post("set", &[("/rules/age_min", "很小"), ("topic", "rules")]).text();
        assert!(wrong.contains("class=\"problem error") && wrong.contains("value=\"很小\""), "{wrong}");
        assert!(served.post("set", &[("/nonsense", "1")]).text().contains("没有“nonsense”这个设置"));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
        assert_eq!(served.post("undo", &[]).status, 303);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), format!("# 我的备注\n{before}"));
    }

    #[test]
    fn a_setting_that_cannot_be_is_refused_with_its_place() {
        let town = Town::small();
        let served = Served::open(town.path());
        let text =
            served.post("set", &[("/cycle/as_of", "明年十月"), ("seen/cycle/as_of", "2021-02")]).text();
        assert!(
            text.contains("明年十月") && text.contains("class=\"problem") && !text.contains("<pre>failed"),
            "{text}"
        );
    }

    #[test]
    fn a_text_is_said_in_other_words_for_one_village_and_put_back() {
        let town = Town::small();
        let served = Served::open(town.path());
        let words = [("body", "河口村"), ("key", "report-review"), ("text", "这三年我们只做了一件事。")];
        assert_eq!(served.post("text", &words).status, 303);
        let file = town.path().join("narrative/河口村/report-review.md");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "这三年我们只做了一件事。\n");
        assert!(
            served.get("texts?body=%E6%B2%B3%E5%8F%A3%E6%9D%91").text().contains("这三年我们只做了一件事。")
        );
        let strange = [("body", "河口村"), ("key", "../../cycle"), ("text", "x")];
        assert_eq!(served.post("text", &strange).status, 409);
        assert_eq!(
            served.post("text", &[("body", "河口村"), ("key", "report-review"), ("text", "")]).status,
            303
        );
        assert!(!file.exists());
        served.post("undo", &[]);
        assert!(file.is_file());
    }

    #[test]
    fn a_file_comes_goes_and_comes_back() {
        let town = Town::small();
        let served = Served::open(town.path());
        let csv = "单位,姓名,性别\n霞垅村,蓝月娥,女\n".as_bytes();
        served.drop_files(&[("石坳/代表名单.csv", csv)], &[]);
        let file = town.path().join("data/石坳/代表名单.csv");
        assert_eq!(std::fs::read(&file).unwrap(), csv);
        assert!(served.get("inbox").text().contains("石坳/代表名单.csv"));
        // Another of the same name, from another village, is kept beside it.
        served.drop_files(&[("石坳/代表名单.csv", "单位,姓名\n梅岩村,钟水\n".as_bytes())], &[]);
        assert!(town.path().join("data/石坳/代表名单（2）.csv").is_file());
        served.post("undo", &[]);
        assert!(!town.path().join("data/石坳/代表名单（2）.csv").exists());
        assert!(town.path().join("回收/石坳/代表名单（2）.csv").is_file());
        assert_eq!(served.post("recycle", &[("file", "data/石坳/代表名单.csv")]).status, 303);
        assert!(!file.exists());
        served.post("undo", &[]);
        assert_eq!(std::fs::read(&file).unwrap(), csv);
    }

    #[test]
    fn a_cell_is_corrected_and_the_terminal_sees_it() {
        let town = Town::small();
        std::fs::write(
            town.path().join("data/补.csv"),
            "单位,姓名,性别,出生年月\n霞垅村,蓝月娥,女,1985.13\n",
        )
        .unwrap();
        let served = Served::open(town.path());
        let words = [
            ("file", "data/补.csv"),
            ("sheet", ""),
            ("cell", "D2"),
            ("now", "1985.03"),
            ("seen", "1985.13"),
            ("script", "yes"),
        ];
        let answer = served.post("correct", &words);
        assert_eq!(answer.status, 200, "{}", answer.text());
        let checked = town.run("check", &["--format", "json"]);
        let said = checked.stdout;
        assert!(said.contains("\"corrected\"") && !said.contains("1985.13”不是"), "{said}");
        let rows = served.get("rows?file=data/补.csv&sheet=&from=0&count=5").text();
        assert!(rows.contains("\"t\":\"1985.03\"") && rows.contains("\"was\":\"1985.13\""), "{rows}");
        // The file itself says something else by now.
        std::fs::write(
            town.path().join("data/补.csv"),
            "单位,姓名,性别,出生年月\n霞垅村,蓝月娥,女,1985.04\n",
        )
        .unwrap();
        assert_eq!(served.post("correct", &words).status, 409);
    }

    #[test]
    fn what_a_terminal_changes_is_seen() {
        let town = Town::small();
        let served = Served::open(town.path());
        assert!(!served.get("inbox").text().contains("新来的.csv"));
        std::fs::write(town.path().join("data/新来的.csv"), "单位,姓名\n霞垅村,蓝月\n").unwrap();
        std::thread::sleep(std::time::Duration::from_millis(800));
        assert!(served.get("inbox").text().contains("新来的.csv"));
    }

    #[test]
    fn settings_that_cannot_be_understood_are_put_right_on_the_page() {
        let town = Town::small();
        let file = town.path().join("cycle.toml");
        let text = std::fs::read_to_string(&file).unwrap();
        let broken = text.replace("[cycle]\n", "[cycle]\nterm_years = \"五\"\n");
        std::fs::write(&file, &broken).unwrap();
        let served = Served::open(town.path());
        assert_eq!(served.get("coverage").status, 409);
        let page = served.get("settings");
        assert_eq!(page.status, 200);
        assert!(page.text().contains("term_years"), "{}", page.text());
        assert_eq!(served.post("set", &[("/cycle/term_years", "5")]).status, 303);
        assert_eq!(served.get("coverage").status, 200);
    }
}

mod ends {
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
}
