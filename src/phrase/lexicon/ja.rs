//! Japanese.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "ja",
    name: "Japanese",
    mark: DecimalMark::Point,
    compounds: false,
    endings: &[],
    lands: "",
    numbers: &[],
    entries: &[
        (About, "約 | およそ | おおよそ | ほぼ | だいたい | 概ね | おおむね | 大体"),
        (AboutAfter, "前後 | ほど | 程度 | くらい | 近く | 弱 | 余り | 近い | 内外 | 見当"),
        (
            MORE_AFTER,
            "超 | を超える | を超え | 以上の超 | を上回る | を上回り | 強 | 余 | あまり | 超の | を上回った | を超えた | 超え",
        ),
        (AT_LEAST_AFTER, "以上 | 以上の"),
        (LESS_AFTER, "未満 | を下回る | 未満の | 足らず | を下回った"),
        (AT_MOST_AFTER, "以下 | 以内 | まで | を上限 | 以下の | を上限に"),
        (AT_LEAST, "少なくとも | 最低 | 最低でも | 最小"),
        (AT_MOST, "最大 | 最高 | 上限 | 多くとも | 最大で"),
        (Estimate, "推定 | 推計 | 見積もり"),
        (To, "から | 〜"),
        (Or, "または | もしくは | 又は"),
        (Vague, "数 | 数百 | 数千 | 数十 | 数億 | 数千万 | 何 | 数万 | 数百万 | 数十億"),
        (Doubt, "各 | マイナス | 約束 | 倍 | 毎 | 計画 | 差額"),
        (EachAfter, "ずつ | 個 当たり"),
        (scale(3), "千"),
        (scale(4), "万 | 萬 | マン"),
        (scale(6), "百万 | ミリオン"),
        (scale(7), "千万"),
        (scale(8), "億 | oku | 億万"),
        (scale(9), "十億"),
        (scale(10), "百億"),
        (scale(11), "千億"),
        (scale(12), "兆"),
        (HUNDRED, "百"),
        (Count(1), "一"),
        (Count(2), "二"),
        (Count(3), "三"),
        (Count(4), "四"),
        (Count(5), "五"),
        (Count(6), "六"),
        (Count(7), "七"),
        (Count(8), "八"),
        (Count(9), "九"),
        (Count(10), "十"),
        (sign("JPY"), "円 | 円相当 | 日本円 | 円分 | 圓"),
        (sign("USD"), "米ドル | ドル | 米国ドル | usドル"),
        (sign("EUR"), "ユーロ"),
        (sign("GBP"), "ポンド | 英ポンド"),
        (sign("CNY"), "元 | 人民元"),
        (sign("KRW"), "ウォン"),
        (sign("CHF"), "スイスフラン"),
        (sign("HKD"), "香港ドル"),
        (sign("AUD"), "豪ドル"),
        (sign("CAD"), "カナダドル"),
        (sign("TWD"), "台湾ドル"),
        (sign("SGD"), "シンガポールドル"),
        (sign("BTC"), "ビットコイン"),
        (sign("THB"), "バーツ"),
        (
            Filler,
            "総額 | 合計 | 計 | 総額で | 時価 | 時価総額 | 被害額 | 金額 | 現金 | さらに | 価値 | 額面 | 資産 | 評価額 | 被害総額 | 相当額 | あわせて | 相当 \
             | 追徴金 | 罰金",
        ),
        (Of, "の"),
        (
            Plain,
            "を | が | は | に | で | と | へ | も | や | 相当の | 現金で | 凍結 | 押収 | 没収 | 差し押さえ | 差押え | 差し押さえた | 押収した | 没収した \
             | 凍結した | 凍結された | 押収された | 没収された | 暗号資産 | 仮想通貨 | 被害 | 詐欺 | 脱税 | 資金 | 預金 | 金 | した | された | する | など | 規模 | 規模の \
             | 分 | 相当を | だった | である | です | の価値 | 超過 | 追徴 | 余罪",
        ),
        (
            Thing,
            "件 | 人 | 台 | 本 | 口座 | 社 | 個 | 枚 | 回 | 日 | 月 | 年 | 時間 | 歳 | 点 | 号 | 番 | 頁 | ページ | キロ | グラム | トン | 階 | 条 \
             | 箇所 | カ所",
        ),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn japanese_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "ja";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
        ("約7億円", "~ 700000000 JPY"),
        ("JPY 7 億", "700000000 JPY"),
        ("7億円以上", ">= 700000000 JPY"),
        ("7億円超", "> 700000000 JPY"),
        ("7万ドル未満", "< 70000 USD"),
        ("1億2000万円", "120000000 JPY"),
        ("700万円", "7000000 JPY"),
        ("3千万円の現金", "30000000 JPY"),
        ("7兆円", "7000000000000 JPY"),
        ("数億円", "!"),
        ("7億円以下", "<= 700000000 JPY"),
        ("JPY 7 oku", "700000000 JPY"),
        ("総額約7億円を没収", "~ 700000000 JPY"),
        ("少なくとも7億円", ">= 700000000 JPY"),
        ("7億円謎", "!"),
    ];
}
