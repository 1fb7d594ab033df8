//! Finds where the fields and records of a CSV begin and end, byte by byte.

/// What ends a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// A line feed, with or without a carriage return before it.
    Feed,
    /// A carriage return alone, as old Macintosh programs wrote it.
    Return,
}

impl LineEnd {
    /// The line ending of a text: a carriage return only if there is no line feed at all.
    pub(super) fn of(text: &str) -> LineEnd {
        match !text.contains('\n') && text.trim_end_matches('\r').contains('\r') {
            true => LineEnd::Return,
            false => LineEnd::Feed,
        }
    }

    /// The byte that ends a line.
    pub(super) fn byte(self) -> u8 {
        match self {
            LineEnd::Feed => b'\n',
            LineEnd::Return => b'\r',
        }
    }
}

/// The position of a field, in bytes from the beginning of its record, without its quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Whether it contains doubled quotation marks.
    pub(super) is_doubled: bool,
}

/// What stopped the splitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The record is complete; the next one begins at this byte.
    End(usize),
    /// Something follows a closing quotation mark, at this byte.
    AfterQuote(usize),
    /// A carriage return without a line feed, at this byte.
    LoneReturn(usize),
}

/// An opening quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    /// The number of lines of the record before it.
    pub(super) lines: u64,
    /// Which field it opens, from 0.
    pub(super) field: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// At the first byte of a field.
    Start,
    /// After blanks at the beginning of a field.
    Lead,
    /// In a field without quotation marks.
    Plain,
    /// Between quotation marks.
    Quoted,
    /// After a quotation mark that closes, or is the first of two.
    Closed,
    /// After a carriage return that a line feed should follow.
    Returned,
}

/// Splits one record after another; its state survives the arrival of more bytes.
#[derive(Debug)]
pub(super) struct Splitter {
    delimiter: u8,
    end: LineEnd,
    state: State,
    from: usize,
    is_doubled: bool,
    /// The fields of the record so far.
    pub(super) spans: Vec<Span>,
    /// The line ends within quotation marks so far.
    pub(super) lines: u64,
    /// The last opening quotation mark.
    pub(super) quote: Quote,
}

impl Splitter {
    /// A splitter at the beginning of a record.
    pub(super) fn new(delimiter: u8, end: LineEnd) -> Splitter {
        Splitter {
            delimiter,
            end,
            state: State::Start,
            from: 0,
            is_doubled: false,
            spans: Vec::new(),
            lines: 0,
            quote: Quote { lines: 0, field: 0 },
        }
    }

    /// Begins the next record.
    pub(super) fn restart(&mut self) {
        self.state = State::Start;
        self.from = 0;
        self.is_doubled = false;
        self.spans.clear();
        self.lines = 0;
    }

    /// Whether a quotation mark is open.
    pub(super) fn is_open(&self) -> bool {
        self.state == State::Quoted
    }

    /// Continues through a record's bytes from `at`, where it last reached their end; `None` at their end.
    pub(super) fn run(&mut self, bytes: &[u8], mut at: usize) -> Option<Stop> {
        let end = self.end.byte();
        while let Some(&byte) = bytes.get(at) {
            match self.state {
                State::Start | State::Lead if byte == b'"' => self.open(at),
                // Blanks before an opening quotation mark are not part of the field.
                State::Start | State::Lead if byte == b' ' && self.delimiter != b' ' => self.state = State::Lead,
                State::Start | State::Lead | State::Plain if byte == self.delimiter => self.close(at, at + 1),
                State::Start | State::Lead | State::Plain if byte == end => return Some(self.finish(at, at + 1)),
                State::Start | State::Lead | State::Plain if byte == b'\r' => {
                    self.close(at, at + 1);
                    self.state = State::Returned;
                }
                State::Start | State::Lead => self.state = State::Plain,
                State::Plain => {}
                State::Quoted if byte == b'"' => self.state = State::Closed,
                State::Quoted => self.lines += u64::from(byte == end),
                State::Closed if byte == b'"' => {
                    self.is_doubled = true;
                    self.state = State::Quoted;
                }
                State::Closed if byte == self.delimiter => self.close(at - 1, at + 1),
                State::Closed if byte == end => return Some(self.finish(at - 1, at + 1)),
                State::Closed if byte == b'\r' => {
                    self.close(at - 1, at + 1);
                    self.state = State::Returned;
                }
                State::Closed => return Some(Stop::AfterQuote(at)),
                State::Returned if byte == end => return Some(Stop::End(at + 1)),
                State::Returned => return Some(Stop::LoneReturn(at - 1)),
            }
            at += 1;
        }
        None
    }

    /// Ends the last record, all of whose `length` bytes have been seen without a line end.
    pub(super) fn conclude(&mut self, length: usize) {
        match self.state {
            State::Start | State::Lead | State::Plain => self.close(length, length),
            State::Closed => self.close(length - 1, length),
            State::Quoted | State::Returned => {}
        }
    }

    fn open(&mut self, at: usize) {
        self.from = at + 1;
        self.quote = Quote { lines: self.lines, field: self.spans.len() };
        self.state = State::Quoted;
    }

    fn close(&mut self, to: usize, next: usize) {
        self.spans.push(Span { from: self.from, to, is_doubled: self.is_doubled });
        self.from = next;
        self.is_doubled = false;
        self.state = State::Start;
    }

    fn finish(&mut self, to: usize, next: usize) -> Stop {
        self.close(to, next);
        Stop::End(next)
    }
}
