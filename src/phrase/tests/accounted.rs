//! Every word that touches a figure is accounted for: understood, or the phrase is refused and shows it.

use super::super::dictionary::Slot;
use super::super::dictionary::{dictionary, says_nothing, slot};
use super::super::meaning::Meaning;
use super::super::token::fold;
use super::*;

/// A word that no lexicon contains, whole or in part.
const NONSENSE: &str = "xqzt";

/// Phrases that can be read, with the currency supplied for each.
const READ: &[(&str, &str)] = &[
    ("seized more than €7 million in cash", ""),
    ("43 cars and €120,000 in cash", ""),
    ("assets worth about 7 million euros were frozen", ""),
    ("up to EUR 7.5 million per year", ""),
    ("between 5 and 7 million dollars in assets", ""),
    ("from $5m to $7m in bitcoin", ""),
    ("less than 7 million pounds (about $9 million)", ""),
    ("a total of at least 700,000 Swiss francs", ""),
    ("5M to 7M EUR", ""),
    ("more than 5 M", "EUR"),
    ("12.5 k", "EUR"),
    ("7 million or more", "EUR"),
    ("plus de 7 millions d'euros ont été saisis", ""),
    ("environ 7 M€ en 2019", ""),
    ("7 millions de dollars de Hong Kong", ""),
    ("rund 7,5 Mio. Euro in bar", ""),
    ("mindestens 700 Tsd. EUR", ""),
    ("zwischen 5 und 7 Mio. € sichergestellt", ""),
    ("ruim 7 miljoen euro in beslag genomen", ""),
    ("több mint 7 millió forint készpénz", ""),
    ("daugiau kaip 7 mln. eurų turto", ""),
    ("над 7 млн. лева в брой", ""),
    ("circa 7 milioni di euro sequestrati", ""),
    ("más de 7 millones de euros en efectivo", ""),
    ("peste 7 milioane de euro confiscate", ""),
    ("ponad 7 mln zł w gotówce", ""),
    ("более 7 млн белорусских рублей наличными", ""),
    ("över 7 miljoner norska kronor i kontanter", ""),
    ("hơn 7 tỷ đồng tiền mặt", ""),
    ("lebih dari Rp 7 miliar tunai", ""),
    ("約7億円を没収", ""),
    ("약 7억 원 이상", ""),
    ("มากกว่า 7 ล้านบาท", ""),
    ("יותר מ-7 מיליון שקל", ""),
    ("بیش از ۷ میلیارد ریال", ""),
    ("लगभग 7 करोड़ रुपये", ""),
    ("առնվազն 7 մլն դրամ", ""),
    ("meira en 7 milljónir króna", ""),
    ("INR 5 L", ""),
    ("7 million euros (2019)", ""),
    ("2023: €7 million", ""),
    ("€7m or thereabouts", ""),
];

fn amount(phrase: &str, code: &str) -> Option<Amount> {
    read(phrase, with_currency(code)).ok().map(|reading| reading.amount)
}

/// Whether a word has, in some lexicon, a meaning that leaves an amount unchanged where it stands.
fn may_say_nothing(word: &str) -> bool {
    let word = fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
    let year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.is_empty()
        || year
        || dictionary().senses(&word).iter().any(|sense| {
            let idle = matches!(
                sense.meaning,
                Meaning::Of
                    | Meaning::OfAny
                    | Meaning::And
                    | Meaning::Or
                    | Meaning::To
                    | Meaning::From
                    | Meaning::Article
                    | Meaning::Between
                    | Meaning::BetweenAfter
            );
            idle || says_nothing(sense.meaning) || slot(sense.meaning) == Slot::Year
        })
}

