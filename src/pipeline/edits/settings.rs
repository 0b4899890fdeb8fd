//! Settings changed in `cycle.toml`.

use std::path::Path;

use crate::cycle::{self, CYCLE_FILE, FieldKind, FormField, SheetRule};
use crate::pipeline::edits::change::{self, Change, NotChanged};
use crate::problem::{Noted, Problem, Stop};
use crate::say;

/// A setting, and what it should say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Its keys from the top.
    pub path: Vec<String>,
    /// What whoever changes it saw there, where that is known: if the file says something else by now, nothing is changed.
    pub seen: Option<String>,
    /// What it should say; nothing takes it away.
    pub value: String,
}

/// All settings of a workspace with what is said of them, or those of one body; and what is wrong there. It need not be possible
/// to open the workspace: here is where it is put right.
///
/// # Errors
/// [`Stop`] when `cycle.toml` cannot be read.
pub fn settings_form(root: &Path, place: Option<&str>) -> Result<Noted<Vec<FormField>>, Stop> {
    let text = text(root)?;
    let value = place.map_or_else(|| cycle::form(&text), |place| cycle::body_form(&text, place));
    let (Ok((_, problems)) | Err(problems)) = cycle::parse(&text);
    Ok(Noted { value, problems })
}

/// The settings of one paper of one body: its number, its date, who signs it.
///
/// # Errors
/// [`Stop`] when `cycle.toml` cannot be read.
pub fn paper_settings(root: &Path, place: &str, id: &str) -> Result<Vec<FormField>, Stop> {
    Ok(cycle::paper_form(&text(root)?, place, id))
}

/// The text of `cycle.toml` by now.
fn text(root: &Path) -> Result<String, Stop> {
    let path = root.join(CYCLE_FILE);
    std::fs::read_to_string(&path).map_err(|cause| {
        let shown = path.display();
        Stop::new(say!("读取 {shown}", "reading {shown}"), cause)
    })
}

/// Changes settings in `cycle.toml`, all or none; remarks in it stay.
///
/// # Errors
/// [`NotChanged`] when there is no such setting, somebody changed it meanwhile, or the file would not be understood any more.
pub fn change_settings(root: &Path, given: &[Given]) -> Result<Change, NotChanged> {
    let _held = change::held(root)?;
    changed(root, given)
}

/// What is said of one sheet by its own name: its kind, its header, its columns.
///
/// # Errors
/// [`Stop`] when `cycle.toml` cannot be read.
pub fn sheet_settings(root: &Path, file: &str, sheet: &str) -> Result<SheetRule, Stop> {
    Ok(cycle::sheet_rule(&text(root)?, file, sheet))
}

/// Says what one sheet is.
///
/// # Errors
/// [`NotChanged`] when `cycle.toml` would not be understood any more, or cannot be read or written.
pub fn say_of_sheet(root: &Path, rule: &SheetRule) -> Result<Change, NotChanged> {
    let _held = change::held(root)?;
    let before = text(root)?;
    let refused = || {
        let said =
            say!("cycle.toml 里有写错的地方，先改好", "something is wrong in cycle.toml: put it right first");
        NotChanged::Refused(said)
    };
    let now = cycle::put_sheet_rule(&before, rule).ok_or_else(refused)?;
    if now == before {
        return Ok(Change::new(say!("没有改动", "nothing changed"), Vec::new()));
    }
    match cycle::parse(&now) {
        Err(problems) if cycle::parse(&before).is_ok() => Err(NotChanged::Unreadable(problems)),
        _ => {
            let said = say!("“{file}”是什么表", "what \"{file}\" is", file = &rule.file);
            Ok(Change::new(said, vec![change::write_text(root, CYCLE_FILE, now)?]))
        }
    }
}

/// The same for whoever holds the lock.
pub(super) fn changed(root: &Path, given: &[Given]) -> Result<Change, NotChanged> {
    let before = text(root)?;
    let mut now = before.clone();
    let mut last = None;
    // From the end, so that an entry that goes leaves those before it where they are.
    for own in given.iter().rev() {
        let known = field(&now, &own.path).ok_or_else(|| unknown(&own.path))?;
        let value = own.value.trim().replace("\r\n", "\n");
        let said = known.value.clone().unwrap_or_default();
        if said == value {
            continue;
        }
        if own.seen.as_ref().is_some_and(|seen| seen.trim().replace("\r\n", "\n") != said) {
            let name = &known.meaning;
            return Err(NotChanged::Refused(say!(
                "“{zh}”刚才在别处改成了“{said}”，没有改",
                "\"{en}\" was changed to \"{said}\" elsewhere; nothing was changed",
                zh = &name.zh,
                en = &name.en
            )));
        }
        now = cycle::put(&now, &own.path, &known.kind, &value).ok_or_else(|| unknown(&own.path))?;
        last = Some(known.meaning);
    }
    let Some(name) = last else {
        return Ok(Change::new(say!("没有改动", "nothing changed"), Vec::new()));
    };
    let understood = cycle::parse(&now);
    if let Err(problems) = understood {
        // What was wrong before is no reason not to put something right.
        let was_wrong = cycle::parse(&before).is_err();
        let is_new = |problem: &Problem| !was_wrong || given.iter().any(|own| names(problem, own));
        let new: Vec<Problem> = problems.into_iter().filter(is_new).collect();
        if !new.is_empty() {
            return Err(NotChanged::Unreadable(new));
        }
    }
    let (zh, en) = (&name.zh, &name.en);
    let said = match given.len() {
        1 => say!("设置：{zh}", "setting: {en}"),
        _ => say!("改了设置", "settings changed"),
    };
    Ok(Change::new(said, vec![change::write_text(root, CYCLE_FILE, now)?]))
}

fn names(problem: &Problem, own: &Given) -> bool {
    own.path.last().is_some_and(|key| problem.message.zh.contains(key.as_str()))
}

fn unknown(path: &[String]) -> NotChanged {
    let shown = path.join(".");
    NotChanged::Refused(say!("没有“{shown}”这个设置", "there is no setting \"{shown}\""))
}

/// The field of a path.
fn field(text: &str, path: &[String]) -> Option<FormField> {
    let fields = match path {
        [body, place, paper, id, _] if body == "body" && paper == "paper" => {
            cycle::paper_form(text, place, id)
        }
        [body, place, ..] if body == "body" => cycle::body_form(text, place),
        _ => cycle::form(text),
    };
    found(fields, path)
}

fn found(fields: Vec<FormField>, path: &[String]) -> Option<FormField> {
    for field in fields {
        if field.path == path {
            let is_plain = !matches!(field.kind, FieldKind::Section(_) | FieldKind::Entries(_));
            return is_plain.then_some(field);
        }
        if path.starts_with(&field.path) {
            return match field.kind {
                FieldKind::Section(inner) => found(inner, path),
                FieldKind::Entries(rows) => rows.into_iter().find_map(|row| found(row, path)),
                _ => None,
            };
        }
    }
    None
}
