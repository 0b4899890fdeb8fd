//! Whether pictures lie on the sheets of an xlsx: a photograph of a table is a table that nobody reads.

use crate::read::file::part::Part;
use crate::read::file::xml::{attribute, each_element};

/// Whether a picture lies on the sheet that is this part.
pub(super) fn lie_on(sheet: &str, parts: &[Part]) -> bool {
    let drawings = linked(sheet, "/drawing", parts);
    drawings.iter().any(|drawing| !linked(drawing, "/image", parts).is_empty())
}

/// The names of what a part is linked to by links of a type.
fn linked(name: &str, of_type: &str, parts: &[Part]) -> Vec<String> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let links = format!("{folder}/_rels/{file}.rels");
    let mut found = Vec::new();
    let part = parts.iter().find(|part| part.name.eq_ignore_ascii_case(links.trim_start_matches('/')));
    let Some(part) = part else { return found };
    each_element(&part.data, |element, start| {
        if element == "Relationship"
            && attribute(start, "Type").is_some_and(|own| own.ends_with(of_type))
            && let Some(target) = attribute(start, "Target")
        {
            found.push(from(folder, &target.replace('\\', "/")));
        }
    });
    found
}

/// `../drawings/drawing1.xml`, seen from `xl/worksheets`, is `xl/drawings/drawing1.xml`.
fn from(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => {
                path.pop();
            }
            "." | "" => {}
            part => path.push(part),
        }
    }
    path.join("/")
}
