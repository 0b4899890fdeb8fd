//! Why a worker had to be ended, or ended itself, and what is said of it.

use crate::fill::LAYER_LIMIT;
use crate::pipeline::sandbox::launch::Launch;
use crate::problem::{Place, Problem};
use crate::say;

/// Why a worker is no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Death {
    /// It took longer than it may.
    Late,
    /// It wanted more memory than it may have.
    Memory,
    /// Calls within calls without an end.
    Stack,
    /// Something else.
    Other,
}

/// The problem of a worker that had to be ended, or that ended itself.
pub(super) fn problem(death: Death, launch: &Launch, place: Place) -> Problem {
    let (seconds, memory) = (launch.seconds, launch.config.memory);
    let longer = || {
        say!(
            "多半是循环没有尽头，或者次数太多；确实需要更久时加 --time-limit",
            "probably a loop without an end, or one that counts too far; --time-limit gives more time"
        )
    };
    let larger = || {
        say!(
            "看看这里有没有反复放大的文字或图片；确实需要时加 --memory-limit",
            "look for a text or a picture that is multiplied here; --memory-limit gives more"
        )
    };
    let (message, hint) = match death {
        Death::Late => (
            say!("{seconds} 秒还没有做完，已停止", "not done within {seconds} seconds; it was stopped"),
            longer(),
        ),
        Death::Memory => (
            say!(
                "用的内存超过 {memory} MB，已停止",
                "it took more than {memory} MB of memory; it was stopped"
            ),
            larger(),
        ),
        Death::Stack => (
            say!("一层套一层，没有尽头，已停止", "calls within calls without an end; it was stopped"),
            say!("看看这里的函数是不是调用了自己", "look for a function that calls itself"),
        ),
        Death::Other => (
            say!("做到这里时意外中断", "the work ended unexpectedly here"),
            say!("试着删去这一段，看其余的能不能做出来", "try without this passage"),
        ),
    };
    Problem::new(&LAYER_LIMIT, place, message).hint(hint)
}
