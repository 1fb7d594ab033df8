//! The closed vocabularies: kinds of assets, actions, stages, roles, ways of disposal; and affected persons.

use std::fmt;

use super::{Fault, text};

/// Defines an enum with a closed vocabulary: each variant has one word, the same on the command line, in files, in the
/// ledger and in reports.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $what:literal: $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)+) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            /// All variants, in the order of the documentation.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The words, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($text),+];

            /// Reads the word, in upper or lower case.
            ///
            /// # Errors
            /// The word is unknown; the fault lists the known ones.
            pub fn parse(word: &str) -> Result<$name, Fault> {
                $name::ALL.iter().copied().find(|known| known.as_str().eq_ignore_ascii_case(word)).ok_or_else(|| {
                    let meant = $crate::domain::meant::meant(word, $name::WORDS);
                    let meant = meant.map(|meant| format!("did you mean {meant}? ")).unwrap_or_default();
                    Fault::new(format!("{} is not a known {}", $crate::domain::text::quote(word), $what))
                        .hint(format!("{meant}use one of {}", $name::WORDS.join(", ")))
                })
            }

            /// The word.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $text,)+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}
pub(crate) use vocabulary;

vocabulary! {
    /// What an asset is.
    AssetKind, "kind of asset":
    /// Banknotes and coins.
    Cash = "cash",
    /// Money in an account.
    BankAccount = "bank-account",
    /// Shares, bonds and funds held in custody.
    Securities = "securities",
    /// Coins and tokens on their own ledger.
    CryptoAsset = "crypto-asset",
    /// Land and buildings.
    RealEstate = "real-estate",
    /// A car, lorry or motorcycle.
    Vehicle = "vehicle",
    /// A ship or boat.
    Vessel = "vessel",
    /// An aeroplane or helicopter.
    Aircraft = "aircraft",
    /// Metals, stones, watches and jewellery.
    Precious = "precious",
    /// Works of art and antiques.
    Art = "art",
    /// A share in a business that is not held in custody.
    BusinessShare = "business-share",
    /// A claim against someone.
    Receivable = "receivable",
    /// A domain name.
    DomainName = "domain-name",
    /// A server.
    Server = "server",
    /// Other devices and machines.
    Equipment = "equipment",
    /// Merchandise.
    Goods = "goods",
    /// Animals.
    Livestock = "livestock",
    /// Things that nobody may own.
    Contraband = "contraband",
    /// Anything else.
    Other = "other",
}

vocabulary! {
    /// What an asset consists of, if it is counted.
    Things, "word for what is counted":
    /// Accounts at a bank or a platform.
    Accounts = "accounts",
    /// Wallets of crypto-assets.
    Wallets = "wallets",
    /// Cars, lorries, motorcycles.
    Vehicles = "vehicles",
    /// Boats and ships.
    Vessels = "vessels",
    /// Aeroplanes and helicopters.
    Aircraft = "aircraft",
    /// Buildings, flats, plots of land.
    Properties = "properties",
    /// Companies, or shares in them.
    Companies = "companies",
    /// Shares, bonds and other securities.
    Securities = "securities",
    /// Telephones, computers, machines.
    Devices = "devices",
    /// Servers.
    Servers = "servers",
    /// Domain names.
    Domains = "domains",
    /// Works of art.
    Artworks = "artworks",
    /// Livestock and other animals.
    Animals = "animals",
    /// Plants.
    Plants = "plants",
    /// Weapons.
    Weapons = "weapons",
    /// Packages, pallets, containers.
    Packages = "packages",
    /// Whatever has no word of its own.
    Pieces = "pieces",
}

vocabulary! {
    /// What is done to an asset.
    Action, "action":
    /// The holder may no longer deal with it.
    Freeze = "freeze",
    /// Custody of it is taken.
    Seize = "seize",
    /// Its ownership is lost for good.
    Confiscate = "confiscate",
    /// A freeze or seizure is lifted.
    Release = "release",
    /// It is handed to its owner or to a victim.
    Return = "return",
    /// It is sold, destroyed, assigned, transferred or lost.
    Dispose = "dispose",
    /// Its value is updated; its stage stays.
    Revalue = "revalue",
    /// It goes to another jurisdiction or keeper; its stage stays.
    Transfer = "transfer",
    /// It was lost and is recovered, at the stage that it had.
    Recover = "recover",
}

