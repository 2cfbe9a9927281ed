//! The pages of a copy for search engines (<https://www.sitemaps.org/protocol.html>), once it is
//! known where the copy will be served: a sitemap holds whole addresses only.

use super::folder::Folder;

/// The most addresses of one part.
const PART: usize = 50_000;
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// A sitemap in parts, in the making.
pub(super) struct Sitemap {
    base: String,
    addresses: String,
    count: usize,
    parts: usize,
}

impl Sitemap {
    /// Of a copy that will be served at `base`.
    pub(super) fn new(base: &str) -> Self {
        Self {
            base: base.trim_end_matches('/').to_owned(),
            addresses: String::new(),
            count: 0,
            parts: 0,
        }
    }

    /// Adds a page. Names of files need no escapes.
    ///
    /// # Errors
    /// When the disk is full.
    pub(super) fn add(&mut self, file: &str, folder: &Folder) -> anyhow::Result<()> {
        let file = if file == "index.html" { "" } else { file };
        let address = format!("  <url><loc>{}/{file}</loc></url>\n", self.base);
        self.addresses.push_str(&address);
        self.count += 1;
        if self.count == PART {
            self.end_part(folder)?;
        }
        Ok(())
    }

    /// Writes what is left, the list of the parts, and where robots find it.
    ///
    /// # Errors
    /// When the disk is full.
    pub(super) fn finish(mut self, folder: &Folder) -> anyhow::Result<()> {
        if self.count > 0 {
            self.end_part(folder)?;
        }
        let base = &self.base;
        let parts: String = (1..=self.parts)
            .map(|part| format!("  <sitemap><loc>{base}/sitemap-{part}.xml</loc></sitemap>\n"))
            .collect();
        folder.write("sitemap.xml", &document("sitemapindex", &parts))?;
        let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {base}/sitemap.xml\n");
        folder.write("robots.txt", robots.as_bytes())
    }

    fn end_part(&mut self, folder: &Folder) -> anyhow::Result<()> {
        self.parts += 1;
        let name = format!("sitemap-{}.xml", self.parts);
        folder.write(&name, &document("urlset", &self.addresses))?;
        self.addresses.clear();
        self.count = 0;
        Ok(())
    }
}

fn document(element: &str, inside: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{element} xmlns=\"{NAMESPACE}\">\n{inside}</{element}>\n"
    )
    .into_bytes()
}
