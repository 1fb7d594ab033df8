//! Places: jurisdictions, and the sets of them that sources name.

use std::fmt;

use super::term::vocabulary;
use super::{Fault, text};

mod names;
mod parts;
mod tables;

/// A country of ISO 3166-1, the European Union (`EU`) or Kosovo (`XK`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Jurisdiction(&'static str);

impl Jurisdiction {
    /// Reads an alpha-2 or alpha-3 code in any case, or a name in one of the languages that amounts are read in, with or
    /// without accents.
    ///
    /// # Errors
    /// The text is neither, or several countries share the name; the fault suggests similar names.
    pub fn parse(text: &str) -> Result<Jurisdiction, Fault> {
        let text = text.trim();
        let known = names::by_alpha2(text).or_else(|| names::by_alpha3(text));
        known.map_or_else(|| names::by_name(text), Ok).map(Jurisdiction)
    }

    /// Every jurisdiction, by code.
    pub fn all() -> impl Iterator<Item = Jurisdiction> {
        names::codes().map(Jurisdiction)
    }

    /// The two-letter code.
    pub fn code(self) -> &'static str {
        self.0
    }

    /// The English name, as in ISO 3166-1.
    pub fn name(self) -> &'static str {
        names::english(self.0)
    }
}

impl fmt::Display for Jurisdiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

/// The jurisdictions that an asset lies in one of, or across. An empty set means that the source does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Places(
    // Sorted, without duplicates: a source names few, usually one.
    Vec<Jurisdiction>,
);

/// How to enter that a place is not stated.
const UNSTATED: &str = "unstated";

/// A word in lists, and not the code of Andorra.
const AND: &str = "and";

impl Places {
    /// No place is stated.
    pub fn unstated() -> Places {
        Places::default()
    }

    /// Reads jurisdictions separated by `,` `;` or `+`, or by *and* in some languages; `unstated` or an empty text if
    /// the source does not say.
    ///
    /// # Errors
    /// A jurisdiction is unknown, a separator has nothing before or after it, or the list has two readings.
    pub fn parse(text: &str) -> Result<Places, Fault> {
        let text = text.trim();
        // Nearly every asset lies in one place, given by its code.
        if let Some(code) = names::by_alpha2(text) {
            return Ok(Places::from(Jurisdiction(code)));
        }
        if text.is_empty() || text.eq_ignore_ascii_case(UNSTATED) {
            return Ok(Places::unstated());
        }
        let parts: Result<Places, _> = text.split([',', ';', '+']).map(|part| part_of(part.trim(), text)).collect();
        match parts {
            Ok(places) => parts::one_or_two(text, |name| Jurisdiction::parse(name).ok().map(Jurisdiction::code))
                .map_or(Ok(places), Err),
            Err(fault) if text == AND => Err(fault),
            // Some names contain a comma (“Bolivia, Plurinational State of”), and some a conjunction.
            Err(fault) => Jurisdiction::parse(text)
                .map(Places::from)
                .or_else(|_| parts::joined(text).map_or(Err(fault), Places::from_names)),
        }
    }

    /// The places in a list of names and codes.
    fn from_names(names: Vec<&str>) -> Result<Places, Fault> {
        names.into_iter().map(|name| part_of(name, name)).collect()
    }

    /// The codes, sorted and joined by `+`; empty if no place is stated.
    pub fn codes(&self) -> String {
        let codes: Vec<&str> = self.iter().map(Jurisdiction::code).collect();
        codes.join("+")
    }

    /// Whether several jurisdictions share the asset without a breakdown.
    pub fn is_pool(&self) -> bool {
        self.0.len() >= 2
    }

    /// Whether no place is stated.
    pub fn is_unstated(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether they include `place`.
    pub fn contains(&self, place: Jurisdiction) -> bool {
        self.0.binary_search(&place).is_ok()
    }

    /// Whether all of these are also in `other`.
    pub fn is_subset(&self, other: &Places) -> bool {
        self.iter().all(|place| other.contains(place))
    }

    /// The jurisdictions as a slice, sorted by code.
    pub fn as_slice(&self) -> &[Jurisdiction] {
        &self.0
    }

    /// The jurisdictions, sorted by code.
    pub fn iter(&self) -> impl Iterator<Item = Jurisdiction> + '_ {
        self.0.iter().copied()
    }
}

