//! Completion, as a shell asks for it.

use std::path::Path;
use std::process::Command;

use super::desk::Desk;
use crate::tools;

/// A home with a ledger.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    for line in [
        "init",
        "case open coco --title \"Online platform coco\" --lead FR",
        "case open caravel --title Caravel --lead DE",
        "source add EPPO-2024-06 --title Release",
        "freeze --case coco --in DE --kind cash --amount \"5 PLN\" --on 2024 --source EPPO-2024-06 --subject owner:Eve --id plate:B-AB1",
        "seize --part-of coco:1 --amount \"2 PLN\" --on 2024 --source EPPO-2024-06",
    ] {
        let done = impound(home.path()).args(shlex::split(line).unwrap()).output().unwrap();
        assert!(done.status.success(), "{line}: {}", String::from_utf8_lossy(&done.stderr));
    }
    home
}

fn impound(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_impound"));
    command.env_clear().env("HOME", home).env("IMPOUND_RECORDED_BY", "Ada");
    command
}

/// What the program offers for the last word of a line.
fn offered(home: &Path, line: &str) -> Vec<String> {
    let words: Vec<&str> = line.split(' ').collect();
    let mut command = impound(home);
    command
        .env("IMPOUND_COMPLETE", "bash")
        .env("_CLAP_COMPLETE_INDEX", (words.len() - 1).to_string())
        .arg("--")
        .args(&words);
    let said = command.output().unwrap();
    assert_eq!((said.status.code(), String::from_utf8_lossy(&said.stderr).as_ref()), (Some(0), ""), "{line}");
    String::from_utf8(said.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn commands_flags_and_names_of_the_ledger_are_offered() {
    let home = home();
    for (line, wanted) in [
        ("impound ca", &["case"][..]),
        ("impound case sh", &["show"]),
        ("impound freeze --case c", &["caravel", "coco"]),
        ("impound case show co", &["coco"]),
        ("impound freeze --source ", &["EPPO-2024-06"]),
        ("impound source show E", &["EPPO-2024-06"]),
        ("impound seize --asset co", &["coco:1"]),
        ("impound seize --asset coco:", &["coco:1"]),
        ("impound show coco:1.", &["coco:1.1"]),
        ("impound freeze --kind ve", &["vehicle", "vessel"]),
        ("impound freeze --in hu", &["HU"]),
        ("impound freeze --in HU,germ", &["HU,Germany"]),
        ("impound freeze --currency pl", &["PLN"]),
        ("impound dispose --how s", &["sold"]),
        ("impound freeze --may-ov", &["--may-overlap"]),
        ("impound report holdings --case co", &["coco"]),
        ("impound case open co", &[]),
        ("impound source add E", &[]),
    ] {
        assert_eq!(offered(home.path(), line), wanted, "{line}");
    }
}

#[test]
fn nothing_personal_is_offered() {
    let home = home();
    for line in [
        "impound freeze --subject ",
        "impound freeze --id ",
        "impound freeze --subject Ev",
        "impound freeze --id plate:",
    ] {
        let offered = offered(home.path(), line).join(" ");
        assert!(!offered.contains("Eve") && !offered.contains("AB1"), "{line}: {offered}");
    }
}

#[test]
fn without_a_ledger_or_with_a_broken_one_completion_is_silent_and_leaves_no_trace() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(offered(home.path(), "impound freeze --case "), [""; 0]);
    assert_eq!(offered(home.path(), "impound freeze --kind cr"), ["crypto-asset"]);
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
    std::fs::write(home.path().join("junk"), "no ledger").unwrap();
    assert_eq!(offered(home.path(), "impound --ledger junk freeze --case "), [""; 0]);
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 1);
}

#[test]
fn completion_neither_changes_nor_waits_for_a_ledger() {
    let home = home();
    let place = home.path().join(".local/share/impound");
    let files = || {
        let files = std::fs::read_dir(&place).unwrap().map(|file| file.unwrap().path());
        files.map(|file| (file.clone(), std::fs::read(&file).unwrap())).collect::<std::collections::BTreeMap<_, _>>()
    };
    let before = files();
    assert_eq!(offered(home.path(), "impound freeze --case c"), ["caravel", "coco"]);
    assert!(before == files());
    // Somebody is in the middle of writing.
    let ledger = rusqlite::Connection::open(place.join("ledger.db")).unwrap();
    ledger.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let begun = std::time::Instant::now();
    assert_eq!(offered(home.path(), "impound freeze --case c"), [""; 0]);
    assert!(begun.elapsed().as_secs() < 5);
}

