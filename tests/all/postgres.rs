//! A ledger on a server: the same commands give the same bytes, refusals and exit codes as on a file.

mod killed;
mod lost;
mod password;

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::harness::{Desk, Said};
use crate::server;

/// Commands that record every kind of entry, and some that are refused.
pub const COMMANDS: [&str; 43] = [
    "case open c --title 'A case' --lead FR --ref opened",
    "case open d --title 'Another case' --lead DE",
    "source add s --title 'A release'",
    "source add t --title 'Another release'",
    "freeze --case c --in HU,LT,DE --kind bank-account --amount '>5000000 EUR' --on 2024-06-28 --source s --ref pool",
    "freeze --case c --in DE --kind cash --amount '120.50 EUR' --on 2024-06-28 --source s --id 'other:box 7' --ref box",
    "freeze --case c --in DE --kind cash --amount '120.50 EUR' --on 2024-06-28 --source s --id 'other:box 7' --ref box",
    "freeze --case c --in DE --kind cash --amount '121 EUR' --on 2024-06-28 --source s --id 'other:box 7' --ref box",
    "freeze --case c --in DE --kind cash --amount '120.50 EUR' --on 2024-06-28 --source s --id 'other:box 7'",
    "seize --asset c:2 --on 2024-06-29 --source s --subject 'owner:Ada Lovelace' --ref seized",
    "seize --part-of c:1 --in HU --amount '1000 EUR' --on 2024-06-29 --source t --ref carved",
    "freeze --case d --in FR --kind crypto-asset --amount '1.5 BTC' --on 2024-06-28 --source t --may-overlap c:1",
    "release --asset c:1.1 --on 2024-06-30 --source s",
    "confiscate --asset c:9 --on 2024-06-30 --source s",
    "case edit c --title 'The case' --reason 'a better title' --ref edited",
    "source edit s --publisher 'A court' --ref 'edited too'",
    "case event c --on 2024 --what heard --source s --ref heard",
    "claim c --about victims --count 480 --on 2024 --source s --ref claimed",
    "correct 6 --reason misread --amount '119 EUR' --ref corrected",
    "correct 6 --reason misread --amount '119 EUR' --ref corrected",
    "void 11 --reason 'recorded twice'",
    "reinstate 11 --reason 'not recorded twice'",
    "void 999 --reason none",
    "restrict 7 --reason contested",
    "erase 7 --reason acquitted --authority 'A court'",
    "rates add rates.csv --name court --source s --base EUR --valid 4 --ref rated",
    "import rows.csv --open-missing",
    "import rows.csv --open-missing",
    "freeze --case c --in XX --amount '5 EUR' --source s",
    "report holdings --by jurisdiction,stage --format csv",
    "report actions --format csv",
    "report jurisdictions --format csv",
    "report pools --format csv",
    "report register --format csv",
    "report holdings --by stage --as-of 2024-06-28 --format csv",
    "history c:1",
    "show c:2",
    "show c:7",
    "case list",
    "verify",
    "find case",
    "find --in DE --kind cash",
    "due --on 2024-07-01",
];

/// Rows to import.
const ROWS: &str = "case,action,date,jurisdictions,kind,amount,currency,source,ref\n\
    c,freeze,2024-06-01,LT,cash,10,EUR,s,row 1\n\
    e,seize,2024-06-02,NL,vehicle,,,u,row 2\n";

/// Lines of rates.
const RATES: &str = "date,currency,rate\n2024-06-28,USD,1.0705\n2024-06-27,JPY,171.94\n";

/// A desk whose ledger is on a server, in a schema of its own; `None` if there is no server.
fn desk_on_server() -> Option<Desk> {
    Some(desk_at(&server::new_schema()?))
}

pub fn desk_at(url: &str) -> Desk {
    let mut desk = Desk::empty();
    desk.environment.insert("IMPOUND_LEDGER", url.into());
    desk
}

/// Runs a command on files in the desk's directory, whose name is left out of what is said.
pub fn run(desk: &Desk, line: &str) -> Said {
    let directory = desk.directory().display().to_string();
    fs::write(desk.directory().join("rows.csv"), ROWS).unwrap();
    fs::write(desk.directory().join("rates.csv"), RATES).unwrap();
    let line = line.replace("rows.csv", &format!("{directory}/rows.csv"));
    let mut said = desk.run(&line.replace("rates.csv", &format!("{directory}/rates.csv")));
    for text in [&mut said.out, &mut said.err] {
        *text = text.replace(&directory, "…");
    }
    said
}

/// Every entry, byte for byte, and the lines and data beside them.
fn journal(desk: &Desk) -> String {
    desk.done("export journal")
}

