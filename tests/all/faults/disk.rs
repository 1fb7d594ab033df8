//! What a command did to the disk, as `strace` saw it, and the states in which a power cut can leave the disk.

use std::collections::BTreeMap;
use std::process::Command;

use fastrand::Rng;

use super::place::{PROGRAM, Place, Said};

/// The smallest part of a write that reaches the disk wholly or not at all.
const SECTOR: usize = 512;

/// Files of which the ledger consists have this in their name; no other file is followed.
const LEDGER: &str = "ledger.db";

/// The calls that are followed.
const CALLS: &str = "openat,open,creat,close,write,pwrite64,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,\
                     renameat2,link,linkat";

/// A file, whatever its name.
type Inode = usize;

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// A file was created under a name.
    Create(Inode, String),
    /// A name was taken from a file.
    Unlink(Inode, String),
    /// A file got another name.
    Rename(Inode, String, String),
    /// Bytes were written at a place.
    Write(Inode, usize, Vec<u8>),
    /// A file was cut to a length.
    Truncate(Inode, usize),
    /// A file was made to reach the disk.
    Sync(Inode),
    /// The directory was made to reach the disk.
    SyncDirectory,
    /// Something was printed.
    Say(String),
}

/// The files on a disk.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    names: BTreeMap<String, Inode>,
    contents: BTreeMap<Inode, Vec<u8>>,
}

/// What was done to a disk, by one command after the other.
#[derive(Debug)]
pub struct History {
    /// Where each command begins, and the disk before it.
    before: Vec<(usize, Disk)>,
    ops: Vec<Op>,
    /// Of each thing that was done, which later one made it reach the disk.
    synced: Vec<usize>,
}

impl Disk {
    /// The files of the ledger at a place. No connection to the ledger may be open in the process.
    pub fn of(place: &Place) -> Disk {
        let mut disk = Disk::default();
        for entry in std::fs::read_dir(place.desk()).unwrap().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            if name.contains(LEDGER) {
                let inode = disk.contents.len();
                disk.contents.insert(inode, std::fs::read(entry.path()).unwrap());
                disk.names.insert(name, inode);
            }
        }
        disk
    }

    /// Puts the files on the desk of a place, and takes away all others.
    pub fn lay_out(&self, place: &Place) {
        for entry in std::fs::read_dir(place.desk()).unwrap() {
            std::fs::remove_file(entry.unwrap().path()).unwrap();
        }
        for (name, inode) in &self.names {
            std::fs::write(place.desk().join(name), &self.contents[inode]).unwrap();
        }
    }

    fn apply(&mut self, op: &Op) {
        match op {
            Op::Create(inode, name) => {
                self.names.insert(name.clone(), *inode);
                self.contents.entry(*inode).or_default();
            }
            Op::Unlink(inode, name) => {
                if self.names.get(name) == Some(inode) {
                    self.names.remove(name);
                }
            }
            Op::Rename(inode, from, to) => {
                if self.names.get(from) == Some(inode) {
                    self.names.remove(from);
                }
                self.names.insert(to.clone(), *inode);
                self.contents.entry(*inode).or_default();
            }
            Op::Write(inode, offset, bytes) => {
                let content = self.contents.entry(*inode).or_default();
                content.resize(content.len().max(offset + bytes.len()), 0);
                content[*offset..offset + bytes.len()].copy_from_slice(bytes);
            }
            Op::Truncate(inode, length) => self.contents.entry(*inode).or_default().resize(*length, 0),
            Op::Sync(_) | Op::SyncDirectory | Op::Say(_) => {}
        }
    }

    /// Applies some of the sectors of a write. Where the file grew by it, it may have grown although they are lost.
    fn tear(&mut self, inode: Inode, offset: usize, bytes: &[u8], likely: f64, zeros: bool, random: &mut Rng) {
        let end = offset + bytes.len();
        let mut from = offset;
        while from < end {
            let to = ((from / SECTOR + 1) * SECTOR).min(end);
            if random.f64() < likely {
                self.apply(&Op::Write(inode, from, bytes[from - offset..to - offset].to_vec()));
            }
            from = to;
        }
        if zeros {
            let content = self.contents.entry(inode).or_default();
            content.resize(content.len().max(end), 0);
        }
    }
}

