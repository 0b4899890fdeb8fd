//! Typst's own messages in Chinese: the ones that authors of templates meet. The others are shown as they are.

use crate::problem::{Say, translated};

/// Typst's message and what it means; `{}` stands for the same text on both sides. The first that fits is taken.
const MESSAGES: &[(&str, &str)] = &[
    ("unknown variable: {}", "没有变量 {}"),
    ("unexpected argument: {}", "没有名为 {} 的参数"),
    ("unexpected argument", "多了一个参数"),
    ("missing argument: {}", "缺少参数 {}"),
    ("duplicate argument: {}", "参数 {} 写了两次"),
    ("duplicate key: {}", "{} 写了两次"),
    ("unclosed delimiter", "括号没有闭合"),
    ("unclosed string", "字符串的引号没有闭合"),
    ("unclosed label", "标签的尖括号没有闭合"),
    ("unclosed raw text", "反引号没有闭合"),
    ("expected {}, found {}", "这里应为 {}，实际是 {}"),
    ("expected {}", "这里缺少 {}"),
    ("unexpected {}", "多余的 {}"),
    ("the character `{}` is not valid in code", "代码里不能有字符 {}"),
    ("panicked with: {}", "模板停止：{}"),
    ("panicked", "模板停止"),
    ("equality assertion failed: {}", "模板的检查没有通过：{}"),
    ("inequality assertion failed: {}", "模板的检查没有通过：{}"),
    ("assertion failed: {}", "模板的检查没有通过：{}"),
    ("assertion failed", "模板的检查没有通过"),
    ("dictionary does not contain key {} and no default value was specified", "数据里没有 {} 这一项"),
    ("dictionary does not contain key {}", "数据里没有 {} 这一项"),
    ("array index out of bounds (index: {}, len: {})", "下标 {} 超出了列表（共 {} 项）"),
    (
        "array index out of bounds (index: {}, len: {}) and no default value was specified",
        "下标 {} 超出了列表（共 {} 项）",
    ),
    ("expected comma", "这里缺少逗号"),
    ("expected colon", "这里缺少冒号"),
    ("expected semicolon or line break", "这里缺少分号，或者应该换行"),
    ("expected expression", "这里缺少内容"),
    ("array is empty", "列表是空的"),
    ("type {} has no method `{}`", "{} 没有方法 {}"),
    ("type {} does not contain field `{}`", "{} 没有字段 {}"),
    ("{} does not have field {}", "{} 没有字段 {}"),
    ("module `{}` does not contain `{}`", "{} 里没有 {}"),
    ("module does not contain `{}`", "引入的文件里没有 {}"),
    ("unresolved import", "要引入的名字不存在"),
    ("cyclic import", "文件互相引入"),
    ("cannot join {} with {}", "{} 和 {} 不能接在一起"),
    ("cannot add {} and {}", "{} 和 {} 不能相加"),
    ("cannot compare {} and {}", "{} 和 {} 不能比较"),
    ("cannot loop over {}", "不能对 {} 循环"),
    ("cannot divide by zero", "除数为零"),
    ("label {} does not exist in the document", "文中没有标签 {}"),
    ("loop seems to be infinite", "循环没有尽头"),
    ("condition is always true", "条件永远成立，循环没有尽头"),
    ("condition is always false", "条件永远不成立"),
    ("you are already in code mode", "这里已经是代码"),
    ("try removing the `#`", "删去这个 #"),
    ("try using `sys.version` instead", "可用 sys.version"),
    ("maximum page count exceeded", "页数太多"),
    ("failed to load file{}", "文件读不出来{}"),
    ("unknown font family: {}", "没有字体 {}"),
    ("unknown image format", "认不出的图片格式"),
    ("failed to decode image{}", "图片读不出来{}"),
    ("failed to parse {}", "读不懂 {}"),
    ("string is not valid {}", "不是有效的 {}"),
    ("to compare {}", "要比较 {}"),
    ("text within a table cell {}", "表格里的文字 {}"),
    ("number of arguments must be {}", "参数个数应为 {}"),
    ("cannot mutate {}", "不能修改 {}"),
    ("cannot access fields on type {}", "{} 没有字段"),
    ("cannot apply unary {} to {}", "不能对 {} 取 {}"),
    ("cannot multiply {} with {}", "{} 和 {} 不能相乘"),
    ("cannot subtract {} from {}", "不能从 {} 减 {}"),
    ("cannot divide {} by {}", "{} 不能除以 {}"),
    ("only element functions can be used {}", "这里只能用元素函数 {}"),
    ("maximum {} depth exceeded", "嵌套层数太多（{}）"),
    ("unable to get the current date", "这份文稿没有日期，模板却用了 datetime.today()"),
    ("document did not converge within five attempts", "排了五遍仍不稳定，页码、目录或引用可能有误"),
    ("value of {} did not converge", "{} 的值没有稳定下来"),
    ("did you mean {}", "是不是 {}"),
    ("no text within stars", "两个 * 紧挨着，中间没有字"),
    (
        "using multiple consecutive stars (e.g. **) has no additional effect",
        "连写几个 * 没有别的作用；要印 *，写 \\*",
    ),
    ("no text within underscores", "两个 _ 紧挨着，中间没有字"),
    (
        "using multiple consecutive underscores (e.g. __) has no additional effect",
        "连写几个 _ 没有别的作用；要印 _，写 \\_",
    ),
];

/// A message or hint of Typst in both languages.
pub(super) fn message(english: &str) -> Say {
    translated(MESSAGES, english)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_message_is_translated_with_its_names() {
        assert_eq!(message("unknown variable: twon").zh, "没有变量 twon");
        assert_eq!(message("expected integer, found string").zh, "这里应为 integer，实际是 string");
        let outside = "array index out of bounds (index: 3, len: 2)";
        assert_eq!(message(outside).zh, "下标 3 超出了列表（共 2 项）");
        assert_eq!(message(outside).en, outside);
    }

    #[test]
    fn an_unknown_message_stays_as_it_is() {
        assert_eq!(message("something else").zh, "something else");
        assert_eq!(message("array is empty indeed").zh, "array is empty indeed");
    }

    #[test]
    fn both_sides_have_the_same_holes() {
        for (pattern, meaning) in MESSAGES {
            assert_eq!(pattern.matches("{}").count(), meaning.matches("{}").count(), "{pattern}");
        }
    }
}
