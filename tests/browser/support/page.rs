//! What a page shows.

use serde_json::{Value, json};

use super::pipe::text;
use super::tab::Tab;

impl Tab {
    /// The address of the page within the site.
    pub fn path(&self) -> String {
        let url = self.evaluate("location.href");
        let path = text(&url).strip_prefix(self.origin());
        path.unwrap_or(text(&url)).to_owned()
    }

    /// The title of the page.
    pub fn title(&self) -> String {
        text(&self.evaluate("document.title")).to_owned()
    }

    /// The one heading of the first level.
    pub fn heading(&self) -> String {
        let headings = self.texts("h1");
        assert_eq!(headings.len(), 1, "{headings:?} on {}", self.path());
        headings.concat()
    }

    /// What can be read in each part of the page that a selector finds.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let selector = json!(selector);
        let found = self.evaluate(&format!(
            "[...document.querySelectorAll({selector})]
                .map((part) => part.innerText.replace(/\\s+/g, ' ').trim())"
        ));
        let found = found.as_array().unwrap().iter();
        found.map(|part| text(part).to_owned()).collect()
    }

    /// Everything that can be read in the main part of the page.
    pub fn main_text(&self) -> String {
        self.texts("main").concat()
    }

    /// What a form's field holds, by its name.
    pub fn value(&self, name: &str) -> String {
        let selector = json!(format!("main [name={name:?}]"));
        let value = self.evaluate(&format!("document.querySelector({selector}).value"));
        text(&value).to_owned()
    }

    /// Where an address on the page leads, within the site.
    pub fn links(&self, selector: &str) -> Vec<String> {
        let selector = json!(selector);
        let found = self.evaluate(&format!(
            "[...document.querySelectorAll({selector})].map((link) => link.href)"
        ));
        let found: Vec<Value> = found.as_array().unwrap().clone();
        let paths = found
            .iter()
            .map(|url| text(url).strip_prefix(self.origin()).unwrap_or(text(url)));
        paths.map(ToOwned::to_owned).collect()
    }

    /// Waits until a part of the page says something that a script puts there.
    pub fn wait_for(&self, selector: &str, words: &str) {
        let (selector, words) = (json!(selector), json!(words));
        let said = self.evaluate(&format!(
            "new Promise((done) => {{
                const end = performance.now() + 5000;
                const look = () => {{
                    const said = document.querySelector({selector})?.innerText.trim() ?? '';
                    if (said === {words} || performance.now() > end) done(said);
                    else requestAnimationFrame(look);
                }};
                look();
            }})"
        ));
        assert_eq!(said, words);
    }

    /// How far the parts of the page moved while it loaded, as the sum of its layout shifts.
    /// Source: Layout Instability, <https://wicg.github.io/layout-instability/>.
    pub fn layout_shift(&self) -> f64 {
        let shift = self.evaluate(
            "new Promise((done) => {
                let sum = 0;
                const seen = (list) => {
                    for (const shift of list.getEntries()) sum += shift.value;
                };
                const observer = new PerformanceObserver(seen);
                observer.observe({ type: 'layout-shift', buffered: true });
                // Two frames later, everything that was kept has been told.
                requestAnimationFrame(() => requestAnimationFrame(() => {
                    seen({ getEntries: () => observer.takeRecords() });
                    done(sum);
                }));
            })",
        );
        shift.as_f64().unwrap()
    }
}
