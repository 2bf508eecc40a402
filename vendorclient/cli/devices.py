"""devices: shows what is plugged in and how much of it is new."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from vendorcore.text import _, n_, size_text

from vendorclient.app.device_help import help_for
from vendorclient.app.looking import choose, look, release
from vendorclient.app.probing import probe
from vendorclient.devices import DeviceKind, Status, find

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.app.looking import Sight
    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session
    from vendorclient.devices import StorageSpace


def arguments(parser: ArgumentParser) -> None:
    """Take the wish for a report."""
    parser.add_argument(
        "--probe", action="store_true", help=_("장치가 보이지 않을 때 보내 줄 보고서를 만듭니다")
    )
    parser.add_argument(
        "--release",
        metavar="KEY",
        default="",
        help=_("장치를 쓰고 있는 파일 관리자에게 놓아 달라고 합니다"),
    )


def run(options: Namespace, session: Session, out: Output) -> int:
    """Show each device, or report how they behave, or let one be let go."""
    if options.release:
        return _release(options.release, out)
    if options.probe:
        report = probe()
        out.show(report, json.dumps(report, ensure_ascii=False, indent=2))
        return 0
    found = find()
    if not found:
        out.remark(_("꽂혀 있는 카드나 휴대폰이 없습니다. 꽂은 뒤 다시 해 주십시오."))
    for device in found:
        sight = look(session.db, device)
        out.show(_record(sight), _sentence(sight))
    return 0


def _release(key: str, out: Output) -> int:
    asked = release(choose(key))
    told = (
        _("놓아 달라고 했습니다. 잠시 뒤에 다시 보십시오.")
        if asked
        else _("놓아 달라고 할 파일 관리자가 없습니다. 장치를 쓰는 프로그램을 닫아 주십시오.")
    )
    out.show({"key": key, "asked": asked}, told)
    return 0 if asked else 1


def _record(sight: Sight) -> dict[str, Any]:
    device = sight.device
    return {
        "key": device.key,
        "kind": device.kind,
        "label": device.label,
        "state": sight.state,
        "detail": sight.detail,
        "help": _help(sight),
        "storages": [_storage(space) for space in sight.storages],
        "media": {"total": sight.total, "new": sight.new},
    }


def _help(sight: Sight) -> str:
    """Return what happened, what it means and what to do; empty when nothing is in the way."""
    found = help_for(sight.device, Status(sight.state, sight.detail))
    return str(found.sentence) if found else ""


def _storage(space: StorageSpace) -> dict[str, Any]:
    return {
        "id": space.id,
        "label": space.label,
        "total_bytes": space.total_bytes,
        "free_bytes": space.free_bytes,
        "read_only": space.read_only,
        "path": space.path,
    }


def _sentence(sight: Sight) -> str:
    device = sight.device
    return "  ".join(
        filter(None, (device.key, _kind(device.kind), device.label, _room(sight), _news(sight)))
    )


def _kind(kind: DeviceKind) -> str:
    return {
        DeviceKind.CARD: _("카드"),
        DeviceKind.FOLDER: _("폴더"),
        DeviceKind.ANDROID: _("안드로이드 휴대폰"),
        DeviceKind.IPHONE: _("아이폰"),
        DeviceKind.CAMERA: _("카메라"),
    }[kind]


def _room(sight: Sight) -> str:
    return ", ".join(
        _("{free} 남음 / {total}", free=size_text(one.free_bytes), total=size_text(one.total_bytes))
        for one in sight.storages
    )


def _news(sight: Sight) -> str:
    if sight.total is None or sight.new is None:
        return _help(sight) or _("세는 중입니다")
    new = n_("새 사진·동영상 {n}개", "새 사진·동영상 {n}개", sight.new)
    return _("{new} (모두 {total}개)", new=new, total=sight.total)
