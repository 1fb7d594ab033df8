//! `add`, asked line by line, as on a terminal that can only print.

use impound::cli::Terminal;

use super::desk::{Desk, Said};

/// A desk with a person at a terminal.
fn desk() -> Desk {
    at_terminal(Desk::new())
}

fn at_terminal(mut desk: Desk) -> Desk {
    desk.set("NO_COLOR", Some("1"));
    desk.set_terminal(Terminal { input: true, errors: true, ..Terminal::default() });
    desk
}

/// Answers the questions, one line each.
fn answered(desk: &Desk, answers: &[&str]) -> Said {
    let lines: String = answers.iter().map(|answer| format!("{answer}\n")).collect();
    desk.run_with(&lines, "add")
}

/// The answers for a new asset, up to the summary; nothing is taken from the last one.
const ACCOUNT: [&str; 8] =
    ["freeze", "coco", "HU,Germany", "bank-account", "more than €5M", "../2024-06-28", "S1#page 3", ""];

/// The command that was printed.
fn command(said: &Said) -> String {
    let (_, after) = said.err.split_once("The same as a command:\n").expect(&said.err);
    after.lines().next().unwrap().strip_prefix("impound ").unwrap().to_owned()
}

#[test]
fn what_is_answered_is_recorded_and_the_printed_command_records_the_same() {
    let desk = desk();
    let said = answered(&desk, &[&ACCOUNT[..], &["", "no"]].concat());
    assert_eq!(
        said.err,
        "What was done: Case or asset (coco): Where: Kind: Amount:   more than 5,000,000.00 EUR
When: Source (S1): Anything else? (no): \
what was done  freeze
case           coco
when           ../2024-06-28
where          HU,Germany
kind           bank-account
amount         more than €5M
source         S1#page 3

The same as a command:
impound freeze --case coco --on ../2024-06-28 --in 'HU,Germany' --kind bank-account --amount 'more than €5M' --source 'S1#page 3'
Record it? (yes): Another? (yes): "
    );
    assert_eq!(
        said.out,
        "entry 4  coco:1  frozen: bank-account in DE+HU, >5000000.00 EUR, on ../2024-06-28\nreceipt  4 entries, root [digest]\n"
    );
    assert_eq!(said.code, 0);
    let other = Desk::new();
    other.does(&command(&said));
    let entry = |desk: &Desk| {
        let entry = desk.does("show 4 --json");
        entry[entry.find("\"content\"").unwrap()..].to_owned()
    };
    let timeless =
        |entry: String| regex::Regex::new("\"recorded_at\":\"[^\"]*\"").unwrap().replace_all(&entry, "").into_owned();
    assert_eq!(timeless(entry(&desk)), timeless(entry(&other)));
}

