"""clock: shows this computer's clock to a camera, measures the camera's error, sets it right."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from vendorcore.domain import KST, instant_text
from vendorcore.text import _

from vendorclient.app import clock
from vendorclient.app.way import Way
from vendorclient.cli.facts import read_missing
from vendorclient.storage.corrections import Corrections

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.app.clock import Measured
    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session
    from vendorclient.storage.corrections import Kept

_SCALE = 12


def arguments(parser: ArgumentParser) -> None:
    """Take what to do with which clock."""
    parser.add_argument(
        "act",
        choices=sorted(_ACTS),
        help=_("show 보이기, read 재기, correct 바로잡기, list 목록, undo 되돌리기"),
    )
    parser.add_argument("what", metavar="SHA256|ID", nargs="?", default="", help=_("사진, 보정"))
    parser.add_argument("--to", metavar="FILE", default="", help=_("시계를 그림 파일로(PNG, SVG)"))
    parser.add_argument("--device", metavar="KEY", default="", help=_("카드의 이름"))
    parser.add_argument("--camera", metavar="NAME", default="", help=_("이 카메라만"))
    parser.add_argument("--seconds", metavar="N", type=float, default=0.0, help=_("더할 초"))
    parser.add_argument("--reason", metavar="TEXT", default="", help=_("손으로 적을 때의 사유"))


def run(options: Namespace, session: Session, out: Output) -> int:
    """Do it."""
    _ACTS[options.act](options, session, out)
    return 0


def _show(options: Namespace, session: Session, out: Output) -> None:
    import segno

    now = session.now()
    text = clock.code_now(session.db, Way.of(session.folder).secrets, now)
    code = segno.make(text, error="m", micro=False)
    if options.to:
        code.save(options.to, scale=_SCALE, border=4)
    elif not out.as_json:
        code.terminal(compact=True)
    out.show(
        {"code": text, "shown_at": instant_text(now), "file": options.to},
        _("이 시계를 카메라로 찍어 주십시오: {time}", time=f"{now.astimezone(KST):%H:%M:%S}"),
    )


def _read(options: Namespace, session: Session, out: Output) -> None:
    measured = _measured(options, session, out)
    out.show(_measurement(measured), _in_words(measured))


def _correct(options: Namespace, session: Session, out: Output) -> None:
    if options.what:
        measured = _measured(options, session, out)
        done = clock.correct(session.db, measured, account_id=session.account_id, now=session.now)
    else:
        done = clock.state(
            session.db,
            timedelta(seconds=options.seconds),
            device_key=options.device,
            camera=options.camera,
            reason=options.reason,
            account_id=session.account_id,
            now=session.now,
        )
    kept = next(one for one in Corrections(session.db).all() if one.correction.id == done.id)
    out.show(_record(kept), _("사진 {files}장의 시각을 바로잡았습니다.", files=kept.files))


def _list(_options: Namespace, session: Session, out: Output) -> None:
    for kept in Corrections(session.db).all():
        said = kept.correction
        line = (said.id, _seconds_text(said.shift), kept.device_key, said.by, said.reason)
        out.show(_record(kept), "  ".join(line))


def _undo(options: Namespace, session: Session, out: Output) -> None:
    files = clock.take_back(session.db, options.what)
    out.show(
        {"id": options.what, "files": files},
        _("사진 {files}장의 시각을 카메라의 것으로 되돌렸습니다.", files=files),
    )


def _measured(options: Namespace, session: Session, out: Output) -> Measured:
    read_missing(session, out, [options.what])
    return clock.measure(
        session.db,
        options.what,
        secrets=Way.of(session.folder).secrets,
        originals=session.originals,
        workshop=session.workshop,
    )


def _measurement(measured: Measured) -> dict[str, Any]:
    return {
        "sha256": measured.photo,
        "device": measured.device_key,
        "camera": measured.camera,
        "camera_clock": measured.camera_clock,
        "true_at": instant_text(measured.true_at),
        "correction_s": measured.correction.total_seconds(),
        "by_server": measured.by_server,
        "files": len(measured.sha256s),
    }


def _in_words(measured: Measured) -> str:
    if measured.is_right:
        return _("카메라 시계가 맞습니다.")
    return _(
        "카메라 시계에 {shift}를 더해야 맞습니다."
        " 이 카드의 사진 {files}장을 바로잡으려면 clock correct를 쓰십시오.",
        shift=_seconds_text(measured.correction),
        files=len(measured.sha256s),
    )


def _seconds_text(shift: timedelta) -> str:
    return _("{seconds:+.0f}초", seconds=shift.total_seconds())


def _record(kept: Kept) -> dict[str, Any]:
    said = kept.correction
    return {
        "id": said.id,
        "device": kept.device_key,
        "camera": kept.camera,
        "correction_s": said.milliseconds / 1000,
        "source": said.source.value,
        "by": said.by,
        "stated_at": said.stated_at,
        "reason": said.reason,
        "photo": said.photo,
        "files": kept.files,
    }


_ACTS = {"show": _show, "read": _read, "correct": _correct, "list": _list, "undo": _undo}
