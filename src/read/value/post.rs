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

/// 霞垅村妇联副主席, 主席、执委: the higher post of what the text ends in.
pub(super) fn federation_role(clean: &str) -> Option<Role> {
    let mut roles: Vec<Role> = Vec::new();
    for part in clean.split(['、', ',', '，', '/', '兼']) {
        let role = match part {
            // 原主席、现执委: what she was, or is no more, is no post.
            part if ["名誉", "原", "前", "不再", "转", "曾", "卸任"]
                .iter()
                .any(|word| part.contains(word)) =>
            {
                return None;
            }
            part if part.ends_with("副主席") => Role::ViceChair,
            part if part.ends_with("主席") => Role::Chair,
            part if part.ends_with("常委") || part.ends_with("常务委员") => Role::Standing,
            part if part.ends_with("执委") || part.ends_with("执行委员") => Role::Member,
            _ => return None,
        };
        roles.push(role);
    }
    roles.into_iter().min_by_key(|role| role.rank())
}
