//! The bar of long work on a ledger: on a terminal, how far it is, how fast, and how long it will take yet.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How many entries have been read.
pub(super) struct Bar(ProgressBar);

/// How often a second it is drawn at most.
const DRAWN: u8 = 8;

impl Bar {
    /// A bar of so many entries; one that is not shown costs nothing.
    pub(super) fn of_entries(entries: u64, shown: bool) -> Bar {
        let target = if shown { ProgressDrawTarget::stderr_with_hz(DRAWN) } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(entries), target);
        let template = "{bar:30} {percent}%  {human_pos} entries, {per_sec}, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Bar(bar)
    }

    /// A bar of work that has several parts, of which [`Bar::part`] says how far each is.
    pub(super) fn of_parts(shown: bool) -> Bar {
        let target = if shown { ProgressDrawTarget::stderr_with_hz(DRAWN) } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(1), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {percent}%  {msg}, {eta} left") {
            bar.set_style(style);
        }
        Bar(bar)
    }

    /// Says how far a part is.
    pub(super) fn part(&self, name: &'static str, done: u64, of: u64) {
        if !self.0.is_hidden() {
            self.0.set_message(name);
            self.0.set_length(of.max(1));
            self.0.set_position(done);
        }
    }

    /// Says that so many have been read.
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
