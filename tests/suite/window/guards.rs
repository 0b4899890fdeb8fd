//! Who is let in, and what an attacker gets.

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
        for cookie in
            ["", "huanjie=1", &format!("huanjie-{}=0", served.port), &served.cookie().replace("huanjie", "x")]
        {
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
    let asked = |host: &str| served.ask(&line, &[("Host", host), ("Cookie", served.cookie())], b"").status;
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
    for path in
        [served.path("inbox"), "/assets/page.js".to_owned(), "/nowhere".to_owned(), "/enter?key=0".to_owned()]
    {
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
