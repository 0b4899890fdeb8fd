//! A summary that somebody counted by hand: do its shares fit its counts?

use std::collections::BTreeMap;

use crate::check::case::Whole;
use crate::check::findings::Findings;
use crate::model::{Field, Row, Statement};
use crate::problem::{Code, Problem, Severity};
use crate::say;

/// A share above 100%, or one that is not that of its count. Source: DOMAIN 4.6 (11).
pub(super) static SHARE_DIFFERS: Code =
    Code { id: "share-differs", severity: Severity::Warning, source: "DOMAIN 4.6 (11)" };

/// Most lines that are asked for the denominator; a summary has some dozens.
const LINES: usize = 300;

/// A count and the share that is written beside it, in units of its last decimal.
#[derive(Clone, Copy)]
struct Told<'a> {
    row: &'a Row<Statement>,
    count: u64,
    units: u64,
    decimals: u32,
}

/// [`SHARE_DIFFERS`]: sheet by sheet, against the denominator that fits the most lines.
pub(super) fn share_differs(whole: &Whole<'_>, problems: &mut Findings) {
    let mut sheets: BTreeMap<(&str, &str), Vec<Told<'_>>> = BTreeMap::new();
    for row in whole.resolved.statements {
        if let Some(told) = told(row) {
            sheets.entry((&row.source.file, &row.source.sheet)).or_default().push(told);
        }
    }
    for lines in sheets.values() {
        let base = base(lines);
        for line in lines {
            tell(line, base, problems);
        }
    }
}

fn tell(line: &Told<'_>, base: Option<u64>, problems: &mut Findings) {
    let statement = &line.row.value;
    let (item, written) = (statement.item.text().unwrap_or("？"), statement.share.text().unwrap_or_default());
    let count = line.count;
    let above = line.units > 100 * 10_u64.pow(line.decimals);
    let message = match base {
        Some(base) if share(count, base, line.decimals) != line.units => {
            let right = text(share(count, base, line.decimals), line.decimals);
            say!(
                "“{item}”{count} 人，以 {base} 人为基数应占 {right}%，写的是“{written}”",
                "\"{item}\": {count} of {base} is {right}%, but \"{written}\" is written"
            )
        }
        _ if above => {
            say!("“{item}”的占比“{written}”大于 100%", "\"{item}\": the share \"{written}\" is above 100%")
        }
        _ => return,
    };
    let hint = say!(
        "核对人数和占比；占比四舍五入，写明基数，复制的文字看看数字有没有变",
        "check count and share: rounded half up, over a named base, and whether copying changed a digit"
    );
    problems.push(Problem::new(&SHARE_DIFFERS, line.row.at(Field::Share), message).hint(hint));
}

/// A line with a count and a number before %.
fn told(row: &Row<Statement>) -> Option<Told<'_>> {
    let count = u64::from(row.value.count.get()?);
    let text = row.value.share.text()?;
    let number: String = text.trim_start().chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let (whole, part) = number.split_once('.').unwrap_or((&number, ""));
    let is_percent = text.trim_start().strip_prefix(number.as_str())?.trim_start().starts_with(['%', '％']);
    let decimals = u32::try_from(part.len()).ok().filter(|decimals| *decimals <= 3 && is_percent)?;
    let units = format!("{whole}{part}").parse().ok().filter(|units: &u64| *units < 1_000_000_000)?;
    Some(Told { row, count, units, decimals })
}

/// The denominator that the most lines fit, where that is more than half of them and two at least.
///
/// Every line's own candidates are tried against all lines: of a long sheet the first ones must do.
fn base(lines: &[Told<'_>]) -> Option<u64> {
    let lines = lines.get(..LINES).unwrap_or(lines);
    // A count of n at s percent has a denominator between n/(s + 1/2) and n/(s - 1/2) of the last decimal.
    let range = |line: &Told<'_>| {
        let whole = 200 * line.count * 10_u64.pow(line.decimals);
        let (least, most) = (2 * line.units + 1, (2 * line.units).checked_sub(1)?);
        (line.count > 0 && most > 0).then(|| (whole / least, whole / most + 1))
    };
    let candidates = lines
        .iter()
        .filter_map(range)
        .flat_map(|(least, most)| [least, least + 1, most.saturating_sub(1), most]);
    let fits =
        |base: u64| lines.iter().filter(|line| share(line.count, base, line.decimals) == line.units).count();
    let best =
        candidates.filter(|base| *base > 0).max_by_key(|base| (fits(*base), std::cmp::Reverse(*base)))?;
    let count = fits(best);
    (count >= 2 && count * 2 > lines.len()).then_some(best)
}

/// The share in units of the last decimal, half up.
fn share(count: u64, base: u64, decimals: u32) -> u64 {
    (200 * count * 10_u64.pow(decimals) + base) / (2 * base)
}

fn text(units: u64, decimals: u32) -> String {
    let scale = 10_u64.pow(decimals);
    match decimals {
        0 => units.to_string(),
        _ => format!("{}.{:0width$}", units / scale, units % scale, width = decimals as usize),
    }
}
