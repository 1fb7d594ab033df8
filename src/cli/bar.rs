//! The progress bar of long work on a ledger: on a terminal, how far it is, how fast, and how long it still takes.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shows how many entries have been read.
pub(super) struct Bar(ProgressBar);

/// How often it is redrawn at most, per second.
const DRAWN: u8 = 8;

impl Bar {
    /// A bar for a number of entries; a hidden one costs nothing.
    pub(super) fn of_entries(entries: u64, shown: bool) -> Bar {
        let target = if shown { ProgressDrawTarget::stderr_with_hz(DRAWN) } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(entries), target);
        let template = "{bar:30} {percent}%  {human_pos} entries, {per_sec}, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Bar(bar)
    }

    /// A bar for work in several parts; [`Bar::part`] reports the progress of each.
    pub(super) fn of_parts(shown: bool) -> Bar {
        let target = if shown { ProgressDrawTarget::stderr_with_hz(DRAWN) } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(1), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {percent}%  {msg}, {eta} left") {
            bar.set_style(style);
        }
        Bar(bar)
    }

    /// Reports the progress of a part.
    pub(super) fn part(&self, name: &'static str, done: u64, of: u64) {
        if !self.0.is_hidden() {
            self.0.set_message(name);
            self.0.set_length(of.max(1));
            self.0.set_position(done);
        }
    }

    /// Reports how many entries have been read.
    pub(super) fn at(&self, entries: u64) {
        if !self.0.is_hidden() {
            self.0.set_position(entries);
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
