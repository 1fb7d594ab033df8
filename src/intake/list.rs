//! Reads a custodian's list: each row names an asset and says how much of it there is. No row becomes a draft.
//!
//! A map reads it as in an import, but only the columns that name an asset or its amount count.

use std::sync::Arc;

use crate::domain::{Amount, AssetRef, EntryRef, Fault, Identifier, Listed, Unit, text};

use super::amount::{self, Manner, Said};
use super::column::{Column, SEPARATOR};
use super::found::{Found, Place};
use super::map::{
    Around, Block, Expression, Fate, Figure, Header, Heading, Line, Map, Rows, Slot, Style, Told, Turn, keyed,
};
use super::read::RowFault;
use super::table::Row;
use super::take::Intake;

/// The rows of a list, and everything that is wrong with them.
#[derive(Debug, Default)]
pub struct Listing {
    /// The rows that could be read.
    pub rows: Vec<Listed>,
    /// The faults, each with its place.
    pub faults: Vec<(Place, Found)>,
}

/// The columns of a list, with their headings in a list without a map.
const OWN: [(Column, &[&str]); 5] = [
    (Column::Asset, &["asset"]),
    (Column::Ref, &["ref", "reference"]),
    (Column::Identifiers, &["identifiers", "identifier"]),
    (Column::Amount, &["amount"]),
    (Column::Currency, &["currency"]),
];

/// The columns that name an asset.
const NAMING: [Column; 3] = [Column::Asset, Column::Ref, Column::Identifiers];

impl Intake<'_> {
    /// Reads the file as a list. Without a map its columns are `asset`, `ref` or `identifiers`, `amount` and `currency`;
    /// others are passed over.
    ///
    /// # Errors
    /// A table does not match the map, or names no assets or amounts.
    pub fn list(&self) -> Result<Listing, Fault> {
        let mut listing = Listing::default();
        for (_, sheet) in self.sheets()? {
            self.list_sheet(&sheet, &mut listing).map_err(|fault| match self.is_csv() {
                true => fault,
                false => fault.at(format!("sheet {}", text::quote(&sheet))),
            })?;
        }
        Ok(listing)
    }

    fn list_sheet(&self, sheet: &Arc<str>, listing: &mut Listing) -> Result<(), Fault> {
        let mut rows = self.opened().rows(sheet)?;
        let (header, _, first) = self.header(&mut rows)?;
        let own = if self.map().is_some() { None } else { Some(own_map(&header)?) };
        let Some(map) = self.map().or(own.as_ref()) else { return Ok(()) };
        let mut list = List::new(map, &header)?;
        let around = Around { file: self.name(), sheet, guarded: self.guarded() };
        for row in first.into_iter().map(Ok).chain(rows) {
            let place = |line| Place { sheet: (!self.is_csv()).then(|| Arc::clone(sheet)), line };
            match row {
                Err(RowFault { line, fault }) => listing.faults.push((place(line), Found::of_row(fault))),
                Ok(mut row) => match list.rows.fate(&mut row, around) {
                    Ok(Fate::Skipped(_)) => {}
                    Ok(Fate::Ends(_)) => break,
                    Err(fault) => listing.faults.push((place(row.line), Found::of_row(fault))),
                    Ok(Fate::Counts) => {
                        let place = place(row.line);
                        match list.read(&row, around, &place) {
                            Ok(listed) => listing.rows.push(listed),
                            Err(found) => {
                                listing.faults.extend(found.into_iter().map(|found| (place.clone(), found)));
                            }
                        }
                    }
                },
            }
        }
        Ok(())
    }
}

/// A map for a table whose columns have the names of a list.
fn own_map(header: &Header) -> Result<Map, Fault> {
    let mut map = String::from("[columns]\n");
    for (column, headings) in OWN {
        let known = headings.iter().find(|heading| header.has_all(&[(**heading).to_owned()]));
        let split = if column == Column::Identifiers { format!(", split = \"{SEPARATOR}\"") } else { String::new() };
        map.extend(known.map(|heading| format!("{column} = {{ from = \"{heading}\"{split} }}\n")));
    }
    Map::of_list(&map).map_err(|_| {
        Fault::new("a list needs a column asset, ref or identifiers, and a column amount")
            .hint("name them so in the header, or give a map that says which columns they are")
    })
}

/// A map with the columns of a list located in a table.
struct List {
    rows: Rows,
    key: Option<(String, Vec<Slot>)>,
    blocks: Vec<Block<Slot>>,
    labels: Vec<Block<Heading>>,
}

/// One row, read by one block of the map.
struct Reading<'l> {
    list: &'l List,
    number: usize,
    line: Line<'l>,
    faults: Vec<Found>,
}

impl List {
    fn new(map: &Map, header: &Header) -> Result<List, Fault> {
        let key = map.table.key.as_ref().map(|(name, headings)| {
            let slots = headings.iter().map(|heading| header.slot(heading)).collect::<Result<_, Fault>>()?;
            Ok::<_, Fault>((name.clone(), slots))
        });
        let blocks = map.actions.iter().map(|block| block.bind(header)).collect::<Result<_, Fault>>()?;
        let rows = Rows::bind((&map.skip, &map.end, &map.table.carry), header)?;
        Ok(List { rows, key: key.transpose()?, blocks, labels: map.actions.clone() })
    }

