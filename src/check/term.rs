//! 届 and 次 in the titles of tables: all of one congress.

use std::collections::BTreeSet;

use crate::check::case::Whole;
use crate::check::findings::Findings;
use crate::cycle::{number_before, numeral};
use crate::model::{TableKind, Title};
use crate::problem::{Code, Place, Problem, Severity};
use crate::say;

/// A table's title names another term or congress than the cycle. Source: DOMAIN 4.6 (10).
pub(super) static TERM_DIFFERS: Code =
    Code { id: "term-differs", severity: Severity::Warning, source: "DOMAIN 4.6 (10)" };

/// [`TERM_DIFFERS`]: only where a cycle says which term it is.
pub(super) fn term_differs(whole: &Whole<'_>, problems: &mut Findings) {
    let cycle = whole.cycle;
    if cycle.town.name.is_empty() {
        return;
    }
    // A town may be in its 15th term over villages in their 2nd, and a table may be of either.
    let settings = || whole.bodies.iter().map(|body| &body.setting);
    let terms = settings().map(|setting| setting.term).chain([cycle.term]).collect();
    let congresses = settings().map(|setting| setting.congress).chain([cycle.congress]).collect();
    for title in whole.resolved.titles {
        // The list of the last term is of the term before, and a 会议 of the executive is counted otherwise.
        let earlier = u32::from(title.table == TableKind::Previous);
        let wanted: [(&str, &BTreeSet<u32>); 2] = [("届", &terms), ("次", &congresses)];
        for (word, wanted) in wanted {
            let fits = |said: &u32| wanted.contains(&(said + earlier));
            let Some(said) = number_before(&title.text, word).filter(|said| !fits(said)) else { continue };
            if word == "次" && !title.text.contains("代表大会") {
                continue;
            }
            let wanted = wanted.iter().map(|wanted| wanted.saturating_sub(earlier)).collect();
            tell(title, word, said, wanted, problems);
        }
    }
}

fn tell(title: &Title, word: &str, said: u32, wanted: Vec<u32>, problems: &mut Findings) {
    let said = numeral(said);
    let wanted = wanted.into_iter().map(numeral).collect::<Vec<_>>().join("、");
    let text = &title.text;
    let message = say!(
        "标题“{text}”写的是第{said}{word}，本次换届是第{wanted}{word}",
        "the title \"{text}\" says 第{said}{word}, this cycle is 第{wanted}{word}"
    );
    let hint = say!(
        "改标题；届次填错的，改 cycle.toml 的 term 或 congress；是旧表的，移出 data 文件夹",
        "correct the title, or term or congress in cycle.toml; move a table of another term out of data"
    );
    let source = &title.source;
    let place =
        Place::Row { file: source.file.to_string(), sheet: source.sheet.to_string(), row: source.row };
    problems.push(Problem::new(&TERM_DIFFERS, place, message).hint(hint));
}
