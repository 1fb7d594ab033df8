//! A table of every recording command, and the ledger on which all of them can run.

use std::path::PathBuf;
use std::sync::OnceLock;

use super::oracle::{Found, Line, Mark};
use super::place::{Kept, Place};

/// A recording command, and what it leaves behind when undisturbed.
pub struct Recording {
    /// The command.
    pub name: &'static str,
    /// Its words.
    pub words: Vec<String>,
    /// The files it starts from.
    pub begun: &'static Kept,
    /// The entries before it.
    pub before: Vec<Line>,
    /// What it records, all or nothing.
    pub marks: Vec<Mark>,
    /// Its exit code; 1 if it records part of a file and refuses the other rows by name.
    pub done: i32,
    /// The files that exist afterwards.
    pub files: Vec<PathBuf>,
}

/// The commands. Each but the last two concerns its own asset, so that any two can run together. `add` records as the command that it shows.
const COMMANDS: [(&str, &str); 30] = [
    ("case open", "case open d --title 'Another case' --lead DE"),
    ("source add", "source add t --title 'Another release'"),
    ("case edit", "case edit c --title 'The case' --reason 'a better title' --ref edited"),
    ("source edit", "source edit s --publisher 'A court' --ref 'edited too'"),
    ("case event", "case event c --on 2024 --what heard --source s --ref heard"),
    ("claim", "claim c --about victims --count 480 --on 2024 --source s --ref claimed"),
    ("freeze", "freeze --case c --in HU,LT --kind bank-account --id iban:DE89370400440532013000 --ref new --anyway"),
    ("seize", "seize --asset c:1 --subject 'owner:Ada Lovelace' --ref seized"),
    ("confiscate", "confiscate --asset c:2 --amount '120 EUR' --whole --ref confiscated"),
    ("release", "release --part-of c:3 --amount '20 EUR' --ref released"),
    ("return", "return --asset c:4 --ref returned"),
    ("dispose", "dispose --asset c:5 --how sold --amount '90 EUR' --whole --ref disposed"),
    ("revalue", "revalue --asset c:6 --amount '>130 EUR' --ref revalued"),
    ("transfer", "transfer c:7 --to FR --custodian 'An office' --ref moved"),
    ("recover", "recover c:14 --ref recovered"),
    (
        "dispose for money",
        "dispose --asset c:15 --how sold --proceeds '90 EUR' --costs '5 EUR' --on 2024-07-01 --source s --ref sold",
    ),
    ("attest", "attest c:6 --amount '90 EUR' --on 2024-07-01T08:00:00Z --how counted --source s --ref counted"),
    ("correct", "correct 10 --reason misread --amount '99 EUR' --ref corrected"),
    ("reading", "reading 17 --source s --amount '7 EUR' --ref read"),
    ("adopt", "adopt 18 --reason preferred --ref adopted"),
    ("adopt claim", "adopt 19 --reason preferred --ref 'adopted too'"),
    ("void", "void 11 --reason 'recorded twice'"),
    ("reinstate", "reinstate 14 --reason 'not recorded twice' --ref reinstated"),
    ("restrict", "restrict 13 --reason contested"),
    ("erase", "erase 12 --reason acquitted --authority 'A court'"),
    ("rates add", "rates add rates.csv --name court --source s --base EUR --valid 4 --ref rated"),
    ("import", "import rows.csv --open-missing"),
    ("import with rejects", "import faulty.csv --open-missing --rejects rejected.csv"),
    ("undo", "undo --yes"),
    ("init", "init"),
];

/// Common arguments of the actions.
const ACTIONS: [&str; 9] =
    ["freeze", "seize", "confiscate", "release", "return", "dispose", "revalue", "transfer", "recover"];

/// The number of assets in the ledger at the start, all frozen.
const ASSETS: u32 = 8;

/// The number of rows in the imported file.
const ROWS: u32 = 12;

/// Every recording command, or those that `FAULT_COMMANDS` names.
pub fn all() -> &'static [Recording] {
    static ALL: OnceLock<Vec<Recording>> = OnceLock::new();
    ALL.get_or_init(|| {
        let only = std::env::var("FAULT_COMMANDS").ok();
        let asked = |name: &str| only.as_ref().is_none_or(|only| only.split(',').any(|one| one == name));
        COMMANDS
            .iter()
            .filter(|(name, _)| asked(name))
            .map(|(name, line)| Recording::measured(name, line, if *name == "init" { nowhere() } else { begun() }))
            .collect()
    })
}

