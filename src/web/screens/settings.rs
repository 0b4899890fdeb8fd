//! 设置: forms by topic, with the plain meaning, the default, and where the rule comes from; a card for each body.

use serde_json::{Value as Json, json};

use crate::cycle::{CYCLE_FILE, FieldKind, FormField};
use crate::model::Level;
use crate::pipeline::{Given, NotChanged, change_settings, settings_form};
use crate::problem::{Lang, Noted, Problem, Say};
use crate::say;
use crate::web::asked::{Answered, Asked};
use crate::web::failed::Failed;
use crate::web::reply::{Reply, encoded};
use crate::web::screens::{problems, whose};

/// Topics, and the sections of `cycle.toml` that they show, in the order in which a clerk needs them.
const TOPICS: &[(&str, &str, &str)] = &[
    ("cycle", "本届", "The term"),
    ("town", "乡镇和落款", "The town and how it signs"),
    ("stage", "三个阶段", "The three stages"),
    ("rules", "选举规则", "Rules of the election"),
    ("congress", "大会名称", "How congresses are called"),
    ("leading_group", "领导小组", "The leading group"),
    ("basis", "依据的文件", "Documents it rests on"),
    ("ballot", "选票", "Ballots"),
    ("packet", "备案材料", "The packet"),
    ("units", "村（社区）名单", "Villages and communities"),
    ("extra_columns", "自己加的列", "Columns of your own"),
    ("table", "表认错了", "Tables taken for something else"),
];

/// A topic, or the card of a body.
pub(in crate::web) fn page(asked: &Asked) -> Answered {
    shown(asked, Vec::new())
}

/// The form; with what is wrong about the values that came with it, these values still in their fields.
fn shown(asked: &Asked, refused: Vec<Problem>) -> Answered {
    let root = &asked.town()?.root;
    if !root.join(CYCLE_FILE).is_file() {
        let said = say!(
            "这个文件夹还没有设置，在第一页新建",
            "this folder has no settings: make it new on the first page"
        );
        return Err(Failed::Refused(said));
    }
    let (body, asked_topic) = (asked.word("body"), asked.word("topic"));
    let Noted { value: all, problems } = settings_form(root, Some(body).filter(|body| !body.is_empty()))?;
    let topic = TOPICS.iter().find(|(key, ..)| *key == asked_topic).or(TOPICS.first());
    let (key, name) = match topic {
        Some((key, zh, en)) => (*key, Say { zh: (*zh).to_owned(), en: (*en).to_owned() }),
        None => return Err(Failed::NotFound),
    };
    let shown: Vec<FormField> = if body.is_empty() {
        let own = all.into_iter().find(|field| field.path.first().is_some_and(|first| first == key));
        match own {
            Some(FormField { kind: FieldKind::Section(inner), .. }) => inner,
            other => other.into_iter().collect(),
        }
    } else {
        all
    };
    let fields: Vec<Json> = shown.iter().flat_map(|field| flat(asked, field, "")).collect();
    let topics: Vec<Json> = TOPICS
        .iter()
        .map(|(own, zh, en)| json!({ "href": asked.at(&format!("settings?topic={own}")), "name": if asked.lang() == Lang::Zh { zh } else { en }, "here": body.is_empty() && *own == key }))
        .collect();
    let problems: Vec<Json> =
        refused.iter().chain(&problems).map(|problem| problems::one(asked, problem)).collect();
    let back = if body.is_empty() {
        format!("settings?topic={key}")
    } else {
        format!("settings?body={}", encoded(body))
    };
    let view = json!({ "posted": !asked.word("back").is_empty(), "topic": key, "topics": topics, "bodies": bodies(asked, body), "fields": fields, "body": body, "problems": problems,
        "find": asked.word("find"), "any_found": shown.iter().any(|field| has_found(asked, field)),
        "name": if body.is_empty() { asked.text(&name) } else { body.to_owned() }, "back": asked.at(&back) });
    Ok(Reply::Page("settings.html", view))
}

/// The bodies, each with a card; none while the settings cannot be understood.
fn bodies(asked: &Asked, here: &str) -> Vec<Json> {
    let Ok(opened) = asked.opened() else { return Vec::new() };
    let card = |place: &str| {
        let href = asked.at(&format!("settings?body={}", encoded(place)));
        json!({ "name": place, "href": href, "here": place == here })
    };
    opened.with_dependent(|_, found| {
        (0..found.survey.resolved.bodies.len()).map(|at| card(&whose::card(found, at))).collect()
    })
}

