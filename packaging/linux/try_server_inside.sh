#!/bin/bash
# What try_server.sh does inside: the steps of docs/serving.md, one after the other.
set -euo pipefail
export LANG=C.UTF-8
data=/var/lib/vendorserver/data
program=(/opt/vendorserver/bin/vendorserver --data "$data")
as_server() { setpriv --reuid=vendorserver --regid=vendorserver --clear-groups "$@"; }
say() { echo; echo "--- $*"; }
answers() {
  for _ in $(seq 120); do
    python3 -c "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8765/$1', timeout=5).read().decode())" 2>/dev/null && return
    sleep 0.5
  done
  journalctl -u vendorserver --no-pager | tail -30
  return 1
}
process() { systemctl show -P MainPID vendorserver; }

say "install"
useradd --system --home-dir /var/lib/vendorserver --create-home --shell /usr/sbin/nologin vendorserver
python3 -m venv /opt/vendorserver
pip=(/opt/vendorserver/bin/pip install --quiet --no-index --disable-pip-version-check)
"${pip[@]}" --find-links /root/wheels "vendorclient[server]"
as_server "${program[@]}" init --name "우리 서버"
for line in 'public_url = "https://evidence.example"' 'trusted_proxies = ["127.0.0.1"]'; do
  echo "$line" | as_server tee -a "$data/settings.toml" > /dev/null
done
cp /opt/vendorserver/share/vendorserver/vendorserver.service /etc/systemd/system/
systemd-analyze verify /etc/systemd/system/vendorserver.service
systemctl daemon-reload
systemctl enable --now vendorserver

say "it answers, as a user that may write to its own folder alone"
answers healthz
answers readyz
stat -c %U "/proc/$(process)" | grep -x vendorserver
test "$(nsenter -t "$(process)" -m setpriv --reuid=vendorserver --regid=vendorserver --clear-groups sh -c "touch $data/mark && rm $data/mark && echo may")" = may
for place in /etc /opt/vendorserver /home /var/lib /root; do
  ! nsenter -t "$(process)" -m setpriv --reuid=vendorserver --clear-groups --regid=vendorserver touch "$place/mark" 2>/dev/null
done
systemd-analyze security --no-pager vendorserver | tail -1

say "within the same walls the files are read too"
sed -E 's/^Type=.*/Type=oneshot/; s/^(Restart|StartLimit).*//; s/^(ExecStart=.*) serve .*/\1 doctor/' \
  /etc/systemd/system/vendorserver.service > /etc/systemd/system/look.service
systemctl daemon-reload
systemctl start look
journalctl -u look --no-pager -o cat | grep "○ 파일 읽는 과정"

say "killed: it comes again"
before="$(process)"
kill -9 "$before"
sleep 6
answers healthz
test "$(process)" != "$before"

say "upgrade: a copy first, then the step"
"${pip[@]}" --upgrade --find-links /root/wheels-later --find-links /root/wheels vendorclient
systemctl restart vendorserver
answers readyz
ls "$data"/server.before-*.db
/opt/vendorserver/bin/pip list 2>/dev/null | grep vendorclient
as_server "${program[@]}" doctor || true

say "stop"
systemctl stop vendorserver
systemctl show -p Result -P Result vendorserver | grep -x success
! journalctl -u vendorserver --no-pager | grep -E "Traceback|Permission denied|Read-only"

say "the older program refuses the newer database, and changes nothing"
sum="$(sha256sum "$data/server.db")"
"${pip[@]}" --find-links /root/wheels --force-reinstall --no-deps "vendorclient<0.1.0.post1"
systemctl start vendorserver || true
sleep 3
journalctl -u vendorserver --no-pager -n 3 -o cat
systemctl stop vendorserver || true
test "$sum" = "$(sha256sum "$data/server.db")"
echo "all held"