#[test]
fn the_first_entry_offers_the_chosen_case_and_source() {
    let desk = desk();
    desk.does("case open lago --title Lago --lead IT");
    desk.does("source add S2 --title Letter");
    assert!(answered(&desk, &["freeze"]).err.starts_with("What was done: Case or asset: "));
    desk.does("use --case lago --source S2");
    let said = answered(&desk, &["freeze", "", "DE", "bank-account", "300 EUR", "2024-06-28", "", "", "", "no"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.starts_with("What was done: Case or asset (lago): "), "{}", said.err);
    assert!(said.err.contains("Source (S2): "), "{}", said.err);
    assert!(command(&said).contains("--case lago "), "{}", said.err);
}

#[test]
fn the_last_answers_are_the_defaults_of_the_next() {
    let desk = desk();
    let again = ["", "", "", "", "", "300 EUR", "", "", "", "", "no"];
    let said = answered(&desk, &[&ACCOUNT[..], &[""], &again].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.err
            .contains("Where (HU,Germany): Kind (bank-account): Amount:   exactly 300.00 EUR\nWhen (../2024-06-28): "),
        "{}",
        said.err
    );
    assert!(
        said.out.contains("entry 5  coco:2  frozen: bank-account in DE+HU, 300.00 EUR, on ../2024-06-28\n"),
        "{}",
        said.out
    );
}

#[test]
fn what_was_given_besides_is_asked_for_again_but_for_what_is_the_assets_own() {
    let desk = desk();
    let first = ["authority", "AG Köln", "id", "iban:DE89370400440532013000", "", ""];
    let second = ["", "", "", "", "", "", "", "", "", "iban:DE02120300000000202051", "", "", "no"];
    let said = answered(&desk, &[&ACCOUNT[..7], &first, &second].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("Identifier: Authority (AG Köln): "), "{}", said.err);
    assert!(desk.does("show 5 --personal").contains("iban:DE02120300000000202051"));
}

#[test]
fn names_and_identifiers_are_not_in_the_printed_command_which_asks_for_them() {
    let desk = desk();
    let more = ["subject", "owner:Eve; Mallory", "id", "iban:DE89370400440532013000", "", "", "no"];
    let said = answered(&desk, &[&ACCOUNT[..7], &more].concat());
    let line = command(&said);
    assert!(line.contains("--id iban:- --subject owner:- --subject -"), "{line}");
    let other = Desk::new();
    let typed = other.run_with("DE89370400440532013000\nEve\nMallory\n", &line);
    assert_eq!((typed.code, typed.err.as_str()), (0, ""));
    let shown = |desk: &Desk| desk.does("show 4 --personal").lines().skip(2).collect::<Vec<_>>().join("\n");
    assert_eq!(shown(&desk), shown(&other));
    assert!(shown(&desk).contains("subjects       owner: Eve\n               Mallory"), "{}", shown(&desk));
}

#[test]
fn an_amount_with_two_readings_is_asked_about() {
    let desk = desk();
    let answers = [
        "freeze",
        "",
        "DE",
        "crypto-asset",
        "about 1.234 ether",
        "~1234.000000000000000000 ETH",
        "2024",
        "",
        "",
        "",
        "no",
    ];
    let said = answered(&desk, &answers);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.err.contains("has two readings, ~1.234000000000000000 ETH and ~1234.000000000000000000 ETH"),
        "{}",
        said.err
    );
}

#[test]
fn an_amount_that_can_only_mean_thousands_is_not_taken_so_in_silence() {
    let desk = desk();
    let answers = ["freeze", "", "DE", "cash", "1.234 EUR", "no", "1.234 EUR", "yes", "2024", "", "", "", "no"];
    let said = answered(&desk, &answers);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(said.err.matches("Is it exactly 1,234.00 EUR? (no): ").count(), 2, "{}", said.err);
    assert!(command(&said).contains("--amount '1234.00 EUR' --as-written '1.234 EUR'"));
}

#[test]
fn an_amount_without_a_currency_is_asked_for_one() {
    let desk = desk();
    let answers = ["freeze", "", "DE", "cash", "5000", "EU", "EUR", "2024", "", "", "", "no"];
    let said = answered(&desk, &answers);
    assert!(said.err.contains("Currency:   “EU” is not a currency"), "{}", said.err);
    assert!(said.out.contains("5000.00 EUR"), "{} {}", said.out, said.err);
}

#[test]
fn a_mistake_is_explained_and_the_question_asked_again() {
    let desk = desk();
    let answers = [
        "froze",
        "freeze",
        "koko",
        "coco",
        "Hungry",
        "HU",
        "car",
        "vehicle",
        "lots",
        "5 EUR",
        "03/04/2024",
        "3 April 2024",
        "S2",
        "S1",
        "colour",
        "",
        "",
        "no",
    ];
    let said = answered(&desk, &answers);
    assert_eq!(said.code, 0, "{}", said.err);
    for part in [
        "did you mean freeze?",
        "did you mean “coco”?",
        "perhaps HU (Hungary)",
        "did you mean vehicle?",
        "“03/04/2024” has two readings: 3 April 2024 and 4 March 2024",
        "did you mean “S1”?",
        "answer no, or one of",
    ] {
        assert!(said.err.contains(part), "{part}: {}", said.err);
    }
    assert!(said.out.contains("frozen: vehicle in HU, 5.00 EUR, on 2024-04-03"), "{}", said.out);
}

#[test]
fn a_question_mark_shows_the_known_answers() {
    let said = answered(&desk(), &["freeze", "?"]);
    assert!(
        said.err.contains("  the case of a new asset, or an asset of the ledger: coco:1\n  coco\n"),
        "{}",
        said.err
    );
}

