//! The words of history.

/// Where a change came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The starter directory of a new database.
    Starter,
    /// A moderator's own edit.
    Moderator,
    /// A suggestion that a moderator approved.
    Suggestion,
    /// The undoing of an earlier change.
    Revert,
    /// The operator, at the command line.
    System,
}

impl Source {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Starter => "starter",
            Self::Moderator => "moderator",
            Self::Suggestion => "suggestion",
            Self::Revert => "revert",
            Self::System => "system",
        }
    }
}

/// Who changes something, when, why and because of what.
#[derive(Clone, Debug)]
pub struct ChangeContext {
    /// Where the change comes from.
    pub source: Source,
    /// The signed-in person; none for the starter directory.
    pub user_id: Option<i64>,
    /// The suggestion that it carries out.
    pub suggestion_id: Option<i64>,
    /// Public: shown in the log of changes.
    pub why: String,
    /// UTC milliseconds.
    pub at: i64,
}

impl ChangeContext {
    /// A moderator's own edit.
    pub fn by_moderator(user_id: i64, why: impl Into<String>, at: i64) -> Self {
        Self {
            source: Source::Moderator,
            user_id: Some(user_id),
            suggestion_id: None,
            why: why.into(),
            at,
        }
    }
}

/// The kind of object that a revision is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectKind {
    /// A listed resource.
    Entry,
    /// A node of the tree.
    Category,
    /// A tag.
    Tag,
    /// The site's settings.
    Settings,
    /// A curated page such as "about".
    Page,
    /// The list of decline presets.
    Presets,
    /// A host whose links go to the spam pile.
    BlockedHost,
    /// A word that sends suggestions to the spam pile.
    BlockedWord,
    /// Where events of this site are sent.
    Webhook,
    /// A person's role, and what they decide on; names and addresses are never in history.
    User,
}

impl ObjectKind {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Category => "category",
            Self::Tag => "tag",
            Self::Settings => "settings",
            Self::Page => "page",
            Self::Presets => "presets",
            Self::BlockedHost => "blocked_host",
            Self::BlockedWord => "blocked_word",
            Self::Webhook => "webhook",
            Self::User => "user",
        }
    }
}

/// What happened to the object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It came to be.
    Create,
    /// Its fields changed.
    Update,
    /// It went to another category or parent.
    Move,
    /// It changed places with a neighbour.
    Reorder,
    /// A person confirmed that it is still right.
    Verify,
    /// It left the lists and keeps its page.
    Retire,
    /// It was taken away; its address answers 410.
    Delete,
    /// It came back.
    Restore,
    /// It was joined with another.
    Merge,
}

impl Action {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Move => "move",
            Self::Reorder => "reorder",
            Self::Verify => "verify",
            Self::Retire => "retire",
            Self::Delete => "delete",
            Self::Restore => "restore",
            Self::Merge => "merge",
        }
    }
}
