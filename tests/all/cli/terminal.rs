//! `add` on a terminal: keys, completion, width and colours.

use std::io::Write;
use std::path::Path;
use std::process::Command;

use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};

/// How long a test waits for the program, in milliseconds.
const PATIENCE: Option<u64> = Some(60_000);

const ESC: &str = "\u{1b}";
const CTRL_C: &str = "\u{3}";

/// A home with a ledger that holds the case `coco` and the source `S1`.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    for line in ["init", "case open coco --title Coco --lead FR", "source add S1 --title Release"] {
        assert!(impound(home.path()).args(shlex::split(line).unwrap()).output().unwrap().status.success());
    }
    home
}

fn impound(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_impound"));
    command.env_clear().env("HOME", home).env("IMPOUND_RECORDED_BY", "Ada").env("TERM", "xterm");
    command
}

fn add(home: &Path) -> PtySession {
    let mut command = impound(home);
    command.arg("add");
    spawn_command(command, PATIENCE).unwrap()
}

/// Waits for a question, then types.
#[track_caller]
fn answer(session: &mut PtySession, question: &str, keys: &str) {
    session.exp_string(question).unwrap_or_else(|error| panic!("{question}: {error}"));
    session.send(keys).unwrap();
    session.flush().unwrap();
}

fn entries(home: &Path) -> String {
    let verified = impound(home).arg("verify").output().unwrap();
    String::from_utf8(verified.stdout).unwrap()
}

#[test]
fn tab_completes_a_mistake_is_corrected_and_the_entry_recorded() {
    let home = home();
    let mut session = add(home.path());
    answer(&mut session, "What was done", "se\t\r");
    answer(&mut session, "Case or asset", "\r");
    // A backspace corrects.
    answer(&mut session, "Where", "DF\u{7f}E,hung\t\r");
    answer(&mut session, "Kind", "car\r");
    answer(&mut session, "did you mean vehicle?", "\u{7f}\u{7f}\u{7f}veh\t\r");
    answer(&mut session, "Amount", "1.234 EUR\r");
    answer(&mut session, "Is it exactly 1,234.00 EUR?", "yes\r");
    answer(&mut session, "When", "28 June 2024\r");
    answer(&mut session, "Source", "S1\r");
    answer(&mut session, "Anything else?", "\r");
    answer(&mut session, "The same as a command:", "");
    answer(&mut session, "Record it?", "\r");
    session.exp_string("entry 4  coco:1  seized: vehicle in DE+HU, 1234.00 EUR, on 2024-06-28").unwrap();
    answer(&mut session, "Another?", "n\r");
    session.exp_eof().unwrap();
    assert!(entries(home.path()).contains("4 entries"));
}

#[test]
fn both_readings_of_an_amount_are_offered_and_chosen_with_the_arrow_keys() {
    let home = home();
    let mut session = add(home.path());
    for (question, keys) in [
        ("What was done", "freeze\r"),
        ("Case or asset", "\r"),
        ("Where", "DE\r"),
        ("Kind", "crypto-asset\r"),
        ("Amount", "about 1.234 ether\r"),
        ("Which is meant", "\u{1b}[B\u{1b}[B\r"),
        ("When", "2024\r"),
        ("Source", "\r"),
        ("Anything else?", "\r"),
        ("Record it?", "\r"),
        ("frozen: crypto-asset in DE, ~1234.000000000000000000 ETH, on 2024", ""),
        ("Another?", ESC),
    ] {
        answer(&mut session, question, keys);
    }
    session.exp_eof().unwrap();
}

#[test]
fn esc_and_ctrl_c_record_nothing() {
    for key in [ESC, CTRL_C] {
        let home = home();
        for questions in [
            &[][..],
            &["What was done", "Case or asset", "Where", "Kind", "Amount", "When", "Source", "Anything else?"],
        ] {
            let mut session = add(home.path());
            let answers = ["freeze\r", "\r", "DE\r", "cash\r", "5 EUR\r", "2024\r", "\r", "\r"];
            for (question, keys) in questions.iter().zip(answers) {
                answer(&mut session, question, keys);
            }
            answer(&mut session, if questions.is_empty() { "What was done" } else { "Record it?" }, key);
            session.exp_string("cancelled: nothing was recorded").unwrap();
            session.exp_eof().unwrap();
        }
        assert!(entries(home.path()).contains("3 entries"));
    }
}

#[test]
fn a_ledger_that_cannot_be_read_ends_the_questions() {
    for (term, code, said) in [("dumb", 4, "another program"), ("xterm", 3, "not an impound ledger")] {
        let home = home();
        let mut command = impound(home.path());
        command.arg("add").env("TERM", term);
        let mut session = spawn_command(command, PATIENCE).unwrap();
        answer(&mut session, "What was done", "freeze\r");
        session.exp_string("Case or asset").unwrap();
        let path = home.path().join(".local/share/impound/ledger.db");
        let writer = rusqlite::Connection::open(&path).unwrap();
        if code == 4 {
            writer.execute_batch("BEGIN EXCLUSIVE").unwrap();
        } else {
            std::fs::File::options().write(true).open(&path).unwrap().write_all(&[0; 4096]).unwrap();
        }
        session.send("coco\r").unwrap();
        session.flush().unwrap();
        let end = session.exp_eof().unwrap();
        assert!(end.contains(said), "{end}");
        let ended = session.process().wait().unwrap();
        assert!(matches!(ended, WaitStatus::Exited(_, ended) if ended == code), "{ended:?}: {end}");
    }
}

