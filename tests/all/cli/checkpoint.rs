use super::desk::Desk;
use super::keys::{Keys, SIGNER};

/// A desk with a ledger of five entries, and a copy of the ledger as it was at three.
fn desk() -> Desk {
    let desk = Desk::new();
    std::fs::copy(desk.path("ledger.db"), desk.path("at-3.db")).unwrap();
    desk.does("freeze --case coco --in DE --kind bank-account --on 2024-06-28 --source S1");
    desk.does("seize --case coco --in LT --kind cash --amount \"5 EUR\" --on 2024-06-28 --source S1");
    desk
}

/// The origin of the desk's ledger, which the desk masks in what it prints.
fn origin(desk: &Desk) -> String {
    let file = desk.path("of-origin");
    desk.does(&format!("checkpoint --output {}", file.display()));
    std::fs::read_to_string(file).unwrap().lines().next().unwrap().to_owned()
}

#[test]
fn a_checkpoint_is_three_lines_with_the_origin_the_size_and_the_root() {
    let desk = desk();
    let said = desk.does("checkpoint");
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 3, "{said}");
    assert!(lines[0].starts_with("impound/ledger/"), "{said}");
    assert_eq!(lines[1], "5");
    assert_eq!(desk.does("checkpoint"), said, "the same ledger has the same checkpoint");
    let file = desk.path("c");
    assert_eq!(desk.does(&format!("checkpoint --output {}", file.display())), "checkpoint of 5 entries: [desk]/c\n");
    assert!(std::fs::read_to_string(file).unwrap().starts_with(&format!("{}\n5\n", origin(&desk))));
}

#[test]
fn the_origin_is_named_by_init_or_after_the_file() {
    let desk = Desk::empty();
    desk.does("init --name unit-7.a");
    assert!(desk.does("checkpoint").starts_with("impound/unit-7.a/"));
    let other = desk.path("Fälle 2024.db");
    desk.does(&format!("init --ledger \"{}\"", other.display()));
    let said = desk.does(&format!("checkpoint --ledger \"{}\"", other.display()));
    assert!(said.starts_with("impound/F-lle-2024/"), "{said}");
    desk.refuses(
        "init --ledger x.db --name \"a b\"",
        1,
        "impound: --name: “a b” is not a ledger name\n  hint: use up to 64 ASCII letters and digits, -, _ and .: unit7\n",
    );
}

#[test]
fn a_checkpoint_is_never_overwritten() {
    let desk = desk();
    let file = desk.path("c");
    desk.does(&format!("checkpoint --output {}", file.display()));
    desk.refuses(
        &format!("checkpoint --output {}", file.display()),
        1,
        "impound: [desk]/c exists already\n  hint: a checkpoint is never overwritten: name another file, or move it away\n",
    );
    assert_eq!(desk.run("checkpoint --sign key").code, 2, "a signature has no place without --output");
}

#[test]
fn a_ledger_that_has_grown_matches_an_older_checkpoint() {
    let desk = desk();
    let file = desk.path("c");
    desk.does(&format!("checkpoint --output {}", file.display()));
    desk.does("freeze --case coco --in FR --kind cash --on 2024-06-29 --source S1");
    let said = desk.does(&format!("verify --checkpoint {}", file.display()));
    assert!(said.ends_with("[desk]/c is not signed\nno differences\n"), "{said}");
    let line = std::fs::read_to_string(&file).unwrap().replace('\n', " ");
    assert!(desk.does(&format!("verify --expect \"{line}\"")).ends_with("no differences\n"));
}

#[test]
fn a_ledger_with_fewer_entries_than_a_checkpoint_was_rolled_back() {
    let desk = desk();
    let file = desk.path("c");
    desk.does(&format!("checkpoint --output {}", file.display()));
    let said = desk.run(&format!("verify --ledger {} --checkpoint {}", desk.path("at-3.db").display(), file.display()));
    assert_eq!(said.code, 3);
    assert!(
        said.out.contains("ROLLBACK: the ledger has 3 entries, root [digest]; [desk]/c says 5 entries"),
        "{}",
        said.out
    );
}

