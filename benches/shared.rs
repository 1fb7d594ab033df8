//! A ledger on a PostgreSQL server beside one in a file, on the same machine in the same run: `IMPOUND_TEST_POSTGRES=URL
//! cargo bench --features postgres --bench shared`, or with `-- --rows 100000`.
//!
//! The URL names a database; every run creates schemas of its own in it (`impound_bench_…`), and leaves them there. Reached
//! over TCP, the server is measured with TLS and, where the URL is of one host and port, with a delay on the way.

mod measure;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use impound::domain::{Action, Amount, AssetKind, CaseRef, Date, Places, SourceCitation, SourceRef};
use impound::journal::{Aim, Details, Draft};
use impound::store::{FarAhead, Keep, Ledger, Mode, Recorder, Request, Server, Surroundings};

use measure::{Figures, Outcome, median, middle, ratio, run};

const IMPOUND: &str = env!("CARGO_BIN_EXE_impound");
/// How long a message takes each way where there is a delay.
const DELAY: Duration = Duration::from_millis(10);

struct Bench {
    directory: PathBuf,
    /// The URL of the database, and its parameters.
    url: (String, String),
    rows: usize,
}

fn main() -> Outcome<()> {
    let words: Vec<String> = std::env::args().collect();
    let rows = words.iter().position(|word| word == "--rows").and_then(|at| words.get(at + 1));
    let rows = rows.map_or(Ok(100_000), |rows| rows.parse())?;
    let named = std::env::var("IMPOUND_TEST_POSTGRES").map_err(|_| "IMPOUND_TEST_POSTGRES names no database")?;
    let (place, parameters) = named.split_once('?').unwrap_or((&named, ""));
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("shared");
    if directory.exists() {
        std::fs::remove_dir_all(&directory)?;
    }
    std::fs::create_dir_all(&directory)?;
    let url = (place.trim_end_matches('/').to_owned(), parameters.to_owned());
    let bench = Bench { directory, url, rows };
    line(["work", "server", "file", "server ÷ file", "goal"])?;
    bench.processes()?;
    for recorders in [1, 16, 64] {
        bench.recorders(recorders)?;
    }
    bench.delayed()?;
    bench.import()
}

impl Bench {
    fn on_server(&self, name: &str) -> String {
        let (place, parameters) = &self.url;
        format!("{place}/impound_bench_{}_{name}?{parameters}", std::process::id())
    }

    fn in_file(&self, name: &str) -> String {
        self.directory.join(name).with_extension("db").display().to_string()
    }

    /// A ledger with a case and a source on a server, and another in a file.
    fn begun(&self, name: &str) -> Outcome<[String; 2]> {
        let both = [self.on_server(name), self.in_file(name)];
        for ledger in &both {
            run(impound(ledger, &["init"]), None)?;
            run(impound(ledger, &["case", "open", "c", "--title", "A case", "--lead", "FR"]), None)?;
            run(impound(ledger, &["source", "add", "s", "--title", "A source"]), None)?;
        }
        Ok(both)
    }

    /// One recording command as a process.
    fn processes(&self) -> Outcome<()> {
        let both = self.begun("processes")?;
        let (mut there, mut here) = (Vec::new(), Vec::new());
        for at in 0..61 {
            there.push(run(freeze(&both[0], at), None)?);
            here.push(run(freeze(&both[1], at), None)?);
        }
        row("freeze, a process", middle(there), middle(here), "≤ 2")
    }

    /// Recorders that record all at once, each on a connection of its own.
    fn recorders(&self, recorders: usize) -> Outcome<()> {
        let each = (640 / recorders).clamp(20, 200);
        let both = self.begun(&format!("recorders_{recorders}"))?;
        let there = together(recorders, each, || on_server(&both[0]))?;
        let here = together(recorders, each, || Ok(Ledger::open(Path::new(&both[1]), Mode::Write)?));
        let here = here.map_or_else(|error| format!("{error}"), |here| here.to_string());
        let name = format!("{recorders} recorders × {each}");
        line([&name, &there.to_string(), &here, "", "≥ 350/s, p99 ≤ 500 ms"])
    }

