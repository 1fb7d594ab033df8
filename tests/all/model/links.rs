//! What is perhaps the same money: families that links join, directly or through others.

use std::collections::BTreeMap;

use super::journal::Action;

/// The families, each with one that stands for all that it is linked to.
#[derive(Debug, Default)]
pub struct Links(BTreeMap<String, String>);

impl Links {
    /// The links that actions state, between families that there are; `root` gives an asset's.
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

    /// What stands for a family.
    pub fn joined(&self, root: &str) -> String {
        let mut standing = root;
        while let Some(next) = self.0.get(standing) {
            standing = next;
        }
        standing.to_owned()
    }
}
