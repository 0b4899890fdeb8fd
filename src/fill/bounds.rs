//! One rendering ends: after so much text, after so many seconds, after so many numbers counted through.
//!
//! Tera has no loop without an end, but three loops inside one another over a hundred thousand numbers have none that
//! anybody lives to see.

use std::cell::Cell;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use tera::{Context, Error, Kwargs, State, Tera, TeraResult};

use crate::fill::escape;
use crate::problem::{Code, Severity};

/// A template that would take more time, memory or room than a paper may. Source: DESIGN 7.
pub static LAYER_LIMIT: Code = Code { id: "layer-limit", severity: Severity::Error, source: "DESIGN 7" };

/// Bytes of one paper's source: the largest of a city's, its statistics, has less than 4 MB; Typst needs some fifty times
/// as much memory to set it.
pub(super) const LONGEST: usize = 16 << 20;
/// Time for one paper's source; the largest takes half a second.
const TIME: Duration = Duration::from_secs(20);
/// Numbers that all calls of `range` in one rendering may give.
const NUMBERS: usize = 1_000_000;

thread_local! {
    static NUMBERS_LEFT: Cell<usize> = const { Cell::new(NUMBERS) };
}

/// Why a rendering has no result.
pub(super) enum Unrendered {
    /// What Tera says.
    Tera(Error),
    /// It went over a limit; what was written until then tells where.
    Endless(String),
    /// It prints a list or an object as a whole; what was written until then tells where.
    Whole(String),
}

fn is_whole(error: &Error) -> bool {
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        if error.to_string().contains(escape::WHOLE) {
            return true;
        }
        cause = error.source();
    }
    false
}

/// Renders a template of the layers.
pub(super) fn render(tera: &Tera, template: &str, values: &Context) -> Result<String, Unrendered> {
    bounded(LONGEST, |out| tera.render_to(template, values, out))
}

/// Renders a text that is a template by itself, such as a title.
pub(super) fn render_text(tera: &Tera, text: &str, values: &Context) -> Result<String, Unrendered> {
    bounded(LONGEST / 1024, |out| tera.render_str_to(text, values, false, out))
}

fn bounded(
    longest: usize,
    render: impl FnOnce(&mut Bounded) -> TeraResult<()>,
) -> Result<String, Unrendered> {
    NUMBERS_LEFT.set(NUMBERS);
    let mut out =
        Bounded { bytes: Vec::new(), longest, until: Instant::now() + TIME, writes: 0, is_over: false };
    let result = render(&mut out);
    // What is cut off may end inside a character; what is whole is UTF-8, for Tera writes nothing else.
    let text = String::from_utf8(out.bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    match result {
        Ok(()) => Ok(text),
        Err(_) if out.is_over => Err(Unrendered::Endless(text)),
        Err(error) if is_whole(&error) => Err(Unrendered::Whole(text)),
        Err(error) => Err(Unrendered::Tera(error)),
    }
}

/// Memory that takes so many bytes until such a time.
struct Bounded {
    bytes: Vec<u8>,
    longest: usize,
    until: Instant,
    writes: usize,
    is_over: bool,
}

impl Write for Bounded {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        self.writes += 1;
        // The clock is not asked every time: that would cost more than the writing.
        let is_late = self.writes.is_multiple_of(256) && Instant::now() > self.until;
        if is_late || self.bytes.len() + part.len() > self.longest {
            self.is_over = true;
            return Err(io::Error::other("over the limit"));
        }
        self.bytes.extend_from_slice(part);
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// `range(end=3)`: 0, 1, 2; as Tera's own, but all calls of one rendering together have an end.
pub(super) fn range(kwargs: Kwargs, _: &State<'_>) -> TeraResult<Vec<i64>> {
    let start = kwargs.get::<i64>("start")?.unwrap_or_default();
    let end = kwargs.must_get::<i64>("end")?;
    let step = kwargs.get::<i64>("step_by")?.unwrap_or(1);
    if step < 1 || end < start {
        return Err(Error::message(
            "range 要求 start 不大于 end，step_by 至少是 1 (range wants start up to end, and step_by from 1)",
        ));
    }
    let count = (i128::from(end) - i128::from(start) + i128::from(step) - 1) / i128::from(step);
    let left = usize::try_from(count).ok().and_then(|count| NUMBERS_LEFT.get().checked_sub(count));
    let Some(left) = left else {
        return Err(Error::message(format!(
            "range 数得太多：一份材料里总共不超过 {NUMBERS} 个 (range counts too far: {NUMBERS} in one paper)"
        )));
    };
    NUMBERS_LEFT.set(left);
    Ok((0..).map(|n| start + n * step).take_while(|n| *n < end).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tera() -> Tera {
        let mut tera = Tera::default();
        tera.register_function("range", range);
        tera
    }

    fn text(template: &str) -> Result<String, Unrendered> {
        render_text(&tera(), template, &Context::new())
    }

    #[test]
    fn range_counts_like_the_one_of_tera() {
        let counted = |arguments: &str| {
            text(&format!("{{% for i in range({arguments}) %}}{{{{ i }}}} {{% endfor %}}")).ok()
        };
        assert_eq!(counted("end=3").as_deref(), Some("0 1 2 "));
        assert_eq!(counted("start=1, end=6, step_by=2").as_deref(), Some("1 3 5 "));
        assert_eq!(counted("end=0").as_deref(), Some(""));
        assert_eq!(counted("start=3, end=1"), None);
        assert_eq!(counted("end=9, step_by=0"), None);
    }

    #[test]
    fn loops_within_loops_end() {
        let endless =
            "{% for i in range(end=90000) %}{% for j in range(end=90000) %}{% endfor %}{% endfor %}";
        assert!(matches!(text(endless), Err(Unrendered::Tera(_))));
        let long = "{% for i in range(end=90000) %}0123456789{% endfor %}";
        assert!(matches!(text(long), Err(Unrendered::Endless(written)) if written.starts_with("0123")));
    }
}
