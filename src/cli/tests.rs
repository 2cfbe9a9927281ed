//! What the command line understands.

use clap::{Command, CommandFactory};

use super::Cli;
use crate::config::SETTINGS;

fn help(command: &mut Command) -> String {
    command.render_long_help().to_string()
}

#[test]
fn the_definition_is_sound() {
    Cli::command().debug_assert();
}

#[test]
fn every_help_ends_with_an_example() {
    fn check(command: &mut Command) {
        let text = help(command);
        let example = text
            .rsplit_once("Example:\n")
            .map(|(_, example)| example.trim());
        assert!(
            example.is_some_and(|line| line.starts_with("signpost")),
            "{text}"
        );
        for subcommand in command
            .get_subcommands_mut()
            .filter(|sub| sub.get_name() != "help")
        {
            check(subcommand);
        }
    }
    check(&mut Cli::command());
}

#[test]
fn the_help_of_serve_lists_every_setting_with_its_default() {
    let mut command = Cli::command();
    let serve = command.find_subcommand_mut("serve").unwrap();
    let text = help(serve).split_whitespace().collect::<Vec<_>>().join(" ");
    for (key, default) in SETTINGS {
        assert!(
            text.contains(&format!("SIGNPOST_{}", key.to_uppercase())),
            "{key}: {text}"
        );
        assert!(
            text.contains(&format!("--{}", key.replace('_', "-"))) || key == "secret",
            "{key}"
        );
        assert!(
            default.is_empty() || text.contains(&format!("default: {default}")),
            "{key}"
        );
    }
}
