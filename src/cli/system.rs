//! What the system says about the place of a ledger: the file system, its device, encryption, swap. Linux says it in
//! files below `/proc` and `/sys`; without them, nothing is known.

use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// The most devices followed one below another, so that a cycle of links ends.
const DEEPEST: usize = 16;

/// The system, as a directory describes it: `/`.
#[derive(Clone, Debug)]
pub struct System {
    root: PathBuf,
}

/// A mounted file system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mount {
    /// Its kind: `ext4`, `nfs4`, `fuse.sshfs`.
    pub(super) kind: String,
    /// `MAJOR:MINOR` of its device.
    device: String,
    /// What is mounted: `/dev/vda`.
    source: String,
}

/// Whether a device encrypts what is written to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encryption {
    /// It is.
    Found,
    /// The system names the device and everything below it, and none of them encrypts.
    NotFound,
    /// The system does not say.
    Unknown,
}

/// A file or a device that memory is swapped to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Swap {
    /// Its path.
    pub(super) path: String,
    /// Whether it is encrypted.
    pub(super) encryption: Encryption,
}

impl System {
    /// The system that a directory describes.
    pub fn at(root: impl Into<PathBuf>) -> System {
        System { root: root.into() }
    }

    /// The user ID of this process, if the system tells.
    pub(super) fn user(&self) -> Option<u32> {
        fs::metadata(self.root.join("proc/self")).ok().map(|found| found.uid())
    }

    /// The file system of a path, which must be absolute and free of symbolic links.
    pub(super) fn mount_of(&self, path: &Path) -> Option<Mount> {
        let table = fs::read(self.root.join("proc/self/mountinfo")).ok()?;
        let mounts = table.split(|byte| *byte == b'\n').filter_map(mount);
        // Of two mounts at the same place, the later covers the earlier.
        let holding = mounts.filter(|(point, _)| path.starts_with(point));
        holding.max_by_key(|(point, _)| point.components().count()).map(|(_, mount)| mount)
    }

    /// Whether a file system lies on an encrypted device, or encrypts by itself.
    pub(super) fn encryption_of(&self, mount: &Mount) -> Encryption {
        if ["ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs"].contains(&mount.kind.as_str()) {
            return Encryption::Found;
        }
        let by_number = self.root.join("sys/dev/block").join(&mount.device);
        if by_number.exists() { encryption(&by_number, 0) } else { self.encryption_of_device(Path::new(&mount.source)) }
    }

    /// Where memory is swapped to; swap that stays in memory does not count.
    pub(super) fn swaps(&self) -> Vec<Swap> {
        let table = fs::read(self.root.join("proc/swaps")).unwrap_or_default();
        let lines = table.split(|byte| *byte == b'\n').skip(1);
        let paths =
            lines.filter_map(|line| line.split(|byte| b" \t".contains(byte)).next().filter(|path| !path.is_empty()));
        let paths = paths.map(|path| PathBuf::from(std::ffi::OsString::from_vec(unescaped(path))));
        let swapped = paths.filter(|path| !path.file_name().is_some_and(|name| name.as_bytes().starts_with(b"zram")));
        swapped
            .map(|path| Swap { encryption: self.encryption_of_swap(&path), path: path.to_string_lossy().into_owned() })
            .collect()
    }

    fn encryption_of_swap(&self, path: &Path) -> Encryption {
        if path.starts_with("/dev") {
            return self.encryption_of_device(path);
        }
        self.mount_of(path).map_or(Encryption::Unknown, |mount| self.encryption_of(&mount))
    }

    fn encryption_of_device(&self, device: &Path) -> Encryption {
        let real = fs::canonicalize(device).unwrap_or_else(|_| device.to_path_buf());
        let name = real.file_name().filter(|_| real.starts_with("/dev"));
        let described = name.map(|name| self.root.join("sys/class/block").join(name));
        described
            .filter(|described| described.exists())
            .map_or(Encryption::Unknown, |described| encryption(&described, 0))
    }
}

