//! axe-core, which finds what stands in the way of people with disabilities.
//! Source: <https://github.com/dequelabs/axe-core>.

use std::env;
use std::fs;

use serde_json::Value;

use super::pipe::text;
use super::tab::Tab;

/// Where the tests look for axe-core's `axe.min.js`.
const VARIABLE: &str = "AXE_CORE";

/// WCAG 2.0 to 2.2, A and AA, and what is good practice beside them. `target-size` is part of
/// 2.2, but off unless asked for.
const RUN: &str = "axe.run(document, {
    runOnly: {
        type: 'tag',
        values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    },
    rules: { 'target-size': { enabled: true } },
    resultTypes: ['violations'],
}).then((result) => result.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${rule.help} (${node.target.join(' ')})`)))";

/// The program, from the file that `$AXE_CORE` names.
pub fn axe_core() -> String {
    let Some(path) = env::var_os(VARIABLE) else {
        panic!("set {VARIABLE} to the path of axe.min.js, from the npm package axe-core");
    };
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

impl Tab {
    /// What axe-core finds on the page that is open, in light and dark, wide and narrow.
    pub fn axe_violations(&self, axe_core: &str) -> Vec<String> {
        self.evaluate(&format!("{axe_core};0"));
        let mut found = Vec::new();
        for colours in ["light", "dark"] {
            self.set_colours(colours);
            for width in [1280, 375] {
                self.set_width(width);
                let Value::Array(violations) = self.evaluate(RUN) else {
                    panic!("axe-core gave no answer on {}", self.path());
                };
                let here = format!("{} in {colours}, {width} px", self.path());
                found.extend(
                    violations
                        .iter()
                        .map(|one| format!("{here}: {}", text(one))),
                );
            }
        }
        found
    }
}
