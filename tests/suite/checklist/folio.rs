//! The page number, and that nothing else stands below the 版心 (points 17, 41 to 44; 56).

use super::grid::{retext, shift, stands};
use super::paper::{Kind, Paper};
use super::{BOTTOM, LEFT, MM, Point, RIGHT, SMALL, Verdict};
use crate::support::pdf::{Line, Page};

pub(super) fn points() -> Vec<Point> {
    vec![
        Point {
            number: 17,
            title: "nothing below the type area but the page number",
            check: below,
            doctor: |paper| shift(paper, 0.0, 40.0),
        },
        Point {
            number: 41,
            title: "page number: pattern, size, face",
            check: folio_shape,
            doctor: |paper| retext(paper, |text| text.replace('—', "-")),
        },
        Point {
            number: 42,
            title: "page number: height on the page",
            check: folio_height,
            doctor: |paper| shift(paper, 0.0, 4.0),
        },
        Point {
            number: 43,
            title: "page number: odd right, even left",
            check: folio_side,
            doctor: |paper| shift(paper, 3.0, 0.0),
        },
        Point {
            number: 44,
            title: "page numbers run on",
            check: folio_run,
            doctor: |paper| retext(paper, |text| text.replace("—1—", "—7—")),
        },
        Point {
            number: 56,
            title: "page numbers run through a packet",
            check: packet_run,
            doctor: |paper| retext(paper, |text| text.replace("—12—", "—13—")),
        },
    ]
}

fn is_numbered(paper: &Paper) -> bool {
    matches!(paper.kind, Kind::Text | Kind::Form) && paper.id != "discipline-card"
}

/// The lines below the 版心 of a standing page.
fn foot(page: &Page) -> Vec<&Line> {
    page.lines.iter().filter(|line| line.y1 > BOTTOM + 0.6).collect()
}

fn below(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    for (at, page) in paper.pages.iter().enumerate().filter(|(_, page)| is_numbered(paper) && stands(page)) {
        let foot = foot(page);
        let alone = foot.len() == 1 && foot[0].text.starts_with('—');
        verdict.take(alone, || {
            format!(
                "page {}: below stands {:?}",
                at + 1,
                foot.iter().map(|line| &line.text).collect::<Vec<_>>()
            )
        });
    }
    verdict
}

/// Every page number of a standing page, with its page from 0.
fn folios(paper: &Paper) -> Vec<(usize, &Line)> {
    let pages = paper.pages.iter().enumerate().filter(|(_, page)| is_numbered(paper) && stands(page));
    pages.filter_map(|(at, page)| Some((at, *foot(page).last()?))).collect()
}

fn folio_shape(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    for (at, line) in folios(paper) {
        let digits = line.text.strip_prefix('—').and_then(|rest| rest.strip_suffix('—'));
        verdict.take(digits.is_some_and(|digits| digits.parse::<u32>().is_ok()), || {
            format!("page {}: “{}”", at + 1, line.text)
        });
        verdict.near("height of the page number", line.height(), SMALL, 0.05);
        let song =
            paper.runs[at].iter().filter(|run| run.y > BOTTOM).all(|run| run.font.starts_with("FandolSong"));
        verdict.take(song, || format!("page {}: not in 宋体", at + 1));
    }
    verdict
}

fn folio_height(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    for (_, line) in folios(paper) {
        verdict.near("middle of the page number", line.middle(), 269.0 * MM, MM);
    }
    verdict
}

fn folio_side(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    for (at, line) in folios(paper) {
        if at % 2 == 0 {
            verdict.near("right edge of an odd page number", line.x1, RIGHT - SMALL, 1.0);
        } else {
            verdict.near("left edge of an even page number", line.x0, LEFT + SMALL, 1.0);
        }
    }
    verdict
}

/// The numbers run through the paper and its attachments; a letter begins with its second page, a packet after its contents.
fn folio_run(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    for (at, line) in folios(paper) {
        verdict
            .take(line.text == format!("—{}—", at + 1), || format!("page {}: “{}”", at + 1, line.text));
    }
    if paper.kind == Kind::Letter {
        let first = paper.pages.first().map(|page| foot(page).len());
        verdict.take(first == Some(0), || "a letter's first page has a number".to_owned());
    }
    verdict
}

/// From the first numbered page on, every page that has a number has the next one.
fn packet_run(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    if paper.kind != Kind::Packet {
        return verdict;
    }
    let first = paper.pages.iter().position(|page| foot(page).iter().any(|line| line.text == "—1—"));
    let Some(first) = first else {
        verdict.take(false, || "no page 1".to_owned());
        return verdict;
    };
    for (at, page) in paper.pages.iter().enumerate().skip(first).filter(|(_, page)| stands(page)) {
        if let Some(line) = foot(page).into_iter().find(|line| line.text.starts_with('—')) {
            verdict.take(line.text == format!("—{}—", at + 1 - first), || {
                format!("page {}: “{}”", at + 1, line.text)
            });
        }
    }
    verdict
}
