"""The agreement between this computer and an iPhone: who trusts whom, by which keys."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes

_BITS, _EXPONENT, _DAYS = 2048, 65537, 3650
_NOBODY = x509.Name([])


def new_agreement(device_key_pem: bytes, buid: str) -> dict[str, Any]:
    """Return a new agreement for the phone with this public key."""
    root, host = _key(), _key()
    device = _public(device_key_pem)
    return {
        "DeviceCertificate": _pem(_certificate(device, root)),
        "HostCertificate": _pem(_certificate(host.public_key(), root)),
        "RootCertificate": _pem(_certificate(root.public_key(), root, is_root=True)),
        "HostPrivateKey": _private_pem(host),
        "RootPrivateKey": _private_pem(root),
        "HostID": str(uuid.uuid4()).upper(),
        "SystemBUID": buid or str(uuid.uuid4()).upper(),
    }


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=_EXPONENT, key_size=_BITS)


def _public(pem: bytes) -> CertificatePublicKeyTypes:
    key = serialization.load_pem_public_key(pem)
    if not isinstance(key, rsa.RSAPublicKey):
        raise ValueError("the phone's key is no RSA key")
    return key


def _certificate(
    public: CertificatePublicKeyTypes, signer: rsa.RSAPrivateKey, *, is_root: bool = False
) -> x509.Certificate:
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=not is_root,
        key_encipherment=not is_root,
        content_commitment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_root,
        crl_sign=is_root,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(_NOBODY)
        .issuer_name(_NOBODY)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=_DAYS))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(signer, hashes.SHA256())
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _private_pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
