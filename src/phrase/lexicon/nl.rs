//! Dutch.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "nl",
    name: "Dutch",
    mark: DecimalMark::Comma,
    compounds: true,
    endings: &[],
    lands: "US amerikaanse, us; CA canadese; AU australische; NZ nieuw zeelandse; \
            HK hongkongse, hongkong, hong kong; SG singaporese, singapore; TW taiwanese, taiwan; \
            JM jamaicaanse; SR surinaamse; NA namibische; EG egyptische; LB libanese; SY syrische; IE ierse; \
            CY cypriotische; GB britse, engelse; MX mexicaanse; CO colombiaanse; AR argentijnse; CL chileense; \
            PH filipijnse, filippijnse; UY uruguayaanse; CU cubaanse; SE zweedse; NO noorse; DK deense; \
            IS ijslandse; CZ tsjechische; CH zwitserse; FR franse; BE belgische; LU luxemburgse; RS servische; \
            TN tunesische; DZ algerijnse; IN indiase; PK pakistaanse; RU russische; \
            BY wit russische, belarussische; TR turkse; IT italiaanse; IR iraanse; SA saoedische; \
            MA marokkaanse; AE emiraatse; RO roemeense; MD moldavische; BR braziliaanse; DE duitse",
    numbers: &[
        (
            0,
            1,
            "nul een/één/ene twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien",
        ),
        (17, 1, "zeventien achttien negentien"),
        (20, 10, "twintig dertig veertig vijftig zestig zeventig tachtig negentig"),
    ],
    entries: &[
        (
            MORE,
            "meer dan | ruim | boven | hoger dan | groter dan | iets meer dan | een kleine meer dan | ver boven | dik",
        ),
        (
            MORE,
            "boven de | meer als | bovenop de | overschrijdt | overstijgt | net boven | net iets meer dan | ruim boven de | ruim meer dan",
        ),
        (
            AT_LEAST,
            "minstens | ten minste | tenminste | minimaal | op zijn minst | op z n minst | niet minder dan | vanaf | zeker",
        ),
        (LESS, "minder dan | onder | onder de | lager dan | iets minder dan | net onder | nog geen | kleiner dan"),
        (
            AT_MOST,
            "tot maximaal | maximaal | hooguit | hoogstens | ten hoogste | niet meer dan | tot een bedrag van | tot en met",
        ),
        (AT_MOST, "niet hoger dan | niet boven | niet over"),
        (AT_LEAST, "niet onder | niet lager dan"),
        (AT_MOST, "tot wel | tot aan | tot een maximum van | een maximum van | op zijn hoogst"),
        (UpTo, "tot"),
        (To, "à"),
        (MORE_AFTER, "overschrijdt | overstijgt | te boven gaat"),
        (AT_LEAST_AFTER, "of meer | en meer | minimaal"),
        (AT_MOST_AFTER, "of minder | maximaal"),
        (About, "circa | ca | zo n | rond | rond de | omstreeks | bijna | nagenoeg | zowat | om en nabij | pakweg"),
        (
            About,
            "grofweg | tegen de | een kleine | een slordige | in de orde van | richting de | krap | een dikke | rondom",
        ),
        (AboutAfter, "ongeveer | of daaromtrent"),
        (Estimate, "geschat | geschatte | naar schatting | schatting | geraamd | geraamde | getaxeerd | begroot"),
        (Between, "tussen | tussen de | tussen d"),
        (From, "vanaf de"),
        (And, "en"),
        (Or, "of"),
        (
            Vague,
            "enkele | enige | verscheidene | verschillende | meerdere | een paar | paar | tientallen | honderden | duizenden",
        ),
        (
            Vague,
            "honderdduizenden | tienduizenden | miljoenen | miljarden | veel | vele | een aantal | talloze | diverse | tonnen",
        ),
        (Vague, "miljoenenbedrag | miljoenenwinst | anderhalve paar"),
        (
            Change,
            "stijging van | toename van | gestegen met | daling van | afname van | gedaald met | toegenomen met | groei van",
        ),
        (
            Change,
            "steeg met | daalde met | steeg van | daalde van | verschil van | procent van | een stijging met | procent van de",
        ),
        (
            ChangeAfter,
            "meer dan | minder dan | meer | minder | hoger dan | lager dan | hoger | lager | gestegen | gedaald",
        ),
        (Each, "per stuk | per hoofd"),
        (Each, "biljetten van"),
        (
            Each,
            "elk | ieder | per persoon | termijnen van | tranches van | deelbetalingen van | maandelijkse termijnen van",
        ),
        (
            EachAfter,
            "elk | ieder | per persoon | per stuk | per hoofd | per kilo | per kilogram | per gram | per ton | per liter | per vierkante meter",
        ),
        (
            EachAfter,
            "per voertuig | per auto | per zaak | per slachtoffer | per aandeel | per eenheid | per transactie | per overboeking | per factuur",
        ),
        (
            EachAfter,
            "per migrant | per passagier | per rekening | per huishouden | per hectare | per dier | de gram | de kilo | het stuk | respectievelijk",
        ),
        (
            Sums,
            "betalingen van | overboekingen van | cheques van | boetes van | stortingen van | opnames van | giften van | leningen van",
        ),
        (Sums, "facturen van | bedragen van | sommen van | pakketten van | transacties van"),
        (Doubt, "zonder | nooit | behalve | uitgezonderd | exclusief | met uitzondering van"),
        (Doubt, "in plaats van"),
        (Doubt, "niet | geen | min | helft van | de helft van | per | keer | maal | dubbel | zoveel als | derde van"),
        (HUNDRED, "honderd"),
        (lone_scale(3), "duizend"),
        (scale(3), "dzd"),
        (scale(5), "ton"),
        (scale(6), "miljoen | milj | miljoenen | mio"),
        (scale(9), "miljard | miljarden"),
        (scale(12), "biljoen"),
        (Part(50), "half | halve | een half | een halve"),
        (Part(25), "kwart | een kwart"),
        (Part(150), "anderhalf | anderhalve"),
        (AndPart(50), "eneenhalf | enhalf | ënhalf | en een half | en een halve"),
        (sign("EUR"), "euro | euros | euro s"),
        (unit("USD"), "amerikaanse dollar | amerikaanse dollars | us dollar | us dollars"),
        (unit("CAD"), "canadese dollar | canadese dollars"),
        (unit("AUD"), "australische dollar | australische dollars"),
        (unit("GBP"), "britse pond"),
        (unit("CHF"), "zwitserse frank | zwitserse franken | zwitserse franc"),
        (unit("BEF"), "belgische frank | belgische franken"),
        (shared("BEF", &["CHF", "FRF", "LUF"]), "frank | franc"),
        (unit("NLG"), "gulden | guldens"),
        (unit("ANG"), "antilliaanse gulden"),
        (unit("SEK"), "zweedse kronen | zweedse kroon"),
        (unit("NOK"), "noorse kronen | noorse kroon"),
        (unit("DKK"), "deense kronen | deense kroon"),
        (unit("CZK"), "tsjechische kronen | tsjechische kroon"),
        (unit("HUF"), "forint | forinten"),
        (unit("PLN"), "zloty"),
        (LEI, "lei"),
        (unit("BGN"), "leva | lev"),
        (shared("RUB", &["BYN"]), "roebel | roebels"),
        (unit("JPY"), "yen"),
        (unit("CNY"), "yuan"),
        (unit("TRY"), "turkse lira"),
        (Cent, "cent | centen | eurocent"),
        (
            Pieces,
            "biljet | biljetten | bankbiljet | bankbiljetten | briefjes | briefje | munt | munten | coupures | eurobiljetten",
        ),
        (Percent, "procent"),
        (Of, "aan"),
        (
            Filler,
            "een bedrag van | bedrag van | in totaal | totaal | ter waarde van | waarde van | een waarde van | totale waarde van",
        ),
        (
            Filler,
            "een totaal van | som van | de som van | maar liefst | slechts | alleen al | nog eens | ook | wel | de | het | van",
        ),
        (Filler, "nog | om | op | bij elkaar | omgerekend | minimale waarde van | liefst | met | al | nu | zo"),
        (Describing, "valse | vals | nep | zogenaamde | zwarte | witgewassen"),
        (
            Plain,
            "de | het | een | van | voor | op | met | bij | is | zijn | werd | werden | heeft | hebben | aan | in | door | naar",
        ),
        (
            Plain,
            "uit | beslag | gelegd | genomen | afgepakt | contant | contanten | geld | crimineel | vermogen | waar | staat",
        ),
        (
            Plain,
            "die | dat | over | onder | andere | politie | verdachten | goederen | per jaar | per maand | per dag | per week",
        ),
        (Plain, "cryptovaluta | bankrekeningen | miljoenenfraude | jaar | ervoor | crypto | bedraagt"),
        (
            MORE,
            "meer dan de | groter als | hoger als | boven het bedrag van | ruim over | over de \
             | meer dan een bedrag van | een stuk meer dan | veel meer dan | iets boven de | net over de | meerdan",
        ),
        (
            AT_LEAST,
            "minste | tenmiste | minimum | minimum van | een minimum van | niet minder | al minstens \
             | zeker wel | vanaf een bedrag van",
        ),
        (
            LESS,
            "minder als | kleiner als | lager als | onder het bedrag van | net minder dan | veel minder dan \
             | net geen | krap onder de",
        ),
        (
            AT_MOST,
            "maximum | tot max | tot een totaal van | maximum van | niet meer als | tot hoogstens \
             | tot ten hoogste",
        ),
        (AT_LEAST_AFTER, "of hoger | en hoger | minstens | minimum | en daarboven | ten minste | min | plus"),
        (AT_MOST_AFTER, "of lager | maximum | max | hoogstens | ten hoogste | hooguit"),
        (
            About,
            "ong | ongever | ongeveeer | c a | plm | pl m | om en bij de | om en bij | bij benadering \
             | benadering van | zo ongeveer | een goede | afgerond | min of meer | plusminus | plus minus \
             | plus minus de | rond het | dicht bij | dichtbij | tegen | tegen het | haast | vrijwel \
             | schommelt rond de | zon",
        ),
        (Estimate, "geschat op | geschatte waarde van | schatting van | begroot op | geraamd op | getaxeerd op"),
        (scale(3), "duiz | duizen | duisend | duizenden"),
        (scale(6), "mljn | miljon | milioen | mjoen | miloen | millioen | miljoenn | miljoe"),
        (scale(9), "miljrd | miljaard | milard | miljart | milliard"),
        (Doubt, "dan | als"),
        (
            Filler,
            "totaalbedrag van | een totaalbedrag van | een totale waarde van | gezamenlijke waarde van \
             | gezamenlijk | samen | bedrag | waarde | exact | precies | alleen | maar | ofwel | dat is | namelijk \
             | te weten | goed voor | bedraagt | bedroeg | bedragen | opgeteld | opgeteld tot | met een waarde van \
             | t w v | twv | t b v | ter hoogte van | schade van | een schade van | verlies van | verliezen van \
             | winst van | een winst van | omzet van | een omzet van | schuld van | schulden van | boete van \
             | een boete van | borg van | losgeld van | vermogen van | kapitaal van | prijs van | kosten van \
             | buit van | een buit van | opbrengst van | beslag op | beslag van | inbeslagname van | voor | extra \
             | aanvullende | additionele | tegenwaarde van | equivalent van | het equivalent van | gelijk aan \
             | fraude van | een fraude van | steekpenningen van | cash ter waarde van",
        ),
        (
            Thing,
            "rekening | rekeningen | auto | autos | voertuig | voertuigen | pagina | bladzijde | kavel | zaak \
             | zaken | dossier | dossiers | factuur | facturen | appartement | appartementen | huis | huizen | woning \
             | woningen | pand | panden | villa | horloge | horloges | goudstaven | verdachte | verdachten \
             | slachtoffer | slachtoffers | persoon | personen | mensen | bedrijf | bedrijven | bank | banken \
             | perceel | percelen | kilo | kg | kilogram | gram | ton cocaïne | ha | hectare | meter | liter \
             | telefoons | telefoon | laptop | schilderij | aandeel | aandelen | kluis | tas | tassen | dag | dagen \
             | week | weken | maand | maanden | jaren | uur | artikel | hoofdstuk | regel | kamer | verdieping \
             | straat | stuks | stuk | eenheden | aanhoudingen | doorzoekingen | sigaretten | wapens | boot | boten \
             | motor | vrachtwagen | leden | landen | overboekingen | overboeking | nummer | bijlage | objecten \
             | goederen nr | pakketten | adressen | locaties | januari | februari | maart | april | mei | juni | juli \
             | augustus | september | oktober | november | december | jan | feb | mrt | apr | jun | jul | aug | sept \
             | sep | okt | nov | dec",
        ),
        (
            Plain,
            "in beslag genomen | inbeslaggenomen | inbeslagname | inbeslagnames | beslaggelegd | beslagen \
             | bevroren | bevriezen | bevriezing | geblokkeerd | geblokkeerde | geconfisqueerd | geconfisqueerde \
             | confiscatie | verbeurd | verbeurdverklaard | ontnomen | ontneming | teruggevorderd | teruggegeven \
             | terug | gestolen | verduisterd | verduistering | witwassen | witwasgeld | opgelicht | oplichting \
             | fraude | ontdoken | belasting | belastingen | belastingfraude | btw | fiscus | betaald | betaalde \
             | betalen | ontvangen | overgemaakt | gestort | verdiend | verdiende | geïnvesteerd | belegd | gevonden \
             | vonden | aangetroffen | ontdekt | verkocht | gekocht | aangekocht | verborgen | verloren | cash \
             | contante | gelden | geldbedrag | geldbedragen | tegoeden | tegoed | vermogens | bezittingen | activa \
             | goud | juwelen | sieraden | luxe | cryptomunten | cryptogeld | onroerend | goed | vastgoed | effecten \
             | schade | verlies | verliezen | winst | winsten | omzet | opbrengst | opbrengsten | inkomsten | schuld \
             | schulden | boete | boetes | borg | losgeld | steekpenningen | smeergeld | corruptie | drugs | drugsgeld \
             | cocaïne | hasj | handel | smokkel | namaak | subsidies | subsidie | krediet | kredieten | lening \
             | leningen | contract | contracten | project | projecten | loon | huur | schadevergoeding | justitie \
             | fiod | douane | parket | openbaar | ministerie | rechter | rechtbank | hof | autoriteiten | overheid \
             | onderzoek | operatie | bende | maffia | netwerk | criminele | criminelen | criminaliteit | illegaal \
             | illegale | onrechtmatig | afkomstig | voortvloeiend | verbonden | van de | van het | van een | na \
             | voor de | sinds | tijdens | tegen een | zonder dat | onder meer | binnen | buiten | volgens | daarvan \
             | waarvan | waaronder | daarbij | hiermee | daarmee | hier | daar | toen | wanneer | omdat | terwijl \
             | als het | reeds | steeds | tot nu toe | tot op heden | vandaag | gisteren | wordt | worden | was \
             | waren | had | hadden | kan | kunnen | kon | moet | moeten | zal | zou | zouden | dit | deze | hun \
             | haar | hij | zij | ze | wij | we | ons | wie | welke | alle | beide | jaarlijks | maandelijks \
             | dagelijks | wekelijks | netto | bruto | openstaand | openstaande | nederland | belgië | vlaanderen \
             | europa | eu | buitenland | russisch | russische | neppe",
        ),
        (
            Dating,
            "in | sinds | jaar | het jaar | eind | begin | medio | in het jaar | tot | vanaf | voor | na \
             | boekjaar | tot en met | januari | februari | maart | april | mei | juni | juli | augustus | september \
             | oktober | november | december | jan | feb | mrt | apr | jun | jul | aug | sept | sep | okt | nov | dec",
        ),
        (POUNDS, "pond | ponden"),
        (DOLLARS, "dollar | dollars"),
        (sign("GBP"), "pond sterling"),
        (sign("HKD"), "hongkong dollar"),
        (sign("SGD"), "singapore dollar"),
        (CROWNS, "kronen | kroon"),
        (PESOS, "peso | pesos"),
        (DINARS, "dinar"),
        (DIRHAMS, "dirham"),
        (RUPEES, "roepie | roepies"),
        (LIRAS, "lira | lire"),
        (MARKS, "mark"),
        (unit("LTL"), "litas"),
        (unit("DEM"), "duitse mark"),
        (unit("ESP"), "peseta s | peseta"),
        (unit("ITL"), "italiaanse lires"),
        (unit("THB"), "baht"),
        (unit("ZAR"), "rand"),
        (unit("ILS"), "sjekel | sjekels"),
        (unit("IDR"), "indonesische roepia | rupiah"),
        (unit("SRD"), "surinaamse dollar"),
        (unit("HRK"), "kuna"),
        (unit("UAH"), "hryvnia"),
        (unit("NGN"), "naira"),
        (unit("AWG"), "arubaanse florin"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn dutch_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "nl";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("ruim 3 miljoen euro", "> 3000000 EUR"),
            ("ongeveer 450.000 euro", "~ 450000 EUR"),
            ("minstens 2,5 miljoen euro", ">= 2500000 EUR"),
            ("maximaal 10.000 euro", "<= 10000 EUR"),
            ("tussen de 3 en 4 miljoen euro", "3000000..4000000 EUR"),
            ("tweehonderdvijftigduizend euro", "250000 EUR"),
            ("anderhalf miljoen euro", "1500000 EUR"),
            ("een half miljoen euro", "500000 EUR"),
            ("vijfentwintig miljoen euro", "25000000 EUR"),
            ("twaalf auto's en 80.000 euro contant", "80000 EUR"),
            ("bijna 7 miljoen euro", "~ 7000000 EUR"),
            ("tot wel 5 miljoen euro", "<= 5000000 EUR"),
            ("5 tot 6 miljoen euro", "5000000..6000000 EUR"),
            ("enkele miljoenen euro's", "!"),
            ("honderden miljoenen euro's", "!"),
            ("€ 1.250.000,-", "1250000 EUR"),
            ("een stijging van 5 miljoen euro", "!"),
            ("naar schatting 12 miljoen euro", "~ 12000000 EUR"),
            ("minder dan 3 ton euro", "< 300000 EUR"),
            ("twee miljard euro", "2000000000 EUR"),
            ("300 gulden", "300 NLG"),
            ("drieënhalf miljoen euro", "3500000 EUR"),
            ("iets meer dan 600.000 euro", "> 600000 EUR"),
    ];
}
