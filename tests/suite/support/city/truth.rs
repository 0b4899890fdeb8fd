//! What the figures must be, counted from what was written and not by the program.

use std::collections::BTreeMap;

/// What one town's tables hold.
pub(super) struct Census {
    /// Number and age of the chair of every village.
    pub chairs: Vec<(usize, u32)>,
    /// Rows of the roster of officers.
    pub officer_posts: usize,
}

/// What is in a city.
#[derive(Debug, Clone)]
pub(crate) struct Truth {
    /// The whole city. Whoever chairs villages of two counties is one person here, and one in each of them.
    pub total: Group,
    /// Each county by its name.
    pub counties: BTreeMap<&'static str, Group>,
}

/// What is in a county, or in all of them. People count once, however many posts they hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Group {
    pub towns: usize,
    pub villages: usize,
    /// Posts of a chair.
    pub chair_posts: usize,
    /// Women who hold them.
    pub chairs: usize,
    /// The ages of these women, sorted.
    pub ages: Vec<u32>,
    /// How many are 35 or younger.
    pub to_35: usize,
    /// How many are 36 to 45.
    pub from_36_to_45: usize,
    /// How many are 46 or older.
    pub from_46: usize,
    /// Rows of the rosters of officers, chairs included.
    pub officer_posts: usize,
}

impl Truth {
    /// The truth about towns, each with its county.
    pub(super) fn of(towns: &[(&'static str, Census)]) -> Self {
        let mut counties: BTreeMap<&'static str, Vec<&Census>> = BTreeMap::new();
        for (county, census) in towns {
            counties.entry(county).or_default().push(census);
        }
        Self {
            total: Group::of(&towns.iter().map(|(_, census)| census).collect::<Vec<_>>()),
            counties: counties.into_iter().map(|(county, towns)| (county, Group::of(&towns))).collect(),
        }
    }
}

impl Group {
    fn of(towns: &[&Census]) -> Self {
        let posts: Vec<(usize, u32)> =
            towns.iter().flat_map(|census| census.chairs.iter().copied()).collect();
        let women: BTreeMap<usize, u32> = posts.iter().copied().collect();
        let mut ages: Vec<u32> = women.values().copied().collect();
        ages.sort_unstable();
        let aged = |from, to| ages.iter().filter(|age| (from..=to).contains(*age)).count();
        Self {
            towns: towns.len(),
            // Every village has a chair.
            villages: posts.len(),
            chair_posts: posts.len(),
            chairs: women.len(),
            to_35: aged(0, 35),
            from_36_to_45: aged(36, 45),
            from_46: aged(46, u32::MAX),
            officer_posts: towns.iter().map(|census| census.officer_posts).sum(),
            ages,
        }
    }
}
