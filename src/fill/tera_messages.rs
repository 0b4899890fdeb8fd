//! Tera's own messages in Chinese: those that authors of templates meet.

/// Tera's message and what it means, as [`crate::problem::translated`] takes them.
pub(super) const TERA_MESSAGES: &[(&str, &str)] = &[
    (
        "Unknown tag",
        "这里的标签不对：名称写错了，或者前面的 {% if %}、{% for %} 没有用 {% endif %}、{% endfor %} 结束",
    ),
    ("Found {} but expected {}.", "这里是 {}，应该是 {}"),
    (
        "Found {} but was expecting `elif`, `else` or `endif`.",
        "这里是 {}，而前面的 {% if %} 还没有 {% endif %}",
    ),
    ("Found {} but expected one of: {}", "这里是 {}，应该是：{}"),
    ("Unexpected end of template", "模板到这里就完了，前面有标签没有结束"),
    ("Unexpected end of input", "模板到这里就完了，前面有标签没有结束"),
    ("Closing tag '{}' doesn't match opening tag '{}'", "结束的“{}”和开头的“{}”对不上"),
    ("Blocks cannot be written inside a for loop.", "block 不能写在 {% for %} 里面：把循环写进 block 里"),
    ("Blocks cannot be written inside a {}.", "block 不能写在 {} 里面"),
    ("Template already contains a block named `{}`", "一份模板里有两个叫“{}”的 block"),
    ("block was named `{}` in the opening tag but `{}` in the closing tag", "block 开头叫“{}”，结束叫“{}”"),
    (
        "block was named `{}` in the opening tag, found `{}` as name in the end tag",
        "block 开头叫“{}”，结束叫“{}”",
    ),
    ("Unexpected character{}", "有认不出的符号{}（变量、标签里的标点用半角）"),
    ("This content would be ignored{}", "写在 block 外面的内容不会印出来{}"),
    ("Found invalid field of `loop`{}", "loop 没有这一项{}"),
    ("Value of type {} has no length", "{} 没有长度：前面的名字可能写错了"),
    ("Template is already extending `{}`", "一份模板里有两个 extends：{}"),
    ("Variable `{}` exists but its value is undefined", "变量“{}”没有值"),
    ("Iteration not possible on type `{}`", "不能对 {} 循环：for 要的是列表"),
    ("Cannot compare `{}` with `{}`", "{} 和 {} 不能比较"),
    ("Cannot divide by 0", "除数是零"),
    ("Math operations can only be done on numbers, found `{}` and `{}`", "只有数字能计算，这里是 {} 和 {}"),
    ("`{}` requires both operands to be numbers, found `{}` and `{}`", "“{}”两边都要是数字，这里是 {} 和 {}"),
    ("Unable to perform {}", "算不出来：{}"),
    ("Invalid type for the value, expected `{}` but got `{}`", "值的类型不对：应为 {}，实际是 {}"),
    ("Missing keyword argument `{}`", "缺少参数“{}”"),
    ("`{}` is not allowed after `{}`", "“{}”不能写在“{}”后面"),
    ("{} is a reserved keyword of Tera, it cannot be assigned to.", "“{}”是保留的词，不能用来命名"),
    ("Keyword argument `{}` is defined more than once", "参数“{}”写了两次"),
    ("Expressions are too complex{}", "表达式太复杂{}"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_have_the_same_holes() {
        for (pattern, meaning) in TERA_MESSAGES {
            assert_eq!(pattern.matches("{}").count(), meaning.matches("{}").count(), "{pattern}");
        }
    }
}
