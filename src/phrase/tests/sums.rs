//! Sums for each of several things, bounds separated from their figures, scales and codes in one word.

use super::*;

fn text(phrase: &str, hints: Hints) -> Result<String, String> {
    answer(phrase, hints).map(|amount| amount.to_string())
}

/// Phrases of one language with their canonical text; `!` marks a refusal.
fn read_in(tag: &str, cases: &[(&str, &str)]) {
    let mut faults = Vec::new();
    for (phrase, expected) in cases {
        for hints in [told(tag), Hints::default()] {
            let got = text(phrase, hints);
            if got.as_deref().unwrap_or("!") != *expected {
                faults.push(format!("{phrase} ({tag}): {got:?} instead of {expected}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

const EACH: &str = "the phrase names the sum for each of several, not their total";
const TIMES: &str = "the phrase names a sum and how many times it was paid, not their total";

#[test]
fn a_sum_for_each_of_several_is_not_their_total() {
    for (tag, phrases) in [
        (
            "en",
            &["7 EUR each", "€700 per person", "€70 a head", "five couriers at €700 each", "instalments of €70"][..],
        ),
        ("fr", &["7 euros chacun", "700 euros par personne", "70 euros le gramme", "mensualités de 700 euros"]),
        ("de", &["jeweils 700 Euro", "700 Euro pro Person", "700 Euro je Fahrzeug", "90 Tagessätze zu 70 Euro"]),
        ("nl", &["700 euro per persoon", "elk 700 euro", "700 euro per stuk", "termijnen van 700 euro"]),
        ("hu", &["fejenként 700 ezer forint", "grammonként 7000 forint", "háromszor 700 ezer forint"]),
        ("lt", &["700 eurų kiekvienam", "70 eurų už gramą"]),
        ("bg", &["700 лева на човек", "всеки 700 лева", "70 лева за грам"]),
        ("it", &["700 euro a testa", "rate da 700 euro", "70 euro al grammo", "700 euro ciascuno"]),
        ("es", &["700 euros por persona", "cuotas de 700 euros", "70 euros el gramo", "700 euros cada uno"]),
        ("ro", &["700 de lei de persoană", "tranșe de 700 de lei", "700 de lei fiecare"]),
        ("pl", &["700 zł od osoby", "70 zł za gram", "każdy 700 zł"]),
        ("ru", &["700 евро с человека", "700 евро каждый"]),
        ("sv", &["700 euro per person", "700 euro vardera"]),
        ("pt", &["700 euros por pessoa", "parcelas de 700 euros"]),
    ] {
        for phrase in phrases {
            assert_eq!(refusal(phrase, told(tag)).fault.what(), EACH, "{phrase}");
            assert!(text(phrase, Hints::default()).is_err(), "{phrase} (language unnamed)");
        }
    }
}

#[test]
fn a_rate_over_time_keeps_its_number() {
    read_in("en", &[("€700 per day", "700.00 EUR"), ("more than €7m each year", ">7000000.00 EUR")]);
    read_in("de", &[("700 Euro pro Monat", "700.00 EUR"), ("7 Mio. EUR/Jahr", "7000000.00 EUR")]);
    read_in("fr", &[("7 millions d'euros par an", "7000000.00 EUR")]);
    read_in("nl", &[("700 euro per maand", "700.00 EUR")]);
    read_in("en", &[("€70/kg", "!"), ("70 EUR/gramme", "!")]);
}

#[test]
fn a_repeated_payment_is_refused_and_payments_of_a_sum_are_that_sum() {
    for (tag, phrase) in [
        ("en", "3 payments of 7 EUR"),
        ("en", "three wire transfers of €700"),
        ("fr", "trois versements de 700 euros"),
        ("de", "3 Zahlungen von 700 Euro"),
        ("nl", "drie betalingen van 700 euro"),
        ("it", "tre bonifici da 700 euro"),
        ("es", "tres pagos de 700 euros"),
        ("ro", "trei plăți de 700 de lei"),
    ] {
        assert_eq!(refusal(phrase, told(tag)).fault.what(), TIMES, "{phrase}");
        assert!(text(phrase, Hints::default()).is_err(), "{phrase} (language unnamed)");
    }
    read_in(
        "en",
        &[
            ("payments of €7 million", "7000000.00 EUR"),
            ("a payment of €700", "700.00 EUR"),
            ("three payments totalling €700", "700.00 EUR"),
            ("15 suspects and bribes of more than €7 million", ">7000000.00 EUR"),
        ],
    );
}

#[test]
fn a_bound_set_off_by_commas_is_kept() {
    read_in(
        "en",
        &[("more than, say, 7 EUR", "!"), ("at least, it is thought, €7m", "!"), ("up to (about) 7 EUR", "!")],
    );
    read_in("fr", &[("De plus, 7 millions d'euros", "7000000.00 EUR")]);
}

#[test]
fn a_scale_and_a_code_in_one_word_are_both_read() {
    for (phrase, expected) in [
        ("TEUR 700", "700000.00 EUR"),
        ("700 TEUR", "700000.00 EUR"),
        ("7 MEUR", "7000000.00 EUR"),
        ("MEUR 7.2", "7200000.00 EUR"),
        ("7 kEUR", "7000.00 EUR"),
        ("12.5 MSEK", "12500000.00 SEK"),
        ("more than 7 MUSD", ">7000000.00 USD"),
        ("7 eFt", "7000.00 HUF"),
        ("7 MFt", "7000000.00 HUF"),
        ("7 M Ft", "7000000.00 HUF"),
        ("US dollars 7 million", "7000000.00 USD"),
        ("Swiss francs 7 million", "7000000.00 CHF"),
    ] {
        assert_eq!(text(phrase, Hints::default()).as_deref(), Ok(expected), "{phrase}");
    }
    for phrase in ["7 T€", "€7 T", "7 XEUR", "TEUR", "7 million MEUR", "7 EUR DR", "7 EUR CR", "Nr. 7 EUR"] {
        assert!(text(phrase, Hints::default()).is_err(), "{phrase}");
    }
}

#[test]
fn a_range_whose_lower_end_may_be_in_thousands_is_refused() {
    read_in(
        "fr",
        &[("entre 300 et 400 000 euros", "!"), ("entre 300 000 et 400 000 euros", "300000.00..400000.00 EUR")],
    );
    read_in(
        "en",
        &[
            ("between 7 and 10,000 euros", "!"),
            ("EUR 300-400,000", "!"),
            ("between €7 and €10,000", "7.00..10000.00 EUR"),
            ("700 to 20,000 euros", "700.00..20000.00 EUR"),
            ("from EUR 300,000 up to EUR 400,000", "300000.00..400000.00 EUR"),
        ],
    );
}

#[test]
fn a_negated_bound_is_its_opposite() {
    for (tag, at_most, at_least) in [
        ("en", "not more than 7 million EUR", "no less than 7 million EUR"),
        ("fr", "pas plus de 7 millions d'euros", "pas moins de 7 millions d'euros"),
        ("de", "nicht mehr als 7 Millionen Euro", "nicht weniger als 7 Millionen Euro"),
        ("nl", "niet meer dan 7 miljoen euro", "niet minder dan 7 miljoen euro"),
        ("hu", "nem több, mint 7 millió euró", "nem kevesebb, mint 7 millió euró"),
        ("lt", "ne daugiau kaip 7 mln. eurų", "ne mažiau kaip 7 mln. eurų"),
        ("bg", "не повече от 7 млн. евро", "не по-малко от 7 млн. евро"),
        ("it", "non superiore a 7 milioni di euro", "non inferiori a 7 milioni di euro"),
        ("es", "no supera los 7 millones de euros", "no menos de 7 millones de euros"),
        ("ro", "nu depășește 7 milioane de euro", "nu mai puțin de 7 milioane de euro"),
        ("pl", "nie przekracza 7 mln euro", "nie mniej niż 7 mln euro"),
        ("ru", "не более 7 млн евро", "не менее 7 млн евро"),
    ] {
        read_in(tag, &[(at_most, "<=7000000.00 EUR"), (at_least, ">=7000000.00 EUR")]);
    }
    read_in("hu", &[("nem haladja meg a 7 millió forintot", "<=7000000.00 HUF"), ("7 ezer forintnál több", "!")]);
}

#[test]
fn a_negation_in_one_language_is_not_skipped_because_it_says_little_in_another() {
    for phrase in ["nu 7 EUR", "je 7 EUR", "je 7.000 Euro", "non solo 7 euro", "nu doar 7 milioane de lei"] {
        assert!(text(phrase, Hints::default()).is_err(), "{phrase}");
    }
    assert_eq!(text("nu 7 miljoen euro", Hints::default()).as_deref(), Ok("7000000.00 EUR"), "Dutch for now");
}

#[test]
fn millon_y_medio_is_one_and_a_half() {
    read_in("es", &[("millón y medio de euros", "1500000.00 EUR"), ("millones de euros", "!")]);
}
