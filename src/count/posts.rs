//! Posts in the village's two committees, read out of the words of 村“两委”职务.

use crate::count::definition::PostWords;
use crate::model::Officer;

/// What posts an officer holds besides the federation's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Posts {
    pub(super) secretary: bool,
    pub(super) deputy_secretary: bool,
    pub(super) director: bool,
    pub(super) deputy_director: bool,
    pub(super) in_two_committees: bool,
}

impl Posts {
    pub(super) fn of(officer: &Officer, words: &PostWords) -> Self {
        let mut found = Self::default();
        for post in &officer.posts {
            let says = |list: &[String]| list.iter().any(|word| post.contains(word.as_str()));
            let (party, village) = (says(&words.party), says(&words.village));
            let secretary = post.contains("书记") && !post.contains('团');
            let deputy = post.contains("副书记");
            found.secretary |= secretary
                && !deputy
                && (party || post.starts_with("村") || post.starts_with("社区") || post == "书记");
            found.deputy_secretary |= secretary && deputy;
            let director = post.contains("主任") && village;
            found.director |= director && !post.contains("副主任");
            found.deputy_director |= director && post.contains("副主任");
            let seat = ["书记", "主任", "委员"].iter().any(|word| post.contains(word));
            found.in_two_committees |= seat && (party || village) && !post.contains('团');
        }
        found.in_two_committees = officer.in_committee.get().unwrap_or(found.in_two_committees);
        found
    }
}

/// The posts as `indicators.toml` calls them.
pub(super) fn words(posts: Posts) -> impl Iterator<Item = &'static str> {
    let named = [
        ("secretary", posts.secretary),
        ("deputy-secretary", posts.deputy_secretary),
        ("director", posts.director),
        ("deputy-director", posts.deputy_director),
        ("in-two-committees", posts.in_two_committees),
    ];
    named.into_iter().filter(|(_, held)| *held).map(|(word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_post_tell_the_committee() {
        let words = PostWords {
            party: ["支部", "总支", "党委", "支委"].map(str::to_owned).to_vec(),
            village: ["村委", "居委"].map(str::to_owned).to_vec(),
        };
        let posts = |list: &[&str]| {
            let officer =
                Officer { posts: list.iter().map(ToString::to_string).collect(), ..Officer::default() };
            Posts::of(&officer, &words)
        };
        let both = posts(&["村党支部书记", "村委会主任"]);
        assert!(both.secretary && both.director && both.in_two_committees);
        let deputy = posts(&["社区党总支副书记", "居委会副主任"]);
        assert!(deputy.deputy_secretary && deputy.deputy_director && !deputy.secretary && !deputy.director);
        assert_eq!(super::words(posts(&["村党支部委员"])).collect::<Vec<_>>(), ["in-two-committees"]);
        assert_eq!(super::words(posts(&["妇代会主任", "村会计", "团支部书记"])).count(), 0);
    }
}