    /// One recording command, with a delay on the way to the server.
    fn delayed(&self) -> Outcome<()> {
        let [there, _] = self.begun("delayed")?;
        let Some(delayed) = behind_delay(&there)? else {
            return line(["freeze, 10 ms each way", "the URL is not of one host and port", "", "", ""]);
        };
        let times = (0..11).map(|at| run(freeze(&delayed, at), None)).collect::<Outcome<Vec<Figures>>>()?;
        line(["freeze, 10 ms each way, a process", &middle(times).milliseconds(), "", "", "≤ 150 ms"])
    }

    /// An import, and a report of kept totals.
    fn import(&self) -> Outcome<()> {
        let file = self.directory.join("rows.csv");
        let mut rows = "case,action,date,jurisdictions,kind,amount,currency,source,ref\n".to_owned();
        for row in 0..self.rows {
            let (case, place) = (row % (self.rows / 20 + 1), ["DE", "FR", "NL", "LT", "HU"][row % 5]);
            rows.push_str(&format!("k{case},freeze,2024-06-01,{place},cash,{row}.50,EUR,s,row {row}\n"));
        }
        std::fs::write(&file, rows)?;
        let both = self.begun("import")?;
        let file = file.display().to_string();
        let import = |ledger: &str| run(impound(ledger, &["import", &file, "--open-missing"]), None);
        row(&format!("import of {} rows", self.rows), import(&both[0])?, import(&both[1])?, "≤ 1.5")?;
        let report = |ledger: &str| {
            median(21, || impound(ledger, &["report", "holdings", "--by", "jurisdiction,stage", "--format", "csv"]))
        };
        row("report holdings, a process", report(&both[0])?, report(&both[1])?, "≤ 2")?;
        let verify = |ledger: &str| run(impound(ledger, &["verify"]), None);
        row("verify", verify(&both[0])?, verify(&both[1])?, "")
    }
}

/// What several recorders did together.
struct Together {
    recorded: usize,
    taken: Duration,
    /// How long each entry took, in order.
    times: Vec<Duration>,
}

impl std::fmt::Display for Together {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let rate = self.recorded as u128 * 1_000_000 / self.taken.as_micros().max(1);
        let at = |hundredths: usize| self.times[(self.times.len() - 1) * hundredths / 100].as_millis();
        write!(f, "{rate}/s, p50 {} ms, p99 {} ms", at(50), at(99))
    }
}

/// Runs recorders at once, each on a ledger that it opens.
fn together(recorders: usize, each: usize, open: impl Fn() -> Outcome<Ledger> + Sync) -> Outcome<Together> {
    let begun = Instant::now();
    let times = thread::scope(|scope| {
        let begin = |of: usize| {
            let open = &open;
            scope.spawn(move || record(&mut open().map_err(|error| error.to_string())?, of, each))
        };
        let running: Vec<_> = (0..recorders).map(begin).collect();
        running.into_iter().map(|one| one.join().unwrap_or_else(|_| Err("a recorder failed".to_owned()))).collect()
    });
    let times: Result<Vec<Vec<Duration>>, String> = times;
    let mut times = times?.concat();
    times.sort();
    Ok(Together { recorded: recorders * each, taken: begun.elapsed(), times })
}

/// Records entries one after the other, and returns how long each took.
fn record(ledger: &mut Ledger, of: usize, each: usize) -> Result<Vec<Duration>, String> {
    let clock = "2025-01-01T00:00:00Z".parse().map_err(|_| "no time")?;
    let mut recorder = Recorder::new("bench", clock).map_err(|error| error.to_string())?;
    recorder.far_ahead = FarAhead::Recorded;
    let mut times = Vec::new();
    for at in 0..each {
        let request = draft(of * each + at).map_err(|error| error.to_string())?;
        let begun = Instant::now();
        ledger.append(request, &mut recorder, Keep::Entry).map_err(|error| error.to_string())?;
        times.push(begun.elapsed());
    }
    Ok(times)
}