#[test]
fn a_ledger_with_other_entries_than_a_checkpoint_has_forked() {
    let mut desk = desk();
    let (file, other) = (desk.path("c"), desk.path("at-3.db"));
    desk.does(&format!("checkpoint --output {}", file.display()));
    let line = std::fs::read_to_string(&file).unwrap().replace('\n', " ");
    // By another user, who has seen nothing.
    desk.set("XDG_STATE_HOME", Some("elsewhere"));
    for on in ["2024-01-01", "2024-01-02", "2024-01-03"] {
        let (ledger, rest) = (other.display(), "--case coco --in DE --kind cash --source S1");
        desk.does(&format!("freeze --ledger {ledger} {rest} --on {on}"));
    }
    for held in [format!("--checkpoint {}", file.display()), format!("--expect \"{line}\"")] {
        let said = desk.run(&format!("verify --ledger {} {held}", other.display()));
        assert_eq!(said.code, 3);
        assert!(said.out.contains("FORK: the ledger has 6 entries"), "{}", said.out);
    }
    let another = desk.path("another.db");
    desk.does(&format!("init --ledger {}", another.display()));
    let said = desk.run(&format!("verify --ledger {} --checkpoint {}", another.display(), file.display()));
    assert_eq!(said.code, 3);
    assert!(said.out.contains("FORK: this is the ledger impound/another/"), "{}", said.out);
}

#[test]
fn a_wrong_checkpoint_is_refused_before_the_ledger_is_read() {
    let desk = desk();
    let file = desk.path("c");
    desk.does(&format!("checkpoint --output {}", file.display()));
    let good = std::fs::read_to_string(&file).unwrap();
    for wrong in ["", "x", &good.replace("impound", "impaund"), &good.replace("\n5\n", "\n05\n"), &good.repeat(2)] {
        std::fs::write(&file, wrong).unwrap();
        let said = desk.run(&format!("verify --checkpoint {}", file.display()));
        assert_eq!(said.code, 1, "{wrong:?}: {said:?}");
        assert!(said.err.starts_with("impound: --checkpoint: [desk]/c: "), "{}", said.err);
    }
    assert_eq!(desk.run("verify --expect \"a b\"").code, 1);
}

#[test]
fn ssh_keygen_verifies_what_impound_signed_and_impound_what_ssh_keygen_signed() {
    for of in ["ed25519", "ecdsa", "rsa"] {
        let Some(keys) = Keys::new(of) else { return };
        let desk = desk();
        let (file, key, signers) = (desk.path("c"), keys.key(), keys.signers());
        desk.does(&format!("checkpoint --output {} --sign {}", file.display(), key.display()));
        assert!(keys.verify(&file).status.success(), "{of}");
        let verify = format!("verify --checkpoint {} --signers {}", file.display(), signers.display());
        let said = desk.does(&verify);
        assert!(said.contains(&format!("[desk]/c is signed by {SIGNER}\n")), "{said}");

        std::fs::remove_file(desk.path("c.sig")).unwrap();
        assert_eq!(desk.run(&verify).code, 1, "a missing signature is not a signature");
        keys.sign(&file, "checkpoint@impound");
        assert!(desk.does(&verify).ends_with("no differences\n"));
    }
}

#[test]
fn a_checkpoint_whose_line_ends_were_changed_is_still_the_same() {
    let keys = Keys::new("ed25519");
    let desk = desk();
    let (file, sign) = (desk.path("c"), keys.as_ref().map(|keys| format!("--sign {}", keys.key().display())));
    desk.does(&format!("checkpoint --output {} {}", file.display(), sign.unwrap_or_default()));
    let signers = keys.map(|keys| (format!("--signers {}", keys.signers().display()), keys));
    let good = std::fs::read_to_string(&file).unwrap();
    for same in
        [good.replace('\n', "\r\n"), format!("\u{feff}{good}"), format!("\u{feff}{}", good.replace('\n', "\r\n"))]
    {
        std::fs::write(&file, same).unwrap();
        let by = signers.as_ref().map_or("", |(flag, _)| flag);
        assert!(desk.does(&format!("verify --checkpoint {} {by}", file.display())).ends_with("no differences\n"));
    }
}

#[test]
fn each_line_of_a_key_among_the_signers_is_tried() {
    let Some(keys) = Keys::new("ed25519") else { return };
    let desk = desk();
    let file = desk.path("c");
    desk.does(&format!("checkpoint --output {} --sign {}", file.display(), keys.key().display()));
    let right = std::fs::read_to_string(keys.signers()).unwrap();
    let key = right.split_once(' ').unwrap().1;
    let expired = "valid-before=\"20200101\"";
    let lines = format!("old@example.org {expired} {key}mail@example.org namespaces=\"email\" {key}{right}");
    std::fs::write(desk.path("signers"), lines).unwrap();
    let said = desk.does(&format!("verify --checkpoint {} --signers [desk]/signers", file.display()));
    assert!(said.contains(&format!("[desk]/c is signed by {SIGNER}\n")), "{said}");
    std::fs::write(desk.path("signers"), format!("old@example.org {expired} {key}")).unwrap();
    assert_eq!(desk.run(&format!("verify --checkpoint {} --signers [desk]/signers", file.display())).code, 1);
}

