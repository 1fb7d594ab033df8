//! What was answered, and the command that says the same.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;

use crate::cli::answers::Answers;
use crate::cli::layout::Sheet;
use crate::cli::like;
use crate::cli::session::Session;
use crate::domain::{Action, Role};
use crate::journal::{Form, Particular};
use crate::phrase::{self, Hints};

use super::wanted::label;

/// Separates the values of a list in one answer.
const SEPARATOR: char = ';';

/// The value that a command asks for.
const ELSEWHERE: &str = "-";

/// The answers for one action, each as its flag takes it.
#[derive(Clone, Debug, Default)]
pub(super) struct Given {
    action: Option<Action>,
    said: BTreeMap<Particular, String>,
    insisted: BTreeSet<&'static str>,
}

impl Given {
    /// What was done.
    pub(super) fn action(&self) -> Option<Action> {
        self.action
    }

    /// Says what was done.
    pub(super) fn act(&mut self, action: Action) {
        self.action = Some(action);
    }

    /// Says a particular.
    pub(super) fn say(&mut self, particular: Particular, answer: String) {
        self.said.insert(particular, answer);
    }

    /// The answer for a particular.
    pub(super) fn said(&self, particular: Particular) -> Option<&str> {
        self.said.get(&particular).map(String::as_str)
    }

    /// The answer for a particular, where the next action may have the same.
    pub(super) fn repeated(&self, particular: Particular) -> Option<&str> {
        let is_own = particular == Particular::Ref || like::OWN.contains(&particular);
        self.said(particular).filter(|_| !is_own)
    }

    /// The currency of the amount, by itself or in the amount.
    pub(super) fn currency(&self) -> Option<String> {
        let by_itself = self.said(Particular::Currency).map(str::to_owned);
        let amount = || phrase::read(self.said(Particular::Amount)?, Hints::default()).ok();
        by_itself.or_else(|| Some(amount()?.amount.unit()?.code().to_owned()))
    }

    /// The particulars that were answered, in the order of a table's columns.
    pub(super) fn particulars(&self) -> impl Iterator<Item = Particular> + '_ {
        self.said.keys().copied()
    }

    /// Adds a flag by which the user insists.
    pub(super) fn insist(&mut self, flag: &'static str) {
        self.insisted.insert(flag);
    }

    /// What will be recorded, a line each.
    pub(super) fn summary(&self) -> String {
        let mut sheet = Sheet::default();
        sheet.line_if("what was done", self.action);
        for (particular, answer) in &self.said {
            sheet.line(label(*particular).to_lowercase(), answer);
        }
        sheet.text()
    }

    /// The words of the command, and some more.
    pub(super) fn words(&self, more: &[&str]) -> Vec<OsString> {
        let words = self.command().into_iter().map(OsString::from);
        words.chain(more.iter().map(OsString::from)).collect()
    }

    /// The command as a shell reads it, with the ledger and the recorder if they were given.
    pub(super) fn line(&self, session: &Session<'_>) -> String {
        let mut words = self.command();
        let ledger = session.ledger.as_ref().map(|ledger| ledger.to_string_lossy().into_owned());
        for (flag, value) in [("ledger", ledger), ("recorded-by", session.recorded_by.clone())] {
            words.extend(value.map(|value| spelt(flag, &value)).into_iter().flatten());
        }
        // Only a NUL has no spelling, and no answer has one.
        shlex::try_join(words.iter().map(String::as_str)).unwrap_or_default()
    }

    fn command(&self) -> Vec<String> {
        let mut words = vec!["impound".to_owned()];
        words.extend(self.action.map(|action| action.to_string()));
        for (particular, answer) in &self.said {
            let Some(flag) = particular.flag() else { continue };
            match particular.form() {
                Some(Form::Flag) => words.push(format!("--{flag}")),
                _ if particular.is_personal() => {
                    let shown = values(*particular, answer).map(|value| split(*particular, value).0);
                    words.extend(shown.flat_map(|before| spelt(flag, &format!("{before}{ELSEWHERE}"))));
                }
                _ => words.extend(values(*particular, answer).flat_map(|value| spelt(flag, value))),
            }
        }
        words.extend(self.insisted.iter().map(|flag| (*flag).to_owned()));
        words
    }

    /// The values that the command leaves out: names and identifiers.
    pub(super) fn hidden(&self) -> Answers {
        let personal = self.said.iter().filter(|(particular, _)| particular.is_personal());
        let values = personal.flat_map(|(particular, answer)| {
            let flag = particular.flag().unwrap_or_default();
            values(*particular, answer).map(move |value| (flag, split(*particular, value).1.to_owned()))
        });
        Answers::given(values)
    }
}

/// The values of an answer; only a list has several.
pub(super) fn values(particular: Particular, answer: &str) -> impl Iterator<Item = &str> {
    let separator = particular.is_list().then_some(SEPARATOR);
    let parts = answer.split(move |c| Some(c) == separator).map(str::trim);
    parts.filter(|part| !part.is_empty())
}

/// A flag with its value, in words that cannot be taken for another flag.
fn spelt(flag: &str, value: &str) -> Vec<String> {
    if value.starts_with('-') && value != ELSEWHERE {
        return vec![format!("--{flag}={value}")];
    }
    vec![format!("--{flag}"), value.to_owned()]
}

/// A name or an identifier in two parts: the role or scheme with its colon, and the rest.
fn split(particular: Particular, value: &str) -> (&str, &str) {
    let Some(colon) = value.find(':') else { return ("", value) };
    let is_role = || Role::parse(value[..colon].trim()).is_ok();
    if particular == Particular::Identifiers || is_role() { value.split_at(colon + 1) } else { ("", value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(said: &[(Particular, &str)]) -> Given {
        let mut given = Given::default();
        given.act(Action::Freeze);
        said.iter().for_each(|(particular, answer)| given.say(*particular, (*answer).to_owned()));
        given
    }

    #[test]
    fn each_value_of_a_list_has_its_flag() {
        let given = given(&[(Particular::Case, "coco"), (Particular::Sources, "S1#page 3; S2")]);
        let words = given.command();
        assert_eq!(words, ["impound", "freeze", "--case", "coco", "--source", "S1#page 3", "--source", "S2"]);
    }

    #[test]
    fn names_and_identifiers_are_left_out() {
        let given = given(&[
            (Particular::Identifiers, "iban:DE89370400440532013000"),
            (Particular::Subjects, "owner:Eve; Mallory: the second"),
        ]);
        assert_eq!(given.command()[2..], ["--id", "iban:-", "--subject", "owner:-", "--subject", "-"]);
        let mut hidden = given.hidden();
        assert_eq!(hidden.resolve("id", "iban:-".to_owned()), "iban:DE89370400440532013000");
        assert_eq!(hidden.resolve("subject", "owner:-".to_owned()), "owner:Eve");
        assert_eq!(hidden.resolve("subject", "-".to_owned()), "Mallory: the second");
    }

    #[test]
    fn a_value_is_never_taken_for_a_flag() {
        let given = given(&[(Particular::Note, "--not a flag"), (Particular::Whole, "true")]);
        assert_eq!(given.command()[2..], ["--whole", "--note=--not a flag"]);
    }
}
