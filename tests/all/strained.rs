//! A ledger on servers that are short of something, or reached in another way.

use std::fmt::Write as _;
use std::fs;
use std::thread;

use crate::harness::Desk;
use crate::server::{self, Kept};

fn desk_at(url: &str) -> Desk {
    let mut desk = Desk::empty();
    desk.environment.insert("IMPOUND_LEDGER", url.into());
    desk
}

/// A ledger with a case and a source.
fn begun_at(url: &str) -> Desk {
    let desk = desk_at(url);
    for line in ["init", "case open c --title 'A case' --lead FR", "source add s --title 'A release'"] {
        desk.done(line);
    }
    desk
}

fn freeze(amount: &str, reference: &str) -> String {
    format!(
        "freeze --case c --in DE --kind cash --amount '{amount} EUR' --on 2024-06-28 --source s --ref '{reference}' --anyway"
    )
}

/// Starts a script with free ports; `None` if a tool is missing, which is reported.
fn kept(script: &str, ports: usize, tool: &str) -> Option<(Kept, Vec<u16>)> {
    let started = || -> Result<(Kept, Vec<u16>), String> {
        let ports = (0..ports).map(|_| server::free_port()).collect::<Result<Vec<_>, _>>()?;
        Ok((Kept::start(script, &ports)?, ports))
    };
    started().map_err(|why| server::left_out(tool, &why)).ok()
}

#[test]
fn an_import_for_which_the_server_has_no_room_records_nothing() {
    const ROWS: usize = 6_000;
    // No file of the server may become longer than 2 MiB and half a page.
    const SCRIPT: &str = r#"
        set -e
        d=$(mktemp -d /tmp/impound-test-XXXXXX)
        trap '"$0/pg_ctl" -D "$d/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$d"' EXIT
        cd "$d"
        "$0/initdb" --no-sync --wal-segsize=1 -D "$d/data" -A trust -U impound -E UTF8 --locale=C.UTF-8 >"$d/log" 2>&1
        ulimit -f 4104
        "$0/pg_ctl" -D "$d/data" -l "$d/log" -w -o "-c port=$1 -c unix_socket_directories=$d -c listen_addresses= \
            -c min_wal_size=2MB" start >/dev/null 2>&1
        echo "$d"
        cat >/dev/null
    "#;
    let Some((kept, ports)) = kept(SCRIPT, 1, "postgres") else { return };
    let desk = begun_at(&format!("postgres://impound@/postgres/full?host={}&port={}", kept.directory, ports[0]));
    let mut rows = "case,action,date,jurisdictions,kind,amount,currency,source,note,ref\n".to_owned();
    let note = "x".repeat(400);
    for row in 0..ROWS {
        writeln!(rows, "c,freeze,2024-06-01,LT,cash,{row},EUR,s,{note},row {row}").unwrap();
    }
    let file = desk.directory().join("rows.csv");
    fs::write(&file, rows).unwrap();
    let said = desk.run(&format!("import '{}'", file.display()));
    assert_eq!(said.code, 4, "{}", said.err);
    // Newer servers tell a limit of their system's from a full disk.
    assert!(
        said.err.contains("no room left") || said.err.contains("the server failed: could not extend"),
        "{}",
        said.err
    );
    let verified = desk.done("verify");
    assert!(verified.contains("3 entries"), "{verified}");
}

#[test]
fn recorders_may_share_the_connections_of_a_pool() {
    const RECORDERS: usize = 6;
    const EACH: usize = 6;
    const SCRIPT: &str = r#"
        set -e
        d=$(mktemp -d /tmp/impound-test-XXXXXX)
        stop() {
            kill "$pool" 2>/dev/null || true
            "$programs/pg_ctl" -D "$d/data" -m immediate stop >/dev/null 2>&1 || true
            rm -rf "$d"
        }
        programs=$0 pool=
        trap stop EXIT
        cd "$d"
        "$0/initdb" --no-sync -D "$d/data" -A trust -U impound -E UTF8 --locale=C.UTF-8 >"$d/log" 2>&1
        "$0/pg_ctl" -D "$d/data" -l "$d/log" -w -o "-c port=$1 -c unix_socket_directories=$d -c listen_addresses=" \
            start >/dev/null 2>&1
        cat >pool.ini <<END
[databases]
postgres = host=$d port=$1
[pgbouncer]
listen_addr =
listen_port = $2
unix_socket_dir = $d
auth_type = any
pool_mode = transaction
default_pool_size = 2
logfile = $d/pool.log
END
        sed -i "s/^postgres = .*/& user=impound/" pool.ini
        PATH=$PATH:/usr/sbin
        pgbouncer -q pool.ini >/dev/null 2>&1 &
        pool=$!
        until [ -S "$d/.s.PGSQL.$2" ]; do kill -0 "$pool"; sleep 0.1; done
        echo "$d"
        cat >/dev/null
    "#;
    let Some((kept, ports)) = kept(SCRIPT, 2, "pgbouncer") else { return };
    let url = format!("postgres://impound@/postgres/pooled?host={}&port={}", kept.directory, ports[1]);
    let desk = begun_at(&url);
    thread::scope(|scope| {
        for recorder in 0..RECORDERS {
            let url = &url;
            scope.spawn(move || {
                let desk = desk_at(url);
                for at in 0..EACH {
                    desk.done(&freeze("5", &format!("r {recorder} {at}")));
                }
            });
        }
    });
    let verified = desk.done("verify");
    assert!(verified.contains(&format!("{} entries", 3 + RECORDERS * EACH)), "{verified}");
    assert!(desk.done("report holdings --format csv").lines().count() > 1);
}

#[test]
fn a_server_whose_transactions_are_serializable_by_default_serves_as_well() {
    const SCRIPT: &str = r#"
        set -e
        d=$(mktemp -d /tmp/impound-test-XXXXXX)
        trap '"$0/pg_ctl" -D "$d/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$d"' EXIT
        cd "$d"
        "$0/initdb" --no-sync -D "$d/data" -A trust -U impound -E UTF8 --locale=C.UTF-8 >"$d/log" 2>&1
        "$0/pg_ctl" -D "$d/data" -l "$d/log" -w -o "-c port=$1 -c unix_socket_directories=$d -c listen_addresses= \
            -c default_transaction_isolation=serializable -c default_transaction_read_only=on \
            -c synchronous_commit=off -c lc_messages=C" start >/dev/null 2>&1
        echo "$d"
        cat >/dev/null
    "#;
    let Some((kept, ports)) = kept(SCRIPT, 1, "postgres") else { return };
    let url = format!("postgres://impound@/postgres/strict?host={}&port={}", kept.directory, ports[0]);
    let desk = begun_at(&url);
    thread::scope(|scope| {
        for recorder in 0..4 {
            let url = &url;
            scope.spawn(move || desk_at(url).done(&freeze("5", &format!("r {recorder}"))));
        }
    });
    let verified = desk.done("verify");
    assert!(verified.contains("7 entries"), "{verified}");
}
