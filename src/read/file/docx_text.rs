//! Which text of a document stands on its pages: nothing that was deleted while changes were tracked, no instruction of a
//! field, no prompt of a form that nobody filled in, nothing hidden.

use quick_xml::events::BytesStart;

use crate::read::file::xml::attribute;
use crate::read::limits;

/// Fields inside one another that are followed; Word allows 20.
const FIELDS: usize = 64;

/// Whether what comes next can be seen.
#[derive(Debug, Default)]
pub(super) struct Visible {
    /// For each content control around this place, whether it only shows its prompt.
    prompts: Vec<bool>,
    /// For each field around this place, whether its result has not begun.
    instructions: Vec<bool>,
    /// Hidden by its run.
    hidden: bool,
    /// Struck out by its run.
    pub(super) struck: bool,
}

impl Visible {
    pub(super) fn is_muted(&self) -> bool {
        self.hidden || self.prompts.contains(&true) || self.instructions.contains(&true)
    }

    /// A run begins: none of the marks of the one before.
    pub(super) fn begin_run(&mut self) {
        (self.hidden, self.struck) = (false, false);
    }

    /// A mark of the run.
    pub(super) fn mark(&mut self, element: &str, start: &BytesStart<'_>) {
        match element {
            "vanish" => self.hidden = is_on(start),
            _ => self.struck |= is_on(start),
        }
    }

    /// A content control begins.
    pub(super) fn begin_control(&mut self) {
        self.prompts.push(false);
    }

    /// The control shows its prompt: 单击此处输入文字.
    pub(super) fn is_prompt(&mut self, start: &BytesStart<'_>) {
        if let Some(prompt) = self.prompts.last_mut() {
            *prompt = is_on(start);
        }
    }

    pub(super) fn end_control(&mut self) {
        self.prompts.pop();
    }

    /// A field begins, its result begins, or it ends.
    pub(super) fn field(&mut self, start: &BytesStart<'_>) {
        match attribute(start, "fldCharType").as_deref() {
            Some("begin") if self.instructions.len() < FIELDS => self.instructions.push(true),
            Some("separate") => {
                if let Some(instruction) = self.instructions.last_mut() {
                    *instruction = false;
                }
            }
            Some("end") => {
                self.instructions.pop();
            }
            _ => {}
        }
    }

    /// A field that nobody ended goes no further than its paragraph.
    pub(super) fn end_paragraph(&mut self) {
        self.instructions.clear();
    }
}

/// A mark is on unless it says otherwise.
pub(super) fn is_on(start: &BytesStart<'_>) -> bool {
    !matches!(attribute(start, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// A character of a symbol font: ticks, crosses and boxes as what they show. Of any other the code itself is kept, which
/// is seen later to be no character.
pub(super) fn symbol(start: &BytesStart<'_>) -> Option<char> {
    let code = u32::from_str_radix(&attribute(start, "char")?, 16).ok()?;
    let font = attribute(start, "font").unwrap_or_default();
    Some(match (font.as_str(), code & 0xFF) {
        ("Wingdings", 0xFC) | ("Wingdings 2", 0x50) => '✓',
        ("Wingdings", 0xFB) | ("Wingdings 2", 0x4F | 0x51) => '✗',
        ("Wingdings", 0xFE) | ("Wingdings 2", 0x52) => '☑',
        ("Wingdings", 0xA8 | 0x6F | 0x71) | ("Wingdings 2", 0xA3 | 0x2A) => '□',
        ("Wingdings", 0x6C) => '●',
        _ => char::from_u32(code)?,
    })
}

/// Text as it grows, paragraph after paragraph.
#[derive(Debug, Default)]
pub(super) struct Text {
    text: String,
    /// A paragraph ended: the next text begins on a new line.
    line_due: bool,
    /// Whether something is struck out, and whether something is not.
    struck: bool,
    plain: bool,
}

impl Text {
    pub(super) fn say(&mut self, text: &str, struck: bool) {
        if std::mem::take(&mut self.line_due) && !self.text.is_empty() {
            self.text.push('\n');
        }
        if self.text.len() >= 4 * limits::CELL_CHARS.size() {
            return;
        }
        let blank = text.trim().is_empty();
        self.struck |= struck && !blank;
        self.plain |= !struck && !blank;
        self.text.push_str(text);
    }

    pub(super) fn end_line(&mut self) {
        self.line_due = true;
    }

    /// What was said.
    pub(super) fn shown(&self) -> &str {
        self.text.trim()
    }

    /// Whether all of it is struck out.
    pub(super) fn is_struck(&self) -> bool {
        self.struck && !self.plain
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        (self.line_due, self.struck, self.plain) = (false, false, false);
    }
}
