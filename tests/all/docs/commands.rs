//! `docs/reference/commands.md` is generated from the program's help.

use super::package;
use crate::expected::holds;
use crate::harness::Desk;

/// The heading of the flags that every command has.
const EVERYWHERE: &str = "Everywhere:";

/// The help of a command.
fn help(desk: &Desk, command: &str) -> String {
    desk.done(format!("{command} --help").trim_start())
}

/// The commands listed in a help text, each with its description.
fn listed(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // A long description continues on a line with more indentation.
    let first = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    first.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}

/// The commands below one, without those that only group others.
fn commands(desk: &Desk, above: &str) -> Vec<String> {
    let listed = listed(&help(desk, above));
    if listed.is_empty() {
        return vec![above.to_owned()];
    }
    listed.iter().flat_map(|name| commands(desk, format!("{above} {name}").trim())).collect()
}

/// A help text in blocks separated by blank lines, without the flags that every command has.
fn own_blocks(help: &str) -> Vec<String> {
    let mut blocks: Vec<Vec<&str>> = vec![Vec::new()];
    let mut skips = false;
    let mut lines = help.lines().peekable();
    while let Some(line) = lines.next() {
        // A heading, or other text at the margin, ends the common flags.
        skips = line == EVERYWHERE || skips && (line.is_empty() || line.starts_with(' '));
        let is_help = line.trim_start().starts_with("-h, --help");
        if is_help {
            // Its description follows on the same line or the next.
            lines.next_if(|next| next.trim_start().starts_with("Print help"));
        }
        match line {
            _ if skips || is_help => {}
            "" => blocks.push(Vec::new()),
            line => blocks.last_mut().unwrap().push(line),
        }
    }
    let blocks = blocks.into_iter().filter(|block| !block.is_empty() && block != &["Options:"]);
    blocks.map(|block| block.join("\n")).collect()
}

/// The section on one command: its description as text, and the rest as its help prints it.
fn section(desk: &Desk, command: &str) -> String {
    let blocks = own_blocks(&help(desk, command));
    let usage = blocks.iter().position(|block| block.starts_with("Usage:")).unwrap();
    let (words, rest) = blocks.split_at(usage);
    let about = words.iter().map(|block| block.replace('<', "\\<")).collect::<Vec<_>>().join("\n\n");
    format!("## impound {command}\n\n{about}\n\n```text\n{}\n```\n", rest.join("\n\n"))
}

fn page() -> String {
    let desk = Desk::empty();
    let all = commands(&desk, "");
    let top = help(&desk, "");
    let everywhere: Vec<&str> =
        top.lines().skip_while(|line| *line != EVERYWHERE).take_while(|line| !line.is_empty()).skip(1).collect();
    let link = |command: &String| {
        let about = own_blocks(&help(&desk, command)).swap_remove(0).replace('\n', " ");
        format!("- [`{command}`](#impound-{}): {about}\n", command.replace(' ', "-"))
    };
    let links: String = all.iter().map(link).collect();
    let sections: Vec<String> = all.iter().map(|command| section(&desk, command)).collect();
    format!(
        "# Commands\n\nMade from the help of the program: `impound COMMAND --help` prints the same. Exit codes: [one \
         page](exit-codes.md).\n\n{}\n## Flags of every command\n\n```text\n{}\n```\n\n{}",
        links,
        everywhere.join("\n"),
        sections.join("\n")
    )
}

#[test]
fn the_page_of_commands_matches_their_help() {
    holds(&package().join("docs/reference/commands.md"), &page());
}

#[test]
fn every_command_is_found_in_the_help() {
    let all = commands(&Desk::empty(), "");
    for command in ["init", "case open", "seize", "report register", "export pack", "verify-pack", "doctor"] {
        assert!(all.iter().any(|one| one == command), "{command}: {all:?}");
    }
    assert!(all.len() > 35, "{all:?}");
    assert!(!all.iter().any(|one| one == "case" || one.contains("help")), "{all:?}");
}

#[test]
fn common_flags_are_left_out_of_each_command() {
    let help = "A thing\n\nUsage: a\n\nOptions:\n      --b\n          B\n\n  -h, --help\n          Print help\n\nEverywhere:\n      \
                --c\n          C\n\n          D\n\nExample:\n  e\n";
    assert_eq!(own_blocks(help), ["A thing", "Usage: a", "Options:\n      --b\n          B", "Example:\n  e"]);
}

#[test]
fn every_command_answers_as_json() {
    let desk = Desk::in_memory();
    let without: Vec<_> =
        commands(&desk, "").into_iter().filter(|command| !help(&desk, command).contains("--json")).collect();
    assert_eq!(without, Vec::<String>::new());
}