/// A field that stands by itself on another screen.
pub(super) fn field(asked: &Asked, field: &FormField) -> Json {
    let mut view = one(asked, field);
    view["shared"] = json!(false);
    view
}

/// A field; of a section its plain fields, and behind them each section inside it.
fn flat(asked: &Asked, field: &FormField, before: &str) -> Vec<Json> {
    let FieldKind::Section(inner) = &field.kind else {
        let mut view = one(asked, field);
        if !before.is_empty() {
            view["meaning"] = Json::from(format!("{before} › {}", asked.text(&field.meaning)));
        }
        return vec![view];
    };
    let name = asked.text(&field.meaning);
    let name = if before.is_empty() { name.to_owned() } else { format!("{before} › {name}") };
    let is_group = |own: &&FormField| matches!(own.kind, FieldKind::Section(_) | FieldKind::Entries(_));
    let (groups, plain): (Vec<&FormField>, Vec<&FormField>) = inner.iter().partition(is_group);
    let mut views = Vec::new();
    if !plain.is_empty() {
        let fields: Vec<Json> = plain.into_iter().map(|own| one(asked, own)).collect();
        views.push(json!({ "name": pointer(&field.path), "meaning": name, "kind": { "is": "section", "fields": fields } }));
    }
    views.extend(groups.into_iter().flat_map(|own| flat(asked, own, &name)));
    views
}

/// What holds where nothing is said, in words.
fn default(asked: &Asked, field: &FormField) -> Option<String> {
    let value = field.default.as_deref()?;
    let (yes, no) = (say!("是", "yes"), say!("否", "no"));
    Some(match (&field.kind, value) {
        (FieldKind::YesNo, "true") => asked.text(&yes).to_owned(),
        (FieldKind::YesNo, _) => asked.text(&no).to_owned(),
        (FieldKind::Choice(words), _) => {
            let word = words.iter().find(|(word, _)| word == value);
            word.map_or_else(|| value.to_owned(), |(_, said)| asked.text(said))
        }
        _ => value.to_owned(),
    })
}

/// A field, and those inside it.
fn one(asked: &Asked, field: &FormField) -> Json {
    let kind = match &field.kind {
        FieldKind::Text => json!({ "is": "text" }),
        FieldKind::Number => json!({ "is": "number" }),
        FieldKind::YesNo => json!({ "is": "yes-no" }),
        FieldKind::Lines => json!({ "is": "lines" }),
        FieldKind::Choice(words) => {
            let words: Vec<Json> =
                words.iter().map(|(word, said)| json!({ "word": word, "said": asked.text(said) })).collect();
            json!({ "is": "choice", "words": words })
        }
        FieldKind::Section(inner) => {
            json!({ "is": "section", "fields": inner.iter().map(|own| one(asked, own)).collect::<Vec<_>>() })
        }
        FieldKind::Entries(rows) => {
            let rows: Vec<Vec<Json>> =
                rows.iter().map(|row| row.iter().map(|own| one(asked, own)).collect()).collect();
            json!({ "is": "entries", "rows": rows })
        }
    };
    json!({
        "name": pointer(&field.path), "meaning": asked.text(&field.meaning), "kind": kind, "default": default(asked, field),
        "shared": can_be_shared(asked, field), "value": typed(asked, field), "seen": field.value, "source": field.source.as_deref().map(rule), "required": field.is_required, "found": is_found(asked, field),
    })
}

/// Whether a field of a village's card may be said of all villages at once. A row of a list is one village's own.
fn can_be_shared(asked: &Asked, field: &FormField) -> bool {
    let is_row = field.path.iter().any(|key| key.parse::<usize>().is_ok());
    !is_row
        && field.path.first().is_some_and(|first| first == "body")
        && is_village(asked, asked.word("body"))
}

fn is_village(asked: &Asked, place: &str) -> bool {
    let villages = villages(asked);
    villages.len() > 1 && villages.iter().any(|own| own == place)
}

