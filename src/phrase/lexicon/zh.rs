//! Chinese.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "zh",
    name: "Chinese",
    mark: DecimalMark::Point,
    compounds: false,
    endings: &[],
    lands: "",
    numbers: &[],
    entries: &[
        (About, "约 | 約 | 大约 | 大約 | 近 | 将近 | 將近 | 接近 | 大概 | 差不多 | 约合 | 約合 | 约为"),
        (AboutAfter, "左右 | 上下 | 多 | 余 | 餘"),
        (MORE, "超过 | 超過 | 逾 | 多于 | 多於 | 高于 | 高於 | 大于 | 超出"),
        (AT_LEAST, "至少 | 不少于 | 不少於 | 最少 | 不低于 | 不低於"),
        (LESS, "不足 | 少于 | 少於 | 低于 | 低於 | 不到 | 小于"),
        (AT_MOST, "至多 | 最多 | 不超过 | 不超過 | 最高"),
        (AT_LEAST_AFTER, "以上"),
        (AT_MOST_AFTER, "以下 | 以内"),
        (Estimate, "估计 | 估計 | 估值"),
        (To, "至 | 到"),
        (Or, "或 | 或者"),
        (And, "和"),
        (Vague, "数 | 數 | 数百 | 数千 | 几 | 幾 | 多个 | 数亿 | 数十 | 上百 | 上千"),
        (Doubt, "各 | 每 | 负 | 負 | 倍"),
        (scale(3), "千"),
        (scale(4), "万 | 萬"),
        (scale(6), "百万 | 百萬"),
        (scale(7), "千万 | 千萬"),
        (scale(8), "亿 | 億"),
        (scale(9), "十亿 | 十億"),
        (scale(10), "百亿 | 百億"),
        (scale(11), "千亿 | 千億"),
        (scale(12), "万亿 | 萬億 | 兆"),
        (HUNDRED, "百"),
        (Count(1), "一"),
        (Count(2), "二 | 两 | 兩"),
        (Count(3), "三"),
        (Count(4), "四"),
        (Count(5), "五"),
        (Count(6), "六"),
        (Count(7), "七"),
        (Count(8), "八"),
        (Count(9), "九"),
        (Count(10), "十"),
        (sign("CNY"), "元 | 人民币 | 人民幣 | 元人民币 | 元人民幣 | 块"),
        (sign("USD"), "美元 | 美金"),
        (sign("EUR"), "欧元 | 歐元"),
        (sign("JPY"), "日元 | 日圆 | 日圓"),
        (sign("GBP"), "英镑 | 英鎊"),
        (sign("HKD"), "港元 | 港币 | 港幣"),
        (sign("TWD"), "新台币 | 新台幣 | 新臺幣 | 台币"),
        (sign("KRW"), "韩元 | 韓元"),
        (sign("SGD"), "新加坡元 | 新元"),
        (sign("AUD"), "澳元"),
        (sign("CAD"), "加元"),
        (sign("CHF"), "瑞士法郎"),
        (sign("BTC"), "比特币 | 比特幣"),
        (sign("THB"), "泰铢"),
        (
            Filler,
            "总额 | 總額 | 总计 | 共计 | 共 | 合计 | 价值 | 價值 | 总价值 | 金额 | 现金 | 現金 | 资产 | 总值 | 總值 | 市值 | 涉案金额 | 折合 | 仅 | 另外 \
             | 罚款",
        ),
        (Of, "的"),
        (
            Plain,
            "被 | 已 | 在 | 冻结 | 凍結 | 没收 | 沒收 | 查封 | 扣押 | 缴获 | 加密货币 | 虚拟货币 | 资金 | 存款 | 資產 | 赃款 | 财产 | 損失 | 损失 | 诈骗 \
             | 洗钱 | 了 | 是 | 将 | 由 | 等 | 被冻结 | 被没收",
        ),
        (Thing, "个 | 辆 | 人 | 家 | 套 | 件 | 次 | 日 | 月 | 年 | 公斤 | 克 | 吨 | 账户 | 名 | 号 | 页 | 宗"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn chinese_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "zh";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
        ("约7亿元人民币", "~ 700000000 CNY"),
        ("超过700万美元", "> 7000000 USD"),
        ("7万亿日元", "7000000000000 JPY"),
        ("至少7亿港元", ">= 700000000 HKD"),
        ("7亿美元以上", ">= 700000000 USD"),
        ("不到7万欧元", "< 70000 EUR"),
        ("数亿美元", "!"),
        ("价值7亿美元的资产", "700000000 USD"),
    ];
}
