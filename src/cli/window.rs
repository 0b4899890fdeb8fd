//! `huanjie open`, and `huanjie` alone: the window.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use crate::cli::args::{LimitArgs, OpenArgs};
use crate::cli::failed::{DONE, Failed};
use crate::cli::interrupt::on_ctrl_c;
use crate::cli::open;
use crate::cycle::CYCLE_FILE;
use crate::pipeline::Settings;
use crate::problem::Lang;
use crate::say;
use crate::web::{Handle, Memory, Window, WindowOptions};

pub(super) fn run(args: &OpenArgs, lang: Lang) -> Result<u8, Failed> {
    let town = town(args)?;
    let memory = args.memory.clone().map_or_else(Memory::usual, |folder| Ok(Memory::at(folder)))?;
    let running = memory.take_over()?;
    if running.is_none()
        && let Some(address) = memory.ask_running(town.as_deref())
    {
        show(&address, args.no_browser);
        return Ok(DONE);
    }
    let settings = Settings {
        fonts: args.fonts.clone(),
        sandbox: Some(open::sandbox(LimitArgs::default())?),
        ..Settings::default()
    };
    let window = Window::open(WindowOptions {
        port: args.port.unwrap_or(0),
        lang,
        settings,
        memory,
        is_found: running.is_some(),
    })?;
    let address = window.address(town.as_ref())?;
    let handle = window.handle();
    on_ctrl_c(move || handle.close());
    show(&address, args.no_browser);
    let said = match args.no_browser {
        true => say!(
            "在浏览器里打开上面的地址，它只能用一次；按回车得到一个新的，按 Ctrl-C 结束。",
            "open the address above in a browser; it is good once. Enter gives another, Ctrl-C ends."
        ),
        false => say!(
            "窗口已在浏览器里打开。不小心关了，在这里按回车再打开；按 Ctrl-C 结束。",
            "the window is open in the browser. Press Enter here to open it again, Ctrl-C to end."
        ),
    };
    eprintln!("{}", said.text(lang));
    open_again_on_enter(window.handle(), town, args.no_browser);
    window.serve()?;
    Ok(DONE)
}

/// The folder that was asked for, or the current one where that is a workspace.
fn town(args: &OpenArgs) -> Result<Option<PathBuf>, Failed> {
    match &args.dir {
        Some(dir) if !dir.is_dir() => {
            let shown = dir.display();
            Err(Failed::Usage(say!("没有文件夹“{shown}”", "there is no folder \"{shown}\"")))
        }
        // Another program has another current folder.
        Some(dir) => Ok(Some(dir.canonicalize().unwrap_or_else(|_| dir.clone()))),
        None => Ok(Path::new(CYCLE_FILE).is_file().then(|| std::env::current_dir().ok()).flatten()),
    }
}

/// Prints the address as one line, and opens it in the user's browser.
fn show(address: &str, no_browser: bool) {
    println!("{address}");
    let _ = std::io::stdout().flush();
    // Who has no browser that can be found has the address.
    if !no_browser {
        let _ = opener::open_browser(address);
    }
}

/// Opens another page whenever somebody presses Enter in the terminal.
#[expect(
    clippy::disallowed_methods,
    reason = "it waits for keys and makes nothing; the process ends under it"
)]
fn open_again_on_enter(handle: Handle, town: Option<PathBuf>, no_browser: bool) {
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines() {
            let Ok(address) = line
                .and_then(|_| handle.address(town.as_ref()).map_err(|_| std::io::ErrorKind::Other.into()))
            else {
                return;
            };
            show(&address, no_browser);
        }
    });
}
