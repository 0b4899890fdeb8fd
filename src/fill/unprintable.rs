//! What a template may not print: a list as a whole, or a text without an end.

use crate::fill::bounds;
use crate::fill::bounds::LAYER_LIMIT;
use crate::fill::tera_errors::TEMPLATE_ERROR;
use crate::problem::{Place, Problem};
use crate::say;

/// A list or an object in place of a text.
pub(super) fn whole(place: Place) -> Problem {
    let message = say!(
        "这一行印的是一整个列表或对象，不是文字",
        "this line prints a whole list or object, which is no text"
    );
    let hint = say!(
        "印其中的一项（如 congress.date.text）；列表用 {{% for %}} 或 join_cn；代码位置用 | typ",
        "print one of its fields (congress.date.text), go through a list with {{% for %}} or join_cn, or use | typ in code"
    );
    Problem::new(&TEMPLATE_ERROR, place, message).hint(hint)
}

/// More than a paper may hold.
pub(super) fn endless(place: Place) -> Problem {
    let most = bounds::LONGEST >> 20;
    let message = say!(
        "写出的内容没有尽头（超过 {most} MB 或 20 秒），已停止",
        "what it writes has no end (more than {most} MB or 20 seconds); it was stopped"
    );
    let hint = say!(
        "看看这一行外面的 {{% for %}}：循环套循环时次数相乘",
        "look at the {{% for %}} around this line: loops inside loops multiply"
    );
    Problem::new(&LAYER_LIMIT, place, message).hint(hint)
}
