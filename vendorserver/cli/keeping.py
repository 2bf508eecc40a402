"""backup, fsck, move, doctor: keeping what was entrusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from vendorcore.text import _

from vendorserver.cli import doctor_words, orphaning
from vendorserver.cli.arguments import FILES
from vendorserver.cli.lock import alone
from vendorserver.services import backing_up, moving
from vendorserver.services import doctor as doctors
from vendorserver.services import fsck as checks
from vendorserver.services.notice_words import backup_damaged
from vendorserver.settings import current, succession

if TYPE_CHECKING:
    from argparse import Namespace

    from vendorcore.protocol import JsonObject

    from vendorserver.cli.output import Output


def backup(asked: Namespace, out: Output) -> int:
    """Copy everything while the server may go on serving."""
    done = backing_up.run(asked.to, timezone.now(), out.bar(_("원본 복사")))
    out.row(
        {"to": str(asked.to), **done.to_json()},
        _("원본 {count}개를 복사해 두었습니다: {path}", count=done.originals, path=asked.to),
    )
    if done.damaged:
        out.remark(backup_damaged(len(done.damaged)))
    return int(bool(done.damaged))


def fsck(asked: Namespace, out: Output) -> int:
    """Check everything; 1 when something is damaged."""
    names = checks.originals()
    found = [*checks.damaged_records()]
    found += checks.damaged_originals(out.bar(_("원본 확인"))(names, len(names)))
    for damage in found:
        out.row({"kind": damage.kind, "subject": damage.subject}, _damage(damage))
    strays = orphaning.tell(asked, out, timezone.now())
    out.row(
        {"summary": {"originals": len(names), "damaged": len(found), **strays}},
        _(
            "원본 {count}개를 확인했고 {bad}가지가 온전하지 않습니다.",
            count=len(names),
            bad=len(found),
        ),
    )
    return 1 if found else 0


def _damage(damage: checks.Damage) -> str:
    if damage.kind == "quota":
        return _(
            "업체가 쓴 자리의 셈이 틀려 다시 세어 바로잡았습니다: {vendor}", vendor=damage.subject
        )
    return _("온전하지 않습니다: {kind} {subject}", kind=damage.kind, subject=damage.subject)


def move(asked: Namespace, out: Output) -> int:
    """Fill a new data folder and database from this one, which must not be serving."""
    with alone(asked.data):
        bar, blob_url = out.bar(_("원본 옮기기")), shelf_wanted(asked.blob_url)
        rows, originals = moving.move(asked.to, asked.database_url, bar, blob_url)
    out.row(
        {"to": str(asked.to), "rows": rows, "originals": originals},
        _("자료를 옮겼습니다: {path}", path=asked.to),
    )
    return 0


def shelf_wanted(said: str | None) -> str | None:
    """Return the setting that --blob-url means: "files" is the data folder itself."""
    return "" if said == FILES else said


def rotate_key(asked: Namespace, out: Output) -> int:
    """Sign with a new key from the next start on; computers follow by the old key's word."""
    with alone(asked.data):
        key = succession.rotate(asked.data / "keys", current().server_id, timezone.now())
    out.row(
        {"key_id": key.key_id, "fingerprint": key.fingerprint},
        _("새 열쇠로 서명합니다. 연결된 컴퓨터는 저절로 따라옵니다: {key}", key=key.fingerprint),
    )
    return 0


def doctor(_asked: Namespace, out: Output) -> int:
    """Show what was seen; 1 when something is not well."""
    checks_done = doctors.examine()
    for check in checks_done:
        shown: JsonObject = {"check": check.name, "well": check.well, "seen": check.seen}
        out.row(shown, doctor_words.line(check))
    return 0 if all(check.well for check in checks_done) else 1
