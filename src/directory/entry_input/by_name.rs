//! The fields by their names, for what treats them all alike.

use super::EntryInput;

impl EntryInput {
    /// The fields by name, in the order of the form.
    pub fn fields(&self) -> [(&'static str, &str); 12] {
        [
            ("url", &self.url),
            ("title", &self.title),
            ("category", &self.category),
            ("description", &self.description),
            ("caveat", &self.caveat),
            ("caveat_kind", &self.caveat_kind),
            ("licence", &self.licence),
            ("organisation", &self.organisation),
            ("tags", &self.tags),
            ("language", &self.language),
            ("featured", &self.featured),
            ("question", &self.question),
        ]
    }

    /// The same fields to write to, in the same order.
    pub fn fields_mut(&mut self) -> [(&'static str, &mut String); 12] {
        [
            ("url", &mut self.url),
            ("title", &mut self.title),
            ("category", &mut self.category),
            ("description", &mut self.description),
            ("caveat", &mut self.caveat),
            ("caveat_kind", &mut self.caveat_kind),
            ("licence", &mut self.licence),
            ("organisation", &mut self.organisation),
            ("tags", &mut self.tags),
            ("language", &mut self.language),
            ("featured", &mut self.featured),
            ("question", &mut self.question),
        ]
    }
}
