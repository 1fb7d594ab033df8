//! Decodes a file piece by piece and records every byte sequence that is invalid in its encoding.

use std::collections::VecDeque;
use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding};

use super::file::{CHUNK, Checked, Source};

/// An invalid byte sequence, for which the text has a replacement character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// Its position in the whole text, in bytes of UTF-8.
    pub(super) at: u64,
    /// Its position in the file.
    pub(super) byte: u64,
    /// Its length in the file, in bytes.
    length: u8,
}

/// A window of text that moves through a file.
#[derive(Debug)]
pub(super) struct Text {
    bytes: Checked,
    decoder: Decoder,
    chunk: Vec<u8>,
    /// The number of file bytes decoded.
    decoded: u64,
    /// Text that has been decoded and not yet dropped.
    window: String,
    /// The number of text bytes dropped.
    dropped: u64,
    /// The invalid sequences in the window.
    spots: VecDeque<Spot>,
    is_whole: bool,
}

impl Text {
    /// The text of a file, after a byte-order mark of `skipped` bytes.
    ///
    /// # Errors
    /// Errors of the system while reading.
    pub(super) fn new(source: &Source, encoding: &'static Encoding, skipped: usize) -> io::Result<Text> {
        let mut bytes = source.checked();
        bytes.read_exact(&mut vec![0; skipped])?;
        Ok(Text {
            bytes,
            decoder: encoding.new_decoder_without_bom_handling(),
            chunk: vec![0; CHUNK],
            decoded: skipped as u64,
            window: String::with_capacity(2 * CHUNK),
            dropped: 0,
            spots: VecDeque::new(),
            is_whole: false,
        })
    }

    /// The window.
    pub(super) fn window(&self) -> &str {
        &self.window
    }

    /// Whether the window reaches the end of the file.
    pub(super) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Whether the file is unchanged since it was opened; meaningful once the window is whole.
    pub(super) fn is_same(&self) -> bool {
        self.bytes.is_same()
    }

    /// Moves the window forward by `length` bytes.
    pub(super) fn pass(&mut self, length: usize) {
        self.window.drain(..length);
        self.dropped += length as u64;
        while self.spots.front().is_some_and(|spot| spot.at < self.dropped) {
            self.spots.pop_front();
        }
    }

    /// The first invalid sequence within some bytes of the window.
    pub(super) fn spot(&self, from: usize, to: usize) -> Option<Spot> {
        let (from, to) = (self.dropped + from as u64, self.dropped + to as u64);
        let first = self.spots.partition_point(|spot| spot.at < from);
        self.spots.get(first).filter(|spot| spot.at < to).copied()
    }

    /// The bytes of an invalid sequence in hexadecimal, for a message.
    pub(super) fn shown(&self, spot: Spot) -> String {
        let bytes = self.bytes.again(spot.byte, usize::from(spot.length));
        bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" ")
    }

    /// The name of the encoding.
    pub(super) fn encoding(&self) -> &'static str {
        self.decoder.encoding().name()
    }

    /// Extends the window by one piece of the file.
    ///
    /// # Errors
    /// Errors of the system.
    pub(super) fn more(&mut self) -> io::Result<()> {
        let read = loop {
            match self.bytes.read(&mut self.chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        self.is_whole = read == 0;
        let mut done = 0;
        loop {
            // Room for the worst case, so that the decoder stops for lack of it at most once per piece.
            self.window.reserve((read - done) * 3 + 16);
            let piece = &self.chunk[done..read];
            let (result, used) =
                self.decoder.decode_to_string_without_replacement(piece, &mut self.window, self.is_whole);
            done += used;
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(length, after) => self.mark(done, length, after),
            }
        }
        self.decoded += read as u64;
        Ok(())
    }

    fn mark(&mut self, done: usize, length: u8, after: u8) {
        let end = self.decoded + done as u64;
        self.spots.push_back(Spot {
            at: self.dropped + self.window.len() as u64,
            byte: end - u64::from(length) - u64::from(after),
            length,
        });
        self.window.push(char::REPLACEMENT_CHARACTER);
    }
}