/// The words that an amount was read from, and those that touch them.
fn touching(phrase: &str, code: &str) -> Vec<std::ops::Range<usize>> {
    let words = read(phrase, with_currency(code)).unwrap().words;
    let (start, end) = (words.first().unwrap().start, words.iter().map(|word| word.end).max().unwrap());
    let mut at = 0;
    let mut places = Vec::new();
    for word in phrase.split(' ') {
        places.push(at..at + word.len());
        at += word.len() + 1;
    }
    let first = places.iter().position(|place| place.end > start).unwrap();
    // What precedes a bound touches the bound, not the figure.
    let bare = words[0].meaning.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase());
    let first = if bare { first.saturating_sub(1) } else { first };
    let last = places.iter().rposition(|place| place.start < end).unwrap();
    // A word joined to the currency touches it; the next word does not.
    let behind = if places[last].end > end { last + 1 } else { last + 2 };
    places[first..behind.min(places.len())].to_vec()
}

/// Whether a reading would survive without a word: part of an expression, a repetition, or the “one” of one million.
fn is_repeated(phrase: &str, code: &str, place: &std::ops::Range<usize>) -> bool {
    let word = &phrase[place.clone()];
    let words = read(phrase, with_currency(code)).unwrap().words;
    let expression =
        |read: &Word| read.start <= place.start && place.end <= read.end && phrase[read.start..read.end].contains(' ');
    words.iter().any(expression) || phrase.split(' ').filter(|other| *other == word).count() > 1 || word == "1"
}

