"""A real S3-compatible store for tests: OpenStack Swift with its s3api, on loopback."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

KEY, SECRET = "test:tester", "testing"
SERVERS = ("account", "container", "object", "proxy")
PATIENCE_S = 60
_PROXY = {
    "pipeline:main": {
        "pipeline": "catch_errors cache listing_formats bulk tempurl s3api tempauth copy slo dlo "
        "symlink versioned_writes proxy-server"
    },
    "app:proxy-server": {
        "use": "egg:swift#proxy",
        "account_autocreate": "true",
        "allow_account_management": "true",
    },
    "filter:s3api": {
        "use": "egg:swift#s3api",
        "s3_acl": "false",
        "min_segment_size": "1048576",
        "location": "us-east-1",
    },
    "filter:cache": {"use": "egg:swift#memcache"},
    "filter:tempauth": {"use": "egg:swift#tempauth", "user_test_tester": "testing .admin"},
    "filter:versioned_writes": {
        "use": "egg:swift#versioned_writes",
        "allow_object_versioning": "true",
    },
}
_PLAIN = ("catch_errors", "listing_formats", "bulk", "tempurl", "copy", "slo", "dlo", "symlink")


class Swift:
    """Four small servers; killed when the test run ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ports = dict(zip(SERVERS, _free_ports(len(SERVERS)), strict=True))
        self._running: list[subprocess.Popen[bytes]] = []

    @staticmethod
    def installed() -> bool:
        """Whether the servers can be started here."""
        return _program("swift-proxy-server") != ""

    def url(self, bucket: str) -> str:
        """Return the address of a bucket for the server's settings."""
        name = bucket.replace("_", "-").lower()[:60].strip("-")
        endpoint = f"http://127.0.0.1:{self._ports['proxy']}"
        return f"s3://{KEY.replace(':', '%3A')}:{SECRET}@{name}?endpoint={endpoint}"

    def __enter__(self) -> Swift:
        (self._folder / "etc").mkdir()
        (self._folder / "d" / "disk").mkdir(parents=True)
        self._write_settings()
        self._make_rings()
        try:
            for name in SERVERS:
                self._start(name)
            self._await()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._stop()

    def _stop(self) -> None:
        for process in self._running:
            process.kill()
            process.wait()

    def _write_settings(self) -> None:
        etc = self._folder / "etc"
        hashes = {"swift_hash_path_suffix": "tests", "swift_hash_path_prefix": "tests"}
        policy = {"name": "one", "default": "yes"}
        _write(etc / "swift.conf", {"swift-hash": hashes, "storage-policy:0": policy})
        for name in SERVERS[:-1]:
            rest = {
                "pipeline:main": {"pipeline": f"{name}-server"},
                f"app:{name}-server": {"use": f"egg:swift#{name}"},
            }
            _write(etc / f"{name}.conf", {"DEFAULT": self._common(name)} | rest)
        plain = {f"filter:{name}": {"use": f"egg:swift#{name}"} for name in _PLAIN}
        _write(etc / "proxy.conf", {"DEFAULT": self._common("proxy")} | _PROXY | plain)

    def _common(self, name: str) -> dict[str, str]:
        return {
            "swift_dir": str(self._folder / "etc"),
            "devices": str(self._folder / "d"),
            "mount_check": "false",
            "bind_ip": "127.0.0.1",
            "bind_port": str(self._ports[name]),
            "workers": "0",
            "user": getpass.getuser(),
            "log_level": "ERROR",
            # A bare system has no /dev/log and may not even know its own name "localhost".
            "log_udp_host": "127.0.0.1",
            "fallocate_reserve": "0",
        }

    def _make_rings(self) -> None:
        for name in SERVERS[:-1]:
            ring = f"{name}.builder"
            device = f"r1z1-127.0.0.1:{self._ports[name]}/disk"
            for words in (("create", "6", "1", "1"), ("add", device, "1"), ("rebalance",)):
                line = [_program("swift-ring-builder"), ring, *words]
                done = subprocess.run(
                    line, cwd=self._folder / "etc", capture_output=True, check=False
                )
                # A warning about the one device is told as 1.
                assert done.returncode in (0, 1), done.stdout + done.stderr

    def _start(self, name: str) -> None:
        line = [_program(f"swift-{name}-server"), str(self._folder / "etc" / f"{name}.conf")]
        with (self._folder / f"{name}.log").open("wb") as log:
            self._running.append(subprocess.Popen(line, stdout=log, stderr=log))

    def _await(self) -> None:
        until = time.monotonic() + PATIENCE_S
        for port in self._ports.values():
            while not _answers(port):
                assert time.monotonic() < until, self._logs()

    def _logs(self) -> str:
        return "".join(path.read_text("utf-8") for path in self._folder.glob("*.log"))


def _program(name: str) -> str:
    beside = Path(sys.executable).parent / name
    folders = os.environ.get("SWIFT_BIN", "") + os.pathsep + os.environ.get("PATH", "")
    return str(beside) if beside.exists() else shutil.which(name, path=folders) or ""


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _answers(port: int) -> bool:
    with socket.socket() as one:
        one.settimeout(1)
        return one.connect_ex(("127.0.0.1", port)) == 0


def _write(path: Path, parts: dict[str, dict[str, str]]) -> None:
    lines = []
    for part, values in parts.items():
        lines += [f"[{part}]", *(f"{key} = {value}" for key, value in values.items())]
    path.write_text("\n".join(lines) + "\n", "utf-8")
