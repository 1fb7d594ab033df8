//! A connection that is cut around COMMIT: what was recorded is found again, and nothing is recorded twice.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::{desk_at, run};
use crate::harness::Desk;
use crate::server;

/// Where a connection is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    /// COMMIT never reaches the server, which sees the connection end.
    Before,
    /// The server gets COMMIT, and the client no answer.
    After,
    /// The server answers, but the client does not get it.
    Swallowed,
    /// The client loses its connection at once, and the server gets COMMIT only a while later.
    Late,
    /// The client loses its connection at once, and the server gets nothing, not even the end, for a while.
    Hanging,
    /// The server gets COMMIT, and cannot be reached again.
    Gone,
}

/// The bytes of a COMMIT, as the protocol ends the text of a statement.
const COMMIT: &[u8] = b"COMMIT\0";

/// A proxy to the socket of a server that cuts the first connection with a COMMIT; returns its port.
fn proxy(socket: String, cut: Cut) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let is_cut = Arc::new(AtomicBool::new(false));
    thread::spawn(move || {
        for client in listener.incoming() {
            let (Ok(client), Ok(server)) = (client, UnixStream::connect(&socket)) else { return };
            if cut == Cut::Gone && is_cut.load(Ordering::SeqCst) {
                continue;
            }
            let is_cut = Arc::clone(&is_cut);
            thread::spawn(move || pass_on(client, server, cut, &is_cut));
        }
    });
    port
}

fn pass_on(mut client: TcpStream, mut server: UnixStream, cut: Cut, is_cut: &AtomicBool) {
    let (mut to_client, mut from_server) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    let answers = thread::spawn(move || {
        let mut bytes = [0; 1 << 16];
        while let Ok(read @ 1..) = from_server.read(&mut bytes) {
            if to_client.write_all(&bytes[..read]).is_err() {
                break;
            }
        }
        let _: std::io::Result<()> = to_client.shutdown(Shutdown::Both);
    });
    let mut bytes = vec![0; 1 << 16];
    while let Ok(read @ 1..) = client.read(&mut bytes) {
        let sent = &bytes[..read];
        let commits = sent.windows(COMMIT.len()).any(|window| window == COMMIT);
        if commits && !is_cut.swap(true, Ordering::SeqCst) {
            cut_off(&mut client, &mut server, sent, cut);
            break;
        }
        if server.write_all(sent).is_err() {
            break;
        }
    }
    let _: std::io::Result<()> = server.shutdown(Shutdown::Both);
    answers.join().unwrap();
}

fn cut_off(client: &mut TcpStream, server: &mut UnixStream, sent: &[u8], cut: Cut) {
    let wait = |milliseconds| thread::sleep(Duration::from_millis(milliseconds));
    match cut {
        Cut::Before => {}
        Cut::After | Cut::Gone => server.write_all(sent).unwrap(),
        Cut::Swallowed => {
            client.shutdown(Shutdown::Write).unwrap();
            server.write_all(sent).unwrap();
            wait(500);
        }
        Cut::Late => {
            client.shutdown(Shutdown::Both).unwrap();
            wait(1_500);
            server.write_all(sent).unwrap();
            wait(500);
        }
        Cut::Hanging => {
            client.shutdown(Shutdown::Both).unwrap();
            wait(3_000);
        }
    }
    let _: std::io::Result<()> = client.shutdown(Shutdown::Both);
}

/// The URL of a ledger with a case and a source, and that through a proxy; `None` if there is no private server.
fn ledger(cut: Cut) -> Option<(String, String)> {
    let (url, through) = schema(cut)?;
    let desk = desk_at(&url);
    for line in ["init", "case open c --title 'A case' --lead FR", "source add s --title 'A release'"] {
        desk.done(line);
    }
    Some((url, through))
}