/// Whether a program of this name lies in one of these directories.
pub(super) fn is_found(program: &str, search: &[PathBuf]) -> bool {
    let is_program = |found: fs::Metadata| found.is_file() && found.permissions().mode() & 0o111 != 0;
    search.iter().any(|directory| fs::metadata(directory.join(program)).is_ok_and(is_program))
}

/// A device is encrypted if the device mapper says so of it, or of every device that it is made of.
fn encryption(described: &Path, depth: usize) -> Encryption {
    if fs::read(described.join("dm/uuid")).is_ok_and(|uuid| uuid.starts_with(b"CRYPT-")) {
        return Encryption::Found;
    }
    if depth == DEEPEST {
        return Encryption::Unknown;
    }
    let below: Vec<Encryption> = fs::read_dir(described.join("slaves"))
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| encryption(&entry.path(), depth + 1)))
        .collect();
    match below.as_slice() {
        [] => Encryption::NotFound,
        all if all.contains(&Encryption::NotFound) => Encryption::NotFound,
        all if all.contains(&Encryption::Unknown) => Encryption::Unknown,
        _ => Encryption::Found,
    }
}

/// A line of `mountinfo` (proc(5)): the mount point, and the mount.
fn mount(line: &[u8]) -> Option<(PathBuf, Mount)> {
    let fields: Vec<&[u8]> = line.split(|byte| *byte == b' ').collect();
    let dash = fields.iter().position(|field| *field == b"-")?;
    let text = |field: &[u8]| String::from_utf8_lossy(&unescaped(field)).into_owned();
    let point = PathBuf::from(std::ffi::OsString::from_vec(unescaped(fields.get(4)?)));
    let mount =
        Mount { kind: text(fields.get(dash + 1)?), device: text(fields.get(2)?), source: text(fields.get(dash + 2)?) };
    Some((point, mount))
}