fn part_of(part: &str, whole: &str) -> Result<Jurisdiction, Fault> {
    if part.is_empty() {
        return Err(Fault::new(format!("{} has a separator with no jurisdiction beside it", text::quote(whole)))
            .hint("write the codes with one comma between them, such as HU,LT,DE,NL"));
    }
    if part.eq_ignore_ascii_case(UNSTATED) {
        return Err(Fault::new(format!("{} gives both a place and “unstated”", text::quote(whole)))
            .hint("give the jurisdictions that the source names, or “unstated” alone"));
    }
    if part == AND {
        return Err(Fault::new(format!("{} has “and” where a jurisdiction belongs", text::quote(whole)))
            .hint("write AD for Andorra, or take the word out"));
    }
    Jurisdiction::parse(part)
}

impl From<Jurisdiction> for Places {
    fn from(one: Jurisdiction) -> Places {
        Places(vec![one])
    }
}

impl FromIterator<Jurisdiction> for Places {
    fn from_iter<T: IntoIterator<Item = Jurisdiction>>(places: T) -> Places {
        let mut places: Vec<Jurisdiction> = places.into_iter().collect();
        places.sort_unstable();
        places.dedup();
        Places(places)
    }
}

impl fmt::Display for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.width().is_some() || f.precision().is_some() {
            return f.pad(&self.codes());
        }
        self.iter().enumerate().try_for_each(|(at, place)| {
            f.write_str(if at == 0 { "" } else { "+" })?;
            f.write_str(place.code())
        })
    }
}

