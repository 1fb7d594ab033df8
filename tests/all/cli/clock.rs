//! A wrong clock: an entry's time is never earlier than that of the entry before, so a time far ahead would stay.

use super::desk::Desk;

#[test]
fn a_clock_far_ahead_of_the_last_entry_records_nothing_until_confirmed() {
    let mut desk = Desk::new();
    desk.set_clock("2106-02-07T06:28:15Z");
    for command in
        ["case open a --title A --lead FR", "source edit S1 --title B", "case open a --title A --lead FR --dry-run"]
    {
        desk.refuses(
            command,
            1,
            "impound: the clock says 2106-02-07T06:28:15Z, more than a year after the last entry (2024-07-01T08:00:03Z)\n  \
             hint: correct the clock: no later entry can be recorded at an earlier time; if the clock is right, add --clock-is-right\n",
        );
    }
    // Commands that record nothing do not ask.
    assert_eq!(desk.does("case list"), "case  lead  title\ncoco  FR    Coco\n");
    desk.does("case open a --title A --lead FR --clock-is-right");
    desk.does("case open b --title B --lead FR");
    // A ledger may well rest for a year.
    let mut desk = Desk::new();
    desk.set_clock("2025-07-01T08:00:00Z");
    desk.does("case open a --title A --lead FR");
}

#[test]
fn after_a_wrong_clock_entries_also_show_the_right_time_and_erasures_use_it() {
    let mut desk = Desk::new();
    desk.does("freeze --case coco --in DE --kind cash --on 2024-06-25 --source S1 --subject Grace");
    desk.set_clock("2106-02-07T06:28:15Z");
    desk.does("case open a --title A --lead FR --clock-is-right");
    desk.set_clock("2024-07-02T10:00:00Z");
    desk.run("erase 4 --reason acquitted --authority CNIL");
    let shown = desk.does("show 6");
    assert!(shown.contains("recorded     2106-02-07T06:28:15Z by Ada\n"), "{shown}");
    assert!(shown.contains("2024-07-02T10:00:00Z, earlier than the entry before\n"), "{shown}");
    assert!(desk.does("show 4 --personal").contains("[erased 2024-07-02]"), "{}", desk.does("show 4 --personal"));
    assert!(desk.does("report register --personal --format csv").contains("[erased 2024-07-02]"));
    desk.does("correct 4 --reason misread --note n");
    let register = desk.does("report register --format csv");
    assert!(register.lines().last().unwrap().contains(",misread,2024-07-02T10:00:00Z,"), "{register}");
    // The jump is measured from the clock's own time, not from the time that the entry was given.
    desk.set_clock("2106-03-01T00:00:00Z");
    assert_eq!(desk.run("case open c --title C --lead FR").code, 1);
    assert!(desk.does("verify").ends_with("\nno differences\n"));
}
