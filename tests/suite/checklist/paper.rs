//! One finished PDF as the checks see it: lines from poppler, text runs and strokes from the drawing operators.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lopdf::content::Content;
use lopdf::{Document, Encoding, Object, ObjectId};

use crate::support::pdf::{self, Font, Page};

/// What kind of paper a document is: which points apply to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// 公文, minutes, scripts: running text of 3号 on the grid.
    Text,
    /// Tables and forms on a page of their own.
    Form,
    /// 信函.
    Letter,
    /// Ballots: no page number.
    Ballot,
    /// A packet of all papers.
    Packet,
}

/// Documents that are not running text, by id.
const FORMS: &[&str] = &[
    "survey",
    "discipline-card",
    "problem-ledger",
    "delegate-meeting",
    "delegate-form",
    "delegate-roster",
    "nomination-forms",
    "nomination-summary",
    "nominee-form",
    "tally-sheet",
    "plenary-tally-sheet",
    "ballot-report",
    "plenary-ballot-report",
    "result-sheet",
    "plenary-result-sheet",
    "sign-in",
    "plenary-sign-in",
    "ballot-custody",
    "plenary-ballot-custody",
    "qualification-review",
    "discussion-record",
    "phone-text",
    "filing-form",
    "officer-roster",
    "duties",
    "handover",
    "statistics",
    "archive-index",
];

pub(super) fn kind_of(id: &str) -> Kind {
    match id {
        "packet" => Kind::Packet,
        "ballots" | "plenary-ballots" => Kind::Ballot,
        "consultation-letter" | "superior-reply" => Kind::Letter,
        id if FORMS.contains(&id) => Kind::Form,
        _ => Kind::Text,
    }
}

/// A stretch of text set in one go. Lengths in points, y from the top.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub(super) x: f64,
    /// Of the baseline.
    pub(super) y: f64,
    pub(super) size: f64,
    /// Family without the letters of the subset: `FandolHei-Regular`.
    pub(super) font: String,
    pub(super) red: bool,
    /// 0: filled. Anything else would be a drawn-on weight.
    pub(super) mode: i64,
    pub(super) text: String,
}

/// A straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    pub(super) x0: f64,
    pub(super) y0: f64,
    pub(super) x1: f64,
    pub(super) y1: f64,
    pub(super) width: f64,
    pub(super) red: bool,
}

impl Stroke {
    pub(super) fn is_level(&self) -> bool {
        (self.y0 - self.y1).abs() < 0.01
    }

    pub(super) fn length(&self) -> f64 {
        (self.x1 - self.x0).hypot(self.y1 - self.y0)
    }
}

/// A finished PDF.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    pub(super) path: PathBuf,
    pub(super) id: String,
    pub(super) kind: Kind,
    pub(super) title: String,
    /// Characters set in another family, as the manifest has them.
    pub(super) fallbacks: Vec<String>,
    pub(super) pages: Vec<Page>,
    pub(super) runs: Vec<Vec<Run>>,
    pub(super) strokes: Vec<Vec<Stroke>>,
    pub(super) fonts: Vec<Font>,
    pub(super) info: BTreeMap<String, String>,
    pub(super) language: String,
    /// How many records of its body a roster has to show.
    pub(super) records: Option<usize>,
    /// Names of a list by strokes, in the order of the text, and whether the text says that it is one.
    pub(super) people: Vec<String>,
    pub(super) note: bool,
}

impl Paper {
    pub(super) fn read(path: &Path, id: &str, fallbacks: Vec<String>) -> Self {
        let document = Document::load(path).unwrap();
        let info = pdf::info(path);
        let pages = pdf::pages(path);
        let (mut runs, mut strokes) = (Vec::new(), Vec::new());
        for ((_, page), shown) in document.get_pages().into_iter().zip(&pages) {
            let drawn = draw(&document, page, shown.height);
            runs.push(drawn.0);
            strokes.push(drawn.1);
        }
        let language = document.catalog().ok().and_then(|catalog| catalog.get(b"Lang").ok());
        let language = language.and_then(|lang| lang.as_str().ok()).unwrap_or_default();
        Self {
            path: path.to_owned(),
            id: id.to_owned(),
            kind: kind_of(id),
            title: info.get("Title").cloned().unwrap_or_default(),
            fallbacks,
            fonts: pdf::fonts(path),
            pages,
            runs,
            strokes,
            info,
            language: String::from_utf8_lossy(language).into_owned(),
            records: None,
            people: Vec::new(),
            note: false,
        }
    }

    /// Whether it is running text.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.kind, Kind::Text | Kind::Letter)
    }

    /// The runs whose baseline is near that of a line.
    pub(super) fn runs_of(&self, page: usize, line: &pdf::Line) -> Vec<&Run> {
        let mut runs: Vec<&Run> =
            self.runs[page].iter().filter(|run| run.y > line.y0 && run.y < line.y1).collect();
        runs.sort_by(|a, b| a.x.total_cmp(&b.x));
        runs
    }
}

/// The state that `q` keeps and `Q` brings back.
#[derive(Clone)]
struct State {
    matrix: [f64; 6],
    fill_red: bool,
    stroke_red: bool,
    width: f64,
    font: Vec<u8>,
    size: f64,
    mode: i64,
}

