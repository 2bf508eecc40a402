"""eject: says whether a card may be taken out, and lets the system take it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendorcore.text import _

from vendorclient.app.looking import choose
from vendorclient.app.taking_out import Checker

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.app.taking_out import Safety
    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session
    from vendorclient.devices import Device


def arguments(parser: ArgumentParser) -> None:
    """Take the card."""
    parser.add_argument("key", metavar="KEY", help=_("장치의 이름(devices가 보여 줍니다)"))
    parser.add_argument("--check", action="store_true", help=_("꺼내지 않고 확인만 합니다"))


def run(options: Namespace, session: Session, out: Output) -> int:
    """Verify everything that came from the card, then take it out."""
    device = choose(options.key)
    checker = Checker(session.db, session.originals)
    safety = checker.safety_of(device)
    if options.check or not safety.may_be_taken_out:
        out.show(_record(device, safety, ejected=False), safety.sentence())
        return 0 if safety.may_be_taken_out else 1
    checker.take_out(device)
    out.show(_record(device, safety, ejected=True), safety.sentence())
    return 0


def _record(device: Device, safety: Safety, *, ejected: bool) -> dict[str, Any]:
    return {
        "key": device.key,
        "safe": safety.safe,
        "waiting": safety.waiting,
        "damaged": safety.damaged,
        "without_copy": safety.without_copy,
        "copies_away": safety.copies_away,
        "may_be_taken_out": safety.may_be_taken_out,
        "ejected": ejected,
    }
