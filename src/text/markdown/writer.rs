//! Writes the few Markdown events that we allow as HTML.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::{Author, links};

/// How many elements may stand inside one another; the text of deeper ones is kept.
const DEEPEST: usize = 8;

/// Writes a whole text.
pub(super) fn write(source: &str, author: Author) -> String {
    let mut writer = Writer::new(author);
    for event in events(source) {
        writer.event(event);
    }
    writer.html
}

/// The events of a text: plain CommonMark, no extension.
pub(super) fn events(source: &str) -> Parser<'_> {
    Parser::new_ext(source, Options::empty())
}

struct Writer {
    html: String,
    author: Author,
    /// The closing tag of each open event; none where the element was left out.
    open: Vec<Option<&'static str>>,
    depth: usize,
    /// The source levels of the headings that the present place stands under.
    outline: Vec<HeadingLevel>,
    /// The address of the open link, and where in `html` its text begins.
    link: Option<(String, usize)>,
}

impl Writer {
    fn new(author: Author) -> Self {
        Self {
            html: String::new(),
            author,
            open: Vec::new(),
            depth: 0,
            outline: Vec::new(),
            link: None,
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(code) if self.depth >= DEEPEST => self.text(&code),
            Event::Code(code) => {
                self.html.push_str("<code>");
                self.text(&code);
                self.html.push_str("</code>");
            }
            Event::SoftBreak => self.html.push('\n'),
            Event::HardBreak => self.html.push_str("<br>\n"),
            Event::Rule => self.html.push_str("<hr>\n"),
            // Extensions, which are all off.
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            // What looked like HTML is a paragraph of text to us.
            Tag::Paragraph | Tag::HtmlBlock => self.open("<p>", "</p>\n"),
            Tag::Heading { level, .. } => {
                let (start, end) = self.heading(level);
                self.open(start, end);
            }
            Tag::BlockQuote(_) => self.open("<blockquote>\n", "</blockquote>\n"),
            // A list needs room for its items as well, and a code block for its two elements.
            Tag::List(_) | Tag::CodeBlock(_) if self.depth + 2 > DEEPEST => self.leave_out_block(),
            Tag::CodeBlock(_) => self.open("<pre><code>", "</code></pre>\n"),
            Tag::List(None) => self.open("<ul>\n", "</ul>\n"),
            Tag::List(Some(1)) => self.open("<ol>\n", "</ol>\n"),
            Tag::List(Some(first)) => {
                self.open(&format!("<ol start=\"{first}\">\n"), "</ol>\n");
            }
            Tag::Item if self.open.last().is_some_and(Option::is_some) => {
                self.open("<li>", "</li>\n");
            }
            Tag::Emphasis => self.open("<em>", "</em>"),
            Tag::Strong => self.open("<strong>", "</strong>"),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.start_link(link_type, &dest_url),
            Tag::Item => self.leave_out_block(),
            // Images leave their description; the rest are extensions, which are all off.
            _ => self.leave_out(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if tag == TagEnd::Link
            && let Some((address, begin)) = self.link.take()
            && self.html.len() == begin
        {
            // A link without words can't be read out or followed.
            self.text(&address);
        }
        match self.open.pop().flatten() {
            Some(closing) => {
                self.depth -= 1; // raised when this element was opened
                self.html.push_str(closing);
            }
            None if is_block(tag) => self.part(),
            None => {}
        }
    }

    fn open(&mut self, start: &str, closing: &'static str) {
        if self.depth >= DEEPEST {
            // Only blocks end their line.
            return match closing.ends_with('\n') {
                true => self.leave_out_block(),
                false => self.leave_out(),
            };
        }
        self.html.push_str(start);
        self.open.push(Some(closing));
        self.depth += 1;
    }

    fn leave_out(&mut self) {
        self.open.push(None);
    }

    fn leave_out_block(&mut self) {
        self.part();
        self.leave_out();
    }

    /// Keeps apart the words of blocks whose elements were left out.
    fn part(&mut self) {
        if !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    fn start_link(&mut self, kind: LinkType, written: &str) {
        let room = self.depth < DEEPEST && self.link.is_none();
        let judged = links::judge(kind, written, self.author).filter(|_| room);
        let Some(destination) = judged else {
            return self.leave_out();
        };
        let mut start = String::from("<a href=\"");
        escape_into(&mut start, &destination.href);
        if let Some(rel) = destination.rel {
            start.push_str("\" rel=\"");
            start.push_str(rel);
        }
        start.push_str("\">");
        self.open(&start, "</a>");
        self.link = Some((destination.href, self.html.len()));
    }

    /// One level down for each heading that this one stands under, whatever number was typed, so
    /// that no level of the page's outline is skipped.
    fn heading(&mut self, level: HeadingLevel) -> (&'static str, &'static str) {
        while self.outline.last().is_some_and(|above| *above >= level) {
            self.outline.pop();
        }
        let under = self.outline.len();
        self.outline.push(level);
        let top = match self.author {
            Author::Contributor => 3,
            Author::Curator => 2,
        };
        match top + under {
            2 => ("<h2>", "</h2>\n"),
            3 => ("<h3>", "</h3>\n"),
            4 => ("<h4>", "</h4>\n"),
            5 => ("<h5>", "</h5>\n"),
            _ => ("<h6>", "</h6>\n"),
        }
    }

    fn text(&mut self, text: &str) {
        escape_into(&mut self.html, text);
    }
}

fn is_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image
    )
}

fn escape_into(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
}
