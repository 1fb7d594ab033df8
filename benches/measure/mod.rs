//! Times processes from outside: how long each took, and its peak memory.

use std::error::Error;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// The time and memory a process used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Figures {
    /// The time from start to end.
    pub(crate) time: Duration,
    /// Peak memory in kilobytes; 0 if the system does not report it.
    pub(crate) memory: u64,
}

impl Figures {
    /// The time in milliseconds, with one decimal.
    pub(crate) fn milliseconds(self) -> String {
        let tenths = self.time.as_micros() / 100;
        format!("{}.{} ms", tenths / 10, tenths % 10)
    }

    /// The memory in megabytes.
    pub(crate) fn megabytes(self) -> String {
        format!("{} MB", self.memory / 1024)
    }
}

/// Runs a command to its end, with its output to a file or discarded.
pub(crate) fn run(mut command: Command, output: Option<&Path>) -> Outcome<Figures> {
    let output = output.map_or(Ok(Stdio::null()), |file| File::create(file).map(Stdio::from))?;
    let begun = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(output).stderr(Stdio::piped()).spawn()?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut memory = 0;
    let done = loop {
        memory = peak(&status).unwrap_or(0).max(memory);
        match child.try_wait()? {
            Some(done) => break done,
            None => std::thread::sleep(Duration::from_micros(200)),
        }
    };
    let time = begun.elapsed();
    if !done.success() {
        let mut said = String::new();
        std::io::Read::read_to_string(&mut child.stderr.take().ok_or("no standard error")?, &mut said)?;
        return Err(format!("{command:?} failed: {said}").into());
    }
    Ok(Figures { time, memory })
}

/// The median time of several runs, and the highest peak memory.
pub(crate) fn median(runs: usize, command: impl Fn() -> Command) -> Outcome<Figures> {
    (0..runs).map(|_| run(command(), None)).collect::<Outcome<Vec<_>>>().map(middle)
}

/// The median time of some figures, and the highest peak memory.
pub(crate) fn middle(mut figures: Vec<Figures>) -> Figures {
    let memory = figures.iter().map(|figures| figures.memory).max().unwrap_or(0);
    figures.sort();
    Figures { time: figures[figures.len() / 2].time, memory }
}

/// The ratio of two figures, with two decimals.
pub(crate) fn ratio(ours: Duration, theirs: Duration) -> String {
    let hundredths = ours.as_micros() * 100 / theirs.as_micros().max(1);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The peak memory of a process so far, in kilobytes, as Linux reports it.
fn peak(status: &Path) -> Option<u64> {
    let text = std::fs::read_to_string(status).ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
