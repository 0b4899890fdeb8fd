//! Where on a page its figures and its passages stand, from the laid-out frames: somebody clicks there.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use typst::layout::{Frame, FrameItem, Point, Transform};
use typst::syntax::Span;
use typst::text::TextItem;
use typst::{World, WorldExt};
use typst_layout::Page;

use crate::typeset::world::Paper;

/// A page has so many parts in width, and in height.
const PARTS: f64 = 10_000.0;

/// A place on a page, in ten-thousandths of its width and height.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// What stands there: the label of a blank, the id of an indicator.
    pub name: String,
    /// From the left.
    pub left: u32,
    /// From the top.
    pub top: u32,
    /// How wide.
    pub width: u32,
    /// How high.
    pub height: u32,
}

/// A text in a draft's own source that tells something: its name, and the byte at which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The id of an indicator.
    pub name: String,
    /// From the beginning of `/main.typ`.
    pub at: usize,
}

/// Where on a page the texts stand that the source tells from these bytes on.
pub(super) fn told(paper: &Paper<'_>, page: &Page, told: &[Told]) -> Vec<Spot> {
    // `#"39人";` in markup, `"39人"` in code.
    let names: BTreeMap<usize, &str> =
        told.iter().flat_map(|own| [(own.at, own.name.as_str()), (own.at + 1, own.name.as_str())]).collect();
    let mut found =
        Found { paper, page, names: Names::At(names), spots: Vec::new(), ranges: BTreeMap::new() };
    found.frame(&page.frame, Transform::identity());
    found.spots
}

/// Where on a page the stretches of the source stand that begin at these bytes, each up to the next one: a spot for each line.
/// Those without a name are left out.
pub(super) fn stretches(paper: &Paper<'_>, page: &Page, told: &[Told]) -> Vec<Spot> {
    let names = told.iter().map(|own| (own.at, own.name.as_str())).collect();
    let mut found =
        Found { paper, page, names: Names::From(names), spots: Vec::new(), ranges: BTreeMap::new() };
    found.frame(&page.frame, Transform::identity());
    let mut lines: Vec<Spot> = Vec::new();
    for spot in found.spots {
        match lines.last_mut().filter(|last| last.goes_on(&spot)) {
            Some(last) => last.take(&spot),
            None => lines.push(spot),
        }
    }
    lines
}

/// How far apart two lines of type may stand to be one, in parts of the page: faces of other sizes in one line.
const ONE_LINE: u32 = 60;

impl Spot {
    /// Whether a spot is of the same name, and in the same line.
    fn goes_on(&self, next: &Self) -> bool {
        self.name == next.name && self.top.abs_diff(next.top) <= ONE_LINE && next.left >= self.left
    }

    /// Takes in a spot further on in the line.
    fn take(&mut self, next: &Self) {
        let bottom = (self.top + self.height).max(next.top + next.height);
        self.width = (next.left + next.width).saturating_sub(self.left).max(self.width);
        self.top = self.top.min(next.top);
        self.height = bottom - self.top;
    }
}

/// What bytes of the source are called.
enum Names<'f> {
    /// Those that begin at these bytes.
    At(BTreeMap<usize, &'f str>),
    /// All from these bytes on, each up to the next.
    From(BTreeMap<usize, &'f str>),
}

/// A point in parts of the page.
pub(super) fn parts(page: &Page, point: Point) -> [u32; 2] {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a part of a page, between 0 and 10,000"
    )]
    let part = |length: f64, whole: f64| (length / whole.max(1.0) * PARTS).clamp(0.0, PARTS) as u32;
    let size = page.frame.size();
    [part(point.x.to_pt(), size.x.to_pt()), part(point.y.to_pt(), size.y.to_pt())]
}

struct Found<'f> {
    paper: &'f Paper<'f>,
    page: &'f Page,
    names: Names<'f>,
    spots: Vec<Spot>,
    /// What was asked of the source already: a paragraph has one span for hundreds of characters.
    ranges: BTreeMap<u64, Option<Range<usize>>>,
}

impl Found<'_> {
    fn frame(&mut self, frame: &Frame, transform: Transform) {
        for (at, item) in frame.items() {
            let here = transform.pre_concat(Transform::translate(at.x, at.y));
            match item {
                FrameItem::Group(group) => self.frame(&group.frame, here.pre_concat(group.transform)),
                FrameItem::Text(text) => self.run(text, here),
                FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }

    /// The stretches of a run that tell something.
    fn run(&mut self, text: &TextItem, transform: Transform) {
        let mut left = typst::layout::Abs::zero();
        let mut open: Option<(String, typst::layout::Abs)> = None;
        for glyph in &text.glyphs {
            let name = self.name(glyph.span.0, glyph.span.1.into());
            if open.as_ref().map(|(own, _)| own) != name.as_ref() {
                if let Some((own, from)) = open.take() {
                    self.close(text, transform, own, [from, left]);
                }
                open = name.map(|name| (name, left));
            }
            left += glyph.x_advance.at(text.size);
        }
        if let Some((name, from)) = open {
            self.close(text, transform, name, [from, left]);
        }
    }

    fn close(
        &mut self,
        text: &TextItem,
        transform: Transform,
        name: String,
        [from, to]: [typst::layout::Abs; 2],
    ) {
        let size = text.size;
        let corner = Point::new(from, size * -0.88).transform(transform);
        let other = Point::new(to, size * 0.12).transform(transform);
        let ([left, top], [right, bottom]) = (parts(self.page, corner), parts(self.page, other));
        // What is turned upside down is no figure of a sentence.
        if right > left && bottom > top {
            self.spots.push(Spot { name, left, top, width: right - left, height: bottom - top });
        }
    }

    /// What a byte tells that stands so far behind the beginning of a span.
    fn name(&mut self, span: Span, offset: usize) -> Option<String> {
        let paper = self.paper;
        let begins = || (span.id() == Some(paper.main())).then(|| paper.range(span)).flatten();
        let range = self.ranges.entry(span.into_raw().get()).or_insert_with(begins).clone()?;
        let name = match &self.names {
            Names::At(names) => names.get(&range.start),
            Names::From(names) => names.range(..=range.start + offset).next_back().map(|(_, name)| name),
        };
        name.filter(|name| !name.is_empty()).map(|name| (*name).to_owned())
    }
}
