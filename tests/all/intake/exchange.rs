//! Files of rates of exchange: each format, and every fault by line and column.

use impound::domain::{Decimal, Holds, Quote, RateSet, SourceCitation, SourceRef, Unit};
use impound::intake::exchange::{Asked, RateFormat, RatesFile, Refused, read};
use impound::journal::SourceFile;
use impound::query::{Rates, Source};
use impound::store::{Keep, Ledger, NewRates, Recorder, Request};
use jiff::civil;
use proptest::prelude::*;

fn read_as(text: impl AsRef<[u8]>, asked: &Asked) -> Result<RatesFile, Refused> {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("r.csv");
    std::fs::write(&path, text).unwrap();
    read(&path, asked)
}

fn lines(file: &RatesFile) -> Vec<String> {
    file.quotes.iter().map(ToString::to_string).collect()
}

/// The faults of a file.
#[track_caller]
fn faults(text: &str, asked: &Asked) -> Vec<String> {
    read_as(text, asked).unwrap_err().faults.iter().map(ToString::to_string).collect()
}

fn table() -> Asked {
    Asked { base: Unit::parse("EUR").ok(), valid: Some(4), ..Asked::default() }
}

fn of_month(month: &str) -> Asked {
    Asked { month: month.parse().ok(), ..Asked::default() }
}

#[test]
fn the_reference_rates_have_a_column_per_currency_newest_first() {
    let text = "Date,USD,JPY,BGN,\n2024-06-28,1.0705,171.94,1.9558,\n2024-06-27,1.0696,N/A,1.9558,\n";
    let file = read_as(text, &Asked::default()).unwrap();
    assert_eq!((file.format, file.base.code(), file.holds), (RateFormat::Ecb, "EUR", Holds::Days(4)));
    assert_eq!(
        lines(&file),
        [
            "2024-06-27,BGN,1.9558",
            "2024-06-28,BGN,1.9558",
            "2024-06-28,JPY,171.94",
            "2024-06-27,USD,1.0696",
            "2024-06-28,USD,1.0705"
        ]
    );
    assert_eq!((file.size, file.passed.len()), (text.len() as u64, 0));
}

#[test]
fn the_data_portal_has_a_line_per_observation() {
    let text = "KEY,FREQ,CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE\nk,D,USD,EUR,2024-06-28,1.0705\nk,D,USD,EUR,2024-06-29,\n";
    let file = read_as(text, &Asked::default()).unwrap();
    assert_eq!((file.format, lines(&file)), (RateFormat::EcbSdmx, vec!["2024-06-28,USD,1.0705".to_owned()]));
    let text = text.replace("EUR,2024-06-28", "GBP,2024-06-28").replace("2024-06-29", "2024-06");
    assert_eq!(
        faults(&text, &Asked::default()),
        [
            "r.csv, line 2, column “CURRENCY_DENOM”: “GBP” is not the base EUR",
            "r.csv, line 3, column “TIME_PERIOD”: “2024-06” is not a day"
        ]
    );
}

#[test]
fn of_the_values_of_an_observation_the_latest_counts() {
    let head = "CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE,ACTION,VALID_FROM,VALID_TO\n";
    let text = format!(
        "{head}USD,EUR,2024-06-28,1.0700,Replace,2024-06-28T16:00:00.000+02:00,2024-06-28T17:00:00.000+02:00\n\
         USD,EUR,2024-06-28,1.0705,Replace,2024-06-28T17:00:00.000+02:00,\n\
         JPY,EUR,2024-06-28,171.94,Replace,2024-06-28T16:00:00.000+02:00,2024-07-01T16:00:00.000+02:00\n\
         JPY,EUR,2024-06-28,171.94,Delete,2024-07-01T16:00:00.000+02:00,\n"
    );
    let file = read_as(&text, &Asked::default()).unwrap();
    assert_eq!(lines(&file), ["2024-06-28,USD,1.0705"]);
    assert_eq!(file.passed, [("an earlier value, which the file itself replaces".to_owned(), 2)]);
    let two = format!(
        "{head}USD,EUR,2024-06-28,1,Replace,2024-06-28T16:00:00Z,\nUSD,EUR,2024-06-28,2,Replace,2024-06-28T16:00:00Z,\n"
    );
    assert_eq!(
        faults(&two, &Asked::default()),
        ["r.csv, line 3, column “OBS_VALUE”: USD on 2024-06-28 is 2 here and 1 on line 2"]
    );
    let timeless = format!("{head}USD,EUR,2024-06-28,1,Replace,,\nUSD,EUR,2024-06-28,2,Replace,noon,\n");
    assert_eq!(
        faults(&timeless, &Asked::default()),
        [
            "r.csv, line 2, column “VALID_FROM”: the value has no beginning",
            "r.csv, line 3, column “VALID_FROM”: “noon” is not a time"
        ]
    );
}

