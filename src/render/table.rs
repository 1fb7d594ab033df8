//! A document for people: a title, the rows under their headings, and the head of the ledger behind them.
//!
//! Amounts are never cut or broken. A table too wide for the terminal even with wrapped text is written vertically,
//! one field per line.

use std::io::{self, Write};

use anstyle::Style;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};
use unicode_width::UnicodeWidthStr;

use super::options::Options;
use super::sink::{Form, Sink, Writes, no_section};
use super::strip::{self, GAP, Strip, WIDEST};
use crate::report::document::{Cell, Column, Frame, Grid, Meta, Outline, RateUsed, Role, Verified, escape};

/// How many digits of the ledger's digest to show: enough to tell two ledgers apart, few enough to read aloud.
const DIGEST_DIGITS: usize = 16;

/// The narrowest column of values in a vertical table.
const NARROWEST_VALUE: usize = 12;

/// How many rates the foot names: the data formats have all of them.
const MOST_RATES: usize = 8;

/// Underlines the headings.
const RULE: char = '─';

/// Holds the rows until the column widths are known; each line ends in a line feed, without trailing blanks.
pub(super) struct TableSink<'a> {
    meta: Meta,
    rates: Vec<RateUsed>,
    options: Options,
    sections: Vec<(Frame, Vec<Vec<Cell>>)>,
    out: &'a mut dyn Write,
}

impl<'a> Form<'a> for TableSink<'a> {
    const NAME: &'static str = "table";
    const ENDING: &'static str = "txt";
    const WRITES: Writes = Writes::AtTheEnd;

    fn begin(outline: &Outline, options: Options, out: &'a mut dyn Write) -> io::Result<TableSink<'a>> {
        let (meta, rates) = (outline.meta().clone(), outline.rates().to_vec());
        Ok(TableSink { meta, rates, options, sections: Vec::new(), out })
    }
}

impl Sink for TableSink<'_> {
    fn section(&mut self, frame: &Frame) -> io::Result<()> {
        self.sections.push((frame.clone(), Vec::new()));
        Ok(())
    }

    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let (_, rows) = self.sections.last_mut().ok_or_else(no_section)?;
        rows.push(cells.to_vec());
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let TableSink { meta, rates, options, sections, out } = *self;
        let room = options.width.unwrap_or(usize::MAX);
        let mut lines = title(&meta.title, room, options);
        let several = sections.len() > 1;
        let mut left_out = 0;
        for (frame, mut rows) in sections {
            let all = rows.len();
            rows.retain(|row| !frame.is_empty_line(row));
            left_out += all - rows.len();
            let grid = Grid::new(frame, rows).map_err(io::Error::other)?;
            if several {
                lines.extend(title(grid.frame().heading(), room, options));
            }
            lines.extend(body(&grid, room, options));
            lines.push(String::new());
        }
        lines.extend(foot(&meta, left_out, room));
        lines.extend(rates_foot(&rates, room));
        for line in lines {
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// A title followed by a blank line.
fn title(text: &str, room: usize, options: Options) -> Vec<String> {
    let text = escape(text);
    let mut lines = headings(wrapped(text.split(' '), " ", room), options);
    lines.push(String::new());
    lines
}

fn body(grid: &Grid, room: usize, options: Options) -> Vec<String> {
    if grid.rows().is_empty() {
        return vec!["no rows".to_owned()];
    }
    let strips = strip::of(grid);
    match strip::widths(&strips, room) {
        Some(widths) => across(&strips, &widths, options),
        None => down(grid, room),
    }
}

/// One or more lines per row, under headings.
fn across(strips: &[Strip], widths: &[usize], options: Options) -> Vec<String> {
    let mut table = Table::new();
    let rule = LineStyle::none().fill(RULE);
    table.load_style(TableStyle::new().header_separator(rule));
    table.set_header(strips.iter().map(|strip| strip.heading.as_str()));
    for row in 0..strips.iter().map(|strip| strip.texts.len()).max().unwrap_or(0) {
        table.add_row(strips.iter().map(|strip| strip.texts.get(row).map_or("", String::as_str)));
    }
    draw_within(&mut table, widths);
    for (column, strip) in table.column_iter_mut().zip(strips) {
        column.set_cell_alignment(if strip.role.is_numeric() { CellAlignment::Right } else { CellAlignment::Left });
    }
    let mut lines: Vec<String> = table.lines().collect();
    let rule = lines.iter().position(|line| line.chars().all(|c| c == RULE)).unwrap_or(0);
    let rows = lines.split_off(rule);
    let mut lines = headings(lines, options);
    lines.extend(rows);
    lines
}

/// One or more lines per field that is present, and a blank line between rows.
fn down(grid: &Grid, room: usize) -> Vec<String> {
    let columns: Vec<(usize, &Column)> = strip::shown(grid).collect();
    let labels = columns.iter().map(|(_, column)| column.heading().len()).max().unwrap_or(0);
    let mut table = Table::new();
    table.load_style(TableStyle::new());
    let (mut amounts, mut widest) = (NARROWEST_VALUE, 0);
    for (number, row) in grid.rows().iter().enumerate() {
        if number > 0 {
            table.add_row(["", ""]);
        }
        for (column, cell) in columns.iter().filter_map(|(at, column)| Some((column, row.get(*at)?))) {
            let Some(text) = strip::alone(cell) else { continue };
            widest = widest.max(text.width());
            if matches!(column.role(), Role::Amount(_)) {
                amounts = amounts.max(text.width());
            }
            table.add_row([column.heading(), text]);
        }
    }
    let values = room.saturating_sub(labels + GAP).max(amounts).min(widest);
    draw_within(&mut table, &[labels, values]);
    table.lines().collect()
}

/// Fixes the widths of the table's columns.
fn draw_within(table: &mut Table, widths: &[usize]) {
    table.set_content_arrangement(ContentArrangement::Disabled);
    let last = widths.len().saturating_sub(1);
    for ((index, column), width) in table.column_iter_mut().enumerate().zip(widths) {
        let gap = if index == last { 0 } else { GAP };
        let fixed = |width: usize| u16::try_from(width.min(WIDEST + GAP)).unwrap_or(u16::MAX);
        column.set_padding((0, fixed(gap)));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(fixed(width + gap))));
    }
}