/// The URL of a new schema, and that through a proxy; `None` if there is no private server.
fn schema(cut: Cut) -> Option<(String, String)> {
    let url = server::new_schema()?;
    let (place, parameters) = url.split_once('?')?;
    let value = |name: &str| parameters.split('&').find_map(|pair| pair.strip_prefix(name));
    let port = proxy(format!("{}/.s.PGSQL.{}", value("host=")?, value("port=")?), cut);
    let through = place.replace("@/", &format!("@127.0.0.1:{port}/"));
    Some((url, through))
}

const FREEZE: &str = "freeze --case c --in DE --kind cash --amount '5 EUR' --on 2024-06-28 --source s";

#[test]
fn a_lost_answer_is_looked_up_by_its_reference() {
    for cut in [Cut::Before, Cut::After, Cut::Swallowed, Cut::Late, Cut::Hanging] {
        let Some((url, through)) = ledger(cut) else { return };
        let said = desk_at(&through).run(&format!("{FREEZE} --ref one"));
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{cut:?}");
        // It is announced as what this command recorded.
        assert!(said.out.starts_with("entry 4  c:1  frozen"), "{cut:?}: {}", said.out);
        assert!(!said.out.contains("already"), "{cut:?}: {}", said.out);
        let desk = desk_at(&url);
        assert!(desk.done("verify").contains("4 entries"), "{cut:?}");
        assert_eq!(desk.run(&format!("{FREEZE} --ref one")).code, 0, "{cut:?}");
        assert!(desk.done("verify").contains("4 entries"), "{cut:?}");
    }
}

#[test]
fn without_a_reference_a_lost_answer_stays_unknown() {
    for (cut, entries) in [(Cut::Before, "3 entries"), (Cut::Swallowed, "4 entries")] {
        let Some((url, through)) = ledger(cut) else { return };
        let said = desk_at(&through).run(FREEZE);
        assert_eq!(said.code, 5, "{cut:?}: {}", said.err);
        assert!(said.err.contains("--ref"), "{}", said.err);
        assert!(desk_at(&url).done("verify").contains(entries), "{cut:?}");
    }
}

#[test]
fn what_became_of_an_import_whose_answer_is_lost_is_looked_up() {
    const IMPORT: &str = "import rows.csv --open-missing";
    for (cut, code) in
        [(Cut::Before, 4), (Cut::After, 0), (Cut::Swallowed, 0), (Cut::Late, 0), (Cut::Hanging, 4), (Cut::Gone, 5)]
    {
        let Some((url, through)) = ledger(cut) else { return };
        let said = run(&desk_at(&through), IMPORT);
        assert_eq!(said.code, code, "{cut:?}: {}", said.err);
        let desk = desk_at(&url);
        let entries = desk.done("verify");
        assert_eq!(entries.contains("3 entries"), code == 4, "{cut:?}: {entries}");
        let again = run(&desk, IMPORT);
        assert_eq!(again.code, 0, "{cut:?}: {}", again.err);
        match code {
            0 => assert!(said.out.contains("2 rows: 2 recorded"), "{cut:?}: {}", said.out),
            4 => assert!(said.err.contains("before anything was recorded"), "{cut:?}: {}", said.err),
            _ => assert!(said.err.contains("hint: repeat the import"), "{cut:?}: {}", said.err),
        }
        // Nothing is recorded twice, whatever came of it.
        assert_eq!(desk.done("verify") == entries, code != 4, "{cut:?}: {entries}");
    }
}

#[test]
fn a_copy_whose_answer_is_lost_may_be_there() {
    for (cut, code) in [(Cut::Before, 4), (Cut::Swallowed, 0)] {
        let Some((url, through)) = schema(cut) else { return };
        let desk = Desk::empty();
        desk.done("init");
        let said = desk.run(&format!("copy {} {through}", desk.directory().join("ledger.db").display()));
        assert_eq!(said.code, 5, "{cut:?}: {}", said.err);
        assert!(said.err.contains("the ledger may or may not be there"), "{}", said.err);
        assert!(said.err.contains("hint: see with `impound verify --ledger`"), "{}", said.err);
        assert_eq!(desk.run(&format!("verify --ledger {url}")).code, code, "{cut:?}");
    }
}
