//! Posts by what their names end in, where no list has the whole name.

use crate::model::Role;

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
