//! German.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "de",
    name: "German",
    mark: DecimalMark::Comma,
    compounds: true,
    endings: &["en", "e", "er", "n", "s", "em", "es"],
    numbers: &[
        (
            0,
            1,
            "null ein/eins/eine/einen/einer/eines/einem zwei/zwo drei vier fünf/fuenf sechs sieben acht neun zehn elf",
        ),
        (12, 1, "zwölf/zwoelf dreizehn vierzehn fünfzehn/fuenfzehn sechzehn siebzehn achtzehn neunzehn"),
        (20, 10, "zwanzig dreißig vierzig fünfzig/fuenfzig sechzig siebzig achtzig neunzig"),
    ],
    entries: &[
        (MORE, "mehr als | oberhalb von | von über | auf über | um über | mit über | für über | gut über | weit über"),
        (
            MORE,
            "deutlich über | knapp über | leicht über | etwas mehr als | deutlich mehr als | weit mehr als | gut | jenseits von",
        ),
        (
            MORE,
            "übersteigt | übersteigen | überschreitet | überschreiten | über die | über der | jenseits der | etwas über",
        ),
        (MORE, "beträge über | geldbeträge über | bargeldbeträge über | summen über | geldsummen über | werte über"),
        (
            MORE,
            "zahlungen über | bargeldzahlungen über | einkommen über | schäden über | schaden über | größer als | höher als",
        ),
        (
            MORE,
            "in höhe von über | im wert von über | wert über | vermögen über | wohl über | mittlerweile über | bereits über",
        ),
        (MORE, "betrag von über | barmittel über | summe von über | ueber die | weitaus mehr als | übersteigend"),
        (MoreUnlessNoun, "über | ueber"),
        (
            AT_LEAST,
            "mindestens | wenigstens | zumindest | nicht weniger als | minimal | ab | von mindestens | nicht unter",
        ),
        (AT_MOST, "nicht höher als | nicht größer als"),
        (LESS, "nicht ganz | noch nicht ganz"),
        (AT_LEAST, "nicht geringer als | nicht niedriger als"),
        (AT_LEAST, "mindestens über die summe von"),
        (LESS, "weniger als | unter | unterhalb von | knapp unter | etwas weniger als | geringer als | niedriger als"),
        (AT_MOST, "bis zu | höchstens | maximal | nicht mehr als | bis zur höhe von | bis zum betrag von | nicht über"),
        (
            AT_MOST,
            "bis zu maximal | bis maximal | im höchstfall | allenfalls | bis zu einer höhe von | bis zu einem wert von",
        ),
        (UpTo, "bis"),
        (To, "bis zum"),
        (AT_LEAST_AFTER, "oder mehr | und mehr | mindestens | aufwärts"),
        (AT_MOST_AFTER, "oder weniger | maximal | höchstens"),
        (
            MORE_AFTER,
            "übersteigt | überschreitet | übersteigen | übersteigend | übersteigenden | überschreiten | überschritten | und darüber",
        ),
        (About, "rund | zirka | ca | knapp | fast | beinahe | nahezu | annähernd | an die | gegen"),
        (About, "um die | in etwa | in der größenordnung von | nahe | grob | überschlägig | bald | quasi"),
        (AboutAfter, "circa | etwa | ungefähr"),
        (
            Estimate,
            "geschätzt~ | schätzung~ | veranschlagt | taxiert | beziffert | schätzungsweise | schätzwert | mutmaßlich",
        ),
        (Between, "zwischen"),
        (And, "und"),
        (And, "sowie"),
        (Or, "oder"),
        (
            Vague,
            "mehrere | mehreren | mehrerer | einige | einigen | einiger | etliche | etlichen | ein paar | paar | viele",
        ),
        (
            Vague,
            "vielen | zig | dutzende | dutzenden | hunderte | hunderten | tausende | tausenden | zehntausende | hunderttausende",
        ),
        (
            Vague,
            "hunderttausenden | zehntausenden | zweistellige | zweistelligen | dreistellige | dreistelligen | mehrstellige",
        ),
        (
            Vague,
            "millionenhöhe | milliardenhöhe | millionenschwer~ | milliardenschwer~ | millionenbetrag | millionenbeträge",
        ),
        (
            Vague,
            "millionensumme | diverse | zahlreiche | unzählige | millionenwert~ | millionenschaden | einstellige | einstelligen",
        ),
        (
            Vague,
            "zweistelliger | dreistelliger | einstelliger | achtstellig~ | siebenstellig~ | sechsstellig~ | neunstellig~",
        ),
        (
            Change,
            "anstieg um | anstieg von | gestiegen um | steigerung um | steigerung von | zunahme um | zunahme von | stieg um",
        ),
        (
            Change,
            "rückgang um | rückgang von | gesunken um | sank um | sank von | stieg von | erhöht um | erhöhung um | plus von",
        ),
        (
            Change,
            "minus von | zuwachs von | differenz von | unterschied von | wuchs um | erhöhte sich um | stieg von | erhöhung von",
        ),
        (
            Change,
            "prozent von | prozent der | reduziert um | erhöhte sich von | verringerte sich um | fiel um | fiel von",
        ),
        (
            ChangeAfter,
            "mehr als | weniger als | mehr | weniger | gestiegen | gesunken | erhöht | höher | niedriger | höher als",
        ),
        (
            ChangeAfter,
            "zurückgegangen | gewachsen | über dem vorjahr | unter dem vorjahr | über vorjahr | erhöhte | verringert",
        ),
        (Plain, "jeweils insgesamt"),
        (Each, "scheine zu"),
        (
            Each,
            "jeweils | pro person | pro kopf | je person | je fall | raten von | raten zu | raten à | tranchen von | tranchen zu | teilbeträgen von | raten zu je",
        ),
        (
            Each,
            "tagessätze zu | tagessätzen zu | tagessätze à | tagessätzen à | tagessätze von | tagessätzen von | monatsraten von | monatsraten zu",
        ),
        (
            EachAfter,
            "jeweils | je person | je fahrzeug | je fall | je stück | je kilo | je kilogramm | je gramm | je tonne | je liter | je quadratmeter | je aktie",
        ),
        (
            EachAfter,
            "pro person | pro kopf | pro stück | pro kilo | pro kilogramm | pro kg | pro gramm | pro tonne | pro liter | pro quadratmeter | pro aktie",
        ),
        (
            EachAfter,
            "pro fahrzeug | pro fall | pro opfer | pro einheit | pro transaktion | pro überweisung | pro rechnung | pro tier | pro hektar | pro haushalt",
        ),
        (
            EachAfter,
            "pro schleusung | pro geschleuster | pro passagier | pro konto | pro auto | das stück | das gramm | das kilo | der liter | die tonne | beziehungsweise",
        ),
        (
            Sums,
            "zahlungen von | zahlungen zu | zahlungen à | zahlungen in höhe von je | überweisungen von | überweisungen à | überweisungen zu",
        ),
        (
            Sums,
            "schecks über | geldstrafen von | bußgelder von | einzahlungen von | abhebungen von | spenden von | darlehen von | rechnungen über",
        ),
        (Sums, "überweisungen über | beträge von | summen von | bündel zu | pakete zu | geldbußen von | à"),
        (Doubt, "ohne | außer | keinen | keiner | keinerlei | nie | niemals | ausgenommen | abzüglich"),
        (Doubt, "mit ausnahme von | bis auf | weder | exklusive | statt | anstatt"),
        (Doubt, "nicht einmal | nicht nur"),
        (Doubt, "nicht | minus | hälfte von | die hälfte von | je | pro | keine | kein | halbe hälfte | doppelt | mal"),
        (Doubt, "drittel von | viertel von | teil von | so viel wie"),
        (HUNDRED, "hundert"),
        (lone_scale(3), "tausend"),
        (scale(3), "tsd | tsnd"),
        (scale(6), "million | millionen | mill | mios"),
        (scale(9), "milliarde | milliarden | mia | milliard"),
        (scale(12), "billion | billionen | bio"),
        (
            Part(50),
            "halbe | halben | halbe | eine halbe | einer halben | ein halbe | einem halben | einen halben | ein halb",
        ),
        (Part(25), "viertel | eine viertel | einer viertel"),
        (Part(75), "dreiviertel | drei viertel | eine dreiviertel"),
        (Part(150), "anderthalb | eineinhalb | anderthalbe"),
        (AndPart(50), "einhalb | und eine halbe"),
        (Article, "der | die"),
        (sign("EUR"), "euro | euros | euronen"),
        (DOLLARS, "dollar | dollars"),
        (sign("USD"), "us dollar | us dollars | amerikanische dollar | amerikanischen dollar | u s dollar"),
        (unit("CAD"), "kanadische dollar | kanadischen dollar | kanadischer dollar"),
        (unit("AUD"), "australische dollar | australischen dollar"),
        (
            unit("GBP"),
            "pfund sterling | britische pfund | britischen pfund | englische pfund | britischer pfund | pfund",
        ),
        (sign("CHF"), "franken | schweizer franken | fr | sfr | stutz | schweizerfranken | schweizerfr"),
        (unit("LUF"), "luxemburgische franken"),
        (unit("DEM"), "mark | d mark | deutsche mark | dm"),
        (unit("ATS"), "schilling | österreichische schilling"),
        (unit("SEK"), "schwedische kronen | schwedischen kronen | schwedischer kronen"),
        (unit("NOK"), "norwegische kronen | norwegischen kronen | norwegischer kronen"),
        (unit("DKK"), "dänische kronen | dänischen kronen | dänischer kronen"),
        (unit("CZK"), "tschechische kronen | tschechischen kronen | tschechischer kronen"),
        (shared("SEK", &["NOK", "DKK", "ISK", "CZK"]), "kronen | krone"),
        (unit("HUF"), "forint"),
        (unit("PLN"), "zloty | złoty | polnische zloty"),
        (unit("RON"), "lei"),
        (unit("BGN"), "lewa | lew"),
        (shared("RUB", &["BYN"]), "rubel"),
        (unit("UAH"), "hrywnja | griwna"),
        (unit("JPY"), "yen"),
        (unit("CNY"), "yuan | renminbi"),
        (unit("TRY"), "türkische lira | türkischen lira"),
        (unit("BRL"), "real | reais"),
        (Cent, "cent | rappen | pfennig"),
        (
            Pieces,
            "schein | scheine | scheinen | banknote | banknoten | note | noten | münze | münzen | geldschein | geldscheine",
        ),
        (Pieces, "geldscheinen | stückelung | blüten | automaten | bitcoinautomaten"),
        (Percent, "prozent"),
        (Of, "an | in | von"),
        (
            Filler,
            "insgesamt | zusammen | total | von | in höhe von | im wert von | im umfang von | in der höhe von | die summe von",
        ),
        (
            Filler,
            "summe von | betrag von | wert von | gesamtwert von | im gesamtwert von | höhe von | eine summe von | auf | mit",
        ),
        (
            Filler,
            "umgerechnet | sogar | bereits | weitere | weiteren | noch | um | zur höhe von | den betrag von | einen wert von",
        ),
        (
            Filler,
            "unglaubliche | unglaublichen | stolze | stolzen | satte | satten | ganze | ganzen | kompletten | gesamten",
        ),
        (
            Filler,
            "nur | lediglich | den | dem | das | ein | also | gesamthaft | mittlerweile | jeweils insgesamt | zuletzt",
        ),
        (
            Filler,
            "vertrag über | verträge über | kaufvertrag über | scheck über | rechnung über | rechnungen über | kredit über",
        ),
        (
            Filler,
            "darlehen über | überweisung über | überweisungen über | quittung über | schuldschein über | wechsel über",
        ),
        (
            Filler,
            "bürgschaft über | bescheid über | auftrag über | urteil über | arrest über | vermögensarrest über | beschluss über",
        ),
        (
            Filler,
            "arrestbeschluss über | garantie über | police über | kreditvertrag über | darlehensvertrag über | mietvertrag über",
        ),
        (Describing, "falsche | falschen | gefälschte | gefälschten | sogenannte | illegale | illegalen | echte"),
        (
            Plain,
            "der | die | das | und | in | im | am | zu | für | wegen | wurden | wurde | bei | aus | nach | seit | hat | haben",
        ),
        (
            Plain,
            "ist | sind | werden | war | waren | sich | es | er | sie | dass | als | wie | vom | zum | zur | des | eines",
        ),
        (
            Plain,
            "bargeld | beschlagnahmt | sichergestellt | eingezogen | vermögen | vermögenswerte | geld | konten | schaden",
        ),
        (
            Plain,
            "wert | höhe | einziehung | beschlagnahme | gesperrt | eingefroren | januar | februar | märz | april | mai | juni",
        ),
        (
            Plain,
            "juli | august | september | oktober | november | dezember | jahr | jahre | verfahren | vorläufig | blockiert",
        ),
        (Plain, "pro jahr | im jahr | jährlich | pro tag | pro monat"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn german_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "de";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("rund 2,5 Mio. Euro", "~ 2500000 EUR"),
            ("mehr als 3 Millionen Euro", "> 3000000 EUR"),
            ("mindestens 250.000 Euro", ">= 250000 EUR"),
            ("bis zu 1,2 Milliarden Euro", "<= 1200000000 EUR"),
            ("fünfhunderttausend Euro", "500000 EUR"),
            ("fünfundzwanzig Millionen Euro", "25000000 EUR"),
            ("zweieinhalb Millionen Euro", "2500000 EUR"),
            ("eine Viertelmillion Euro", "250000 EUR"),
            ("anderthalb Milliarden Dollar", "1500000000 USD"),
            ("zwischen drei und vier Millionen Euro", "3000000..4000000 EUR"),
            ("knapp 800.000 Franken", "~ 800000 CHF"),
            ("Über 40 Millionen Euro", "> 40000000 EUR"),
            ("Scheck über 5000 Euro", "5000 EUR"),
            ("Geldsummen über 5000 Euro", "> 5000 EUR"),
            ("Gutschein über 5000 Euro", "!"),
            ("zwölf Fahrzeuge und 30.000 Euro Bargeld", "30000 EUR"),
            ("mehrere Hunderttausend Euro", "!"),
            ("Dutzende Millionen Euro", "!"),
            ("um 5 Millionen Euro gestiegen", "!"),
            ("1.500 Millionen Euro", "1500000000 EUR"),
            ("CHF 1.5 Mio.", "1500000 CHF"),
            ("eine Million zweihunderttausend Euro", "1200000 EUR"),
            ("von 2 bis 3 Mio. Euro", "2000000..3000000 EUR"),
            ("2 bis 3 Millionen Euro", "2000000..3000000 EUR"),
            ("weniger als 10.000 Euro", "< 10000 EUR"),
            ("höchstens 700 Tsd. Euro", "<= 700000 EUR"),
            ("10 Mio. Schweizer Franken", "10000000 CHF"),
            ("5,- Euro", "5 EUR"),
            ("eine halbe Milliarde Euro", "500000000 EUR"),
            ("dreihundertvierundzwanzigtausend Euro", "324000 EUR"),
            ("gut 6 Millionen Euro", "> 6000000 EUR"),
            ("etwa 70 Bitcoin", "~ 70 BTC"),
            ("500-Euro-Scheine", "!"),
            ("500 Kronen", "!"),
            ("auf 4,5 Mio. Euro geschätzt", "~ 4500000 EUR"),
            ("US-Dollar 3,4 Millionen", "3400000 USD"),
            ("3,4 Millionen US-Dollar", "3400000 USD"),
            ("Vermögenswerte von insgesamt 17,5 Mio. EUR", "17500000 EUR"),
            ("nicht mehr als 4.000 Euro", "<= 4000 EUR"),
            ("die Hälfte von 5 Millionen Euro", "!"),
            ("2 Millionen Euro weniger als im Vorjahr", "!"),
            ("ein 5-Millionen-Euro-Anwesen", "5000000 EUR"),
    ];
}
