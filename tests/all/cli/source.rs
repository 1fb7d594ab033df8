use super::desk::Desk;

#[test]
fn a_source_is_added_with_the_fingerprint_of_its_file() {
    let desk = Desk::new();
    std::fs::write(desk.path("release.txt"), "abc").unwrap();
    let path = desk.path("release.txt");
    assert_eq!(
        desk.does(&format!("source add EPPO-1 --title Release --publisher Parquet --published 2024-06-28 --url https://x.example/1 --lang fr --kind press-release --file {}", path.display())),
        "entry 4  source EPPO-1 added: Release\nreceipt  4 entries, root [digest]\n"
    );
    assert_eq!(
        desk.does("source list"),
        "source  published   title\nEPPO-1  2024-06-28  Release\nS1                  A release\n"
    );
    assert_eq!(
        desk.does("source show EPPO-1"),
        "source     EPPO-1
title      Release
publisher  Parquet
published  2024-06-28
url        https://x.example/1
language   fr
kind       press-release
file       3 bytes, SHA-256 [digest]
entry      4
"
    );
}

#[test]
fn only_a_regular_file_is_a_document() {
    let desk = Desk::new();
    let directory = desk.path("");
    desk.refuses(
        &format!("source add S2 --title x --file {}", directory.display()),
        4,
        "impound: --file: [desk]/ is not a regular file\n  hint: give the path of the document itself\n",
    );
    desk.refuses(
        "source add S2 --title x --file /dev/null",
        4,
        "impound: --file: /dev/null is not a regular file\n  hint: give the path of the document itself\n",
    );
    desk.refuses(
        &format!("source add S2 --title x --file {}", desk.path("none").display()),
        4,
        "impound: --file: cannot read [desk]/none: No such file or directory (os error 2)\n  hint: check the path, its owner and its mode\n",
    );
}

#[test]
fn a_source_is_added_once_and_under_a_citable_name() {
    let desk = Desk::new();
    desk.refuses(
        "source add S1 --title x",
        1,
        "impound: the source S1 was added by entry 3\n  hint: see `impound source show S1`\n",
    );
    desk.refuses(
        "source add S#1 --title x",
        1,
        "impound: the source's reference “S#1” holds “#”\n  hint: choose another character: that one separates references from what follows them\n",
    );
    desk.refuses(
        "source show S2",
        1,
        "impound: there is no source S2\n  hint: did you mean “S1”? if not, add it: `impound source add S2 --title …`\n",
    );
}
