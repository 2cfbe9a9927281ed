//! Sees what no page may ever do: complain, break its own policy, open a dialog, or ask another
//! machine for something.

use serde_json::Value;

use super::pipe::text;
use super::tab::Tab;

impl Tab {
    /// Everything that pages of this tab did and shouldn't have, in words.
    pub fn complaints(&self) -> Vec<String> {
        let mut documents = Vec::new();
        let mut found = Vec::new();
        for event in self.heard() {
            let (method, params) = (text(&event["method"]), &event["params"]);
            if method == "Network.requestWillBeSent" && params["type"] == "Document" {
                documents.push(text(&params["request"]["url"]).to_owned());
            }
            found.extend(complaint(method, params, &documents, self.origin()));
        }
        found
    }
}

fn complaint(method: &str, params: &Value, documents: &[String], origin: &str) -> Option<String> {
    match method {
        "Runtime.exceptionThrown" => {
            let thrown = &params["exceptionDetails"]["exception"]["description"];
            Some(format!("an uncaught exception: {}", text(thrown)))
        }
        "Runtime.consoleAPICalled" => {
            let kind = text(&params["type"]);
            let loud = matches!(kind, "error" | "warning" | "assert");
            loud.then(|| format!("the console was told: {}", params["args"]))
        }
        "Log.entryAdded" => {
            let entry = &params["entry"];
            // A page that answers 404 or 422 logs its own address, which is no fault.
            let own_status = entry["source"] == "network"
                && documents.iter().any(|document| entry["url"] == **document);
            let quiet = matches!(text(&entry["level"]), "verbose" | "info");
            (!own_status && !quiet)
                .then(|| format!("logged: {} ({})", text(&entry["text"]), entry["url"]))
        }
        "Audits.issueAdded" => {
            let issue = &params["issue"];
            (issue["code"] == "ContentSecurityPolicyIssue")
                .then(|| format!("the policy was broken: {}", issue["details"]))
        }
        "Page.javascriptDialogOpening" => {
            Some(format!("a dialog opened: {}", text(&params["message"])))
        }
        "Network.requestWillBeSent" => {
            let url = text(&params["request"]["url"]);
            let ours = url
                .strip_prefix(origin)
                .is_some_and(|path| path.starts_with('/'));
            (!ours).then(|| format!("asked elsewhere: {url}"))
        }
        _ => None,
    }
}