/// The commands that can run together: they need a ledger, and do not depend on which entry is the last.
pub fn together() -> &'static [Recording] {
    let all = all();
    let end = all.iter().position(|recording| matches!(recording.name, "undo" | "init"));
    &all[..end.unwrap_or(all.len())]
}

impl Recording {
    /// Runs a command undisturbed once, and keeps what it left behind.
    pub fn measured(name: &'static str, line: &str, begun: &'static Kept) -> Recording {
        let mut words = shlex::split(line).unwrap();
        if ACTIONS.contains(&name) {
            words.extend(["--on", "2024-07-01", "--source", "s"].map(str::to_owned));
        }
        let place = begun.place();
        let before = if name == "init" { Vec::new() } else { Found::read(&place.ledger()).unwrap().lines };
        let said = place.run(&words);
        let done = i32::from(line.contains("faulty.csv"));
        assert_eq!(said.code, Some(done), "{line}: {}", said.err);
        let found = Found::read(&place.ledger()).unwrap();
        assert_eq!(found.differences, [""; 0], "{line}");
        let marks: Vec<Mark> = found.lines[before.len()..].iter().map(|line| line.mark.clone()).collect();
        assert!(!marks.is_empty(), "{line} records nothing");
        Recording { name, words, begun, before, marks, done, files: place.files() }
    }

    /// Whether a second run finds what the first recorded, instead of being refused.
    pub fn can_be_repeated(&self) -> bool {
        !matches!(self.name, "case open" | "source add" | "void" | "restrict" | "erase" | "undo" | "init")
    }
}

/// The ledger on which all commands but `init` can run.
pub fn begun() -> &'static Kept {
    static BEGUN: OnceLock<Kept> = OnceLock::new();
    BEGUN.get_or_init(|| {
        let place = Place::empty();
        let does = |line: &str| {
            let said = place.run(shlex::split(line).unwrap());
            assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{line}");
        };
        does("init");
        does("case open c --title 'A case' --lead FR");
        does("source add s --title 'A release'");
        for asset in 0..ASSETS {
            does(&format!(
                "freeze --case c --in DE --kind cash --amount '{}.50 EUR' --on 2024-06 --source s",
                100 + asset
            ));
        }
        // Two with personal data.
        does("freeze --case c --in DE --kind cash --on 2024-06 --source s --subject 'owner:Ada Lovelace'");
        does("freeze --case c --in DE --kind bank-account --on 2024-06 --source s --id iban:DE89370400440532013000");
        // A voided one.
        does("freeze --case c --in DE --kind cash --on 2024-06 --source s --anyway");
        does("void 14 --reason 'recorded twice'");
        // Two on which sources differ, and a claim.
        does("freeze --case c --in DE --kind cash --on 2024-06 --source s --anyway");
        does("freeze --case c --in DE --kind cash --on 2024-06 --source s --anyway");
        does("reading 16 --source s --amount '6 EUR'");
        does("claim c --about victims --count 5 --on 2024 --source s");
        // A lost one.
        does("freeze --case c --in DE --kind vehicle --on 2024-06 --source s");
        does("dispose --asset c:14 --how lost --on 2024-06-28 --source s");
        // One that can be sold.
        does("freeze --case c --in FR --kind vehicle --on 2024-06 --source s");
        put_files(&place);
        place.kept()
    })
}

/// Writes the files to import to the desk.
pub fn put_files(place: &Place) {
    let mut table = "ref,case,action,date,amount,currency\n".to_owned();
    for row in 0..ROWS {
        table.push_str(&format!("row {row},e{},seize,2024-01-{:02},{row}.5,EUR\n", row % 3, row + 1));
    }
    std::fs::write(place.desk().join("rows.csv"), &table).unwrap();
    // Other rows in other cases, one of them refused.
    let table = table.replace("row ", "line ").replace(",e", ",f") + "faulty,f1,seize,2024-01-01,1.234,EUR\n";
    std::fs::write(place.desk().join("faulty.csv"), table).unwrap();
    let rates = "date,currency,rate\n2024-06-27,USD,1.0696\n2024-06-28,USD,1.0705\n2024-06-28,JPY,171.94\n";
    std::fs::write(place.desk().join("rates.csv"), rates).unwrap();
}

fn nowhere() -> &'static Kept {
    static NOWHERE: OnceLock<Kept> = OnceLock::new();
    NOWHERE.get_or_init(|| Place::empty().kept())
}
