//! German.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "de",
    name: "German",
    mark: DecimalMark::Comma,
    compounds: true,
    endings: &["en", "e", "er", "n", "s", "em", "es"],
    lands: "US amerikanische, amerikanischen, amerikanischer, us; CA kanadische, kanadischen, kanadischer; \
            AU australische, australischen, australischer; NZ neuseeländische, neuseeländischen, neuseeland; \
            HK hongkong, hong kong, hongkonger; SG singapur, singapurische, singapurischen, singapore; \
            TW taiwan, taiwanische, taiwanischen, taiwanesische, taiwanesischen; \
            JM jamaika, jamaikanische, jamaikanischen; BS bahama; NA namibische, namibia; \
            EG ägyptische, ägyptischen; LB libanesische, libanesischen; SY syrische, syrischen; \
            SD sudanesische, sudanesischen; GI gibraltar; FK falkland; IE irische, irischen; \
            CY zyprische, zypriotische; GB britische, britischen, englische, englischen; \
            MX mexikanische, mexikanischen; CO kolumbianische, kolumbianischen; \
            AR argentinische, argentinischen; CL chilenische, chilenischen; PH philippinische, philippinischen; \
            UY uruguayische; DO dominikanische; CU kubanische, kubanischen; \
            SE schwedische, schwedischen, schwedischer; NO norwegische, norwegischen; DK dänische, dänischen; \
            IS isländische, isländischen; CZ tschechische, tschechischen; SK slowakische, slowakischen; \
            EE estnische, estnischen; CH schweizer, schweizerische, schweizerischen; \
            FR französische, französischen; BE belgische, belgischen; LU luxemburgische, luxemburgischen; \
            RS serbische, serbischen; KW kuwaitische, kuwaitischen, kuwait; TN tunesische, tunesischen; \
            DZ algerische, algerischen; IQ irakische, irakischen; JO jordanische; LY libysche, libyschen; \
            BH bahrainische, bahrain; MK mazedonische; IN indische, indischen; \
            PK pakistanische, pakistanischen; LK sri lankische; NP nepalesische; \
            RU russische, russischen, russischer; BY belarussische, belarussischen, weißrussische; \
            TR türkische, türkischen; IT italienische, italienischen; IR iranische, iranischen; \
            SA saudische, saudi; QA katarische, katar; OM omanische; YE jemenitische; \
            MA marokkanische, marokkanischen; AE emiratische; KE kenianische, kenia; UG uganda; TZ tansanische; \
            RO rumänische, rumänischen; MD moldauische, moldauischen; BR brasilianische, brasilianischen; \
            DE deutsche, deutschen; FI finnische, finnischen; BA bosnische, konvertible; \
            AT österreichische, österreichischen; KR südkoreanische",
    numbers: &[
        (
            0,
            1,
            "nul ein/eins/eine/einen/einer/eines/einem zwei/zwo drei vier fünf/fuenf sechs sieben acht neun zehn elf",
        ),
        (12, 1, "zwölf/zwoelf dreizehn vierzehn fünfzehn/fuenfzehn sechzehn siebzehn achtzehn neunzehn"),
        (20, 10, "zwanzig dreißig vierzig fünfzig/fuenfzig sechzig siebzig achtzig neunzig"),
    ],
    entries: &[
        (
            MORE,
            "mehr als | oberhalb von | von über | auf über | um über | mit über | für über | gut über | weit über \
             | deutlich über | knapp über | leicht über | etwas mehr als | deutlich mehr als | weit mehr als | gut \
             | jenseits von | übersteigt | übersteigen | überschreitet | überschreiten | über die | über der \
             | jenseits der | etwas über | beträge über | geldbeträge über | bargeldbeträge über | summen über \
             | geldsummen über | werte über | zahlungen über | bargeldzahlungen über | einkommen über | schäden über \
             | schaden über | größer als | höher als | in höhe von über | im wert von über | wert über | vermögen über \
             | wohl über | mittlerweile über | bereits über | betrag von über | barmittel über | summe von über \
             | ueber die | weitaus mehr als | übersteigend | mehr wie | mehr alss | größer | über den betrag von \
             | über einen betrag von | über eine summe von | über der summe von | oberhalb | mehr denn | weit mehr \
             | etwas mehr | um mehr als | knapp mehr als | über eine | über einer | überschreitend | überm",
        ),
        (MoreUnlessNoun, "über | ueber"),
        (
            AT_LEAST,
            "mindestens | wenigstens | zumindest | nicht weniger als | minimal | ab | von mindestens \
             | nicht unter | nicht geringer als | nicht niedriger als | mindestens über die summe von | mind | mindest \
             | mindestes | mindesten | mindetens | mindenstens | wenigsten | ab einem betrag von | zum mindesten \
             | nicht weniger | mindestbetrag von | ab rund | größer gleich | zu mindest | ein minimum von | minimum",
        ),
        (
            AT_MOST,
            "nicht höher als | nicht größer als | bis zu | höchstens | maximal | nicht mehr als \
             | bis zur höhe von | bis zum betrag von | nicht über | bis zu maximal | bis maximal | im höchstfall \
             | allenfalls | bis zu einer höhe von | bis zu einem wert von | höchst | maximum | höchsten \
             | höchstenfalls | bis zur summe von | bis höchstens | bis insgesamt | bis zur | biszu | bis max \
             | bis zu einer summe von | bis zu einem betrag von | maximalbetrag von | höchstbetrag von | nicht mehr \
             | kleiner gleich | längstens",
        ),
        (
            LESS,
            "nicht ganz | noch nicht ganz | weniger als | unter | unterhalb von | knapp unter | etwas weniger als \
             | geringer als | niedriger als | weniger wie | kleiner als | kleiner | unter der summe von \
             | unter dem betrag von | unterhalb | knapp weniger als | deutlich weniger als | deutlich unter \
             | weit unter | noch keine | nicht einmal ganz | unter die | unter der",
        ),
        (UpTo, "bis"),
        (To, "bis zum"),
        (
            AT_LEAST_AFTER,
            "oder mehr | und mehr | mindestens | aufwärts | oder darüber | und darüber hinaus | mind \
             | mindest | minimum | wenigstens | oder höher | zumindest | plus",
        ),
        (AT_MOST_AFTER, "oder weniger | maximal | höchstens | max | oder darunter | oder niedriger"),
        (
            MORE_AFTER,
            "übersteigt | überschreitet | übersteigen | übersteigend | übersteigenden | überschreiten \
             | überschritten | und darüber | und mehr als das",
        ),
        (
            About,
            "rund | zirka | ca | knapp | fast | beinahe | nahezu | annähernd | an die | gegen | um die | in etwa \
             | in der größenordnung von | nahe | grob | überschlägig | bald | quasi | cirka | rd | ungef | so um die \
             | so etwa | plusminus | plus minus | um rund | um etwa | rund um | bei rund | nahe an | nahe der \
             | gerundet | circka | ungefär | ugefähr | ungefaehr | zirca | annaehernd | mehr oder weniger \
             | in der gegend von | knappe | um und bei | rundgerechnet",
        ),
        (AboutAfter, "circa | etwa | ungefähr | oder so"),
        (
            Estimate,
            "geschätzt~ | schätzung~ | veranschlagt | taxiert | beziffert | schätzungsweise | schätzwert \
             | mutmaßlich | geschätzte | geschätzten | geschätzter",
        ),
        (Between, "zwischen"),
        (And, "und | sowie"),
        (Or, "oder"),
        (
            Vague,
            "mehrere | mehreren | mehrerer | einige | einigen | einiger | etliche | etlichen | ein paar | paar \
             | viele | vielen | zig | dutzende | dutzenden | hunderte | hunderten | tausende | tausenden \
             | zehntausende | hunderttausende | hunderttausenden | zehntausenden | zweistellige | zweistelligen \
             | dreistellige | dreistelligen | mehrstellige | millionenhöhe | milliardenhöhe | millionenschwer~ \
             | milliardenschwer~ | millionenbetrag | millionenbeträge | millionensumme | diverse | zahlreiche \
             | unzählige | millionenwert~ | millionenschaden | einstellige | einstelligen | zweistelliger \
             | dreistelliger | einstelliger | achtstellig~ | siebenstellig~ | sechsstellig~ | neunstellig~",
        ),
        (
            Change,
            "anstieg um | anstieg von | gestiegen um | steigerung um | steigerung von | zunahme um | zunahme von \
             | stieg um | rückgang um | rückgang von | gesunken um | sank um | sank von | stieg von | erhöht um \
             | erhöhung um | plus von | minus von | zuwachs von | differenz von | unterschied von | wuchs um \
             | erhöhte sich um | stieg von | erhöhung von | prozent von | prozent der | reduziert um \
             | erhöhte sich von | verringerte sich um | fiel um | fiel von",
        ),
        (
            ChangeAfter,
            "mehr als | weniger als | mehr | weniger | gestiegen | gesunken | erhöht | höher | niedriger \
             | höher als | zurückgegangen | gewachsen | über dem vorjahr | unter dem vorjahr | über vorjahr | erhöhte \
             | verringert",
        ),
        (
            Plain,
            "jeweils insgesamt | der | die | das | und | in | im | am | zu | für | wegen | wurden | wurde | bei \
             | aus | nach | seit | hat | haben | ist | sind | werden | war | waren | sich | es | er | sie | dass | als \
             | wie | vom | zum | zur | des | eines | bargeld | beschlagnahmt | sichergestellt | eingezogen | vermögen \
             | vermögenswerte | geld | konten | schaden | wert | höhe | einziehung | beschlagnahme | gesperrt \
             | eingefroren | januar | februar | märz | april | mai | juni | juli | august | september | oktober \
             | november | dezember | jahr | jahre | verfahren | vorläufig | blockiert | pro jahr | im jahr | jährlich \
             | pro tag | pro monat | anwesen | superprovisorisch | vorsorglich | provisorisch | sichergestellte \
             | sichergestellten | sicherstellung | sicherstellungen | beschlagnahmte | beschlagnahmten \
             | beschlagnahmen | beschlagnahmung | eingefrorene | eingefrorenen | einfrieren | eingezogene | einziehen \
             | gepfändet | pfändung | arrestiert | vermögensarrest | arrest | gesichert | gesicherte | gesicherten \
             | abgeschöpft | abschöpfung | vermögensabschöpfung | erbeutet | erbeutete | gestohlen | ergaunert \
             | veruntreut | hinterzogen | gewaschen | geldwäsche | unterschlagen | betrogen | erlangt | erhalten \
             | bezahlt | gezahlt | zahlen | zahlte | überwiesen | transferiert | verschoben | investiert | angelegt \
             | eingezahlt | abgehoben | gefunden | fanden | entdeckt | aufgefunden | verkauft | gekauft | erworben \
             | verloren | gewonnen | verdient | eingenommen | kassiert | kassierte | erwirtschaftet | verursacht \
             | verursachten | entstanden | entstand | erbracht | gelang | worden | wird | hatte | hatten | habe | sei \
             | seien | soll | sollen | sollte | können | konnte | konnten | kann | muss | müssen | mussten | gibt \
             | gab | liegt | lag | lagen | liegen | steht | stehen | stammt | stammen | gelder | geldern | vermögens \
             | vermögenswerten | vermögenswerten in | anlagevermögen | schwarzgeld | werte | werten | mittel | mitteln \
             | gold | schmuck | luxus | krypto | kryptowährung | kryptowährungen | kryptowerte | kryptowerten \
             | guthaben | wertpapiere | wertpapieren | beute | erlös | erlöse | erlösen | gewinn | gewinne | umsatz \
             | umsätze | einnahmen | verlust | verluste | schulden | strafe | geldstrafe | bußgeld | bußgelder \
             | kaution | steuern | steuer | steuerschaden | steuerhinterziehung | umsatzsteuer | mehrwertsteuer | zoll \
             | polizei | staatsanwaltschaft | staatsanwaltschaften | gericht | landgericht | amtsgericht | behörden \
             | ermittler | fahnder | justiz | staat | staatskasse | bund | land | bka | lka | bundeskriminalamt \
             | europol | ermittlungen | ermittlungsverfahren | betrügern | betrüger | täter | tätern | bande | clan \
             | mafia | kriminalität | organisierter | organisierten | drogen | rauschgift | kokain | handel \
             | schmuggel | korruption | bestechung | bestechungsgeld | bestechungsgelder | schmiergeld | schmiergelder \
             | lösegeld | fördergelder | fördermittel | subventionen | kredit | kredite | darlehen | vertrag \
             | verträge | projekt | projekte | auftrag | aufträge | lohn | gehalt | miete | entschädigung | vor \
             | während | gegen den | durch | ohne dass | unter anderem | innerhalb | außerhalb | laut | davon \
             | darunter | dabei | damit | dafür | daran | dort | hier | dann | wenn | weil | ob | wo | aber | doch \
             | denn auch | schon | auch | sehr | bisher | bislang | bis heute | bis jetzt | inzwischen | derzeit \
             | aktuell | heute | gestern | zurück | zurückgezahlt | zurückgegeben | weg | dieser | diese | dieses \
             | diesen | ihr | ihre | ihren | ihrem | sein | seine | seinen | seiner | ihm | ihn | wir | uns | mein \
             | meine | unser | deren | dessen | welche | welcher | alle | alles | andere | anderen | beide | beiden \
             | jedes jahr | monatlich | täglich | wöchentlich | netto | brutto | fällig | offen | offene | offenen \
             | versteckt | versteckte | in bar | cash | deutschland | österreich | schweiz | europa | eu | berlin \
             | russische | russischen | russischer | ausland | inland | transaktionen | geschäfte | geschäften",
        ),
        (
            Each,
            "scheine zu | jeweils | pro person | pro kopf | je person | je fall | raten von | raten zu | raten à \
             | tranchen von | tranchen zu | teilbeträgen von | raten zu je | tagessätze zu | tagessätzen zu \
             | tagessätze à | tagessätzen à | tagessätze von | tagessätzen von | monatsraten von | monatsraten zu",
        ),
        (
            EachAfter,
            "jeweils | je person | je fahrzeug | je fall | je stück | je kilo | je kilogramm | je gramm \
             | je tonne | je liter | je quadratmeter | je aktie | pro person | pro kopf | pro stück | pro kilo \
             | pro kilogramm | pro kg | pro gramm | pro tonne | pro liter | pro quadratmeter | pro aktie \
             | pro fahrzeug | pro fall | pro opfer | pro einheit | pro transaktion | pro überweisung | pro rechnung \
             | pro tier | pro hektar | pro haushalt | pro schleusung | pro geschleuster | pro passagier | pro konto \
             | pro auto | das stück | das gramm | das kilo | der liter | die tonne | beziehungsweise",
        ),
        (
            Sums,
            "zahlungen von | zahlungen zu | zahlungen à | zahlungen in höhe von je | überweisungen von \
             | überweisungen à | überweisungen zu | schecks über | geldstrafen von | bußgelder von | einzahlungen von \
             | abhebungen von | spenden von | darlehen von | rechnungen über | überweisungen über | beträge von \
             | summen von | bündel zu | pakete zu | geldbußen von | à",
        ),
        (
            Doubt,
            "ohne | außer | keinen | keiner | keinerlei | nie | niemals | ausgenommen | abzüglich \
             | mit ausnahme von | bis auf | weder | exklusive | statt | anstatt | nicht einmal | nicht nur | nicht \
             | minus | hälfte von | die hälfte von | je | pro | keine | kein | halbe hälfte | doppelt | mal \
             | drittel von | viertel von | teil von | so viel wie | als | denn",
        ),
        (HUNDRED, "hundert"),
        (lone_scale(3), "tausend"),
        (scale(3), "tsd | tsnd | tausender | tausende euro | t euro | tds | tausnd | tausent | taus | tsde"),
        (
            scale(6),
            "million | millionen | mill | mios | milionen | millonen | milllionen | millioen | miollionen \
             | milion | millon",
        ),
        (
            scale(9),
            "milliarde | milliarden | mia | milliard | mrden | milliaden | miliarden | miliarde | millarden \
             | millarde | milliadren",
        ),
        (scale(12), "billion | billionen | bio | bill"),
        (
            Part(50),
            "halbe | halben | halbe | eine halbe | einer halben | ein halbe | einem halben | einen halben \
             | ein halb",
        ),
        (Part(25), "viertel | eine viertel | einer viertel"),
        (Part(75), "dreiviertel | drei viertel | eine dreiviertel"),
        (Part(150), "anderthalb | eineinhalb | anderthalbe"),
        (AndPart(50), "einhalb | und eine halbe"),
        (Article, "der | die"),
        (sign("EUR"), "euro | euros | euronen"),
        (sign("USD"), "us dollar | us dollars | amerikanische dollar | amerikanischen dollar | u s dollar | usdollar"),
        (unit("CAD"), "kanadische dollar | kanadischen dollar | kanadischer dollar"),
        (unit("AUD"), "australische dollar | australischen dollar"),
        (unit("GBP"), "pfund sterling | britische pfund | britischen pfund | englische pfund | britischer pfund"),
        (SWISS_FRANCS, "franken | fr"),
        (sign("CHF"), "schweizer franken | sfr | stutz | schweizerfranken | schweizerfr"),
        (unit("LUF"), "luxemburgische franken"),
        (unit("DEM"), "d mark | deutsche mark | dm"),
        (unit("ATS"), "schilling | österreichische schilling"),
        (unit("SEK"), "schwedische kronen | schwedischen kronen | schwedischer kronen"),
        (unit("NOK"), "norwegische kronen | norwegischen kronen | norwegischer kronen"),
        (unit("DKK"), "dänische kronen | dänischen kronen | dänischer kronen"),
        (unit("CZK"), "tschechische kronen | tschechischen kronen | tschechischer kronen"),
        (unit("HUF"), "forint"),
        (unit("PLN"), "zloty | złoty | polnische zloty"),
        (LEI, "lei"),
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
            "schein | scheine | scheinen | banknote | banknoten | note | noten | münze | münzen | geldschein \
             | geldscheine | geldscheinen | stückelung | blüten | automaten | bitcoinautomaten",
        ),
        (Percent, "prozent"),
        (Of, "an | in | von"),
        (
            Filler,
            "insgesamt | zusammen | total | von | in höhe von | im wert von | im umfang von | in der höhe von \
             | die summe von | summe von | betrag von | wert von | gesamtwert von | im gesamtwert von | höhe von \
             | eine summe von | auf | mit | umgerechnet | sogar | bereits | weitere | weiteren | noch | um \
             | zur höhe von | den betrag von | einen wert von | unglaubliche | unglaublichen | stolze | stolzen \
             | satte | satten | ganze | ganzen | kompletten | gesamten | nur | lediglich | den | dem | das | ein \
             | also | gesamthaft | mittlerweile | jeweils insgesamt | zuletzt | vertrag über | verträge über \
             | kaufvertrag über | scheck über | rechnung über | rechnungen über | kredit über | darlehen über \
             | überweisung über | überweisungen über | quittung über | schuldschein über | wechsel über \
             | bürgschaft über | bescheid über | auftrag über | urteil über | arrest über | vermögensarrest über \
             | beschluss über | arrestbeschluss über | garantie über | police über | kreditvertrag über \
             | darlehensvertrag über | mietvertrag über | insg | insges | in summe | summe | betrag | wert \
             | gesamtwert | gesamtbetrag | gesamtsumme | gesamtbetrag von | gesamtsumme von | einen gesamtwert von \
             | einer summe von | einem betrag von | einem wert von | einem gesamtwert von | im gesamtbetrag von \
             | gesamtvolumen von | ein volumen von | volumen von | exakt | genau | in einer höhe von \
             | in gesamthöhe von | schadenshöhe von | schaden von | schaden in höhe von | einen schaden von \
             | ein schaden von | verlust von | verluste von | gewinn von | umsatz von | schulden von | strafe von \
             | geldstrafe von | bußgeld von | ein bußgeld von | kaution von | lösegeld von | vermögen von \
             | vermögenswerte von | guthaben von | kapital von | erlös von | preis von | zum preis von | kosten von \
             | beute von | zahlung von | rückzahlung von | alleine | allein | weiterhin | sage und schreibe | runde \
             | glatte | gut und gerne | über insgesamt | d h | das heißt | entspricht | entsprechen | entsprechend \
             | gegenwert von | im gegenwert von | eines betrages von | des betrages von | kumuliert | kumulierte \
             | zusätzlich | zusätzliche | zusätzlichen | bar | beträgt | betrug | betragen | belief sich auf \
             | beläuft sich auf | beliefen sich auf | belaufen sich auf | summiert sich auf | i h v | ihv | i w v \
             | iwv | i h von | ein wert von | nominal | nominell | verkehrswert von | marktwert von | schätzwert von \
             | gemeinsam | kombinierte",
        ),
        (
            Describing,
            "falsche | falschen | gefälschte | gefälschten | sogenannte | illegale | illegalen | echte \
             | gestohlene | gestohlenen | veruntreute | veruntreuten | ergaunerte | schmutzige | unversteuerte \
             | unversteuerten | inkriminierte | inkriminierten | hinterzogene | hinterzogenen | verdächtige \
             | kriminelle | kriminellen",
        ),
        (LESS_AFTER, "und darunter"),
        (scale(15), "billiarden | billiarde"),
        (
            Thing,
            "konto | konten | auto | autos | fahrzeug | fahrzeuge | fahrzeugen | seite | seiten | los | posten \
             | akte | akten | fall | fälle | fällen | verfahren | rechnung | rechnungen | wohnung | wohnungen | haus \
             | häuser | gebäude | immobilie | immobilien | villa | villen | yacht | yachten | uhr | uhren | barren \
             | goldbarren | beschuldigte | opfer | person | personen | firma | firmen | bank | banken | grundstück \
             | grundstücke | parzelle | kilo | kg | kilogramm | gramm | tonne | tonnen | ha | hektar | quadratmeter \
             | meter | liter | handy | handys | laptop | laptops | bild | bilder | gemälde | aktie | aktien | tresor \
             | tasche | taschen | koffer | tag | tage | tagen | woche | wochen | monat | monate | monaten | jahr \
             | jahre | jahren | stunde | stunden | artikel | kapitel | absatz | zeile | zimmer | stock | straße \
             | stück | einheiten | festnahmen | durchsuchungen | zigaretten | waffen | boot | boote | motorrad \
             | motorräder | lkw | angeklagte | mitglieder | länder | ländern | überweisung | überweisungen | nummer \
             | anlage | ziffer | objekt | objekte | gegenstände | pakete | päckchen | haftbefehle | objekten \
             | verfahrens | mal so | januar | februar | märz | maerz | april | mai | juni | juli | august | september \
             | oktober | november | dezember | jänner | feber | jan | feb | mär | apr | jun | jul | aug | sept | sep \
             | okt | nov | dez",
        ),
        (
            Dating,
            "im jahr | im jahre | jahr | jahres | seit | anfang | ende | mitte | in | jahren | in den jahren \
             | geschäftsjahr | haushaltsjahr | vor | nach | stand | per | frühjahr | sommer | herbst | winter | januar \
             | februar | märz | maerz | april | mai | juni | juli | august | september | oktober | november | dezember \
             | jänner | feber | jan | feb | mär | apr | jun | jul | aug | sept | sep | okt | nov | dez",
        ),
        (DOLLARS, "dollar | dollars | dollarn"),
        (POUNDS, "pfund"),
        (sign("GBP"), "sterling"),
        (sign("HKD"), "hongkong dollar | hongkongdollar | hk dollar"),
        (sign("SGD"), "singapur dollar | singapurdollar | s dollar"),
        (sign("TWD"), "taiwan dollar | nt dollar | neue taiwan dollar"),
        (sign("NZD"), "neuseeland dollar | neuseelanddollar"),
        (sign("AUD"), "australdollar"),
        (CROWNS, "kronen | krone"),
        (FRANCS, "francs | franc"),
        (PESOS, "peso | pesos"),
        (DINARS, "dinar | dinare"),
        (DIRHAMS, "dirham"),
        (RUPEES, "rupien | rupie"),
        (LIRAS, "lira | lire"),
        (RIALS, "rial | riyal"),
        (SHILLINGS, "shilling"),
        (MARKS, "mark | marken"),
        (WONS, "won"),
        (unit("LTL"), "litas | litai"),
        (unit("LVL"), "lats | lati"),
        (unit("EEK"), "estnische kronen"),
        (unit("NLG"), "gulden | holländische gulden"),
        (unit("ESP"), "peseten | peseta"),
        (unit("PTE"), "escudos"),
        (unit("GRD"), "drachmen"),
        (unit("FIM"), "finnmark"),
        (unit("SIT"), "tolar"),
        (unit("HRK"), "kuna"),
        (unit("SKK"), "slowakische kronen"),
        (unit("THB"), "baht"),
        (unit("MYR"), "ringgit"),
        (unit("IDR"), "rupiah"),
        (unit("VND"), "dong"),
        (unit("ZAR"), "rand"),
        (unit("NGN"), "naira"),
        (unit("ILS"), "schekel"),
        (unit("KZT"), "tenge"),
        (unit("GEL"), "lari"),
        (unit("MDL"), "moldauische lei"),
        (unit("ALL"), "lek"),
        (unit("BAM"), "konvertible mark"),
        (unit("RSD"), "serbische dinar"),
        (unit("MKD"), "denar"),
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
