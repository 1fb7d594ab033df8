//! The progress bar of an import: on a terminal, how far it is, how fast, and how long it still takes.

use std::io::{self, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::intake::read::{Format, Opened};

/// How far an import is.
pub(super) struct Progress {
    bar: ProgressBar,
    rows: u64,
    /// How many bytes of the file make one byte of its text.
    width: u64,
}

/// How often the bar is redrawn at most, per second.
const DRAWN: u8 = 8;

/// A file whose size shows the progress.
const OF_BYTES: &str = "{bar:30} {percent}%  {msg}, {eta} left";

/// A spreadsheet, whose number of rows is known only at its end.
const OF_ROWS: &str = "{spinner} {msg}";

impl Progress {
    /// The progress of a file, shown only on a terminal.
    pub(super) fn begin(opened: &Opened, shown: bool) -> Progress {
        let detected = opened.detected();
        let is_csv = detected.format == Format::Csv;
        let target = if shown { ProgressDrawTarget::stderr_with_hz(DRAWN) } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(is_csv.then_some(detected.size), target);
        let template = if is_csv { OF_BYTES } else { OF_ROWS };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        let wide = detected.encoding.is_some_and(|encoding| encoding.starts_with("UTF-16"));
        Progress { bar, rows: 0, width: if wide { 2 } else { 1 } }
    }

    /// Advances by some rows, which took about this many bytes.
    pub(super) fn advance(&mut self, rows: usize, bytes: u64) {
        self.rows += rows as u64;
        if self.bar.is_hidden() {
            return;
        }
        let milliseconds = u64::try_from(self.bar.elapsed().as_millis()).unwrap_or(u64::MAX).max(1);
        let rate = self.rows.saturating_mul(1_000) / milliseconds;
        self.bar.set_message(format!("{} rows, {rate} a second", self.rows));
        self.bar.inc(bytes.saturating_mul(self.width));
    }

    /// Writes a message with the bar out of the way.
    pub(super) fn suspend(&self, out: &mut dyn Write, message: &str) {
        // If standard error is closed, there is nowhere left to report it.
        let _: io::Result<()> = self.bar.suspend(|| out.write_all(message.as_bytes()));
    }

    /// Removes the bar.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
