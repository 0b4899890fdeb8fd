//! The window in a real browser: the whole way of a clerk, by mouse and by keyboard, on a small screen and on a large one.

use std::path::Path;

use crate::support::browser::Browser;
use crate::support::run::Town;
use crate::support::served::Served;

fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test);
}

/// A town with settings and no tables, and the mail of its village: a header that nobody knows, and a date that is none.
fn mail() -> (Town, tempfile::TempDir) {
    let (town, mail) = (Town::small(), tempfile::tempdir().unwrap());
    for entry in std::fs::read_dir(town.path().join("data")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap();
        let text = match name.to_str().unwrap() {
            "代表.csv" => text.replace("出生年月", "何时生人").replace("1985.07", "1985.13"),
            _ => text,
        };
        std::fs::write(mail.path().join(name), text).unwrap();
        std::fs::remove_file(&path).unwrap();
    }
    (town, mail)
}

fn paths(folder: &Path) -> String {
    let mut paths: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().display().to_string()).collect();
    paths.sort();
    paths.join("\n")
}

#[test]
fn a_clerk_comes_from_the_mail_to_the_printed_packet() {
    let (town, mail) = mail();
    let served = Served::start_only(town.path());
    run(async {
        let browser = Browser::start().await;
        browser.client.goto(&served.address).await.unwrap();
        browser.says("拖到这里").await;

        let field = browser.see(".drop input[type=file]").await;
        field.send_keys(&paths(mail.path())).await.unwrap();
        browser.says("收到 6 个文件").await;
        browser.says("代表.csv").await;
        browser.picture("1 收表").await;

        browser.step("questions").await;
        browser.says("何时生人").await;
        browser.picture("2 待确认").await;
        browser.click(".choice.main").await;
        browser.says("没有问题要确认").await;

        browser.step("coverage").await;
        browser.says("河口村").await;
        browser.picture("3 收表情况").await;

        browser.step("problems").await;
        browser.says("1985.13").await;
        browser.picture("4 问题").await;
        let link = "//details[contains(., '1985.13')]//a[contains(@class,'show')]";
        let link = browser.client.find(fantoccini::Locator::XPath(link)).await.unwrap();
        link.click().await.unwrap();
        browser.see("huanjie-grid td.on.error").await;
        browser.picture("5 表格").await;
        browser.press_summary("认得不对").await;
        browser.see("form.taken select[name=kind]").await;
        browser.picture("5 表格，认得不对").await;
        browser.press_summary("认得不对").await;
        let grid = browser.see("huanjie-grid input.edit").await;
        grid.send_keys("1985.07\u{E007}").await.unwrap();
        browser.says("已改").await;
        browser.step("problems").await;
        browser.see(".lead").await;
        assert!(!browser.text().await.contains("1985.13”不是"), "{}", browser.text().await);

        browser.step("settings").await;
        browser.press("河口村").await;
        let place = browser.see("input[name='/body/河口村/place']").await;
        place.send_keys("村委会二楼会议室").await.unwrap();
        browser.press("保存").await;
        browser.says("设置：").await;
        browser.picture("6 设置").await;
        let text = std::fs::read_to_string(town.path().join("cycle.toml")).unwrap();
        assert!(text.contains("place = \"村委会二楼会议室\""), "{text}");

        browser.step("figures").await;
        browser.says("年龄算到").await;
        browser.picture("7 数据").await;

        browser.step("papers").await;
        browser.press("河口村").await;
        browser.says("会前和会上").await;
        browser.press("生成这里的全部材料").await;
        browser.says("新写").await;
        browser.picture("8 材料").await;

        browser.press("妇女代表大会的请示").await;
        let width =
            "const i = document.querySelector('img.paper'); return i && i.complete ? i.naturalWidth : 0";
        let mut drawn = 0;
        for _ in 0..100 {
            drawn = browser.client.execute(width, Vec::new()).await.unwrap().as_u64().unwrap();
            if drawn > 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        assert!(drawn > 700, "{drawn}");
        // A figure of the page leads to the people behind it, a blank to where it is filled in.
        browser.see(".leaf a:not(.figure) rect").await;
        browser.picture("9 看一页").await;

        browser.step("print").await;
        browser.press("合订本").await;
        browser.see("input[name=path]:checked").await;
        browser.picture("10 打印").await;
        browser.press("合成一个文件").await;
        for _ in 0..300 {
            if town.path().join("out/.huanjie/printed.json").is_file() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        browser.client.refresh().await.unwrap();
        let when = "return document.querySelectorAll('input[name=path]:checked')[0].closest('tr').lastElementChild.innerText";
        let when = browser.client.execute(when, Vec::new()).await.unwrap();
        assert!(when.as_str().unwrap().contains(':'), "{when}");

        // The county's screen: a passage on the page, other words, the page anew.
        browser.step("reword").await;
        let base = browser.client.current_url().await.unwrap();
        let notice = format!("{base}?body=河口村&paper=congress-notice");
        browser.client.goto(&notice).await.unwrap();
        browser.see("a.passage rect").await;
        let words =
            "const links = [...document.querySelectorAll('a.passage')]; return links[1].getAttribute('href')";
        let link = browser.client.execute(words, Vec::new()).await.unwrap();
        browser.client.goto(base.join(link.as_str().unwrap()).unwrap().as_str()).await.unwrap();
        let words = browser.see("textarea[name=words]").await;
        words.send_keys("请提前十分钟到会。").await.unwrap();
        browser.press("保存，看样子").await;
        browser.says("改了 E1 的一段").await;
        browser.says("用回原来的").await;
        browser.picture("11 改材料").await;
        let own = town.path().join("templates/congress-notice.typ.tera");
        assert!(std::fs::read_to_string(own).unwrap().contains("请提前十分钟到会。"));

        // A table from a picture.
        browser.step("inbox").await;
        browser.click("details.cause > summary").await;
        browser.see("select[name=place]").await.select_by_label("河口村").await.unwrap();
        browser.press("打开空白表").await;
        let grid = browser.see("huanjie-grid input.edit").await;
        grid.send_keys("甲一\u{E007}").await.unwrap();
        browser.says("已改").await;
        browser.picture("12 打一张表").await;
        browser.end().await;
    });
}

#[test]
fn every_screen_fits_at_two_hundred_percent() {
    let town = Town::copy_of("qingkeng");
    let served = Served::start_only(town.path());
    run(async {
        let browser = Browser::start().await;
        browser.client.goto(&served.address).await.unwrap();
        browser.says("收到的文件").await;
        // 1366 × 768 at 200 % is a page of 683 × 384.
        browser.client.set_window_size(683, 600).await.unwrap();
        let base = browser.client.current_url().await.unwrap().to_string();
        let base = base.strip_suffix("inbox").unwrap();
        for screen in [
            "inbox",
            "questions",
            "coverage",
            "sheet",
            "problems",
            "settings",
            "figures",
            "papers?body=霞垅村",
            "page?body=霞垅村&paper=election-script",
            "print",
            "reword?body=霞垅村&paper=congress-notice",
            "../../",
        ] {
            browser.client.goto(&format!("{base}{screen}")).await.unwrap();
            browser.see("main").await;
            let over = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
            let over = browser.client.execute(over, Vec::new()).await.unwrap().as_i64().unwrap();
            assert!(over <= 1, "{screen} is {over} pixels too wide");
            // Every field says what it is for.
            let nameless = "return [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]\
                .filter(f => !f.labels.length && !f.getAttribute('aria-label')).map(f => f.outerHTML).join('\\n')";
            let nameless = browser.client.execute(nameless, Vec::new()).await.unwrap();
            assert_eq!(nameless.as_str(), Some(""), "{screen}");
        }
        browser.end().await;
    });
}

#[test]
fn a_sheet_is_used_with_the_keyboard_alone() {
    let town = Town::copy_of("qingkeng");
    let served = Served::start_only(town.path());
    run(async {
        let browser = Browser::start().await;
        browser.client.goto(&served.address).await.unwrap();
        browser.says("收到的文件").await;
        // The first key leads past the steps.
        let skip = browser.see("body").await;
        skip.send_keys("\u{E004}").await.unwrap();
        let first = browser.client.active_element().await.unwrap();
        assert_eq!(first.attr("class").await.unwrap().as_deref(), Some("skip"));
        browser.step("sheet").await;
        browser.click("table.list a").await;
        let grid = browser.see("huanjie-grid td.on").await;
        drop(grid);
        let grid = browser.see("huanjie-grid input.edit").await;
        // Down, right, right, F2, a text, Escape: nothing is changed.
        grid.send_keys("\u{E015}\u{E014}\u{E014}\u{E032}").await.unwrap();
        let field = browser.see("input.edit.open").await;
        field.send_keys("甲\u{E00C}").await.unwrap();
        assert!(!town.path().join("corrections.csv").exists());
        let grid = browser.see("huanjie-grid input.edit").await;
        grid.send_keys("钟\u{E007}").await.unwrap();
        browser.says("已改").await;
        let text = std::fs::read_to_string(town.path().join("corrections.csv")).unwrap();
        assert!(text.contains(",C2,") && text.contains(",钟,"), "{text}");
        browser.client.refresh().await.unwrap();
        browser.press("撤销").await;
        browser.says("已撤销").await;
        let text = std::fs::read_to_string(town.path().join("corrections.csv")).unwrap_or_default();
        assert!(!text.contains(",钟,"), "{text}");
        browser.end().await;
    });
}

#[test]
fn a_town_is_brought_to_print_with_the_keyboard_alone() {
    let town = Town::small();
    let served = Served::start_only(town.path());
    run(async {
        let browser = Browser::start().await;
        browser.client.goto(&served.address).await.unwrap();
        browser.says("收到的文件").await;

        // A figure, the people behind it, the row of one of them.
        browser.enter_step("figures").await;
        browser.says("年龄算到").await;
        browser.enter("最大年龄：看是哪些人").await;
        browser.says("河口村").await;
        browser.enter("第 2 行").await;
        browser.see("huanjie-grid td.on").await;

        // A page, and a blank of it: the field in which it is filled in.
        browser.enter_step("papers").await;
        browser.enter("河口村").await;
        browser.enter("请示").await;
        browser.see(".leaf a:not(.figure) rect").await;
        browser.enter("空白：大会地点").await;
        browser.focused("/body/河口村/place").await;
        browser.keys("村委会\u{E007}").await;
        browser.says("已保存").await;

        // All papers, the packet.
        browser.enter_step("papers").await;
        browser.enter("河口村").await;
        browser.tab_to("生成这里的全部材料").await;
        browser.keys("\u{E007}").await;
        browser.says("新写").await;
        browser.enter_step("print").await;
        browser.enter("合订本").await;
        browser.see("input[name=path]:checked").await;
        browser.tab_to("合成一个文件").await;
        browser.keys("\u{E007}").await;
        for _ in 0..300 {
            if town.path().join("out/.huanjie/printed.json").is_file() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        assert!(town.path().join("out/.huanjie/printed.json").is_file());

        // A table from a picture.
        browser.enter_step("inbox").await;
        browser.tab_to("照着图片").await;
        browser.keys("\u{E007}").await;
        browser.tab_to("哪个村").await;
        browser.keys("河").await;
        browser.enter("打开空白表").await;
        let grid = browser.see("huanjie-grid input.edit").await;
        grid.send_keys("甲一\u{E004}女\u{E007}").await.unwrap();
        browser.says("已改").await;
        browser.end().await;
    });
}
