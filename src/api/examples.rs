//! Calls to try, as the page prints them. A test carries out each of them and holds the answer to
//! what is printed.

/// A call, and the shape of its answer.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The call's name in the description.
    pub call: &'static str,
    /// What it shows, as a heading would say it.
    pub about: &'static str,
    /// What to type; `ORIGIN` stands for the site.
    pub command: &'static str,
    /// The status of the answer.
    pub status: u16,
    /// The answer, shortened: whatever it shows is there, and of that kind.
    pub answer: &'static str,
}

/// Every example, in the order of the page.
pub const EXAMPLES: &[Example] = &[
    Example {
        call: "list_entries",
        about: "The newest entries under an open licence, a few fields of each",
        command: "curl 'ORIGIN/api/v1/entries?licence=open&sort=newest&fields=id,title,url&limit=2'",
        status: 200,
        answer: r#"{
  "items": [
    {
      "id": 12,
      "title": "A tool",
      "url": "https://example.org/tool"
    }
  ],
  "next": "000000000000000c"
}"#,
    },
    Example {
        call: "read_entry",
        about: "One entry",
        command: "curl ORIGIN/api/v1/entries/1",
        status: 200,
        answer: r#"{
  "id": 1,
  "title": "A tool",
  "url": "https://example.org/tool",
  "category": "guidance",
  "category_titles": ["Guidance"],
  "licence": "MIT",
  "link": "unchecked",
  "added_at": "2026-11-22T10:00:00Z",
  "verified_at": null
}"#,
    },
    Example {
        call: "read_entry",
        about: "The same, if it has changed since: by the `ETag` of an earlier answer",
        command: "curl -i -H 'If-None-Match: ETAG' ORIGIN/api/v1/entries/1",
        status: 304,
        answer: "",
    },
    Example {
        call: "read_entry",
        about: "One that isn’t there",
        command: "curl ORIGIN/api/v1/entries/999999",
        status: 404,
        answer: r#"{
  "type": "ORIGIN/api#problem-not-found",
  "title": "Nothing is here",
  "status": 404,
  "detail": "There is nothing at this address, or no longer.",
  "instance": "/api/v1/entries/999999",
  "request_id": "3H32-ZPR3"
}"#,
    },
    Example {
        call: "list_categories",
        about: "The tree",
        command: "curl ORIGIN/api/v1/categories",
        status: 200,
        answer: r#"{
  "items": [
    {
      "id": 1,
      "parent_id": null,
      "path": "guidance",
      "title": "Guidance",
      "entry_count": 24,
      "depth": 1
    }
  ],
  "next": null
}"#,
    },
    Example {
        call: "list_tags",
        about: "The tags",
        command: "curl ORIGIN/api/v1/tags",
        status: 200,
        answer: r#"{
  "items": [
    {
      "slug": "c++",
      "name": "C++",
      "entry_count": 3
    }
  ],
  "next": null
}"#,
    },
    Example {
        call: "search",
        about: "Entries with both words and without a third",
        command: "curl -G ORIGIN/api/v1/search --data-urlencode 'q=open code* -scotland' -d limit=1",
        status: 200,
        answer: r#"{
  "items": [
    {
      "id": 12,
      "title": "A tool"
    }
  ],
  "next": "000000000000000c"
}"#,
    },
    Example {
        call: "list_changes",
        about: "The latest changes to entries",
        command: "curl 'ORIGIN/api/v1/changes?kind=entry&limit=5'",
        status: 200,
        answer: r#"{
  "items": [
    {
      "id": 7,
      "at": "2026-11-22T10:00:00Z",
      "source": "suggestion",
      "summary": "Added A tool",
      "why": "",
      "who": "Suggested by a reader, approved by a moderator",
      "objects": [
        {
          "kind": "entry",
          "id": 12,
          "action": "create",
          "title": "A tool"
        }
      ],
      "more": 0
    }
  ]
}"#,
    },
    Example {
        call: "read_description",
        about: "The description, for tools that make clients of it",
        command: "curl ORIGIN/api/v1/openapi.json",
        status: 200,
        answer: "",
    },
    Example {
        call: "suggest",
        about: "A link that you would like to see here",
        command: r#"curl ORIGIN/api/v1/suggestions -H 'Content-Type: application/json' -d '{
  "url": "https://tool.example.org/",
  "title": "A tool for wards",
  "category": "not-sure",
  "description": "Plans who works when.",
  "licence": "MIT",
  "tags": ["planning", "nhs"]
}'"#,
        status: 201,
        answer: r#"{
  "reference": "SP-7K4M-2QXD",
  "url": "ORIGIN/suggestions/…",
  "status_url": "ORIGIN/api/v1/suggestions/…",
  "status": "pending"
}"#,
    },
    Example {
        call: "suggest",
        about: "The same as a form, with something missing",
        command: "curl ORIGIN/api/v1/suggestions -d url=https://tool.example.org/other -d category=not-sure",
        status: 422,
        answer: r#"{
  "type": "ORIGIN/api#problem-validation",
  "title": "Something needs attention",
  "status": 422,
  "errors": [
    {
      "field": "title",
      "message": "This is missing"
    }
  ]
}"#,
    },
    Example {
        call: "follow_suggestion",
        about: "How it stands",
        command: "curl STATUS_URL",
        status: 200,
        answer: r#"{
  "reference": "SP-7K4M-2QXD",
  "kind": "entry",
  "status": "pending",
  "title": "A tool for wards",
  "decided_at": null,
  "reason": ""
}"#,
    },
    Example {
        call: "read_queue",
        about: "The oldest suggestion that waits",
        command: "curl -H 'Authorization: Bearer sp_…' 'ORIGIN/api/v1/suggestions?limit=1'",
        status: 200,
        answer: r#"{
  "items": [
    {
      "id": 1,
      "reference": "SP-7K4M-2QXD",
      "kind": "entry",
      "status": "pending",
      "version": "1",
      "title": "A tool for wards",
      "fields": {
        "url": "https://tool.example.org/",
        "category": "not-sure"
      }
    }
  ]
}"#,
    },
    Example {
        call: "decide",
        about: "Approve it, in a category",
        command: r#"curl -H 'Authorization: Bearer sp_…' ORIGIN/api/v1/suggestions/1/decision -H 'Content-Type: application/json' -d '{
  "decision": "approve",
  "version": "1",
  "category": "guidance"
}'"#,
        status: 200,
        answer: r#"{
  "id": 1,
  "reference": "SP-7K4M-2QXD",
  "status": "approved"
}"#,
    },
];
