//! `export dossier`: where it writes, what it refuses, and whom it names.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::desk::Desk;

/// A ledger with an asset, whose owner and account are personal data.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.does(
        "freeze --case coco --in DE --kind bank-account --on 2024-01-02 --source S1 --amount \"5 EUR\" --subject \"owner:Eve Adams\" --id iban:DE89370400440532013000",
    );
    desk
}

#[test]
fn a_dossier_is_one_private_file_that_says_how_large_it_is() {
    let desk = desk();
    let said = desk.does("export dossier [desk]/coco.html --case coco");
    let page = fs::read(desk.path("coco.html")).unwrap();
    assert_eq!(said, format!("{} bytes of 4 entries: [desk]/coco.html\n", page.len()));
    assert_eq!(fs::metadata(desk.path("coco.html")).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(desk.does("export dossier [desk]/quiet.html --case coco --quiet"), "");
}

#[test]
fn nothing_is_overwritten() {
    let desk = desk();
    fs::write(desk.path("coco.html"), "mine").unwrap();
    let refusal = "impound: [desk]/coco.html exists already\n  hint: a dossier is never overwritten: name another file, or move it away\n";
    desk.refuses("export dossier [desk]/coco.html --case coco", 1, refusal);
    let said = desk.run("export dossier [desk]/ledger.db --case coco");
    assert_eq!(said.code, 1, "{}", said.err);
}

#[test]
fn persons_are_named_only_if_asked_for() {
    let desk = desk();
    desk.does("export dossier [desk]/hidden.html --case coco");
    desk.does("export dossier [desk]/shown.html --case coco --personal");
    let [hidden, shown] = ["hidden.html", "shown.html"].map(|name| fs::read_to_string(desk.path(name)).unwrap());
    for datum in ["Eve Adams", "DE89370400440532013000"] {
        assert!(!hidden.contains(datum) && shown.contains(datum), "{datum}");
    }
    assert!(hidden.contains("<dd>not shown</dd>") && shown.contains("<dd>shown</dd>"));
    // What is restricted is not shown, whoever asks.
    desk.does("restrict 4 --reason contested");
    desk.does("export dossier [desk]/restricted.html --case coco --personal");
    let restricted = fs::read_to_string(desk.path("restricted.html")).unwrap();
    assert!(!restricted.contains("Eve Adams") && !restricted.contains("DE89370400440532013000"));
}

#[test]
fn a_case_or_an_entry_that_is_not_there_is_refused() {
    let desk = desk();
    let said = desk.run("export dossier [desk]/x.html --case other");
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("--case: there is no case other"), "{}", said.err);
    let said = desk.run("export dossier [desk]/x.html --at-entry 9");
    assert!(said.err.contains("--at-entry: there is no entry 9"), "{}", said.err);
    assert!(!desk.path("x.html").exists());
}

#[test]
fn a_report_is_a_page_if_asked_for() {
    let desk = desk();
    let page = desk.does("report holdings --format html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<td class=\"r\">5.00</td>"), "{page}");
    desk.does("report holdings --output [desk]/held.html");
    assert_eq!(fs::read_to_string(desk.path("held.html")).unwrap().lines().count(), page.lines().count());
}
