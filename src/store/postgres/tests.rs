//! What a server adds to the contract of engines: rights, warnings, lost connections, round trips.

mod guards;
mod outcomes;
mod tampered;

use std::thread;

use tokio_postgres::types::Type;

use crate::journal::{Digest, Frontier};
use crate::store::contract::server::new_schema;
use crate::store::contract::whole::{freeze, ledger_on, recorder};
use crate::store::engine::{Asked, Engine, Head, Writes};
use crate::store::{Error, Keep, Ledger, Mode, append, held};

use super::ask::Ask;
use super::connect::connect;
use super::{Postgres, Server, Surroundings};

/// A ledger with a case and a source on a server, and where it lies; `None` if there is no server.
fn ledger() -> Option<(Ledger, Server)> {
    let server = Server::parse(&new_schema()?, Surroundings::default()).unwrap();
    Postgres::create(&server, |_| Ok(())).unwrap();
    Some((ledger_on(Box::new(opened(&server))), server))
}

fn opened(server: &Server) -> Postgres {
    Postgres::open(server, Mode::Write).unwrap()
}

/// The head once an entry with these bytes follows.
fn head_with(server: &Server, bytes: &[u8]) -> Head {
    let head = opened(server).read().unwrap().head().unwrap().unwrap();
    let mut tree = Frontier::restore(head.size, &head.frontier).unwrap();
    tree.push(Digest::of_leaf(bytes));
    Head::over(&tree, head.seal)
}

/// Carries out statements as the owner.
fn as_owner(server: &Server, statements: &[&str]) {
    let asks: Vec<Ask<'_>> = statements.iter().map(|sql| Ask::new(*sql)).collect();
    if let Err(failed) = connect(server).unwrap().flight(&asks) {
        panic!("{statements:?}: {}", Error::from(failed));
    }
}

/// The number of round trips that `work` takes.
fn flights(engine: &mut Postgres, work: impl FnOnce(&mut Postgres)) -> usize {
    let before = engine.flights();
    work(engine);
    engine.flights() - before
}

#[test]
fn a_flight_carries_everything_that_is_asked_or_written_together() {
    let Some((_ledger, server)) = ledger() else { return };
    let mut engine = opened(&server);
    let asked = Asked { begun: vec![1], entries: vec![1, 2], nodes: vec![3], alike: vec![(1, 0)], ..Asked::default() };
    let reads = flights(&mut engine, |engine| {
        let reading = engine.read().unwrap();
        let known = reading.known(&asked).unwrap();
        assert!(known.entries.iter().all(Option::is_some));
        assert_eq!(reading.last(), Ok(3));
        assert_eq!(reading.head().unwrap().unwrap().size, 3);
    });
    assert_eq!(reads, 1);
    // Nothing is asked, so nothing is sent.
    assert_eq!(flights(&mut engine, |engine| drop(engine.write(Writes::Few).unwrap())), 0);
    drop(engine.read().unwrap());
    let head = head_with(&server, b"four");
    let writes = flights(&mut engine, |engine| {
        let tx = engine.write(Writes::Few).unwrap();
        tx.add(&[(4, b"four")], &[]).unwrap();
        tx.lead(&head).unwrap();
        tx.commit().unwrap();
    });
    assert_eq!(writes, 1);
}

#[test]
fn an_append_takes_three_flights_and_one_that_resembles_another_a_few_more() {
    let Some((ledger, server)) = ledger() else { return };
    drop(ledger);
    let mut engine = opened(&server);
    for (second, reference, most) in [(3, "one", 3), (4, "two", 6)] {
        let request = freeze("5 EUR", reference);
        let taken = flights(&mut engine, |engine| {
            append::append(engine, &[request], &mut recorder(second), Keep::Entry).unwrap().1.unwrap();
        });
        assert!(taken <= most, "{taken} flights");
    }
}

/// What a recording command does: it opens the ledger, compares it with what its user has seen, and records.
#[test]
fn a_command_that_records_takes_four_flights() {
    let Some((_ledger, server)) = ledger() else { return };
    let seen = held::head(&*opened(&server).read().unwrap()).unwrap();
    let mut engine = opened(&server);
    assert!(held::origin(&*engine.read().unwrap()).unwrap().starts_with("impound/"));
    let since = held::since(&*engine.read().unwrap(), &seen).unwrap();
    assert!(matches!(since, held::Since::Followed(head) if head == seen));
    append::append(&mut engine, &[freeze("5 EUR", "one")], &mut recorder(3), Keep::Entry).unwrap().1.unwrap();
    assert!(held::origin(&*engine.read().unwrap()).is_ok());
    assert_eq!(engine.flights(), 4);
}

