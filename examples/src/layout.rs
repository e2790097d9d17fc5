//! Text in columns, where Chinese characters are two columns wide.

use unicode_width::UnicodeWidthStr;

/// `text`, cut or filled up with spaces to `width` columns.
#[must_use]
pub fn left(text: &str, width: usize) -> String {
    let text = cut(text, width);
    let fill = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(fill))
}

/// `text`, moved to the right end of `width` columns.
#[must_use]
pub fn right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(text.width())))
}

/// As much of `text` as fits into `width` columns, with `…` where something was cut off.
#[must_use]
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for character in text.chars() {
        if format!("{kept}{character}…").width() > width {
            break;
        }
        kept.push(character);
    }
    kept.push('…');
    kept
}

/// A bar of `part` in `whole`, `width` columns at most; anything at all shows.
#[must_use]
pub fn bar(part: u64, whole: u64, width: u32) -> String {
    let eighths = part.saturating_mul(u64::from(width)).saturating_mul(8).checked_div(whole).unwrap_or(0);
    let eighths = if part > 0 { eighths.max(1) } else { 0 };
    let full = usize::try_from(eighths / 8).unwrap_or(0).min(usize::try_from(width).unwrap_or(0));
    let rest = match eighths % 8 {
        0 => "",
        1 => "▏",
        2 => "▎",
        3 => "▍",
        4 => "▌",
        5 => "▋",
        6 => "▊",
        _ => "▉",
    };
    format!("{}{rest}", "█".repeat(full))
}

/// `part` of `whole` in per cent with one decimal place: `12.5%`.
#[must_use]
pub fn share(part: u64, whole: u64) -> String {
    let doubled = part.saturating_mul(2_000).saturating_add(whole);
    let permille = doubled.checked_div(whole.saturating_mul(2)).unwrap_or(0);
    format!("{}.{}%", permille / 10, permille % 10)
}

/// `number` with a comma between each three digits: `1,469,307`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len().saturating_sub(index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_wide_characters_twice() {
        assert_eq!(left("通勤", 6), "通勤  ");
        assert_eq!(right("通勤", 6), "  通勤");
        assert_eq!(left("commute", 9), "commute  ");
    }

    #[test]
    fn what_is_too_wide_is_cut() {
        assert_eq!(cut("通勤风格", 6), "通勤…");
        assert_eq!(cut("通勤风格", 8), "通勤风格");
        assert_eq!(cut("commute style", 8), "commute…");
    }

    #[test]
    fn bars_grow_with_their_part_and_never_vanish() {
        let cases = [(0, 100, ""), (100, 100, "████"), (50, 100, "██"), (1, 1000, "▏"), (1, 8, "▌"), (3, 0, "▏")];
        for (part, whole, expected) in cases {
            assert_eq!(bar(part, whole, 4), expected, "{part} of {whole}");
        }
    }

    #[test]
    fn shares_are_rounded_half_up() {
        let cases =
            [(1, 8, "12.5%"), (1, 3, "33.3%"), (2, 3, "66.7%"), (0, 7, "0.0%"), (7, 7, "100.0%"), (1, 0, "0.0%")];
        for (part, whole, expected) in cases {
            assert_eq!(share(part, whole), expected, "{part} of {whole}");
        }
    }

    #[test]
    fn thousands_are_grouped() {
        let cases = [(0, "0"), (999, "999"), (1_000, "1,000"), (1_469_307, "1,469,307")];
        for (number, expected) in cases {
            assert_eq!(grouped(number), expected);
        }
    }
}
