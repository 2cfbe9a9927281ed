//! What is sent to `/admin/import`, file by file.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use http::StatusCode;

use crate::error::{AppError, Result};
use crate::text::clean_line;
use crate::transfer::import::{Asked, ImportOptions, Update};
use crate::transfer::read::{Format, SourceFile};
use crate::web::form::{FormErrors, ticked};

/// More files than somebody picks by hand.
const MOST_FILES: usize = 1_000;
/// The longest text of any other field, in bytes.
const LONGEST: usize = 4_096;

/// The form as it was sent, without its files.
#[derive(Clone, Debug, Default)]
pub(super) struct ImportForm {
    pub(super) text: String,
    pub(super) format: String,
    pub(super) into: String,
    pub(super) new_category: String,
    pub(super) to: String,
    pub(super) update: String,
    pub(super) settings: String,
}

/// What came.
pub(super) struct Received {
    pub(super) form: ImportForm,
    pub(super) files: Vec<SourceFile>,
    /// Whether it was more than may be sent.
    pub(super) is_too_large: bool,
}

/// Takes the parts of the form one by one. What is over the limit ends it, and the rest is kept.
pub(super) async fn receive(mut parts: Multipart) -> Result<Received> {
    let mut received = Received {
        form: ImportForm::default(),
        files: Vec::new(),
        is_too_large: false,
    };
    let outcome = async {
        while let Some(part) = parts.next_field().await? {
            let name = part.name().unwrap_or_default().to_owned();
            if name == "file" {
                let file_name = file_name(part.file_name().unwrap_or_default());
                let bytes = part.bytes().await?;
                if bytes.is_empty() {
                    continue;
                }
                if received.files.len() == MOST_FILES {
                    received.is_too_large = true;
                    return Ok(());
                }
                received.files.push(SourceFile {
                    name: file_name,
                    bytes: bytes.to_vec(),
                });
            } else {
                let bytes = part.bytes().await?;
                let text = String::from_utf8_lossy(&bytes).into_owned();
                received.form.take(&name, text);
            }
        }
        Ok::<(), MultipartError>(())
    };
    match outcome.await {
        Ok(()) => Ok(received),
        Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            received.is_too_large = true;
            Ok(received)
        }
        Err(error) => Err(AppError::BadRequest(error.body_text())),
    }
}

/// The last part of a name, as it may be printed.
fn file_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let cleaned = clean_line(last).map_or_else(|_| String::new(), |line| line.text);
    let name: String = cleaned.chars().take(200).collect();
    if name.is_empty() {
        "list".to_owned()
    } else {
        name
    }
}

impl ImportForm {
    fn take(&mut self, name: &str, text: String) {
        let field = match name {
            "text" => {
                self.text = text;
                return;
            }
            "format" => &mut self.format,
            "into" => &mut self.into,
            "new_category" => &mut self.new_category,
            "to" => &mut self.to,
            "update" => &mut self.update,
            "settings" => &mut self.settings,
            _ => return,
        };
        if text.len() <= LONGEST {
            *field = text;
        }
    }

    /// What was asked for, and the files with what was pasted beside them.
    pub(super) fn check(
        &self,
        mut files: Vec<SourceFile>,
        errors: &mut FormErrors,
    ) -> (Asked, Vec<SourceFile>) {
        if !self.text.trim().is_empty() {
            files.push(SourceFile {
                name: "Pasted list".to_owned(),
                bytes: self.text.clone().into_bytes(),
            });
        }
        if files.is_empty() && errors.is_empty() {
            errors.add("file", "Choose a file, or paste a list");
        }
        let new = self.new_category.trim().trim_matches('/');
        let into = match (self.into.trim(), new) {
            (into, "") => into.to_owned(),
            ("", new) => new.to_owned(),
            (into, new) => format!("{into}/{new}"),
        };
        let asked = Asked {
            options: ImportOptions {
                into,
                to_queue: self.to == "queue",
                update: Update::parse(&self.update),
                settings: ticked(Some(&self.settings)),
            },
            format: Format::parse(&self.format)
                .map(Format::as_str)
                .unwrap_or_default()
                .to_owned(),
            files: files.iter().map(|file| file.name.clone()).collect(),
        };
        (asked, files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_that_may_be_printed() {
        assert_eq!(file_name("C:\\fake\u{202e}path\\my list.md"), "my list.md");
        assert_eq!(file_name("../../etc/\u{202e}a.md"), "a.md");
        assert_eq!(file_name("a\0b"), "list");
    }
}
