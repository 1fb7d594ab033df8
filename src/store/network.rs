//! File systems on other machines, whose locks and syncs are unreliable.

/// A kind of file system.
struct Kind {
    name: &'static str,
    /// The numbers by which the kernel identifies it (statfs(2)). If there are none, a ledger is not refused, but
    /// `doctor` warns. That applies to 9p, through which a virtual machine sees a disk of its host.
    numbers: &'static [u32],
    /// Its type names in the mount table.
    mounts: &'static [&'static str],
}

const fn kind(name: &'static str, numbers: &'static [u32], mounts: &'static [&'static str]) -> Kind {
    Kind { name, numbers, mounts }
}

const KINDS: [Kind; 12] = [
    kind("NFS", &[0x0000_6969], &["nfs", "nfs4"]),
    kind("SMB", &[0x0000_517b], &["smbfs"]),
    kind("SMB2", &[0xfe53_4d42], &["smb3"]),
    kind("CIFS", &[0xff53_4d42], &["cifs"]),
    kind("AFS", &[0x5346_414f, 0x6b41_4653], &["afs"]),
    kind("Coda", &[0x7375_7245], &["coda"]),
    kind("Ceph", &[0x00c3_6400], &["ceph"]),
    kind("9P", &[], &["9p"]),
    kind("Lustre", &[], &["lustre"]),
    kind("OCFS2", &[], &["ocfs2"]),
    kind("GFS2", &[], &["gfs2"]),
    kind("FUSE", &[], &["fuse.sshfs", "fuse.glusterfs", "fuse.rclone"]),
];

/// Whether a mount of this type is on another machine.
pub fn is_network(mounted: &str) -> bool {
    KINDS.iter().any(|kind| kind.mounts.contains(&mounted))
}

/// The network file system with this kernel number, on which a ledger must not be kept.
#[cfg(target_os = "linux")]
pub(super) fn refused(number: u32) -> Option<&'static str> {
    KINDS.iter().find(|kind| kind.numbers.contains(&number)).map(|kind| kind.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_file_systems_are_recognised_by_mount_type() {
        assert!(is_network("nfs4") && is_network("fuse.sshfs"));
        assert!(!is_network("ext4") && !is_network("fuse.ntfs"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn network_file_systems_are_recognised_by_number_and_local_ones_pass() {
        for (magic, name) in [(0x6969, "NFS"), (0xff53_4d42, "CIFS"), (0xfe53_4d42, "SMB2"), (0x00c3_6400, "Ceph")] {
            assert_eq!(refused(magic), Some(name));
        }
        // ext4, xfs, btrfs, tmpfs, overlayfs, and 9p as used by virtual machines.
        for magic in [0xef53, 0x5846_5342, 0x9123_683e, 0x0102_1994, 0x794c_7630, 0x0102_1997] {
            assert_eq!(refused(magic), None);
        }
    }
}
