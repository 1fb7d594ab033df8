//! References that look like others: an import opens none of them silently.

use super::super::desk::Desk;
use super::{import, imports, put, refused};

/// `coco` and `S1`, partly in Cyrillic letters.
const COCO: &str = "\u{441}o\u{441}o";
const S1: &str = "\u{405}1";

const HEAD: &str = "case,action,date,sources\n";

#[test]
fn a_case_or_a_source_that_looks_like_one_in_the_ledger_is_not_opened() {
    let desk = Desk::new();
    put(&desk, "a.csv", &format!("{HEAD}{COCO},freeze,2024,S1\ncoco,freeze,2024,{S1}\n"));
    let said = refused(&desk, "a.csv", "--open-missing");
    for line in [
        "a.csv, line 2\n  column case: the case “\u{441}o\u{441}o” looks like “coco”, which is in the ledger, in which U+0441 replaces U+0063\n",
        "    hint: if coco is meant, use that; otherwise choose another reference, or add --anyway\n",
        "a.csv, line 3\n  column sources: the source “\u{405}1” looks like “S1”, which is in the ledger, in which U+0405 replaces U+0053\n",
        "2 faulty rows of 2",
    ] {
        assert!(said.contains(line), "{line}{said}");
    }
    imports(&desk, "a.csv", "--open-missing --anyway");
    assert_eq!(desk.does("case list").lines().count(), 3);
    // Once they are in the ledger, they are no longer missing.
    put(&desk, "b.csv", &format!("{HEAD}{COCO},freeze,2023,{S1}\n"));
    imports(&desk, "b.csv", "--open-missing");
}

#[test]
fn two_lookalikes_in_one_file_are_not_both_opened() {
    let desk = Desk::empty();
    desk.does("init");
    put(&desk, "a.csv", &format!("{HEAD}coco,freeze,2024,S1\n{COCO},freeze,2024,S2\nother,freeze,2024,\"S3;{S1}\"\n"));
    let said = refused(&desk, "a.csv", "--open-missing");
    assert!(
        said.contains("line 3\n  column case: the case “\u{441}o\u{441}o” looks like “coco”, which the file names too")
    );
    assert!(said.contains("line 4\n  column sources: the source “\u{405}1” looks like “S1”, which the file names too"));
    put(&desk, "a.csv", &format!("{HEAD}coco,freeze,2024,\"S1;{S1}\"\n"));
    assert!(refused(&desk, "a.csv", "--open-missing").contains("the source “\u{405}1” looks like “S1”"));
    // A row that is not recorded opens nothing that a later row could look like.
    put(&desk, "a.csv", &format!("{HEAD}coco,release,2024,S1\n{COCO},freeze,2024,{S1}\n"));
    let said = import(&desk, "a.csv", "--open-missing --rejects [desk]/r.csv");
    assert!(said.code == 1 && said.out.contains("1 recorded"), "{}{}", said.out, said.err);
}
