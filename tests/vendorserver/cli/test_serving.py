"""Three ways to be reached: its own TLS, behind a named proxy, or by this computer alone."""

from __future__ import annotations

import http.client
import ipaddress
import json
import ssl
import subprocess
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from vendorcore.errors import Refused

from tests.vendorserver.cli.test_commands import PATIENCE_S, ROOT, Shell
from vendorserver.cli.serving import check_address
from vendorserver.settings import ServerSettings
from vendorserver.settings.folder import make_folder, mark_ready

if TYPE_CHECKING:
    from pathlib import Path

BEYOND = ("0.0.0.0", "::", "192.168.0.5", "2001:db8::1", "server.example.kr")


@pytest.mark.parametrize("host", BEYOND)
def test_nobody_beyond_this_computer_is_let_in_without_protection(host: str) -> None:
    with pytest.raises(Refused, match="tls-needed"):
        check_address(host, ServerSettings())
    check_address(host, ServerSettings(tls_certificate="server.pem"))
    check_address(host, ServerSettings(trusted_proxies=("10.0.0.5",)))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.53", "::1", "localhost"])
def test_this_computer_alone_needs_nothing(host: str) -> None:
    check_address(host, ServerSettings())


def test_its_own_certificate_protects_what_is_said(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "server")
    make_folder(shell.data, name="시험", demo=False)
    mark_ready(shell.data)
    certificate, key = a_certificate(tmp_path)
    settings = {"TLS_CERTIFICATE": certificate, "TLS_KEY": key}
    shell.environment |= {f"VENDORSERVER_{name}": str(path) for name, path in settings.items()}
    told = tmp_path / "told.json"
    words = ("serve", "--port", "0", "--announce", str(told))
    process = subprocess.Popen(shell.line(*words), cwd=ROOT, env=shell.environment)
    try:
        until = time.monotonic() + 2 * PATIENCE_S
        while not told.exists():
            assert process.poll() is None
            assert time.monotonic() < until
        url = json.loads(told.read_text())["url"]
        assert url.startswith("https://127.0.0.1:")
        assert health(int(url.rpartition(":")[2]), certificate) == 200
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def health(port: int, certificate: Path) -> int:
    """Ask over TLS, trusting this one certificate; return the status."""
    trust = ssl.create_default_context(cafile=str(certificate))
    line = http.client.HTTPSConnection("127.0.0.1", port, timeout=PATIENCE_S, context=trust)
    with closing(line):
        line.request("GET", "/healthz")
        with line.getresponse() as answer:
            return answer.status


def a_certificate(folder: Path) -> tuple[Path, Path]:
    """Write a certificate for this computer, signed by itself, and its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "server.pem", folder / "server.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate, secret
