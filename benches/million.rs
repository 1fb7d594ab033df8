//! A million rows, compared with `sqlite3` and DuckDB doing the same on the same machine in the same run: `cargo bench
//! --bench million`, or `cargo bench --bench million -- --rows 100000 --file ROWS.csv`.
//!
//! The rows are generated unless a file with impound's own columns is given. If `sqlite3` or `duckdb` is not installed,
//! figures that need it as a yardstick have no ratio.

mod measure;

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use measure::{Figures, Outcome, median, middle, ratio, run};

const IMPOUND: &str = env!("CARGO_BIN_EXE_impound");
const COLUMNS: &str = "ref,case,action,date,jurisdictions,kind,amount,currency,authority,asset,source";
/// A day in the middle of the rows.
const MIDDLE: &str = "2019-12-31";

struct Bench {
    directory: PathBuf,
    rows: usize,
    sqlite: bool,
    duckdb: bool,
}

fn main() -> Outcome<()> {
    let words: Vec<String> = std::env::args().collect();
    let value = |flag: &str| words.iter().position(|word| word == flag).and_then(|at| words.get(at + 1));
    let rows = value("--rows").map_or(Ok(1_000_000), |rows| rows.parse())?;
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("million");
    if directory.exists() {
        std::fs::remove_dir_all(&directory)?;
    }
    std::fs::create_dir_all(&directory)?;
    let bench = Bench { sqlite: is_installed("sqlite3"), duckdb: is_installed("duckdb"), directory, rows };
    let file = match value("--file") {
        Some(file) => PathBuf::from(file),
        None => bench.made(rows)?,
    };
    line(["work", "impound", "memory", "beside", "ratio", "goal"])?;
    bench.import(&file)?;
    bench.totals()?;
    bench.as_of()?;
    bench.register()?;
    bench.verify()?;
    bench.recording()?;
    bench.finding()
}

