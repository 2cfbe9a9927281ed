//! What a person does who has no mouse.

use serde_json::json;

use super::pipe::text;
use super::tab::Tab;

/// More presses than any page has controls.
const MOST_STOPS: usize = 250;
const SHIFT: u8 = 8;

/// The names of a key: its code, its number, and the text it types.
fn key(name: &str) -> (String, u32, String) {
    let (number, typed) = match name {
        "Tab" => (9, ""),
        "Enter" => (13, "\r"),
        "Escape" => (27, ""),
        "Space" => (32, " "),
        "ArrowUp" => (38, ""),
        "ArrowDown" => (40, ""),
        _ => {
            let letter = name.chars().next().unwrap().to_ascii_uppercase();
            let code = format!("Key{letter}");
            return (code, u32::from(letter), name.to_owned());
        }
    };
    (name.to_owned(), number, typed.to_owned())
}

impl Tab {
    /// Presses a key, such as `Enter`, `Shift+Tab` or `j`.
    pub fn press(&self, name: &str) {
        let (modifiers, name) = match name.strip_prefix("Shift+") {
            Some(rest) => (SHIFT, rest),
            None => (0, name),
        };
        let (code, number, typed) = key(name);
        let named = if name == "Space" { " " } else { name };
        for kind in ["keyDown", "keyUp"] {
            let typed = if kind == "keyDown" { &typed } else { "" };
            self.ask(
                "Input.dispatchKeyEvent",
                json!({
                    "type": kind,
                    "modifiers": modifiers,
                    "key": named,
                    "code": code,
                    "windowsVirtualKeyCode": number,
                    "text": typed,
                }),
            );
        }
    }

    /// Presses Enter where it leads to another page.
    pub fn enter(&self) {
        self.follow(|| self.press("Enter"));
    }

    /// Types a text where the focus is, in the place of what was there.
    pub fn write(&self, words: &str) {
        self.evaluate("document.activeElement.select()");
        self.ask("Input.insertText", json!({ "text": words }));
    }

    /// Pastes what was copied where the focus is.
    pub fn paste(&self) {
        let paste = json!({ "type": "keyDown", "commands": ["paste"] });
        self.ask("Input.dispatchKeyEvent", paste);
    }

    /// What has the focus, as a screen reader says it: its role and its name.
    pub fn focused(&self) -> (String, String) {
        let active = json!({ "expression": "document.activeElement" });
        let active = self.ask("Runtime.evaluate", active);
        let node = json!({
            "objectId": active["result"]["objectId"],
            "fetchRelatives": false,
        });
        let tree = self.ask("Accessibility.getPartialAXTree", node);
        let node = &tree["nodes"][0];
        // Words that only screen readers hear begin in a box of their own, hence with a space.
        let words = |part: &str| text(&node[part]["value"]).trim().replace(" :", ":");
        (words("role"), words("name"))
    }

    /// Presses Tab until a control with this role, and a name that begins so, has the focus.
    pub fn tab_to(&self, role: &str, name: &str) {
        let mut seen = Vec::new();
        for _ in 0..MOST_STOPS {
            self.press("Tab");
            let stop = self.focused();
            if stop.0 == role && stop.1.starts_with(name) {
                return;
            }
            seen.push(format!("{} “{}”", stop.0, stop.1));
            // Round once: the document itself has the focus between the last stop and the first.
            if seen.len() > 2 && seen.last() == seen.first() {
                break;
            }
        }
        panic!(
            "no {role} “{name}” can be reached with Tab on {}: {seen:#?}",
            self.path()
        );
    }

    /// Goes to a text field by its label and fills it.
    pub fn fill(&self, label: &str, words: &str) {
        self.tab_to("textbox", label);
        self.write(words);
    }

    /// Goes to a button and presses it, which leads to another page.
    pub fn press_button(&self, name: &str) {
        self.tab_to("button", name);
        self.enter();
    }

    /// Goes to a link and follows it.
    pub fn follow_link(&self, name: &str) {
        self.tab_to("link", name);
        self.enter();
    }

    /// Goes through the choices under the focus with the arrow keys until one has this name.
    pub fn arrow_to(&self, name: &str) {
        let mut seen = Vec::new();
        for _ in 0..MOST_STOPS {
            let (_, now) = self.focused();
            let now = match self.evaluate("document.activeElement.selectedOptions?.[0]?.text") {
                serde_json::Value::String(option) => option.trim().to_owned(),
                _ => now,
            };
            if now == name {
                return;
            }
            seen.push(now);
            self.press("ArrowDown");
        }
        panic!("no choice “{name}” among {seen:?}");
    }

    /// Goes to a group of radio buttons and chooses one by its name.
    pub fn choose(&self, name: &str) {
        for _ in 0..MOST_STOPS {
            self.press("Tab");
            if self.focused().0 == "radio" {
                break;
            }
        }
        self.press("Space");
        self.arrow_to(name);
    }

    /// Suggests a link and ends on its receipt.
    pub fn suggest(&self, link: &str, title: &str) {
        self.open("/suggest");
        self.fill("Link", link);
        self.fill("Title", title);
        self.tab_to("combobox", "Where should it go?");
        self.arrow_to("Guidance");
        self.press_button("Send suggestion");
        assert_eq!(self.heading(), "Thank you. It’s in the queue.");
    }
}
