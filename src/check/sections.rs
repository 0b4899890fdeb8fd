//! Sections of `cycle.toml` about single bodies: is there such a body, and only one?

use crate::check::case::{Whole, near};
use crate::check::findings::Findings;
use crate::cycle::CYCLE_FILE;
use crate::model::BodyId;
use crate::problem::{Code, Place, Problem, Severity};
use crate::say;

/// `[body."…"]` of cycle.toml names nobody, or more than one. Source: DESIGN 2.
pub(super) static UNKNOWN_BODY: Code =
    Code { id: "unknown-body", severity: Severity::Warning, source: "DESIGN 2" };

/// [`UNKNOWN_BODY`]: a full name, 青坑镇霞垅村, tells villages of one name apart.
pub(super) fn unknown_body(whole: &Whole<'_>, problems: &mut Findings) {
    let full = |body: &BodyId| format!("{}{}", body.town_name(), body.place());
    for key in whole.cycle.bodies.keys() {
        let of_key = whole.bodies.iter().filter(|body| body.id.place() == key);
        let count = of_key.count();
        let at = Place::File(CYCLE_FILE.to_owned());
        if count == 1 || whole.bodies.iter().any(|body| full(&body.id) == *key) {
            continue;
        }
        let (message, hint) = if count == 0 {
            let places = whole.bodies.iter().map(|body| body.id.place());
            let hint = match near(key, places) {
                Some(near) => say!("是不是“{near}”？", "did you mean \"{near}\"?"),
                None => say!("名称要和表格里的一致", "write the name as the tables do"),
            };
            (
                say!(
                    "[body.\"{key}\"] 不是哪个村（社区）或乡镇的名称，没有用上",
                    "[body.\"{key}\"] names no unit and no town; it was not used"
                ),
                hint,
            )
        } else {
            (
                say!(
                    "有 {count} 个村（社区）叫“{key}”，[body.\"{key}\"] 用在了每一个上",
                    "{count} units are called \"{key}\", and [body.\"{key}\"] was used for each"
                ),
                say!(
                    "名称前写上乡镇，例如 [body.\"青坑镇{key}\"]",
                    "write the town in front, for example [body.\"青坑镇{key}\"]"
                ),
            )
        };
        problems.push(Problem::new(&UNKNOWN_BODY, at, message).hint(hint));
    }
}