impl Bench {
    fn path(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    fn import(&self, file: &Path) -> Outcome<()> {
        let small = self.made(self.rows / 10)?;
        let few = self.made(10_000)?;
        let beside = self.sqlite.then(|| self.sqlite_import(file)).transpose()?;
        let ours = self.imported(file, "large.db")?;
        let tenth = self.imported(&small, "tenth.db")?;
        self.imported(&few, "few.db")?;
        self.row(
            &format!("import of {} rows", self.rows),
            ours,
            beside.map(|beside| ("sqlite3 .import", beside)),
            "≤ 2",
        )?;
        let times = ours.memory * 100 / tenth.memory.max(1);
        let times = format!("{}.{:02} × the memory", times / 100, times % 100);
        line(["import of a tenth of them", &tenth.milliseconds(), &tenth.megabytes(), "", &times, "≤ 1.5 ×"])?;
        if self.duckdb {
            let create = format!(
                "CREATE TABLE a AS SELECT * FROM read_csv('{}', header = true, all_varchar = true); \
                 ALTER TABLE a ADD COLUMN figure DECIMAL(38,18); \
                 UPDATE a SET figure = TRY_CAST(ltrim(amount, '<>=~') AS DECIMAL(38,18))",
                file.display()
            );
            let mut command = Command::new("duckdb");
            command.arg(self.path("rows.duckdb")).arg(create);
            run(command, None)?;
        }
        Ok(())
    }

    fn sqlite_import(&self, file: &Path) -> Outcome<Figures> {
        let columns: Vec<String> = COLUMNS.split(',').map(|column| format!("\"{column}\" TEXT")).collect();
        let columns = columns.join(", ").replacen("TEXT", "TEXT UNIQUE", 1);
        let table = format!("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE a ({columns})");
        run(self.sqlite(&[&table]), None)?;
        run(
            self.sqlite(&["PRAGMA synchronous=FULL", ".mode csv", &format!(".import --skip 1 {} a", file.display())]),
            None,
        )
    }

    fn imported(&self, file: &Path, ledger: &str) -> Outcome<Figures> {
        run(self.impound(ledger, &["init"]), None)?;
        let file = file.to_str().ok_or("the path is not UTF-8")?;
        run(self.impound(ledger, &["import", file, "--open-missing"]), None)
    }

    /// Holdings and actions, from kept totals.
    fn totals(&self) -> Outcome<()> {
        for (words, dimensions) in [
            (
                &["report", "holdings", "--by", "jurisdiction,stage", "--format", "csv"][..],
                "jurisdictions,currency,action",
            ),
            (
                &["report", "actions", "--by", "jurisdiction,action,year", "--format", "csv"],
                "jurisdictions,currency,action,date[:4]",
            ),
        ] {
            let sql = format!("SELECT {dimensions}, count(*), sum(figure) FROM a GROUP BY ALL");
            let beside = self.duckdb.then(|| median(5, || self.duckdb(&sql))).transpose()?;
            let ours = median(9, || self.impound("large.db", words))?;
            let few = median(9, || self.impound("few.db", words))?;
            let name = format!("{} {}", words[0], words[1]);
            self.row(&name, ours, beside.map(|beside| ("duckdb GROUP BY", beside)), "≤ 20 ms, ≤ 0.2")?;
            let times = format!("{} × the time", ratio(ours.time, few.time));
            line([&format!("{name} of 10,000"), &few.milliseconds(), &few.megabytes(), "", &times, "≤ 1.3 ×"])?;
        }
        Ok(())
    }

    fn as_of(&self) -> Outcome<()> {
        for (report, by) in [("holdings", "jurisdiction,stage"), ("actions", "jurisdiction,action,year")] {
            let sql = format!(
                "SELECT jurisdictions, currency, action, count(*), sum(amount) FROM a WHERE date <= '{MIDDLE}' GROUP BY 1, 2, 3"
            );
            let beside = self.sqlite.then(|| median(3, || self.sqlite(&["-csv", &sql]))).transpose()?;
            let words = ["report", report, "--by", by, "--as-of", MIDDLE, "--format", "csv"];
            let ours = median(3, || self.impound("large.db", &words))?;
            let name = format!("report {report} --as-of {MIDDLE}");
            self.row(&name, ours, beside.map(|beside| ("sqlite3 GROUP BY", beside)), "≤ 1")?;
        }
        Ok(())
    }

    /// The register, by the byte.
    fn register(&self) -> Outcome<()> {
        let (ours, theirs) = (self.path("register.csv"), self.path("sqlite.csv"));
        let figures = run(self.impound("large.db", &["report", "register", "--format", "csv"]), Some(&ours))?;
        let size = std::fs::metadata(&ours)?.len();
        let mut beside = None;
        if self.sqlite {
            let taken = run(self.sqlite(&["-csv", "SELECT * FROM a"]), Some(&theirs))?;
            let its_size = u128::from(std::fs::metadata(&theirs)?.len()).max(1);
            // What sqlite3 would take for as many bytes.
            let micros = taken.time.as_micros() * u128::from(size) / its_size;
            beside =
                Some(("sqlite3 -csv, per byte", Figures { time: Duration::from_micros(micros.try_into()?), ..taken }));
        }
        self.row(&format!("report register, {} MB", size >> 20), figures, beside, "≤ 1")
    }

    fn verify(&self) -> Outcome<()> {
        let figures = run(self.impound("large.db", &["verify"]), None)?;
        let rate = self.rows as u128 * 1_000_000 / figures.time.as_micros().max(1);
        let rate = format!("{rate} entries a second");
        line(["verify", &figures.milliseconds(), &figures.megabytes(), "", &rate, "≥ 300000, ≤ 100 MB"])
    }

    /// A recording command on the large ledger, alternating with one on an empty ledger.
    fn recording(&self) -> Outcome<()> {
        let small = self.made(20)?;
        self.imported(&small, "empty.db")?;
        let freeze = |ledger| {
            let words = ["freeze", "--case", "C0000001", "--in", "DE", "--kind", "cash", "--amount", "5.00 EUR"];
            let mut command = self.impound(ledger, &words);
            command.args(["--on", "2025-01-01", "--source", "bench", "--anyway"]);
            command
        };
        let (mut large, mut empty) = (Vec::new(), Vec::new());
        for _ in 0..21 {
            large.push(run(freeze("large.db"), None)?);
            empty.push(run(freeze("empty.db"), None)?);
        }
        self.row("freeze", middle(large), Some(("on an empty ledger", middle(empty))), "≤ 1.2")
    }

    /// The index of words: read for the first time, after one more entry, and asked.
    fn finding(&self) -> Outcome<()> {
        let cache = self.path("cache");
        let find = |words: &[&str]| {
            let mut command = self.impound("large.db", &["find", "--format", "csv", "--quiet"]);
            command.args(words).env("XDG_CACHE_HOME", &cache);
            command
        };
        self.row("find, the first time", run(find(&["office"]), None)?, None, "")?;
        let file = std::fs::read_dir(cache.join("impound").join("find"))?.flatten().map(|file| file.path());
        let size: u64 = file.filter_map(|file| std::fs::metadata(file).ok()).map(|file| file.len()).sum();
        let words = ["case", "event", "C0000001", "--on", "2024", "--what", "a ferrari", "--source", "bench"];
        run(self.impound("large.db", &words), None)?;
        self.row(&format!("after one entry, {} MB", size >> 20), run(find(&["ferrari"]), None)?, None, "≤ 50 ms")?;
        for asked in [&["ferrari"][..], &["office"], &["office", "vehicle"], &["offi"], &["ffic", "--kind", "cash"]] {
            let times: Outcome<Vec<Figures>> = (0..11).map(|_| run(find(asked), None)).collect();
            self.row(&format!("find {}", asked.join(" ")), middle(times?), None, "≤ 50 ms")?;
        }
        Ok(())
    }

    fn row(&self, work: &str, ours: Figures, beside: Option<(&str, Figures)>, goal: &str) -> Outcome<()> {
        let (name, times) = beside.map_or(("not installed".to_owned(), String::new()), |(name, beside)| {
            (format!("{name} {}", beside.milliseconds()), ratio(ours.time, beside.time))
        });
        line([work, &ours.milliseconds(), &ours.megabytes(), &name, &times, goal])
    }

    fn impound(&self, ledger: &str, words: &[&str]) -> Command {
        let mut command = Command::new(IMPOUND);
        command.arg("--ledger").arg(self.path(ledger)).args(words).env("IMPOUND_RECORDED_BY", "bench");
        command
    }

    fn sqlite(&self, words: &[&str]) -> Command {
        let mut command = Command::new("sqlite3");
        let (options, statements): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| word.starts_with('-'));
        command.args(options).arg(self.path("rows.sqlite")).args(statements);
        command
    }

