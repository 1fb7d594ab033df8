//! The formats, by name.

use std::io::{self, Write};

use super::csv::CsvSink;
#[cfg(feature = "html")]
use super::html::HtmlSink;
use super::json::JsonSink;
use super::markdown::MarkdownSink;
use super::options::Options;
use super::sink::{Content, Form, Sink, Writes};
use super::table::TableSink;
#[cfg(feature = "xlsx")]
use super::xlsx::XlsxSink;
use crate::report::document::Outline;

/// Defines the formats from their sinks, so that none can be known in one place and missing in another. A format
/// may belong to a feature of the build.
macro_rules! formats {
    ($($(#[$about:meta])* $format:ident = $sink:ident $(if $feature:literal)?,)+) => {
        /// The format of a report.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum Format {
            $($(#[$about])* $(#[cfg(feature = $feature)])? $format,)+
        }

        impl Format {
            /// All formats, the default first.
            pub const ALL: &'static [Format] = &[$($(#[cfg(feature = $feature)])? Format::$format),+];

            /// The name that people use.
            pub fn name(self) -> &'static str {
                match self {
                    $($(#[cfg(feature = $feature)])? Format::$format => $sink::NAME,)+
                }
            }

            /// The extension of its files, without the point.
            pub fn ending(self) -> &'static str {
                match self {
                    $($(#[cfg(feature = $feature)])? Format::$format => $sink::ENDING,)+
                }
            }

            /// When it writes the rows it receives.
            pub fn writes(self) -> Writes {
                match self {
                    $($(#[cfg(feature = $feature)])? Format::$format => $sink::WRITES,)+
                }
            }

            /// What it writes.
            pub fn content(self) -> Content {
                match self {
                    $($(#[cfg(feature = $feature)])? Format::$format => $sink::CONTENT,)+
                }
            }

            /// Begins a document whose sections and rows will follow one by one.
            ///
            /// # Errors
            /// The stream fails, or the format cannot represent such a document.
            pub fn begin<'a>(
                self,
                outline: &Outline,
                options: Options,
                out: &'a mut dyn Write,
            ) -> io::Result<Box<dyn Sink + 'a>> {
                Ok(match self {
                    $($(#[cfg(feature = $feature)])? Format::$format => Box::new($sink::begin(outline, options, out)?),)+
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
    /// A workbook: a sheet for each section, and one that says what it is.
    Xlsx = XlsxSink if "xlsx",
    /// GitHub's Markdown: a table for each section.
    Markdown = MarkdownSink,
    /// One self-contained page.
    Html = HtmlSink if "html",
}

impl Format {
    /// The format with this name.
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// The format of files with this extension.
    pub fn of_ending(ending: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|format| format.ending() == ending)
    }
}
