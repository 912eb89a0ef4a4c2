import Testing

@testable import SQLiteQueue

/// On which file systems a queue may lie.
@Suite struct MountTests {
  @Test(arguments: [
    "nfs", "nfs4", "cifs", "smb3", "9p", "virtiofs", "fuse", "fuse.sshfs", "fuseblk", "afs", "ceph", "glusterfs",
    "fuse.glusterfs", "lustre", "gfs2", "ocfs2", "vboxsf", "vmhgfs", "gpfs", "beegfs",
  ])
  func sharedBetweenHosts(kind: String) { #expect(Mount.isShared(kind)) }

  /// What hosts and containers have: overlay is Docker's and Podman's, fuse-overlayfs that of Podman without root.
  @Test(arguments: ["ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "fuse.fuse-overlayfs", "f2fs", "aufs"])
  func ofOneHost(kind: String) { #expect(!Mount.isShared(kind)) }

  @Test func theKindIsFoundByTheDevice() {
    let mounts = """
      22 27 0:21 / /proc rw,relatime - proc proc rw
      27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
      36 27 0:45 / /srv/with\\040space rw,relatime shared:9 master:2 - nfs4 host:/srv rw,vers=4.2
      """
    #expect(Mount.kind(ofDevice: "0:45", in: mounts) == "nfs4")
    #expect(Mount.kind(ofDevice: "254:0", in: mounts) == "ext4")
    #expect(Mount.kind(ofDevice: "0:99", in: mounts) == nil)
    #expect(Mount.kind(ofFolder: "/proc") == "proc")
  }
}