#[test]
fn the_same_commands_give_the_same_answers_and_the_same_bytes() {
    let Some(there) = desk_on_server() else { return };
    let mut here = Desk::empty();
    here.login = server::role();
    for desk in [&here, &there] {
        assert_eq!(desk.run("init --name unit7").code, 0);
    }
    let mut recorded = 0;
    for line in COMMANDS {
        let (one, other) = (run(&here, line), run(&there, line));
        assert_eq!(one, other, "{line}");
        recorded += usize::from(one.code == 0);
    }
    assert!(recorded > 30, "{recorded}");
    assert_eq!(journal(&here), journal(&there));
    assert!(journal(&here).lines().count() > 20);
}

#[test]
fn an_entry_names_the_role_that_recorded_it_beside_the_name_claimed() {
    let Some(desk) = desk_on_server() else { return };
    let role = server::role();
    desk.done("init");
    desk.done("case open c --title 'A case' --lead FR");
    desk.done("source add s --title 'A release'");
    desk.done("freeze --case c --in DE --kind cash --amount '5 EUR' --on 2024-06-28 --source s --recorded-by Ada");
    let own = format!("Z by {role}\n");
    assert!(desk.done("show 1").contains(&own) && desk.done("show 3").contains(&own), "{}", desk.done("show 3"));
    let login = format!("\"login\":\"{role}\"");
    assert!(desk.done("show 4").contains(&format!("Z by Ada (logged in as {role})\n")), "{}", desk.done("show 4"));
    for line in ["show 4 --json", "history c:1 --json", "log --json -n 1", "export journal"] {
        let said = desk.done(line).replace(": ", ":");
        assert!(said.contains(&login), "{line}: {said}");
    }
    // A copy has it, too.
    let copy = desk.directory().join("copy.db").display().to_string();
    desk.done(&format!("copy {} {copy}", desk.environment["IMPOUND_LEDGER"].display()));
    assert!(desk.done(&format!("show 4 --ledger {copy}")).contains(&format!("Z by Ada (logged in as {role})\n")));
    assert!(desk.done(&format!("find --kind cash --entered-by {role} --ledger {copy}")).contains("c:1"));
    // The last entry is undone by whoever recorded it: the same name under the same role.
    assert_eq!(desk.run("undo --yes").code, 1);
    desk.done("undo --yes --recorded-by Ada");
}

/// What was recorded before may not yet be kept as safely as the server promises: only a COMMIT of something waits.
#[test]
fn an_import_that_finds_everything_recorded_commits_all_the_same() {
    let Some(url) = server::new_schema() else { return };
    let desk = desk_at(&url);
    for line in ["init", "case open c --title 'A case' --lead FR", "source add s --title 'A release'"] {
        desk.done(line);
    }
    assert_eq!(run(&desk, "import rows.csv --open-missing").code, 0);
    let schema = url.split('?').next().unwrap().rsplit_once('/').unwrap().1.to_owned();
    if !server::carry_out(&format!("CREATE TABLE public.of_{schema} AS SELECT xmin::text AS writer FROM {schema}.head"))
    {
        return;
    }
    let said = run(&desk, "import rows.csv --open-missing");
    assert!(said.code == 0 && said.out.contains("0 recorded"), "{} {}", said.err, said.out);
    assert!(server::carry_out(&format!(
        "DO $$ BEGIN
             ASSERT (SELECT head.xmin::text <> writer FROM {schema}.head, public.of_{schema});
             DROP TABLE public.of_{schema};
         END $$"
    )));
}

#[test]
fn doctor_says_what_the_servers_settings_mean() {
    let Some(desk) = desk_on_server() else { return };
    desk.done("init");
    let said = desk.run("doctor");
    assert_eq!(said.code, 0, "{}", said.err);
    for line in
        ["full: tables are written by functions alone", "synchronous_commit", "data_checksums", "is the primary"]
    {
        assert!(said.out.contains(line), "{line}: {}", said.out);
    }
    assert!(desk.done("doctor --json").contains("\"about\":\"guard\""));
}

#[test]
fn a_schema_that_was_changed_is_damage_in_every_command() {
    let Some(url) = server::new_schema() else { return };
    let desk = desk_at(&url);
    desk.done("init");
    let schema = url.split('?').next().unwrap().rsplit_once('/').unwrap().1.to_owned();
    if !server::carry_out(&format!("ALTER TABLE {schema}.entry DISABLE TRIGGER entry_stays")) {
        return;
    }
    for line in ["verify", "doctor", "case list", "case open c --title 'A case' --lead FR"] {
        let said = desk.run(line);
        assert_eq!(said.code, 3, "{line}: {}", said.err);
        assert!(said.err.contains("trigger entry_stays of entry"), "{line}: {}", said.err);
    }
}

