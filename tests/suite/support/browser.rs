//! A real browser, driven as a clerk uses it, with a picture of each screen.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::support::run::{fonts, project};

/// How long a page may take to show something.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser and its driver.
pub(crate) struct Browser {
    pub(crate) client: Client,
    driver: Child,
    /// Where Chinese typefaces are found: a fresh machine has none.
    _home: tempfile::TempDir,
}

impl Browser {
    /// Starts one, as large as the screen of an office computer.
    pub(crate) async fn start() -> Self {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(home.path().join(".config/fontconfig")).unwrap();
        let conf = format!(
            "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>{}</dir>\
             <include ignore_missing=\"yes\">/etc/fonts/fonts.conf</include></fontconfig>",
            fonts().display()
        );
        let conf_file = home.path().join(".config/fontconfig/fonts.conf");
        std::fs::write(&conf_file, conf).unwrap();
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .env("HOME", home.path())
            .env("FONTCONFIG_FILE", &conf_file)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is missing: run `make setup-test`");
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines().map_while(Result::ok);
        let line =
            lines.find(|line| line.contains("started successfully on port")).expect("chromedriver starts");
        let port: u16 = line.trim_end_matches('.').rsplit(' ').next().unwrap().parse().unwrap();
        let options = json!({
            "browserName": "chrome",
            "goog:chromeOptions": { "args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--window-size=1366,900", "--lang=zh-CN"] },
        });
        let Value::Object(capabilities) = options else { unreachable!() };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let client = builder.connect(&format!("http://127.0.0.1:{port}")).await.unwrap();
        client.set_window_size(1366, 900).await.unwrap();
        Self { client, driver, _home: home }
    }

    /// The first element that a selector finds, waited for.
    pub(crate) async fn see(&self, css: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(error) => {
                let page = self.client.source().await.unwrap_or_default();
                panic!("{css}: {error}\n{page}")
            }
        }
    }

    /// Waits until the page says something.
    pub(crate) async fn says(&self, text: &str) {
        for _ in 0..300 {
            if self.text().await.contains(text) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("“{text}” is not said:\n{}", self.text().await);
    }

    /// What the page says.
    pub(crate) async fn text(&self) -> String {
        let script = "return document.body ? document.body.innerText : ''";
        let said = self.client.execute(script, Vec::new()).await.unwrap_or_default();
        said.as_str().unwrap_or_default().to_owned()
    }

    /// Clicks what a selector finds.
    pub(crate) async fn click(&self, css: &str) {
        self.click_on(Locator::Css(css)).await;
    }

    /// Clicks the link or button that says something.
    pub(crate) async fn press(&self, text: &str) {
        let path = format!("//*[self::a or self::button][contains(normalize-space(.), '{text}')]");
        self.click_on(Locator::XPath(&path)).await;
    }

    /// Opens or closes what is folded under a line.
    pub(crate) async fn press_summary(&self, text: &str) {
        self.click_on(Locator::XPath(&format!("//summary[contains(normalize-space(.), '{text}')]"))).await;
    }

    /// Clicks what is found, once more where the page drew itself anew in between.
    async fn click_on(&self, what: Locator<'_>) {
        for _ in 0..20 {
            let found = self.client.wait().at_most(PATIENCE).for_element(what).await;
            let clicked = found.unwrap_or_else(|error| panic!("{what:?}: {error}")).click().await;
            match clicked {
                Ok(()) => return,
                Err(error) if error.is_stale_element_reference() => {}
                Err(error) => panic!("{what:?}: {error}"),
            }
        }
        panic!("{what:?} never stands still");
    }

    /// Presses keys where the focus is.
    pub(crate) async fn keys(&self, keys: &str) {
        let pressed = keys.chars().fold(KeyActions::new("keys".to_owned()), |actions, value| {
            actions.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        });
        self.client.perform_actions(pressed).await.unwrap();
    }

    /// Presses Tab until what has the focus says something: its text, its label, its title.
    pub(crate) async fn tab_to(&self, text: &str) {
        let says = format!(
            "[e.innerText, e.title, e.getAttribute('aria-label'), e.labels && [...e.labels].map(l => l.innerText).join(), \
            e.querySelector('title') && e.querySelector('title').textContent, e.value].some(own => own && own.includes('{text}'))"
        );
        self.tab_until(&says).await;
    }

    /// Presses Tab until something is true of the element `e` that has the focus.
    async fn tab_until(&self, is: &str) {
        let script = format!("const e = document.activeElement; return e !== document.body && Boolean({is})");
        for _ in 0..250 {
            self.keys("\u{E004}").await;
            if self.client.execute(&script, Vec::new()).await.unwrap() == Value::Bool(true) {
                return;
            }
        }
        panic!("Tab does not come to {is}:\n{}", self.text().await);
    }

    /// Waits for another page than the one at this address.
    pub(crate) async fn leaves(&self, address: &str) {
        for _ in 0..300 {
            if self.client.current_url().await.unwrap().as_str() != address {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("still at {address}");
    }

    /// Waits until the field of this name has the focus.
    pub(crate) async fn focused(&self, name: &str) {
        for _ in 0..300 {
            let field = self.client.active_element().await.unwrap();
            if field.attr("name").await.is_ok_and(|own| own.as_deref() == Some(name)) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{name} has not the focus");
    }

    /// Tabs to a link or button, and presses Enter: another page opens.
    pub(crate) async fn enter(&self, text: &str) {
        let before = self.client.current_url().await.unwrap();
        self.tab_to(text).await;
        self.keys("\u{E007}").await;
        self.leaves(before.as_str()).await;
    }

    /// Tabs to a step on the left, and presses Enter.
    pub(crate) async fn enter_step(&self, screen: &str) {
        let before = self.client.current_url().await.unwrap();
        self.tab_until(&format!("e.matches(\"nav.steps a[href$='/{screen}']\")")).await;
        self.keys("\u{E007}").await;
        self.leaves(before.as_str()).await;
    }

    /// Goes to a step on the left.
    pub(crate) async fn step(&self, screen: &str) {
        self.click(&format!("nav.steps a[href$='/{screen}']")).await;
    }

    /// Keeps a picture of the page under `out/window/`.
    pub(crate) async fn picture(&self, name: &str) {
        let folder: PathBuf = project().join("out/window");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), self.client.screenshot().await.unwrap()).unwrap();
    }

    /// Ends it.
    pub(crate) async fn end(mut self) {
        let _ = self.client.clone().close().await;
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