    fn duckdb(&self, sql: &str) -> Command {
        let mut command = Command::new("duckdb");
        command.args(["-readonly", "-csv"]).arg(self.path("rows.duckdb")).arg(sql);
        command
    }

    /// Generates a file with this many rows over ten years: freezes and seizures of new assets, and later seizures and
    /// releases of earlier ones; one in 25 new assets is a pool, and one amount in ten is bounded, approximate or not
    /// stated.
    fn made(&self, rows: usize) -> Outcome<PathBuf> {
        const PLACES: [&str; 12] = ["DE", "IT", "FR", "ES", "NL", "BE", "PL", "RO", "BG", "HU", "LT", "GB"];
        const UNITS: [(&str, u32); 6] = [("EUR", 2), ("EUR", 2), ("USD", 2), ("JPY", 0), ("KWD", 3), ("BTC", 8)];
        const KINDS: [&str; 5] = ["bank-account", "cash", "vehicle", "real-estate", "other"];
        let path = self.path(&format!("rows-{rows}.csv"));
        let mut out = BufWriter::new(std::fs::File::create(&path)?);
        writeln!(out, "{COLUMNS}")?;
        let mut dice = Dice(20_240_917);
        let mut held: Vec<(usize, String, bool)> = Vec::new();
        for n in 0..rows {
            let day =
                jiff::civil::date(2015, 1, 1).checked_add(jiff::Span::new().days(i64::try_from(n * 3650 / rows)?))?;
            let kind = dice.below(100);
            if kind >= 75 && !held.is_empty() {
                let at = dice.below(held.len());
                let (asset, case, frozen) = held.swap_remove(at);
                let action = if frozen && kind < 90 { "seize" } else { "release" };
                writeln!(out, "R{n:08},{case},{action},{day},,,,,The Office,@R{asset:08},bench")?;
                if action == "seize" {
                    held.push((asset, case, false));
                }
                continue;
            }
            let case = format!("C{:07}", dice.below(rows / 20 + 1) + 1);
            let place = PLACES[dice.below(PLACES.len())];
            let places = if dice.below(25) == 0 { format!("\"{place},SE\"") } else { place.to_owned() };
            let (unit, decimals) = UNITS[dice.below(UNITS.len())];
            let figure = impound::domain::scaled_text(
                dice.below(1_000_000_000) as i128 + 1,
                impound::domain::Digits::exactly(decimals),
            );
            let amount = match dice.below(50) {
                0 | 1 => format!(">{figure}"),
                2 => format!("<={figure}"),
                3 | 4 => "unstated".to_owned(),
                5 => format!("~{figure}"),
                _ => figure,
            };
            let action = if kind < 55 { "freeze" } else { "seize" };
            let kind = KINDS[dice.below(KINDS.len())];
            writeln!(
                out,
                "R{n:08},{case},{action},{day},{places},{kind},{amount},{unit},The Office of {place},,bench"
            )?;
            held.push((n, case, action == "freeze"));
        }
        out.flush()?;
        Ok(path)
    }
}

/// A generator of the same numbers in each run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit.max(1) as u64) as usize
    }
}

fn is_installed(program: &str) -> bool {
    let asked = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    asked.is_ok_and(|status| status.success())
}

fn line([work, ours, memory, beside, ratio, goal]: [&str; 6]) -> Outcome<()> {
    Ok(writeln!(std::io::stdout(), "{work:<38} {ours:>13} {memory:>7}  {beside:<36} {ratio:<26} {goal}")?)
}
