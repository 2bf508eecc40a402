"""A UDisks2 with one card, on whatever bus DBUS_SYSTEM_BUS_ADDRESS names.

    python -m tests.fakes.udisks NODE MOUNT_POINT

Says "ready", then obeys lines on its standard input: add, remove, hold (somebody uses the card),
free, lock (the card is behind a password, as another disk is). What it was asked to do it writes as
words on its standard output.
"""

from __future__ import annotations

import sys
from threading import Thread
from typing import Any

import jeepney
from jeepney.io.blocking import open_dbus_connection

NAME, ROOT = "org.freedesktop.UDisks2", "/org/freedesktop/UDisks2"
BLOCK, DRIVE = f"{ROOT}/block_devices/sdz1", f"{ROOT}/drives/SD_Reader_0001"
OTHER = f"{ROOT}/block_devices/dm_2d9"
MANAGER = "org.freedesktop.DBus.ObjectManager"
INTERFACES = "a{oa{sa{sv}}}"
BUSY = f"{NAME}.Error.DeviceBusy"


class Disks:
    """What the service knows and does."""

    def __init__(self, node: str, mount_point: str) -> None:
        self.connection = open_dbus_connection("SYSTEM")
        self.connection.send_and_get_reply(jeepney.message_bus.RequestName(NAME))
        self.node = node
        self.mounts = [mount_point]
        self.held = False
        self.locked = False
        self.present = True

    def objects(self) -> dict[str, Any]:
        manager = {ROOT + "/Manager": {f"{NAME}.Manager": {"Version": ("s", "2.9.4")}}}
        return manager | self.card() if self.present else manager

    def card(self) -> dict[str, Any]:
        block = {
            "Device": ("ay", self.node.encode() + b"\0"),
            "PreferredDevice": ("ay", self.node.encode() + b"\0"),
            "IdLabel": ("s", "용접 카드"),
            "IdUUID": ("s", "1234-ABCD"),
            "IdUsage": ("s", "filesystem"),
            "IdType": ("s", "exfat"),
            "Drive": ("o", "/" if self.locked else DRIVE),
            "ReadOnly": ("b", False),
            "Size": ("t", 64 << 30),
        }
        drive = {
            "Removable": ("b", True),
            "MediaRemovable": ("b", True),
            "Ejectable": ("b", True),
            "CanPowerOff": ("b", True),
            "Model": ("s", "SD Reader"),
        }
        mounts = ("aay", [one.encode() + b"\0" for one in self.mounts])
        other = block | {"Device": ("ay", b"/dev/dm-9\0"), "Drive": ("o", "/")}
        faces = {f"{NAME}.Filesystem": {"MountPoints": ("aay", [b"/data\0"])}}
        return {
            BLOCK: {f"{NAME}.Block": block, f"{NAME}.Filesystem": {"MountPoints": mounts}},
            **({OTHER: {f"{NAME}.Block": other, **faces}} if self.locked else {}),
            DRIVE: {f"{NAME}.Drive": drive},
        }

    def serve(self) -> None:
        while True:
            message = self.connection.receive()
            fields = message.header.fields
            if message.header.message_type is jeepney.MessageType.method_call:
                self.connection.send(self._answer(message, fields[jeepney.HeaderFields.member]))

    def _answer(self, message: Any, asked: str) -> Any:
        if asked == "GetManagedObjects":
            return jeepney.new_method_return(message, INTERFACES, (self.objects(),))
        if asked == "Unmount" and self.held:
            return jeepney.new_error(message, BUSY, "s", ("target is busy",))
        if asked in ("Unmount", "Eject", "PowerOff", "Mount"):
            say(f"{asked} {sorted(message.body[0])}" if message.body[0] else asked)
            self.mounts = ["/run/media/card"] if asked == "Mount" else []
            body = ("s", ("/run/media/card",)) if asked == "Mount" else ()
            return jeepney.new_method_return(message, *body)
        if asked == "GetAll":
            return jeepney.new_method_return(message, "a{sv}", ({},))
        unknown = "org.freedesktop.DBus.Error.UnknownMethod"
        return jeepney.new_error(message, unknown, "s", (asked,))

    def tell(self, order: str) -> None:
        self.present = order == "add" if order in ("add", "remove") else self.present
        self.held, self.locked = order == "hold", order == "lock"
        emitter = jeepney.DBusAddress(ROOT, interface=MANAGER)
        if order == "add":
            for path, faces in self.card().items():
                body = (path, faces)
                self.connection.send(
                    jeepney.new_signal(emitter, "InterfacesAdded", "oa{sa{sv}}", body)
                )
        if order == "remove":
            body = (BLOCK, [f"{NAME}.Block", f"{NAME}.Filesystem"])
            self.connection.send(jeepney.new_signal(emitter, "InterfacesRemoved", "oas", body))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    disks = Disks(*sys.argv[1:3])
    Thread(target=disks.serve, daemon=True).start()
    say("ready")
    for line in sys.stdin:
        disks.tell(line.strip())


if __name__ == "__main__":
    main()
