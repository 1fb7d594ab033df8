//! `log`: the last entries.

use super::desk::Desk;

#[test]
fn the_last_entries_come_latest_first_one_line_each() {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE --kind cash --on 2024 --source S1 --amount \"5 EUR\" --subject Eve --recorded-by Bob");
    assert_eq!(
        desk.does("log -n 2"),
        "Log: the last entries, the latest first\n\n\
         entry  recorded at           recorded by  asset   records\n\
         ────────────────────────────────────────────────────────────────────────────────\n\
         \x20   4  2024-07-01T08:00:04Z  Bob          coco:1  frozen: cash in DE, 5.00 EUR,\n\
         \x20                                                 on 2024\n\
         \x20   3  2024-07-01T08:00:03Z  Ada                  source S1 added: A release\n\n\
         ledger at entry 4, 9338968886f28de9; not verified; number 2\n"
    );
    let csv = desk.does("log --format csv");
    assert_eq!(csv.lines().count(), 5);
    assert!(
        csv.starts_with("entry,recorded_at,recorded_by,login,asset,records\n4,2024-07-01T08:00:04Z,Bob,Ada,coco:1,"),
        "{csv}"
    );
    let json: serde_json::Value = serde_json::from_str(&desk.does("log -n 1 --json")).unwrap();
    assert_eq!((&json["rows"][0]["entry"], &json["rows"][0]["recorded_by"]), (&4.into(), &"Bob".into()));
}
