use super::desk::Desk;

const COMMANDS: &[&str] = &[
    "init",
    "case open",
    "case list",
    "case show",
    "source add",
    "source list",
    "source show",
    "freeze",
    "seize",
    "confiscate",
    "release",
    "return",
    "dispose",
    "revalue",
    "correct",
    "void",
    "erase",
    "restrict",
    "unrestrict",
    "show",
    "history",
    "asset list",
    "amount",
    "import",
    "report holdings",
    "report actions",
    "report jurisdictions",
    "report pools",
    "report register",
    "verify",
    "backup",
    "restore",
    "doctor",
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
fn the_program_tells_its_version_and_its_commands() {
    let desk = Desk::empty();
    assert_eq!(desk.does("--version"), concat!("impound ", env!("CARGO_PKG_VERSION"), "\n"));
    let help = desk.does("--help");
    for command in COMMANDS {
        let first = command.split(' ').next().unwrap();
        assert!(help.contains(&format!("\n  {first} ")), "{command}");
    }
}

#[test]
fn wrong_usage_ends_with_2() {
    let desk = Desk::new();
    for line in ["", "frobnicate", "case", "freeze --frobnicate", "show", "show 1 2", "void 1", "--ledger"] {
        let outcome = desk.run(line);
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{line}");
        assert!(!outcome.err.is_empty());
    }
}
