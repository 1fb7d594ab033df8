//! What FollowTheMoney takes of a date, a place, an amount or an address, and what is said of the rest.

use crate::domain::{Amount, Basis, Date, Jurisdiction, Places, scaled_text};

use super::entity::Entity;

/// The years that FollowTheMoney knows.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2999;

/// Adds a date to a property. A range, or a date that is about or uncertain, is only told in the summary.
pub(super) fn date(entity: &mut Entity, property: &'static str, heading: &str, date: &Date) {
    match plain(date) {
        Some(day) => entity.add(property, day),
        None => entity.add("summary", format!("{heading}: {date}")),
    }
}

/// A day, a month or a year.
pub(super) fn plain(date: &Date) -> Option<&str> {
    let text = date.text();
    let is_plain = matches!(text.len(), 4 | 7 | 10) && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    (is_plain && YEARS.contains(&date.last().year())).then_some(text)
}

/// Adds the countries of a place. Several are candidates, which only the summary can say.
pub(super) fn places(entity: &mut Entity, places: &Places, basis: Option<Basis>) {
    places.iter().for_each(|place| entity.add("country", country(place)));
    if places.is_unstated() {
        entity.add("summary", "place: not stated");
    } else if places.is_pool() {
        let codes = places.codes().replace('+', ", ");
        entity.add("summary", format!("place: a pool, in one of {codes} or across them"));
    }
    if basis == Some(Basis::Inferred) && !places.is_unstated() {
        entity.add("summary", "place: inferred by the person who recorded it");
    }
}

/// A country's code.
pub(super) fn country(place: Jurisdiction) -> String {
    place.code().to_ascii_lowercase()
}

/// The digits of an amount that is exactly this much; `None` if anything is left open.
pub(super) fn exact(amount: Amount) -> Option<String> {
    match amount {
        Amount::Stated(unit, bounds) if bounds.is_exact() && bounds.lower().inclusive() && !bounds.approximate() => {
            Some(scaled_text(bounds.lower().scaled(), unit.digits()))
        }
        _ => None,
    }
}

/// An address on the web that FollowTheMoney takes as it is; `None` for any other text.
pub(super) fn address(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    if !["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) || url.len() > 4_096 {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let (host, port) = host.split_once(':').map_or((host, None), |(host, port)| (host, Some(port)));
    let is_label = |label: &str| {
        let is_edge = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
        is_edge(label.bytes().next())
            && is_edge(label.bytes().last())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let is_port = port.is_none_or(|port| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok());
    let is_path = path.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte));
    (host.split('.').all(is_label) && is_port && is_path).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_a_month_and_a_year_are_plain_and_nothing_else() {
        for text in ["2024-06-28", "2024-06", "2024"] {
            assert_eq!(plain(&Date::parse(text).unwrap()), Some(text));
        }
        for text in ["../2024-06-28", "2023-12/2024-06", "2024-06~", "2024?", "0999", "3000-01-01"] {
            assert_eq!(plain(&Date::parse(text).unwrap()), None, "{text}");
        }
    }

    #[test]
    fn only_an_exact_amount_has_digits() {
        let digits = |text| exact(Amount::recorded(text).unwrap());
        assert_eq!(digits("5000000.00 EUR").as_deref(), Some("5000000.00"));
        assert_eq!(digits("0.000000000000000001 ETH").as_deref(), Some("0.000000000000000001"));
        assert_eq!(digits("12.345 EUR").as_deref(), Some("12.345"));
        for text in [">5 EUR", ">=5.00 EUR", "<=5 EUR", "~5 EUR", "3..4 EUR", "unstated EUR", "non-valued"] {
            assert_eq!(digits(text), None, "{text}");
        }
    }

    #[test]
    fn an_address_is_taken_only_if_nothing_in_it_is_doubtful() {
        for url in ["https://a.example", "http://a.example:8080/x?y=1#z", "HTTPS://a.example/%C3%A9"] {
            assert_eq!(address(url), Some(url));
        }
        for url in ["a.example/x", "ftp://a.example", "https://", "https://-a.example", "https://a b/", "https://a..b"]
        {
            assert_eq!(address(url), None, "{url}");
        }
        for url in ["https://a.example:99999/", "https://a.example/<x>", "https://u@a.example", "javascript://a/x"] {
            assert_eq!(address(url), None, "{url}");
        }
    }
}
