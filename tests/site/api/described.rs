use serde_json::json;

use super::*;

#[tokio::test]
async fn the_description_is_openapi_31_of_this_site() {
    let site = TestSite::new().await;
    let document = read(&site, "/api/v1/openapi.json").await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    assert_eq!(
        document["servers"],
        json!([{"url": "https://links.example"}])
    );
    let mut served = signpost::api::description().document().clone();
    assert_eq!(document["paths"], served["paths"].take());
    let scheme = &document["components"]["securitySchemes"]["token"];
    assert_eq!(
        (scheme["type"].as_str(), scheme["scheme"].as_str()),
        (Some("http"), Some("bearer"))
    );
    let references = references(&document);
    assert!(references.len() > 10);
    for reference in references {
        let place = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(place).is_some(), "{reference}");
    }
}

/// Everything that the document refers to.
fn references(value: &Value) -> Vec<String> {
    match value {
        Value::Object(object) => object
            .iter()
            .flat_map(|(name, value)| match (name.as_str(), value) {
                ("$ref", Value::String(to)) => vec![to.clone()],
                _ => references(value),
            })
            .collect(),
        Value::Array(list) => list.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

/// What is served has a description: no other route begins with the root of the API.
#[test]
fn no_route_is_registered_past_the_description() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for item in std::fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let product = text.split("#[cfg(test)]").next().unwrap();
            let is_test = path.to_string_lossy().ends_with("_tests.rs");
            assert!(
                is_test || !product.contains(".route(\"/api/"),
                "{} registers a call without a description",
                path.display()
            );
        }
    }
}

#[test]
fn every_call_says_what_it_is_and_what_may_go_wrong() {
    let document = signpost::api::description().document();
    let mut names = std::collections::BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        assert!(!path.contains('*'), "{path}");
        for (method, call) in item.as_object().unwrap() {
            let name = format!("{method} {path}");
            assert!(
                names.insert(call["operationId"].to_string()),
                "{name}: {}",
                call["operationId"]
            );
            for words in ["summary", "description"] {
                assert!(
                    call[words].as_str().is_some_and(|text| text.len() > 3),
                    "{name}: {words}"
                );
            }
            for parameter in call["parameters"].as_array().into_iter().flatten() {
                let about = parameter["description"].as_str();
                assert!(
                    about.is_some_and(|text| text.len() > 3),
                    "{name}: {parameter}"
                );
            }
            let default = &call["responses"]["default"]["content"];
            assert!(default["application/problem+json"].is_object(), "{name}");
        }
    }
}
