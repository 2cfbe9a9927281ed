//! The description of the API as the code that answers reads it.

use std::sync::Arc;

use http::Method;
use serde_json::Value;

use super::schema::resolved;

/// An OpenAPI document, made of the code that it describes; cheap to clone. The API's layer puts
/// it into the extensions of every request.
/// Source: OpenAPI 3.1, <https://spec.openapis.org/oas/v3.1.0>.
#[derive(Clone, Debug)]
pub struct Description(Arc<Value>);

/// One call: a method of a path.
#[derive(Clone, Copy, Debug)]
pub struct Operation<'a> {
    root: &'a Value,
    own: &'a Value,
}

/// A parameter of the query string.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parameter<'a> {
    pub(super) name: &'a str,
    pub(super) schema: &'a Value,
    pub(super) required: bool,
    /// Whether a list is sent by repeating the name, and not with commas.
    pub(super) repeats: bool,
}

impl Description {
    /// The description that an OpenAPI document gives.
    pub fn new(document: Value) -> Self {
        Self(Arc::new(document))
    }

    /// The document.
    pub fn document(&self) -> &Value {
        &self.0
    }

    /// The methods that a route of the table takes, in capitals.
    pub fn methods(&self, route: &str) -> Vec<String> {
        let calls = self
            .0
            .get("paths")
            .and_then(|all| all.get(described(route)));
        let calls = calls.and_then(Value::as_object);
        let mut methods: Vec<String> = calls
            .into_iter()
            .flat_map(|calls| calls.keys())
            .map(|word| word.to_ascii_uppercase())
            .collect();
        if methods.iter().any(|method| method == "GET") {
            methods.push("HEAD".to_owned());
        }
        methods.push("OPTIONS".to_owned());
        methods
    }

    /// The call that `method` makes at a route of the table; a HEAD is read like a GET.
    pub fn operation(&self, method: &Method, route: &str) -> Option<Operation<'_>> {
        let word = match *method {
            Method::HEAD => "get".to_owned(),
            _ => method.as_str().to_ascii_lowercase(),
        };
        let own = self.0.get("paths")?.get(described(route))?.get(&word)?;
        Some(Operation { root: &self.0, own })
    }
}

/// A route as the description spells it: the table marks what takes the rest of a path, and the
/// description knows no such mark.
pub fn described(route: &str) -> String {
    route.replace("{*", "{")
}

impl<'a> Operation<'a> {
    /// The whole description, in which references are looked up.
    pub(super) fn root(&self) -> &'a Value {
        self.root
    }

    /// The parameters of its query string.
    pub(super) fn query(&self) -> impl Iterator<Item = Parameter<'a>> {
        let all = self.own.get("parameters").and_then(Value::as_array);
        all.into_iter().flatten().filter_map(|parameter| {
            let is_in = parameter.get("in")?.as_str()?;
            let explode = parameter.get("explode").and_then(Value::as_bool);
            (is_in == "query").then_some(Parameter {
                name: parameter.get("name")?.as_str()?,
                schema: parameter.get("schema")?,
                required: parameter.get("required") == Some(&Value::Bool(true)),
                repeats: explode.unwrap_or(true),
            })
        })
    }

    /// The schema of what is sent as this media type.
    pub(super) fn body(&self, media_type: &str) -> Option<&'a Value> {
        let content = self.own.get("requestBody")?.get("content")?;
        let schema = content.get(media_type)?.get("schema")?;
        Some(resolved(self.root, schema))
    }
}
