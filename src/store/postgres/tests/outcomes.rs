//! How a command ends on a server: conflicts are tried again, and what was only read is kept as safely as what is written.

use super::*;
use crate::store::contract::whole::record;
use crate::store::{Recorder, TimedBy};

/// Has every change of the head carry this out.
fn planted(server: &Server, when: &str, statements: &str) {
    let function = format!(
        "CREATE FUNCTION @.planted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
             {statements}; RETURN NEW; END $$"
    );
    let trigger = format!("CREATE {when} FOR EACH ROW EXECUTE FUNCTION @.planted()");
    as_owner(server, &[&function, &trigger]);
}

#[test]
fn an_entry_confirmed_with_a_warning_is_not_acknowledged_and_neither_is_its_repetition() {
    let Some((_ledger, server)) = ledger() else { return };
    let engine = opened(&server);
    // A deferred trigger speaks while COMMIT runs, as the wait for a standby does when it is cut off.
    let when = "CONSTRAINT TRIGGER planted AFTER UPDATE ON @.head DEFERRABLE INITIALLY DEFERRED";
    planted(&server, when, "RAISE WARNING 'canceling wait for synchronous replication'");
    let mut ledger = Ledger::on(Box::new(engine));
    for second in [3, 4] {
        let unknown = record(&mut ledger, second, freeze("5 EUR", "one"));
        assert!(matches!(unknown, Err(Error::Unknown { .. })), "{unknown:?}");
    }
    as_owner(&server, &["DROP FUNCTION @.planted() CASCADE"]);
    assert!(record(&mut ledger, 5, freeze("5 EUR", "one")).unwrap().repeated);
}

#[test]
fn a_conflict_is_tried_again_from_the_beginning() {
    let Some((_ledger, server)) = ledger() else { return };
    for (at, code) in [(3_u8, "40001"), (4, "40P01")] {
        let engine = opened(&server);
        // What a sequence counts is not taken back with the transaction.
        as_owner(&server, &["CREATE SEQUENCE @.conflicts"]);
        let raise =
            format!("IF nextval('@.conflicts') <= 3 THEN RAISE EXCEPTION 'conflict' USING ERRCODE = '{code}'; END IF");
        planted(&server, "TRIGGER planted BEFORE UPDATE ON @.head", &raise);
        let mut ledger = Ledger::on(Box::new(engine));
        let receipt = record(&mut ledger, at, freeze("5 EUR", &format!("ref {at}"))).unwrap();
        assert_eq!((receipt.entry.number, receipt.repeated), (u64::from(at) + 1, false));
        as_owner(&server, &["DROP FUNCTION @.planted() CASCADE", "DROP SEQUENCE @.conflicts"]);
    }
}

#[test]
fn a_conflict_that_does_not_end_leaves_the_ledger_busy() {
    let Some((_ledger, server)) = ledger() else { return };
    let engine = opened(&server);
    planted(&server, "TRIGGER planted BEFORE UPDATE ON @.head", "RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'");
    let busy = record(&mut Ledger::on(Box::new(engine)), 3, freeze("5 EUR", "one"));
    assert!(matches!(&busy, Err(Error::Environment { what, .. }) if what.contains("busy")), "{busy:?}");
}

#[test]
fn an_entry_has_the_servers_time_unless_the_clock_was_set() {
    let Some((mut ledger, server)) = ledger() else { return };
    let now = || opened(&server).read().unwrap().clock().unwrap().unwrap();
    let clock = "2024-08-01T08:00:00Z".parse().unwrap();
    let mut recorder = Recorder { timed_by: TimedBy::Recorder, ..Recorder::new("tester", clock).unwrap() };
    let recorded = |receipt: crate::store::Receipt| receipt.entry.stamp.recorded_at;
    let set = ledger.append(freeze("5 EUR", "one"), &mut recorder, Keep::Entry).unwrap();
    assert_eq!(recorded(set), "2024-08-01T08:00:00Z");
    recorder.timed_by = TimedBy::Ledger;
    recorder.far_ahead = crate::store::FarAhead::Recorded;
    let before = now();
    let own = recorded(ledger.append(freeze("6 EUR", "two"), &mut recorder, Keep::Entry).unwrap());
    let own: jiff::Timestamp = own.parse().unwrap();
    assert!(own.as_second() >= before.as_second() && own <= now(), "{before} {own}");
}
