//! French.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "fr",
    name: "French",
    mark: DecimalMark::Comma,
    compounds: false,
    endings: &[],
    lands: "US américain, américains, américaines, us, des états unis, des usa; \
            CA canadien, canadiens, du canada; AU australien, australiens, d australie; \
            NZ néo zélandais, de nouvelle zélande; HK hongkongais, hong kongais, de hong kong, hong kong; \
            SG singapouriens, singapourien, de singapour, singapour; TW taïwanais, de taïwan, taïwan; \
            JM jamaïcains, jamaïquains; BB barbadiens; BS bahaméens, des bahamas; NA namibiens; LR libériens; \
            ZW zimbabwéens; EG égyptiennes, égyptienne, d égypte; LB libanaises, libanaise, du liban; \
            SY syriennes, syrienne; SD soudanaises; GI de gibraltar; IE irlandaises, irlandaise; CY chypriotes; \
            GB britanniques, anglaises; MX mexicains, mexicain, du mexique; \
            CO colombiens, colombien, de colombie; AR argentins, argentin, d argentine; \
            CL chiliens, chilien, du chili; PH philippins, philippin, des philippines; UY uruguayens; \
            DO dominicains; CU cubains; SE suédoises, suédoise, de suède; \
            NO norvégiennes, norvégienne, de norvège; DK danoises, danoise; IS islandaises, islandaise; \
            CZ tchèques, tchèque; SK slovaques; EE estoniennes; CH suisses, suisse; FR français; \
            BE belges, belge; LU luxembourgeois; RW rwandais; BI burundais; GN guinéens; KM comoriens; \
            CD congolais; DJ djiboutiens; RS serbes, serbe; KW koweïtiens, koweïtien; TN tunisiens, tunisien; \
            DZ algériens, algérien; IQ irakiens, irakien; JO jordaniens; LY libyens; BH bahreïniens; \
            MK macédoniens; IN indiennes, indienne; PK pakistanaises, pakistanaise; LK sri lankaises; \
            NP népalaises; MU mauriciennes; RU russes, russe; BY biélorusses; TR turques, turque; \
            IT italiennes; IR iraniens, iranien; SA saoudiens; QA qatariens, qataris; OM omanais; YE yéménites; \
            MA marocains, marocain; AE émiratis, des émirats; KE kényans; UG ougandais; RO roumains; \
            MD moldaves; BR brésiliens; KP nord coréens; KR sud coréens",
    numbers: &[
        (0, 1, "zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"),
        (20, 10, "vingt trente quarante cinquante soixante septante huitante/octante nonante"),
    ],
    entries: &[
        (Count(17), "dix sept"),
        (Count(18), "dix huit"),
        (Count(19), "dix neuf"),
        (Count(80), "quatre vingt | quatre vingts"),
        (
            MORE,
            "plus de | plus d | au delà de | au dessus de | supérieur à | supérieure à | supérieurs à \
             | supérieures à | excédant | dépassant | dépasse | dépassent | dépassé | un peu plus de | un peu plus d \
             | bien plus de | largement plus de | excède | excédait | dépassait | dépasser | supérieur aux | plus que \
             | au delà des | dépassant les | dépasse les | supérieure aux | dépassé les | légèrement plus de \
             | à plus de | à plus d | dépasserait | dépasserait les | dépasseraient | dépasseraient les | excéderait \
             | dépassait les | dépassaient les | sup à | superieur | plus d un total de | pas moins que | excédent \
             | audelà de | davantage que | excède les | bien au delà de | nettement plus de | supérieurs aux",
        ),
        (
            AT_MOST,
            "n excède pas | ne dépassent pas | n excèdent pas | ne dépassait pas | ne dépassant pas les \
             | ne dépasse pas les | n excédant pas les | ne saurait excéder | ne peut excéder | jusqu à | jusqu a \
             | jusque | au plus | au maximum | maximum | max | pas plus de | tout au plus | dans la limite de \
             | à hauteur maximale de | à concurrence de | jusqu à concurrence de | plafonné à | un maximum de \
             | inférieur ou égal à | inférieure ou égale à | ne dépassant pas | n excédant pas | dans la limite d \
             | plafonnée à | ne dépasse pas | jusqu à hauteur de | limité à | limitée à | jusqu | jusqu au | jusqu aux \
             | maxi | max de | maximum de | à concurrence d | plafond de | dans la limite maximale de | au max \
             | n atteignant pas | pas plus d | un plafond de",
        ),
        (
            AT_LEAST,
            "pas inférieure à | au moins | au minimum | minimum | pas moins de | pas moins d | au bas mot | min \
             | à tout le moins | un minimum de | supérieur ou égal à | supérieure ou égale à | à partir de \
             | pas inférieur à | dès la somme de | dès que | au moin | aumoins | mini | min de | minimum de \
             | à partir d | au minimum de | pas moin de | supérieur ou égal | au bas mot de | à compter de \
             | un minimum d",
        ),
        (
            LESS,
            "moins de | moins d | en dessous de | au dessous de | inférieur à | inférieure à | inférieurs à | sous \
             | inférieures à | un peu moins de | un peu moins d | sous la barre des | inférieur aux | inf à \
             | inferieur | moins que | au dessous des | en deçà de | pas tout à fait | à moins de | à moins d",
        ),
        (
            AT_LEAST_AFTER,
            "ou plus | et plus | au moins | au minimum | au bas mot | minimum | voire plus \
             | voire davantage | ou davantage | et davantage | mini | au min | ou au delà | et au delà",
        ),
        (MORE_AFTER, "et des poussières | passés"),
        (LESS_AFTER, "au moins pas | ou moindre"),
        (AT_MOST_AFTER, "ou moins | au plus | au maximum | maximum | tout au plus | maxi | au max"),
        (
            About,
            "près de | près d | presque | quasi | quasiment | pratiquement | autour de | autour d | proche de \
             | avoisinant | avoisine | approchant | approche | frôlant | frôle | aux alentours de | aux environs de \
             | de l ordre de | dans les | aux alentours d | proche d | avoisinant les | approchant les | frisant \
             | autour des | proche des | une valeur approximative de | montant approximatif de | voisin de | quelque \
             | env | env de | à env | appro | aprox | vers les | vers | dans les environs de | un peu près \
             | aux alentour de | quelques | ordre de grandeur de | tout près de | envrion | enviro | aproximativement \
             | approximativment",
        ),
        (AboutAfter, "environ | approximativement | à peu près | peu ou prou | plus ou moins | grosso modo"),
        (
            Estimate,
            "estimé | estimée | estimés | estimées | estimation | évalué | évaluée | évalués | évaluées \
             | estime | selon une estimation | estimé à | estimée à | estimés à | estimées à | évalué à | évaluée à \
             | estimation de | estimation d | estimation totale de | estimé de | chiffré à | chiffrée à | chiffrés à \
             | chiffrées à",
        ),
        (Between, "entre | compris entre | comprise entre | oscillant entre | comprises entre"),
        (To, "à"),
        (And, "et | ainsi que"),
        (Or, "ou"),
        (
            Vague,
            "plusieurs | quelques | de nombreux | dizaines de | dizaines | centaines de | centaines | milliers \
             | plusieurs centaines de | plusieurs dizaines de | plusieurs milliers de | des centaines de \
             | des millions de | des dizaines de | des milliers de | des milliards de",
        ),
        (
            Change,
            "hausse de | hausse d | en hausse de | baisse de | baisse d | augmentation de | augmenté de \
             | diminué de | augmente de | progressé de | progression de | recul de | reculé de | diminution de \
             | passé de | passée de | passés de | passées de | passant de | passe de | bond de | chuté de | chute de \
             | croissance de | écart de | différence de | différence d | augmentation d | diminution d | % de | % des \
             | pour cent de | pour cent des",
        ),
        (
            ChangeAfter,
            "de plus que | de moins que | de plus qu | de moins qu | de plus | de moins \
             | supplémentaires par rapport | de hausse | de baisse | plus que | moins que | d augmentation",
        ),
        (
            Each,
            "par personne | par tête | à la pièce | billets de | chacun | chacune | chacun de | chacune de \
             | mensualités de | tranches de | échéances de | traites de | coupures de | jours amende de \
             | jours amende à",
        ),
        (
            EachAfter,
            "chacun | chacune | pièce | l unité | le gramme | le kilo | le kilogramme | la tonne | le litre \
             | le mètre carré | le m | la pièce | par personne | par tête | par habitant | par unité | par pièce \
             | par kilo | par kilogramme | par gramme | par tonne | par litre | par véhicule | par victime \
             | par migrant | par dossier | par foyer | par compte | par action | par transaction | par virement \
             | par facture | par passager | par salarié | par opération | par mètre carré | par animal | par hectare \
             | respectivement | à chacun",
        ),
        (
            Sums,
            "versements de | virements de | paiements de | chèques de | amendes de | dépôts de | retraits de \
             | dons de | prêts de | factures de | sommes de | lots de | commissions de | transferts de | règlements de \
             | achats de | liasses de | enveloppes de",
        ),
        (
            Doubt,
            "sans | excepté | hormis | hors | jamais | aucun | aucune | à l exception de | à l exclusion de \
             | moins | non pas | ni même | ne pas | pas même | outre | exclu | plutôt que | au lieu de | à part \
             | double de | triple de | deux fois | ne | pas | ni | moitié de | la moitié de | tiers de | quart de \
             | le double de | fois | double | non | sauf | un tiers de | partie de | part de | que | dès",
        ),
        (Roughly(10), "dizaine de | dizaine d"),
        (Roughly(12), "douzaine de | douzaine d"),
        (Roughly(15), "quinzaine de | quinzaine d"),
        (Roughly(20), "vingtaine de | vingtaine d"),
        (Roughly(30), "trentaine de | trentaine d"),
        (Roughly(40), "quarantaine de | quarantaine d"),
        (Roughly(50), "cinquantaine de | cinquantaine d"),
        (Roughly(60), "soixantaine de | soixantaine d"),
        (Roughly(100), "centaine de | centaine d"),
        (HUNDRED, "cent | cents"),
        (lone_scale(3), "mille"),
        (scale(3), "millier | milliers | milliers de | millier de | mile | milles | ke"),
        (scale(6), "million | millions | mios | milion | milions | millon | millons | mllions | mllion | milllions"),
        (
            scale(9),
            "milliard | milliards | mds | md | mrds | mia | miliard | miliards | millard | millards | milliars \
             | mds d | milliarsd",
        ),
        (Part(50), "demi | demie | un demi | une demi"),
        (Part(25), "un quart de"),
        (AndPart(50), "et demi | et demie"),
        (AndPart(25), "et quart"),
        (sign("EUR"), "euro | euros"),
        (unit("USD"), "dollars américains | dollar américain | dollars us | dollars des états unis"),
        (unit("CAD"), "dollars canadiens | dollar canadien"),
        (unit("AUD"), "dollars australiens"),
        (unit("GBP"), "livres sterling | livre sterling | livres britanniques"),
        (unit("CHF"), "francs suisses | franc suisse | frs suisses"),
        (unit("FRF"), "francs français | franc français"),
        (unit("BEF"), "francs belges | franc belge"),
        (unit("XOF"), "francs cfa bceao"),
        (unit("XPF"), "francs cfp | francs pacifique"),
        (shared("XOF", &["XAF"]), "francs cfa | fcfa | franc cfa"),
        (unit("SEK"), "couronnes suédoises"),
        (unit("NOK"), "couronnes norvégiennes"),
        (unit("DKK"), "couronnes danoises"),
        (unit("CZK"), "couronnes tchèques"),
        (unit("HUF"), "forints | forint | florins hongrois"),
        (unit("PLN"), "zlotys | zloty"),
        (LEI, "lei"),
        (unit("BGN"), "leva | levs | lev"),
        (unit("RUB"), "roubles russes"),
        (shared("RUB", &["BYN"]), "roubles | rouble"),
        (unit("UAH"), "hryvnias"),
        (unit("JPY"), "yens | yen"),
        (unit("CNY"), "yuans | yuan"),
        (unit("BRL"), "reais | réaux | réals"),
        (unit("MAD"), "dirhams marocains"),
        (unit("AED"), "dirhams émiratis"),
        (shared("AED", &["MAD"]), "dirhams | dirham"),
        (unit("DZD"), "dinars algériens"),
        (unit("TND"), "dinars tunisiens"),
        (sign("ETH"), "ethers"),
        (Cent, "centime | centimes"),
        (Pieces, "billet | billets | pièce | pièces | coupures | coupure | distributeurs | en billets de"),
        (Percent, "pour cent | pour cents"),
        (Of, "de | d | en"),
        (
            Filler,
            "un total de | total de | la somme de | somme de | montant de | un montant de | valeur de \
             | une valeur de | la valeur de | un montant d | une somme de | une somme d | somme d | montant d \
             | équivalent de | les | la | le | l | à | des | aux | au total | soit | allant de | variant de \
             | pour un montant de | une valeur totale de | un montant total de | équivalent à | un équivalent de \
             | d une valeur de | à hauteur de | somme totale de | pour une somme de | pour une valeur de \
             | pour une valeur totale de | pour un total de | pour un montant total de | d un montant de \
             | d un montant total de | valant | équivalant à | représentant | s élevant à | s élève à | s élevait à \
             | s élèvent à | s élevaient à | atteignant | atteint | atteignent | totalisant | totalise | avec \
             | en tout | exactement | précisément | seulement | uniquement | encore | rien que | pas exactement \
             | rançon de | amende de | une amende de | préjudice de | un préjudice de | perte de | pertes de \
             | bénéfice de | bénéfices de | chiffre d affaires de | dette de | dettes de | solde de | un solde de \
             | capital de | prix de | coût de | un coût de | au prix de | produit de | biens pour | avoirs pour \
             | cautionnement de | caution de | une caution de | la saisie de | saisie de | saisies de | le gel de \
             | gel de | gain de | gains de | butin de | autres | cumulé de | un cumul de | soit un total de \
             | pour plus de la somme de | une contre valeur de | contre valeur de | environ la somme de \
             | quasi totalité de",
        ),
        (Describing, "faux | fausses | contrefaits | illicites | volés"),
        (
            Plain,
            "le | la | les | l | du | dans | pour | par | sur | avec | qui | que | ont | a | été | était | aux \
             | au | saisie | saisies | saisi | saisis | confiscation | confiscations | gel | gelés | avoirs | biens \
             | criminels | montant | valeur | somme | en | ce | cette | ces | sont | son | ses | leur | dont | soit \
             | afin | par an | de | d | un | une | dernier | dernière | année | an | mois | chez | comptes | bancaires \
             | espèces | vente | ventes | enchères | saisir | saisit | gelé | gelée | gelées | geler | bloqué \
             | bloqués | bloquée | bloquées | confisqué | confisquée | confisqués | confisquées | récupéré | récupérés \
             | récupérée | détourné | détournés | détournée | détournées | détournement | détournements | blanchi \
             | blanchis | blanchiment | escroqué | escroquerie | escroqueries | volé | dérobé | dérobés | trouvé \
             | trouvés | découvert | découverts | enregistrée | enregistré | enregistrés | versé | versés | versée \
             | payé | payés | reçu | reçus | transféré | transférés | envoyé | encaissé | perçu | perçus | touché \
             | gagné | empoché | investi | investis | placé | placés | déposé | dépensé | vendu | acheté | achetés \
             | acquis | détenu | détenus | détient | contient | contenant | comprenant | dissimulé | dissimulés \
             | cachés | caché | soustrait | fraudé | fraudes | évasion | corruption | fiscale | fiscal | fiscaux | tva \
             | impôts | impôt | taxes | dommages | dommage | préjudice | préjudices | perte | pertes | dette | dettes \
             | amende | amendes | pénalités | bénéfice | bénéfices | profits | profit | revenus | recettes | gains \
             | produits | produit | fonds | argent | liquide | liquides | liquidités | numéraire | cash | or | bijoux \
             | luxe | immobilier | immobiliers | immobilière | mobiliers | terrains | terrain | titres | crypto \
             | cryptomonnaie | cryptomonnaies | cryptoactifs | cryptos | crypto-actifs | bitcoins en | avoir \
             | patrimoine | marchandises | drogue | drogues | stupéfiants | cocaïne | cannabis | trafic | trafics \
             | contrefaçon | contrefaçons | rançon | pots de vin | subventions | subvention | contrat | contrats \
             | marché | marchés | projet | projets | budget | crédit | crédits | prêt | prêts | dépôts | dépôt | solde \
             | butin | caution | salaire | salaires | loyer | loyers | indemnité | indemnités | indemnisation \
             | dommages et intérêts | douanes | douane | douanières | gendarmes | police | policiers | justice | juge \
             | juges | tribunal | parquet | procureur | agrasc | ministère | état | enquête | enquêteurs | opération \
             | réseau | bande | mafia | criminel | criminelle | criminelles | illicite | illégal | illégale | illégaux \
             | libanais | français | mis | mise | mises | ainsi | alors | après | avant | pendant | depuis | durant \
             | contre | vers les comptes | via | selon | malgré | grâce | lors | hier | aujourd hui | déjà | toujours \
             | aussi | jusqu ici | jusqu à présent | jusqu à ce jour | à ce jour | au domicile | domicile | y compris \
             | compris | provenant | issus | issu | issue | issues | appartenant | relatif | relatifs | liés | lié \
             | liée | liées | destinés | destiné | répartis | réparti | prévus | dus | due | dues | impayés | impayées \
             | il | elle | ils | elles | on | nous | vous | je | lui | eux | leurs | sa | mes | mon | notre \
             | nos avoirs | votre | ne serait | sera | seront | serait | seraient | étaient | avait | avaient | ayant \
             | étant | être | fut | furent | peut | pourrait | doit | devait | fait | faire | faite | faits | mais \
             | car | donc | quand | comme | si | tout | tous | toute | toutes | autre | même | chaque année \
             | chaque mois | par mois | par jour | par semaine | annuels | annuel | mensuels | derniers | l an | cours \
             | total | totale | totaux | global | globale | record | net | brut | bruts | nets | hors taxes | ttc | ht \
             | fin | début | avenue | paris | france | suisse | europe | européen | européenne | union | étranger \
             | étrangers | russes | russe",
        ),
        (scale(12), "billion | billions | trillion | trillions"),
        (
            Thing,
            "compte | comptes | voiture | voitures | véhicule | véhicules | page | pages | lot | dossier \
             | dossiers | affaire | affaires | facture | factures | appartement | appartements | immeuble | immeubles \
             | maison | maisons | villa | villas | bien | montre | montres | lingots | lingot | suspect | suspects \
             | victime | victimes | personne | personnes | société | sociétés | banque | banques | parcelle \
             | parcelles | kilo | kilos | kg | gramme | grammes | tonne | tonnes | ha | hectare | hectares | mètre \
             | mètres | litre | litres | téléphone | téléphones | ordinateur | tableau | tableaux | action | actions \
             | coffre | sac | sacs | jour | jours | semaine | semaines | mois | ans | années | heure | heures \
             | article | chapitre | ligne | étage | rue | unité | unités | arrestations | perquisitions | cigarettes \
             | armes | bateau | bateaux | yacht | moto | motos | camion | camions | prévenus | membres | pays \
             | virement | virements | numéro | no | référence | réf | annexe | note n | objet | objets | nos | janvier \
             | février | mars | avril | mai | juin | juillet | août | septembre | octobre | novembre | décembre | janv \
             | févr | oct | nov | déc",
        ),
        (
            Dating,
            "en | depuis | fin | début | courant | année | l année | années | durant | avant | après | dès \
             | exercice | de l année | pour | mi | janvier | février | mars | avril | mai | juin | juillet | août \
             | septembre | octobre | novembre | décembre | janv | févr | sept | oct | nov | déc",
        ),
        (DOLLARS, "dollar | dollars"),
        (POUNDS, "livre | livres"),
        (sign("GBP"), "sterling"),
        (sign("TWD"), "nouveau dollar de taïwan | nouveaux dollars de taïwan"),
        (sign("USD"), "dollar us"),
        (FRANCS, "franc | francs | frs"),
        (CROWNS, "couronnes | couronne"),
        (DINARS, "dinars | dinar"),
        (PESOS, "pesos | peso"),
        (RUPEES, "roupies | roupie"),
        (LIRAS, "lires | lire"),
        (RIALS, "rials | riyals | rial | riyal"),
        (SHILLINGS, "shillings | shilling"),
        (MARKS, "marks | mark"),
        (WONS, "wons | won"),
        (unit("THB"), "bahts | baht"),
        (unit("MYR"), "ringgits | ringgit"),
        (unit("IDR"), "roupies indonésiennes"),
        (unit("VND"), "dongs | dong"),
        (unit("LTL"), "litas | litai"),
        (unit("LVL"), "lats"),
        (unit("EEK"), "couronnes estoniennes"),
        (unit("NLG"), "florins | florin"),
        (unit("ESP"), "pesetas"),
        (unit("PTE"), "escudos"),
        (unit("ITL"), "lires italiennes"),
        (unit("DEM"), "marks allemands | deutsche marks"),
        (unit("ATS"), "schillings"),
        (unit("GRD"), "drachmes"),
        (unit("ZAR"), "rands | rand"),
        (unit("NGN"), "nairas | naira"),
        (unit("ILS"), "shekels | shekel"),
        (unit("TRY"), "livres turques | livre turque"),
        (unit("HRK"), "kunas | kuna"),
        (unit("RSD"), "dinars serbes"),
        (unit("KZT"), "tenges"),
        (unit("GEL"), "laris"),
        (unit("MUR"), "roupies mauriciennes"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn french_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "fr";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("environ 2,5 M€", "~ 2500000 EUR"),
            ("au moins 300 000 euros", ">= 300000 EUR"),
            ("moins d'un million d'euros", "< 1000000 EUR"),
            ("entre 2 et 3 millions d’euros", "2000000..3000000 EUR"),
            ("de 5 à 6 millions d'euros", "5000000..6000000 EUR"),
            ("jusqu'à 1,2 milliard d'euros", "<= 1200000000 EUR"),
            ("150.000 euros environ", "~ 150000 EUR"),
            ("deux millions cinq cent mille euros", "2500000 EUR"),
            ("quatre-vingt-dix mille euros", "90000 EUR"),
            ("trois cent vingt-cinq mille euros", "325000 EUR"),
            ("soixante-quinze millions d'euros", "75000000 EUR"),
            ("un demi-million de francs suisses", "500000 CHF"),
            ("deux millions et demi de dollars", "2500000 USD"),
            ("une vingtaine de millions d'euros", "~ 20000000 EUR"),
            ("plusieurs millions d'euros", "!"),
            ("12 véhicules et 80 000 euros en espèces", "80000 EUR"),
            ("une hausse de 5 millions d'euros", "!"),
            ("5 Md€", "5000000000 EUR"),
            ("300 k€", "300000 EUR"),
            ("500 francs", "!"),
            ("1.500 millions d'euros", "1500000000 EUR"),
            ("1,500 million d'euros", "1500000 EUR"),
            ("quelque 5 millions d'euros", "~ 5000000 EUR"),
            ("pas moins de 4 millions d'euros", ">= 4000000 EUR"),
            ("un montant évalué à 3 millions d’euros", "~ 3000000 EUR"),
            ("20 % de 5 millions d'euros", "!"),
            ("5 millions d'euros de plus que l'an dernier", "!"),
            ("1 million 200 mille euros", "1200000 EUR"),
            ("mille cinq cents euros", "1500 EUR"),
            ("des milliers d'euros", "!"),
            ("plus de 300 comptes et 2 millions d'euros", "2000000 EUR"),
            ("3 millions d'euros au maximum", "<= 3000000 EUR"),
            ("dans la limite de 45.000 euros", "<= 45000 EUR"),
            ("un peu moins de 70 000 €", "< 70000 EUR"),
            ("1 234,50 €", "1234.50 EUR"),
            ("deux cents millions d'euros", "200000000 EUR"),
    ];
}
