//! The commented `cycle.toml` of a new workspace.

use crate::init::options::InitOptions;

/// The schema that the first line of `cycle.toml` names: editors know the keys without a network.
pub(super) const SCHEMA_FILE: &str = ".huanjie/cycle.schema.json";

/// The name of the place: the folder's, where it ends like one, else a placeholder to be replaced.
pub(super) fn place(options: &InitOptions) -> String {
    let (endings, placeholder): (&[&str], _) = if options.level.is_above_towns() {
        (&["县", "区", "市", "旗"], "××县")
    } else {
        (&["镇", "乡", "街道"], "××镇")
    };
    let is_place =
        endings.iter().any(|ending| options.name.strip_suffix(ending).is_some_and(|stem| !stem.is_empty()));
    if is_place { options.name.clone() } else { placeholder.to_owned() }
}

/// The file's text, with the names filled in.
pub(super) fn cycle_toml(options: &InitOptions, place: &str) -> String {
    // A district's units stand in its tables, each with its town.
    let listed = options.units.iter().filter(|_| !options.level.is_above_towns());
    let units: Vec<String> = listed.map(|unit| quoted(unit)).collect();
    let units = match units.len() {
        0..=5 => format!("[{}]", units.join(", ")),
        _ => format!("[\n    {},\n]", units.join(",\n    ")),
    };
    let level = options.level.as_str();
    include_str!("cycle.toml")
        .replace("@SCHEMA@", SCHEMA_FILE)
        .replace("@NAME@", place)
        .replace("@NAME_TEXT@", &quoted(place))
        .replace("@LEVEL@", &quoted(level))
        .replace("@FEDERATION@", &quoted(&format!("{place}妇女联合会")))
        .replace("@SHORT@", &quoted(&format!("{place}妇联")))
        .replace("@PARTY@", &quoted(&format!("中共{place}委员会")))
        .replace("@UNITS@", &units)
}

/// A text as TOML writes it in double quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
