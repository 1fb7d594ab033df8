//! `--offence`, and the flags after it that give the penalty and since when it applies.

use clap::{ArgMatches, Command, FromArgMatches};

use crate::domain::{Date, Fault, Offence, offence, text};
use crate::phrase::Hints;

use super::answers::Answers;
use super::failure::Failure;
use super::money;

/// The flags as clap reads them.
#[derive(Debug, clap::Args)]
struct Flags {
    /// An offence that is investigated; several times for several. The next three flags describe the offence before
    /// them
    #[arg(long, value_name = "TEXT")]
    offence: Vec<String>,

    /// The most years of imprisonment for the offence before it
    #[arg(long, value_name = "N")]
    max_years: Vec<String>,

    /// The highest fine for the offence before it: "500000 EUR"
    #[arg(long, value_name = "AMOUNT")]
    max_fine: Vec<String>,

    /// Since when the law of the offence before it has been in force
    #[arg(long, value_name = "DATE")]
    in_force_since: Vec<String>,
}

/// The offences on a command line, each flag with its position.
#[derive(Debug)]
pub(super) struct Offences(Vec<(usize, Flag, String)>);

/// Which flag it is.
#[derive(Clone, Copy, Debug)]
enum Flag {
    Offence,
    MaxYears,
    MaxFine,
    InForceSince,
}

impl Flag {
    fn spelt(self) -> &'static str {
        match self {
            Flag::Offence => "--offence",
            Flag::MaxYears => "--max-years",
            Flag::MaxFine => "--max-fine",
            Flag::InForceSince => "--in-force-since",
        }
    }
}

impl FromArgMatches for Offences {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Offences, clap::Error> {
        let Flags { offence, max_years, max_fine, in_force_since } = Flags::from_arg_matches(matches)?;
        let mut given = Vec::new();
        for (id, flag, values) in [
            ("offence", Flag::Offence, offence),
            ("max_years", Flag::MaxYears, max_years),
            ("max_fine", Flag::MaxFine, max_fine),
            ("in_force_since", Flag::InForceSince, in_force_since),
        ] {
            let places = matches.indices_of(id).into_iter().flatten();
            given.extend(places.zip(values).map(|(place, value)| (place, flag, value)));
        }
        given.sort_by_key(|(place, ..)| *place);
        Ok(Offences(given))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Offences::from_arg_matches(matches)?;
        Ok(())
    }
}

impl clap::Args for Offences {
    fn augment_args(command: Command) -> Command {
        Flags::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Flags::augment_args_for_update(command)
    }
}

impl Offences {
    /// The given offences, in order; `None` if none were given. A single empty value means an empty list, so that an
    /// edit can remove the earlier ones.
    ///
    /// # Errors
    /// A value is invalid, or a flag has no offence before it.
    pub(super) fn read(self, answers: &mut Answers) -> Result<Option<Vec<Offence>>, Failure> {
        if self.0.is_empty() {
            return Ok(None);
        }
        if self.0.iter().all(|(_, flag, value)| matches!(flag, Flag::Offence) && value.is_empty()) {
            return Ok(Some(Vec::new()));
        }
        let mut offences: Vec<Offence> = Vec::new();
        for (_, flag, value) in self.0 {
            let spelt = flag.spelt();
            let at = |fault: Fault| Failure::from(fault.at(spelt));
            if matches!(flag, Flag::Offence) {
                offences.push(Offence::parse(&answers.resolve("offence", value)).map_err(at)?);
                continue;
            }
            let Some(mut offence) = offences.pop() else {
                let hint = "give it after its offence: --offence fraud --max-years 10";
                return Err(Failure::usage(format!("{spelt} comes before any --offence"), hint));
            };
            let twice = match flag {
                Flag::MaxYears => offence.max_years.is_some(),
                Flag::MaxFine => offence.max_fine().is_some(),
                _ => offence.in_force_since.is_some(),
            };
            if twice {
                let what = format!("{spelt} is given twice for the offence {}", text::quote(offence.text()));
                return Err(Failure::usage(what, "leave one of them out"));
            }
            match flag {
                Flag::MaxYears => offence.max_years = Some(offence::years(&value).map_err(at)?),
                Flag::MaxFine => {
                    let fine = money::reading(&value, Hints::default()).map_err(|refused| refused.at(spelt))?;
                    offence = offence.fined(fine.amount).map_err(at)?;
                }
                _ => offence.in_force_since = Some(Date::parse(&value).map_err(at)?),
            }
            offences.push(offence);
        }
        Ok(Some(offences))
    }
}
