//! Names in the manner of each language.

/// `tag.gained` and `tag_gained` as `TagGained`.
pub(super) fn upper_camel(name: &str) -> String {
    let parts = name.split(['.', '_', '-', ' ']).filter(|part| !part.is_empty());
    parts.map(capitalised).collect()
}

/// `next_due` as `nextDue`.
pub(super) fn lower_camel(name: &str) -> String {
    let upper = upper_camel(name);
    let mut letters = upper.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// `next_due` as `NEXT_DUE`.
pub(super) fn screaming(name: &str) -> String {
    name.replace(['.', '-', ' '], "_").to_uppercase()
}

fn capitalised(part: &str) -> String {
    let mut letters = part.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The lines of a documentation comment, indented.
pub(super) fn comment(about: &str, indent: &str, mark: [&str; 3]) -> String {
    let lines: Vec<&str> = about.lines().map(str::trim_end).filter(|line| !line.starts_with("```")).collect();
    let [open, each, close] = mark;
    match lines.as_slice() {
        [] => String::new(),
        [line] if !open.is_empty() => format!("{indent}{open} {} {close}\n", plain(line)),
        lines => {
            let head = if open.is_empty() { String::new() } else { format!("{indent}{open}\n") };
            let body: String = lines
                .iter()
                .map(|line| format!("{indent}{each} {}", plain(line)).trim_end().to_owned() + "\n")
                .collect();
            let tail = if close.is_empty() { String::new() } else { format!("{indent} {close}\n") };
            head + &body + &tail
        }
    }
}

/// A line without what only rustdoc understands: links to other items.
fn plain(line: &str) -> String {
    line.replace("*/", "* /").replace("[`", "`").replace("`]", "`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_manner() {
        assert_eq!(upper_camel("tag.gained"), "TagGained");
        assert_eq!(lower_camel("next_due"), "nextDue");
        assert_eq!(screaming("unknown_name"), "UNKNOWN_NAME");
        assert_eq!(comment("One.", "  ", ["/**", " *", "*/"]), "  /** One. */\n");
        assert_eq!(comment("One.\n\nTwo.", "", ["", "///", ""]), "/// One.\n///\n/// Two.\n");
    }
}
