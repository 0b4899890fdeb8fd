//! Text that has left its place: across a line of a table, over other text, off the page.
//!
//! The finished page is looked at as it is drawn, so that nothing a template does can hide it.

use typst::layout::{Abs, Frame, FrameItem, Point, Size, Transform};
use typst::syntax::Span;
use typst::text::TextItem;
use typst::visualize::{Geometry, Shape};
use typst_layout::PagedDocument;

use super::diagnostic::{Diagnostic, SourceRun, at_source};
use super::world::Paper;
use crate::fill::Label;
use crate::problem::{Code, Problem, Say, Severity};
use crate::say;

/// Text that runs over a line, over other text or off the page. Source: TYPOGRAPHY 5.
pub(super) static TEXT_OVERFLOW: Code =
    Code { id: "text-overflow", severity: Severity::Warning, source: "TYPOGRAPHY 5" };

/// A rectangle on the page: left, top, right, bottom, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

/// Where the ink of a run of text surely is: from 0.72 above the line it stands on to 0.02 below it, and a tenth of a
/// character less on both sides, in parts of the type size. (A Chinese character fills 0.88 above to 0.12 below.)
const ABOVE: f64 = 0.72;
const BELOW: f64 = 0.02;
const SIDE: f64 = 0.1;
/// Points by which ink may touch a line before it counts as running over it.
const TOUCH: f64 = 1.0;
/// Part of the smaller of two runs that may lie under the other.
const UNDER: f64 = 0.35;
/// Thickness in points up to which a filled box is a line.
const THIN: f64 = 1.5;

/// A run of text on a page.
struct Run<'d> {
    area: Area,
    text: &'d TextItem,
}

#[derive(Default)]
struct Seen<'d> {
    runs: Vec<Run<'d>>,
    lines: Vec<Area>,
}

/// What has left its place in a paper, each template line once.
pub(super) fn overflows(document: &PagedDocument, paper: &Paper<'_>, label: &Label) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    for (index, page) in document.pages().iter().enumerate() {
        let mut seen = Seen::default();
        seen.frame(&page.frame, Transform::identity());
        for (run, what) in seen.faults(page.frame.size()) {
            let diagnostic =
                at_source(paper, label, SourceRun { text: &run.text.text, span: span(run.text) }, |place| {
                    Problem::new(&TEXT_OVERFLOW, place, message(&run.text.text, what, index + 1)).hint(hint())
                });
            if !found
                .iter()
                .any(|known| known.at == diagnostic.at && known.problem.place == diagnostic.problem.place)
            {
                found.push(diagnostic);
            }
        }
    }
    found
}

/// What is wrong with a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    OffPage,
    AcrossLine,
    OverText,
}

fn message(text: &str, fault: Fault, page: usize) -> Say {
    let shown: String = text.chars().take(16).collect();
    match fault {
        Fault::OffPage => {
            say!("第 {page} 页的“{shown}”印到了纸外", "\"{shown}\" on page {page} runs off the page")
        }
        Fault::AcrossLine => {
            say!(
                "第 {page} 页的“{shown}”压在表格线上",
                "\"{shown}\" on page {page} runs over a line of the table"
            )
        }
        Fault::OverText => {
            say!(
                "第 {page} 页的“{shown}”和别的文字叠在一起",
                "\"{shown}\" on page {page} lies over other text"
            )
        }
    }
}

fn hint() -> Say {
    say!(
        "把这一格放宽、放高，或用 lib/forms.typ 的 fit 让字变小",
        "make the cell wider or higher, or let fit of lib/forms.typ set it smaller"
    )
}

fn span(text: &TextItem) -> Span {
    text.glyphs.first().map_or(Span::detached(), |glyph| glyph.span.0)
}

impl<'d> Seen<'d> {
    fn frame(&mut self, frame: &'d Frame, transform: Transform) {
        for (at, item) in frame.items() {
            let here = transform.pre_concat(Transform::translate(at.x, at.y));
            match item {
                FrameItem::Group(group) => self.frame(&group.frame, here.pre_concat(group.transform)),
                FrameItem::Text(text) => self.runs.extend(run(text, here)),
                FrameItem::Shape(shape, _) => self.lines.extend(line(shape, here)),
                FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }

    fn faults(&self, page: Size) -> Vec<(&Run<'d>, Fault)> {
        let fault = |(at, run): (usize, &Run<'d>)| {
            let is_over = || self.runs.iter().take(at).any(|other| run.area.is_over(&other.area));
            match () {
                () if run.area.is_off(page) => Some(Fault::OffPage),
                () if self.lines.iter().any(|line| run.area.is_across(line)) => Some(Fault::AcrossLine),
                () if is_over() => Some(Fault::OverText),
                () => None,
            }
        };
        self.runs.iter().enumerate().filter_map(|(at, run)| Some((run, fault((at, run))?))).collect()
    }
}

/// A run that stands upright; what is turned is left alone.
fn run(text: &TextItem, transform: Transform) -> Option<Run<'_>> {
    let size = text.size;
    let left = size * SIDE;
    let width = text.width();
    if text.text.trim().is_empty() || width <= left * 2.0 {
        return None;
    }
    let area = area(Point::new(left, size * -ABOVE), Point::new(width - left, size * BELOW), transform)?;
    Some(Run { area, text })
}

/// A straight line, drawn as such or as a thin box.
fn line(shape: &Shape, transform: Transform) -> Option<Area> {
    let is_drawn = shape.stroke.as_ref().is_some_and(|stroke| stroke.thickness > Abs::zero());
    match &shape.geometry {
        Geometry::Line(to) if is_drawn => area(Point::zero(), *to, transform),
        Geometry::Rect(size) if shape.fill.is_some() && size.x.min(size.y) <= Abs::pt(THIN) => {
            area(Point::zero(), size.to_point(), transform)
        }
        Geometry::Line(_) | Geometry::Rect(_) | Geometry::Curve(_) => None,
    }
}

/// The rectangle between two points where it lies on the page; none where it is turned.
fn area(from: Point, to: Point, transform: Transform) -> Option<Area> {
    if !transform.kx.is_zero() || !transform.ky.is_zero() {
        return None;
    }
    let (from, to) = (from.transform(transform), to.transform(transform));
    Some(Area {
        left: from.x.min(to.x).to_pt(),
        top: from.y.min(to.y).to_pt(),
        right: from.x.max(to.x).to_pt(),
        bottom: from.y.max(to.y).to_pt(),
    })
}

impl Area {
    fn is_off(&self, page: Size) -> bool {
        self.left < 0.0 || self.top < 0.0 || self.right > page.x.to_pt() || self.bottom > page.y.to_pt()
    }

    /// Whether a line cuts through: an upright one beside the middle of the height, a lying one over the middle.
    fn is_across(&self, line: &Self) -> bool {
        let (middle_x, middle_y) =
            (f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom));
        let is_upright = line.bottom - line.top > line.right - line.left;
        if is_upright {
            (self.left + TOUCH..self.right - TOUCH).contains(&line.left)
                && (line.top..line.bottom).contains(&middle_y)
        } else {
            (self.top + TOUCH..self.bottom - TOUCH).contains(&line.top)
                && (line.left..line.right).contains(&middle_x)
        }
    }

    fn is_over(&self, other: &Self) -> bool {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        let own = |area: &Self| (area.right - area.left) * (area.bottom - area.top);
        width > 0.0 && height > 0.0 && width * height > UNDER * own(self).min(own(other))
    }
}