#[test]
fn a_signature_of_another_text_or_by_another_signer_is_refused() {
    let (Some(keys), Some(other)) = (Keys::new("ed25519"), Keys::new("ed25519")) else { return };
    let desk = desk();
    let file = desk.path("c");
    desk.does(&format!("checkpoint --output {} --sign {}", file.display(), keys.key().display()));
    let signature = std::fs::read_to_string(desk.path("c.sig")).unwrap();
    let verify = |signers: &Keys| {
        desk.run(&format!("verify --checkpoint {} --signers {}", file.display(), signers.signers().display()))
    };
    assert_eq!(verify(&keys).code, 0);
    assert_eq!(verify(&other).code, 1, "a stranger's key");

    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("\n5\n", "\n4\n")).unwrap();
    assert_eq!(verify(&keys).code, 1, "an altered size");
    let without_signers = desk.run(&format!("verify --checkpoint {}", file.display()));
    assert_eq!(without_signers.code, 1, "{without_signers:?}");
    std::fs::write(&file, &text).unwrap();

    std::fs::remove_file(desk.path("c.sig")).unwrap();
    keys.sign(&file, "file");
    assert_eq!(verify(&keys).code, 1, "a signature for another purpose");

    let mut altered = 0;
    for (at, byte) in signature.bytes().enumerate().filter(|(at, _)| at % 17 == 0) {
        let mut bytes = signature.clone().into_bytes();
        bytes[at] = if byte == b'A' { b'B' } else { b'A' };
        std::fs::write(desk.path("c.sig"), bytes).unwrap();
        assert_eq!(verify(&keys).code, 1, "byte {at}");
        altered += 1;
    }
    assert!(altered > 10);
}

#[test]
fn a_key_that_does_not_sign_leaves_no_checkpoint() {
    let desk = desk();
    let file = desk.path("c");
    let said = desk.run(&format!("checkpoint --output {} --sign {}", file.display(), desk.path("nokey").display()));
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.starts_with("impound: --sign: cannot sign with [desk]/nokey: "), "{}", said.err);
    assert!(!file.exists());
}

#[test]
fn what_contradicts_an_earlier_signature_is_not_signed() {
    let Some(keys) = Keys::new("ed25519") else { return };
    let desk = desk();
    desk.does(&format!("checkpoint --output {} --sign {}", desk.path("c").display(), keys.key().display()));
    std::fs::copy(desk.path("at-3.db"), desk.path("ledger.db")).unwrap();
    let accepted = desk.run("verify --accept");
    assert_eq!(accepted.code, 0, "{accepted:?}");
    assert!(accepted.out.contains("accepted: ROLLBACK: the ledger has 3 entries"), "{}", accepted.out);
    let sign = format!("checkpoint --output {} --sign {}", desk.path("d").display(), keys.key().display());
    let said = desk.run(&sign);
    assert_eq!(said.code, 3);
    assert!(
        said.err.contains("ROLLBACK: the ledger has 3 entries, root [digest]; you had signed 5 entries"),
        "{}",
        said.err
    );
    assert!(!desk.path("d").exists() && !desk.path("d.sig").exists());
    // Nor at another path, under another name.
    std::fs::copy(desk.path("at-3.db"), desk.path("elsewhere.db")).unwrap();
    assert_eq!(desk.run(&format!("{sign} --ledger {}", desk.path("elsewhere.db").display())).code, 3);
}

#[test]
fn a_ledger_with_a_difference_has_no_checkpoint() {
    let desk = desk();
    let mut bytes = std::fs::read(desk.path("ledger.db")).unwrap();
    let title = bytes.windows(9).position(|window| window == b"A release").unwrap();
    bytes[title] = b'B';
    std::fs::write(desk.path("ledger.db"), bytes).unwrap();
    let said = desk.run("checkpoint");
    assert_eq!((said.code, said.out.as_str()), (3, ""));
    assert!(said.err.contains("difference"), "{}", said.err);
}
