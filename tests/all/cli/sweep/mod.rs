//! Every command, with hostile text wherever it takes text: nothing printed steers a terminal, no formula in a CSV goes
//! unguarded, no file is written except those named.
//!
//! The commands come from the program's own help, so a new one fails here until it has a line in [`COMMANDS`].

mod oracle;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use super::desk::Desk;
use world::{HOSTILE, LAWFUL, World};

/// The commands that can only be refused here: `add` needs a terminal, and writing the pages of `man` for each text takes
/// too long. Their own tests see them succeed.
#[cfg(feature = "parquet")]
const ONLY_REFUSED: &[&str] = &["add", "man"];

/// The same of a program that cannot write Parquet.
#[cfg(not(feature = "parquet"))]
const ONLY_REFUSED: &[&str] = &["add", "export parquet", "man"];

/// Every command, and the lines that try it. In them, `[text]` is a hostile text, `[new]` an unused reference, `[out]`
/// a file that does not exist, `[ledger]` the ledger, and the other words in brackets are files of [`World`], whose names are hostile, too.
const COMMANDS: &[(&str, &[&str])] = &[
    ("add", &["add", "add --recorded-by=[text]", "add [text]"]),
    ("completions", &["completions bash", "completions zsh", "completions -- [text]"]),
    ("man", &["man [junk]"]),
    ("", &["[text]", "--[text]", "--color=[text] verify", "--ledger=[junk] verify", "--ledger=[missing] case list"]),
    ("init", &["init --ledger=[out] --recorded-by=[text]", "init --ledger=[junk]", "init --[text]"]),
    (
        "case open",
        &[
            "case open [new] --title=[text] --lead FR --authority=[text] --offence=[text] --note=[text] --recorded-by=[text]",
            "case open [new] --title=- --lead FR --note=-",
            "case open [text] --title T --lead FR",
            "case open [new] --title T --lead=[text]",
            "case open [new] --title T --lead FR --opened=[text]",
        ],
    ),
    ("case list", &["case list", "case list [text]"]),
    (
        "case event",
        &[
            "case event coco --on 2024 --source S1 --what=[text]",
            "case event coco --on=[text] --source S1 --what W",
            "case event coco --on 2024 --source=[text] --what W",
            "case event --on 2024 --source S1 --what W -- [text]",
        ],
    ),
    (
        "claim",
        &[
            "claim coco --about=[text] --text=[text] --on 2024 --source S1",
            "claim coco --about victims --count=[text] --on 2024 --source S1",
            "claim coco --about victims --count 5 --on 2024 --source=[text]",
            "claim --about victims --count 5 --on 2024 --source S1 -- [text]",
        ],
    ),
    // Behind a command whose entry can be undone.
    ("undo", &["undo --yes --reason=[text]", "undo", "undo --dry-run", "undo --recorded-by=[text] --yes --dry-run"]),
    (
        "reading",
        &[
            "reading 4 --source S1 --amount=[text] --as-written=[text] --note=[text]",
            "reading 4 --source=[text] --on=[text] --in=[text]",
            "reading --source S1 --amount 5 -- [text]",
        ],
    ),
    ("adopt", &["adopt 4 --reason=[text]", "adopt 9 --reason=[text]", "adopt --reason better -- [text]"]),
    ("case show", &["case show coco", "case show [new]", "case show=[text]", "case show -- [text]"]),
    (
        "source add",
        &[
            "source add [new] --title=[text] --publisher=[text] --url=[text] --kind=[text] --note=[text]",
            "source add [new] --title=[text] --publisher=[text]",
            "source add [new] --title T --file=[junk]",
            "source add [new] --title T --file=[missing]",
            "source add [new] --title T --lang=[text]",
            "source add [new] --title T --published=[text]",
            "source add -- [text] --title T",
        ],
    ),
    (
        "rates add",
        &[
            "rates add [quotes] --name court --source S1 --base EUR --valid 4",
            "rates add [quotes] --name=[text] --source S1 --base=[text] --valid 4",
            "rates add [cells] --name other --source S1",
            "rates add [cells] --name other --source S1 --format treasury",
            "rates add [header] --name other --source=[text] --format table --base EUR --valid 4",
            "rates add [junk] --name other --source S1 --format=[text] --month=[text]",
            "rates add [missing] --name other --source S1",
            "rates add --name other --source S1 -- [text]",
        ],
    ),
    ("rates list", &["rates list", "rates list --at-entry=[text]"]),
    ("rates show", &["rates show court USD", "rates show fixed -- [text]", "rates show -- [text] USD [text]"]),
    ("source list", &["source list"]),
    ("source show", &["source show S1", "source show -- [text]"]),
    (
        "freeze",
        &[
            NEW[0],
            NEW[1],
            NEW[2],
            NEW[3],
            NEW[4],
            "freeze --case=[text]",
            "freeze --part-of=[text] --on 2024 --source S1",
        ],
    ),
    (
        "seize",
        &[
            "seize --case coco --in DE --kind cash --on 2024 --source=S1#[text] --note=[text] --anyway",
            "seize --asset=[text] --on 2024 --source S1",
        ],
    ),
    (
        "confiscate",
        &[
            "confiscate --case coco --in DE --kind cash --on 2024 --source S1 --order=[text] --anyway",
            "confiscate --case coco --kind=[text] --on 2024 --source S1",
        ],
    ),
    (
        "release",
        &[
            "release --part-of [asset] --amount \"1 EUR\" --on 2024 --source S1 --note=[text]",
            "release --asset=[text] --on=[text] --source=[text]",
        ],
    ),
    (
        "return",
        &[
            "return --part-of [asset] --amount \"1 EUR\" --on 2024 --source S1 --subject=victim:[text]",
            "return --asset=@[text] --on 2024 --source S1",
        ],
    ),
    (
        "dispose",
        &[
            "dispose --part-of [asset] --how sold --amount \"1 EUR\" --on 2024 --source S1 --note=[text]",
            "dispose --asset [asset] --how=[text] --on 2024 --source S1",
        ],
    ),
    (
        "revalue",
        &[
            "revalue --asset [asset] --of rest --amount \"100 EUR\" --on 2024 --source S1 --as-written=[text]",
            "revalue --asset [asset] --of rest --amount=[text] --currency=[text] --on 2024 --source S1",
        ],
    ),
    (
        "attest",
        &[
            "attest [asset] --amount=[text] --on 2024-06-25 --how=[text] --source S1",
            "attest [asset] --amount \"5 EUR\" --on=[text] --how x --source=[text]",
            "attest --amount \"5 EUR\" --on 2024-06-25 --how x --source S1 -- [text]",
        ],
    ),
    (
        "transfer",
        &[
            "transfer @m --to FR --custodian=[text] --on 2024 --source S1",
            "transfer --asset=[text] --to=[text] --in-basis=[text] --on=[text] --source=[text]",
        ],
    ),
    (
        "recover",
        &[
            "recover @g --on 2024 --source S1 --note=[text]",
            "recover --part-of=[text] --amount=[text] --on 2024 --source S1",
        ],
    ),
    (
        "correct",
        &[
            "correct 4 --reason=[text] --note=[text]",
            "correct 4 --reason x --subject=[text] --id=[text]",
            "correct -- [text]",
            "correct 4 --reason x --ref=[text]",
        ],
    ),
    (
        "case edit",
        &[
            "case edit coco --title=[text] --authority=[text] --offence=[text] --note=[text] --reason=[text]",
            "case edit coco --title=[text]",
            "case edit -- [text]",
            "case edit coco --lead=[text] --opened=[text]",
        ],
    ),
    (
        "source edit",
        &[
            "source edit S1 --title=[text] --publisher=[text] --url=[text] --kind=[text] --reason=[text]",
            "source edit S1 --publisher=[text]",
            "source edit S1 --file=[missing]",
            "source edit -- [text]",
        ],
    ),
    ("void", &["void 5 --reason=[text]", "void 9999 --reason=[text]", "void -- [text]"]),
    ("reinstate", &["reinstate 5 --reason=[text]", "reinstate 9999 --reason=[text]", "reinstate -- [text]"]),
    ("void", &["void 5 --reason=[text]"]),
    ("show", &["show 1", "show 4", "show 6", "show coco", "show [asset]", "show -- [text]"]),
    ("history", &["history [asset]", "history -- [text]"]),
    ("asset list", &["asset list", "asset list --case=[text]"]),
    (
        "find",
        &[
            "find coco",
            "find -- [text]",
            "find --case coco",
            "find --case coco --format csv",
            "find --case coco --format json",
            "find --entered-by=[text] --limit 3",
            "find --in=[text]",
            "find --kind=[text]",
            "find --stage=[text]",
            "find --on=[text]",
            "find --source=[text]",
            "find --case=[text]",
            "find --id=other:[text]",
            "find coco --format csv --output=[out]",
        ],
    ),
    (
        "due",
        &[
            "due --on 2024 --within 400d",
            "due",
            "due --attested-within 10d --format csv",
            "due --within=[text]",
            "due --attested-within=[text]",
            "due --on=[text]",
            "due --case=[text]",
        ],
    ),
    ("log", &["log", "log --format csv", "log -n=[text]", "log --format json --output=[out]"]),
    ("use", &["use", "use --case coco", "use --source S1", "use --case=[text]", "use --source=[text]", "use --clear"]),
    (
        "amount",
        &[
            "amount -- [text]",
            "amount --format json -- [text]",
            "amount \"5 EUR\" --lang=[text]",
            "amount \"5 EUR\" --currency=[text]",
            "amount",
            "amount \"5 EUR\"",
        ],
    ),
    (
        "import",
        &[
            "import [good] --open-missing",
            "import [cells] --rejects=[out]",
            "import [cells]",
            "import [cells] --map=[map]",
            "import [header]",
            "import [book]",
            "import [book] --explain --map=[out]",
            "import [cells] --explain --map=[out]",
            "import [header] --explain --map=[out]",
            "import [cells] --map=[junk]",
            "import [cells] --encoding=[text]",
            "import [cells] --delimiter=[text]",
            "import [junk]",
            "import [missing]",
        ],
    ),
    (
        "report holdings",
        &[
            "report holdings --by case,authority,kind",
            "report holdings --by case,authority --format csv",
            "report holdings --by=[text]",
            "report holdings --case=[text] --format json",
            "report holdings --as-of=[text]",
            "report holdings --by authority --format json",
            "report holdings --by case,authority --format md",
            "report holdings --by case,authority --output=[out] --format xlsx",
            "report holdings --convert EUR --format csv --rates-used=[out]",
            "report holdings --convert=[text]",
            "report holdings --convert EUR --rates=[text]",
            "report holdings --convert EUR --rate-on=[text] --rates-used=[junk]",
        ],
    ),
    (
        "report actions",
        &[
            "report actions --by case,authority",
            "report actions --by case,authority --format csv",
            "report actions --from=[text]",
        ],
    ),
    (
        "report jurisdictions",
        &["report jurisdictions", "report jurisdictions --format csv", "report jurisdictions --in=[text]"],
    ),
    ("report attestations", &["report attestations", "report attestations --format csv"]),
    (
        "report form",
        &[
            "report form directive-2014-42 --year 2024",
            "report form directive-2014-42 --year 2024 --format csv",
            "report form [junk] --year 2024",
            "report form [missing] --year 2024",
            "report form directive-2014-42 --year=[text]",
        ],
    ),
    (
        "report bridge",
        &[
            "report bridge holdings --at-entry 3 --entries --by case,authority",
            "report bridge actions --at-entry 3 --by case,authority --format csv",
            "report bridge holdings --at-entry 3 --convert EUR --rate-on 2024-06-28 --rates-used=[out]",
            "report bridge holdings --at-entry 3 --convert EUR --rate-on=[text]",
            "report bridge [text] --at-entry 3",
            "report bridge holdings --at-entry 3 --by=[text]",
            "report bridge holdings --at-entry=[text]",
        ],
    ),
    (
        "report concentration",
        &[
            "report concentration",
            "report concentration --top 1 --currency EUR --format csv",
            "report concentration --currency=[text]",
        ],
    ),
    (
        "report reconcile",
        &[
            "report reconcile [list] --as-of 2024",
            "report reconcile [cells] --as-of 2024",
            "report reconcile [good] --as-of 2024 --custodian=[text]",
            "report reconcile [book] --as-of 2024",
            "report reconcile [cells] --map=[map] --as-of 2024",
            "report reconcile [junk] --as-of 2024 --encoding=[text]",
            "report reconcile [good] --as-of 2024 --convert=[text]",
            "report reconcile [missing] --as-of 2024",
        ],
    ),
    (
        "consolidate",
        &[
            "consolidate [pack] -- holdings --by ledger,case,authority",
            "consolidate [copy] -- actions --by ledger,case --format csv",
            "consolidate [copy] -- holdings --by ledger,case --format html --output=[out]",
            "consolidate [bad] -- holdings",
            "consolidate [junk] -- holdings",
            "consolidate [missing] -- holdings",
            "consolidate [pack] [copy] -- holdings",
            "consolidate [pack] --signers=[junk] -- holdings",
            "consolidate [pack] -- [text]",
            "consolidate [pack] -- holdings --by=[text]",
            "consolidate [pack] -- holdings --case=[text]",
            "consolidate [pack] -- holdings --as-of=[text]",
        ],
    ),
    (
        "report claims",
        &[
            "report claims",
            "report claims --format csv",
            "report claims --case=[text]",
            "report claims --convert=[text]",
        ],
    ),
    ("report pools", &["report pools", "report pools --format csv", "report pools --to=[text]"]),
    ("report readings", &["report readings", "report readings --format csv", "report readings --in=[text]"]),
    (
        "report register",
        &[
            "report register --personal",
            "report register --personal --format csv",
            "report register --personal --format csv --output=[out]",
            "report register --personal --format json",
            "report register --personal --format md",
            "report register --format csv --raw",
            "report register --format=[text]",
            "report register --output=[junk]",
        ],
    ),
    (
        "report rollforward",
        &[
            "report rollforward --from 2024-01-01 --to 2024-06-30 --by case,authority",
            "report rollforward --from 2024 --to 2024 --by case,authority --format csv",
            "report rollforward --from=[text] --to 2024",
            "report rollforward --from 2024 --to=[text]",
            "report rollforward --from 2024 --to 2024 --by=[text]",
        ],
    ),
    (
        "report coverage",
        &[
            "report coverage",
            "report coverage --by case,authority --format csv",
            "report coverage --by=[text]",
            "report coverage --convert=[text]",
        ],
    ),
    (
        "report ageing",
        &[
            "report ageing --by case,authority",
            "report ageing --by case,authority --format csv",
            "report ageing --bands=[text]",
        ],
    ),
    (
        "verify",
        &[
            "verify",
            "verify --checkpoint=[junk]",
            "verify --checkpoint=[missing]",
            "verify --expect=[text]",
            "verify --checkpoint=[checkpoint] --signers=[junk]",
        ],
    ),
    (
        "checkpoint",
        &[
            "checkpoint",
            "checkpoint --output=[out]",
            "checkpoint --output=[out] --sign=[junk]",
            "checkpoint --output=[junk]",
        ],
    ),
    ("prove", &["prove 2", "prove 2 --output=[out]", "prove 2 --checkpoint=[junk]", "prove -- [text]"]),
    (
        "verify-proof",
        &[
            "verify-proof [proof]",
            "verify-proof [proof] --checkpoint=[junk]",
            "verify-proof [junk]",
            "verify-proof [missing]",
        ],
    ),
    (
        "export journal",
        &[
            "export journal",
            "export journal --output=[out]",
            "export journal --rates=[out]",
            "export journal --output=[junk]/x",
        ],
    ),
    (
        "export pack",
        &[
            "export pack [out]",
            "export pack [out] --personal",
            "export pack [out] --sign=[junk]",
            "export pack [junk]",
            "export pack [out] --since=[pack] --year 2024",
            "export pack [out] --since=[junk]",
            "export pack [out] --since=[bad]",
            "export pack [out] --convert EUR",
            "export pack [out] --convert=[text]",
            "export pack [out] --convert EUR --rates=[text]",
            "export pack [out] --convert EUR --rate-on=[text]",
            "export pack [out] --year=[text]",
        ],
    ),
    (
        "export dossier",
        &[
            "export dossier [out]",
            "export dossier [out] --case coco --personal",
            "export dossier [out] --convert EUR",
            "export dossier [out] --case=[text]",
            "export dossier [out] --as-of=[text]",
            "export dossier [out] --from=[text]",
            "export dossier [out] --convert=[text]",
            "export dossier [junk]",
            "export dossier [missing]/x",
        ],
    ),
    (
        "export ftm",
        &[
            "export ftm [out]",
            "export ftm [out] --case coco --personal",
            "export ftm [out] --ftm-as sanction",
            "export ftm [out] --ftm-as=[text]",
            "export ftm [out] --case=[text]",
            "export ftm [junk]",
            "export ftm [missing]/x",
        ],
    ),
    (
        "export parquet",
        &[
            "export parquet [out]",
            "export parquet [out] --personal",
            "export parquet [junk]",
            "export parquet [missing]/x",
        ],
    ),
    (
        "verify-pack",
        &[
            "verify-pack [pack]",
            "verify-pack [pack] --checkpoint=[junk]",
            "verify-pack [pack] --signers=[junk]",
            "verify-pack [junk]",
            "verify-pack [missing]",
            "verify-pack [bad]",
        ],
    ),
    (
        "restrict",
        &["restrict 5 --reason=[text] --authority=[text] --json", "restrict 5 --reason=[text]", "restrict -- [text]"],
    ),
    ("unrestrict", &["unrestrict 5 --reason=[text] --authority=[text]", "unrestrict -- [text]"]),
    // The last on this entry: afterwards there are no data to withhold.
    ("erase", &["erase 5 --reason=[text] --authority=[text]", "erase -- [text]"]),
    ("backup", &["backup [out]", "backup [junk]", "backup [missing]/x"]),
    (
        "restore",
        &[
            "restore [copy] --ledger=[out]",
            "restore [junk] --ledger=[out]",
            "restore [missing] --ledger=[out]",
            "restore [copy]",
        ],
    ),
    (
        "copy",
        &[
            "copy [ledger] [out]",
            "copy [copy] [out]",
            "copy [junk] [out]",
            "copy [missing] [out]",
            "copy [copy] [junk]",
            "copy [copy] [missing]/x",
            "copy [copy] postgres://[new]:[new]@[new]/x",
        ],
    ),
    ("rederive", &["rederive", "rederive --ledger=[junk]", "rederive --[text]"]),
    ("doctor", &["doctor", "doctor --json", "doctor --ledger=[junk]", "doctor --[text]"]),
];

