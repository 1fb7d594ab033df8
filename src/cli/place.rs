//! What `doctor` reports about the place of a ledger: the file system, free space, who else can reach the files,
//! leftovers, encryption.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::store::{beside, is_network, is_unfinished};

use super::finding::Finding;
use super::system::{Encryption, Mount, System};
use super::words;

/// File systems that vanish when the machine or the container restarts.
const PASSING: [&str; 4] = ["tmpfs", "ramfs", "overlay", "aufs"];

/// Checks the place of a ledger without opening it, and looks for leftovers in some other directories. Reports nothing
/// if there is no ledger.
pub(super) fn look(ledger: &Path, elsewhere: &[PathBuf], system: &System) -> Vec<Finding> {
    let Ok(found) = fs::symlink_metadata(ledger) else { return Vec::new() };
    let directory = ledger.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(directory) = fs::canonicalize(directory) else { return Vec::new() };
    let real = directory.join(ledger.file_name().unwrap_or_default());
    let mount = system.mount_of(&real);
    let mut findings = vec![file(&real, &found, system)];
    findings.extend(side_file(&real));
    findings.extend(around(&directory));
    findings.extend(left_over(&real, &directory, elsewhere));
    findings.push(file_system(mount.as_ref()));
    findings.extend(room(&directory, found.len()));
    findings.push(encryption(mount.as_ref(), system));
    findings.extend(system.swaps().iter().map(|swap| {
        let path = words::path(Path::new(&swap.path));
        let to_do = "memory may be written to it: encrypt it, or switch it off";
        match swap.encryption {
            Encryption::Found => Finding::ok("swap", format!("{path} is encrypted")),
            Encryption::NotFound => Finding::note("swap", format!("{path} does not seem to be encrypted"), to_do),
            Encryption::Unknown => Finding::note("swap", format!("cannot tell whether {path} is encrypted"), to_do),
        }
    }));
    findings
}

fn file(real: &Path, found: &Metadata, system: &System) -> Finding {
    let (path, mode) = (words::path(real), found.mode() & 0o7777);
    let said = format!("{path}, mode {mode:04o}, {} bytes", found.len());
    if found.nlink() > 1 && found.is_file() {
        let said = format!("{said}, has {} names (hard links)", found.nlink());
        return Finding::warning("file", said, "remove the other names: under them its journal is not found");
    }
    if mode & 0o077 != 0 {
        return Finding::warning("file", format!("{said}: others may reach it"), format!("chmod 600 {path}"));
    }
    match system.user() {
        Some(user) if user != found.uid() => {
            let said = format!("{said}, belongs to user {} and not to you ({user})", found.uid());
            Finding::warning("file", said, "whoever owns it can open it to others: give it to whoever records")
        }
        _ => Finding::ok("file", said),
    }
}

fn side_file(real: &Path) -> Option<Finding> {
    let side = beside(real, ".lock");
    let found = fs::symlink_metadata(&side).ok()?;
    let (path, mode) = (words::path(&side), found.mode() & 0o7777);
    let said = format!("{path}, mode {mode:04o}");
    Some(if mode & 0o077 == 0 {
        Finding::ok("side file", said)
    } else {
        let said = format!("{said}: anyone who may open it can keep others from writing");
        Finding::warning("side file", said, format!("chmod 600 {path}"))
    })
}

fn around(directory: &Path) -> Option<Finding> {
    let mode = fs::metadata(directory).ok()?.mode() & 0o7777;
    let (path, said) = (words::path(directory), format!("{}, mode {mode:04o}", words::path(directory)));
    Some(match (mode & 0o022, mode & 0o055) {
        (0, 0) => Finding::ok("directory", said),
        (0, _) => Finding::note(
            "directory",
            format!("{said}: others may see that the ledger is there"),
            &format!("where they need not: chmod 700 {path}"),
        ),
        _ => Finding::warning(
            "directory",
            format!("{said}: others may put files beside the ledger, or another in its place"),
            format!("keep the ledger in a directory of its own, or chmod 700 {path}"),
        ),
    })
}

