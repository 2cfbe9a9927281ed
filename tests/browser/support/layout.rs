//! Whether what a page shows can be seen whole.

use serde_json::{Value, json};

use super::pipe::text;
use super::tab::Tab;

/// More presses of Tab than any page has controls.
const MOST_STOPS: usize = 400;

const TOO_WIDE: &str = "(() => {
    const page = document.scrollingElement;
    if (page.scrollWidth <= page.clientWidth) return [];
    const wide = [...document.body.querySelectorAll('*')]
        .filter((part) => part.getBoundingClientRect().right > page.clientWidth + 1)
        .map((part) => `${part.tagName.toLowerCase()}.${part.className}`);
    return [`${page.scrollWidth} px in ${page.clientWidth}: ${wide.slice(0, 5)}`];
})()";

/// Text in a box that hides what does not fit; the visually hidden is one pixel wide on purpose.
const CUT_OFF: &str = "[...document.body.querySelectorAll('*')]
    .filter((part) => {
        const style = getComputedStyle(part);
        const hides = ['hidden', 'clip'];
        return part.clientWidth > 2 && part.innerText
            && ((hides.includes(style.overflowX) && part.scrollWidth > part.clientWidth + 1)
            || (hides.includes(style.overflowY) && part.scrollHeight > part.clientHeight + 1));
    })
    .map((part) => `cut off: ${part.tagName.toLowerCase()}.${part.className}`)";

/// The focus is seen by an outline or a shadow of the control, or of what it stands for, and
/// nothing lies over it.
const FOCUS: &str = "(() => {
    const part = document.activeElement;
    if (!part || part === document.body || part === document.documentElement) return null;
    const name = `${part.tagName.toLowerCase()} “${(part.innerText || part.name || '').trim()}”`;
    const shows = (one) => {
        const style = getComputedStyle(one);
        const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        return outline || style.boxShadow !== 'none';
    };
    if (![part, ...(part.labels ?? [])].some(shows)) return `${name} shows no focus`;
    const box = part.getClientRects()[0];
    // The middle of what is in the window: a region that scrolls may be taller than that.
    const x = (Math.max(0, box.left) + Math.min(innerWidth, box.right)) / 2;
    const y = (Math.max(0, box.top) + Math.min(innerHeight, box.bottom)) / 2;
    const over = document.elementFromPoint(x, y);
    if (!over) return `${name} is out of sight`;
    const labelled = [...(part.labels ?? [])].some((label) => label.contains(over));
    return part.contains(over) || over.contains(part) || labelled ? '' : `${name} is covered`;
})()";

impl Tab {
    /// Whether the page is wider than its window, and what makes it so.
    pub fn too_wide(&self) -> Vec<String> {
        self.found(TOO_WIDE)
    }

    /// Parts with text that their box cuts off.
    pub fn cut_off(&self) -> Vec<String> {
        self.found(CUT_OFF)
    }

    /// Controls that work only with scripts, in a page without any.
    pub fn dead_controls(&self) -> Vec<String> {
        self.found(
            "[...document.querySelectorAll('button, a, input[type=button]')]
                .filter((part) => part.checkVisibility({ visibilityProperty: true }))
                .filter((part) => part.tagName === 'A'
                    ? !part.href || part.href.startsWith('javascript:')
                    : !part.form || part.type !== 'submit')
                .map((part) => `dead: ${part.outerHTML}`)",
        )
    }

    /// Goes through the page with Tab, and says where the focus could not be seen.
    pub fn unseen_focus(&self) -> Vec<String> {
        let mut found = Vec::new();
        for _ in 0..MOST_STOPS {
            self.press("Tab");
            match self.evaluate(FOCUS) {
                Value::Null => return found,
                fault if fault == json!("") => (),
                fault => found.push(format!("{}: {}", self.path(), text(&fault))),
            }
        }
        found.push(format!("{}: Tab never leaves the page", self.path()));
        found
    }

    fn found(&self, expression: &str) -> Vec<String> {
        let found = self.evaluate(expression);
        let found = found.as_array().unwrap().iter();
        found
            .map(|one| format!("{}: {}", self.path(), text(one)))
            .collect()
    }
}
