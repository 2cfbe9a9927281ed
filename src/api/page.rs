//! `GET /api`: the description, for people. Drawn by us from the same description that programs
//! read, without a script.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use serde_json::Value;

use super::description;
use super::examples::{EXAMPLES, Example};
use super::shape::{Field, Shape, fields, kind, shapes};
use crate::config::Config;
use crate::db::Db;
use crate::error::Result;
use crate::paths;
use crate::settings;
use crate::text::SafeHtml;
use crate::text::markdown::render;
use crate::web::api::{ProblemKind, absolute};
use crate::web::{Layout, Page};

#[derive(Template)]
#[template(path = "api/page.html")]
struct ApiPage {
    layout: Layout,
    origin: String,
    groups: Vec<Group>,
    shapes: Vec<Shape>,
    problems: [ProblemKind; 16],
}

/// Calls that belong together.
struct Group {
    name: String,
    about_html: SafeHtml,
    calls: Vec<Call>,
}

/// One call.
struct Call {
    id: String,
    method: String,
    path: String,
    title: String,
    about_html: SafeHtml,
    parameters: Vec<Field>,
    /// The fields of what is sent.
    sent: Vec<Field>,
    answers: Vec<Field>,
    examples: Vec<Printed>,
}

/// An example as it is printed: for this site.
struct Printed {
    about_html: SafeHtml,
    command: String,
    answer: String,
    status: u16,
}

/// `GET /api`
pub async fn page(State(db): State<Db>, State(config): State<Arc<Config>>) -> Result<Page> {
    let layout = settings::layout(&mut *db.read().await?).await?;
    let document = description().document();
    let origin = absolute(&config, "");
    Page::public(&ApiPage {
        layout: match &config.base_url {
            Some(base_url) => layout.with_canonical(format!("{base_url}{}", paths::API)),
            None => layout,
        },
        groups: groups(document, &origin),
        shapes: shapes(document),
        problems: ProblemKind::ALL,
        origin,
    })
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn groups(document: &Value, origin: &str) -> Vec<Group> {
    let tags = document.get("tags").and_then(Value::as_array);
    let group = |tag: &Value| Group {
        name: text(tag, "name").to_owned(),
        about_html: render(text(tag, "description")),
        calls: calls(document, text(tag, "name"), origin),
    };
    tags.into_iter().flatten().map(group).collect()
}

fn calls(document: &Value, group: &str, origin: &str) -> Vec<Call> {
    let paths = document.get("paths").and_then(Value::as_object);
    let mut calls = Vec::new();
    for (path, item) in paths.into_iter().flatten() {
        for (method, own) in item.as_object().into_iter().flatten() {
            if own.pointer("/tags/0").and_then(Value::as_str) == Some(group) {
                calls.push(call(document, (method, path, own), origin));
            }
        }
    }
    calls
}

fn call(document: &Value, (method, path, own): (&str, &str, &Value), origin: &str) -> Call {
    let id = text(own, "operationId");
    let parameters = own.get("parameters").and_then(Value::as_array);
    let parameter = |parameter: &Value| Field {
        name: text(parameter, "name").to_owned(),
        kind_html: render(&kind(
            document,
            parameter.get("schema").unwrap_or(&Value::Null),
        )),
        is_required: parameter.get("required") == Some(&Value::Bool(true)),
        about_html: render(text(parameter, "description")),
    };
    let sent = own.pointer("/requestBody/content/application~1json/schema");
    let answers = own.get("responses").and_then(Value::as_object);
    let answer = |(status, answer): (&String, &Value)| Field {
        name: match status.as_str() {
            "default" => "Others".to_owned(),
            status => status.to_owned(),
        },
        kind_html: render(&answer_kind(document, answer)),
        is_required: false,
        about_html: render(text(answer, "description")),
    };
    let examples = EXAMPLES.iter().filter(|example| example.call == id);
    Call {
        method: method.to_ascii_uppercase(),
        path: path.to_owned(),
        title: text(own, "summary").to_owned(),
        about_html: render(text(own, "description")),
        parameters: parameters.into_iter().flatten().map(parameter).collect(),
        sent: sent
            .map(|schema| fields(document, schema))
            .unwrap_or_default(),
        answers: answers.into_iter().flatten().map(answer).collect(),
        examples: examples.map(|example| printed(example, origin)).collect(),
        id: id.to_owned(),
    }
}

/// What an answer holds; nothing for problems, which are all alike.
fn answer_kind(document: &Value, answer: &Value) -> String {
    let schema = answer.pointer("/content/application~1json/schema");
    schema
        .map(|schema| kind(document, schema))
        .unwrap_or_default()
}

fn printed(example: &Example, origin: &str) -> Printed {
    Printed {
        about_html: render(example.about),
        command: example.command.replace("ORIGIN", origin),
        answer: example.answer.replace("ORIGIN", origin),
        status: example.status,
    }
}
