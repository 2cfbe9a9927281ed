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
    /// A file that somebody imported.
    Import,
    /// The undoing of an earlier change.
    Revert,
    /// The operator at the command line, or Signpost itself.
    System,
}

impl Source {
    /// All sources, in the order in which filters offer them.
    pub const ALL: [Self; 6] = [
        Self::Moderator,
        Self::Suggestion,
        Self::Revert,
        Self::Import,
        Self::Starter,
        Self::System,
    ];

    /// The word in the database and in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Starter => "starter",
            Self::Moderator => "moderator",
            Self::Suggestion => "suggestion",
            Self::Import => "import",
            Self::Revert => "revert",
            Self::System => "system",
        }
    }

    /// Reads the word back; anything else is `None`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.as_str() == word)
    }

    /// What filters call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Starter => "The starter directory",
            Self::Moderator => "A moderator’s own edit",
            Self::Suggestion => "An approved suggestion",
            Self::Import => "An import",
            Self::Revert => "An undo",
            Self::System => "The operator, or Signpost itself",
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
    /// A word that sends a suggestion to the spam pile.
    BlockedWord,
    /// A person's role, and what they decide on; names and addresses are never in history.
    User,
    /// Another program that is told what happens.
    Webhook,
}

impl ObjectKind {
    /// All kinds, in the order in which filters offer them.
    pub const ALL: [Self; 10] = [
        Self::Entry,
        Self::Category,
        Self::Tag,
        Self::Page,
        Self::Settings,
        Self::Presets,
        Self::BlockedHost,
        Self::BlockedWord,
        Self::User,
        Self::Webhook,
    ];
    /// The kinds that the public log tells of.
    pub const PUBLIC: [Self; 5] = [
        Self::Entry,
        Self::Category,
        Self::Tag,
        Self::Page,
        Self::Settings,
    ];

    /// Whether history undoes it: accounts and webhooks are changed on pages of their own, which
    /// ask for the password first.
    pub fn is_undone_here(self) -> bool {
        !matches!(self, Self::User | Self::Webhook)
    }

    /// Reads the word back; anything else is `None`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What filters call many of them.
    pub fn label(self) -> &'static str {
        match self {
            Self::Entry => "Entries",
            Self::Category => "Categories",
            Self::Tag => "Tags",
            Self::Settings => "Site settings",
            Self::Page => "Pages",
            Self::Presets => "Reasons to decline",
            Self::BlockedHost => "Blocked sites",
            Self::BlockedWord => "Blocked words",
            Self::User => "People",
            Self::Webhook => "Webhooks",
        }
    }

    /// The word in the database and in addresses.
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
            Self::User => "user",
            Self::Webhook => "webhook",
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
    const ALL: [Self; 9] = [
        Self::Create,
        Self::Update,
        Self::Move,
        Self::Reorder,
        Self::Verify,
        Self::Retire,
        Self::Delete,
        Self::Restore,
        Self::Merge,
    ];

    /// Reads the word back; anything else is `None`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.as_str() == word)
    }

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
