//! The words of amounts, one file per language.
//!
//! An entry is a meaning and its words, divided by `|`; a word group is written with spaces. Accents and capitals do
//! not matter. A word ending in `~` stands for itself with each of the language's endings. A new language is a new
//! file, one line in [`ALL`] and its tests.

mod ar;
mod be;
mod bg;
pub(super) mod common;
mod cs;
mod da;
mod de;
mod el;
mod en;
mod es;
mod et;
mod fa;
mod fi;
mod fr;
mod he;
mod hi;
mod hr;
mod hu;
mod hy;
mod id;
mod is;
mod it;
mod ja;
mod ko;
mod lb;
mod lt;
mod lv;
mod nb;
mod nl;
mod pl;
mod pt;
mod ro;
mod ru;
mod sk;
mod sl;
mod sv;
mod th;
mod tr;
mod uk;
mod vi;
mod words;
mod zh;

pub(super) use words::Lexicon;

/// The lexicons of languages, in the order of their bits.
pub(super) const ALL: &[&Lexicon] = &[
    &en::LEXICON,
    &fr::LEXICON,
    &de::LEXICON,
    &nl::LEXICON,
    &hu::LEXICON,
    &lt::LEXICON,
    &bg::LEXICON,
    &it::LEXICON,
    &es::LEXICON,
    &ro::LEXICON,
    &pl::LEXICON,
    &ru::LEXICON,
    &sv::LEXICON,
    &lv::LEXICON,
    &pt::LEXICON,
    &el::LEXICON,
    &cs::LEXICON,
    &be::LEXICON,
    &uk::LEXICON,
    &da::LEXICON,
    &lb::LEXICON,
    &ar::LEXICON,
    &sk::LEXICON,
    &hr::LEXICON,
    &sl::LEXICON,
    &nb::LEXICON,
    &fi::LEXICON,
    &et::LEXICON,
    &tr::LEXICON,
    &vi::LEXICON,
    &id::LEXICON,
    &ja::LEXICON,
    &ko::LEXICON,
    &zh::LEXICON,
    &th::LEXICON,
    &he::LEXICON,
    &fa::LEXICON,
    &hi::LEXICON,
    &hy::LEXICON,
    &is::LEXICON,
];
