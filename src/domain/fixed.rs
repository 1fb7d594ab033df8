//! Rates fixed by law for good: former national currencies in euro, and currencies that replaced another at a round
//! number.
//!
//! They are built in because no publisher's file gives them: a file of daily rates ends where they begin. A fixed rate
//! has six significant figures, is never rounded or truncated, and never used as its inverse (Regulation (EC) No
//! 1103/97, Art. 4(2) and (3)).

use jiff::civil;

use super::{Decimal, Unit};

/// The irrevocable rate of a former national currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// Units of the currency for 1 euro, with its six significant figures.
    pub rate: Decimal,
    /// The first day on which it holds.
    pub since: civil::Date,
    /// The act that fixed it.
    pub act: &'static str,
}

/// A currency that replaced another at a round number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redenomination {
    /// The new currency.
    pub into: Unit,
    /// Units of the old currency for 1 of the new.
    pub divide_by: u32,
    /// The first day on which it holds.
    pub since: civil::Date,
    /// The act that ordered it.
    pub act: &'static str,
}

const FIRST_ELEVEN: &str = "Council Regulation (EC) No 2866/98";

/// The currency, its units for 1 euro, the year on whose 1 January the rate begins, and the act.
#[rustfmt::skip]
const EURO: &[(&str, &str, i16, &str)] = &[
    ("ATS", "13.7603", 1999, FIRST_ELEVEN),
    ("BEF", "40.3399", 1999, FIRST_ELEVEN),
    // The amending act of 2025 is not named: its number is not confirmed.
    ("BGN", "1.95583", 2026, "Council Regulation (EC) No 2866/98, as amended"),
    ("CYP", "0.585274", 2008, "Council Regulation (EC) No 1135/2007"),
    ("DEM", "1.95583", 1999, FIRST_ELEVEN),
    ("EEK", "15.6466", 2011, "Council Regulation (EU) No 671/2010"),
    ("ESP", "166.386", 1999, FIRST_ELEVEN),
    ("FIM", "5.94573", 1999, FIRST_ELEVEN),
    ("FRF", "6.55957", 1999, FIRST_ELEVEN),
    ("GRD", "340.750", 2001, "Council Regulation (EC) No 1478/2000"),
    ("HRK", "7.53450", 2023, "Council Regulation (EU) 2022/1208"),
    ("IEP", "0.787564", 1999, FIRST_ELEVEN),
    ("ITL", "1936.27", 1999, FIRST_ELEVEN),
    ("LTL", "3.45280", 2015, "Council Regulation (EU) No 851/2014"),
    ("LUF", "40.3399", 1999, FIRST_ELEVEN),
    ("LVL", "0.702804", 2014, "Council Regulation (EU) No 870/2013"),
    ("MTL", "0.429300", 2008, "Council Regulation (EC) No 1134/2007"),
    ("NLG", "2.20371", 1999, FIRST_ELEVEN),
    ("PTE", "200.482", 1999, FIRST_ELEVEN),
    ("SIT", "239.640", 2007, "Council Regulation (EC) No 1086/2006"),
    ("SKK", "30.1260", 2009, "Council Regulation (EC) No 694/2008"),
    ("XEU", "1", 1999, "Council Regulation (EC) No 1103/97, Art. 2(1)"),
];

/// The old currency, the new one, units of the old for 1 of the new, the first day, and the act.
const REDENOMINATED: &[(&str, &str, u32, civil::Date, &str)] = &[
    ("ROL", "RON", 10_000, civil::date(2005, 7, 1), "Romania, Law No 348/2004"),
    ("TRL", "TRY", 1_000_000, civil::date(2005, 1, 1), "Turkey, Law No 5083"),
];

/// The fixed rate of a currency that the euro replaced; `None` for any other unit.
pub fn euro(unit: Unit) -> Option<Fixed> {
    let (_, rate, year, act) = EURO.iter().find(|(code, ..)| *code == unit.code())?;
    Some(Fixed { rate: Decimal::parse(rate).ok()?, since: civil::date(*year, 1, 1), act })
}

/// The successor of a currency replaced at a round number; `None` for any other unit.
pub fn redenominated(unit: Unit) -> Option<Redenomination> {
    let (_, into, divide_by, since, act) = REDENOMINATED.iter().find(|(code, ..)| *code == unit.code())?;
    Some(Redenomination { into: Unit::parse(into).ok()?, divide_by: *divide_by, since: *since, act })
}

/// All currencies that the euro replaced, by code.
pub fn all_euro() -> impl Iterator<Item = (Unit, Fixed)> {
    EURO.iter().filter_map(|(code, ..)| Unit::parse(code).ok()).filter_map(|unit| Some((unit, euro(unit)?)))
}

/// All currencies that another replaced at a round number, by code.
pub fn all_redenominated() -> impl Iterator<Item = (Unit, Redenomination)> {
    let units = REDENOMINATED.iter().filter_map(|(code, ..)| Unit::parse(code).ok());
    units.filter_map(|unit| Some((unit, redenominated(unit)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_read() {
        assert_eq!(all_euro().count(), EURO.len());
        assert_eq!(all_redenominated().count(), REDENOMINATED.len());
        assert!(EURO.is_sorted_by_key(|line| line.0) && REDENOMINATED.is_sorted_by_key(|line| line.0));
    }

    #[test]
    fn a_fixed_rate_has_six_significant_figures_and_the_ecu_is_one() {
        for (unit, fixed) in all_euro() {
            let digits: String = fixed.rate.to_string().chars().filter(char::is_ascii_digit).collect();
            let significant = digits.trim_start_matches('0').len();
            assert_eq!(significant, if unit.code() == "XEU" { 1 } else { 6 }, "{unit} {}", fixed.rate);
        }
    }

    #[test]
    fn a_rate_is_fixed_from_the_first_of_january() {
        let fixed = |code| euro(Unit::parse(code).unwrap()).unwrap();
        assert_eq!(fixed("BGN").since, civil::date(2026, 1, 1));
        assert_eq!(fixed("DEM").rate, fixed("BGN").rate);
        assert_eq!(fixed("GRD").rate.to_string(), "340.750");
        assert_eq!(euro(Unit::parse("USD").unwrap()), None);
        assert_eq!(euro(Unit::parse("EUR").unwrap()), None);
    }

    #[test]
    fn a_redenomination_divides_by_a_round_number() {
        let lira = redenominated(Unit::parse("TRL").unwrap()).unwrap();
        assert_eq!((lira.into.code(), lira.divide_by, lira.since), ("TRY", 1_000_000, civil::date(2005, 1, 1)));
        let leu = redenominated(Unit::parse("ROL").unwrap()).unwrap();
        assert_eq!((leu.into.code(), leu.divide_by, leu.since), ("RON", 10_000, civil::date(2005, 7, 1)));
        assert_eq!(redenominated(Unit::parse("RON").unwrap()), None);
    }
}
