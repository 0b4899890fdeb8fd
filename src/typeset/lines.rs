//! What a finished paper says, line by line: to be compared with what it said before.

use typst::layout::{Frame, FrameItem, Point, Transform};
use typst_layout::PagedDocument;

/// Points between two baselines up to which they are one line.
const SAME_LINE: f64 = 2.0;

/// A run of text: how far down and how far right it begins, in points.
struct Run<'d> {
    down: f64,
    right: f64,
    text: &'d str,
}

/// The lines of each page, from the top, each from the left; an empty line and `— n —` before every page.
pub(super) fn lines(document: &PagedDocument) -> String {
    let mut text = String::new();
    for (index, page) in document.pages().iter().enumerate() {
        let mut runs = Vec::new();
        gather(&page.frame, Transform::identity(), &mut runs);
        runs.sort_by(|a, b| a.down.total_cmp(&b.down).then(a.right.total_cmp(&b.right)));
        text.push_str(&format!("\n=== {} ===\n", index + 1));
        text.push_str(&joined(runs));
    }
    text
}

fn joined(runs: Vec<Run<'_>>) -> String {
    let mut lines: Vec<(f64, Vec<Run<'_>>)> = Vec::new();
    for run in runs {
        match lines.last_mut().filter(|(down, _)| run.down - *down < SAME_LINE) {
            Some((_, line)) => line.push(run),
            None => lines.push((run.down, vec![run])),
        }
    }
    let line = |(_, mut line): (f64, Vec<Run<'_>>)| {
        line.sort_by(|a, b| a.right.total_cmp(&b.right));
        let text: String = line.iter().map(|run| run.text).collect();
        format!("{}\n", text.trim_end())
    };
    lines.into_iter().map(line).collect()
}

fn gather<'d>(frame: &'d Frame, transform: Transform, runs: &mut Vec<Run<'d>>) {
    for (position, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                let inner = transform
                    .pre_concat(Transform::translate(position.x, position.y))
                    .pre_concat(group.transform);
                gather(&group.frame, inner, runs);
            }
            FrameItem::Text(text) => {
                let Point { x, y } = position.transform(transform);
                runs.push(Run { down: y.to_pt(), right: x.to_pt(), text: &text.text });
            }
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
}