/// Ways to enter an asset with hostile text in every flag that takes text.
const NEW: [&str; 5] = [
    "freeze --case coco --in DE --kind cash --on 2024 --source S1 --what=[text] --quantity=[text] --authority=[text] \
     --order=[text] --note=[text] --as-written=[text] --amount \"100 EUR\"",
    "freeze --case coco --in DE --kind cash --on 2024 --source S1 --id=other:[text] --subject=[text] --json",
    "freeze --case coco --in DE --kind cash --on 2024 --source S1 --ref=[text] --dry-run",
    "freeze --case coco --in=[text] --kind cash --on 2024 --source S1",
    "freeze --case coco --in DE --kind cash --on 2024 --until=[text] --source=[text] --may-overlap=[text] --amount=[text]",
];

/// The commands in the program's help; those of a group come after the group's name.
fn commands_of(desk: &Desk, group: &str) -> Vec<String> {
    let help = desk.does(&format!("{group} --help"));
    let listed = help.split_once("\nCommands:\n").map_or("", |(_, rest)| rest.split("\n\n").next().unwrap());
    let names = listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = names.map(|line| line.split_whitespace().next().unwrap()).filter(|name| *name != "help");
    let full = |name: &str| format!("{group} {name}").trim().to_owned();
    names
        .map(full)
        .flat_map(|name| match commands_of(desk, &name) {
            below if below.is_empty() => vec![name],
            below => below,
        })
        .collect()
}

