//! Where the papers of each body go: one path for one paper, the same in every run (DESIGN 6).

use std::collections::BTreeMap;

use crate::bind::name::{distinct, file_name};
use crate::model::{BodyId, Level};

/// The folders of all bodies of a workspace, no two the same.
#[derive(Debug, Clone)]
pub struct Paths {
    /// Of each body: its town's folder and its own.
    folders: Vec<(String, String)>,
}

impl Paths {
    /// The folders of these bodies. Towns, and bodies of a town, whose names make one folder are told apart by a number.
    #[must_use]
    pub fn of<'b>(bodies: impl IntoIterator<Item = &'b BodyId>) -> Self {
        let bodies: Vec<&BodyId> = bodies.into_iter().collect();
        let mut order = Vec::new();
        let mut members: BTreeMap<(&str, String), Vec<usize>> = BTreeMap::new();
        for (at, body) in bodies.iter().enumerate() {
            let town = (body.county.as_str(), body.town_name());
            let own = members.entry(town.clone()).or_default();
            if own.is_empty() {
                order.push(town);
            }
            own.push(at);
        }
        let mut folders = vec![(String::new(), String::new()); bodies.len()];
        let towns = distinct(order.iter().map(|(_, name)| file_name(name)));
        for (town, own) in towns.iter().zip(order.iter().filter_map(|town| members.get(town))) {
            let of = own.iter().filter_map(|at| bodies.get(*at)).map(|body| body_folder(body));
            for (at, folder) in own.iter().zip(distinct(of)) {
                if let Some(both) = folders.get_mut(*at) {
                    *both = (town.clone(), folder);
                }
            }
        }
        Self { folders }
    }

    /// `青坑镇/03 霞垅村/F4 霞垅村妇联选举结果备案表.pdf` of the body at this place, with `/`. `name` comes from [`file_name`],
    /// and from [`distinct`] over all papers of the body.
    #[must_use]
    pub fn paper(&self, body: usize, name: &str) -> String {
        let (town, own) = self.folder(body);
        format!("{town}/{own}/{name}.pdf")
    }

    /// `青坑镇/packets/03 霞垅村 备案材料.pdf` of the body at this place, with `/`.
    #[must_use]
    pub fn packet(&self, body: usize) -> String {
        let (town, own) = self.folder(body);
        format!("{town}/packets/{}.pdf", file_name(&format!("{own} 备案材料")))
    }

    fn folder(&self, body: usize) -> (&str, &str) {
        self.folders.get(body).map_or(("_", "_"), |(town, own)| (town, own))
    }
}

/// `03 霞垅村`, or `00 镇级` for the town itself (街道 and 乡 by their own word).
fn body_folder(body: &BodyId) -> String {
    let number = body.number;
    match (body.level(), body.town.chars().last()) {
        (Level::City | Level::County, _) => "00 汇总".to_owned(),
        (Level::Unit, _) => file_name(&format!("{number:02} {}", body.place())),
        (Level::Town, Some('乡')) => "00 乡级".to_owned(),
        (Level::Town, Some('道')) => "00 街道级".to_owned(),
        (Level::Town, _) => "00 镇级".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_whose_names_make_one_folder_have_two() {
        let bodies = [
            BodyId::of_town("B镇"),
            BodyId::of_unit("B镇", "甲/村"),
            BodyId::of_unit("B镇", "甲／村"),
            BodyId::of_town("B镇."),
            BodyId::of_unit("b镇", "甲村"),
        ];
        let paths = Paths::of(&bodies);
        let all: Vec<String> = (0..bodies.len()).map(|at| paths.paper(at, "F4 表")).collect();
        assert_eq!(
            all,
            [
                "B镇/00 镇级/F4 表.pdf",
                "B镇/00 甲／村/F4 表.pdf",
                "B镇/00 甲／村（2）/F4 表.pdf",
                "B镇（2）/00 镇级/F4 表.pdf",
                "b镇（3）/00 甲村/F4 表.pdf",
            ]
        );
        assert_eq!(paths.packet(2), "B镇/packets/00 甲／村（2） 备案材料.pdf");
    }
}
