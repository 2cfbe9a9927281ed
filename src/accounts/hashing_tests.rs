use argon2::{PasswordHasher, PasswordVerifier};

use super::*;

fn cheap() -> Passwords {
    Passwords::new(Params::new(8, 1, 1, None).unwrap())
}

#[tokio::test]
async fn a_hash_fits_its_password_only() {
    let passwords = Passwords::default();
    let hash = passwords.hash("correct horse").await.unwrap();
    assert!(
        hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
        "{hash}"
    );
    assert_ne!(hash, passwords.hash("correct horse").await.unwrap());
    assert!(
        passwords
            .verify("correct horse", Some(&hash))
            .await
            .unwrap()
    );
    for (password, stored) in [
        ("Correct horse", Some(hash.as_str())),
        ("", Some(hash.as_str())),
        ("correct horse", Some("nonsense")),
        ("correct horse", None),
    ] {
        assert!(!passwords.verify(password, stored).await.unwrap());
    }
}

/// Ours is the ordinary format, and ordinary hashes are ours.
#[tokio::test]
async fn hashes_are_those_of_the_library() {
    let argon = Argon2::default();
    let passwords = Passwords::default();
    let ours = passwords.hash("correct horse").await.unwrap();
    argon.verify_password(b"correct horse", &*ours).unwrap();
    let theirs = argon.hash_password(b"correct horse").unwrap().to_string();
    assert!(
        passwords
            .verify("correct horse", Some(&theirs))
            .await
            .unwrap()
    );
    assert!(
        !passwords
            .verify("wrong horse", Some(&theirs))
            .await
            .unwrap()
    );
    let cheaper = cheap().hash("correct horse").await.unwrap();
    assert!(
        passwords
            .verify("correct horse", Some(&cheaper))
            .await
            .unwrap()
    );
    assert_eq!(passwords.spaces.lock().unwrap().len(), 1);
}

/// The work for somebody who does not exist has to be real work.
#[tokio::test]
async fn nobodys_hash_is_well_formed() {
    let passwords = Passwords::default();
    assert!(
        passwords
            .nobody
            .starts_with("$argon2id$v=19$m=19456,t=2,p=1$")
    );
    let verdict = Argon2::default().verify_password(b"x", &*passwords.nobody);
    assert_eq!(verdict, Err(argon2::password_hash::Error::PasswordInvalid));
}

#[tokio::test]
async fn a_crowd_is_turned_away_and_nobody_waits_for_ever() {
    let passwords = cheap();
    tokio::time::pause();
    let turns = Arc::clone(&passwords.working).acquire_many_owned(2).await;
    let crowd: Vec<_> = (0..AT_ONCE + WAITING + 1)
        .map(|_| {
            tokio::spawn({
                let passwords = passwords.clone();
                async move { passwords.verify("x", None).await }
            })
        })
        .collect();
    let mut turned_away = 0;
    for one in crowd {
        let refused = one.await.unwrap().unwrap_err();
        assert!(matches!(refused, AppError::Unavailable { .. }));
        turned_away += 1;
    }
    assert_eq!(turned_away, AT_ONCE + WAITING + 1);
    drop(turns);
    tokio::time::resume();
    assert!(!passwords.verify("x", None).await.unwrap());
}
