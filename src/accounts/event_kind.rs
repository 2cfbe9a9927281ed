//! The kinds of security events, in the words of the database and in those of people.

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// Somebody signed in.
    SignIn,
    /// Somebody tried to, with a wrong name or password or a disabled account.
    SignInFailed,
    /// Somebody gave their password again before a security change.
    Confirmed,
    /// Somebody gave a wrong password there.
    ConfirmFailed,
    /// Somebody ended one of their other sessions.
    SessionEnded,
    /// Somebody ended all their other sessions.
    SignOutEverywhere,
    /// Somebody changed their own password.
    PasswordChange,
    /// Somebody asked for a link to choose a new password.
    PasswordForgotten,
    /// Somebody used a one-time link.
    SetUp,
    /// Somebody switched their second factor on.
    SecondFactorOn,
    /// Somebody switched it off.
    SecondFactorOff,
    /// A right code finished a sign-in.
    SecondFactorUsed,
    /// A code was wrong, or used before.
    SecondFactorFailed,
    /// A recovery code finished a sign-in.
    RecoveryCodeUsed,
    /// Somebody made new recovery codes; the old ones are void.
    RecoveryCodesRenewed,
    /// Somebody made an API token.
    TokenMade,
    /// Somebody revoked one.
    TokenRevoked,
    /// An API token was used for the first time.
    TokenFirstUse,
    /// A person was added.
    UserAdd,
    /// A person's role changed.
    RoleChange,
    /// What a person decides on changed.
    ScopeChange,
    /// A person's address changed.
    AddressChange,
    /// A person got a new one-time link.
    UserReset,
    /// A person's second factor was taken away with a reset.
    SecondFactorReset,
    /// A person may not sign in any more.
    UserDisable,
    /// A person may sign in again.
    UserEnable,
    /// Everybody needs a second factor from now on.
    SecondFactorRequired,
    /// Nobody needs one any more.
    SecondFactorOptional,
    /// Personal data left the site in an export.
    PersonalDataExport,
}

impl EventKind {
    /// Every kind, as a filter offers them.
    pub const ALL: [Self; 29] = [
        Self::SignIn,
        Self::SignInFailed,
        Self::Confirmed,
        Self::ConfirmFailed,
        Self::SessionEnded,
        Self::SignOutEverywhere,
        Self::PasswordChange,
        Self::PasswordForgotten,
        Self::SetUp,
        Self::SecondFactorOn,
        Self::SecondFactorOff,
        Self::SecondFactorUsed,
        Self::SecondFactorFailed,
        Self::RecoveryCodeUsed,
        Self::RecoveryCodesRenewed,
        Self::TokenMade,
        Self::TokenRevoked,
        Self::TokenFirstUse,
        Self::UserAdd,
        Self::RoleChange,
        Self::ScopeChange,
        Self::AddressChange,
        Self::UserReset,
        Self::SecondFactorReset,
        Self::UserDisable,
        Self::UserEnable,
        Self::SecondFactorRequired,
        Self::SecondFactorOptional,
        Self::PersonalDataExport,
    ];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        self.words().0
    }

    /// Reads the word back; anything else is `None`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What happened, in plain words that stand alone: who did it and to whom stands beside them.
    pub fn label(self) -> &'static str {
        self.words().1
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::SignIn => ("sign-in", "Signed in"),
            Self::SignInFailed => ("sign-in-failed", "Sign-in failed"),
            Self::Confirmed => ("confirmed", "Password given again"),
            Self::ConfirmFailed => ("confirm-failed", "Wrong password given again"),
            Self::SessionEnded => ("session-ended", "Signed out another browser"),
            Self::SignOutEverywhere => ("sign-out-everywhere", "Signed out everywhere else"),
            Self::PasswordChange => ("password-change", "Password changed"),
            Self::PasswordForgotten => ("password-forgotten", "Asked for a new password"),
            Self::SetUp => ("set-up", "Password chosen with a one-time link"),
            Self::SecondFactorOn => ("second-factor-on", "Second factor switched on"),
            Self::SecondFactorOff => ("second-factor-off", "Second factor switched off"),
            Self::SecondFactorUsed => ("second-factor-used", "Second factor used"),
            Self::SecondFactorFailed => ("second-factor-failed", "Wrong code at sign-in"),
            Self::RecoveryCodeUsed => ("recovery-code-used", "Recovery code used"),
            Self::RecoveryCodesRenewed => ("recovery-codes-renewed", "New recovery codes made"),
            Self::TokenMade => ("token-made", "API token made"),
            Self::TokenRevoked => ("token-revoked", "API token revoked"),
            Self::TokenFirstUse => ("token-first-use", "API token used for the first time"),
            Self::UserAdd => ("user-add", "Person added"),
            Self::RoleChange => ("role-change", "Role changed"),
            Self::ScopeChange => ("scope-change", "Categories changed"),
            Self::AddressChange => ("address-change", "E-mail address changed"),
            Self::UserReset => ("user-reset", "Sign-in reset with a new one-time link"),
            Self::SecondFactorReset => ("second-factor-reset", "Second factor taken away"),
            Self::UserDisable => ("user-disable", "Account disabled"),
            Self::UserEnable => ("user-enable", "Account enabled again"),
            Self::SecondFactorRequired => ("second-factor-required", "Second factor required"),
            Self::SecondFactorOptional => ("second-factor-optional", "Second factor made optional"),
            Self::PersonalDataExport => ("personal-data-export", "Personal data exported"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_reads_back() {
        for kind in EventKind::ALL {
            assert_eq!(EventKind::parse(kind.as_str()), Some(kind));
            assert!(kind.label().starts_with(char::is_uppercase));
        }
        assert_eq!(EventKind::parse("else"), None);
    }
}