vocabulary! {
    /// Who says where an asset lies.
    Basis, "basis of a place":
    /// The source says so.
    Stated = "stated",
    /// The person who recorded it concluded so.
    Inferred = "inferred",
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(text: &str) -> &'static str {
        Jurisdiction::parse(text).unwrap().code()
    }

    fn places(text: &str) -> Places {
        Places::parse(text).unwrap()
    }

    #[test]
    fn a_jurisdiction_is_recognised_by_its_codes_in_any_case() {
        for (text, known) in [
            ("DE", "DE"),
            ("de", "DE"),
            ("deu", "DE"),
            ("NLD", "NL"),
            ("EU", "EU"),
            ("xk", "XK"),
            ("XKX", "XK"),
            ("UK", "GB"),
            ("USA", "US"),
            ("EL", "GR"),
            (" LT ", "LT"),
        ] {
            assert_eq!(code(text), known, "{text}");
        }
    }

    #[test]
    fn a_jurisdiction_is_recognised_by_its_english_and_french_names() {
        for (text, known) in [
            ("Netherlands", "NL"),
            ("The Netherlands", "NL"),
            ("Netherlands (the)", "NL"),
            ("Pays-Bas", "NL"),
            ("les pays bas", "NL"),
            ("Kingdom of the Netherlands", "NL"),
            ("Hongrie", "HU"),
            ("Lituanie", "LT"),
            ("Allemagne", "DE"),
            ("Germany", "DE"),
            ("GERMANY", "DE"),
            ("Federal Republic of Germany", "DE"),
            ("Czech Republic", "CZ"),
            ("Czechia", "CZ"),
            ("République tchèque", "CZ"),
            ("United Kingdom", "GB"),
            ("Royaume-Uni", "GB"),
            ("Côte d'Ivoire", "CI"),
            ("Cote d’Ivoire", "CI"),
            ("Ivory Coast", "CI"),
            ("U.S.A.", "US"),
            ("États-Unis", "US"),
            ("etats unis d'amerique", "US"),
            ("Republic of Lithuania", "LT"),
            ("Bolivia, Plurinational State of", "BO"),
            ("Bolivia", "BO"),
            ("Republic of Korea", "KR"),
            ("Korea, Democratic People's Republic of", "KP"),
            ("Congo", "CG"),
            ("Republic of the Congo", "CG"),
            ("Democratic Republic of the Congo", "CD"),
            ("Congo (the Democratic Republic of the)", "CD"),
            ("Republic of China", "TW"),
            ("St. Kitts & Nevis", "KN"),
            ("Kosovo", "XK"),
            ("Union européenne", "EU"),
            ("Türkiye", "TR"),
            ("Turkey", "TR"),
            ("Re\u{301}union", "RE"),
            ("Île de Man", "IM"),
            ("Åland", "AX"),
            ("Guinea", "GN"),
            ("Guinée équatoriale", "GQ"),
            ("Dominique", "DM"),
            ("République dominicaine", "DO"),
        ] {
            assert_eq!(code(text), known, "{text}");
        }
    }

    #[test]
    fn a_jurisdiction_is_recognised_by_its_name_in_the_languages_of_amounts() {
        for (text, known) in [
            ("Ungarn", "HU"),
            ("Magyarország", "HU"),
            ("MAGYARORSZAG", "HU"),
            ("Vengrija", "HU"),
            ("Wegry", "HU"),
            ("Niemcy", "DE"),
            ("Vokietija", "DE"),
            ("Германия", "DE"),
            ("Γερμανία", "DE"),
            ("德国", "DE"),
            ("Großbritannien", "GB"),
            ("Olanda", "NL"),
            ("Nizozemsko", "NL"),
            ("Estados Unidos", "US"),
            ("Tschechische Republik", "CZ"),
        ] {
            assert_eq!(code(text), known, "{text}");
        }
        assert_eq!(places("Magyarország, Litva und Niederlande").codes(), "HU+LT+NL");
        let fault = Jurisdiction::parse("Kongo").unwrap_err();
        assert_eq!(fault.what(), "“Kongo” is the name of several jurisdictions");
        assert_eq!(fault.to_do(), Some("use the code: CD (Congo (Democratic Republic of the)) or CG (Congo)"));
    }

    #[test]
    fn every_name_and_code_is_read_back_as_shown() {
        let all =
            rust_iso3166::ALL.iter().flat_map(|c| [(c.alpha2, c.alpha2), (c.alpha3, c.alpha2), (c.name, c.alpha2)]);
        for (text, known) in all.chain([("European Union", "EU"), ("Kosovo", "XK")]) {
            let read = Jurisdiction::parse(text).unwrap();
            assert_eq!(read.code(), known, "{text}");
            assert_eq!(Jurisdiction::parse(read.name()), Ok(read));
            assert_eq!(Jurisdiction::parse(&read.to_string()), Ok(read));
        }
    }

    #[test]
    fn an_unknown_jurisdiction_is_refused_with_similar_names() {
        let fault = Jurisdiction::parse("Germny").unwrap_err();
        assert_eq!(fault.what(), "“Germny” is not a jurisdiction that impound knows");
        assert!(fault.to_do().unwrap().starts_with("perhaps DE (Germany);"), "{fault:?}");
        for text in ["ZZ", "", "Narnia", "de la", "D", "+", "北京", "republic"] {
            assert!(Jurisdiction::parse(text).is_err(), "{text}");
        }
        let fault = Jurisdiction::parse("Korea").unwrap_err();
        assert_eq!(fault.what(), "“Korea” is the name of several jurisdictions");
        assert!(fault.to_do().unwrap().contains("KR (Korea (Republic of))"), "{fault:?}");
    }

    #[test]
    fn several_places_are_a_sorted_pool_without_duplicates() {
        let pool = places("NL, hu;Lituanie+DE,NL");
        assert_eq!(pool.codes(), "DE+HU+LT+NL");
        assert_eq!(pool.to_string(), "DE+HU+LT+NL");
        assert_eq!(format!("{:<5}|", places("NL")), "NL   |");
        assert!(pool.is_pool() && !pool.is_unstated());
        assert!(!places("NL,NL").is_pool());
        assert!(pool.contains(Jurisdiction::parse("HU").unwrap()));
        assert!(!pool.contains(Jurisdiction::parse("FR").unwrap()));
        assert!(places("NL+DE").is_subset(&pool) && !pool.is_subset(&places("NL+DE")));
        assert!(Places::unstated().is_subset(&pool));
        assert_eq!(pool.iter().map(Jurisdiction::code).collect::<Vec<_>>(), ["DE", "HU", "LT", "NL"]);
    }

    #[test]
    fn a_name_with_a_comma_is_one_place() {
        assert_eq!(places("Bolivia, Plurinational State of").codes(), "BO");
        assert_eq!(places("Bonaire, Sint Eustatius and Saba").codes(), "BQ");
        assert_eq!(places("Iran (Islamic Republic of); Bolivia").codes(), "BO+IR");
    }

    #[test]
    fn a_conjunction_is_not_a_jurisdiction() {
        for (text, codes) in [
            ("DE and FR", "DE+FR"),
            ("FR et BE", "BE+FR"),
            ("Germany, France and Italy", "DE+FR+IT"),
            ("Deutschland und Frankreich", "DE+FR"),
            ("HU LT DE and NL", "DE+HU+LT+NL"),
            ("HU LT", "HU+LT"),
            ("Spain y Portugal", "ES+PT"),
            ("Trinidad and Tobago", "TT"),
            ("DE & FR", "DE+FR"),
            ("AND", "AD"),
        ] {
            match codes {
                "" => assert!(Places::parse(text).is_err(), "{text}"),
                codes => assert_eq!(Places::parse(text).map(|places| places.codes()).as_deref(), Ok(codes), "{text}"),
            }
        }
        for text in ["DE AND FR", "DE,and,FR", "ESP AND FRA", "and", "DE and", "de la fr"] {
            assert!(Places::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_territory_and_its_state_after_a_comma_have_two_readings() {
        for text in ["Taiwan, China", "Hong Kong, China", "Georgia, USA", "Puerto Rico, United States"] {
            let fault = Places::parse(text).unwrap_err();
            assert!(fault.what().contains("may be one place or two"), "{fault}");
        }
        assert_eq!(
            Places::parse("Taiwan, China").unwrap_err().to_do(),
            Some("write TW for the one place, or TW+CN for both")
        );
        for (text, codes) in
            [("TW,CN", "CN+TW"), ("Taiwan; China", "CN+TW"), ("China, Japan", "CN+JP"), ("China, Taiwan", "CN+TW")]
        {
            assert_eq!(places(text).codes(), codes, "{text}");
        }
    }

    #[test]
    fn no_place_is_valid_only_on_its_own() {
        for text in ["", "  ", "unstated", "Unstated"] {
            assert_eq!(places(text), Places::unstated(), "{text:?}");
        }
        assert_eq!(Places::unstated().codes(), "");
        for text in ["DE,,NL", ",DE", "DE+", ",", "DE,unstated", "DE ZZ", "DE/NL", "DE,ZZ"] {
            assert!(Places::parse(text).is_err(), "{text:?}");
        }
        let fault = Places::parse("DE,,NL").unwrap_err();
        assert_eq!(fault.what(), "“DE,,NL” has a separator with no jurisdiction beside it");
        assert_eq!(Places::parse("DE,Narnia").unwrap_err().what(), "“Narnia” is not a jurisdiction that impound knows");
    }

    #[test]
    fn the_basis_of_a_place_is_stated_or_inferred() {
        assert_eq!(Basis::parse("inferred"), Ok(Basis::Inferred));
        assert_eq!(Basis::parse("guessed").unwrap_err().to_do(), Some("use one of stated, inferred"));
    }

    proptest! {
        #[test]
        fn no_text_causes_a_panic_and_every_place_is_read_back_as_shown(text in "\\PC{0,40}") {
            if let Ok(read) = Places::parse(&text) {
                prop_assert_eq!(Places::parse(&read.to_string()), Ok(read));
            }
        }

        #[test]
        fn any_set_of_jurisdictions_is_read_back(codes in proptest::sample::subsequence(rust_iso3166::ALL_ALPHA2, 0..9)) {
            let set: Places = codes.iter().map(|code| Jurisdiction::parse(code).unwrap()).collect();
            prop_assert_eq!(Places::parse(&set.codes()), Ok(set));
        }
    }
}