#[test]
fn a_place_without_a_ledger_or_with_one_is_refused_as_a_file_would_be() {
    let Some(there) = desk_on_server() else { return };
    let here = Desk::empty();
    assert_eq!(here.run("report holdings").code, there.run("report holdings").code);
    for desk in [&here, &there] {
        assert_eq!(desk.run("init").code, 0);
    }
    let (one, other) = (here.run("init"), there.run("init"));
    assert_eq!((one.code, other.code), (1, 1));
    assert!(other.err.contains("exists already"), "{}", other.err);
}

#[test]
fn a_password_in_the_url_is_refused_before_anything_is_reached() {
    let said = desk_at("postgres://ada:secret@db.example/l").run("report holdings");
    assert_eq!(said.code, 1);
    assert!(said.err.contains("the URL holds a password") && said.err.contains(".pgpass"), "{}", said.err);
    assert!(!said.err.contains("secret"), "{}", said.err);
}

#[test]
fn a_server_that_is_not_there_is_an_obstacle() {
    let said = desk_at("postgres://ada@/l?host=/nowhere").run("report holdings");
    assert_eq!(said.code, 4, "{}", said.err);
    assert!(said.err.contains("cannot reach the server"), "{}", said.err);
}

#[test]
fn a_server_elsewhere_must_prove_its_name() {
    let Some((url, authority)) = server::over_tls(server::NAMED_IN_CERTIFICATE) else { return };
    let trusting = |url: &str| format!("{url}?sslrootcert={}", authority.display());
    assert_eq!(desk_at(&trusting(&url)).run("init").err, "");
    let mut desk = desk_at(&url);
    desk.environment.insert("PGSSLROOTCERT", authority.clone().into());
    assert_eq!(desk.run("verify").code, 0);
    // Nobody that the system trusts vouches for it, and this authority does not vouch for the other address.
    let (other, _) = server::over_tls(server::NOT_NAMED).unwrap();
    for refused in [url.clone(), trusting(&other)] {
        let said = desk_at(&refused).run("init");
        assert_eq!(said.code, 4, "{refused}: {}", said.err);
        assert!(said.err.contains("certificate"), "{}", said.err);
    }
}

#[test]
fn recorders_wait_for_each_other_and_nothing_is_lost_or_doubled() {
    const RECORDERS: usize = 8;
    const EACH: usize = 12;
    let Some(url) = server::new_schema() else { return };
    let first = desk_at(&url);
    for line in ["init", "case open c --title 'A case' --lead FR", "source add s --title 'A release'"] {
        first.done(line);
    }
    thread::scope(|scope| {
        for recorder in 0..RECORDERS {
            let url = &url;
            scope.spawn(move || {
                let desk = desk_at(url);
                for at in 0..EACH {
                    // Every second reference is used by all recorders.
                    let of = if at % 2 == 0 { recorder } else { RECORDERS };
                    let line = format!(
                        "freeze --case c --in DE --kind cash --amount '{at}.50 EUR' --on 2024-06-28 --source s \
                         --ref 'r {of} {at}' --anyway"
                    );
                    assert_eq!(desk.run(&line).code, 0, "{line}");
                }
            });
        }
    });
    let verified = first.done("verify");
    let expected = 3 + RECORDERS * EACH / 2 + EACH / 2;
    assert!(verified.contains(&format!("{expected} entries")), "{verified}");
}

#[test]
fn a_recorder_killed_at_any_time_leaves_an_entry_whole_or_not_at_all() {
    const KILLED: usize = 24;
    let Some(url) = server::new_schema() else { return };
    let desk = desk_at(&url);
    for line in ["init", "case open c --title 'A case' --lead FR", "source add s --title 'A release'"] {
        desk.done(line);
    }
    let line = |at: usize| {
        format!(
            "freeze --case c --in DE --kind cash --amount '{at} EUR' --on 2024-06-28 --source s --ref 'k {at}' --anyway"
        )
    };
    let mut acknowledged = 0;
    for at in 1..=KILLED {
        let mut child = Command::new(env!("CARGO_BIN_EXE_impound"))
            .args(shlex::split(&line(at)).unwrap())
            .args(["--recorded-by", "killed", "--clock-is-right"])
            .env_clear()
            .env("IMPOUND_LEDGER", &url)
            .env("HOME", desk.directory())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(fastrand::u64(0..120)));
        // It may have ended by itself.
        let _: std::io::Result<()> = child.kill();
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let number =
            |said: &str| said.split_once("entry ").and_then(|(_, rest)| Some(rest.split_once(' ')?.0.to_owned()));
        let again = desk.run(&line(at));
        assert_eq!(again.code, 0, "{}", again.err);
        if said.ends_with('\n') {
            acknowledged += 1;
            assert_eq!(number(&said), number(&again.out), "{said}{}", again.out);
        }
    }
    let verified = desk.done("verify");
    assert!(verified.contains(&format!("{} entries", 3 + KILLED)), "{acknowledged} acknowledged: {verified}");
}
