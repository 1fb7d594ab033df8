//! Phrases that look like one amount and are another, or none: read as composed, or refused.

use super::*;

fn text(phrase: &str, hints: Hints) -> Result<String, String> {
    answer(phrase, hints).map(|amount| amount.to_string())
}

/// Phrases with their canonical text; `!` marks a refusal.
fn read_as(cases: &[(&str, &str)]) {
    let mut faults = Vec::new();
    for (phrase, expected) in cases {
        let got = text(phrase, Hints::default());
        if got.as_deref().unwrap_or("!") != *expected {
            faults.push(format!("{phrase}: {got:?} instead of {expected}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn refused(phrases: &[&str]) {
    read_as(&phrases.iter().map(|phrase| (*phrase, "!")).collect::<Vec<_>>());
}

#[test]
fn canonical_text_is_never_read_as_words() {
    read_as(&[
        ("72.000 KWD", "72.000 KWD"),
        (">=4.000 BHD", ">=4.000 BHD"),
        ("~<8.250 OMR", "~<8.250 OMR"),
        ("9.125 TND", "9.125 TND"),
        ("7.000000 USDC", "7.000000 USDC"),
        ("2.750 BTC", "2.75000000 BTC"),
        ("2.000..>3.000 KWD", "!"),
        ("2.000..<3.000 KWD", "2.000..<3.000 KWD"),
    ]);
    assert_eq!(text("2.750", with_currency("BTC")).unwrap(), "2.75000000 BTC");
    assert_eq!(text(">=8.125", with_currency("KWD")).unwrap(), ">=8.125 KWD");
}

#[test]
fn canonical_text_with_more_decimals_than_its_currency_is_refused_with_both_readings() {
    for (phrase, begins, grouped) in [
        ("7.002 EUR", "7.002 has 3 decimals, EUR has 2", "7002.00 EUR"),
        ("64.000 USD", "64.000 has 3 decimals, USD has 2", "64000.00 USD"),
        ("23.456 JPY", "23.456 has 3 decimals, JPY has 0", "23456 JPY"),
        (">=2.222 EUR", "2.222 has 3 decimals, EUR has 2", ">=2222.00 EUR"),
        ("3.000..4.500 EUR", "3.000 has 3 decimals, EUR has 2", "3000.00..4500.00 EUR"),
    ] {
        let refused = refusal(phrase, Hints::default());
        assert!(refused.fault.what().starts_with(begins), "{phrase}: {}", refused.fault);
        assert!(refused.fault.what().ends_with(grouped), "{phrase}: {}", refused.fault);
        assert_eq!(refused.readings.iter().map(Amount::to_string).collect::<Vec<_>>(), [grouped]);
        assert_eq!(text(phrase, told("nl")).unwrap(), grouped, "Dutch divides thousands by a point");
        assert!(text(phrase, told("en")).is_err(), "{phrase} in English");
    }
    for phrase in ["0.125 EUR", "1234.567 EUR", "7.5.. EUR", "1.5..2.000 JPY", "7.0001 EUR"] {
        assert!(refusal(phrase, told("de")).readings.is_empty(), "{phrase}");
    }
    assert!(text("7.002", with_currency("EUR")).unwrap_err().starts_with("7.002 has 3 decimals, EUR has 2"));
    read_as(&[
        ("EUR 64.500", "64500.00 EUR"),
        ("64.500 euros", "64500.00 EUR"),
        ("64.500 €", "64500.00 EUR"),
        (">= 64.500 EUR", ">=64500.00 EUR"),
    ]);
}

#[test]
fn short_canonical_text_is_refused_where_the_language_divides_thousands_by_a_point() {
    for phrase in ["49.858 BTC", "1.234..5.678 ETH"] {
        assert!(text(phrase, Hints::default()).is_ok() && text(phrase, told("en")).is_ok(), "{phrase}");
        assert_eq!(refusal(phrase, told("de")).readings.len(), 2, "{phrase}");
    }
    let readings = refusal("49.858 BTC", told("de")).readings;
    let readings: Vec<String> = readings.iter().map(Amount::to_string).collect();
    assert_eq!(readings, ["49.85800000 BTC", "49858.00000000 BTC"]);
    for printed in ["49.85800000 BTC", "1.500 KWD", "1.2345 BTC"] {
        let canonical = text(printed, Hints::default()).unwrap();
        assert_eq!(text(printed, told("de")).unwrap(), canonical);
    }
}

#[test]
fn a_sign_of_comparison_keeps_its_equal_sign_or_is_refused() {
    read_as(&[
        (">=7M EUR", ">=7000000.00 EUR"),
        (">= 7.50 EUR", ">=7.50 EUR"),
        ("<=7M EUR", "<=7000000.00 EUR"),
        ("<= 7.50 EUR", "<=7.50 EUR"),
        ("≥7 EUR", ">=7.00 EUR"),
        ("≤ 7 EUR", "<=7.00 EUR"),
        ("⩾ 7 EUR", ">=7.00 EUR"),
        ("＞ 7 EUR", ">7.00 EUR"),
        (">€7m", ">7000000.00 EUR"),
        ("~ > 7 EUR", "~>7.00 EUR"),
        ("= 7 EUR", "7.00 EUR"),
    ]);
    refused(&["=> 7 EUR", "=<7 EUR", ">>7 EUR", "<>7 EUR", "≠7 EUR", "<b>7 EUR</b>", "-> 7 EUR", "±7 EUR", "==7 EUR"]);
}

#[test]
fn a_range_keeps_both_ends_or_is_refused() {
    read_as(&[
        ("7 .. 9 EUR", "7.00..9.00 EUR"),
        ("7...9 EUR", "7.00..9.00 EUR"),
        ("7…9 EUR", "7.00..9.00 EUR"),
        ("7 – 9 EUR", "7.00..9.00 EUR"),
        ("7-9 million EUR", "7000000.00..9000000.00 EUR"),
        ("7M..9M EUR", "7000000.00..9000000.00 EUR"),
    ]);
    refused(&[
        "7..9M EUR",
        ">7 .. <9 EUR",
        "7 EUR to 9",
        "7 EUR or 9",
        "7 EUR - 9",
        "7 EUR .. 9",
        "7 to more than 9 EUR",
        "€7 90",
        "7-8-9 EUR",
    ]);
}

#[test]
fn a_figure_is_not_cut_out_of_a_longer_word() {
    refused(&[
        ".7 EUR",
        ",7 EUR",
        "EUR .7",
        "EUR.7",
        "€.7",
        "7e3 EUR",
        "7E6 EUR",
        "7_000 EUR",
        "0x7 EUR",
        "7'00 EUR",
        "7,,000 EUR",
        "7..000 EUR",
        "1/7 million EUR",
        "7*3 EUR",
        "7+3 EUR",
        "7^6 EUR",
        "#7 EUR",
        "A7 EUR",
        "_7 EUR",
        "7² EUR",
        "7·5 EUR",
        "7，000 EUR",
        "７ EUR",
        "7٧ EUR",
        "7\u{301} EUR",
        "7 €m",
        "7 EUR k",
        "7 EUR-",
        "!7 EUR",
        "7 EUR thousand million",
        "7 EUR and a half",
        "€7^2",
        "€7*3",
        "7 EUR,50",
        "EUR 7_000",
    ]);
}

#[test]
fn text_after_a_figure_is_never_skipped() {
    refused(&[
        "7 EUR dozen",
        "7 EUR x 3",
        "7 EUR times 3",
        "7 EUR minus 3",
        "7 EUR plus 3",
        "7 EUR ½",
        "7 EUR and 50 cents",
        "7 EUR (000)",
        "7 EUR (thousands)",
        "7 EUR (in millions)",
        "7 EUR in thousands",
        "7 EUR (approx.)",
        "7 EUR (at least)",
        "7 EUR ~",
        "7 EUR >",
        "7 EUR ±10%",
        "€7 T",
        "7 EUR -",
        "7 EUR short",
        "€7m k",
        "M 7 EUR",
        "% 7 EUR",
    ]);
    read_as(&[
        ("7 EUR per month", "7.00 EUR"),
        ("7 EUR (9 USD)", "7.00 EUR"),
        ("7 thousand million EUR", "7000000000.00 EUR"),
        ("€7 million and 3 cars", "7000000.00 EUR"),
        ("€7 million in 15 accounts", "7000000.00 EUR"),
        ("7 hundred EUR", "700.00 EUR"),
        ("up to and including 7 EUR", "<=7.00 EUR"),
        ("net 7 million euros", "7000000.00 EUR"),
        ("7½ million EUR", "7500000.00 EUR"),
    ]);
}

#[test]
fn a_negated_amount_is_refused() {
    refused(&[
        "not 7 EUR",
        "except 7 EUR",
        "without 7 EUR",
        "never 7 EUR",
        "no 7 EUR",
        "minus 7 EUR",
        "not even 7 EUR",
        "other than 7 EUR",
        "twice 7 EUR",
        "sauf 7 EUR",
        "sans 7 euros",
        "moins 7 euros",
        "hormis 7 EUR",
        "ohne 7 Euro",
        "kein 7 EUR",
        "außer 7 EUR",
        "niemals 7 Euro",
        "zonder 7 euro",
        "senza 7 euro",
        "sin 7 euros",
        "sem 7 euros",
        "bez 7 EUR",
        "без 7 евро",
        "nélkül 7 EUR",
        "utan 7 EUR",
        "χωρίς 7 ευρώ",
        "−7 EUR",
        "－7 EUR",
        "﹣7 EUR",
        "⁻7 EUR",
        "~-7 EUR",
        "--7 EUR",
    ]);
    for tag in ["fr", "de", "hu"] {
        assert!(text("not 7 EUR", told(tag)).is_err(), "{tag}");
    }
    assert!(text("over 7 EUR", told("fr")).is_err(), "a bound word of another language is not passed over");
    assert!(text("mindestens 7 EUR", told("pl")).is_err());
    read_as(&[("no less than 7 EUR", ">=7.00 EUR"), ("pas plus de 7 euros", "<=7.00 EUR")]);
}

#[test]
fn a_figure_with_too_many_digits_is_refused_with_the_limit() {
    let nines = "9".repeat(28);
    for (phrase, begins) in [
        (format!("{nines}.99 EUR"), format!("{nines}.99 has more digits than a figure can hold")),
        (format!("~{nines}{nines} EUR"), format!("{nines}{nines} has more digits than a figure can hold")),
        (format!("{nines} million EUR"), "the figure has more digits than a figure can hold".to_owned()),
        (format!("EUR {nines}.99"), "the figure has more digits than a figure can hold".to_owned()),
    ] {
        assert!(text(&phrase, Hints::default()).unwrap_err().starts_with(&begins), "{phrase}");
    }
}