impl AssetKind {
    /// Whether this is money: its amount does not shrink or grow by itself as a value does.
    pub fn is_money(self) -> bool {
        matches!(self, AssetKind::Cash | AssetKind::BankAccount | AssetKind::CryptoAsset | AssetKind::Receivable)
    }
}

impl Action {
    /// The participle: `frozen`, `revalued`.
    pub fn past(self) -> &'static str {
        match (self, self.stage()) {
            (_, Some(stage)) => stage.as_str(),
            (Action::Transfer, None) => "transferred",
            (Action::Recover, None) => "recovered",
            _ => "revalued",
        }
    }

    /// The stage that this always leads to; `None` if that depends on the stage before.
    pub fn stage(self) -> Option<Stage> {
        match self {
            Action::Freeze => Some(Stage::Frozen),
            Action::Seize => Some(Stage::Seized),
            Action::Confiscate => Some(Stage::Confiscated),
            Action::Release => Some(Stage::Released),
            Action::Return => Some(Stage::Returned),
            Action::Dispose => Some(Stage::Disposed),
            Action::Revalue | Action::Transfer | Action::Recover => None,
        }
    }

    /// Whether this may be done to any asset at `stage`. A recovery asks for more: that the asset was lost.
    pub(crate) fn allowed_from(self, stage: Stage) -> bool {
        use Action::{Confiscate, Dispose, Freeze, Release, Return, Revalue, Seize, Transfer};
        match stage {
            Stage::Frozen => matches!(self, Seize | Confiscate | Release | Return | Dispose | Revalue | Transfer),
            Stage::Seized => matches!(self, Confiscate | Release | Return | Dispose | Revalue | Transfer),
            Stage::Confiscated => matches!(self, Return | Dispose | Revalue | Transfer),
            Stage::Released => matches!(self, Freeze | Seize),
            Stage::Returned | Stage::Disposed => false,
        }
    }

    /// Whether this takes an asset as it is, so that for money the whole of it is meant: not another freeze, and not a
    /// revaluation.
    pub fn takes(self) -> bool {
        !matches!(self, Action::Freeze | Action::Revalue)
    }

    /// Whether a new asset can begin with this.
    pub(crate) fn starts_new(self) -> bool {
        matches!(self, Action::Freeze | Action::Seize | Action::Confiscate)
    }

    /// Whether an item of an asset can begin with this.
    pub(crate) fn starts_item(self) -> bool {
        !matches!(self, Action::Revalue | Action::Transfer)
    }
}

vocabulary! {
    /// Where its actions have brought an asset.
    Stage, "stage":
    /// The holder may not deal with it.
    Frozen = "frozen",
    /// In the authority's custody.
    Seized = "seized",
    /// Owned by the State.
    Confiscated = "confiscated",
    /// Free again.
    Released = "released",
    /// Handed to its owner or to a victim.
    Returned = "returned",
    /// Gone.
    Disposed = "disposed",
}

impl Stage {
    /// Whether the asset is held, and so counts as stock: frozen, seized or confiscated.
    pub fn held(self) -> bool {
        matches!(self, Stage::Frozen | Stage::Seized | Stage::Confiscated)
    }

    /// The actions possible at this stage.
    pub fn allows(self) -> Vec<Action> {
        Action::ALL.iter().copied().filter(|action| action.allowed_from(self)).collect()
    }
}

vocabulary! {
    /// How much of a carved asset an amount is.
    Portion, "portion of an asset":
    /// The asset with its items.
    Whole = "whole",
    /// What is left of it besides its items.
    Rest = "rest",
}

vocabulary! {
    /// The relation of an affected person to the asset.
    Role, "role":
    /// The measure is addressed to them.
    Addressee = "addressee",
    /// Its owner.
    Owner = "owner",
    /// The person for whom another owns it.
    BeneficialOwner = "beneficial-owner",
    /// Another person with a right in it.
    ThirdParty = "third-party",
    /// A person harmed by the offence.
    Victim = "victim",
    /// The person who keeps it for the authority.
    Custodian = "custodian",
}

vocabulary! {
    /// How an asset was disposed of.
    Disposal, "way of disposal":
    /// Sold.
    Sold = "sold",
    /// Destroyed.
    Destroyed = "destroyed",
    /// Assigned to public or social use.
    Assigned = "assigned",
    /// Transferred to another State.
    Transferred = "transferred",
    /// Lost or stolen.
    Lost = "lost",
}

