//! What an operator notices of the settings.

use std::path::Path;

use super::{Config, Environment, Flags, Limits, Listen, LogFormat, SettingError, misspelt};

const SECRET: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

fn environment(pairs: &[(&str, &str)]) -> Environment {
    pairs
        .iter()
        .map(|(name, value)| ((*name).into(), (*value).into()))
        .collect()
}

fn flags(pairs: &[(&'static str, &str)]) -> Flags {
    let values = pairs
        .iter()
        .map(|(key, value)| (*key, (*value).into()))
        .collect();
    Flags {
        config: None,
        values,
    }
}

fn from_environment(pairs: &[(&str, &str)]) -> Result<Config, SettingError> {
    Config::from_sources(&Flags::default(), &environment(pairs), None)
}

fn from_file(text: &str) -> Result<Config, SettingError> {
    let file = Some((Path::new("signpost.toml"), text));
    Config::from_sources(&Flags::default(), &Environment::new(), file)
}

fn complaint(outcome: Result<Config, SettingError>) -> String {
    let text = outcome.expect_err("the setting is wrong").to_string();
    assert!(!text.contains('\n'), "more than one line: {text}");
    text
}

#[test]
fn defaults_are_those_of_the_contract() {
    let config = from_environment(&[]).unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:3000");
    assert_eq!(config.database, Path::new("signpost.db"));
    assert_eq!(config.base_url, None);
    assert!(config.trusted_proxies.is_empty());
    assert!(config.link_checks);
    assert!(!config.allow_private_networks);
    assert_eq!(config.secret, None);
    assert_eq!(config.limits, Limits::default());
    assert_eq!(config.shared_cache_seconds, 0);
    assert_eq!(
        (config.log.as_str(), config.log_format),
        ("info", LogFormat::Text)
    );
}

#[test]
fn a_flag_beats_the_environment_beats_the_file_beats_the_default() {
    let file = (
        Path::new("signpost.toml"),
        "listen = \"127.0.0.1:1\"\nlog = \"warn\"",
    );
    let environment = environment(&[("SIGNPOST_LISTEN", "127.0.0.1:2")]);
    let port = |flags: &Flags, environment: &Environment, file| {
        let config = Config::from_sources(flags, environment, file).unwrap();
        config.listen.to_string()
    };
    let none = (Flags::default(), Environment::new());
    assert_eq!(port(&none.0, &none.1, None), "127.0.0.1:3000");
    assert_eq!(port(&none.0, &none.1, Some(file)), "127.0.0.1:1");
    assert_eq!(port(&none.0, &environment, Some(file)), "127.0.0.1:2");
    let flags = flags(&[("listen", "127.0.0.1:3")]);
    assert_eq!(port(&flags, &environment, Some(file)), "127.0.0.1:3");
    assert_eq!(
        Config::from_sources(&flags, &environment, Some(file))
            .unwrap()
            .log,
        "warn"
    );
}

#[test]
fn an_empty_variable_is_unset() {
    let config = from_environment(&[("SIGNPOST_BASE_URL", ""), ("SIGNPOST_LISTEN", " ")]).unwrap();
    assert_eq!(config.base_url, None);
    assert_eq!(config.listen.to_string(), "127.0.0.1:3000");
}

#[test]
fn every_type_of_the_file_is_read() {
    let config = from_file(
        "listen = 'unix:/run/s.sock'\nlink_checks = false\nallow_private_networks = true\nshared_cache_seconds = 6_0\n\
         trusted_proxies = ['10.0.0.0/8', '2001:db8::7']\nlog_format = 'json'\nlimits = 'off'",
    )
    .unwrap();
    assert_eq!(config.listen, Listen::Unix("/run/s.sock".into()));
    assert!(!config.link_checks && config.allow_private_networks);
    assert_eq!(config.shared_cache_seconds, 60);
    let proxies: Vec<String> = config
        .trusted_proxies
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(proxies, ["10.0.0.0/8", "2001:db8::7/128"]);
    assert_eq!(config.log_format, LogFormat::Json);
    assert!(config.limits.are_off());
}

#[test]
fn a_wrong_value_is_named_with_its_origin_and_what_would_be_right() {
    let wrong = [
        ("SIGNPOST_LISTEN", "localhost", "127.0.0.1:3000"),
        ("SIGNPOST_LISTEN", "unix:", "unix:/run/signpost.sock"),
        ("SIGNPOST_DATABASE", "sqlite:signpost.db", "path"),
        ("SIGNPOST_DATABASE", ":memory:", "path"),
        (
            "SIGNPOST_BASE_URL",
            "links.example.org",
            "https://links.example.org",
        ),
        ("SIGNPOST_BASE_URL", "ftp://example.org", "http"),
        (
            "SIGNPOST_BASE_URL",
            "https://example.org/links",
            "write https://example.org",
        ),
        ("SIGNPOST_BASE_URL", "https://me@example.org", "user name"),
        ("SIGNPOST_TRUSTED_PROXIES", "10.0.0.0/8 nginx", "\"nginx\""),
        (
            "SIGNPOST_ALLOW_PRIVATE_NETWORKS",
            "maybe",
            "neither on nor off",
        ),
        ("SIGNPOST_SHARED_CACHE_SECONDS", "1h", "whole number"),
        ("SIGNPOST_SHARED_CACHE_SECONDS", "99999999", "31536000"),
        ("SIGNPOST_LOG", "verbose", "info"),
        ("SIGNPOST_LOG", "signpost=loud", "signpost=debug"),
        ("SIGNPOST_LOG_FORMAT", "xml", "text or json"),
    ];
    for (variable, value, right) in wrong {
        let text = complaint(from_environment(&[(variable, value)]));
        let shown = format!("{value:?} (from {variable} in the environment)");
        assert!(text.contains(&shown), "{text}");
        assert!(text.contains(right), "{text}");
    }
    let text = complaint(from_file("log = 'info'\n\nlisten = 'here'"));
    assert!(text.contains("(from line 3 of signpost.toml)"), "{text}");
    let flags = flags(&[("base_url", "nowhere")]);
    let text = complaint(Config::from_sources(&flags, &Environment::new(), None));
    assert!(text.contains("(from --base-url)"), "{text}");
}

#[test]
fn a_wrong_limit_is_named_at_the_start() {
    let error = complaint(from_environment(&[("SIGNPOST_LIMITS", "suggest=many")]));
    assert!(
        error.starts_with("limits = \"suggest=many\" (from SIGNPOST_LIMITS"),
        "{error}"
    );
}

#[test]
fn an_unknown_key_is_an_error_that_suggests_the_nearest() {
    let text = complaint(from_file("\nbase-url = 'https://example.org'"));
    assert!(
        text.starts_with("signpost.toml line 2: there is no setting \"base-url\""),
        "{text}"
    );
    assert!(text.ends_with("did you mean \"base_url\"?"), "{text}");
    let text = complaint(from_file("[server]\nlisten = '127.0.0.1:1'"));
    assert!(
        text.contains("the settings are listen, database,"),
        "{text}"
    );
}

#[test]
fn a_file_that_is_no_toml_is_refused_with_its_line() {
    assert!(complaint(from_file("log = 'info'\nlisten = ")).starts_with("signpost.toml line 2: "));
    let text = complaint(from_file("database = 1.5"));
    assert_eq!(
        text,
        "signpost.toml line 1: database can't be of the type float"
    );
}

#[test]
fn a_named_file_must_exist() {
    let flags = Flags {
        config: Some("/nowhere/signpost.toml".into()),
        ..Flags::default()
    };
    assert!(complaint(Config::load(&flags)).starts_with("/nowhere/signpost.toml: "));
}

#[test]
fn a_secret_is_hexadecimal_or_base64_and_never_shown() {
    let base64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    for text in [
        SECRET,
        &SECRET.to_uppercase(),
        base64,
        base64.trim_end_matches('='),
    ] {
        let config = from_environment(&[("SIGNPOST_SECRET", text)]).unwrap();
        let expected: Vec<u8> = (0..32).collect();
        assert_eq!(config.secret.as_ref().unwrap().bytes().as_slice(), expected);
        assert!(!format!("{config:?}").contains(text));
    }
    let text = complaint(from_environment(&[("SIGNPOST_SECRET", "hunter2")]));
    assert!(
        !text.contains("hunter2") && text.contains("openssl rand -hex 32"),
        "{text}"
    );
}

#[test]
fn a_misspelt_variable_is_pointed_out_and_a_foreign_one_is_not() {
    let environment = environment(&[
        ("SIGNPOST_DATABSE", "x"),
        ("SIGNPOST_SERVICE_HOST", "10.0.0.1"),
        ("SIGNPOST_PORT", "tcp://10.0.0.1:80"),
        ("SIGNPOST_LOG", "info"),
    ]);
    let warnings = misspelt(&environment);
    assert_eq!(
        warnings,
        ["SIGNPOST_DATABSE in the environment is no setting; did you mean SIGNPOST_DATABASE?"]
    );
}
