//! A document for people: a title, the rows under their headings, and then the head of the ledger.
//!
//! Amounts are never cut or broken. What is too wide for the terminal even with wrapped text is written as records: a
//! block for each row, one value per line.

use std::io::{self, Write};

use anstyle::Style;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};
use unicode_width::UnicodeWidthStr;

use super::options::Options;
use super::origin;
use super::strip::{self, GAP, Strip, WIDEST};
use super::whole::{AtTheEnd, Whole};
use super::wrap::{joined, wrapped};
use crate::report::document::{Column, Grid, Layout, Outline, RateUsed, escape};

/// How many rates the foot names: the data formats have all of them.
const MOST_RATES: usize = 8;

/// Underlines the headings.
const RULE: char = '─';

/// The table of a terminal; each line ends in a line feed, without trailing blanks.
pub(super) struct Drawn;

/// Holds the rows until the column widths are known.
pub(super) type TableSink<'a> = AtTheEnd<'a, Drawn>;

impl Whole for Drawn {
    const NAME: &'static str = "table";
    const ENDING: &'static str = "txt";

    fn write(outline: &Outline, grids: Vec<Grid>, options: Options, out: &mut dyn Write) -> io::Result<()> {
        let room = options.width.unwrap_or(usize::MAX);
        let mut lines = title(&outline.meta().title, room, options);
        let several = grids.len() > 1;
        let mut left_out = 0;
        for grid in grids {
            let all = grid.rows().len();
            let grid = grid.without_empty_lines();
            left_out += all - grid.rows().len();
            if several {
                lines.extend(title(grid.frame().heading(), room, options));
            }
            lines.extend(body(&grid, room, options));
            lines.push(String::new());
        }
        let parts = origin::parts(outline).into_iter().chain(empty_lines(left_out)).collect::<Vec<_>>();
        lines.extend(joined(parts.iter().map(String::as_str), "; ", room));
        lines.extend(rates_foot(outline.rates(), room));
        for line in lines {
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// A title followed by a blank line.
fn title(text: &str, room: usize, options: Options) -> Vec<String> {
    let text = escape(text);
    let mut lines = headings(wrapped(&text, room), options);
    lines.push(String::new());
    lines
}

fn body(grid: &Grid, room: usize, options: Options) -> Vec<String> {
    if grid.rows().is_empty() {
        return vec!["no rows".to_owned()];
    }
    if grid.frame().layout() == Layout::Records {
        return records(grid, strip::shown(grid).collect(), room);
    }
    match strip::fitting(strip::of(grid), room) {
        Some((strips, widths)) => across(&strips, &widths, options),
        None => records(grid, strip::in_records(grid).collect(), room),
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

/// A block for each row: one line or more for each value that is present, and a blank line between blocks.
fn records(grid: &Grid, columns: Vec<(usize, &Column)>, room: usize) -> Vec<String> {
    let labels = columns.iter().map(|(_, column)| column.heading().width()).max().unwrap_or(0);
    let values = room.saturating_sub(labels + GAP);
    let mut lines = Vec::new();
    for (number, row) in grid.rows().iter().enumerate() {
        if number > 0 {
            lines.push(String::new());
        }
        for (column, cell) in columns.iter().filter_map(|(at, column)| Some((column, row.get(*at)?))) {
            let Some(text) = strip::text(column, cell) else { continue };
            let wraps = column.role().is_free_text();
            let mut label = column.heading();
            for value in if wraps { wrapped(&text, values) } else { vec![text] } {
                lines.push(format!("{label:<0$}{value}", labels + GAP));
                label.clear();
            }
        }
    }
    lines
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

/// How many lines without any figure a table leaves out; `None` if it has them all.
fn empty_lines(left_out: usize) -> Option<String> {
    match left_out {
        0 => None,
        1 => Some("1 empty line left out".to_owned()),
        lines => Some(format!("{lines} empty lines left out")),
    }
}

/// The rates used; only the first ones if there are many.
fn rates_foot(rates: &[RateUsed], room: usize) -> Vec<String> {
    let mut parts = origin::rates(rates);
    let more = parts.len().saturating_sub(MOST_RATES);
    parts.truncate(MOST_RATES);
    if more > 0 {
        parts.push(format!("and {more} more"));
    }
    if let Some(first) = parts.first_mut() {
        first.insert_str(0, "rates: ");
    }
    joined(parts.iter().map(String::as_str), "; ", room)
}

/// Lines in bold if colour is enabled.
fn headings(lines: Vec<String>, options: Options) -> Vec<String> {
    if !options.color {
        return lines;
    }
    let bold = Style::new().bold();
    lines.into_iter().map(|line| format!("{}{}{}", bold.render(), line.trim_end(), bold.render_reset())).collect()
}
