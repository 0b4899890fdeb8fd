//! Posts by what their names end in, where no list has the whole name.

use std::borrow::Cow;

use crate::model::Role;
use crate::read::normalise::fold;

/// 妇代会主任, 副主任, 委员 of the body before the federation.
pub(super) fn conference_role(clean: &str) -> Option<Role> {
    let bare = clean.rsplit("妇代会").next().unwrap_or(clean);
    match bare {
        "主任" | "妇女主任" => Some(Role::Director),
        "副主任" | "妇女副主任" => Some(Role::DeputyDirector),
        "委员" | "成员" => Some(Role::Committee),
        _ => None,
    }
}

/// 霞垅村妇联副主席, 主席、执委, 村委会副主任、妇联主席（兼）: the highest post in the federation that a text names; other bodies have
/// chairs as well, 工会主席.
pub(super) fn federation_role(clean: &str) -> Option<Role> {
    let parts = clean.split(['、', ',', '，', '/', '兼', ';', '；']);
    parts.filter_map(post).min_by_key(|role| role.rank())
}

/// What stands in brackets behind a post: 已退出 of 执委（已退出）.
pub(in crate::read) fn remark_behind(text: &str) -> Option<String> {
    let clean = fold(text);
    let (_, remark) = clean.trim().strip_suffix(')')?.rsplit_once('(')?;
    Some(remark.to_owned())
}

/// How she holds her post, where the post says it: 兼职副主席, 主席（挂职）.
pub(in crate::read) fn duty_in_post(text: &str) -> Option<&'static str> {
    let clean = fold(text);
    let says = |word: &&str| {
        clean.trim().starts_with(*word) || remark_behind(text).is_some_and(|remark| remark == **word)
    };
    let mut said = ["专职", "挂职", "兼职"].into_iter().filter(says);
    said.next().filter(|_| said.next().is_none())
}

/// What a text of posts says of the village's own federation: 村妇联主席 of 镇妇联执委、村妇联主席.
pub(in crate::read) fn posts_of_village(text: &str) -> Cow<'_, str> {
    const ABOVE: [char; 3] = ['镇', '乡', '道'];
    const FEDERATION: [&str; 5] = ["妇联", "妇女联合会", "执委", "主席", "副主席"];
    if !text.contains(ABOVE) {
        return text.into();
    }
    let is_above = |part: &&str| {
        ABOVE.into_iter().any(|place| {
            part.split_once(place)
                .is_some_and(|(_, rest)| FEDERATION.iter().any(|word| rest.starts_with(word)))
        })
    };
    let parts = || text.split(['、', ',', '，', '/', ';', '；']);
    if parts().any(|part| is_above(&part)) {
        parts().filter(|part| !is_above(part)).collect::<Vec<_>>().join("、").into()
    } else {
        text.into()
    }
}

/// The post that one part names, in front of it nothing or the federation: 妇联副主席（村支委）, 执委候选人. 原主席 is what she was.
fn post(part: &str) -> Option<Role> {
    const POSTS: [(&str, Role); 6] = [
        ("副主席", Role::ViceChair),
        ("主席", Role::Chair),
        ("常委", Role::Standing),
        ("常务委员", Role::Standing),
        ("执委", Role::Member),
        ("执行委员", Role::Member),
    ];
    let part = part.split('(').next().unwrap_or_default();
    let part = part.strip_suffix("候选人").or_else(|| part.strip_suffix("人选")).unwrap_or(part);
    let (before, role) = POSTS.into_iter().find_map(|(word, role)| Some((part.strip_suffix(word)?, role)))?;
    let of_federation = ["妇联", "妇女联合会", "村", "社区", "镇", "乡", "街道", "拟任"];
    (before.is_empty() || of_federation.iter().any(|body| before.ends_with(body))).then_some(role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_of_the_town_are_not_the_villages() {
        assert_eq!(posts_of_village("镇妇联执委"), "");
        assert_eq!(posts_of_village("村妇联主席、镇妇联执委"), "村妇联主席");
        assert_eq!(posts_of_village("青坑镇霞垅村妇联副主席"), "青坑镇霞垅村妇联副主席");
        assert_eq!(posts_of_village("古镇村妇联主席"), "古镇村妇联主席");
    }
}
