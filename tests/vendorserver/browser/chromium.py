"""A real Chromium without a screen, driven over a pipe (DevTools protocol); loopback only."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any, Self

from tools.libraries import BROWSERS

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE_SECONDS = 30.0
# Chromium listens to descriptor 3 and speaks on 4.
_START = """import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execvp(sys.argv[3], sys.argv[3:])"""
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--mute-audio",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--remote-debugging-pipe",
)


def found() -> str:
    """Return where Chromium is; empty where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), "")


class Chromium:
    """One browser with one page."""

    def __init__(self, profile: Path) -> None:
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()
        line = [sys.executable, "-c", _START, str(theirs_in), str(theirs_out), found()]
        self._process = subprocess.Popen(
            [*line, *_FLAGS, f"--user-data-dir={profile}", "about:blank"],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._in, self._out, self._rest, self._number = ours_in, ours_out, b"", 0
        self.events: list[dict[str, Any]] = []
        self._session = ""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for part in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{part}.enable")
        self.speak("ko")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(10)
        os.close(self._in)
        os.close(self._out)

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask the browser for something and return its answer."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        ends = time.monotonic() + _PATIENCE_SECONDS
        while True:
            said = self._next(ends)
            if said.get("id") == self._number:
                assert "error" not in said, said
                result: dict[str, Any] = said.get("result", {})
                return result
            self.events.append(said)

    def run(self, script: str) -> Any:
        """Return what a piece of script says, waiting for a promise."""
        said = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in said, said["exceptionDetails"]
        return said["result"].get("value")

    def go(self, url: str) -> None:
        """Open an address and wait until it is loaded."""
        self.events.clear()
        self.call("Page.navigate", url=url)
        self.wait_for("Page.loadEventFired")

    def wait_for(self, event: str) -> None:
        """Wait until the browser says something."""
        ends = time.monotonic() + _PATIENCE_SECONDS
        while all(one.get("method") != event for one in self.events):
            self.events.append(self._next(ends))

    def troubles(self) -> list[str]:
        """Return what the console complained about since the last address was opened."""
        loud = ("Runtime.exceptionThrown",)
        said = [one for one in self.events if one.get("method") in loud]
        said += [
            one
            for one in self.events
            if one.get("method") == "Log.entryAdded" and one["params"]["entry"]["level"] == "error"
        ]
        said += [
            one
            for one in self.events
            if one.get("method") == "Runtime.consoleAPICalled" and one["params"]["type"] == "error"
        ]
        return [json.dumps(one["params"], ensure_ascii=False)[:600] for one in said]

    def speak(self, language: str) -> None:
        """Ask for pages in a language; without a word Chromium asks for its own, English."""
        self.call("Network.setExtraHTTPHeaders", headers={"Accept-Language": language})

    def wear(self, width: int, scheme: str) -> None:
        """Take a width of the screen and a colour scheme."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=800,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("Emulation.setEmulatedMedia", features=features)

    def photograph(self, path: Path) -> None:
        """Write a picture of the whole page."""
        said = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(said["data"]))

    def _next(self, ends: float) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._in], [], [], max(0.0, ends - time.monotonic()))
            assert ready, "the browser does not answer"
            block = os.read(self._in, 1 << 20)
            assert block, "the browser is gone"
            self._rest += block
        message, _, self._rest = self._rest.partition(b"\0")
        said: dict[str, Any] = json.loads(message)
        return said
