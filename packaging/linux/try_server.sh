#!/bin/bash
# Installs, tries, upgrades and stops the server as docs/serving.md says, under a real systemd in a
# bare Debian 12 of its own (systemd-nspawn); needs root and the Python of that Debian (3.11).
#   try_server.sh [BARE_FOLDER]   (made by debootstrap when it is not there)
set -euo pipefail
source="$(realpath "$(dirname "$0")/../..")"
bare="${1:-$source/build/bare}"
work="$(mktemp -d)"
root="$work/root"
end() {
  umount -l "$root/proc" 2>/dev/null || true
  rm -rf --one-file-system "$work"
}
trap end EXIT
say() { echo; echo "=== $*"; }

say "two versions: this one, and a later one with one more step of the database"
git -C "$source" archive --prefix=later/ HEAD | tar -x -C "$work"
pip=(python3 -m pip wheel --quiet --disable-pip-version-check)
"${pip[@]}" -w "$work/wheels" "$work/later[server]" 2> "$work/pip.log" || { tail "$work/pip.log"; exit 1; }
last="$(basename "$(ls "$work"/later/vendorserver/models/migrations/0*.py | tail -1)" .py)"
cat > "$work/later/vendorserver/models/migrations/9999_later.py" <<STEP
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("vendorserver", "$last")]
    operations = [migrations.RunSQL("CREATE TABLE later (one integer)", "DROP TABLE later")]
STEP
sed -i -E '0,/^version = "(.*)"/s//version = "\1.post1"/' "$work/later/pyproject.toml"
rm -rf "$work/later/build"
"${pip[@]}" --no-deps -w "$work/wheels-later" "$work/later" 2> "$work/pip.log" || { tail "$work/pip.log"; exit 1; }
ls "$work"/wheels/vendorclient-*.whl "$work"/wheels-later/*.whl | xargs -n1 basename

say "a bare Debian with systemd and Python"
[ -d "$bare/usr" ] || debootstrap --variant=minbase bookworm "$bare"
cp -a "$bare" "$root"
cp /etc/resolv.conf "$root/etc/resolv.conf"
[ -d /etc/apt/apt.conf.d ] && cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/" || true
mount -t proc proc "$root/proc"
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends systemd systemd-sysv dbus python3 python3-venv > "$work/apt.log" 2>&1 || { tail -20 "$work/apt.log"; exit 1; }
umount "$root/proc"
cp -r "$work/wheels" "$work/wheels-later" "$root/root/"
cp "$source/packaging/linux/try_server_inside.sh" "$root/root/"
cat > "$root/etc/systemd/system/trial.service" <<UNIT
[Unit]
After=multi-user.target
[Service]
Type=oneshot
ExecStart=/bin/bash -c "/bin/bash /root/try_server_inside.sh > /root/said.txt 2>&1; systemctl poweroff"
UNIT
mkdir -p "$root/etc/systemd/system/default.target.wants"
ln -s ../trial.service "$root/etc/systemd/system/default.target.wants/trial.service"

say "systemd starts"
timeout 900 systemd-nspawn -q -D "$root" --register=no --keep-unit --private-network --boot < /dev/null > "$work/boot.log" 2>&1 || true
cat "$root/root/said.txt" || { tail -30 "$work/boot.log"; exit 1; }
[ "$(tail -1 "$root/root/said.txt")" = "all held" ]