#[test]
fn the_commissions_rates_are_for_the_given_month() {
    let text =
        "country,currency,isoA3Code,isoA2Code,value,comment\nAlbania,Lek,ALL,AL,100.42,\nEuro area,Euro,EUR,EU,1,\n";
    let file = read_as(text, &of_month("2024-06-01")).unwrap();
    assert_eq!((file.format, file.holds), (RateFormat::Inforeuro, Holds::Month));
    assert_eq!(lines(&file), ["2024-06-01,ALL,100.42", "2024-06-01,EUR,1"]);
    assert_eq!(faults(text, &Asked::default()), ["r.csv: the file does not say which month its rates are for"]);
}

#[test]
fn hm_revenues_rates_are_for_their_period_and_the_sterling_column_is_not_read() {
    let head = "Country/Territories,Currency,Currency Code,Currency Units per £1,Start date,End date,Sterling value\n";
    let text = format!(
        "{head}Belarus,Rouble,BYN,4.1,01/06/2024,30/06/2024,0\nUSA,Dollar,USD,1.2715,01/06/2024,30/06/2024,0.7865\n"
    );
    let file = read_as(&text, &Asked::default()).unwrap();
    assert_eq!((file.format, file.base.code(), file.holds), (RateFormat::Hmrc, "GBP", Holds::Month));
    assert_eq!(lines(&file), ["2024-06-01,BYN,4.1", "2024-06-01,USD,1.2715"]);
    // As a spreadsheet saves it in Western Europe.
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(lines(&read_as(&latin, &Asked::default()).unwrap()), lines(&file));
    let across = format!("{head}USA,Dollar,USD,1.2715,01/06/2024,31/07/2024,\nUSA,Dollar,USD,1,2024-06,x,\n");
    assert_eq!(
        faults(&across, &Asked::default()),
        [
            "r.csv, line 2, column “End date”: 2024-06-01 to 2024-07-31 is not within a month",
            "r.csv, line 3, column “Start date”: “2024-06” is not a day"
        ]
    );
    assert_eq!(
        faults(&text, &of_month("2024-07-01"))[0],
        "r.csv, line 2, column “Start date”: 2024-06-01 is not in the given month"
    );
}

#[test]
fn the_treasurys_words_for_currencies_become_codes_and_unknown_ones_are_named() {
    let head = "record_date,country,currency,country_currency_desc,exchange_rate,effective_date\n";
    let text = format!(
        "{head}2024-06-30,Canada,Dollar,Canada-Dollar,1.369,2024-06-30\n\
         2024-06-30,Argentina,Peso,ARGENTINA-PESO,911.5,2024-06-30\n\
         2024-06-30,Argentina,Peso,Argentina-Peso,925.0,2024-07-31\n\
         2024-06-30,Atlantis,Shell,Atlantis-Shell,7,2024-06-30\n\
         2024-06-30,Atlantis,Shell,Atlantis-Shell,8,2024-07-31\n\
         2024-06-30,Chad,Cfa Franc,Chad-Cfa Franc,613.0,2024-06-30\n\
         2024-06-30,Gabon,Cfa Franc,Gabon-Cfa Franc,614.0,2024-06-30\n\
         2004-06-30,Turkey,Lira,Turkey-Lira,1485000,2004-06-30\n\
         2024-06-30,Turkey,Lira,Turkey-Lira,32.7,2024-06-30\n"
    );
    let file = read_as(&text, &Asked::default()).unwrap();
    assert_eq!((file.format, file.base.code(), file.holds), (RateFormat::Treasury, "USD", Holds::UntilNext));
    assert_eq!(
        lines(&file),
        [
            "2024-06-30,ARS,911.5",
            "2024-07-31,ARS,925.0",
            "2024-06-30,CAD,1.369",
            "2004-06-30,TRL,1485000",
            "2024-06-30,TRY,32.7"
        ]
    );
    let passed = [("XAF on 2024-06-30 has several rates, by country", 1), ("no code is known for “Atlantis-Shell”", 2)];
    assert_eq!(file.passed, passed.map(|(why, lines)| (why.to_owned(), lines)));
}