#[test]
fn what_is_refused_can_be_changed_or_insisted_on() {
    let desk = desk();
    desk.does("freeze --case coco --in DE --kind cash --amount \"5 EUR\" --on 2024 --source S1");
    // The same thing twice is asked about; then the day is changed.
    let twice =
        ["freeze", "", "DE", "cash", "5 EUR", "2024", "", "", "no", "", "", "", "", "", "2023", "", "", "", "no"];
    let said = answered(&desk, &twice);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("Record it nevertheless? (no): "), "{}", said.err);
    assert!(said.out.contains("on 2023"), "{}", said.out);
    let insisted = ["freeze", "", "DE", "cash", "5 EUR", "2024", "", "", "yes", "", "no"];
    let said = answered(&desk, &insisted);
    assert!(said.out.starts_with("entry 6  coco:3"), "{}", said.out);
    assert!(command(&said).ends_with("--anyway"), "{}", said.err);
}

#[test]
fn a_later_action_is_asked_for_its_asset_and_how_much_of_it() {
    let desk = desk();
    desk.does("freeze --case coco --in DE --kind vehicle --on 2024-01 --source S1");
    desk.does("freeze --case coco --in DE --kind cash --amount \"90 EUR\" --on 2024-01 --source S1");
    let dispose =
        ["dispose", "coco:9", "coco:1", "all", "sold", "", "2024-02", "", "proceeds", "500 EUR", "", "", "no"];
    let said = answered(&desk, &dispose);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("coco:1  disposed: on 2024-02, sold, for 500.00 EUR"), "{}", said.out);
    let release = ["release", "coco:2", "part", "30", "2024-02", "", "", "", "no"];
    let said = answered(&desk, &release);
    assert!(said.out.contains("coco:2.1  released: part of coco:2, 30.00 EUR, on 2024-02"), "{}{}", said.out, said.err);
    let transfer = ["transfer", "coco:2", "FR", "2024-03", "", "custodian", "AGRASC", "", "", "no"];
    let said = answered(&desk, &transfer);
    assert!(said.err.contains("not of a carved asset") || said.code == 1, "{}{}", said.out, said.err);
}

#[test]
fn no_answer_takes_back_what_was_recorded_before() {
    let desk = desk();
    let before = desk.files();
    let said = answered(&desk, &ACCOUNT[..4]);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.ends_with("impound: cancelled: nothing was recorded\n"), "{}", said.err);
    let said = answered(&desk, &["freeze", "\u{1b}"]);
    assert!(said.err.ends_with("impound: cancelled: nothing was recorded\n"), "{}", said.err);
    assert!(before == desk.files());
    let said = answered(&desk, &[&ACCOUNT[..], &["", "yes", "seize"]].concat());
    assert_eq!(said.code, 0);
    assert!(
        said.err.ends_with("note: the last one was not recorded; before it, 1 entry was recorded\n"),
        "{}",
        said.err
    );
    assert!(desk.does("verify").contains("4 entries"));
}

#[test]
fn without_a_terminal_it_says_which_command_to_give() {
    let desk = Desk::new();
    let refused = "impound: `impound add` asks questions, and there is no terminal to ask them on
  hint: give a command that says it all: `impound freeze --case CASE --in PLACES --kind KIND --amount AMOUNT --on DATE --source REF`
";
    desk.refuses("add", 2, refused);
    let mut piped = Desk::new();
    piped.set_terminal(Terminal { input: true, ..Terminal::default() });
    piped.refuses("add", 2, refused);
}

#[test]
fn each_entry_is_answered_as_json() {
    let desk = desk();
    let lines: String = [&ACCOUNT[..], &["", "no"]].concat().iter().map(|answer| format!("{answer}\n")).collect();
    let said = desk.run_with(&lines, "add --json");
    assert!(said.out.starts_with("{\"entry\":4,\"asset\":\"coco:1\","), "{}", said.out);
}

#[test]
fn every_particular_can_be_given() {
    let desk = desk();
    let said = answered(&desk, &[&ACCOUNT[..7], &["nothing"]].concat());
    let (_, offered) = said.err.split_once("answer no, or one of ").unwrap();
    let offered: Vec<&str> = offered.lines().next().unwrap().split(", ").collect();
    let asked = ["case", "on", "in", "kind", "amount", "source"];
    // Which asset was asked, and these follow from the amount; the others go with actions on assets of the ledger.
    let otherwise = ["asset", "part-of", "currency", "as-written", "of", "whole", "how", "to", "proceeds", "costs"];
    let wanted = impound::journal::Particular::ALL.iter().filter_map(|particular| particular.flag());
    let wanted: Vec<&str> = wanted.filter(|flag| !asked.contains(flag) && !otherwise.contains(flag)).collect();
    assert_eq!(offered, wanted);
}
