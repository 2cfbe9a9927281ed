//! A mail server on loopback that does what a test tells it to.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How the server behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Takes every message.
    Works,
    /// Says that it can't just now.
    Busy,
    /// Says that there is no such mailbox.
    Refuses,
    /// Answers nothing.
    Hangs,
    /// Hears the whole message and goes away without a word.
    DropsAfterData,
}

/// A message as it came.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Whom the envelope names.
    pub recipients: Vec<String>,
    /// Headers and body, with lines that end in CR LF.
    pub text: String,
}

/// The server.
#[derive(Clone, Debug)]
pub struct MailServer {
    port: u16,
    mood: Arc<Mutex<Mood>>,
    taken: Arc<Mutex<Vec<Mail>>>,
}

impl MailServer {
    /// A server that works.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            mood: Arc::new(Mutex::new(Mood::Works)),
            taken: Arc::default(),
        };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = serving.clone();
                // A client that goes away ends the conversation.
                tokio::spawn(async move { server.converse(stream).await.unwrap_or(()) });
            }
        });
        server
    }

    /// The setting that leads here.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Changes how the server behaves.
    pub fn set(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// Every message that was taken, in order.
    pub fn taken(&self) -> Vec<Mail> {
        self.taken.lock().unwrap().clone()
    }

    /// The only message that was taken since the last look.
    #[track_caller]
    pub fn only(&self) -> Mail {
        let mut taken = std::mem::take(&mut *self.taken.lock().unwrap());
        assert_eq!(taken.len(), 1, "{taken:#?}");
        taken.remove(0)
    }

    async fn converse(&self, stream: TcpStream) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 loopback\r\n").await?;
        let mut recipients = Vec::new();
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let mood = *self.mood.lock().unwrap();
            if mood == Mood::Hangs {
                tokio::time::sleep(Duration::from_secs(3_600)).await;
            }
            let verb = line.get(..4).unwrap_or_default().to_uppercase();
            let answer = match (verb.as_str(), mood) {
                ("RCPT", Mood::Busy) => "451 4.3.0 try later\r\n".to_owned(),
                ("RCPT", Mood::Refuses) => {
                    let whom = line.trim_end();
                    format!(
                        "550 5.1.1 {} unknown\r\n",
                        whom.get(8..).unwrap_or_default()
                    )
                }
                ("RCPT", _) => {
                    recipients.push(line.trim_end().get(8..).unwrap_or_default().to_owned());
                    "250 fine\r\n".to_owned()
                }
                ("DATA", _) => {
                    stream.write_all(b"354 go on\r\n").await?;
                    let text = read_message(&mut stream).await?;
                    if mood == Mood::DropsAfterData {
                        return Ok(());
                    }
                    let recipients = std::mem::take(&mut recipients);
                    self.taken.lock().unwrap().push(Mail { recipients, text });
                    "250 taken\r\n".to_owned()
                }
                ("QUIT", _) => {
                    stream.write_all(b"221 bye\r\n").await?;
                    return Ok(());
                }
                _ => "250 fine\r\n".to_owned(),
            };
            stream.write_all(answer.as_bytes()).await?;
        }
    }
}

async fn read_message(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line == ".\r\n" {
            return Ok(text);
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

impl Mail {
    /// A header's value, unfolded; none when it is not there.
    pub fn header(&self, name: &str) -> Option<String> {
        let (head, _) = self.text.split_once("\r\n\r\n").unwrap();
        let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let prefix = format!("{}:", name.to_lowercase());
        head.split("\r\n")
            .find(|line| line.to_lowercase().starts_with(&prefix))
            .map(|line| line[prefix.len()..].trim().to_owned())
    }

    /// The parts by their content type, decoded.
    pub fn part(&self, content_type: &str) -> String {
        let boundary = self.header("content-type").unwrap();
        let (_, boundary) = boundary.split_once("boundary=\"").unwrap();
        let boundary = format!("--{}", boundary.trim_end_matches('"'));
        let part = self
            .text
            .split(&boundary)
            .find(|part| part.contains(&format!("Content-Type: {content_type}")))
            .unwrap_or_else(|| panic!("no {content_type} in {}", self.text));
        let (head, body) = part.split_once("\r\n\r\n").unwrap();
        if head.contains("quoted-printable") {
            return unquoted(body);
        }
        if head.contains("base64") {
            let packed: String = body.split_whitespace().collect();
            let bytes = data_encoding::BASE64.decode(packed.as_bytes()).unwrap();
            return String::from_utf8(bytes).unwrap();
        }
        body.to_owned()
    }

    /// The plain text.
    pub fn plain(&self) -> String {
        self.part("text/plain")
    }

    /// The first link in the plain text that contains `part`.
    #[track_caller]
    pub fn link(&self, part: &str) -> String {
        let plain = self.plain();
        let found = plain
            .split_whitespace()
            .find(|word| word.starts_with("http") && word.contains(part));
        found
            .unwrap_or_else(|| panic!("no {part} in {plain}"))
            .to_owned()
    }

    /// The path of that link on this site.
    #[track_caller]
    pub fn path(&self, part: &str) -> String {
        let link = self.link(part);
        let (_, rest) = link.split_once("://").unwrap();
        rest[rest.find('/').unwrap()..].to_owned()
    }
}

/// Quoted-printable, read back. Source: RFC 2045, 6.7.
fn unquoted(text: &str) -> String {
    let joined = text.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .and_then(|code| std::str::from_utf8(code).ok());
        match (
            first,
            code.and_then(|code| u8::from_str_radix(code, 16).ok()),
        ) {
            (b'=', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap()
}