    fn read(&self, row: &Row, around: Around<'_>, place: &Place) -> Result<Listed, Vec<Found>> {
        let line = around.line(row);
        let number = self.block(line).map_err(|fault| vec![Found::of_row(fault)])?;
        let mut reading = Reading { list: self, number, line, faults: Vec::new() };
        let listed = Listed {
            place: place.to_string(),
            asset: reading.value(Column::Asset, AssetRef::parse),
            reference: reading.reference(),
            identifiers: reading.value(Column::Identifiers, identifiers).unwrap_or_default(),
            amount: reading.amount(),
        };
        if reading.faults.is_empty()
            && listed.asset.is_none()
            && listed.reference.is_none()
            && listed.identifiers.is_empty()
        {
            let fault = Fault::new("the row names no asset").hint("fill one of its keys, or skip such rows in the map");
            reading.faults.push(Found::of_row(fault));
        }
        if reading.faults.is_empty() { Ok(listed) } else { Err(reading.faults) }
    }

    /// The first block of the map that tells of a row.
    fn block(&self, line: Line<'_>) -> Result<usize, Fault> {
        for (number, block) in self.blocks.iter().enumerate() {
            let unless = block.unless.as_ref().map_or(Ok(false), |unless| unless.is_met(line))?;
            let told = match &block.told {
                Told::Always | Told::WhereDated | Told::Else => true,
                Told::When(when) => when.is_met(line)?,
            };
            if told && !unless {
                return Ok(number);
            }
        }
        Err(Fault::new("no part of the map tells of the row").hint("add one, or skip such rows by a rule of the map"))
    }
}

fn identifiers(text: &str) -> Result<Vec<Identifier>, Fault> {
    let parts = text.split(SEPARATOR).map(str::trim).filter(|part| !part.is_empty());
    parts.map(Identifier::parse).collect()
}

impl<'l> Reading<'l> {
    fn expression(&self, column: Column) -> Option<&'l Expression<Slot>> {
        self.list.blocks[self.number].column(Turn::First, column)
    }

    /// What a column says, if anything.
    fn value<T>(&mut self, column: Column, read: impl FnOnce(&str) -> Result<T, Fault>) -> Option<T> {
        let expression = self.expression(column)?;
        let value = expression.text(self.line).and_then(|text| text.as_deref().map(read).transpose());
        self.taken(column, expression, value).flatten()
    }

    fn reference(&mut self) -> Option<EntryRef> {
        if self.expression(Column::Ref).is_some() {
            return self.value(Column::Ref, EntryRef::parse);
        }
        let (name, slots) = self.list.key.as_ref()?;
        keyed(name, slots, self.line).map_err(|fault| self.faults.push(Found::of_row(fault))).ok()
    }

    fn amount(&mut self) -> Option<Amount> {
        let currency = self.value(Column::Currency, Unit::parse);
        let expression = self.expression(Column::Amount)?;
        let figures = expression.figures(self.line, currency).map(|figures| figures.each);
        let amount = self.taken(Column::Amount, expression, figures.and_then(only))??;
        let language = match &expression.style {
            Style::Amount(_, language) => *language,
            _ => None,
        };
        let manner = Manner { language, writer: amount.writer };
        let read = amount::read(&amount.text, currency, manner, &[]).and_then(|said| match said {
            Said::Amount(amount) | Said::BySharedSign(amount, _) => Ok(amount),
            Said::InOwnUnit(_) => Err(Fault::new(format!("{} names no currency", text::quote(&amount.text)))
                .hint("fill the column currency, or let the map give it")),
        });
        self.taken(Column::Amount, expression, read)
    }

    fn taken<T>(&mut self, column: Column, expression: &Expression<Slot>, value: Result<T, Fault>) -> Option<T> {
        let label = self.list.labels.get(self.number).and_then(|block| block.column(Turn::First, column));
        // A heading that is the column's own name needs no other.
        let heading = label.and_then(Expression::label).filter(|heading| heading != column.as_str());
        let label = heading.map_or_else(|| column.to_string(), |heading| format!("{heading} → {column}"));
        value.map_err(|fault| self.faults.push(Found::at(column, &expression.raw(self.line), fault).called(label))).ok()
    }
}

/// The one amount of a row, if it has one.
fn only(mut figures: Vec<Figure>) -> Result<Option<Figure>, Fault> {
    match figures.len() {
        0 | 1 => Ok(figures.pop()),
        several => Err(Fault::new(format!("the row has {several} amounts"))
            .hint("a line of a list has one amount: list each in a row of its own")),
    }
}

impl Map {
    /// Reads a map for a list: it says which columns name an asset, and which one has its amount.
    ///
    /// # Errors
    /// As for [`Map::parse`].
    pub fn of_list(text: &str) -> Result<Map, Fault> {
        let map = Map::parse_for(text, &[Column::Amount])?;
        let names = |block: &Block<Heading>| {
            map.table.key.is_some() || NAMING.iter().any(|column| block.column(Turn::First, *column).is_some())
        };
        if map.actions.iter().all(names) {
            return Ok(map);
        }
        Err(Fault::new("the map does not say which column names the asset")
            .hint("add asset, ref or identifiers to [columns], or a key"))
    }
}