#[test]
fn every_command_of_the_program_is_swept() {
    let named: BTreeSet<String> = commands_of(&Desk::empty(), "").into_iter().collect();
    let swept: BTreeSet<String> =
        COMMANDS.iter().map(|(command, _)| (*command).to_owned()).filter(|c| !c.is_empty()).collect();
    assert_eq!(named, swept, "on the left what the program has, on the right what is swept");
    for (command, lines) in COMMANDS {
        assert!(!lines.is_empty() && lines.iter().all(|line| line.starts_with(command)), "{command}");
    }
}

/// Runs every line with a text, and returns for each command how many of its lines succeeded.
fn sweep(world: &World, text: &str) -> BTreeMap<&'static str, usize> {
    let mut done = BTreeMap::new();
    for (command, lines) in COMMANDS {
        let codes = lines.iter().map(|line| world.run(line, text.as_bytes()));
        *done.entry(*command).or_default() += codes.filter(|code| *code == 0).count();
    }
    done
}

#[test]
fn valid_text_is_printed_without_harm() {
    let mut done: BTreeMap<&str, usize> = BTreeMap::new();
    for text in LAWFUL {
        let world = World::new(text);
        sweep(&world, text).into_iter().for_each(|(command, count)| *done.entry(command).or_default() += count);
        world.register_comes_back();
    }
    let idle = done.iter().filter(|(command, count)| !command.is_empty() && **count == 0);
    let idle: Vec<&str> = idle.map(|(command, _)| *command).collect();
    assert_eq!(idle, ONLY_REFUSED, "on the left what never did what it should");
}

#[test]
fn invalid_text_is_refused_without_harm() {
    for text in HOSTILE {
        sweep(&World::new(text), text);
    }
}

#[test]
fn arguments_that_are_not_text_are_refused_without_harm() {
    let world = World::new("plain");
    for bytes in [&b"\x1b[2J\xff"[..], b"\xc2\x1b\x9b", b"\xed\xa0\x80"] {
        for line in COMMANDS.iter().flat_map(|(_, lines)| *lines) {
            world.run(line, bytes);
        }
    }
}

#[test]
fn ledgers_that_another_program_changed_are_reported_without_harm() {
    let texts = ["\u{1b}[2J\u{7}", "\u{9b}31m\u{202e}", "a\u{200b}\n\r\u{e0041}"];
    let world = World::new("plain");
    let mut changed = 0;
    for (change, text) in world::CHANGES.iter().zip(texts.into_iter().cycle()) {
        let Some(world) = world.altered(change, text) else { continue };
        changed += 1;
        sweep(&world, "coco");
    }
    assert_eq!(changed, world::CHANGES.len(), "not every change could be made");
}
