"""The place beside the clock, as desktops have it: a StatusNotifier host on a session bus."""

from __future__ import annotations

from contextlib import suppress
from threading import Event, Thread
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_PATIENCE_S = 30
_WATCHER = "org.kde.StatusNotifierWatcher"
_ITEM = "org.kde.StatusNotifierItem"
_MENU = "com.canonical.dbusmenu"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_ANSWERS: dict[str, Any] = {
    "IsStatusNotifierHostRegistered": ("b", True),
    "ProtocolVersion": ("i", 0),
    "RegisteredStatusNotifierItems": ("as", []),
}


class TrayHost:
    """Waits for the sign of a program, then looks at it and presses it as a person would."""

    def __init__(self, address: str) -> None:
        self._watch = open_dbus_connection(address)
        self._ask = open_dbus_connection(address)
        for name in (_WATCHER, "org.kde.StatusNotifierHost-1"):
            self._watch.send_and_get_reply(message_bus.RequestName(name))
        self._sign = ""
        self._came = Event()
        self._serving = Thread(target=self._serve, daemon=True)
        self._serving.start()

    @property
    def sign(self) -> str:
        """The bus name of the program that has its sign here, waited for."""
        assert self._came.wait(_PATIENCE_S), "no program has put its sign here"
        return self._sign

    def close(self) -> None:
        """Be gone."""
        self._ask.close()
        self._watch.close()

    def words(self) -> str:
        """Return what is told when the mouse rests on the sign."""
        _name, _pixels, title, text = self._get("ToolTip")
        return str(title or text)

    def pixels(self) -> list[tuple[int, int, bytes]]:
        """Return the sign as it is drawn: width, height and colours of each size."""
        return [(int(wide), int(high), bytes(data)) for wide, high, data in self._get("IconPixmap")]

    def press(self) -> None:
        """Press the sign with the left button."""
        self._call("/StatusNotifierItem", _ITEM, "Activate", "ii", (0, 0))

    def menu(self) -> dict[str, int]:
        """Return what the menu of the sign offers: words and number of each line."""
        path = self._get("Menu")
        self._call(path, _MENU, "AboutToShow", "i", (0,))
        _revision, layout = self._call(path, _MENU, "GetLayout", "iias", (0, -1, []))
        lines = [line for _kind, line in layout[2]]
        return {line[1]["label"][1]: line[0] for line in lines if "label" in line[1]}

    def choose(self, line: int) -> None:
        """Choose a line of the menu."""
        given = (line, "clicked", ("s", ""), 0)
        self._call(self._get("Menu"), _MENU, "Event", "isvu", given)

    def _get(self, name: str) -> Any:
        found = self._call("/StatusNotifierItem", _PROPERTIES, "Get", "ss", (_ITEM, name))
        return found[0][1]

    def _call(self, path: str, interface: str, method: str, kinds: str, given: tuple) -> tuple:
        address = DBusAddress(path, bus_name=self.sign, interface=interface)
        message = new_method_call(address, method, kinds, given)
        answer = self._ask.send_and_get_reply(message, timeout=_PATIENCE_S)
        assert answer.header.message_type is MessageType.method_return, answer.body
        return answer.body

    def _serve(self) -> None:
        """Answer programs that look for a place for their sign, until the connection is closed."""
        with suppress(OSError, EOFError, ValueError, ConnectionError):
            while True:
                self._answer(self._watch, self._watch.receive())

    def _answer(self, bus: DBusConnection, message: Any) -> None:
        if message.header.message_type is not MessageType.method_call:
            return
        member = message.header.fields[HeaderFields.member]
        if member == "RegisterStatusNotifierItem":
            self._sign = message.header.fields[HeaderFields.sender]
            self._came.set()
            bus.send(new_method_return(message))
        elif member == "Get":
            bus.send(new_method_return(message, "v", (_ANSWERS[message.body[1]],)))
        elif member == "GetAll":
            bus.send(new_method_return(message, "a{sv}", (_ANSWERS,)))
        else:
            bus.send(new_method_return(message))