#[test]
fn a_custom_table_may_have_a_crypto_asset_and_needs_its_base_and_its_days() {
    let text = "rate,date,currency\n0.0000165,2024-06-28,BTC\n1.0705,2024-06-28,USD\n1.0705,2024-06-28,USD\n";
    let file = read_as(text, &table()).unwrap();
    assert_eq!((file.format, file.holds), (RateFormat::Table, Holds::Days(4)));
    assert_eq!(lines(&file), ["2024-06-28,BTC,0.0000165", "2024-06-28,USD,1.0705"]);
    let told = |asked: &Asked| faults(text, asked);
    assert_eq!(told(&Asked { base: None, ..table() }), ["r.csv: no column says what base the rates have"]);
    assert_eq!(told(&Asked { valid: None, ..table() }), ["r.csv: no column says how long a rate holds"]);
    let month = Asked { month: "2024-06-01".parse().ok(), ..table() };
    assert_eq!(told(&month), ["r.csv: rates in the format table are not monthly"]);
}

#[test]
fn every_fault_is_named_with_its_line_and_its_column_up_to_a_bound() {
    let text = "date,currency,rate\n2024-06-28,USD,0\n2024-06-28,USD,-1\n2024-06-28,USD,1e3\n2024-06-28,XXX,1\n\
                28.06.2024,EURO,1\n2024-06-28,USD,1.07,5\n2024-06-28,USD,\n2024-06-27,USD,1\n2024-06-27,USD,1.01\n";
    assert_eq!(
        faults(text, &table()),
        [
            "r.csv, line 2, column “rate”: “0” is not a rate: a rate is above 0",
            "r.csv, line 3, column “rate”: “-1” is not a decimal figure",
            "r.csv, line 4, column “rate”: “1e3” is not a decimal figure",
            "r.csv, line 5, column “currency”: XXX (No currency) has no decimals in ISO 4217",
            "r.csv, line 6, column “date”: “28.06.2024” is not a day",
            "r.csv, line 6, column “currency”: “EURO” is not a currency or crypto-asset that impound knows",
            "r.csv, line 7: the line has more fields than the header",
            "r.csv, line 8, column “rate”: “” is not a decimal figure",
            "r.csv, line 10, column “rate”: USD on 2024-06-27 is 1.01 here and 1 on line 9",
        ]
    );
    let many = format!("date,currency,rate\n{}", "2024-06-28,USD,x\n".repeat(50));
    let refused = read_as(many, &table()).unwrap_err();
    assert_eq!((refused.faults.len(), refused.more), (20, 30));
    assert_eq!(faults("date,currency,rate\n", &table()), ["r.csv: there are no rates in it"]);
    assert_eq!(
        faults("Date,USD,EURO,\n", &Asked { format: Some(RateFormat::Ecb), ..Asked::default() })[0],
        "r.csv, line 1, column “EURO”: “EURO” is not a currency or crypto-asset that impound knows"
    );
}