/// An affected person, with their role if known: `owner:NAME` or `NAME`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    role: Option<Role>,
    name: String,
}

impl Subject {
    /// Reads `ROLE:NAME` or `NAME`, or `:NAME` for a name that looks like a role and a name.
    ///
    /// # Errors
    /// There is no name; the name contains `;` (which separates subjects in files); [`text::clean`] refuses it; or
    /// something before a colon looks like a role but is not one.
    pub fn parse(text: &str) -> Result<Subject, Fault> {
        let text = text::clean(text)?;
        let (role, name) = match text.split_once(':') {
            Some(("", name)) => (None, name.trim()),
            Some((role, name)) => match Role::parse(role.trim()) {
                Ok(role) => (Some(role), name.trim()),
                Err(fault) if is_like_a_role(role) => {
                    let to_do = fault.to_do().unwrap_or_default().to_owned();
                    let name = format!("if the name has a colon, begin with a colon: :{}", text::escape(&text));
                    return Err(fault.hint([to_do, name].join("; ").trim_start_matches("; ")));
                }
                Err(_) => (None, text.as_str()),
            },
            None => (None, text.as_str()),
        };
        if name.is_empty() {
            return Err(Fault::new(format!("{} names nobody", text::quote(&text)))
                .hint("write the name, or the role, a colon and the name: owner:NAME"));
        }
        if name.contains(';') {
            return Err(Fault::new(format!("the name {} holds “;”, which separates subjects", text::quote(name)))
                .hint("give each subject on its own"));
        }
        Ok(Subject { role, name: name.to_owned() })
    }

    /// Their relation to the asset, if known.
    pub fn role(&self) -> Option<Role> {
        self.role
    }

