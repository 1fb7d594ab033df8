use impound::journal::Particular;

use super::desk::Desk;

const COMMANDS: &[&str] = &[
    "init",
    "case open",
    "case event",
    "case list",
    "case show",
    "claim",
    "source add",
    "source list",
    "source show",
    "rates add",
    "rates list",
    "rates show",
    "freeze",
    "seize",
    "confiscate",
    "release",
    "return",
    "dispose",
    "revalue",
    "transfer",
    "recover",
    "attest",
    "correct",
    "reading",
    "adopt",
    "void",
    "erase",
    "restrict",
    "unrestrict",
    "show",
    "history",
    "asset list",
    "find",
    "due",
    "log",
    "undo",
    "use",
    "amount",
    "import",
    "report holdings",
    "report actions",
    "report jurisdictions",
    "report pools",
    "report claims",
    "report attestations",
    "report readings",
    "report form",
    "report register",
    "report rollforward",
    "report coverage",
    "report ageing",
    "report bridge",
    "report concentration",
    "report reconcile",
    "consolidate",
    "export dossier",
    "export ftm",
    "export parquet",
    "verify",
    "backup",
    "restore",
    "copy",
    "doctor",
    "add",
    "completions",
    "man",
];

#[test]
fn every_command_explains_itself_with_an_example() {
    let desk = Desk::empty();
    for command in COMMANDS {
        let help = desk.does(&format!("{command} --help"));
        assert!(help.contains(&format!("Usage: impound {command}")), "{help}");
        let example = help.split_once("Example").unwrap_or_else(|| panic!("{command} has no example")).1;
        assert!(example.contains(&format!("impound {command}")), "{help}");
        assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
    }
}

#[test]
fn every_particular_has_a_flag_and_a_column_and_can_be_corrected() {
    let desk = Desk::new();
    let [dispose, transfer, correct, import] =
        ["dispose", "transfer", "correct", "import"].map(|command| desk.does(&format!("{command} --help")));
    let register = desk.does("report register --format csv");
    let columns: Vec<&str> = register.lines().next().unwrap().split(',').collect();
    let imported = import.split_whitespace().map(|word| word.trim_matches(['(', ',', ';'])).collect::<Vec<_>>();
    for particular in Particular::ALL.iter().copied() {
        let name = particular.as_str();
        assert!(columns.contains(&name), "the register has no column {name}");
        assert!(imported.contains(&name), "the help of the import does not name {name}");
        // The action is the command itself, and the item that holds a sale's money is numbered automatically.
        let Some(flag) = particular.flag() else {
            assert!([Particular::Action, Particular::DerivedFrom].contains(&particular));
            continue;
        };
        let has =
            |help: &str| help.lines().any(|line| line.trim_start().split(' ').next() == Some(&format!("--{flag}")));
        let help = if particular == Particular::To { &transfer } else { &dispose };
        assert!(has(help), "no flag for {name}");
        // An action on the wrong asset is not corrected but recorded again.
        let is_the_asset = matches!(particular, Particular::Case | Particular::Asset | Particular::PartOf);
        assert_eq!(has(&correct), !is_the_asset, "correct, --{flag}");
    }
}

#[test]
fn the_program_shows_its_version_and_its_commands() {
    let desk = Desk::empty();
    assert_eq!(desk.does("--version"), concat!("impound ", env!("CARGO_PKG_VERSION"), "\n"));
    let help = desk.does("--help");
    for command in COMMANDS {
        let first = command.split(' ').next().unwrap();
        assert!(help.contains(&format!("\n  {first} ")), "{command}");
    }
}

#[test]
fn wrong_usage_exits_with_2() {
    let desk = Desk::new();
    for line in ["", "frobnicate", "case", "freeze --frobnicate", "show", "show 1 2", "void 1", "--ledger"] {
        let outcome = desk.run(line);
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{line}");
        assert!(!outcome.err.is_empty());
    }
}
