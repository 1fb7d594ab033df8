//! Failing calls: a disk that errs, is full or over quota, once or from then on; limits; and outputs that nobody reads.

use std::process::Command;

use super::aftermath::{Ran, examine};
use super::oracle::{Attempt, Broken, Found, Mark, judge};
use super::place::{PROGRAM, Place, Said};
use super::recordings::{self, Recording};
use super::strace::{self, CHANGING};
use super::{Campaign, child};

/// The number of failing calls in every test run.
const FEW: usize = 100;

/// The exit codes allowed when the environment fails: done, nothing recorded, or unknown.
const DISTURBED: &[i32] = &[0, 4, 5];

/// Likewise if the disk cannot return its content: SQLite then rightly says that the file is damaged.
const UNREADABLE: &[i32] = &[0, 3, 4, 5];

/// Calls that read, which must be allowed to fail too.
const READING: [&str; 11] = [
    "read",
    "pread64",
    "newfstatat",
    "statx",
    "statfs",
    "access",
    "readlink",
    "lseek",
    "getrandom",
    "fchown",
    "clone3",
];

/// The errors a call can return.
fn errors(name: &str) -> &'static [&'static str] {
    match name {
        "clone3" => &["EAGAIN"],
        // Where the system has it, it never fails; where it does not, the program falls back.
        "getrandom" => &["ENOSYS"],
        "openat" | "open" => &["EIO", "ENOSPC", "EDQUOT", "EMFILE"],
        "flock" | "fcntl" => &["EIO", "ENOLCK"],
        _ => &["EIO", "ENOSPC", "EDQUOT"],
    }
}

#[test]
fn with_failing_calls_a_command_records_exactly_what_it_says() {
    if !strace::is_at_hand("io") {
        return;
    }
    let mut campaign = Campaign::begin("io at every call", FEW);
    let names: Vec<&'static str> = CHANGING.into_iter().chain(READING).collect();
    let mut faults = Vec::new();
    for recording in recordings::all() {
        for call in strace::calls(recording, &names) {
            for error in errors(call.name) {
                faults.extend(["", "+"].map(|on| (recording, call, format!("error={error}:when={}{on}", call.number))));
            }
        }
    }
    campaign.random.shuffle(&mut faults);
    faults.truncate(campaign.runs);
    for (recording, call, what) in faults {
        let place = recording.begun.place();
        let said = strace::injected(&place, &recording.words, call.name, &what);
        let fault = format!("{}: {} {what}: {:?}", recording.name, call.name, said.err);
        // 127: the program's libraries could not be loaded, so it did not start.
        let is_begun = !said.err.contains("error while loading shared libraries");
        let allowed = match (call.name, is_begun) {
            (_, false) => &[127],
            ("pread64", true) if what.contains("EIO") => UNREADABLE,
            _ => DISTURBED,
        };
        examine(&mut campaign, &fault, &place, &[Ran { recording, said }], allowed);
    }
    campaign.end();
}

#[test]
fn a_program_that_ignores_failed_calls_is_detected() {
    if !strace::is_at_hand("io, planted") {
        return;
    }
    let place = recordings::begun().place();
    let before = Found::read(&place.ledger()).unwrap().lines;
    let said = strace::into(&child::acknowledges_too_early(&place), &place, "fsync", "error=EIO");
    let marks = [Mark::Reference(child::REFERENCE.to_owned())];
    let attempt = Attempt::of("child", &marks, &said, DISTURBED);
    let broken = judge(&before, &[attempt], &Found::read(&place.ledger()).unwrap());
    assert!(broken.contains(&Broken::Lost("child".into(), marks[0].clone())), "{broken:?} {}", said.err);
}

#[test]
fn under_resource_limits_a_command_records_exactly_what_it_says() {
    let mut campaign = Campaign::begin("io limits", 40);
    let mut limits: Vec<String> = Vec::new();
    // In blocks of 512 bytes: the ledger has 17 pages of 4096, and its journal grows from nothing.
    limits.extend((0..200).map(|blocks| format!("ulimit -f {blocks}")));
    limits.extend((3..16).map(|files| format!("ulimit -n {files}")));
    limits.extend((0..60).map(|step| format!("ulimit -v {}", 6_000 + step * 3_000)));
    let mut faults: Vec<(&Recording, &String)> =
        recordings::all().iter().flat_map(|recording| limits.iter().map(move |limit| (recording, limit))).collect();
    campaign.random.shuffle(&mut faults);
    faults.truncate(campaign.runs);
    for (recording, limit) in faults {
        let place = recording.begun.place();
        let said = in_shell(&place, &format!("{limit}; exec \"$@\""), recording);
        let fault = format!("{} with {limit}: {:?} {:?}", recording.name, said.code, said.err);
        // 126 and 127: too little memory or too few files to load the program.
        let allowed = match limit.contains("-f") {
            true => DISTURBED,
            false => &[0, 4, 5, 126, 127],
        };
        examine(&mut campaign, &fault, &place, &[Ran { recording, said }], allowed);
    }
    campaign.end();
}

#[test]
fn too_few_open_files_are_never_reported_as_damage() {
    for recording in recordings::all() {
        for files in 3..16 {
            let place = recording.begun.place();
            let said = in_shell(&place, &format!("ulimit -n {files}; exec \"$@\""), recording);
            assert_ne!(said.code, Some(3), "{} with {files} files: {}", recording.name, said.err);
        }
    }
}

