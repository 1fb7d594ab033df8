//! Power cuts: the disk in every state one can leave it in while commands record.

use std::collections::HashMap;
use std::sync::OnceLock;

use fastrand::Rng;
use impound::journal::Digest;
use impound::store::{Ledger, Mode};

use super::disk::{Disk, Follower, History, Op};
use super::oracle::{Acknowledged, Attempt, Broken, Found, Line, Mark, judge};
use super::place::Place;
use super::recordings::{self, Recording};
use super::{Campaign, strace};

/// The number of states examined in every test run.
const FEW: usize = 3_000;

/// One in this many states is also given to the program, which repeats the interrupted command.
const REPEATED: usize = 500;

/// The number of states within which a weaker setting must lose something.
const WEAK: usize = 2_000;

/// Commands recorded in order, and what they did to the disk.
struct Course {
    before: Vec<Line>,
    history: History,
    commands: Vec<Followed>,
}

/// One of them.
struct Followed {
    recording: &'static Recording,
    marks: Vec<Mark>,
    acknowledged: Acknowledged,
}

#[test]
fn no_power_cut_loses_an_acknowledged_entry() {
    if !strace::is_at_hand("power") {
        return;
    }
    let mut campaign = Campaign::begin("power", FEW);
    let mut desk = Desk::new();
    while campaign.so_far() < campaign.runs {
        // One in eight cuts is on a ledger being created.
        let course = match campaign.random.u8(..8) {
            0 => &courses()[1],
            1 => &courses()[2],
            _ => &courses()[0],
        };
        let cut = campaign.random.usize(..=course.history.ops().len());
        desk.cut(&course.history, cut, &mut campaign.random);
        let mut broken = desk.broken(course, course.acknowledged(&course.history, cut));
        if campaign.so_far().is_multiple_of(REPEATED) {
            broken.extend(desk.repeat(course, course.acknowledged(&course.history, cut)));
        }
        campaign.ended(desk.outcome);
        campaign.made(format!("cut after {cut} of {} steps", course.history.ops().len()), broken);
    }
    campaign.end();
}

#[test]
fn weaker_database_settings_lose_acknowledged_entries_and_are_detected() {
    if !strace::is_at_hand("power, weaker settings") {
        return;
    }
    for (setting, without) in [("FULL", full as fn(&[Op]) -> Vec<Op>), ("NORMAL", normal), ("OFF", off)] {
        let course = &courses()[0];
        let weaker = course.history.with(without);
        let (mut random, mut desk) = (Rng::with_seed(7), Desk::new());
        let is_lost = |broken: &Broken| matches!(broken, Broken::Lost(..));
        let lost = (0..WEAK).any(|_| {
            let cut = random.usize(..=weaker.ops().len());
            desk.cut(&weaker, cut, &mut random);
            desk.broken(course, course.acknowledged(&weaker, cut)).iter().any(is_lost)
        });
        assert!(lost, "nothing is lost with synchronous={setting}");
    }
}

/// Omits what `synchronous=FULL` omits: syncing the directory after the journal is removed.
fn full(ops: &[Op]) -> Vec<Op> {
    let is_left_out = |at: usize| ops[at] == Op::SyncDirectory && at > 0 && matches!(ops[at - 1], Op::Unlink(..));
    (0..ops.len()).filter(|at| !is_left_out(*at)).map(|at| ops[at].clone()).collect()
}

/// Omits what `synchronous=NORMAL` omits as well: syncing the journal before its header is written.
fn normal(ops: &[Op]) -> Vec<Op> {
    let ops = full(ops);
    let is_left_out = |at: usize| matches!((&ops[at], ops.get(at + 1)), (Op::Sync(_), Some(Op::SyncDirectory)));
    (0..ops.len()).filter(|at| !is_left_out(*at)).map(|at| ops[at].clone()).collect()
}

/// Omits every sync.
fn off(ops: &[Op]) -> Vec<Op> {
    ops.iter().filter(|op| !matches!(op, Op::Sync(_) | Op::SyncDirectory)).cloned().collect()
}

/// All recording commands that can run together on one ledger, and each of the others.
fn courses() -> &'static [Course; 3] {
    static COURSES: OnceLock<[Course; 3]> = OnceLock::new();
    COURSES.get_or_init(|| {
        let [.., undo, init] = recordings::all() else { panic!("undo and init are the last ones") };
        [recordings::together().iter().collect(), vec![undo], vec![init]].map(Course::followed)
    })
}

