//! Turkish.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "tr",
    name: "Turkish",
    mark: DecimalMark::Comma,
    compounds: false,
    endings: &[
        "a", "e", "ya", "ye", "luk", "lik", "lık", "yu", "nun", "dan", "den", "dur", "ı", "i", "u", "nin", "lira",
    ],
    lands: "US amerikan, abd; CA kanada; AU avustralya; HK hong kong; SG singapur; GB ingiliz; SE isveç; \
            NO norveç; DK danimarka; CH isviçre; EG mısır; RU rus; TR türk; IR iran; SA suudi; KW kuveyt; \
            IN hint; CY kıbrıs",
    numbers: &[
        (0, 1, "sıfır bir iki üç dört beş altı yedi sekiz dokuz"),
        (10, 10, "on yirmi otuz kırk elli altmış yetmiş seksen doksan"),
    ],
    entries: &[
        (About, "yaklaşık | yaklaşık olarak | takriben | hemen hemen | neredeyse | civarı"),
        (AboutAfter, "civarında | dolayında | kadar"),
        (AT_LEAST, "en az | asgari"),
        (AT_MOST, "en fazla | azami"),
        (
            MORE_AFTER,
            "dan fazla | den fazla | yı aşkın | yi aşkın | aşkın | üzerinde | üstünde | nun üzerinde | fazla | yu aşkın | dan çok",
        ),
        (LESS_AFTER, "dan az | den az | altında"),
        (Estimate, "tahmini | tahmin ediliyor"),
        (And, "ve | ile"),
        (Or, "veya"),
        (Vague, "birkaç | onlarca | yüzlerce | binlerce | milyonlarca | milyarlarca | çok sayıda"),
        (ChangeAfter, "artış | azalış | daha fazla | daha az"),
        (EachAfter, "kişi başı | kişi başına | tanesi | gramı | kilosu"),
        (Doubt, "hariç | dışında | asla | hiç | olmadan"),
        (Doubt, "değil | eksi | her"),
        (HUNDRED, "yüz"),
        (lone_scale(3), "bin"),
        (scale(6), "milyon~"),
        (scale(9), "milyar~"),
        (scale(12), "trilyon~"),
        (AndPart(50), "buçuk"),
        (Part(50), "yarım"),
        (sign("EUR"), "avro~ | euro~"),
        (unit("TRY"), "türk lirası | lira~ | tl | türk liralık"),
        (Pieces, "banknot | madeni para"),
        (Percent, "yüzde"),
        (Filler, "toplam | değerinde | tutarında"),
        (Plain, "ve | bir | bu | için | ile | el | konuldu | değerinde | olan | polis | operasyon"),
        (MORE, "den fazla | dan fazla | üzerinde | aşan | in üzerinde"),
        (
            MORE_AFTER,
            "ten fazla | tan fazla | üzeri | üstü | aşan | ı aşkın | yi aşan | den çok | nın üzerinde \
             | ın üzerinde | un üzerinde | dan daha fazla | den daha fazla",
        ),
        (AT_LEAST, "en azından | minimum"),
        (LESS_AFTER, "nin altında | den daha az | dan daha az"),
        (AT_MOST, "en çok | maksimum | maks"),
        (AT_MOST_AFTER, "e kadar | a kadar | ye kadar | ya kadar | na kadar"),
        (About, "yakl | aşağı yukarı | tahminen | ortalama olarak"),
        (AboutAfter, "a yakın | e yakın | ya yakın | ye yakın"),
        (scale(6), "mn | mil | mlyn | milyonu | milyonluk"),
        (scale(9), "mlr | mr | milyarlık | mlyr"),
        (
            Filler,
            "toplamda | toplam değeri | değeri | tutarı | yalnızca | sadece | tam | tam olarak | ayrıca | yani \
             | net olarak",
        ),
        (
            Thing,
            "hesap | hesabı | araç | araba | otomobil | sayfa | dosya | fatura | daire | ev | konut | villa | saat \
             | kişi | şirket | banka | kilo | kg | kilogram | gram | ton | ha | hektar | metre | litre | telefon | gün \
             | hafta | ay | yıl | adet | kez | sigara | silah | ülke | numara | no | gayrimenkul | taşınmaz | ocak \
             | şubat | mart | nisan | mayıs | haziran | temmuz | ağustos | eylül | ekim | kasım | aralık",
        ),
        (
            Plain,
            "yi | yu | lik | luk | ye | ya | nin | konulan | koydu | dondurulan | donduruldu | müsadere | ele \
             | geçirildi | geçirilen | çalındı | çaldı | dolandırıcılık | dolandırdı | aklama | vergi | kdv | ödedi \
             | aldı | gönderdi | bulundu | nakit | para | parası | varlık | varlığa | varlıklar | malvarlığı | mal \
             | altın | kripto | zarar | kâr | gelir | borç | ceza | rüşvet | uyuşturucu | mahkeme | savcılık | devlet \
             | suç | suçtan | elde | edilen | ama | oldu | olarak | o | onun | tüm | diğer | yılda | ayda | türkiye \
             | yurt | dışı | değerindeki | tutarındaki | değer",
        ),
        (
            Dating,
            "yılında | yılı | yılından | ocak | şubat | mart | nisan | mayıs | haziran | temmuz | ağustos | eylül \
             | ekim | kasım | aralık",
        ),
        (DOLLARS, "dolar | doları | dolarlık"),
        (POUNDS, "sterlin"),
        (sign("EUR"), "euroluk | avroluk"),
        (sign("GBP"), "ingiliz sterlini"),
        (sign("CHF"), "isviçre frangı"),
        (RIALS, "riyal"),
        (DINARS, "dinar"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn turkish_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "tr";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("yaklaşık 3 milyon avro", "~ 3000000 EUR"),
            ("3 milyon avrodan fazla", "> 3000000 EUR"),
            ("3 milyon avro'dan fazla", "> 3000000 EUR"),
            ("en az 10 milyon dolar", ">= 10000000 USD"),
            ("birkaç milyon avro", "!"),
            ("1.250.000 Türk lirası", "1250000 TRY"),
    ];
}
