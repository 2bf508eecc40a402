#!/bin/bash
# Installs, tries, upgrades and removes the Debian package in a bare Debian 12; needs root.
#   try_in_chroot.sh PACKAGE.deb [BARE_FOLDER]   (made by debootstrap when it is not there)
set -euo pipefail
package="$(realpath "$1")"
bare="${2:-$(pwd)/build/bare}"
root="$(mktemp -d)"
end() {
  umount -l "$root/proc" "$root/sys" "$root/dev" 2>/dev/null || true
  rm -rf --one-file-system "$root"
}
trap end EXIT

[ -d "$bare/usr" ] || debootstrap --variant=minbase bookworm "$bare"
cp -a "$bare/." "$root/"
mount -t proc proc "$root/proc"
mount -t sysfs sys "$root/sys"
mount --bind /dev "$root/dev"
cp "$package" "$root/tmp/first.deb"
cp /etc/resolv.conf "$root/etc/resolv.conf"
[ -d /etc/apt/apt.conf.d ] && cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/" || true

inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_person() { inside su person -c "cd; $1"; }
say() { echo; echo "=== $*"; }

say "install on a bare system"
inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends /tmp/first.deb > "$root/tmp/install.log" 2>&1 || { tail -20 "$root/tmp/install.log"; exit 1; }
inside useradd -m person
inside dpkg -s vendorclient | grep -E '^(Status|Version|Installed-Size)'
inside test -x /usr/bin/vendorclient
inside test -f /usr/share/applications/vendorclient.desktop
inside test -f /usr/lib/udev/rules.d/70-vendorclient.rules
inside test -f /opt/vendorclient/_internal/sbom.cdx.json

say "self-test as an ordinary person, offscreen"
as_person "QT_QPA_PLATFORM=offscreen vendorclient --self-test"
say "the road without a window"
as_person "vendorclient --json status"
mkdir -p "$root/home/person/card/DCIM/100CAM"
cp "$(dirname "$0")/../../resources/sample-card/iphone/DCIM/100APPLE/"*.JPG "$root/home/person/card/DCIM/100CAM/"
as_person "vendorclient --json import card" | tail -1
as_person "vendorclient --json doctor" | head -3 || true

say "self-test on an X server"
inside apt-get install -y -qq --no-install-recommends xvfb xauth > /dev/null 2>&1
as_person "xvfb-run -a vendorclient --self-test" | grep -E "window|안 됨|broken"

say "upgrade in place"
inside sh -c 'cd /tmp && rm -rf up && dpkg-deb -R first.deb up && sed -i "s/^Version: .*/&.1/" up/DEBIAN/control && touch up/opt/vendorclient/new-in-the-second && dpkg-deb -Znone --root-owner-group -b up second.deb > /dev/null && rm -rf up'
inside apt-get install -y -qq --no-install-recommends /tmp/second.deb > /dev/null 2>&1
inside dpkg -s vendorclient | grep '^Version'
inside test -f /opt/vendorclient/new-in-the-second
as_person "vendorclient --json import card" | tail -1 # everything is known: the data stayed

say "remove; the data stays"
inside apt-get remove -y -qq vendorclient > /dev/null 2>&1
inside test ! -e /opt/vendorclient -a ! -e /usr/bin/vendorclient
inside sh -c 'ls -d /home/person/.local/share/vendorclient/client.db && find /home/person/.local/share/vendorclient/originals -type f | wc -l'
say "all held"
