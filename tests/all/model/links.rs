//! Possibly the same money: families joined by links, directly or through others.

use std::collections::BTreeMap;

use super::journal::Action;

/// The families, each with a representative of everything it is linked to.
#[derive(Debug, Default)]
pub struct Links(BTreeMap<String, String>);

impl Links {
    /// The links that actions state between existing families; `root` returns the family of an asset.
    pub fn of(actions: &[Action], root: impl Fn(&str) -> Option<String>) -> Links {
        let mut links = Links::default();
        for action in actions {
            for other in &action.links {
                let (Some(one), Some(other)) = (root(&action.asset), root(other)) else { continue };
                let (one, other) = (links.joined(&one), links.joined(&other));
                if one != other {
                    links.0.insert(one, other);
                }
            }
        }
        links
    }

    /// The representative of a family.
    pub fn joined(&self, root: &str) -> String {
        let mut standing = root;
        while let Some(next) = self.0.get(standing) {
            standing = next;
        }
        standing.to_owned()
    }
}