/// Files next to the ledger that its commands leave behind only if interrupted.
fn left_over(real: &Path, directory: &Path, elsewhere: &[PathBuf]) -> Vec<Finding> {
    let there = |suffix: &str| Some(beside(real, suffix)).filter(|path| fs::symlink_metadata(path).is_ok());
    let mut findings = Vec::new();
    findings.extend(there("-journal").map(|path| {
        let said = format!("{}: a command is running, or was cut off", words::path(&path));
        Finding::note("left over", said, "leave it where it is: the next command rolls back what was cut off")
    }));
    findings.extend(["-wal", "-shm"].into_iter().filter_map(there).map(|path| {
        let said = format!("{}: another program has changed how the ledger is written", words::path(&path));
        Finding::warning("left over", said, "close that program; keep a copy of all files, then restore a backup")
    }));
    let directories = elsewhere.iter().filter_map(|directory| fs::canonicalize(directory).ok());
    let directories: BTreeSet<PathBuf> = directories.chain([directory.to_path_buf()]).collect();
    let entries = directories.iter().flat_map(fs::read_dir).flatten().flatten().map(|entry| entry.path());
    let is_left = |path: &PathBuf| path.file_name().is_some_and(|name| is_unfinished(&name.to_string_lossy()));
    let mut unfinished: Vec<PathBuf> = entries.filter(is_left).collect();
    unfinished.sort();
    findings.extend(unfinished.iter().map(|path| {
        let said = format!("{}: a command is making it, or was cut off", words::path(path));
        Finding::note("left over", said, "remove it when no such command is running: it may hold personal data")
    }));
    if findings.is_empty() {
        findings.push(Finding::ok(
            "left over",
            "nothing is left beside the ledger, in this directory, or among the records of what you saw",
        ));
    }
    findings
}

fn file_system(mount: Option<&Mount>) -> Finding {
    const ABOUT: &str = "file system";
    let Some(mount) = mount else {
        return Finding::note(ABOUT, "its kind is unknown", "make sure that it is a local disk");
    };
    let kind = mount.kind.clone();
    if is_network(&mount.kind) {
        let said = format!("{kind} is a network file system: its locks do not keep two writers apart");
        return Finding::warning(ABOUT, said, "keep the ledger on a local disk");
    }
    if PASSING.contains(&mount.kind.as_str()) {
        let said = format!("{kind} is gone when the machine or the container starts again");
        return Finding::warning(ABOUT, said, "keep the ledger on a disk");
    }
    if kind.starts_with("fuse") {
        return Finding::note(ABOUT, kind, "make sure that what is behind it keeps locks and syncs to a disk");
    }
    Finding::ok(ABOUT, kind)
}

/// Free space compared with the ledger's size: an import may need about as much for its journal, and a backup does.
fn room(directory: &Path, length: u64) -> Option<Finding> {
    let found = rustix::fs::statvfs(directory).ok()?;
    let free = found.f_bavail.saturating_mul(found.f_frsize);
    let said = format!("{} free", size(free));
    Some(if free >= length.max(ENOUGH) {
        Finding::ok("room", said)
    } else {
        Finding::warning("room", format!("{said}, the ledger has {}", size(length)), "free some space on its disk")
    })
}

/// The free space, in bytes, that a ledger of any size needs.
const ENOUGH: u64 = 16 << 20;

fn size(bytes: u64) -> String {
    if bytes >= 1 << 20 { format!("{} MiB", bytes >> 20) } else { format!("{bytes} bytes") }
}

fn encryption(mount: Option<&Mount>, system: &System) -> Finding {
    const ABOUT: &str = "encryption";
    match mount.map_or(Encryption::Unknown, |mount| system.encryption_of(mount)) {
        Encryption::Found => Finding::ok(ABOUT, "the disk is encrypted"),
        Encryption::NotFound => Finding::note(
            ABOUT,
            "the system encrypts nothing below the ledger; the disk itself may",
            "keep the ledger and its backups on encrypted disks: they hold personal data",
        ),
        Encryption::Unknown => Finding::note(
            ABOUT,
            "cannot tell whether the disk is encrypted",
            "keep the ledger and its backups on encrypted disks: they hold personal data",
        ),
    }
}
