//! A server that asks for a password: from the terminal if nothing else gives it, and a service that names the server.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use rexpect::session::spawn_command;

use crate::server;

/// A ledger on a server that asks for the password `so secret`, and the parameters that name it; `None` if there is no
/// private server.
fn ledger() -> Option<(String, String)> {
    let url = server::new_schema()?;
    let (place, parameters) = url.split_once('?')?;
    let user = server::ASKED;
    let role = format!(
        "DO $$ BEGIN CREATE ROLE {user} LOGIN SUPERUSER PASSWORD 'so secret'; \
                        EXCEPTION WHEN duplicate_object THEN NULL; END $$"
    );
    server::carry_out(&role).then(|| (place.replace("impound@", &format!("{user}@")), parameters.to_owned()))
}

fn impound(home: &tempfile::TempDir, ledger: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_impound"));
    command.env_clear().env("HOME", home.path()).env("IMPOUND_RECORDED_BY", "Ada").env("TERM", "xterm");
    command.env("IMPOUND_LEDGER", ledger);
    command
}

#[test]
fn a_terminal_is_asked_for_a_password_that_nothing_else_gives_and_does_not_show_it() {
    let Some((place, parameters)) = ledger() else { return };
    let url = format!("{place}?{parameters}");
    let home = tempfile::tempdir().unwrap();
    // Without a terminal nobody is asked.
    let said = impound(&home, &url).arg("init").output().unwrap();
    let errors = String::from_utf8_lossy(&said.stderr);
    assert_eq!(said.status.code(), Some(4), "{errors}");
    assert!(errors.contains("the server asks for a password") && errors.contains(".pgpass"), "{errors}");
    let mut command = impound(&home, &url);
    command.arg("init");
    let mut session = spawn_command(command, Some(60_000)).unwrap();
    session.exp_string("Password for the ledger's server:").unwrap();
    session.send("so secret\r").unwrap();
    session.flush().unwrap();
    let shown = session.exp_string("entry 1  ledger created").unwrap();
    assert!(!shown.contains("secret"), "{shown}");
    session.exp_eof().unwrap();
    let said = impound(&home, &url).env("PGPASSWORD", "so secret").arg("verify").output().unwrap();
    assert_eq!(said.status.code(), Some(0), "{}", String::from_utf8_lossy(&said.stderr));
}

#[test]
fn a_service_names_the_server_and_its_password() {
    let Some((place, parameters)) = ledger() else { return };
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join(".pg_service.conf");
    let lines = format!("{}\nuser={}\npassword=so secret\n", parameters.replace('&', "\n"), server::ASKED);
    fs::write(&file, format!("[office]\ndbname=postgres\n{lines}")).unwrap();
    let schema = place.rsplit_once('/').unwrap().1;
    let ledger = format!("postgres:////{schema}?service=office");
    let said = impound(&home, &ledger).arg("init").output().unwrap();
    assert_eq!(said.status.code(), Some(1), "{}", String::from_utf8_lossy(&said.stderr));
    assert!(String::from_utf8_lossy(&said.stderr).contains("others may read the password"));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let said = impound(&home, &ledger).arg("init").output().unwrap();
    assert_eq!(said.status.code(), Some(0), "{}", String::from_utf8_lossy(&said.stderr));
    let said =
        impound(&home, &format!("postgres:////{schema}")).env("PGSERVICE", "office").arg("verify").output().unwrap();
    assert_eq!(said.status.code(), Some(0), "{}", String::from_utf8_lossy(&said.stderr));
}
