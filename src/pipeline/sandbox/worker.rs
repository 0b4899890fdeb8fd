//! The worker's side: it loads what the config names, and answers until nobody asks any more.

use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::bind::{Manifest, OutFolder};
use crate::count::Indicators;
use crate::cycle::Answers;
use crate::fill::Layers;
use crate::model::Records;
use crate::pipeline::kept_context::KeptContext;
use crate::pipeline::maker::{Counted, Maker, OutState};
use crate::pipeline::open::{self, NotReady, Workspace};
use crate::pipeline::sandbox::memory;
use crate::pipeline::sandbox::protocol::{Anew, Answer, Request};
use crate::pipeline::sandbox::request_handler::RequestHandler;
use crate::pipeline::sandbox::worker_config::WorkerConfig;
use crate::pipeline::sandbox::worker_data::{DataRead, WorkerData};
use crate::pipeline::{survey, workers};
use crate::problem::{Problem, Stop};
use crate::read;
use crate::resolve;
use crate::say;
use crate::typeset::Typesetter;

/// Works for the program on the other side of stdin and stdout, until it goes away.
///
/// # Errors
/// [`Stop`] when there is no thread to work on.
pub fn serve() -> Result<(), Stop> {
    let failed = |cause| Stop::new(say!("启动工作线程", "starting a thread"), cause);
    let Some((config, data)) = given().map_err(failed)? else { return Ok(()) };
    let requests = requests();
    let work = || work(&config, data, requests, &mut std::io::stdout().lock());
    workers::deep(work).map(|_| ()).map_err(failed)
}

/// What the first line and the bytes behind it give: what to load, and what has been read already; nothing where the other
/// side has gone.
fn given() -> std::io::Result<Option<(WorkerConfig, Option<DataRead>)>> {
    let mut input = std::io::stdin().lock();
    let mut line = String::new();
    input.read_line(&mut line)?;
    let Ok(config) = serde_json::from_str(&line) else { return Ok(None) };
    Ok(Some((config, WorkerData::receive(&mut input)?)))
}

/// How long a worker that is at a paper goes on after the program that started it has gone.
const GRACE: Duration = Duration::from_secs(2);

/// The lines of stdin, read beside the work: while the other side lives it keeps them open, so that their end says that
/// nobody waits for the paper at hand.
#[expect(clippy::exit, reason = "the paper at hand runs on another thread and nobody waits for it")]
fn requests() -> Receiver<String> {
    let (sender, requests) = channel();
    workers::aside(move || {
        let lines = std::io::stdin().lock().lines().map_while(Result::ok);
        lines.take_while(|line| sender.send(line.clone()).is_ok()).for_each(drop);
        drop(sender);
        std::thread::sleep(GRACE);
        std::process::exit(0);
    });
    requests
}

fn work(config: &WorkerConfig, mut data: Option<DataRead>, input: Receiver<String>, output: &mut dyn Write) {
    memory::limit(config.memory);
    let typesetter = Typesetter::new(&config.fonts.load().value);
    let mut line = Line { input, output, pending: None };
    line.answer(&Answer::Ready);
    while line.peek().is_some() {
        match tables(config, data.take()) {
            Ok(tables) => with_tables(config, &tables, &typesetter, &mut line),
            Err(answer) => line.refuse(&answer),
        }
    }
}

/// A workspace and what was read in it.
struct Tables {
    workspace: Workspace,
    records: Records,
}

/// Serves until a request wants the spreadsheets read again.
fn with_tables(config: &WorkerConfig, tables: &Tables, typesetter: &Typesetter, line: &mut Line<'_>) {
    loop {
        match open::layers(Some(&config.templates), config.layer.as_deref(), &tables.workspace.cycle) {
            Ok(layers) => with_layers(config, tables, &layers, typesetter, line),
            Err(problems) => line.refuse(&Answer::Refused(problems)),
        }
        if line.peek().is_none_or(|request| matches!(request, Request::Page { anew: Anew::Tables, .. })) {
            return;
        }
    }
}

