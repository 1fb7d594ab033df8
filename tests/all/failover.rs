//! A ledger on servers that fail: nothing acknowledged is lost, and nothing is recorded twice.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::harness::Desk;
use crate::server::{self, Kept};

/// Two servers on sockets; the second follows the first, and COMMIT waits for both.
struct Pair {
    kept: Kept,
    ports: [u16; 2],
}

impl Pair {
    /// Starts them; `None` if there is no server, which is reported.
    fn start() -> Option<Pair> {
        const SCRIPT: &str = r#"
            set -e
            d=$(mktemp -d /tmp/impound-test-XXXXXX)
            stop() {
                for of in a b; do "$programs/pg_ctl" -D "$d/$of" -m immediate stop || true; done >/dev/null 2>&1
                rm -rf "$d"
            }
            programs=$0 first=$1 second=$2
            trap stop EXIT
            cd "$d"
            common="-c unix_socket_directories=$d -c listen_addresses= -c max_connections=100"
            start_first() {
                "$programs/pg_ctl" -D "$d/a" -l "$d/a.log" -w \
                    -o "$common -c port=$first -c synchronous_standby_names=b" start
            }
            start_second() {
                "$programs/pg_ctl" -D "$d/b" -l "$d/b.log" -w -o "$common -c port=$second -c cluster_name=b" start
            }
            {
                "$programs/initdb" --no-sync -D "$d/a" -A trust -U impound -E UTF8 --locale=C.UTF-8
                start_first
                "$programs/pg_basebackup" -d "host=$d port=$first user=impound application_name=b" -D "$d/b" -R -c fast --no-sync
                start_second
            } >"$d/log" 2>&1
            echo "$d"
            while read -r what; do
                case $what in
                kill) kill -9 "$(head -1 "$d/a/postmaster.pid")" ;;
                # What the killed server has left running must end before another may use its files.
                revive) until start_first; do sleep 0.1; done ;;
                promote) "$programs/pg_ctl" -D "$d/b" -w promote ;;
                esac >>"$d/log" 2>&1
                echo "done"
            done
        "#;
        let started = || -> Result<Pair, String> {
            let ports = [server::free_port()?, server::free_port()?];
            Ok(Pair { kept: Kept::start(SCRIPT, &ports)?, ports })
        };
        started().map_err(|why| server::left_out("postgres", &why)).ok()
    }

    /// The URL of the ledger, wherever it can be written.
    fn url(&self) -> String {
        let Pair { kept: Kept { directory, .. }, ports: [first, second] } = self;
        format!(
            "postgres://impound@/postgres/shared?host={directory},{directory}&port={first},{second}\
             &target_session_attrs=read-write&connect_timeout=2"
        )
    }
}

fn desk_at(url: &str) -> Desk {
    let mut desk = Desk::empty();
    desk.environment.insert("IMPOUND_LEDGER", url.into());
    desk
}

/// The number of the entry in a receipt.
fn number(said: &str) -> Option<String> {
    Some(said.split_once("entry ")?.1.split_once(' ')?.0.to_owned())
}

/// Several recorders record while `fail` makes servers fail, and repeat what was not acknowledged; then everything that was
/// acknowledged is there once.
fn record_while(pair: &mut Pair, fail: impl FnOnce(&mut Pair)) {
    const RECORDERS: usize = 4;
    let url = pair.url();
    let desk = desk_at(&url);
    for line in ["init", "case open c --title 'A case' --lead FR", "source add s --title 'A release'"] {
        desk.done(line);
    }
    let (is_over, troubled) = (AtomicBool::new(false), AtomicUsize::new(0));
    let acknowledged: Vec<(String, String)> = thread::scope(|scope| {
        let recorders: Vec<_> = (0..RECORDERS)
            .map(|recorder| {
                let (url, is_over, troubled) = (&url, &is_over, &troubled);
                scope.spawn(move || {
                    let desk = desk_at(url);
                    let mut acknowledged = Vec::new();
                    while !is_over.load(Ordering::Relaxed) {
                        let line = format!(
                            "freeze --case c --in DE --kind cash --amount '5 EUR' --on 2024-06-28 --source s --ref 'r \
                             {recorder} {}' --anyway",
                            acknowledged.len()
                        );
                        loop {
                            let said = desk.run(&line);
                            if said.code == 0 {
                                acknowledged.push((line, number(&said.out).unwrap()));
                                break;
                            }
                            assert!([4, 5].contains(&said.code), "{}: {}", said.code, said.err);
                            troubled.fetch_add(1, Ordering::Relaxed);
                            thread::sleep(Duration::from_millis(50));
                        }
                    }
                    acknowledged
                })
            })
            .collect();
        thread::sleep(Duration::from_millis(1_500));
        fail(pair);
        thread::sleep(Duration::from_millis(1_500));
        is_over.store(true, Ordering::Relaxed);
        recorders.into_iter().flat_map(|recorder| recorder.join().unwrap()).collect()
    });
    assert!(troubled.load(Ordering::Relaxed) > 0, "no recorder noticed that a server failed");
    let verified = desk.done("verify");
    let expected = 3 + acknowledged.len();
    assert!(verified.contains(&format!("{expected} entries")), "{expected} expected: {verified}");
    for (line, entry) in &acknowledged {
        let said = desk.run(line);
        assert_eq!((said.code, number(&said.out).as_ref()), (0, Some(entry)), "{line}: {}", said.err);
    }
}

#[test]
fn what_a_server_acknowledged_survives_its_failure_on_the_standby() {
    let Some(mut pair) = Pair::start() else { return };
    record_while(&mut pair, |pair| {
        pair.kept.have("kill");
        pair.kept.have("promote");
    });
}

#[test]
fn what_a_server_acknowledged_is_there_after_it_was_killed_and_started_again() {
    let Some(mut pair) = Pair::start() else { return };
    record_while(&mut pair, |pair| {
        pair.kept.have("kill");
        pair.kept.have("revive");
    });
}
