//! Files that are dropped on the page.

use std::sync::Arc;

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Extension, Multipart, Path, State};
use axum::response::Response;
use tokio::sync::Semaphore;

use crate::pipeline::{Change, NotChanged};
use crate::say;
use crate::web::answer;
use crate::web::app::App;
use crate::web::asked::{Answered, Asked};
use crate::web::failed::Failed;
use crate::web::keys::Session;

/// Bytes of all files that are dropped at once.
pub(in crate::web) const MOST: usize = 512 << 20;
/// Bytes of one file: those of the largest that is read, and some, so that the message is about the file.
const LARGEST: usize = (128 << 20) + 1;
/// Files that are dropped at once.
const FILES: usize = 4_096;

/// One upload at a time is in memory.
static ONE: Semaphore = Semaphore::const_new(1);

/// A file as it was dropped: its name, and its bytes.
struct Dropped {
    name: String,
    bytes: Vec<u8>,
}

/// Takes in all files of a form; a field `file` is put into `data`, a field `newer` in place of the file that `of` names.
pub(in crate::web) async fn upload(
    State(app): State<Arc<App>>,
    Extension(session): Extension<Arc<Session>>,
    Path(key): Path<String>,
    form: Multipart,
) -> Response {
    let _one = ONE.acquire().await;
    let mut words: Vec<(String, String)> = Vec::new();
    let received = received(form, &mut words).await;
    let words = match received {
        Ok(files) => {
            // The work is done where it may take its time; what it gives is a page like any other.
            let of = words.iter().find(|(name, _)| name == "of").map(|(_, value)| value.clone());
            let town = app.towns.get(&key);
            let asked =
                Asked { app: Arc::clone(&app), session: Arc::clone(&session), town, words: Vec::new() };
            let work = move || {
                if take_all(&asked, &files, of.as_deref()).is_err() {
                    let said =
                        say!("文件没有全部收下，再拖一次", "not all files were taken in: drop them again");
                    asked.session.say(said, true);
                }
            };
            if tokio::task::spawn_blocking(work).await.is_err() {
                session.say(
                    say!("文件没有全部收下，再拖一次", "not all files were taken in: drop them again"),
                    true,
                );
            }
            words
        }
        Err(_) => {
            let said = say!(
                "文件没有收全：一次最多 512 MB，太多就分几次拖进来",
                "not everything came in: at most 512 MB at once, drop the rest afterwards"
            );
            session.say(said, true);
            words
        }
    };
    answer::answer(back, app, session, Some(key), words).await
}

fn back(asked: &Asked) -> Answered {
    Ok(crate::web::reply::Reply::Go(asked.back("inbox")))
}

async fn received(
    mut form: Multipart,
    words: &mut Vec<(String, String)>,
) -> Result<Vec<Dropped>, MultipartError> {
    let mut files = Vec::new();
    while let Some(field) = form.next_field().await? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            // Left out in silence they would be lost: the whole form is refused by its count below.
            Some(file) if !file.is_empty() && files.len() <= FILES => {
                files.push(Dropped { name: file, bytes: bytes(field).await? });
            }
            Some(_) => {}
            // Where a file lay in its folder comes before it as a word of its own: browsers leave folders out of file names.
            None => words.push((name, field.text().await?)),
        }
    }
    let paths = words.iter().filter(|(name, _)| name == "path").map(|(_, value)| value.clone());
    for (file, path) in files.iter_mut().zip(paths) {
        if !path.is_empty() {
            file.name = path;
        }
    }
    Ok(files)
}

async fn bytes(mut field: Field<'_>) -> Result<Vec<u8>, MultipartError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await? {
        if bytes.len() + chunk.len() <= LARGEST {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes.resize(LARGEST, 0);
        }
    }
    Ok(bytes)
}

/// Takes in all files as one change, and says on the next page what there is to say.
fn take_all(asked: &Asked, files: &[Dropped], of: Option<&str>) -> Result<(), Failed> {
    let town = asked.town()?;
    let project = town.project()?;
    if files.len() > FILES {
        let said = say!(
            "一次最多收 {FILES} 个文件，这次的都没有收：分几次拖进来",
            "at most {FILES} files at once; none of these was taken in: drop them in parts"
        );
        asked.session.say(said, true);
        return Ok(());
    }
    let (mut whole, mut failed): (Option<Change>, Option<Failed>) = (None, None);
    for file in files {
        let taken = match of {
            Some(of) => project.replace(of, &file.bytes),
            None => project.take_in(&file.name, &file.bytes).map(|taken| {
                taken.notes.into_iter().for_each(|note| asked.session.say(note, false));
                taken.change
            }),
        };
        match taken {
            Ok(change) => {
                whole = Some(match whole {
                    Some(before) => before.and(change),
                    None => change,
                });
            }
            Err(NotChanged::Refused(said)) => asked.session.say(said, true),
            // What came in until then can be undone, and is read.
            Err(other) => {
                failed = Some(other.into());
                break;
            }
        }
    }
    let done = failed.map_or(Ok(()), Err);
    let Some(mut change) = whole.filter(|change| !change.is_empty()) else { return done };
    let count = change.len();
    if count > 1 && files.len() > 1 && of.is_none() {
        change.said = say!("收到 {count} 个文件", "{count} files taken in");
    }
    let said = town.changed(change);
    asked.session.say(said, false);
    done
}
