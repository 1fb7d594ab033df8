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
        (DOLLARS, "dolar~"),
        (unit("TRY"), "türk lirası | lira~ | tl | türk liralık"),
        (unit("GBP"), "sterlin~"),
        (Pieces, "banknot | madeni para"),
        (Percent, "yüzde"),
        (Filler, "toplam | değerinde | tutarında"),
        (Plain, "ve | bir | bu | için | ile | el | konuldu | değerinde | olan | polis | operasyon"),
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
