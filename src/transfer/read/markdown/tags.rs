//! What HTML tags in Markdown mean to a list.

use super::builder::{Builder, LineKind};
use super::html::{Html, pieces};
use super::inline::{Break, Inline, escaped};
use super::open::Holder;
use crate::transfer::list::ReadError;

/// The pieces of running text that HTML within a line stands for.
pub(super) fn inline_html(html: &str) -> Vec<Inline<'static>> {
    pieces(html)
        .into_iter()
        .filter_map(|(_, piece)| inline(piece))
        .collect()
}

fn inline(piece: Html) -> Option<Inline<'static>> {
    match piece {
        Html::Start(name, href) => match name.as_str() {
            "a" => href.map(|href| Inline::LinkStart(href.into())),
            "br" => Some(Inline::Break(Break::Html)),
            "img" | "svg" | "picture" | "video" => Some(Inline::Image),
            _ => None,
        },
        Html::End(name) => (name == "a").then_some(Inline::LinkEnd),
        Html::Text(text) => {
            let source = escaped(&text).into_owned();
            Some(Inline::Text(text.into(), source.into()))
        }
    }
}

/// Adds an HTML block that begins at a line to a document.
pub(super) fn block_html(
    html: &str,
    number: usize,
    builder: &mut Builder<'_>,
) -> Result<(), ReadError> {
    let floor = builder.depth();
    let mut reading = Block {
        builder,
        floor,
        in_link: false,
        in_code: false,
    };
    for (line, piece) in pieces(html) {
        reading.piece(piece, number + line - 1)?;
    }
    builder.close_to(floor);
    Ok(())
}

struct Block<'b, 'a> {
    builder: &'b mut Builder<'a>,
    /// How many blocks stood open before this HTML: its end tags close none of them.
    floor: usize,
    in_link: bool,
    in_code: bool,
}

impl Block<'_, '_> {
    fn piece(&mut self, piece: Html, number: usize) -> Result<(), ReadError> {
        match &piece {
            Html::Start(name, _) if matches!(name.as_str(), "script" | "style") => {
                self.in_code = true;
            }
            Html::End(name) if matches!(name.as_str(), "script" | "style") => {
                self.in_code = false;
            }
            _ if self.in_code => {}
            Html::Start(name, _) => self.start(name, number)?,
            Html::End(name) => self.end(name),
            Html::Text(_) => {}
        }
        if self.in_code {
            return Ok(());
        }
        match &piece {
            Html::Start(name, Some(_)) if name == "a" => self.in_link = true,
            Html::End(name) if name == "a" => self.in_link = false,
            // Space between blocks begins no line.
            Html::Text(text) if text.trim().is_empty() && self.builder.line_kind().is_none() => {
                return Ok(());
            }
            _ => {}
        }
        if let Some(inline) = inline(piece) {
            self.builder.inline(inline, LineKind::Html, number);
        }
        Ok(())
    }

    fn start(&mut self, name: &str, number: usize) -> Result<(), ReadError> {
        let in_cell = self.builder.line_kind() == Some(LineKind::Cell);
        match name {
            "tr" => {
                // A table in a cell leaves the row around it open.
                let table = self.builder.find(Holder::Table, self.floor);
                if self.builder.find(Holder::Row, self.floor) > table {
                    self.close(Holder::Row);
                }
                self.builder.row(false, number)?;
            }
            "td" | "th" if self.builder.innermost() == Some(Holder::Row) => {
                self.builder.line(LineKind::Cell, number);
            }
            "table" => self.builder.table(number)?,
            _ if in_cell => {}
            "ul" | "ol" => self.builder.list((name == "ol").then_some(1), number)?,
            "li" => {
                if self.builder.innermost() == Some(Holder::Item) {
                    self.close(Holder::Item);
                }
                self.builder.item(number)?;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.builder.depth() == self.floor => {
                let level = name.as_bytes()[1] - b'0';
                self.builder.line(LineKind::HtmlHeading(level), number);
            }
            _ if is_block(name) && !self.in_link => self.builder.end_line(),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        let in_cell = self.builder.line_kind() == Some(LineKind::Cell);
        match name {
            "tr" => self.close(Holder::Row),
            "td" | "th" if in_cell => self.builder.end_line(),
            "table" => self.close(Holder::Table),
            _ if in_cell => {}
            "ul" | "ol" => self.close(Holder::List),
            "li" => self.close(Holder::Item),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.builder.end_line(),
            _ if is_block(name) && !self.in_link => self.builder.end_line(),
            _ => {}
        }
    }

    /// Ends the innermost block of this kind, and what was forgotten inside it.
    fn close(&mut self, holder: Holder) {
        if let Some(depth) = self.builder.find(holder, self.floor) {
            self.builder.close_to(depth);
        }
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "hr"
            | "center"
            | "section"
            | "header"
            | "footer"
            | "article"
            | "nav"
            | "details"
            | "summary"
            | "blockquote"
            | "pre"
            | "dl"
            | "dt"
            | "dd"
            | "figure"
            | "figcaption"
            | "aside"
            | "main"
            | "thead"
            | "tbody"
    )
}