impl History {
    /// What was done to a disk, by one command after the other.
    pub fn new(begun: Disk, commands: Vec<Vec<Op>>) -> History {
        let (mut disk, mut before, mut ops) = (begun, Vec::new(), Vec::new());
        for done in commands {
            before.push((ops.len(), disk.clone()));
            done.iter().for_each(|op| disk.apply(op));
            ops.extend(done);
        }
        let synced = ops.iter().enumerate().map(|(at, op)| synced_at(op, at, &ops)).collect();
        History { before, ops, synced }
    }

    /// Everything that was done.
    pub fn ops(&self) -> &[Op] {
        &self.ops
    }

    fn commands(&self) -> impl Iterator<Item = &[Op]> {
        let ends = self.before.iter().skip(1).map(|(at, _)| *at).chain([self.ops.len()]);
        self.before.iter().zip(ends).map(|((from, _), to)| &self.ops[*from..to])
    }

    /// The same commands, had they done something else.
    pub fn with(&self, other: fn(&[Op]) -> Vec<Op>) -> History {
        History::new(self.before[0].1.clone(), self.commands().map(other).collect())
    }

    /// A disk after a power cut that came when `cut` things had been done: what was not made to reach it is there or not.
    pub fn after_power_cut(&self, cut: usize, random: &mut Rng) -> Disk {
        // Everything before this has reached the disk.
        let safe = (0..cut).find(|at| self.synced[*at] >= cut).unwrap_or(cut);
        let (from, disk) = self.before.iter().rfind(|(at, _)| *at <= safe).unwrap();
        let mut disk = disk.clone();
        // Half of the file systems do what is done to a directory in order.
        let in_order = random.bool();
        let likely = [0.0, 0.1, 0.5, 0.9, 1.0][random.usize(..5)];
        let zeros = random.bool();
        let is_pending = |at: &usize| self.ops[*at].is_of_directory() && self.synced[*at] >= cut;
        let mut left = random.usize(..=(*from..cut).filter(is_pending).count());
        for at in *from..cut {
            match &self.ops[at] {
                op if self.synced[at] < cut => disk.apply(op),
                Op::Write(inode, offset, bytes) => disk.tear(*inode, *offset, bytes, likely, zeros, random),
                op if op.is_of_directory() && in_order => {
                    if left > 0 {
                        disk.apply(op);
                        left -= 1;
                    }
                }
                op => {
                    if random.f64() < likely {
                        disk.apply(op);
                    }
                }
            }
        }
        disk
    }
}

impl Op {
    fn is_of_directory(&self) -> bool {
        matches!(self, Op::Create(..) | Op::Unlink(..) | Op::Rename(..))
    }
}

/// Which later thing made this one reach the disk; beyond all of them where none did.
fn synced_at(op: &Op, at: usize, ops: &[Op]) -> usize {
    let by = match op {
        Op::Create(..) | Op::Unlink(..) | Op::Rename(..) => Op::SyncDirectory,
        Op::Write(inode, ..) | Op::Truncate(inode, _) => Op::Sync(*inode),
        Op::Sync(_) | Op::SyncDirectory | Op::Say(_) => return at,
    };
    ops[at..].iter().position(|later| *later == by).map_or(usize::MAX, |later| at + later)
}

/// What a file descriptor stands for.
#[derive(Clone, Copy)]
enum Open {
    File(Inode),
    Directory,
}

/// Follows commands on one disk, one after the other.
pub struct Follower<'a> {
    place: &'a Place,
    disk: Disk,
    inodes: Inode,
}

