//! The Coco case from the first command to the reports: `cargo run --example coco`.
//!
//! Runs the commands in `coco.sh` on a fresh ledger, printing each with its output, then prints the reports and saves
//! them as CSV files beside the ledger, in `target/coco/`, with the case as one page.

use std::error::Error;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use impound::cli::{self, Context};

/// The case's reports, as a user would request them.
const REPORTS: [(&str, &[&str]); 7] = [
    ("holdings", &["--by", "jurisdiction,stage,kind"]),
    ("actions", &["--by", "jurisdiction,action"]),
    ("jurisdictions", &[]),
    ("pools", &[]),
    ("claims", &[]),
    ("readings", &[]),
    ("register", &[]),
];

fn main() -> Result<(), Box<dyn Error>> {
    let directory = fresh_directory()?;
    let ledger = directory.join("ledger.db");
    for command in commands(include_str!("coco.sh")) {
        show(&format!("$ {command}"))?;
        let words = shlex::split(&command).ok_or("coco.sh has a quote that is not closed")?;
        run(&ledger, words)?;
    }
    for (report, flags) in REPORTS {
        show(&format!("\n$ impound report {report} {}", flags.join(" ")))?;
        let words = ["impound", "report", report].into_iter().chain(flags.iter().copied());
        run(&ledger, words.clone().map(str::to_owned).collect())?;
        let file = directory.join(format!("{report}.csv"));
        let csv = ["--format", "csv", "--output", file.to_str().ok_or("the path is not UTF-8")?];
        run(&ledger, words.chain(csv).map(str::to_owned).collect())?;
    }
    let page = directory.join("dossier.html");
    let export = ["impound", "export", "dossier", page.to_str().ok_or("the path is not UTF-8")?, "--case", "coco"];
    run(&ledger, export.map(str::to_owned).into())?;
    show(&format!("\nThe ledger, the reports as CSV files and the dossier are in {}", directory.display()))
}

/// The commands of a shell script, one per line, without comments.
fn commands(script: &str) -> Vec<String> {
    let joined = script.replace("\\\n", " ");
    let lines = joined.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| line.starts_with("impound ")).collect()
}

fn run(ledger: &Path, mut words: Vec<String>) -> Result<(), Box<dyn Error>> {
    words.extend(["--ledger".to_owned(), ledger.to_str().ok_or("the path is not UTF-8")?.to_owned()]);
    let words: Vec<OsString> = words.into_iter().map(OsString::from).collect();
    match cli::run(&words, &mut Context::of_process()) {
        0 => Ok(()),
        code => Err(format!("the command failed with exit code {code}").into()),
    }
}

fn fresh_directory() -> Result<PathBuf, Box<dyn Error>> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("target").join("coco");
    if directory.exists() {
        std::fs::remove_dir_all(&directory)?;
    }
    std::fs::create_dir_all(&directory)?;
    Ok(directory)
}

#[allow(clippy::print_stdout, reason = "an example prints")]
fn show(line: &str) -> Result<(), Box<dyn Error>> {
    println!("{line}");
    Ok(())
}
