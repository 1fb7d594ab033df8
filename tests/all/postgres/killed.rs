//! Commands that are killed, or whose connections the server ends, at any moment: nothing that was acknowledged is lost, and
//! nothing is recorded twice.

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::faults::Campaign;
use crate::harness::Desk;
use crate::server;

/// How a command ended.
#[derive(Debug, PartialEq, Eq)]
enum Ended {
    /// It named the entry.
    Acknowledged(String),
    /// It said that nothing is recorded.
    NotRecorded,
    /// It said nothing, or that nobody knows.
    Unknown,
}

/// A ledger on a server, and the commands of which each had another reference.
struct Tried {
    desk: Desk,
    url: String,
    attempts: Vec<Ended>,
}

impl Tried {
    /// A ledger with a case and a source; `None` if there is no server.
    fn begin() -> Option<Tried> {
        let (mut desk, url) = (Desk::empty(), server::new_schema()?);
        desk.environment.insert("IMPOUND_LEDGER", url.clone().into());
        for line in ["init", "case open c --title 'A case' --lead FR", "source add s --title 'A release'"] {
            desk.done(line);
        }
        Some(Tried { desk, url, attempts: Vec::new() })
    }

    fn line(at: usize) -> String {
        format!(
            "freeze --case c --in DE --kind cash --amount '5 EUR' --on 2024-06-28 --source s --ref 'r {at}' --anyway"
        )
    }

    /// The next command, in a process of its own.
    fn next(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_impound"));
        // The ledger was begun by a clock that stands in the past.
        command.args(shlex::split(&Tried::line(self.attempts.len())).unwrap()).arg("--clock-is-right");
        command.env_clear().env("HOME", self.desk.directory()).env("IMPOUND_RECORDED_BY", "Ada");
        command.env("IMPOUND_LEDGER", &self.url).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        command
    }

    /// Ends the connections to this ledger, and no other.
    fn end_connections(&self) -> bool {
        let schema = Path::new(self.url.split('?').next().unwrap()).file_name().unwrap().to_str().unwrap();
        // What waits for its turn names the schema in its first statement.
        server::carry_out(&format!(
            "DO $$ BEGIN PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE application_name = 'impound' AND query LIKE '%\"{schema}\"%'; END $$"
        ))
    }

    /// The promises that were broken: every command is repeated, so that each is recorded once.
    fn broken(&self) -> Vec<String> {
        let mut broken = Vec::new();
        for (at, ended) in self.attempts.iter().enumerate() {
            let again = self.desk.run(&Tried::line(at));
            let (entry, is_repeated) = (number(&again.out), again.out.starts_with("recorded already"));
            match ended {
                _ if again.code != 0 => broken.push(format!("r {at} cannot be repeated: {}", again.err)),
                Ended::Acknowledged(told) if !is_repeated || entry.as_ref() != Some(told) => {
                    broken.push(format!("r {at} was acknowledged as entry {told}, and is lost: {}", again.out));
                }
                Ended::NotRecorded if is_repeated => {
                    broken.push(format!("r {at} was recorded, though not according to its code"))
                }
                _ => {}
            }
        }
        let (verified, expected) = (self.desk.run("verify"), 3 + self.attempts.len());
        if verified.code != 0 || !verified.out.contains(&format!("{expected} entries")) {
            broken.push(format!("{expected} entries expected: {}{}", verified.out, verified.err));
        }
        broken
    }
}

/// The number of the entry in a receipt.
fn number(said: &str) -> Option<String> {
    Some(said.split_once("entry ")?.1.split_once(' ')?.0.to_owned())
}

#[test]
fn what_is_acknowledged_survives_killed_commands_and_ended_connections() {
    let Some(mut tried) = Tried::begin() else { return };
    let mut campaign = Campaign::begin("postgres::killed", 30);
    let begun = Instant::now();
    tried.next().status().unwrap();
    tried.attempts.push(Ended::Unknown);
    let usual = u64::try_from(begun.elapsed().as_micros()).unwrap();
    for _ in 0..campaign.runs {
        let mut command = tried.next().spawn().unwrap();
        thread::sleep(Duration::from_micros(campaign.random.u64(..usual * 5 / 4)));
        let fault = if campaign.random.bool() && tried.end_connections() {
            "connection ended"
        } else {
            // It may be over already.
            let _: std::io::Result<()> = command.kill();
            "killed"
        };
        let output = command.wait_with_output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let (ended, how) = match (number(&said), output.status.code()) {
            (Some(entry), _) => (Ended::Acknowledged(entry), "acknowledged"),
            (None, Some(4)) => (Ended::NotRecorded, "not recorded"),
            (None, Some(5) | None) => (Ended::Unknown, "unknown"),
            (None, code) => panic!("{fault}: {code:?}"),
        };
        campaign.ended(how);
        campaign.made(fault, [""; 0]);
        tried.attempts.push(ended);
    }
    for broken in tried.broken() {
        campaign.made("afterwards", [broken]);
    }
    campaign.end();
}

/// Each kind of broken promise is noticed.
#[test]
fn a_lost_entry_and_a_wrong_code_are_noticed() {
    let Some(mut tried) = Tried::begin() else { return };
    tried.attempts.push(Ended::Acknowledged("4".to_owned()));
    tried.next().status().unwrap();
    tried.attempts.push(Ended::NotRecorded);
    let broken = tried.broken();
    assert_eq!(broken.len(), 2, "{broken:?}");
    assert!(broken[0].contains("is lost") && broken[1].contains("not according to its code"), "{broken:?}");
    tried.attempts.pop();
    assert!(tried.broken().iter().any(|broken| broken.contains("4 entries expected")));
}