#[test]
fn an_unrecognised_format_is_asked_for_and_a_wrong_one_is_refused() {
    assert_eq!(
        faults("day,code,value\n1,2,3\n", &Asked::default()),
        ["r.csv: no format of rates has these columns: “day,code,value”"]
    );
    let ecb = Asked { format: Some(RateFormat::Hmrc), ..Asked::default() };
    assert_eq!(
        faults("Date,USD,\n2024-06-28,1,\n", &ecb),
        ["r.csv: the format hmrc has a column “Currency Code”; the file has “Date,USD,”"]
    );
    let other = Asked { base: Unit::parse("CHF").ok(), ..Asked::default() };
    assert_eq!(
        faults("Date,USD,\n2024-06-28,1,\n", &other),
        ["r.csv: rates in the format ecb are for 1 EUR, not 1 CHF"]
    );
    let longer = Asked { valid: Some(5), ..Asked::default() };
    assert_eq!(
        faults("Date,USD,\n2024-06-28,1,\n", &longer),
        ["r.csv: rates in the format ecb hold 4 days, not 5 days"]
    );
}

#[test]
fn the_published_reference_rates_are_read_whole() {
    let Some(path) = super::published("ecb-eurofxref-hist.csv") else { return };
    let file = read(&path, &Asked::default()).unwrap();
    assert_eq!((file.quotes.len(), file.passed.len()), (217_555, 0));
    assert!(file.quotes.iter().any(|quote| quote.to_string() == "2024-06-28,USD,1.0705"));
}

/// What a ledger returns of quotes that went through a file.
fn through_a_file(quotes: &[Quote]) -> Vec<Quote> {
    let mut text = "date,currency,rate\n".to_owned();
    quotes.iter().for_each(|quote| text.push_str(&format!("{quote}\n")));
    let file = read_as(text, &table()).unwrap();
    let mut recorder = Recorder::new("tester", "2024-07-01T09:00:00Z".parse().unwrap()).unwrap();
    let mut ledger = Ledger::scratch("test", &mut recorder).unwrap();
    let source = SourceRef::parse("s").unwrap();
    let new = NewRates {
        set: RateSet { name: "court".to_owned(), base: file.base, holds: file.holds },
        publisher: None,
        format: file.format.name().to_owned(),
        file: file.digest,
        size: file.size,
        sources: vec![SourceCitation::of(source.clone())],
        quotes: file.quotes,
    };
    let requests = [Request::Source(SourceFile::new(source, "A release")), Request::Rates(Box::new(new))];
    ledger.append_all(requests, &mut recorder, Keep::Entry).unwrap();
    assert_eq!(ledger.verify(&[], &mut |_| Ok(())).unwrap().differences, [""; 0]);
    let all = Rates { set: "court", currency: None, from: civil::Date::MIN, to: civil::Date::MAX, up_to: 3 };
    let mut given = Vec::new();
    ledger
        .snapshot()
        .unwrap()
        .each_rate(all, &mut |rate| {
            given.push(Quote { currency: rate.currency, day: rate.day, rate: rate.rate });
            Ok(())
        })
        .unwrap();
    given
}

proptest! {
    #[test]
    fn what_a_file_says_is_given_back_to_the_last_digit(
        drawn in prop::collection::btree_map((0_usize..6, 0_i32..9_000), (1_u64..10_000_000, 0_usize..7), 1..60)
    ) {
        let codes = ["USD", "JPY", "BTC", "CHF", "XAF", "DEM"];
        let first = civil::date(1999, 1, 1);
        let quotes: Vec<Quote> = drawn.iter().map(|((code, day), (figure, decimals))| {
            let digits = format!("{figure:0>width$}", width = decimals + 1);
            let (whole, fraction) = digits.split_at(digits.len() - decimals);
            let rate = if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") };
            let day = first.checked_add(jiff::Span::new().days(*day)).unwrap();
            Quote { currency: Unit::parse(codes[*code]).unwrap(), day, rate: Decimal::parse(&rate).unwrap() }
        }).collect();
        let mut sorted = quotes.clone();
        sorted.sort();
        let given = through_a_file(&quotes);
        prop_assert_eq!(
            given.iter().map(ToString::to_string).collect::<Vec<_>>(),
            sorted.iter().map(ToString::to_string).collect::<Vec<_>>()
        );
    }
}