/// An entry that resembles none before it.
fn draft(at: usize) -> Outcome<Request> {
    let details = Details {
        date: Some(Date::parse("2024-06-28")?),
        places: Some(Places::parse("DE")?),
        kind: Some(AssetKind::Cash),
        amount: Some(Amount::parse(&format!("{at}.50 EUR"), None)?),
        sources: Some(vec![SourceCitation::of(SourceRef::parse("s")?)]),
        ..Details::default()
    };
    let target = Aim::New(CaseRef::parse("c")?);
    Ok(Request::Act(Box::new(Draft { action: Action::Freeze, target, details })))
}

fn on_server(url: &str) -> Outcome<Ledger> {
    let variable = |name| std::env::var_os(name).map(PathBuf::from);
    let around = Surroundings {
        password: std::env::var("PGPASSWORD").ok(),
        passfile: variable("PGPASSFILE"),
        roots: variable("PGSSLROOTCERT"),
        ..Surroundings::default()
    };
    let server = Server::parse(url, around).map_err(|fault| fault.to_string())?;
    Ok(Ledger::open_on_server(&server, Mode::Write)?)
}

fn freeze(ledger: &str, at: usize) -> Command {
    let amount = format!("{at}.25 EUR");
    let words = ["freeze", "--case", "c", "--in", "DE", "--kind", "cash", "--amount", &amount];
    let mut command = impound(ledger, &words);
    command.args(["--on", "2025-01-01", "--source", "s", "--anyway"]);
    command
}

fn impound(ledger: &str, words: &[&str]) -> Command {
    let mut command = Command::new(IMPOUND);
    command.arg("--ledger").arg(ledger).args(words);
    command
}

/// The same ledger behind a delay each way; `None` if its URL is not of one host and port.
fn behind_delay(url: &str) -> Outcome<Option<String>> {
    let Some((scheme, rest)) = url.split_once("://") else { return Ok(None) };
    let Some((authority, path)) = rest.split_once('/') else { return Ok(None) };
    let (user, place) = authority.rsplit_once('@').unwrap_or(("", authority));
    let Some((host, port)) = place.rsplit_once(':').filter(|(host, _)| !host.is_empty()) else { return Ok(None) };
    let to = (host.to_owned(), port.parse::<u16>()?);
    // The name in the certificate is that of the host, so the delay listens there too.
    let listener = TcpListener::bind((host, 0))?;
    let port = listener.local_addr()?.port();
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let Ok(server) = TcpStream::connect(&to) else { continue };
            // Otherwise each side would wait for the other's acknowledgement, which is late as well.
            if client.set_nodelay(true).and_then(|()| server.set_nodelay(true)).is_err() {
                continue;
            }
            for (from, to) in [(client.try_clone(), server.try_clone()), (Ok(server), Ok(client))] {
                if let (Ok(from), Ok(to)) = (from, to) {
                    late(from, to);
                }
            }
        }
    });
    let user = if user.is_empty() { String::new() } else { format!("{user}@") };
    Ok(Some(format!("{scheme}://{user}{host}:{port}/{path}")))
}

/// Passes on what is sent, later.
fn late(mut from: TcpStream, mut to: TcpStream) {
    let (pass, passed) = mpsc::channel::<(Instant, Vec<u8>)>();
    thread::spawn(move || {
        let mut buffer = [0; 1 << 16];
        while let Ok(length @ 1..) = from.read(&mut buffer) {
            if pass.send((Instant::now() + DELAY, buffer[..length].to_vec())).is_err() {
                return;
            }
        }
    });
    thread::spawn(move || {
        for (due, bytes) in passed {
            thread::sleep(due.saturating_duration_since(Instant::now()));
            if to.write_all(&bytes).is_err() {
                break;
            }
        }
        // It may be closed already.
        let _: std::io::Result<()> = to.shutdown(std::net::Shutdown::Write);
    });
}

fn row(work: &str, there: Figures, here: Figures, goal: &str) -> Outcome<()> {
    let [there_shown, here_shown] = [there, here].map(|of| format!("{} {}", of.milliseconds(), of.megabytes()));
    line([work, &there_shown, &here_shown, &ratio(there.time, here.time), goal])
}

fn line([work, there, here, ratio, goal]: [&str; 5]) -> Outcome<()> {
    Ok(writeln!(std::io::stdout(), "{work:<36} {there:<36} {here:<36} {ratio:<14} {goal}")?)
}
