//! What a line of running text goes through once all of it is there.

use std::borrow::Cow;

use super::inline::{Inline, escaped};
use super::linkify::linkify;

/// With the addresses in it found and emoji short codes as the emoji they stand for.
pub(super) fn finished(inlines: Vec<Inline<'_>>) -> Vec<Inline<'_>> {
    let mut inlines = linkify(inlines);
    for inline in &mut inlines {
        if let Inline::Text(words, source) = inline
            && words.contains('{')
            // Whoever wrote a backslash before it meant the brace itself.
            && !source.contains("\\{")
            && let Some(changed) = without_commands(words)
        {
            *source = escaped(&changed).into_owned().into();
            *words = Cow::Owned(changed);
        }
        if let Inline::Text(words, source) = inline
            && words.contains(':')
            && let Some(changed) = with_emoji(words)
        {
            *source = with_emoji(source)
                .unwrap_or_else(|| escaped(&changed).into_owned())
                .into();
            *words = Cow::Owned(changed);
        }
    }
    inlines
}

/// The text without what tells Hugo or Jekyll to do something, if there is any.
fn without_commands(text: &str) -> Option<String> {
    const COMMANDS: [(&str, &str); 4] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{:", "}")];
    let mut changed = String::new();
    let mut rest = text;
    // What has no end anywhere isn't looked for again.
    let mut endless = [false; COMMANDS.len()];
    while let Some(start) = rest.find('{') {
        let mut end = None;
        for ((open, close), endless) in COMMANDS.iter().zip(&mut endless) {
            let inside = rest[start..].strip_prefix(open).filter(|_| !*endless);
            if let Some(inside) = inside {
                end = inside.find(close);
                *endless = end.is_none();
                end = end.map(|at| rest.len() - inside.len() + at + close.len());
                break;
            }
        }
        let (kept, after) = end.map_or((start + 1, start + 1), |end| (start, end));
        changed.push_str(&rest[..kept]);
        rest = &rest[after..];
    }
    changed.push_str(rest);
    (changed != text).then_some(changed)
}

/// The text with `:name:` replaced, if there is any that GitHub knows.
fn with_emoji(text: &str) -> Option<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-');
    let mut changed = String::new();
    let mut rest = text;
    while let Some(colon) = rest.find(':') {
        let after = &rest[colon + 1..];
        let length = after.find(|c| !is_name(c)).unwrap_or(after.len());
        let emoji = after[length..]
            .starts_with(':')
            .then(|| emojis::get_by_shortcode(&after[..length]))
            .flatten();
        if let Some(emoji) = emoji {
            changed.push_str(&rest[..colon]);
            changed.push_str(emoji.as_str());
            rest = &after[length + 1..];
        } else {
            changed.push_str(&rest[..=colon]);
            rest = after;
        }
    }
    changed.push_str(rest);
    (changed != text).then_some(changed)
}