/// A field of such a table, which writes blanks and the like as `\040`.
fn unescaped(field: &[u8]) -> Vec<u8> {
    let (mut plain, mut rest) = (Vec::with_capacity(field.len()), field);
    while let [first, after @ ..] = rest {
        let octal = after.get(..3).filter(|_| *first == b'\\').and_then(|digits| std::str::from_utf8(digits).ok());
        match octal.and_then(|digits| u8::from_str_radix(digits, 8).ok()) {
            Some(byte) => (plain.push(byte), rest = &after[3..]),
            None => (plain.push(*first), rest = after),
        };
    }
    plain
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    const MOUNTS: &str = "27 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n\
        28 27 253:1 / /srv/a\\040b rw shared:1 - xfs /dev/mapper/data rw\n\
        29 27 0:44 / /net rw - nfs4 host:/export rw\n\
        30 27 0:45 / /net rw - tmpfs tmpfs rw\n\
        broken line\n";

    /// A system with a disk, an encrypted device on it, a volume on that, and one over both.
    fn system() -> (tempfile::TempDir, System) {
        let directory = tempfile::tempdir().unwrap();
        let at = |path: &str| directory.path().join(path);
        for device in ["vda", "dm-0/dm", "dm-0/slaves", "dm-1/dm", "dm-1/slaves", "dm-2/slaves"] {
            fs::create_dir_all(at("sys/devices").join(device)).unwrap();
        }
        fs::create_dir_all(at("sys/dev/block")).unwrap();
        fs::create_dir_all(at("sys/class/block")).unwrap();
        fs::create_dir_all(at("proc/self")).unwrap();
        fs::write(at("sys/devices/dm-0/dm/uuid"), "CRYPT-LUKS2-0123\n").unwrap();
        fs::write(at("sys/devices/dm-1/dm/uuid"), "LVM-abc\n").unwrap();
        for (upper, lower) in [("dm-0", "vda"), ("dm-1", "dm-0"), ("dm-2", "dm-1"), ("dm-2", "vda")] {
            symlink(at("sys/devices").join(lower), at("sys/devices").join(upper).join("slaves").join(lower)).unwrap();
        }
        for (number, name) in [("254:0", "vda"), ("253:0", "dm-0"), ("253:1", "dm-1"), ("253:2", "dm-2")] {
            symlink(at("sys/devices").join(name), at("sys/dev/block").join(number)).unwrap();
            symlink(at("sys/devices").join(name), at("sys/class/block").join(name)).unwrap();
        }
        fs::write(at("proc/self/mountinfo"), MOUNTS).unwrap();
        let system = System::at(directory.path());
        (directory, system)
    }

    fn kind(system: &System, path: &str) -> String {
        system.mount_of(Path::new(path)).unwrap().kind
    }

    #[test]
    fn a_path_lies_on_the_nearest_mount_and_on_the_last_of_several() {
        let (_directory, system) = system();
        assert_eq!(kind(&system, "/var/ledger.db"), "ext4");
        assert_eq!(kind(&system, "/srv/a b/ledger.db"), "xfs");
        assert_eq!(kind(&system, "/srv/a bc"), "ext4");
        assert_eq!(kind(&system, "/net/x"), "tmpfs");
        assert_eq!(System::at("nowhere").mount_of(Path::new("/")), None);
    }

    #[test]
    fn encryption_is_found_below_volumes_and_only_if_all_of_them_lie_on_it() {
        let (_directory, system) = system();
        let of = |device: &str| {
            let mount = Mount { kind: "ext4".into(), device: device.into(), source: "none".into() };
            system.encryption_of(&mount)
        };
        assert_eq!(of("253:0"), Encryption::Found);
        assert_eq!(of("253:1"), Encryption::Found);
        assert_eq!(of("253:2"), Encryption::NotFound);
        assert_eq!(of("254:0"), Encryption::NotFound);
        assert_eq!(of("0:44"), Encryption::Unknown);
        let by_name = Mount { kind: "btrfs".into(), device: "0:50".into(), source: "/dev/dm-1".into() };
        assert_eq!(system.encryption_of(&by_name), Encryption::Found);
    }

    #[test]
    fn the_encryption_of_a_cycle_of_devices_is_unknown() {
        let directory = tempfile::tempdir().unwrap();
        let device = directory.path().join("sys/dev/block/1:1");
        fs::create_dir_all(device.join("slaves")).unwrap();
        symlink(&device, device.join("slaves/itself")).unwrap();
        let mount = Mount { kind: "ext4".into(), device: "1:1".into(), source: String::new() };
        assert_eq!(System::at(directory.path()).encryption_of(&mount), Encryption::Unknown);
    }

    #[test]
    fn swap_in_memory_does_not_count_and_a_swap_file_is_encrypted_if_its_file_system_is() {
        let (directory, system) = system();
        assert!(system.swaps().is_empty());
        let table =
            "Filename\tType\n/dev/zram0 partition\n/dev/dm-0\tpartition\n/swap\\040file file\n/dev/sdz partition\n";
        fs::write(directory.path().join("proc/swaps"), table).unwrap();
        let swap = |path: &str, encryption| Swap { path: path.to_owned(), encryption };
        assert_eq!(
            system.swaps(),
            [
                swap("/dev/dm-0", Encryption::Found),
                swap("/swap file", Encryption::NotFound),
                swap("/dev/sdz", Encryption::Unknown)
            ]
        );
    }

    #[test]
    fn a_program_is_found_if_it_is_executable() {
        let directory = tempfile::tempdir().unwrap();
        let search = [PathBuf::from("/nowhere"), directory.path().to_path_buf()];
        fs::write(directory.path().join("tool"), "").unwrap();
        fs::set_permissions(directory.path().join("tool"), fs::Permissions::from_mode(0o600)).unwrap();
        assert!(!is_found("tool", &search));
        fs::set_permissions(directory.path().join("tool"), fs::Permissions::from_mode(0o700)).unwrap();
        assert!(is_found("tool", &search) && !is_found("other", &search));
    }
}