/// The villages by the names of their cards; none where they are of many towns.
fn villages(asked: &Asked) -> Vec<String> {
    let Ok(opened) = asked.opened() else { return Vec::new() };
    opened.with_dependent(|project, found| {
        let own = found.survey.resolved.bodies.iter().filter(|body| body.id.unit.is_some());
        match project.cycle().level {
            Level::Town => own.map(|body| body.id.place().to_owned()).collect(),
            _ => Vec::new(),
        }
    })
}

/// Whether it, or one inside it, is.
fn has_found(asked: &Asked, field: &FormField) -> bool {
    match &field.kind {
        FieldKind::Section(inner) => inner.iter().any(|own| has_found(asked, own)),
        FieldKind::Entries(rows) => rows.iter().flatten().any(|own| has_found(asked, own)),
        _ => is_found(asked, field),
    }
}

/// What stands in the field: what was typed there and not taken, else what the file says.
fn typed(asked: &Asked, field: &FormField) -> Option<String> {
    let name = pointer(&field.path);
    let given = asked.words.iter().find(|(own, _)| *own == name).map(|(_, value)| value.clone());
    given.or_else(|| field.value.clone())
}

/// Whether it is the field that a blank of a paper leads to: the blank is called as the field is explained.
fn is_found(asked: &Asked, field: &FormField) -> bool {
    let (find, meaning) = (asked.word("find"), field.meaning.zh.as_str());
    let name = meaning.split(['；', '，', '：', '（']).next().unwrap_or_default();
    let is_name = name.chars().count() > 1 && find.contains(name.trim_start_matches("大会"));
    !find.is_empty() && (meaning.contains(find) || is_name)
}

/// A path as one word of a form, as a JSON pointer writes it.
fn pointer(path: &[String]) -> String {
    path.iter().map(|key| format!("/{}", key.replace('~', "~0").replace('/', "~1"))).collect()
}

fn path(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(|key| key.replace("~1", "/").replace("~0", "~")).collect()
}

/// Changes what a form says otherwise than it was shown.
pub(in crate::web) fn set(asked: &Asked) -> Answered {
    let town = asked.town()?;
    let seen = |name: &str| {
        asked
            .words
            .iter()
            .find(|(own, _)| own.strip_prefix("seen") == Some(name))
            .map(|(_, value)| value.clone())
    };
    let mut given: Vec<Given> = asked
        .words
        .iter()
        .filter(|(name, _)| name.starts_with('/'))
        .filter(|(name, value)| {
            seen(name)
                .is_none_or(|seen| seen.trim().replace("\r\n", "\n") != value.trim().replace("\r\n", "\n"))
        })
        .map(|(name, value)| Given { path: path(name), seen: seen(name), value: value.clone() })
        .collect();
    given.extend(for_all(asked));
    if given.is_empty() {
        return asked.done(say!("没有改动", "nothing changed"), "settings");
    }
    match change_settings(&town.root, &given) {
        Ok(change) => asked.saved(town.changed(change), "settings"),
        // Whoever typed a page full does not type it again for one field.
        Err(NotChanged::Refused(said)) => {
            asked.session.say(said, true);
            shown(asked, Vec::new())
        }
        Err(NotChanged::Unreadable(problems)) => shown(asked, problems),
        Err(NotChanged::Stop(stop)) => Err(stop.into()),
    }
}

/// What is said of all villages: the fields of a card that are ticked so.
fn for_all(asked: &Asked) -> Vec<Given> {
    let ticked = asked.words.iter().filter_map(|(name, _)| name.strip_prefix("same"));
    let ticked: Vec<&str> = ticked.filter(|name| name.starts_with('/')).collect();
    if ticked.is_empty() {
        return Vec::new();
    }
    let villages = villages(asked);
    let of = |name: &&str| {
        let (own, value) = (path(name), asked.word(name).to_owned());
        let others = villages.iter().filter(|place| own.get(1) != Some(*place));
        let others = others.map(|place| {
            let mut path = own.clone();
            if let Some(key) = path.get_mut(1) {
                place.clone_into(key);
            }
            Given { path, seen: None, value: value.clone() }
        });
        others.collect::<Vec<_>>()
    };
    ticked.iter().flat_map(of).collect()
}

/// Where a rule comes from, in short: of `DOMAIN 1.8, R51` the number by which the handbook lists it.
fn rule(source: &str) -> String {
    let is_rule = |word: &&str| {
        word.strip_prefix('R').is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
    };
    let words = source.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(is_rule).collect::<Vec<_>>().join("、")
}