#[test]
fn changing_or_dropping_a_word_at_a_figure_changes_the_reading_unless_the_word_says_nothing() {
    let mut faults = Vec::new();
    let examples = lexicon::EXAMPLES.iter().flat_map(|(_, examples)| *examples);
    let examples = examples.map(|(phrase, _)| (*phrase, "")).filter(|(phrase, _)| amount(phrase, "").is_some());
    for (phrase, code) in READ.iter().copied().chain(examples) {
        let Some(whole) = amount(phrase, code) else {
            faults.push(format!("{phrase}: refused, {:?}", read(phrase, with_currency(code)).unwrap_err().fault));
            continue;
        };
        for place in touching(phrase, code) {
            let word = &phrase[place.clone()];
            let altered = format!("{}{NONSENSE}{}", &phrase[..place.start], &phrase[place.end..]);
            let without = format!("{}{}", &phrase[..place.start], &phrase[place.end..]);
            let touches = || touching(&altered, code).iter().any(|place| &altered[place.clone()] == NONSENSE);
            if amount(&altered, code) == Some(whole) && !word.starts_with('(') && touches() {
                faults.push(format!("{phrase}: “{word}” altered: {altered}"));
            }
            let idle = || may_say_nothing(word) || is_repeated(phrase, code, &place);
            if amount(&without, code) == Some(whole) && !idle() {
                faults.push(format!("{phrase}: “{word}” taken away"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_word_not_understood_beside_a_figure_is_shown() {
    for (phrase, code, shown) in [
        ("VND 7 xqzt", "", "“xqzt” beside the figure"),
        ("xqzt. 7 Mio. €", "", "“xqzt.” beside the figure"),
        ("xqzt €7m", "", "“xqzt” beside the figure"),
        ("7 M€ xqzt", "", "“xqzt” beside the figure"),
        ("€7 million (xqzt)", "", "“xqzt” beside the figure"),
        ("7 L", "EUR", "“L” beside the figure"),
        ("Rp 7 M", "", "“M” beside the figure"),
        ("Xqzt 7", "CAD", "“Xqzt” beside the figure"),
        ("account 7007", "CAD", "the number may be that of a thing, “account”"),
        ("7 million dollars xqzt", "", "“xqzt” may say which currency is meant: USD, CAD"),
        ("7 millions de dollars de Lettonie", "", "“Lettonie” may say which currency is meant: USD, CAD"),
        ("$7 million Mexican", "", "“Mexican” may say which currency is meant: USD, CAD"),
        ("7 EUR (in thousands)", "", "may qualify the figure from a distance"),
        ("(63.12) EUR", "", "the amount is or may be negative"),
        ("EUR (63.12)", "", "the amount is or may be negative"),
        ("4 BTC, soit 400 000 €", "", "the phrase names two amounts"),
    ] {
        let refused = refusal(phrase, with_currency(code)).fault;
        assert!(refused.what().contains(shown), "{phrase}: {refused}");
    }
    let converted = refusal("4 BTC, soit 400 000 €", Hints::default()).fault;
    assert!(!converted.to_do().unwrap().contains("apart"), "never two entries: {converted}");
}

/// Phrases, the currency supplied with each, and their canonical text; `!` marks a refusal.
fn all_read(cases: &[(&str, &str, &str)]) {
    let mut faults = Vec::new();
    for (phrase, code, expected) in cases {
        let got = answer(phrase, with_currency(code)).map(|amount| amount.to_string());
        if got.as_deref().unwrap_or("!") != *expected {
            faults.push(format!("{phrase} [{code}]: {got:?} instead of {expected}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_letter_multiplies_wherever_the_currency_comes_from() {
    all_read(&[
        ("7 M", "EUR", "7000000.00 EUR"),
        ("7M", "EUR", "7000000.00 EUR"),
        ("7 k", "SEK", "7000.00 SEK"),
        ("7.5 B", "USD", "7500000000.00 USD"),
        ("7MM", "USD", "7000000.00 USD"),
        ("7 L", "INR", "700000.00 INR"),
        ("7 Cr", "INR", "70000000.00 INR"),
        ("INR 7 L", "", "700000.00 INR"),
        ("VND 7 tr", "", "7000000 VND"),
        ("5 to 7 M", "EUR", "5000000.00..7000000.00 EUR"),
        ("5M to 7M EUR", "", "5000000.00..7000000.00 EUR"),
        ("$5M - $7M", "", "5000000.00..7000000.00 USD"),
        ("500k to 1M EUR", "", "500000.00..1000000.00 EUR"),
        ("10K–$15K", "", "10000.00..15000.00 USD"),
        ("7 mkr", "SEK", "7000000.00 SEK"),
        ("7 tkr", "NOK", "7000.00 NOK"),
        ("7 ha", "EUR", "!"),
        ("7 m²", "EUR", "!"),
        ("7 kg", "EUR", "!"),
        ("7 L", "EUR", "!"),
        ("$7 tr", "", "!"),
        ("Rp 7 M", "", "!"),
        ("12 in", "CAD", "!"),
        ("JPY 7 man", "", "!"),
        ("CNY 7 wan", "", "!"),
        ("CNY 7 yi", "", "!"),
        ("THB 7 lan", "", "!"),
        ("£000s 700", "", "!"),
        ("€ 7. m", "", "!"),
        ("€7m-plus", "", ">=7000000.00 EUR"),
        ("INR 7 lakh crore", "", "7000000000000.00 INR"),
        ("ILS 7 אלף", "", "7000.00 ILS"),
        ("EUR 7 cash", "", "7.00 EUR"),
        ("5〜7億円", "", "500000000..700000000 JPY"),
    ]);
}

#[test]
fn neither_of_two_figures_is_lost() {
    all_read(&[
        ("5M & 7M EUR", "", "!"),
        ("5M, 7M EUR", "", "!"),
        ("5M plus 7M EUR", "", "!"),
        ("5M / 7M EUR", "", "!"),
        ("at least 5M to 7M EUR", "", "!"),
        ("1700 and 2000", "EUR", "!"),
        ("700 + 2000", "EUR", "!"),
        ("700; 2000", "EUR", "!"),
        ("700 & 1999", "EUR", "!"),
        ("2,5 millions d'euros en 2010, 7 millions en 2011", "", "!"),
        ("€5 million in 2019 and 7 million in 2020", "", "!"),
        ("5200 CAD (bundles of $200 CAD and $5000 CAD)", "", "!"),
        ("€7 million (of which €2 million in cash)", "", "!"),
        ("7 litów (16 mln złotych)", "", "7.00 LTL"),
        ("7 mln. xqzt (czyli ok. 16 mln złotych)", "", "!"),
        ("RM7 billion (US$2 billion)", "", "7000000000.00 MYR"),
        ("€7 million ($8 million)", "", "7000000.00 EUR"),
        ("7000 € (sept mille euros)", "", "7000.00 EUR"),
        ("in 2019 €7m", "", "7000000.00 EUR"),
        ("€7m 2019", "", "!"),
        ("5 a 7 mln zł", "", "!"),
        ("5 of €7 million", "", "!"),
        ("4 of which were valued at more than €7 million", "", ">7000000.00 EUR"),
        ("W 2019 r. 7 mln zł", "", "7000000.00 PLN"),
        ("в 2019 г. 7 млн евро", "", "7000000.00 EUR"),
        ("2019-ben 7 millió forint", "", "7000000.00 HUF"),
        ("2019年に7億円", "", "700000000 JPY"),
        ("700 in 2019", "EUR", "700.00 EUR"),
        ("700 (2019)", "EUR", "700.00 EUR"),
        ("2019: 700", "EUR", "700.00 EUR"),
        ("en 2019, 700", "EUR", "700.00 EUR"),
        ("€7 million from 2019 to 2021", "", "7000000.00 EUR"),
        ("seized on 12 March 2024 €45,000", "", "45000.00 EUR"),
        ("1500 +", "EUR", ">=1500.00 EUR"),
        ("+/- 7 M€", "", "!"),
        ("700 (€000)", "", "700000.00 EUR"),
        ("700 (Mio. €)", "", "700000000.00 EUR"),
        ("(in thousands) 700 EUR", "", "!"),
    ]);
}

#[test]
fn the_number_of_a_thing_is_not_an_amount_of_money() {
    for phrase in [
        "Apple iPhone 12",
        "2007 BMW 328",
        "account 12345",
        "Account: 12345",
        "see note 3",
        "Lot 12",
        "page 3",
        "land 12 ha",
        "PlayStation 5",
        "Flat 4B",
        "Ford F-150",
        "Konto 12345",
        "compte 12345",
        "12 watches",
        "NULL",
        "null",
        "None",
        "N/A",
        "nil",
        "zero",
        "NaN",
    ] {
        assert!(answer(phrase, with_currency("CAD")).is_err(), "{phrase}");
    }
    all_read(&[
        ("total 700", "CAD", "700.00 CAD"),
        ("seized 700", "CAD", "700.00 CAD"),
        ("700 in cash", "CAD", "700.00 CAD"),
        ("Torn 45 CAD", "", "45.00 CAD"),
    ]);
}

#[test]
fn the_dollars_and_pounds_of_other_countries_are_recognised_or_asked_about() {
    all_read(&[
        ("7 milioni di dollari di Singapore", "", "7000000.00 SGD"),
        ("7 millions de dollars de Hong Kong", "", "7000000.00 HKD"),
        ("7 millones de dólares singapurenses", "", "7000000.00 SGD"),
        ("7 millions de dollars taïwanais", "", "7000000.00 TWD"),
        ("NT dollars 7 million", "", "7000000.00 TWD"),
        ("7 millones de libras egipcias", "", "7000000.00 EGP"),
        ("7 million Jamaican dollars", "", "7000000.00 JMD"),
        ("7 Mio. Hongkong-Dollar", "", "7000000.00 HKD"),
        ("7 milionów dolarów kanadyjskich", "", "7000000.00 CAD"),
        ("7 млн канадских долларов", "", "7000000.00 CAD"),
        ("7 millions de couronnes tchèques", "", "7000000.00 CZK"),
        ("7 million Mexican pesos", "", "7000000.00 MXN"),
        ("7 Millionen belgische Franken", "", "7000000 BEF"),
        ("7 Millionen Franken", "", "7000000.00 CHF"),
        ("7 млн белорусских рублей", "", "7000000.00 BYN"),
        ("oltre S $ 430 milioni", "", "!"),
        ("worth A $7 million", "", "!"),
        ("C $7 million", "", "!"),
        ("a $7 million yacht", "", "7000000.00 USD"),
        ("7 million pesos", "", "!"),
        ("7 million dollars in Singapore", "", "!"),
        ("7 million dollars from Hong Kong", "", "!"),
        ("Singapore $7 million", "", "!"),
        ("RMB 7 million", "", "7000000.00 CNY"),
        ("UKP 7 million", "", "7000000.00 GBP"),
    ]);
}

#[test]
fn a_place_with_its_own_dollar_leaves_the_sign_open() {
    let at = |place: &str, phrase: &str, code: &str| {
        let places = [crate::domain::Jurisdiction::parse(place).unwrap()];
        let hints = Hints { places: &places, ..with_currency(code) };
        read(phrase, hints).map(|reading| reading.amount.to_string()).map_err(|refusal| refusal.fault.what().to_owned())
    };
    assert_eq!(at("SG", "$7 million", ""), Err("Singapore has a currency of this name too: SGD or USD?".into()));
    assert_eq!(
        at("NZ", "7 million dollars", ""),
        Err("New Zealand has a currency of this name too: NZD or USD?".into())
    );
    assert!(at("EG", "£7 million", "").is_err());
    assert!(at("AG", "$7 million", "").unwrap_err().contains("XCD"));
    for (place, phrase, code, amount) in [
        ("SG", "US$7 million", "", "7000000.00 USD"),
        ("SG", "S$7 million", "", "7000000.00 SGD"),
        ("SG", "$7 million", "USD", "7000000.00 USD"),
        ("SG", "$7 million", "SGD", "7000000.00 SGD"),
        ("DE", "$7 million", "", "7000000.00 USD"),
        ("US", "$7 million", "", "7000000.00 USD"),
        ("SG", "€7 million", "", "7000000.00 EUR"),
    ] {
        assert_eq!(at(place, phrase, code).as_deref(), Ok(amount), "{phrase} in {place}");
    }
}

#[test]
fn abbreviated_and_misspelt_bounds_are_known() {
    all_read(&[
        ("mind. 7 Mio. €", "", ">=7000000.00 EUR"),
        ("max. 7 Mio. €", "", "<=7000000.00 EUR"),
        ("ca. 7 Mio. €", "", "~7000000.00 EUR"),
        ("inf. à 7 M€", "", "<7000000.00 EUR"),
        ("sup. à 7 M€", "", ">7000000.00 EUR"),
        ("env. 7 M€", "", "~7000000.00 EUR"),
        ("ong. 7 mln euro", "", "~7000000.00 EUR"),
        ("ок. 7 млн евро", "", "~7000000.00 EUR"),
        ("περ. 7 εκ. €", "", "~7000000.00 EUR"),
        ("c:a 7 miljoner SEK", "", "~7000000.00 SEK"),
        ("enint. 7 milj. euroa", "", "<=7000000.00 EUR"),
        ("c. €7m", "", "~7000000.00 EUR"),
        ("abt. €7m", "", "~7000000.00 EUR"),
        ("upto €7m", "", "<=7000000.00 EUR"),
        ("less then 7m EUR", "", "<7000000.00 EUR"),
        ("no less then 7m EUR", "", ">=7000000.00 EUR"),
        ("no more then 7m EUR", "", "<=7000000.00 EUR"),
        ("approximatly 7m EUR", "", "~7000000.00 EUR"),
        ("more than a combined 7 million euros", "", ">7000000.00 EUR"),
        ("&gt;7m EUR", "", ">7000000.00 EUR"),
        ("&lt; 7m EUR", "", "<7000000.00 EUR"),
        ("aprox. 7 millones de euros", "", "~7000000.00 EUR"),
        ("alm. 7 mln di euro", "", ">=7000000.00 EUR"),
        ("kb. 7 millió forint", "", "~7000000.00 HUF"),
        ("ok. 7 mln zł", "", "~7000000.00 PLN"),
        ("than 7m EUR", "", "!"),
        ("more than their 7m EUR", "", "!"),
        ("approx: 7m EUR", "", "!"),
        ("7m EUR over", "", "!"),
    ]);
}

/// Phrases that were misread when people tried the program.
#[test]
fn phrases_once_misread_are_read_right_or_refused() {
    let Some(text) = super::trial::beside("data/faults/phrases_handover.tsv") else { return };
    let mut faults = Vec::new();
    for row in text.lines().skip(1) {
        let [_, phrase, code, _, right] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        if let Ok(amount) = answer(phrase, with_currency(code))
            && !right.split(", or ").any(|right| right == amount.to_string())
        {
            faults.push(format!("{phrase} [{code}]: {amount} instead of {right}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