/// Serves the request at hand, and those after it until one asks for templates that are read anew.
fn with_layers(
    config: &WorkerConfig,
    tables: &Tables,
    (layers, indicators): &(Layers, Indicators),
    typesetter: &Typesetter,
    line: &mut Line<'_>,
) {
    let resolved = resolve::resolve(&tables.records, &tables.workspace.cycle);
    let figures = survey::figures(&resolved, indicators);
    let out = OutFolder::new(&config.options.out);
    let before = match Manifest::load(&out) {
        Ok((before, _)) => before,
        Err(stop) => return line.refuse(&Answer::Stopped(stop)),
    };
    let counted = Counted { resolved: &resolved, figures: &figures };
    let maker =
        Maker::new(counted, layers, typesetter, &config.options, OutState { out: &out, before: &before });
    let handler = RequestHandler { maker: &maker, kept: KeptContext::default() };
    while let Some(request) = line.take() {
        let answered =
            catch_unwind(AssertUnwindSafe(|| handler.answer(request, &mut |answer| line.answer(&answer))));
        if let Err(panic) = answered {
            line.answer(&Answer::Panicked(workers::words(panic.as_ref())));
        }
        let is_of_other_templates =
            |request: &Request| matches!(request, Request::Page { anew: Anew::Templates | Anew::Tables, .. });
        if line.peek().is_none_or(is_of_other_templates) {
            return;
        }
    }
}

/// What came along, or the workspace read now; an I/O error is the answer to the request that wanted it.
fn tables(config: &WorkerConfig, data: Option<DataRead>) -> Result<Tables, Box<Answer>> {
    let refused = |problems: Vec<Problem>| Box::new(Answer::Refused(problems));
    let stopped = |stop: Stop| Box::new(Answer::Stopped(stop));
    let not_ready = |error| match error {
        NotReady::BadCycle(problems) | NotReady::BadLayers(problems) | NotReady::NoFonts(problems) => {
            refused(problems)
        }
        NotReady::Stop(stop) => stopped(stop),
    };
    if let Some((text, answers, records)) = data {
        let mut workspace = open::from_text(&config.data, text).map_err(not_ready)?;
        workspace.take_settings(Some(&config.templates), config.layer.as_deref());
        workspace.take_answers(Answers::parse(&answers));
        return Ok(Tables { workspace, records });
    }
    let mut workspace = open::open(&config.data, None).map_err(not_ready)?;
    workspace.learn(config.layer.as_deref());
    let reading = read::read(&workspace.root, &workspace.cycle).map_err(stopped)?;
    Ok(Tables { workspace, records: reading.records })
}

/// The two streams, and a request that has been read but not answered.
struct Line<'a> {
    input: Receiver<String>,
    output: &'a mut dyn Write,
    pending: Option<Request>,
}

impl Line<'_> {
    /// The next request, which stays; none when nobody asks any more.
    fn peek(&mut self) -> Option<&Request> {
        if self.pending.is_none() {
            self.pending = next(&self.input);
        }
        self.pending.as_ref()
    }

    fn take(&mut self) -> Option<Request> {
        self.peek();
        self.pending.take()
    }

    /// Answers the request at hand with why it cannot be done.
    fn refuse(&mut self, answer: &Answer) {
        if self.take().is_some() {
            self.answer(answer);
        }
    }

    fn answer(&mut self, answer: &Answer) {
        // Nobody to hear it: the next read ends the work.
        if let Ok(text) = serde_json::to_string(answer) {
            let _ = writeln!(self.output, "{text}").and_then(|()| self.output.flush());
        }
    }
}

fn next<T: serde::de::DeserializeOwned>(input: &Receiver<String>) -> Option<T> {
    serde_json::from_str(&input.recv().ok()?).ok()
}
