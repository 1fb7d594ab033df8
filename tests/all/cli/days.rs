//! Days as people write them, wherever a flag takes a date.

use super::desk::Desk;

const FREEZE: &str = "freeze --case coco --in DE --kind cash --source S1 --anyway";

#[test]
fn today_and_yesterday_are_recorded_as_days() {
    let mut desk = Desk::new();
    desk.set_clock("2024-07-02T00:30:00Z");
    assert!(desk.does(&format!("{FREEZE} --on today")).contains("on 2024-07-02"));
    assert!(desk.does(&format!("{FREEZE} --on=Yesterday")).contains("on 2024-07-01"));
    assert!(desk.does("report holdings --as-of today --json").contains("2024-07-02"));
    desk.does("source add S2 --title T --published yesterday");
    assert!(desk.does("source show S2").contains("2024-07-01"));
}

#[test]
fn a_day_that_is_spelt_out_is_recorded_as_that_day() {
    let desk = Desk::new();
    for (written, day) in [
        ("15 April 2024", "2024-04-15"),
        ("April 2024", "2024-04"),
        ("15 avril 2024", "2024-04-15"),
        ("2024. április 15.", "2024-04-15"),
    ] {
        assert!(desk.does(&format!("{FREEZE} --on \"{written}\"")).contains(&format!("on {day}\n")), "{written}");
    }
    assert!(desk.does("report actions --from \"1 January 2024\" --to \"December 2024\" --json").contains("2024-12\""));
}

#[test]
fn a_day_with_two_readings_is_refused_with_both() {
    let desk = Desk::new();
    desk.refuses(
        &format!("{FREEZE} --on 03/04/2024"),
        1,
        "impound: --on: “03/04/2024” has two readings: 3 April 2024 and 4 March 2024\n  hint: write 2024-04-03 or 2024-03-04\n",
    );
    desk.refuses(
        "report holdings --as-of 03/04/2024",
        1,
        "impound: --as-of: “03/04/2024” has two readings: 3 April 2024 and 4 March 2024\n  hint: write 2024-04-03 or 2024-03-04\n",
    );
    desk.refuses(
        &format!("{FREEZE} --on \"5 listopada 2024\""),
        1,
        "impound: --on: “5 listopada 2024” names a month that differs from language to language\n  hint: write 2024-10-05 or 2024-11-05\n",
    );
    desk.refuses(
        &format!("{FREEZE} --on \"31 April 2024\""),
        1,
        "impound: --on: “31 April 2024” is not a day in the calendar\n  hint: write a day such as 2024-06-25\n",
    );
}

#[test]
fn a_word_that_is_no_date_stays_as_it_is() {
    let desk = Desk::new();
    desk.does(&format!("{FREEZE} --on 2024 --what today --note \"15 April 2024\""));
    let shown = desk.does("show 4");
    assert!(shown.contains("today") && shown.contains("15 April 2024"), "{shown}");
}
