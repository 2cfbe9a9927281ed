//! What Hugo and Jekyll write above a page: YAML between `---`, or TOML between `+++`.

use serde::Deserialize;

/// The longest front matter in bytes.
const LONGEST: usize = 65_536;

/// The part of the front matter that a list needs.
#[derive(Debug, Default, PartialEq, Deserialize)]
pub(in crate::transfer::read) struct FrontMatter {
    /// What the page is called.
    #[serde(default)]
    pub(in crate::transfer::read) title: Option<String>,
}

/// A text cut in its front matter and the rest.
#[derive(Debug, PartialEq)]
pub(in crate::transfer::read) struct Page<'a> {
    /// Empty when there is none.
    pub(in crate::transfer::read) front_matter: FrontMatter,
    /// What follows it.
    pub(in crate::transfer::read) body: &'a str,
    /// How many lines stand before the body.
    pub(in crate::transfer::read) lines_before: usize,
}

/// Cuts a text. One whose front matter can't be read keeps its title if a line says it plainly.
pub(in crate::transfer::read) fn split(text: &str) -> Page<'_> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    cut(text, "---")
        .or_else(|| cut(text, "+++"))
        .unwrap_or(Page {
            front_matter: FrontMatter::default(),
            body: text,
            lines_before: 0,
        })
}

fn cut<'a>(text: &'a str, mark: &str) -> Option<Page<'a>> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == mark)?;
    let mut end = first.len();
    for (at, line) in lines.enumerate() {
        if end > LONGEST {
            return None;
        }
        let ends = line.trim_end() == mark || (mark == "---" && line.trim_end() == "...");
        if ends {
            let source = &text[first.len()..end];
            let front_matter = parse(source, mark)?;
            let body = &text[end + line.len()..];
            let lines_before = at + 2;
            return Some(Page {
                front_matter,
                body,
                lines_before,
            });
        }
        end += line.len();
    }
    None
}

/// `None` when this is no front matter, but for example text between two lines across the page.
fn parse(source: &str, mark: &str) -> Option<FrontMatter> {
    let parsed = if mark == "---" {
        serde_saphyr::from_str(source).ok()
    } else {
        toml::from_str(source).ok()
    };
    parsed.or_else(|| {
        let assigns = if mark == "---" { ':' } else { '=' };
        let is_setting = |line: &str| {
            let key = line.split_once(assigns).map_or("", |(key, _)| key);
            !key.is_empty()
                && key
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
        };
        let first = source.lines().find(|line| !line.trim().is_empty())?;
        if !is_setting(first) {
            return None;
        }
        let title = source.lines().find_map(|line| {
            let (key, value) = line.split_once(assigns)?;
            let value = value.trim().trim_matches(['"', '\'']);
            (key.trim_end() == "title" && !value.is_empty()).then(|| value.to_owned())
        });
        Some(FrontMatter { title })
    })
}
