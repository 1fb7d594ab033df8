//! What a command did to the disk, as `strace` recorded it, and the states in which a power cut can leave the disk.

use std::collections::BTreeMap;
use std::process::Command;

use fastrand::Rng;

use super::place::{PROGRAM, Place, Said};

/// The smallest part of a write that reaches the disk whole or not at all.
const SECTOR: usize = 512;

/// Part of the name of each of the ledger's files; no other file is followed.
const LEDGER: &str = "ledger.db";

/// The system calls that are followed.
const CALLS: &str = "openat,open,creat,close,write,pwrite64,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,\
                     renameat2,link,linkat";

/// A file, whatever its name.
type Inode = usize;

/// One operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// A file was created under a name.
    Create(Inode, String),
    /// A name was taken from a file.
    Unlink(Inode, String),
    /// A file was renamed.
    Rename(Inode, String, String),
    /// Bytes were written at an offset.
    Write(Inode, usize, Vec<u8>),
    /// A file was truncated.
    Truncate(Inode, usize),
    /// A file was synced.
    Sync(Inode),
    /// The directory was synced.
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

/// The operations of several commands on a disk, in order.
#[derive(Debug)]
pub struct History {
    /// The start of each command, and the disk before it.
    before: Vec<(usize, Disk)>,
    ops: Vec<Op>,
    /// For each operation, the later one that synced it.
    synced: Vec<usize>,
}

impl Disk {
    /// The ledger's files at a place. The process must have no open connection to the ledger.
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

    /// Writes the files to the desk of a place, and removes all others.
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

    /// Applies a random part of a write's sectors. The file may have grown even if the sectors are lost.
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
    /// The operations of several commands on a disk, in order.
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

    /// The same commands with other operations.
    pub fn with(&self, other: fn(&[Op]) -> Vec<Op>) -> History {
        History::new(self.before[0].1.clone(), self.commands().map(other).collect())
    }

    /// The disk after a power cut following `cut` operations: what was not synced may or may not be there.
    pub fn after_power_cut(&self, cut: usize, random: &mut Rng) -> Disk {
        // Everything before this has reached the disk.
        let safe = (0..cut).find(|at| self.synced[*at] >= cut).unwrap_or(cut);
        let (from, disk) = self.before.iter().rfind(|(at, _)| *at <= safe).unwrap();
        let mut disk = disk.clone();
        // Half of the file systems perform directory operations in order.
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

/// The later operation that synced this one; beyond the last if none did.
fn synced_at(op: &Op, at: usize, ops: &[Op]) -> usize {
    let by = match op {
        Op::Create(..) | Op::Unlink(..) | Op::Rename(..) => Op::SyncDirectory,
        Op::Write(inode, ..) | Op::Truncate(inode, _) => Op::Sync(*inode),
        Op::Sync(_) | Op::SyncDirectory | Op::Say(_) => return at,
    };
    ops[at..].iter().position(|later| *later == by).map_or(usize::MAX, |later| at + later)
}

/// What a file descriptor refers to.
#[derive(Clone, Copy)]
enum Open {
    File(Inode),
    Directory,
}

/// Follows commands on one disk, in order.
pub struct Follower<'a> {
    place: &'a Place,
    disk: Disk,
    inodes: Inode,
}

impl<'a> Follower<'a> {
    /// Starts with the ledger as it is at a place.
    pub fn new(place: &'a Place) -> Follower<'a> {
        let disk = Disk::of(place);
        Follower { place, inodes: disk.contents.len(), disk }
    }

    /// Runs a command, and returns its result and operations.
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

    /// Whether the operations lead to the actual files, so that none was missed.
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

    /// The opened file or directory, with the operation that created it if it did not exist.
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

    /// The name of a file, if it is one of the ledger's.
    fn name(&self, path: &[u8]) -> Option<String> {
        let path = String::from_utf8_lossy(path).into_owned();
        let name = path.strip_prefix(self.place.desk().to_str().unwrap())?.strip_prefix('/')?;
        name.contains(LEDGER).then(|| name.to_owned())
    }
}

/// A system call, with its text and numeric arguments, each in order; the rest is omitted.
#[derive(Debug)]
struct Call {
    name: String,
    texts: Vec<Vec<u8>>,
    numbers: Vec<i64>,
    result: i64,
}

/// The calls of a trace, rejoined where another thread interrupted them.
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
    fn a_call_is_parsed_with_its_texts_and_numbers() {
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
    fn synced_data_survive_a_power_cut_and_others_may_be_lost() {
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