/// The state at opening is read once: whoever asks later is told what others have recorded since.
#[test]
fn the_state_at_opening_is_not_taken_for_a_later_one() {
    let Some((_ledger, server)) = ledger() else { return };
    let engine = opened(&server);
    let mut other = opened(&server);
    append::append(&mut other, &[freeze("5 EUR", "one")], &mut recorder(3), Keep::Entry).unwrap().1.unwrap();
    assert_eq!(engine.read().unwrap().last(), Ok(3));
    assert_eq!(engine.read().unwrap().last(), Ok(4));
    let mut engine = opened(&server);
    append::append(&mut other, &[freeze("6 EUR", "two")], &mut recorder(4), Keep::Entry).unwrap().1.unwrap();
    assert_eq!(engine.write(Writes::Few).unwrap().last(), Ok(5));
    assert_eq!(engine.read().unwrap().last(), Ok(5));
}

#[test]
fn a_lost_connection_leaves_nothing_or_an_unknown_outcome() {
    let Some((_ledger, server)) = ledger() else { return };
    let mut engine = opened(&server);
    let own: i32 = engine.wire.flight(&[Ask::new("SELECT pg_backend_pid()")]).ok().unwrap()[0][0].get(0);
    let end = || {
        let ask = Ask::new("SELECT pg_terminate_backend($1, 5000)").with(own, Type::INT4);
        connect(&server).unwrap().flight(&[ask]).ok().unwrap();
    };
    let tx = engine.write(Writes::Few).unwrap();
    tx.add(&[(4, b"four")], &[]).unwrap();
    assert_eq!(tx.last(), Ok(4));
    end();
    // COMMIT was sent, as far as this side knows.
    let failed = tx.commit();
    assert!(matches!(failed, Err(Error::Unknown { .. })), "{failed:?}");
    assert_eq!(opened(&server).read().unwrap().last(), Ok(3));
    let failed = engine.read().unwrap().last();
    assert!(matches!(failed, Err(Error::Environment { .. })), "{failed:?}");
}

#[test]
fn a_writer_waits_for_the_one_before_it_and_sees_what_that_one_left() {
    let Some((_ledger, server)) = ledger() else { return };
    let head = head_with(&server, b"four");
    let mut first = opened(&server);
    let tx = first.write(Writes::Few).unwrap();
    assert_eq!(tx.last(), Ok(3));
    thread::scope(|scope| {
        let second = scope.spawn(|| {
            let mut second = opened(&server);
            let tx = second.write(Writes::Few).unwrap();
            tx.last()
        });
        thread::sleep(std::time::Duration::from_millis(200));
        tx.add(&[(4, b"four")], &[]).unwrap();
        tx.lead(&head).unwrap();
        tx.commit().unwrap();
        assert_eq!(second.join().unwrap(), Ok(4));
    });
}

#[test]
fn a_second_state_is_refused_while_one_is_read() {
    let Some((_ledger, server)) = ledger() else { return };
    let engine = opened(&server);
    let first = engine.read().unwrap();
    assert!(engine.read().is_err());
    assert_eq!(first.last(), Ok(3));
    drop(first);
    assert_eq!(engine.read().unwrap().last(), Ok(3));
}

#[test]
fn a_writer_that_waits_too_long_finds_the_ledger_busy() {
    let Some((_ledger, server)) = ledger() else { return };
    let mut first = opened(&server);
    let tx = first.write(Writes::Few).unwrap();
    tx.last().unwrap();
    let mut second = opened(&server);
    let busy = second.write(Writes::Few).unwrap().last();
    assert!(matches!(&busy, Err(Error::Environment { what, .. }) if what.contains("busy")), "{busy:?}");
    drop(tx);
    assert_eq!(second.write(Writes::Few).unwrap().last(), Ok(3));
}

#[test]
fn a_schema_that_is_no_ledger_is_refused() {
    let Some((_ledger, server)) = ledger() else { return };
    let wire = connect(&server).unwrap();
    assert!(wire.flight(&[Ask::new("UPDATE @.meta SET format = 99")]).is_ok());
    assert!(matches!(Postgres::open(&server, Mode::Read), Err(Error::Environment { .. })));
    assert!(wire.flight(&[Ask::new("UPDATE @.meta SET magic = 'x'")]).is_ok());
    assert!(matches!(Postgres::open(&server, Mode::Read), Err(Error::Damaged { .. })));
    assert!(matches!(Postgres::create(&server, |_| Ok(())), Err(Error::Refused(_))));
}
