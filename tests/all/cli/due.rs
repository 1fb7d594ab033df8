//! `due`: what ends soon, and what is late.

use super::desk::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    let freeze = "freeze --case coco --in DE --kind cash --on 2024-01-02 --source S1 --anyway";
    desk.does(&format!("{freeze} --amount \"5 EUR\" --until 2024-07-11 --authority \"AG Köln\""));
    desk.does(&format!("{freeze} --until 2024-06-30"));
    desk.does(&format!("{freeze} --until 2024-07"));
    desk.does(&format!("{freeze} --until 2025-01-01"));
    desk.does(freeze);
    desk.does(&format!("{freeze} --until 2024-07-02"));
    desk.does("release --asset coco:6 --on 2024-02 --source S1");
    desk
}

/// The days left, what is due, its day and the asset.
fn rows(desk: &Desk, line: &str) -> Vec<String> {
    let csv = desk.does(&format!("due {line} --format csv"));
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader
        .records()
        .map(|row| row.unwrap())
        .map(|row| format!("{} {} {} {}", &row[0], &row[1], &row[2], &row[3]))
        .collect()
}

#[test]
fn what_is_late_comes_first_and_what_is_no_longer_held_is_left_out() {
    assert_eq!(
        desk().does("due"),
        "Due: what ends soon, and what is late\n\n\
         days left  −1\n\
         due        measure\n\
         until      2024-06-30\n\
         asset      coco:2\n\
         places     DE\n\
         kind       cash\n\
         stage      frozen\n\
         amount     not stated\n\
         entry      5\n\n\
         days left  10\n\
         due        measure\n\
         until      2024-07-11\n\
         asset      coco:1\n\
         places     DE\n\
         kind       cash\n\
         stage      frozen\n\
         amount     5.00 EUR\n\
         authority  AG Köln\n\
         entry      4\n\n\
         days left  30\n\
         due        measure\n\
         until      2024-07\n\
         asset      coco:3\n\
         places     DE\n\
         kind       cash\n\
         stage      frozen\n\
         amount     not stated\n\
         entry      6\n\n\
         ledger at entry 10, c046c294a25efa24; not verified; on 2024-07-01; within 30d\n"
    );
}

#[test]
fn days_are_counted_from_today_or_from_another_day() {
    let desk = desk();
    assert_eq!(rows(&desk, "--within 1w"), ["-1 measure 2024-06-30 coco:2", "30 measure 2024-07 coco:3"]);
    assert_eq!(
        rows(&desk, "--on 2024-12-20 --within 2w"),
        [
            "-173 measure 2024-06-30 coco:2",
            "-162 measure 2024-07-11 coco:1",
            "-142 measure 2024-07 coco:3",
            "12 measure 2025-01-01 coco:4"
        ]
    );
    // A later action that says until when prolongs the measure.
    desk.does("seize --asset coco:2 --on 2024-06-29 --until 2024-12-31 --source S1");
    assert_eq!(rows(&desk, "--within 7"), ["30 measure 2024-07 coco:3"]);
    assert_eq!(rows(&desk, "--within 0d --on 2024-06-01"), [""; 0]);
}

#[test]
fn looks_that_are_old_are_late_only_if_asked_about() {
    let desk = desk();
    desk.does("attest coco:5 --amount \"5 EUR\" --on 2024-03-01 --how counted --source S1");
    desk.does("attest coco:4 --amount \"5 EUR\" --on 2024-06-20 --how counted --source S1");
    let measures = ["-1 measure 2024-06-30 coco:2", "30 measure 2024-07 coco:3"];
    assert_eq!(rows(&desk, "--within 0d"), measures);
    assert_eq!(
        rows(&desk, "--within 0d --attested-within 90d"),
        ["-32 attestation 2024-05-30 coco:5", measures[0], measures[1]]
    );
    desk.does("attest coco:5 --amount \"5 EUR\" --on 2024-06-30 --how counted --source S1");
    assert_eq!(rows(&desk, "--within 0d --attested-within 90d"), measures);
}

#[test]
fn a_case_can_be_asked_about() {
    let desk = desk();
    desk.does("case open other --title Other --lead FR");
    desk.does("freeze --case other --in FR --kind cash --on 2024 --source S1 --until 2024-07-05");
    assert_eq!(rows(&desk, "--case other"), ["4 measure 2024-07-05 other:1"]);
    desk.refuses(
        "due --case othr",
        1,
        "impound: --case: there is no case othr\n  hint: did you mean “other”? `impound case list` shows the cases\n",
    );
    desk.refuses(
        "due --within 3m",
        1,
        "impound: --within: “3m” is not a number of days\n  hint: give days or weeks, such as 30d or 6w, at most 36525d\n",
    );
}