impl Course {
    fn followed(recordings: Vec<&'static Recording>) -> Course {
        let place = recordings[0].begun.place();
        let begun = Disk::of(&place);
        let mut follower = Follower::new(&place);
        let (mut done, mut commands) = (Vec::new(), Vec::new());
        let before = recordings[0].before.clone();
        let mut known = before.len();
        for recording in recordings {
            let (said, ops) = follower.run(&recording.words);
            assert_eq!(said.code, Some(recording.done), "{}: {}", recording.name, said.err);
            done.push(ops);
            let found = Found::read(&place.ledger()).unwrap();
            let marks = found.lines[known..].iter().map(|line| line.mark.clone()).collect();
            known = found.lines.len();
            commands.push(Followed { recording, marks, acknowledged: Acknowledged::read(&said.out).unwrap() });
        }
        assert!(follower.is_right(), "the trace does not lead to what is on the disk");
        Course { before, history: History::new(begun, done), commands }
    }

    /// The number of commands that acknowledged their entries before the cut.
    fn acknowledged(&self, history: &History, cut: usize) -> usize {
        let is_said = |op: &&Op| matches!(op, Op::Say(text) if text.contains("receipt  "));
        history.ops()[..cut].iter().filter(is_said).count()
    }

    /// The acknowledged commands and the interrupted one.
    fn attempts(&self, acknowledged: usize) -> Vec<Attempt> {
        let attempt = |(at, command): (usize, &Followed)| Attempt {
            name: command.recording.name.to_owned(),
            marks: command.marks.clone(),
            code: (at < acknowledged).then_some(0),
            allowed: &[0],
            acknowledged: (at < acknowledged).then(|| command.acknowledged.clone()),
        };
        self.commands.iter().take(acknowledged + 1).enumerate().map(attempt).collect()
    }
}

/// A place for laying out disks one by one, and the contents of the ledgers found on them.
struct Desk {
    place: Place,
    /// After rollback most disks hold one of few ledgers, so each is read once.
    known: HashMap<Digest, Found>,
    outcome: &'static str,
}

impl Desk {
    fn new() -> Desk {
        Desk { place: Place::empty(), known: HashMap::new(), outcome: "" }
    }

    fn cut(&self, history: &History, cut: usize, random: &mut Rng) {
        history.after_power_cut(cut, random).lay_out(&self.place);
    }

    /// The promises broken, given how many commands were acknowledged.
    fn broken(&mut self, course: &Course, acknowledged: usize) -> Vec<Broken> {
        let found = match self.read() {
            Ok(found) => found,
            Err(broken) => {
                self.outcome = "unreadable";
                return vec![broken];
            }
        };
        self.outcome = match course.commands.get(acknowledged) {
            None => "all acknowledged",
            Some(command) if found.lines.iter().any(|line| command.marks.contains(&line.mark)) => {
                "cut off and recorded"
            }
            Some(_) => "cut off and absent",
        };
        judge(&course.before, &course.attempts(acknowledged), &found)
    }

    /// The promises broken after repeating the interrupted command, which must then be there exactly once.
    fn repeat(&mut self, course: &Course, acknowledged: usize) -> Vec<Broken> {
        let Some(Followed { recording, .. }) = course.commands.get(acknowledged) else { return Vec::new() };
        recordings::put_files(&self.place);
        // Each disk has a different history, so the record of what was seen must go.
        std::fs::remove_dir_all(self.place.home()).unwrap();
        std::fs::create_dir(self.place.home()).unwrap();
        let said = self.place.run(&recording.words);
        let was_there = self.outcome == "cut off and recorded";
        let expected = if was_there && !recording.can_be_repeated() { 1 } else { recording.done };
        let mut attempts = course.attempts(acknowledged);
        attempts[acknowledged].code = Some(0);
        let mut broken =
            self.read().map_or_else(|broken| vec![broken], |found| judge(&course.before, &attempts, &found));
        if said.code != Some(expected) {
            broken.push(Broken::Code(format!("{} repeated", recording.name), said.code.unwrap_or(-1), said.err));
        }
        broken
    }

    /// The content of the ledger; empty if there is none, as before it is created.
    fn read(&mut self) -> Result<Found, Broken> {
        let ledger = self.place.ledger();
        if !ledger.exists() {
            return Ok(Found::default());
        }
        // Opening it rolls back the interrupted command.
        Ledger::open(&ledger, Mode::Read).map_err(|error| Broken::Unreadable(error.to_string()))?;
        let digest = Digest::of(&std::fs::read(&ledger).unwrap());
        if let Some(found) = self.known.get(&digest) {
            return Ok(found.clone());
        }
        let found = Found::read(&ledger)?;
        self.known.insert(digest, found.clone());
        Ok(found)
    }
}
