"""A real Chromium without a window, told what to do over a pipe (no driver, no open port)."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
_END = b"\0"
_KEYS = {"Enter": 13, "Tab": 9, "Escape": 27}


def program() -> str:
    """Return where Chromium is; empty when there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), "")


class Chromium:
    """One browser with one page."""

    def __init__(self, profile: Path, width: int = 1366, height: int = 768) -> None:
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        line = [
            *("bash", "-c", f'exec "$0" "$@" 3<&{theirs_in} 4>&{theirs_out}', program()),
            *("--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe"),
            *("--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars"),
            *(f"--user-data-dir={profile}", f"--window-size={width},{height}", "about:blank"),
        ]
        self._process = subprocess.Popen(
            line, pass_fds=(theirs_in, theirs_out), stderr=subprocess.DEVNULL
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._number, self._rest = 0, b""
        self._events: list[dict[str, Any]] = []
        self._session = ""
        self._open_page()
        self.resize(width, height)

    def __enter__(self) -> Chromium:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._out)
        os.close(self._in)

    def resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.ask("Emulation.setDeviceMetricsOverride", size)

    def scheme(self, name: str) -> None:
        """Prefer light or dark."""
        feature = {"name": "prefers-color-scheme", "value": name}
        self.ask("Emulation.setEmulatedMedia", {"features": [feature]})

    def cookie(self, url: str, name: str, value: str) -> None:
        self.ask("Network.setCookie", {"url": url, "name": name, "value": value})

    def open(self, url: str) -> None:
        self._events.clear()
        self.ask("Page.navigate", {"url": url})
        self.loaded()

    def loaded(self) -> None:
        """Wait until the page that is on its way has loaded."""
        while not any(event["method"] == "Page.loadEventFired" for event in self._events):
            self._events.append(self._read())
        self._events.clear()

    def run(self, script: str) -> Any:
        """Run a script in the page and return its value."""
        wish = {"expression": script, "returnByValue": True, "awaitPromise": True}
        answer = self.ask("Runtime.evaluate", wish)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """Press one key and let it go."""
        code = _KEYS.get(key, ord(key[0].upper()))
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        wish = {"key": key, "windowsVirtualKeyCode": code, "text": text}
        self.ask("Input.dispatchKeyEvent", wish | {"type": "keyDown"})
        self.ask("Input.dispatchKeyEvent", {**wish, "type": "keyUp", "text": ""})

    def picture(self, path: Path) -> None:
        wish = {"format": "png", "captureBeyondViewport": True}
        path.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot", wish)["data"]))

    def ask(self, method: str, wish: dict[str, Any] | None = None) -> dict[str, Any]:
        """Send one command and return its answer; events on the way are kept."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": wish or {}}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + _END)
        while True:
            said = self._read()
            if said.get("id") == self._number:
                assert "error" not in said, said
                return dict(said["result"])
            if "method" in said:
                self._events.append(said)

    def _open_page(self) -> None:
        targets = self.ask("Target.getTargets")["targetInfos"]
        page = next(one for one in targets if one["type"] == "page")
        wish = {"targetId": page["targetId"], "flatten": True}
        self._session = self.ask("Target.attachToTarget", wish)["sessionId"]
        for domain in ("Page", "Runtime", "Network"):
            self.ask(f"{domain}.enable")

    def _read(self) -> dict[str, Any]:
        while _END not in self._rest:
            piece = os.read(self._in, 1 << 16)
            assert piece, "Chromium has ended"
            self._rest += piece
        message, self._rest = self._rest.split(_END, 1)
        return dict(json.loads(message))
