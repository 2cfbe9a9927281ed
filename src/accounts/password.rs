//! What a password must be: long, and not what others guess first.
//!
//! No composition is asked for; length and not being guessable are what counts.
//! Source: OWASP ASVS 5.0, 6.2; NIST SP 800-63B-4, section 3.1.1.2.

use zxcvbn::{Score, zxcvbn};

/// The fewest characters of a password.
pub const SHORTEST: usize = 12;
/// The most characters of a password.
pub const LONGEST: usize = 256;
/// The most bytes that are ever hashed; whatever is longer is refused before any work.
pub const MOST_BYTES: usize = 1_024;

/// Why a password is refused, in words for the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    /// Nothing was typed.
    #[error("Enter a password")]
    Missing,
    /// Fewer than [`SHORTEST`] characters.
    #[error("Use at least {SHORTEST} characters. A few words in a row are easy to remember")]
    TooShort,
    /// More than [`LONGEST`] characters or [`MOST_BYTES`] bytes.
    #[error("Use at most {LONGEST} characters")]
    TooLong,
    /// Among the first that somebody would try.
    #[error(
        "This would be guessed soon. Choose something less common, such as a few unrelated words"
    )]
    Guessable,
}

/// Judges a new password. `about` are words that a guesser knows: the person's name and address,
/// the site's title and host.
///
/// Common passwords, names, dates, rows of keys, repeats and what can be made from `about` count
/// as little as they add for somebody who guesses; fewer than about 10⁸ guesses are too few.
///
/// # Errors
/// Why it is refused.
pub fn check_password(password: &str, about: &[impl AsRef<str>]) -> Result<(), PasswordProblem> {
    if password.is_empty() {
        return Err(PasswordProblem::Missing);
    }
    if password.len() > MOST_BYTES || password.chars().count() > LONGEST {
        return Err(PasswordProblem::TooLong);
    }
    if password.chars().count() < SHORTEST {
        return Err(PasswordProblem::TooShort);
    }
    let words = known_words(about);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if zxcvbn(password, &words).score() < Score::Three || is_made_of(password, &words) {
        return Err(PasswordProblem::Guessable);
    }
    Ok(())
}

/// Each phrase as it is, and its words.
fn known_words(about: &[impl AsRef<str>]) -> Vec<String> {
    let phrases = about.iter().map(AsRef::as_ref).chain(["signpost"]);
    let mut words = Vec::new();
    for phrase in phrases.map(str::to_lowercase) {
        let parts = phrase.split(|c: char| !c.is_alphanumeric());
        words.extend(
            parts
                .filter(|word| word.chars().count() > 2)
                .map(str::to_owned),
        );
        words.push(phrase);
    }
    words
}

/// Whether nothing but known words is left of a password: however long such a row is, it is the
/// first that somebody tries who knows the site.
fn is_made_of(password: &str, words: &[&str]) -> bool {
    let mut rest = password.to_lowercase();
    let mut longest_first = words.to_vec();
    longest_first.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in longest_first.iter().filter(|word| word.len() > 2) {
        rest = rest.replace(word, "");
    }
    rest.chars().filter(|c| c.is_alphabetic()).count() <= 2
        && rest.chars().count() < password.chars().count()
        && rest.chars().count() <= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: [&str; 3] = [
        "ada",
        "Open source in health and social care",
        "links.example",
    ];

    /// The twelve cases of a weak password, and their opposites.
    #[test]
    fn long_and_unusual_passes_and_nothing_else() {
        use PasswordProblem::{Guessable, Missing, TooLong, TooShort};
        let longest = "hedgehog teapot ".repeat(16);
        assert_eq!(longest.chars().count(), LONGEST);
        let too_many_bytes = "🦔".repeat(257);
        let rows: &[(&str, Result<(), PasswordProblem>)] = &[
            ("", Err(Missing)),
            ("Xk3!vq9Zt#b", Err(TooShort)),
            (&format!("{longest}x"), Err(TooLong)),
            (&too_many_bytes, Err(TooLong)),
            ("password1234", Err(Guessable)),
            ("P@ssw0rd1234", Err(Guessable)),
            ("qwertyuiop12", Err(Guessable)),
            ("aaaaaaaaaaaaaaaaaaaaaaaa", Err(Guessable)),
            ("123456789012", Err(Guessable)),
            ("signpostsignpost", Err(Guessable)),
            ("Ada-Ada-Ada-2026", Err(Guessable)),
            ("Open Source Health", Err(Guessable)),
            ("Xk3!vq9Zt#bw", Ok(())),
            ("correct horse battery staple", Ok(())),
            ("vier igel trinken tee", Ok(())),
            ("пять ежей пьют чай", Ok(())),
            ("open the teapot for ada", Ok(())),
            (&longest[1..], Ok(())),
        ];
        for (password, expected) in rows {
            assert_eq!(check_password(password, &ABOUT), *expected, "{password:?}");
        }
    }

    #[test]
    fn judging_the_longest_takes_no_noticeable_time() {
        let started = std::time::Instant::now();
        for piece in ["a1", "password", "qwerty ", "12.", "\u{fdfd}"] {
            let long: String = piece.chars().cycle().take(LONGEST).collect();
            let _ = check_password(&long, &ABOUT);
        }
        // Five of them, without optimisation, on a busy machine.
        assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
    }
}
