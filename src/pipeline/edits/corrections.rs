//! Cells put right in `corrections.csv`; the clerk's own file stays as it is.

use std::path::Path;

use crate::cycle::{CORRECTIONS_FILE, Corrections};
use crate::pipeline::edits::change::{self, Change, NotChanged, Step};
use crate::pipeline::edits::fix::Fix;
use crate::pipeline::edits::typed;
use crate::read;
use crate::say;

/// Corrects cells, all or none. A cell that is to say what its file says is not corrected any more.
pub(in crate::pipeline) fn put_right(root: &Path, fixes: &[Fix]) -> Result<Change, NotChanged> {
    let _held = change::held(root)?;
    // A table of our own has no original that must stay as it is.
    if let Some(first) = fixes
        .first()
        .filter(|first| fixes.iter().all(|fix| typed::is_typed(&fix.file) && fix.file == first.file))
    {
        return typed::put(root, &first.file, fixes);
    }
    let mut corrections = sound(root)?;
    let mut last = None;
    for fix in fixes {
        let mut own = fix.correction(String::new());
        let shown = fix.shown();
        let Some(was) = read::cell_says(root, &own)? else {
            return Err(NotChanged::Refused(say!(
                "没有“{shown}”这个文件或工作表；照 huanjie check 显示的写",
                "there is no file or sheet \"{shown}\"; write it as huanjie check shows it"
            )));
        };
        if let Some(seen) = fix.seen.as_ref().filter(|seen| seen.trim() != was) {
            return Err(NotChanged::Refused(say!(
                "{shown} 现在是“{was}”，不是刚才看到的“{seen}”，没有改",
                "{shown} says \"{was}\" by now and not \"{seen}\"; nothing was changed"
            )));
        }
        let now = own.now.clone();
        last = Some(say!("{shown}：“{was}”读作“{now}”", "{shown}: \"{was}\" is read as \"{now}\""));
        if was == own.now {
            last = Some(say!("{shown} 改回“{was}”", "{shown} says \"{was}\" again"));
            corrections.take_back(&own);
        } else {
            own.was = was;
            corrections.put(own);
        }
    }
    let count = fixes.len();
    let many = || say!("更正了 {count} 格", "{count} cells corrected");
    let said = last.filter(|_| count == 1).unwrap_or_else(many);
    Ok(Change::new(said, vec![change::write_text(root, CORRECTIONS_FILE, corrections.text())?]))
}

/// Takes back the correction of a cell.
pub(in crate::pipeline) fn take_back(root: &Path, fix: &Fix) -> Result<Change, NotChanged> {
    let _held = change::held(root)?;
    let mut corrections = sound(root)?;
    let shown = fix.shown();
    if !corrections.take_back(&fix.correction(String::new())) {
        return Err(NotChanged::Refused(say!("“{shown}”没有更正过", "\"{shown}\" was not corrected")));
    }
    let said = say!("收回对 {shown} 的更正", "correction of {shown} taken back");
    Ok(Change::new(said, vec![change::write_text(root, CORRECTIONS_FILE, corrections.text())?]))
}

/// The corrections without those of a file that goes; none where it has none, or where the file of corrections is not sound.
pub(super) fn without(root: &Path, file: &str) -> Result<Option<Step>, NotChanged> {
    let Ok(mut corrections) = sound(root) else { return Ok(None) };
    if !corrections.forget(file) {
        return Ok(None);
    }
    Ok(Some(change::write_text(root, CORRECTIONS_FILE, corrections.text())?))
}

/// The corrections as they are by now. A line that cannot be understood would be lost if the file were written anew.
fn sound(root: &Path) -> Result<Corrections, NotChanged> {
    let (corrections, problems) = Corrections::read(root)?;
    if problems.is_empty() { Ok(corrections) } else { Err(NotChanged::Unreadable(problems)) }
}