fn multiply(a: [f64; 6], b: [f64; 6]) -> [f64; 6] {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

fn number(object: &Object) -> f64 {
    object.as_float().map_or(0.0, f64::from)
}

/// Reads the drawing operators of one page. Our papers use few of them.
fn draw(document: &Document, page: ObjectId, height: f64) -> (Vec<Run>, Vec<Stroke>) {
    let fonts = document.get_page_fonts(page).unwrap_or_default();
    let encodings: BTreeMap<Vec<u8>, Encoding<'_>> = fonts
        .iter()
        .filter_map(|(name, font)| Some((name.clone(), font.get_font_encoding(document).ok()?)))
        .collect();
    let names: BTreeMap<Vec<u8>, String> = fonts
        .iter()
        .map(|(name, font)| {
            let base = font.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
            let base = String::from_utf8_lossy(base).into_owned();
            (name.clone(), base.split_once('+').map_or(base.clone(), |(_, family)| family.to_owned()))
        })
        .collect();
    let bytes = document.get_page_content(page);
    let content = Content::decode(&bytes).unwrap();
    let mut state = State {
        matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        fill_red: false,
        stroke_red: false,
        width: 1.0,
        font: Vec::new(),
        size: 0.0,
        mode: 0,
    };
    let (mut stack, mut runs, mut strokes) = (Vec::new(), Vec::new(), Vec::new());
    let (mut path, mut text_matrix): (Vec<(f64, f64)>, [f64; 6]) =
        (Vec::new(), [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    for operation in content.operations {
        let numbers: Vec<f64> = operation.operands.iter().map(number).collect();
        let red =
            |numbers: &[f64]| numbers.len() == 3 && numbers[0] > 0.6 && numbers[1] < 0.3 && numbers[2] < 0.3;
        match (operation.operator.as_str(), numbers.as_slice()) {
            ("q", _) => stack.push(state.clone()),
            ("Q", _) => state = stack.pop().unwrap_or_else(|| state.clone()),
            ("cm", &[a, b, c, d, e, f]) => state.matrix = multiply([a, b, c, d, e, f], state.matrix),
            ("w", &[width]) => state.width = width,
            ("scn" | "sc" | "rg", color) => state.fill_red = red(color),
            ("SCN" | "SC" | "RG", color) => state.stroke_red = red(color),
            ("Tr", &[mode]) => state.mode = mode as i64,
            ("Tf", &[_, size]) => {
                state.font = operation.operands[0].as_name().unwrap_or_default().to_vec();
                state.size = size;
            }
            ("Tm", &[a, b, c, d, e, f]) => text_matrix = [a, b, c, d, e, f],
            ("TJ" | "Tj", _) => {
                let matrix = multiply(text_matrix, state.matrix);
                let text = encodings.get(&state.font).map(|encoding| shown(&operation.operands, encoding));
                runs.push(Run {
                    x: matrix[4],
                    y: height - matrix[5],
                    size: state.size * matrix[3].abs().max(matrix[1].abs()),
                    font: names.get(&state.font).cloned().unwrap_or_default(),
                    red: state.fill_red,
                    mode: state.mode,
                    text: text.unwrap_or_default(),
                });
            }
            ("m", &[x, y]) => path = vec![place(state.matrix, x, y, height)],
            ("l", &[x, y]) => path.push(place(state.matrix, x, y, height)),
            ("S" | "s", _) => {
                for pair in path.windows(2) {
                    let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
                    strokes.push(Stroke {
                        x0: x0.min(x1),
                        y0: y0.min(y1),
                        x1: x0.max(x1),
                        y1: y0.max(y1),
                        width: state.width,
                        red: state.stroke_red,
                    });
                }
                path.clear();
            }
            ("re", &[x, y, width, height_of]) => {
                let corners = [(x, y), (x + width, y), (x + width, y + height_of), (x, y + height_of)];
                path = corners.map(|(x, y)| place(state.matrix, x, y, height)).to_vec();
            }
            // A side of a box is drawn as a thin shape.
            ("f" | "f*", _) => {
                strokes.extend(thin(&path, state.fill_red));
                path.clear();
            }
            ("n" | "B", _) => path.clear(),
            _ => {}
        }
    }
    (runs, strokes)
}

/// A filled shape as the line it looks like.
fn thin(path: &[(f64, f64)], red: bool) -> Option<Stroke> {
    let least = |of: fn(&(f64, f64)) -> f64| path.iter().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&(f64, f64)) -> f64| path.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    let (x0, x1, y0, y1) = (least(|p| p.0), most(|p| p.0), least(|p| p.1), most(|p| p.1));
    let y = f64::midpoint(y0, y1);
    (y1 - y0 < 1.6 && x1 - x0 > 4.0).then_some(Stroke { x0, y0: y, x1, y1: y, width: y1 - y0, red })
}

fn place(matrix: [f64; 6], x: f64, y: f64, height: f64) -> (f64, f64) {
    (
        matrix[0].mul_add(x, matrix[2].mul_add(y, matrix[4])),
        height - matrix[1].mul_add(x, matrix[3].mul_add(y, matrix[5])),
    )
}

fn shown(operands: &[Object], encoding: &Encoding<'_>) -> String {
    let decode = |object: &Object| match object {
        Object::String(bytes, _) => Document::decode_text(encoding, bytes).unwrap_or_default(),
        _ => String::new(),
    };
    operands
        .iter()
        .map(|object| match object {
            Object::Array(items) => items.iter().map(decode).collect(),
            other => decode(other),
        })
        .collect()
}
