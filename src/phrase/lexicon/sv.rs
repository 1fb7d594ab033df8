//! Swedish.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "sv",
    name: "Swedish",
    mark: DecimalMark::Comma,
    compounds: true,
    endings: &[],
    lands: "US amerikanska, us; CA kanadensiska; AU australiska; NZ nyzeeländska; HK hongkong, hong kong; \
            SG singapore, singaporianska; TW taiwanesiska; EG egyptiska; LB libanesiska; \
            GB brittiska, engelska; MX mexikanska; CO colombianska; AR argentinska; SE svenska; NO norska; \
            DK danska; IS isländska; CZ tjeckiska; EE estniska; CH schweiziska; FR franska; BE belgiska; \
            RS serbiska; IN indiska; RU ryska; BY belarusiska; TR turkiska; IT italienska; RO rumänska; \
            MD moldaviska; DE tyska; FI finska",
    numbers: &[
        (
            0,
            1,
            "noll en/ett/ena två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton",
        ),
        (20, 10, "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio"),
    ],
    entries: &[
        (
            MORE,
            "mer än | över | fler än | drygt | överstiger | överstigande | större än | mera än | strax över | högre än | gott och väl",
        ),
        (MORE, "lite över | lite mer än | något över | betydligt mer än | åtminstone över | uppemot mer än"),
        (AT_LEAST, "minst | åtminstone | lägst | inte mindre än | som minst | inte under"),
        (LESS, "mindre än | under | färre än | strax under | lägre än | understiger | inte fullt | något under"),
        (AT_MOST, "upp till | högst | max | maximalt | inte mer än | som mest | upp emot | till ett värde av högst"),
        (AT_LEAST_AFTER, "eller mer | och mer | minst"),
        (AT_MOST_AFTER, "eller mindre | max"),
        (About, "ca | omkring | runt | nästan | närmare | knappt | uppemot | i storleksordningen | nära | kring"),
        (AboutAfter, "ungefär | cirka"),
        (
            Estimate,
            "uppskattad | uppskattat | uppskattade | uppskattas | uppskattningsvis | beräknas | uppskattning | värderas",
        ),
        (Between, "mellan"),
        (From, "från"),
        (To, "till"),
        (And, "och"),
        (Or, "eller"),
        (
            Vague,
            "flera | några | många | tiotals | hundratals | tusentals | ett par | par | miljontals | åtskilliga | ett antal",
        ),
        (Vague, "mångmiljon | miljonbelopp | flertalet | miljardtals"),
        (
            Change,
            "ökning med | ökning på | ökat med | ökade med | minskning med | minskat med | minskade med | skillnad på | procent av",
        ),
        (Change, "ökade från | minskade från | steg med | steg från"),
        (ChangeAfter, "mer än | mindre än | mer | mindre | högre än | lägre än"),
        (Each, "vardera | varje | var och en | delbetalningar om | rater om"),
        (
            EachAfter,
            "vardera | styck | per person | per styck | per kilo | per gram | per liter | per ton | per kvadratmeter | per fordon | per fall | respektive",
        ),
        (Sums, "betalningar på | betalningar om | överföringar på | böter på"),
        (Doubt, "utan | utom | förutom | aldrig | ingen | inga | exklusive | med undantag för"),
        (Doubt, "inte | minus | hälften av | per | ej | gånger | dubbelt"),
        (HUNDRED, "hundra"),
        (lone_scale(3), "tusen"),
        (scale(3), "tkr tusen | tusental"),
        (scale(6), "miljon | miljoner | milj | mn"),
        (scale(9), "miljard | miljarder | mdr"),
        (scale(12), "biljon | biljoner"),
        (Part(50), "halv | halva | en halv | en halva"),
        (Part(150), "halvannan"),
        (AndPart(50), "och en halv | en och en halv"),
        (sign("EUR"), "euro | euron"),
        (unit("USD"), "amerikanska dollar | us dollar"),
        (unit("CAD"), "kanadensiska dollar"),
        (unit("GBP"), "brittiska pund"),
        (unit("CHF"), "schweizerfranc | schweiziska franc"),
        (unit("SEK"), "kronor | krona | svenska kronor | kr | kronors | svenska kr"),
        (unit("NOK"), "norska kronor"),
        (unit("DKK"), "danska kronor"),
        (unit("CZK"), "tjeckiska kronor"),
        (unit("FIM"), "finska mark"),
        (shared("RUB", &["BYN"]), "rubel"),
        (unit("PLN"), "zloty"),
        (unit("HUF"), "forint"),
        (unit("JPY"), "yen"),
        (unit("CNY"), "yuan"),
        (Doubt, "mkr | tkr | mdkr"),
        (Cent, "öre | cent"),
        (Pieces, "sedel | sedlar | mynt | sedlarna | valör | valörer"),
        (Percent, "procent"),
        (Of, "i"),
        (
            Filler,
            "totalt | sammanlagt | ett värde av | värde av | till ett värde av | värda | värde | motsvarande | en summa på | summa på",
        ),
        (Filler, "belopp på | ett belopp på | på | om | hela | ytterligare | de | av | värd | värt"),
        (Describing, "falska | förfalskade"),
        (
            Plain,
            "och | i | på | av | som | är | har | med | för | att | det | den | till | från | ett | en | har | vid | om | de",
        ),
        (
            Plain,
            "beslag | beslagtagits | beslagtog | kontanter | pengar | konton | tillgångar | värde | polisen | per år | om året",
        ),
        (Plain, "förverkats | säkrades | euro"),
        (MORE, "något mer än | en bit över | dryga"),
        (AT_LEAST, "från och med | minimum | ej under"),
        (LESS, "knappa"),
        (AT_MOST, "maximum | upptill | ej över | uppemot högst"),
        (AT_LEAST_AFTER, "och uppåt"),
        (AT_MOST_AFTER, "maximalt | som mest"),
        (About, "c a | c | bortåt | ungerfär | cirka runt | cirkus"),
        (AboutAfter, "eller så"),
        (
            Estimate,
            "uppskattat till | uppskattad till | uppskattade till | uppskattas till | beräknad till \
             | beräknas till | värderad till | värderade till",
        ),
        (scale(3), "tus"),
        (scale(6), "millioner | miljorner | milljoner | milijoner"),
        (scale(9), "md | milliarder | miljader"),
        (Doubt, "än"),
        (
            Filler,
            "totalt värde av | ett totalt värde av | till ett värde på | exakt | endast | bara | det vill säga \
             | dvs | för | skada på | skuld på | vinst på | förlust på | mutor på | tillgångar på | tillgångar för \
             | tillgångar värda | uppgår till | uppgick till | uppgående till",
        ),
        (
            Thing,
            "konto | konton | bil | bilar | fordon | sida | mål | ärende | faktura | fakturor | lägenhet \
             | lägenheter | hus | fastighet | fastigheter | villa | klocka | klockor | guldtackor | misstänkta | offer \
             | personer | person | företag | bolag | bank | banker | kilo | kg | gram | ton | ha | hektar | meter \
             | liter | telefoner | tavla | aktier | dag | dagar | vecka | veckor | månad | månader | år | timmar \
             | artikel | kapitel | rad | rum | gata | stycken | st | cigaretter | vapen | båt | båtar | länder \
             | överföringar | nummer | bilaga | föremål | januari | februari | mars | april | maj | juni | juli \
             | augusti | september | oktober | november | december | jan | feb | apr | aug | sept | okt | nov | dec",
        ),
        (
            Plain,
            "beslagtogs | beslagtagit | beslagtagna | frysta | frystes | fryst | frysning | spärrade | förverkade \
             | förverkande | konfiskerade | konfiskerats | återvunna | stulna | stulit | tvättade | tvättats \
             | penningtvätt | bedrägeri | bedrägerier | bedragare | skattebrott | skatt | skatter | moms | betalade \
             | betalat | fick | fått | överfört | hittades | hittade | gömda | såldes | köpte | kontanta | medel \
             | egendom | guld | smycken | lyx | kryptovaluta | krypto | kryptotillgångar | skada | skador | förlust \
             | förluster | vinst | vinster | inkomster | skuld | skulder | böter | mutor | korruption | narkotika \
             | kokain | smuggling | varor | bidrag | lån | kontrakt | projekt | polis | ekobrottsmyndigheten \
             | åklagare | domstol | tingsrätten | tullen | myndigheter | staten | utredning | operation | liga \
             | nätverk | kriminella | brott | olagligt | på konton | hos | efter | före | under tiden | mot | genom \
             | enligt | hittills | redan | också | även | idag | igår | var | hade | blev | kan | ska | skulle | denna \
             | detta | dessa | deras | hans | hennes | men | när | där | alla | andra | årligen | i månaden | netto \
             | brutto | sverige | utlandet | ryska | totalt sett",
        ),
        (
            Dating,
            "i | år | sedan | under | från | till | slutet av | början av | januari | februari | mars | april \
             | maj | juni | juli | augusti | september | oktober | november | december | jan | feb | apr | aug | sept \
             | okt | nov | dec",
        ),
        (POUNDS, "pund"),
        (DOLLARS, "dollar"),
        (unit("LTL"), "litas"),
        (unit("LVL"), "lats"),
        (unit("EEK"), "estniska kronor"),
        (unit("DEM"), "tyska mark"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn swedish_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "sv";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("mer än 3 miljoner kronor", "> 3000000 SEK"),
            ("cirka 450 000 kronor", "~ 450000 SEK"),
            ("minst 10 miljoner euro", ">= 10000000 EUR"),
            ("upp till 5 miljoner kronor", "<= 5000000 SEK"),
            ("mellan 3 och 4 miljoner euro", "3000000..4000000 EUR"),
            ("en halv miljon kronor", "500000 SEK"),
            ("två och en halv miljon kronor", "2500000 SEK"),
            ("tvåhundrafemtiotusen kronor", "250000 SEK"),
            ("flera miljoner kronor", "!"),
            ("nästan 2 miljarder kronor", "~ 2000000000 SEK"),
            ("12 bilar och 30 000 euro", "30000 EUR"),
            ("500 kr", "?500 SEK"),
    ];
}