impl<'a> Follower<'a> {
    /// Begins with the ledger as it is at a place.
    pub fn new(place: &'a Place) -> Follower<'a> {
        let disk = Disk::of(place);
        Follower { place, inodes: disk.contents.len(), disk }
    }

    /// Runs a command, and gives how it ended and what it did.
    pub fn run(&mut self, words: &[String]) -> (Said, Vec<Op>) {
        let log = self.place.home().join("trace");
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-xx", "-s", "1000000", "-e", "signal=none", "-e", &format!("trace={CALLS}"), "-o"]);
        command.arg(&log).arg(PROGRAM).args(words);
        self.place.settle(&mut command);
        let said = Said::of(command.output().unwrap());
        let text = std::fs::read_to_string(&log).unwrap();
        std::fs::remove_file(&log).unwrap();
        let mut ops = Vec::new();
        let mut open = BTreeMap::new();
        for call in whole_calls(&text) {
            if let Some(op) = self.op(&call, &mut open) {
                self.disk.apply(&op);
                ops.push(op);
            }
        }
        (said, ops)
    }

    /// Whether what was followed leads to what is there: nothing was overlooked.
    pub fn is_right(&self) -> bool {
        let there = Disk::of(self.place);
        let files = |disk: &Disk| -> BTreeMap<String, Vec<u8>> {
            disk.names.iter().map(|(name, inode)| (name.clone(), disk.contents[inode].clone())).collect()
        };
        files(&there) == files(&self.disk)
    }

    fn op(&mut self, call: &Call, open: &mut BTreeMap<i64, Open>) -> Option<Op> {
        if call.result < 0 {
            return None;
        }
        let file = |fd: i64| match open.get(&fd) {
            Some(Open::File(inode)) => Some(*inode),
            _ => None,
        };
        match call.name.as_str() {
            "openat" | "open" | "creat" => {
                let (opened, created) = self.opened(&call.texts[0])?;
                open.insert(call.result, opened);
                created
            }
            "close" => {
                open.remove(&call.numbers[0]);
                None
            }
            "write" if call.numbers[0] == 1 => Some(Op::Say(String::from_utf8_lossy(&call.texts[0]).into_owned())),
            "pwrite64" => {
                let (inode, at) = (file(call.numbers[0])?, usize::try_from(*call.numbers.last()?).unwrap());
                let written = usize::try_from(call.result).unwrap();
                Some(Op::Write(inode, at, call.texts[0][..written].to_vec()))
            }
            "ftruncate" => Some(Op::Truncate(file(call.numbers[0])?, usize::try_from(call.numbers[1]).unwrap())),
            "fsync" | "fdatasync" => match open.get(&call.numbers[0])? {
                Open::File(inode) => Some(Op::Sync(*inode)),
                Open::Directory => Some(Op::SyncDirectory),
            },
            "unlink" | "unlinkat" => {
                let name = self.name(&call.texts[0])?;
                Some(Op::Unlink(*self.disk.names.get(&name)?, name))
            }
            "rename" | "renameat" | "renameat2" => {
                let (from, to) = (self.name(&call.texts[0])?, self.name(&call.texts[1])?);
                Some(Op::Rename(*self.disk.names.get(&from)?, from, to))
            }
            "link" | "linkat" if self.name(&call.texts[0]).is_some() => panic!("a ledger got another name: {call:?}"),
            _ => None,
        }
    }

    /// What was opened, and that it was created if it was not there.
    fn opened(&mut self, path: &[u8]) -> Option<(Open, Option<Op>)> {
        if path == self.place.desk().as_os_str().as_encoded_bytes() {
            return Some((Open::Directory, None));
        }
        let name = self.name(path)?;
        if let Some(inode) = self.disk.names.get(&name) {
            return Some((Open::File(*inode), None));
        }
        let inode = self.inodes;
        self.inodes += 1;
        Some((Open::File(inode), Some(Op::Create(inode, name))))
    }

    /// The name of a file of the ledger.
    fn name(&self, path: &[u8]) -> Option<String> {
        let path = String::from_utf8_lossy(path).into_owned();
        let name = path.strip_prefix(self.place.desk().to_str().unwrap())?.strip_prefix('/')?;
        name.contains(LEDGER).then(|| name.to_owned())
    }
}

/// A system call: its arguments are texts and numbers, each in order, and the rest is left out.
#[derive(Debug)]
struct Call {
    name: String,
    texts: Vec<Vec<u8>>,
    numbers: Vec<i64>,
    result: i64,
}

/// The calls of a trace; those that another thread interrupted are put together again.
fn whole_calls(trace: &str) -> Vec<Call> {
    let mut begun = BTreeMap::new();
    let mut calls = Vec::new();
    for line in trace.lines() {
        let (thread, call) = line.split_once(' ').unwrap();
        let call = call.trim_start();
        if let Some(part) = call.strip_suffix(" <unfinished ...>") {
            begun.insert(thread, part.to_owned());
        } else if let Some(rest) = call.strip_prefix("<... ") {
            let rest = rest.split_once(" resumed>").unwrap().1;
            calls.extend(parsed(&format!("{}{rest}", begun.remove(thread).unwrap())));
        } else {
            calls.extend(parsed(call));
        }
    }
    calls
}

fn parsed(call: &str) -> Option<Call> {
    let (call, result) = call.rsplit_once(" = ")?;
    let result = result.split(' ').next()?.parse().ok()?;
    let (name, arguments) = call.trim_end().strip_suffix(')')?.split_once('(')?;
    let (mut texts, mut numbers) = (Vec::new(), Vec::new());
    for argument in arguments.split(", ") {
        if let Some(text) = argument.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
            texts.push(text.split("\\x").skip(1).map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect());
        } else if let Ok(number) = argument.parse() {
            numbers.push(number);
        }
    }
    Some(Call { name: name.to_owned(), texts, numbers, result })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_read_with_its_texts_and_numbers() {
        let call = parsed(r#"pwrite64(5, "\x61\x2c\x20", 3, 516) = 3"#).unwrap();
        assert_eq!(
            (call.name.as_str(), call.texts, call.numbers),
            ("pwrite64", vec![b"a, ".to_vec()], vec![5, 3, 516])
        );
        let torn = "7 fsync(4 <unfinished ...>\n8 close(3) = 0\n7 <... fsync resumed>)      = 0\n";
        let calls = whole_calls(torn);
        assert_eq!(calls.iter().map(|call| call.name.as_str()).collect::<Vec<_>>(), ["close", "fsync"]);
        assert_eq!(calls[1].numbers, [4]);
    }

    #[test]
    fn what_was_synced_is_there_after_a_power_cut_and_what_was_not_may_be_lost() {
        let ops = [
            Op::Create(0, "ledger.db".into()),
            Op::SyncDirectory,
            Op::Write(0, 0, vec![1; 1024]),
            Op::Sync(0),
            Op::Write(0, 1024, vec![2; 1024]),
            Op::Create(1, "ledger.db-journal".into()),
        ];
        let history = History::new(Disk::default(), vec![ops.to_vec()]);
        let (mut lost, mut kept, mut torn, mut journals) = (0, 0, 0, 0);
        for seed in 0..500 {
            let disk = history.after_power_cut(ops.len(), &mut Rng::with_seed(seed));
            let content = &disk.contents[&disk.names["ledger.db"]];
            assert_eq!(content[..1024], [1; 1024]);
            let twos = content.iter().filter(|byte| **byte == 2).count();
            lost += usize::from(twos == 0);
            torn += usize::from(twos == SECTOR);
            kept += usize::from(twos == 1024);
            journals += usize::from(disk.names.contains_key("ledger.db-journal"));
        }
        assert!(
            lost > 50 && torn > 20 && kept > 50 && journals > 50 && journals < 450,
            "{lost} {torn} {kept} {journals}"
        );
    }
}
