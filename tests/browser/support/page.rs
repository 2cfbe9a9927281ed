//! What a page shows.

use serde_json::json;

use super::pipe::text;
use super::tab::Tab;

impl Tab {
    /// The address of the page within the site.
    pub fn path(&self) -> String {
        let url = self.evaluate("location.href");
        let path = text(&url).strip_prefix(self.origin());
        path.unwrap_or(text(&url)).to_owned()
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