#[test]
fn a_command_records_and_says_so_even_if_nobody_reads_its_output() {
    let mut campaign = Campaign::begin("io output", recordings::all().len() * 2);
    for recording in recordings::all() {
        for output in ["exec \"$@\" > /dev/full", "sleep 0.3; exec \"$@\""] {
            let place = recording.begun.place();
            let mut child = shell(&place, output, recording).spawn().unwrap();
            // The reader leaves before the command writes.
            drop(child.stdout.take());
            let said = Said::of(child.wait_with_output().unwrap());
            assert_eq!(said.code, Some(recording.done), "{} {output}: {}", recording.name, said.err);
            assert!(said.err.contains("recorded") && said.err.contains("could not be printed"), "{}", said.err);
            examine(&mut campaign, recording.name, &place, &[Ran { recording, said }], &[0]);
        }
    }
    campaign.end();
}

#[test]
fn on_a_full_file_system_a_command_records_exactly_what_it_says() {
    let mut campaign = Campaign::begin("io full", 25);
    let mut faults = Vec::new();
    for (kind, mount) in [("tmpfs", TMPFS), ("ext4", EXT4)] {
        if let Some(why) = cannot(mount, ":") {
            crate::tools::left_out("mounts", &format!("io full: {kind}"), &why.to_string());
            continue;
        }
        let steps = (0..40).map(|pages| pages * 2);
        faults.extend(
            steps.flat_map(|free| recordings::all().iter().map(move |recording| (kind, mount, free, recording))),
        );
    }
    if faults.is_empty() {
        return;
    }
    campaign.random.shuffle(&mut faults);
    faults.truncate(campaign.runs);
    for (kind, mount, free, recording) in faults {
        let place = recording.begun.place();
        let said = mounted(&place, mount, &FILL.replace("FREE", &free.to_string()), &recording.words);
        let fault = format!("{} on {kind} with {free} KiB left: {:?}", recording.name, said.err);
        examine(&mut campaign, &fault, &place, &[Ran { recording, said }], DISTURBED);
    }
    campaign.end();
}

#[test]
fn a_command_without_write_permission_records_nothing() {
    let mut campaign = Campaign::begin("io read-only", recordings::all().len() * 2);
    for (what, prepare) in [("read-only file system", READ_ONLY), ("directory of somebody else", NOT_OURS)] {
        if let Some(why) = cannot(TMPFS, prepare) {
            crate::tools::left_out("mounts", &format!("io read-only: {what}"), &why.to_string());
            continue;
        }
        for recording in recordings::all() {
            let place = recording.begun.place();
            let said = mounted(&place, TMPFS, prepare, &recording.words);
            let fault = format!("{} on a {what}", recording.name);
            assert_eq!(said.code, Some(4), "{fault}: {}", said.err);
            examine(&mut campaign, &fault, &place, &[Ran { recording, said }], &[4]);
        }
    }
    if campaign.so_far() > 0 {
        campaign.end();
    }
}

/// Mounts a small in-memory file system on the desk, private to the shell and gone with it.
const TMPFS: &str = "mount -t tmpfs -o size=1m none \"$desk\"";

/// Likewise, on a disk that is a file.
const EXT4: &str = "truncate -s 2M \"$desk.image\"
    mkfs.ext4 -q -b 1024 -O ^has_journal -m 0 \"$desk.image\"
    mount -o loop,sync \"$desk.image\" \"$desk\"
    rmdir \"$desk/lost+found\"";

/// Leaves this many KiB free.
const FILL: &str = "head -c 4M /dev/zero > \"$desk/fill\" 2> /dev/null || true
    truncate -s \"$(( $(stat -c %s \"$desk/fill\") - FREE * 1024 ))\" \"$desk/fill\"";

/// Makes the file system read-only.
const READ_ONLY: &str = "mount -o remount,ro \"$desk\"";

/// Makes the ledger belong to the user who runs the command, but not its directory.
const NOT_OURS: &str = "chmod 711 \"$desk/..\"
    chown -R 65534:65534 \"$desk\"
    chown 0:0 \"$desk\"
    set -- setpriv --reuid 65534 --regid 65534 --clear-groups \"$@\"";

/// Runs the command on the mounted file system, and leaves a copy of the result in its place.
const ON_MOUNTED: &str = "set -e
    desk=$1
    shift
    cp -a \"$desk\" \"$desk.kept\"
    MOUNT
    cp -a \"$desk.kept/.\" \"$desk/\"
    PREPARE
    cd \"$desk\"
    code=0
    \"$@\" || code=$?
    cd /
    rm -rf \"$desk.kept\"
    cp -a \"$desk\" \"$desk.kept\"
    umount \"$desk\"
    rm -rf \"$desk\" \"$desk.image\" \"$desk.kept/fill\"
    chown -R \"$(id -u)\" \"$desk.kept\"
    mv \"$desk.kept\" \"$desk\"
    exit $code";

/// Why such a file system cannot be mounted here, or such a command cannot be run.
fn cannot(mount: &str, prepare: &str) -> Option<String> {
    let said = mounted(&Place::empty(), mount, prepare, &["--version".to_owned()]);
    (said.code != Some(0)).then(|| said.err.trim().to_owned())
}

/// Runs a command on a file system mounted for it, and copies back what it leaves there.
fn mounted(place: &Place, mount: &str, prepare: &str, words: &[String]) -> Said {
    let script = ON_MOUNTED.replace("MOUNT", mount).replace("PREPARE", prepare);
    let mut command = Command::new("unshare");
    command.args(["--mount", "sh", "-c", &script, "sh"]).arg(place.desk()).arg(PROGRAM).args(words);
    place.settle(&mut command);
    command.current_dir("/");
    command.output().map_or_else(|error| Said { code: None, out: String::new(), err: error.to_string() }, Said::of)
}

fn shell(place: &Place, script: &str, recording: &Recording) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script, "sh", PROGRAM]).args(&recording.words);
    place.settle(&mut command);
    command
}

fn in_shell(place: &Place, script: &str, recording: &Recording) -> Said {
    Said::of(shell(place, script, recording).output().unwrap())
}