    /// Their name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

fn is_like_a_role(word: &str) -> bool {
    is_like_one(word, Role::ALL.iter().map(|role| role.as_str()))
}

/// Whether the word before a colon was probably meant as one of some roles: a single word in lower case, or nearly a
/// role.
pub(super) fn is_like_one(word: &str, mut roles: impl Iterator<Item = &'static str>) -> bool {
    let word = word.trim();
    let is_word = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let lower = word.to_lowercase();
    is_word || roles.any(|role| strsim::levenshtein(&lower, role) <= 2)
}

/// The text of a subject that [`Subject::parse`] reads: the name, after the role if there is one.
pub(crate) fn subject_text(role: Option<Role>, name: &str) -> String {
    match role {
        Some(role) => format!("{role}:{name}"),
        None if name.split_once(':').is_some_and(|(role, _)| role.is_empty() || is_like_a_role(role)) => {
            format!(":{name}")
        }
        None => name.to_owned(),
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&subject_text(self.role, &self.name))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_word_is_read_back_as_written() {
        assert_eq!(AssetKind::ALL.len(), 19);
        assert!(AssetKind::ALL.iter().all(|kind| AssetKind::parse(kind.as_str()) == Ok(*kind)));
        assert!(Action::ALL.iter().all(|action| Action::parse(&action.to_string()) == Ok(*action)));
        assert!(Stage::ALL.iter().all(|stage| Stage::parse(stage.as_str()) == Ok(*stage)));
        assert!(Role::ALL.iter().all(|role| Role::parse(role.as_str()) == Ok(*role)));
        assert!(Disposal::ALL.iter().all(|disposal| Disposal::parse(disposal.as_str()) == Ok(*disposal)));
        assert_eq!(AssetKind::parse("Bank-Account"), Ok(AssetKind::BankAccount));
    }

    #[test]
    fn an_unknown_word_is_refused_with_the_known_ones() {
        let fault = Action::parse("frozen").unwrap_err();
        assert_eq!(fault.what(), "“frozen” is not a known action");
        assert_eq!(
            fault.to_do(),
            Some(
                "did you mean freeze? use one of freeze, seize, confiscate, release, return, dispose, revalue, transfer, recover"
            )
        );
        let fault = Disposal::parse("").unwrap_err();
        assert_eq!(fault.what(), "“” is not a known way of disposal");
        assert!(AssetKind::parse("bank account").is_err() && Role::parse(" owner").is_err());
    }

    #[test]
    fn an_action_leads_to_the_stage_of_its_participle() {
        let pairs: Vec<(&str, &str)> = Action::ALL.iter().map(|action| (action.as_str(), action.past())).collect();
        assert_eq!(
            pairs,
            [
                ("freeze", "frozen"),
                ("seize", "seized"),
                ("confiscate", "confiscated"),
                ("release", "released"),
                ("return", "returned"),
                ("dispose", "disposed"),
                ("revalue", "revalued"),
                ("transfer", "transferred"),
                ("recover", "recovered"),
            ]
        );
        assert_eq!(Action::Revalue.stage(), None);
        assert_eq!(Action::Return.stage(), Some(Stage::Returned));
    }

    #[test]
    fn each_stage_allows_exactly_what_the_rules_say() {
        let allowed = |stage: Stage| stage.allows().iter().map(|action| action.as_str()).collect::<Vec<_>>().join(" ");
        assert_eq!(allowed(Stage::Frozen), "seize confiscate release return dispose revalue transfer");
        assert_eq!(allowed(Stage::Seized), "confiscate release return dispose revalue transfer");
        assert_eq!(allowed(Stage::Confiscated), "return dispose revalue transfer");
        assert_eq!(allowed(Stage::Released), "freeze seize");
        assert_eq!(allowed(Stage::Returned), "");
        assert_eq!(allowed(Stage::Disposed), "");
    }

    #[test]
    fn an_asset_is_held_until_released_returned_or_disposed_of() {
        let held: Vec<&str> = Stage::ALL.iter().filter(|stage| stage.held()).map(|stage| stage.as_str()).collect();
        assert_eq!(held, ["frozen", "seized", "confiscated"]);
    }

    #[test]
    fn a_new_asset_begins_by_being_taken_and_an_item_by_what_is_done_to_a_part() {
        let new: Vec<&str> = Action::ALL.iter().filter(|a| a.starts_new()).map(|a| a.as_str()).collect();
        assert_eq!(new, ["freeze", "seize", "confiscate"]);
        let item: Vec<&str> = Action::ALL.iter().filter(|a| a.starts_item()).map(|a| a.as_str()).collect();
        assert_eq!(item, ["freeze", "seize", "confiscate", "release", "return", "dispose", "recover"]);
    }

    #[test]
    fn a_subject_may_have_a_role_before_the_colon() {
        let subject = |text: &str| Subject::parse(text).unwrap();
        let owner = subject("owner: Ada Lovelace ");
        assert_eq!((owner.role(), owner.name()), (Some(Role::Owner), "Ada Lovelace"));
        assert_eq!(owner.to_string(), "owner:Ada Lovelace");
        assert_eq!(subject("Ada Lovelace").role(), None);
        let company = subject("Société: Import");
        assert_eq!((company.role(), company.name()), (None, "Société: Import"));
        // Something that looks like a role but is not one is questioned; a leading colon says that all of it is the
        // name.
        for text in ["ownr:Ada", "holder:Ada", "beneficial-owners:Ada", "Ownr: Ada"] {
            let fault = Subject::parse(text).unwrap_err();
            let to_do = fault.to_do().unwrap_or_default();
            assert!(to_do.contains("owner") && to_do.contains(&format!(":{text}")), "{text}: {fault:?}");
            let named = subject(&format!(":{text}"));
            assert_eq!((named.role(), named.name()), (None, text));
            assert_eq!(subject(&named.to_string()), named);
        }
        let nested = subject("third-party:owner:X");
        assert_eq!((nested.role(), nested.name()), (Some(Role::ThirdParty), "owner:X"));
    }

    #[test]
    fn a_subject_has_exactly_one_name() {
        assert_eq!(Subject::parse("owner:").unwrap_err().what(), "“owner:” names nobody");
        assert_eq!(Subject::parse(" ").unwrap_err().what(), "“” names nobody");
        assert_eq!(
            Subject::parse("victim:A; B").unwrap_err().what(),
            "the name “A; B” holds “;”, which separates subjects"
        );
        assert!(Subject::parse("A\u{202e}B").is_err());
    }

    proptest! {
        #[test]
        fn a_subject_is_read_back_as_shown(text in "((?i)owner|victim|x)?:?\\PC{0,12}") {
            if let Ok(subject) = Subject::parse(&text) {
                prop_assert_eq!(Subject::parse(&subject.to_string()), Ok(subject));
            }
        }
    }
}
