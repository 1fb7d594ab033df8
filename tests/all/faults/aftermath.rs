//! Checks after faults disturbed commands, and again after each command was repeated undisturbed.

use super::Campaign;
use super::oracle::{Attempt, Broken, Found, judge, strays};
use super::place::{Place, Said};
use super::recordings::Recording;

/// The exit codes allowed for a repeated command: done, or refused because the entry exists.
const REPEATED: &[i32] = &[0, 1];

/// A disturbed command and its result.
pub struct Ran<'a> {
    /// The command.
    pub recording: &'a Recording,
    /// How it ended.
    pub said: Said,
}

/// Counts a fault and everything it broke, both at once and after repeating each command. The commands may exit with
/// the `allowed` codes.
pub fn examine(campaign: &mut Campaign, fault: &str, place: &Place, ran: &[Ran<'_>], allowed: &'static [i32]) {
    match broken(campaign, place, ran, allowed) {
        Ok(broken) => campaign.made(fault, broken),
        Err(unreadable) => campaign.made(fault, [unreadable]),
    }
}

/// The promises broken after these commands.
///
/// # Errors
/// The ledger cannot be read.
fn broken(
    campaign: &mut Campaign,
    place: &Place,
    ran: &[Ran<'_>],
    allowed: &'static [i32],
) -> Result<Vec<Broken>, Broken> {
    let attempts: Vec<Attempt> = ran
        .iter()
        .map(|Ran { recording, said }| {
            let attempt = Attempt::of(recording.name, &recording.marks, said, allowed);
            // The oracle knows only one code for a recorded command.
            Attempt { code: attempt.code.map(|code| if code == recording.done { 0 } else { code }), ..attempt }
        })
        .collect();
    let before = &ran[0].recording.before;
    // Only `init` starts without a ledger.
    let found = if place.ledger().exists() { Found::read(&place.ledger())? } else { Found::default() };
    let mut broken = judge(before, &attempts, &found);
    let was_there = |recording: &Recording| found.lines.iter().any(|line| recording.marks.contains(&line.mark));
    for Ran { recording, said } in ran {
        campaign.ended(outcome(recording, said, was_there(recording)));
    }
    let mut repeated = Vec::new();
    for Ran { recording, .. } in ran {
        let (attempt, wrong) = repeat(place, recording, was_there(recording));
        repeated.push(attempt);
        broken.extend(wrong);
    }
    broken.extend(judge(before, &repeated, &Found::read(&place.ledger())?));
    let files: Vec<_> = ran.iter().flat_map(|ran| ran.recording.files.clone()).collect();
    broken.extend(strays(place, &files));
    Ok(broken)
}

/// Runs a command once more, undisturbed, and says whether its answer is wrong.
fn repeat(place: &Place, recording: &Recording, was_there: bool) -> (Attempt, Option<Broken>) {
    let said = place.run(&recording.words);
    let name = format!("{} repeated", recording.name);
    let expected = if was_there && !recording.can_be_repeated() { 1 } else { recording.done };
    let wrong = (said.code != Some(expected))
        .then(|| Broken::Code(name.clone(), said.code.unwrap_or(-1), said.err.trim().to_owned()));
    let attempt = Attempt::of(name, &recording.marks, &said, REPEATED);
    // A refusal says that the entry exists, so the ledger must contain it.
    let code = attempt.code.map(|code| if was_there || code == recording.done { 0 } else { code });
    (Attempt { code, ..attempt }, wrong)
}

/// How a command ended, for the summary.
fn outcome(recording: &Recording, said: &Said, recorded: bool) -> &'static str {
    match (said.code, recorded, said.out.contains("receipt  ")) {
        (None, false, _) => "killed and absent",
        (None, true, false) => "killed, recorded and unsaid",
        (None, true, true) => "killed and acknowledged",
        (Some(code), true, _) if code == recording.done => "done",
        (Some(4), false, _) => "refused by the environment",
        (Some(5), true, _) => "unknown and recorded",
        (Some(5), false, _) => "unknown and absent",
        _ => "otherwise",
    }
}
