//! Text with cells inserted: `{Make}[ {Model}][ ({Year})]`.

use crate::domain::Fault;

use super::heading::Heading;

/// A text with cells inserted; `C` is how a cell is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template<C> {
    groups: Vec<Group<C>>,
}

/// The most cells in a template: its output must stay in proportion to the row.
const MOST_CELLS: usize = 100;

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Group<C> {
    /// Whether it is left out if a cell in it is blank.
    presence: Presence,
    pieces: Vec<Piece<C>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Presence {
    Always,
    WhereFilled,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece<C> {
    Text(String),
    Cell(C),
}

impl Template<Heading> {
    /// Reads a template.
    ///
    /// # Errors
    /// A bracket is not paired, brackets are nested, a name is invalid, or there is no cell.
    pub(crate) fn parse(text: &str) -> Result<Template<Heading>, Fault> {
        let mut groups = vec![Group { presence: Presence::Always, pieces: Vec::new() }];
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let doubled = matches!(c, '{' | '}' | '[' | ']') && chars.peek() == Some(&c);
            match c {
                _ if doubled => {
                    chars.next();
                    push(&mut groups, c);
                }
                '{' => {
                    let (mut name, mut closed) = (String::new(), false);
                    for c in chars.by_ref() {
                        closed = c == '}';
                        if closed {
                            break;
                        }
                        name.push(c);
                    }
                    if !closed {
                        return Err(unpaired(text, '{'));
                    }
                    let cell = Piece::Cell(Heading::parse(&name)?);
                    groups.last_mut().into_iter().for_each(|group| group.pieces.push(cell.clone()));
                }
                '[' if within(&groups) => {
                    return Err(Fault::new(format!("“{text}” has brackets within brackets"))
                        .hint("end the first with ] before the next begins"));
                }
                '[' => groups.push(Group { presence: Presence::WhereFilled, pieces: Vec::new() }),
                ']' if within(&groups) => groups.push(Group { presence: Presence::Always, pieces: Vec::new() }),
                '}' | ']' => return Err(unpaired(text, c)),
                c => push(&mut groups, c),
            }
        }
        if within(&groups) {
            return Err(unpaired(text, '['));
        }
        let template = Template { groups };
        if template.cells().count() > MOST_CELLS {
            return Err(Fault::new(format!("a template names more than {MOST_CELLS} cells")).hint("name fewer"));
        }
        if template.cells().next().is_none() {
            return Err(Fault::new(format!("the template “{text}” names no column"))
                .hint("write {Heading} where the cell belongs, or give the text as constant"));
        }
        Ok(template)
    }
}

impl<C> Template<C> {
    /// The cells in it.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &C> {
        self.groups.iter().flat_map(|group| &group.pieces).filter_map(|piece| match piece {
            Piece::Cell(cell) => Some(cell),
            Piece::Text(_) => None,
        })
    }

    /// The same template, with its cells renamed.
    ///
    /// # Errors
    /// The errors of `name`.
    pub(crate) fn map<D, E>(&self, name: &impl Fn(&C) -> Result<D, E>) -> Result<Template<D>, E> {
        let piece = |piece: &Piece<C>| {
            Ok(match piece {
                Piece::Text(text) => Piece::Text(text.clone()),
                Piece::Cell(cell) => Piece::Cell(name(cell)?),
            })
        };
        let group = |group: &Group<C>| {
            let pieces = group.pieces.iter().map(piece).collect::<Result<_, E>>()?;
            Ok(Group { presence: group.presence, pieces })
        };
        Ok(Template { groups: self.groups.iter().map(group).collect::<Result<_, E>>()? })
    }

    /// The text with its cells filled in; empty if all of them are blank.
    ///
    /// # Errors
    /// The errors of `fill`.
    pub(crate) fn filled<E>(&self, fill: impl Fn(&C) -> Result<String, E>) -> Result<String, E> {
        let (mut text, mut any) = (String::new(), false);
        for group in &self.groups {
            let (mut part, mut blank) = (String::new(), false);
            for piece in &group.pieces {
                match piece {
                    Piece::Text(fixed) => part.push_str(fixed),
                    Piece::Cell(cell) => {
                        let cell = fill(cell)?;
                        blank |= cell.is_empty();
                        any |= !cell.is_empty();
                        part.push_str(&cell);
                    }
                }
            }
            if !blank || group.presence == Presence::Always {
                text.push_str(&part);
            }
        }
        Ok(if any { text.trim().to_owned() } else { String::new() })
    }
}

fn within<C>(groups: &[Group<C>]) -> bool {
    groups.last().is_some_and(|group| group.presence == Presence::WhereFilled)
}

fn push<C>(groups: &mut [Group<C>], c: char) {
    let Some(group) = groups.last_mut() else { return };
    match group.pieces.last_mut() {
        Some(Piece::Text(text)) => text.push(c),
        _ => group.pieces.push(Piece::Text(c.to_string())),
    }
}

fn unpaired(text: &str, bracket: char) -> Fault {
    Fault::new(format!("“{text}” has a “{bracket}” without its partner"))
        .hint(format!("write {bracket}{bracket} for the sign itself"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(template: &str, cells: &[(&str, &str)]) -> String {
        let template = Template::parse(template).unwrap();
        let cell = |heading: &Heading| {
            let name = heading.to_string();
            Ok::<_, ()>(cells.iter().find(|(known, _)| **known == name).map_or(String::new(), |(_, v)| (*v).to_owned()))
        };
        template.filled(cell).unwrap()
    }

    #[test]
    fn a_bracket_is_left_out_if_its_cell_is_blank() {
        let car = "{Make}[ {Model}][ ({Year})]";
        assert_eq!(filled(car, &[("Make", "Audi"), ("Model", "A6"), ("Year", "2019")]), "Audi A6 (2019)");
        assert_eq!(filled(car, &[("Make", "Audi"), ("Year", "2019")]), "Audi (2019)");
        assert_eq!(filled(car, &[("Year", "2019")]), "(2019)");
        assert_eq!(filled("[iban:{I}][;plate:{P}]", &[("P", "B-A 1")]), ";plate:B-A 1");
    }

    #[test]
    fn if_all_cells_are_blank_so_is_the_text() {
        assert_eq!(filled("iban:{IBAN}", &[]), "");
        assert_eq!(filled("{a} / {b}", &[]), "");
    }

    #[test]
    fn a_doubled_bracket_is_a_literal_one() {
        assert_eq!(filled("[[{a}]] {{x}}", &[("a", "1")]), "[1] {x}");
    }

    #[test]
    fn a_malformed_template_is_refused() {
        for (text, what) in [
            ("{a", "“{a” has a “{” without its partner"),
            ("a} {b}", "“a} {b}” has a “}” without its partner"),
            ("[{a}", "“[{a}” has a “[” without its partner"),
            ("{a}]", "“{a}]” has a “]” without its partner"),
            ("[a [{b}]]", "“[a [{b}]]” has brackets within brackets"),
            ("no cell", "the template “no cell” names no column"),
            ("{}", "a column has no name"),
        ] {
            assert_eq!(Template::parse(text).unwrap_err().what(), what, "{text}");
        }
    }
}
