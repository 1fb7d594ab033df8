//! The formats by name.

use std::io::{self, Write};

use super::csv::CsvSink;
use super::json::JsonSink;
use super::options::Options;
use super::sink::{Form, Sink, Writes};
use super::table::TableSink;
use crate::report::document::Outline;

/// Defines the formats, each by its sink, so that none can be known in one place and missing in another.
macro_rules! formats {
    ($($(#[$about:meta])* $format:ident = $sink:ident,)+) => {
        /// What a report is written as.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum Format {
            $($(#[$about])* $format,)+
        }

        impl Format {
            /// All of them, the usual one first.
            pub const ALL: &'static [Format] = &[$(Format::$format),+];

            /// What people call it.
            pub fn name(self) -> &'static str {
                match self {
                    $(Format::$format => $sink::NAME,)+
                }
            }

            /// How the name of a file ends that is written in it, without the point.
            pub fn ending(self) -> &'static str {
                match self {
                    $(Format::$format => $sink::ENDING,)+
                }
            }

            /// When it writes the rows that it takes.
            pub fn writes(self) -> Writes {
                match self {
                    $(Format::$format => $sink::WRITES,)+
                }
            }

            /// Begins a document whose sections and rows are given one after the other.
            ///
            /// # Errors
            /// What the stream refuses, or that the format cannot hold such a document.
            pub fn begin<'a>(
                self,
                outline: &Outline,
                options: Options,
                out: &'a mut dyn Write,
            ) -> io::Result<Box<dyn Sink + 'a>> {
                Ok(match self {
                    $(Format::$format => Box::new($sink::begin(outline, options, out)?),)+
                })
            }
        }
    };
}

formats! {
    /// For people, on a terminal.
    #[default]
    Table = TableSink,
    /// RFC 4180, UTF-8, one header line.
    Csv = CsvSink,
    /// One object with `meta` and `rows`.
    Json = JsonSink,
}

impl Format {
    /// The format of that name.
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// The format of files whose names end so.
    pub fn of_ending(ending: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|format| format.ending() == ending)
    }
}