#[test]
fn bash_completes_references_with_a_colon() {
    if !tools::at_hand("bash", "completion in bash") {
        return;
    }
    let home = home();
    let completed = |line: &str, words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| shlex::try_quote(word).unwrap().into_owned()).collect();
        let script = format!(
            "eval \"$(impound completions bash)\"; COMP_LINE={}; COMP_WORDS=({}); COMP_CWORD={}; _impound 2>/dev/null; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            shlex::try_quote(line).unwrap(),
            words.join(" "),
            words.len() - 1
        );
        let mut bash = Command::new("bash");
        bash.args(["--norc", "-c", &script]).env_clear().env("HOME", home.path()).env("PATH", path());
        let said = bash.output().unwrap();
        String::from_utf8(said.stdout).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(completed("impound freeze --case ca", &["impound", "freeze", "--case", "ca"]), ["caravel"]);
    // Bash takes the colon for a word of its own, and replaces only what follows it.
    assert_eq!(completed("impound show coco:", &["impound", "show", "coco", ":"]), ["1"]);
    assert_eq!(completed("impound show coco:1.", &["impound", "show", "coco", ":", "1."]), ["1.1"]);
    assert_eq!(completed("impound freeze --case=ca", &["impound", "freeze", "--case", "=", "ca"]), ["caravel"]);
}

/// The search path with the program on it.
fn path() -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_impound")).parent().unwrap().to_str().unwrap().to_owned();
    format!("{program}:/usr/bin:/bin")
}

#[test]
fn fish_completes_commands_and_references() {
    if !tools::at_hand("fish", "completion in fish") {
        return;
    }
    let home = home();
    let completed = |line: &str| {
        let script = "impound completions fish | source; complete -C $argv[1]";
        let mut fish = Command::new("fish");
        fish.args(["--no-config", "-c", script, line]).env_clear().env("HOME", home.path()).env("PATH", path());
        String::from_utf8(fish.output().unwrap().stdout).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(completed("impound freeze --case c"), ["caravel\tCaravel", "coco\tOnline platform coco"]);
    assert_eq!(completed("impound show coco:1."), ["coco:1.1"]);
    assert_eq!(completed("impound report hol").len(), 1);
    assert_eq!(completed("impound case open c"), [""; 0]);
}

#[test]
fn zsh_completes_commands_and_references() {
    if !tools::at_hand("zsh", "completion in zsh") {
        return;
    }
    let home = home();
    let mut zsh = Command::new("zsh");
    zsh.args(["-f", "-i"]).env_clear().env("HOME", home.path()).env("PATH", path()).env("TERM", "dumb");
    let mut session = rexpect::session::spawn_command(zsh, Some(60_000)).unwrap();
    session
        .send_line("autoload -U compinit; compinit -D -u; source <(impound completions zsh); print re\"\"ady")
        .unwrap();
    session.exp_string("ready").unwrap();
    for (typed, completed) in [
        ("impound freeze --case ca", "impound freeze --case caravel"),
        ("impound show coco:1.", "impound show coco:1.1"),
        ("impound report hol", "impound report holdings"),
    ] {
        // Ctrl-A goes to the beginning of the line, which is then printed instead of run.
        session.send(&format!("{typed}\t\u{1}print -r -- wh\"\"ole \r")).unwrap();
        session.flush().unwrap();
        session.exp_string(&format!("whole {completed}")).unwrap_or_else(|error| panic!("{typed}: {error}"));
    }
    session.send_line("exit").unwrap();
    session.exp_eof().unwrap();
}

#[test]
fn every_shell_has_a_script() {
    let desk = Desk::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = desk.does(&format!("completions {shell}"));
        assert!(script.contains("IMPOUND_COMPLETE") && script.contains("impound"), "{script}");
        assert!(desk.does(&format!("completions {shell} --json")).starts_with(&format!("{{\"shell\":\"{shell}\",")));
    }
    desk.refuses(
        "completions tcsh",
        2,
        "impound: “tcsh” is not a shell that impound knows\n  hint: say bash, elvish, fish, powershell or zsh\n",
    );
}