#[test]
fn what_is_typed_ahead_is_not_lost() {
    let home = home();
    let mut session = add(home.path());
    answer(&mut session, "What was done", "freeze\r\rDE\rcash\r5 EUR\r2024\r\r\r\rn\r");
    session.exp_string("entry 4  coco:1  frozen: cash in DE, 5.00 EUR, on 2024").unwrap();
    session.exp_eof().unwrap();
}

#[test]
fn forty_columns_no_colours_and_a_terminal_that_only_prints_will_do() {
    // Colours are set by sequences that end in m, and a terminal that only prints is sent none at all.
    let coloured = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap();
    for (environment, setting) in
        [("TERM=xterm", "stty cols 40"), ("TERM=xterm NO_COLOR=1", "true"), ("TERM=dumb", "true")]
    {
        let home = home();
        let mut command = Command::new("sh");
        let script = format!("{setting}; {environment} exec \"$0\" add",);
        command.args(["-c", &script, env!("CARGO_BIN_EXE_impound")]).env_clear();
        command
            .env("HOME", home.path())
            .env("IMPOUND_RECORDED_BY", "Ada")
            .env("PATH", std::env::var_os("PATH").unwrap());
        let mut session = spawn_command(command, PATIENCE).unwrap();
        let mut printed = String::new();
        for (question, keys) in [
            ("What was done", "freeze\r"),
            ("Case or asset", "coco\r"),
            ("Where", "HU,LT,DE,NL\r"),
            ("Kind", "cash\r"),
            ("Amount", "plus de 5 millions d'euros\r"),
            ("When", "2024\r"),
            ("Source", "S1\r"),
            ("Anything else?", "no\r"),
            ("Record it?", "yes\r"),
            ("entry 4", ""),
            ("Another?", "no\r"),
        ] {
            printed +=
                &session.exp_string(question).unwrap_or_else(|error| panic!("{environment} {question}: {error}"));
            session.send(keys).unwrap();
            session.flush().unwrap();
        }
        printed += &session.exp_eof().unwrap();
        assert_eq!(coloured.is_match(&printed), environment == "TERM=xterm", "{environment}");
        assert_eq!(printed.contains('\u{1b}'), environment != "TERM=dumb", "{environment}");
        assert!(entries(home.path()).contains("4 entries"), "{environment}");
    }
}

/// An IBAN whose check digits are right.
fn iban(account: u32) -> String {
    let bban = format!("37040044{account:010}");
    let remainder =
        format!("{bban}131400").bytes().fold(0_u64, |rest, digit| (rest * 10 + u64::from(digit - b'0')) % 97);
    format!("DE{:02}{bban}", 98 - remainder)
}

#[test]
fn fifteen_accounts_take_fewer_keys_than_their_commands() {
    let home = home();
    let mut session = add(home.path());
    let mut keys = 0;
    let mut type_in = |session: &mut PtySession, question: &str, typed: &str| {
        keys += typed.chars().count();
        answer(session, question, typed);
    };
    for account in 0..15 {
        let is_first = account == 0;
        type_in(&mut session, "What was done", if is_first { "fr\t\r" } else { "\r" });
        type_in(&mut session, "Case or asset", "\r");
        type_in(&mut session, "Where", if is_first { "HU\r" } else { "\r" });
        type_in(&mut session, "Kind", if is_first { "ban\t\r" } else { "\r" });
        type_in(&mut session, "Amount", &format!("{} EUR\r", 1000 + account * 17));
        type_in(&mut session, "When", if is_first { "2024-06-28\r" } else { "\r" });
        type_in(&mut session, "Source", "\r");
        if is_first {
            type_in(&mut session, "Anything else?", "id\r");
        }
        type_in(&mut session, "Identifier", &format!("iban:{}\r", iban(account)));
        type_in(&mut session, "Anything else?", "\r");
        type_in(&mut session, "Record it?", "\r");
        session.exp_string(&format!("entry {}", 4 + account)).unwrap();
        type_in(&mut session, "Another?", if account == 14 { "n\r" } else { "\r" });
    }
    session.exp_eof().unwrap();
    assert!(entries(home.path()).contains("18 entries"));
    let command = |account: u32| {
        let amount = 1000 + account * 17;
        let iban = iban(account);
        format!(
            "impound freeze --case coco --in HU --kind bank-account --amount \"{amount} EUR\" --on 2024-06-28 --source S1 --id iban:{iban}\n"
        )
    };
    let characters: usize = (0..15).map(|account| command(account).chars().count()).sum();
    assert_eq!((keys, characters), (713, 2040));
}
