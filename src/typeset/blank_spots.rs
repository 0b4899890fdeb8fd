//! Where the blanks of a page are: each leaves a mark, and behind it the line that is to be written on.

use typst::foundations::{Content, Value};
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point, Rect, Transform};
use typst_layout::Page;

use crate::typeset::spots::{Spot, parts};

/// How large a blank is shown that has no line of its own, in parts of ten thousand of the page: five characters of body text, one
/// line.
const BLANK: [u32; 2] = [900, 190];
/// How far behind its mark the line of a blank may stand: in its own line of text, which may be set to the right.
const NEAR: [f64; 2] = [600.0, 32.0];

/// Where the blanks of a page are.
pub(super) fn blanks(page: &Page) -> Vec<Spot> {
    let mut found = Blanks { page, open: None, spots: Vec::new() };
    found.frame(&page.frame, Transform::identity());
    found.close(None);
    found.spots
}

struct Blanks<'p> {
    page: &'p Page,
    /// A mark whose line has not been seen yet.
    open: Option<(String, Point)>,
    spots: Vec<Spot>,
}

impl Blanks<'_> {
    fn frame(&mut self, frame: &Frame, transform: Transform) {
        for (at, item) in frame.items() {
            let here = transform.pre_concat(Transform::translate(at.x, at.y));
            match item {
                FrameItem::Group(group) => self.frame(&group.frame, here.pre_concat(group.transform)),
                FrameItem::Tag(Tag::Start(mark, _)) => {
                    if let Some(name) = blank(mark) {
                        self.close(None);
                        self.open = Some((name, Point::zero().transform(here)));
                    }
                }
                FrameItem::Shape(shape, _) => {
                    let Rect { min, max } = shape.bbox(false);
                    self.line([min.transform(here), max.transform(here)]);
                }
                FrameItem::Text(_) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }

    /// A shape: the line of the open blank, if it stands near the mark.
    fn line(&mut self, [left, right]: [Point; 2]) {
        let Some((_, mark)) = &self.open else { return };
        let is_line = (right.y - left.y).to_pt() < 2.0 && (right.x - left.x) > Abs::zero();
        let [along, down] = [(left.x - mark.x).to_pt(), (left.y - mark.y).to_pt()];
        let [near_along, near_down] = NEAR;
        if is_line && (-4.0..near_along).contains(&along) && (-4.0..near_down).contains(&down) {
            self.close(Some([left, right]));
        }
    }

    /// Ends the open blank, with its line where it has one.
    fn close(&mut self, line: Option<[Point; 2]>) {
        let Some((name, mark)) = self.open.take() else { return };
        let [least, height] = BLANK;
        let (left, bottom, width) = match line {
            Some([from, to]) => {
                let ([left, bottom], [right, _]) = (parts(self.page, from), parts(self.page, to));
                (left, bottom + height / 10, (right - left).max(least / 4))
            }
            // A mark in a line of text stands on its base line.
            None => {
                let [left, bottom] = parts(self.page, mark);
                (left, bottom + height / 5, least)
            }
        };
        self.spots.push(Spot { name, left, top: bottom.saturating_sub(height), width, height });
    }
}

/// The label of a mark, if it is that of a blank.
fn blank(mark: &Content) -> Option<String> {
    let Value::Array(pair) = &mark.to_packed::<MetadataElem>()?.value else { return None };
    match pair.as_slice() {
        [Value::Str(kind), Value::Str(name)] if kind.as_str() == "blank" => Some(name.as_str().to_owned()),
        _ => None,
    }
}
