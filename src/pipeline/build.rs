//! The build: check, count, fill, typeset, bind, over all bodies, on plain threads.

use std::sync::atomic::Ordering;

use crate::bind::{Beside, Manifest, OutFolder};
use crate::fill::Layers;
use crate::pipeline::build_report::BuildReport;
use crate::pipeline::close::close;
use crate::pipeline::event::{Event, Watch};
use crate::pipeline::fault::fault;
use crate::pipeline::job::{BodyJob, BuildOptions, Outcome, Step};
use crate::pipeline::maker::{Maker, OutState};
use crate::pipeline::plan;
use crate::pipeline::questions;
use crate::pipeline::sandbox::{BodyNames, Launch, Quoted, WorkerPool};
use crate::pipeline::selection::{self, NO_SUCH_SELECTION};
use crate::pipeline::stale_packet;
use crate::pipeline::survey::Survey;
use crate::pipeline::workers;
use crate::problem::{Problem, Question, Stop};
use crate::resolve::Body;
use crate::typeset::{Fonts, Typesetter};

/// With what a build is made.
#[derive(Clone, Copy)]
pub(in crate::pipeline) struct Means<'m> {
    /// The templates.
    pub(in crate::pipeline) layers: &'m Layers,
    /// The typefaces.
    pub(in crate::pipeline) fonts: &'m Fonts,
    /// How workers are started; without it papers are made in this process.
    pub(in crate::pipeline) launch: Option<&'m Launch>,
}

/// Builds what is asked for.
///
/// # Errors
/// [`Stop`] on an I/O error; what was finished until then is whole and in the manifest.
pub(in crate::pipeline) fn build(
    survey: &Survey<'_>,
    Means { layers, fonts, launch }: Means<'_>,
    options: &BuildOptions,
    watch: Watch<'_>,
) -> Result<BuildReport, Stop> {
    let mut report = BuildReport { problems: survey.problems.clone(), ..BuildReport::default() };
    report.problems.extend(layers.warnings().iter().cloned());
    report.problems.extend(selection::unknown(
        &options.selection,
        layers.documents(),
        &survey.resolved.bodies,
    ));
    let unknown =
        report.problems.iter().any(|problem| std::ptr::eq(problem.code, &raw const NO_SUCH_SELECTION));
    if unknown || (report.problems.iter().any(Problem::is_error) && !options.keep_going) {
        report.refused = true;
        return Ok(report);
    }
    let out = OutFolder::new(&options.out);
    let _hold = out.hold(options.wait)?;
    let (mut manifest, trouble) = Manifest::load(&out)?;
    manifest.take_up(&out)?;
    report.problems.extend(trouble);
    Beside::new(&out).tidy()?;
    let typesetter = Typesetter::new(fonts);
    let state = OutState { out: &out, before: &manifest };
    let maker = Maker { stop: Some(watch.stop), ..Maker::new(survey, layers, &typesetter, options, state) };
    let (outcomes, halted) = papers(&maker, launch, &survey.questions, watch);
    report.stopped = watch.stop.load(Ordering::Relaxed);
    env!("CARGO_PKG_VERSION").clone_into(&mut manifest.version);
    report.collect(outcomes, &mut manifest);
    report.problems.extend(stale_packet::problem(&report, &manifest));
    close(manifest, halted, &out, options, report)
}

/// Makes all papers on as many threads as there may be: what became of each, in the order of the bodies, and the I/O error
/// that ended the work.
fn papers(
    maker: &Maker<'_>,
    launch: Option<&Launch>,
    questions: &[Question],
    Watch { show, stop }: Watch<'_>,
) -> (Vec<Outcome>, Option<Stop>) {
    let documents = maker.layers.documents();
    let mut jobs = plan::jobs(documents, &maker.resolved.bodies, &maker.options.selection);
    for job in &mut jobs {
        let Some(body) = maker.resolved.bodies.get(job.body) else { continue };
        let waits = |document| questions::waits_for(document, body, questions);
        let waiting = documents.iter().enumerate();
        job.waiting = waiting.filter_map(|(at, document)| Some((at, waits(document)?.id.clone()))).collect();
    }
    show(&Event::Planned(jobs.iter().map(BodyJob::len).sum()));
    let mut outcomes: Vec<(usize, Vec<Outcome>)> = Vec::new();
    let mut halted = None;
    let pool = launch.map(|launch| WorkerPool::new(launch, stop));
    let work = |at: usize| {
        let mut outcomes = Vec::new();
        let mut take = |step: Step<'_>| {
            if let Step::Done(outcome) = step {
                tell(&outcome, show);
                outcomes.push(*outcome);
            }
        };
        let Some(job) = jobs.get(at) else { return Ok(outcomes) };
        match &pool {
            Some(pool) => by_worker(pool, maker, job, &mut take)?,
            None => maker.body(job, &[], &mut take)?,
        }
        Ok(outcomes)
    };
    workers::run(jobs.len(), maker.options.threads, stop, work, |at, result| match result {
        Ok(Ok(made)) => outcomes.push((at, made)),
        Ok(Err(error)) => {
            stop.store(true, Ordering::Relaxed);
            halted.get_or_insert(error);
        }
        Err(panic) => {
            let body = jobs.get(at).map_or(0, |job| job.body);
            outcomes.push((at, vec![failed(&maker.resolved.bodies, body, &panic)]));
        }
    });
    outcomes.sort_by_key(|(at, _)| *at);
    (outcomes.into_iter().flat_map(|(_, made)| made).collect(), halted)
}

/// Has a worker make the files of one body.
fn by_worker(
    pool: &WorkerPool<'_>,
    maker: &Maker<'_>,
    job: &BodyJob,
    take: &mut dyn FnMut(Step<'_>),
) -> Result<(), Stop> {
    let layers = maker.layers;
    let place = maker.resolved.bodies.get(job.body).map_or("", |body| body.id.place());
    let has = |id: &str| {
        let mut own = job.papers.iter().chain(&job.packet);
        own.any(|&at| layers.documents().get(at).is_some_and(|document| document.id == id))
    };
    let path = |id: &str| maker.path(job.body, id);
    let title = |id: &str| title_place(layers, id);
    pool.body(job, BodyNames { place, has: &has, path: &path, title: &title }, take)
}

/// Where the title of a paper stands, and that line.
fn title_place(layers: &Layers, id: &str) -> Option<Quoted> {
    let mut all = layers.documents().iter().chain(layers.packet());
    let place = all.find(|document| document.id == id)?.title_place();
    Some((place.clone(), layers.snippet(place)))
}

fn tell(outcome: &Outcome, show: &(dyn Fn(&Event<'_>) + Sync)) {
    match outcome {
        Outcome::Written { path, .. } => show(&Event::Done { path, written: true }),
        Outcome::Unchanged { path, .. } => show(&Event::Done { path, written: false }),
        Outcome::Skipped { .. } => show(&Event::Done { path: "", written: false }),
        Outcome::Failed { path, problems, .. } => show(&Event::Failed { path, problems }),
    }
}

/// All files of a body whose work ended in a panic.
fn failed(bodies: &[Body<'_>], body: usize, panic: &str) -> Outcome {
    let place = bodies.get(body).map_or("", |body| body.id.place());
    let problems = vec![fault("*", place, panic)];
    Outcome::Failed { id: "*".to_owned(), body: place.to_owned(), path: String::new(), problems }
}