/// What the report is based on, so that it can be reproduced and checked.
fn foot(meta: &Meta, left_out: usize, room: usize) -> Vec<String> {
    let digest: String = meta.digest.chars().take(DIGEST_DIGITS).collect();
    let head = format!("ledger at entry {}, {digest}", meta.entry);
    let filter = |(name, value): &(String, String)| match value.as_str() {
        "true" => name.replace('_', " "),
        value => format!("{} {}", name.replace('_', " "), escape(value)),
    };
    let verified = match meta.verified {
        Verified::Unsaid => None,
        Verified::Never => Some("not verified".to_owned()),
        Verified::UpTo(entry) => Some(format!("verified up to entry {entry}")),
    };
    let unplaced = meta.unplaced.map(|assets| format!("unplaced {assets}"));
    let empty = match left_out {
        0 => None,
        1 => Some("1 empty line left out".to_owned()),
        lines => Some(format!("{lines} empty lines left out")),
    };
    let filters = meta.filters.iter().map(filter);
    let parts: Vec<String> =
        std::iter::once(head).chain(verified).chain(filters).chain(unplaced).chain(empty).collect();
    wrapped(parts.iter().map(String::as_str), "; ", room)
}

/// The rates that were used: the first of them, where there are many.
fn rates_foot(rates: &[RateUsed], room: usize) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for RateUsed { date, rate, orientation, set, .. } in rates {
        let part = format!("{rate} {orientation}, {date} ({})", escape(set));
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    let more = parts.len().saturating_sub(MOST_RATES);
    parts.truncate(MOST_RATES);
    if more > 0 {
        parts.push(format!("and {more} more"));
    }
    if let Some(first) = parts.first_mut() {
        first.insert_str(0, "rates: ");
    }
    wrapped(parts.iter().map(String::as_str), "; ", room)
}

/// The parts joined, on as many lines as needed; a part wider than the room has its own line.
fn wrapped<'a>(parts: impl Iterator<Item = &'a str>, joint: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if line.width() + joint.width() + part.width() <= room => {
                line.push_str(joint);
                line.push_str(part);
            }
            Some(line) => {
                line.push_str(joint.trim_end());
                lines.push(part.to_owned());
            }
            None => lines.push(part.to_owned()),
        }
    }
    lines
}

/// Lines in bold if colour is enabled.
fn headings(lines: Vec<String>, options: Options) -> Vec<String> {
    if !options.color {
        return lines;
    }
    let bold = Style::new().bold();
    lines.into_iter().map(|line| format!("{}{}{}", bold.render(), line.trim_end(), bold.render_reset())).collect()
}
