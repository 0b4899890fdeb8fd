//! The file: its sheets, its fonts, what it says of itself (points 1 to 4, 48, 53).

use super::paper::Paper;
use super::{MM, Point, Verdict};

/// Families that papers are set in: `lib/fonts.typ`, as far as the test fonts have them.
const FAMILIES: &[&str] = &["FandolFang", "FandolHei", "FandolKai", "FandolSong"];
/// Families that lend characters.
const LENDERS: &[&str] = &["NotoSerifCJKsc", "NotoSansCJKsc"];

pub(super) fn points() -> Vec<Point> {
    vec![
        Point { number: 1, title: "page size", check: sheets, doctor: |paper| paper.pages[0].width += 3.0 },
        Point {
            number: 2,
            title: "fonts embedded, subset, with ToUnicode",
            check: embedded,
            doctor: |paper| paper.fonts[0].emb = false,
        },
        Point {
            number: 3,
            title: "expected families, fallback reported",
            check: families,
            doctor: |paper| paper.runs[0][0].font = "Arial".to_owned(),
        },
        Point {
            number: 4,
            title: "no unnamed font, no character that is none",
            check: characters,
            doctor: |paper| paper.runs[0][0].text.push('\u{FFFD}'),
        },
        Point {
            number: 48,
            title: "name dots are U+00B7",
            check: dots,
            doctor: |paper| {
                for run in paper.runs.iter_mut().flatten() {
                    run.text = run.text.replace('·', "•");
                }
            },
        },
        Point {
            number: 53,
            title: "title, language, tags",
            check: described,
            doctor: |paper| paper.language.clear(),
        },
    ]
}

/// A4, standing or lying.
fn sheets(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    for (at, page) in paper.pages.iter().enumerate() {
        let (short, long) = (page.width.min(page.height), page.width.max(page.height));
        let right = (short - 210.0 * MM).abs() <= 0.5 && (long - 297.0 * MM).abs() <= 0.5;
        verdict.take(right, || format!("page {}: {short:.2} × {long:.2}", at + 1));
    }
    verdict
}

fn embedded(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    for font in &paper.fonts {
        verdict.take(font.emb && font.sub && font.uni, || format!("{font:?}"));
    }
    verdict
}

fn families(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    for run in paper.runs.iter().flatten() {
        let own = FAMILIES.iter().any(|family| run.font.starts_with(family));
        let lent = LENDERS.iter().any(|family| run.font.starts_with(family));
        let reported = |c: char| {
            c.is_ascii() || c.is_whitespace() || paper.fallbacks.iter().any(|found| found.starts_with(c))
        };
        // Noto Serif serves four roles itself: what it lends must be named.
        let right = own || (lent && run.text.chars().all(reported));
        verdict.take(right, || format!("“{}” in {}", run.text, run.font));
    }
    verdict
}

fn characters(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    let strange = |c: char| matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}');
    for run in paper.runs.iter().flatten() {
        verdict.take(!run.text.chars().any(strange) && !run.text.is_empty(), || format!("“{}”", run.text));
    }
    let named = paper.fonts.iter().all(|font| font.name.contains('+'));
    verdict.take(named, || "a font without a name".to_owned());
    verdict
}

fn dots(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    let others = ['\u{2022}', '\u{30FB}', '\u{2027}', '\u{FF0E}', '\u{2219}', '\u{22C5}'];
    for run in paper.runs.iter().flatten() {
        let wrong = run.text.contains(others);
        if wrong || run.text.contains('·') {
            verdict.take(!wrong, || format!("“{}”", run.text));
        }
    }
    verdict
}

fn described(paper: &Paper) -> Verdict {
    let mut verdict = Verdict::default();
    verdict.take(!paper.title.is_empty(), || "no title".to_owned());
    let language = &paper.language;
    verdict.take(language == "zh-CN", || format!("language “{language}”"));
    verdict.take(paper.info.get("Tagged").is_some_and(|tagged| tagged == "yes"), || "not tagged".to_owned());
    verdict
}
