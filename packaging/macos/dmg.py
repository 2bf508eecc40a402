"""Signs, packs and notarises the macOS application; what has no key is left out and said so."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path

from places import BUILD, DIST, INSTALLERS, version

APP = DIST / "vendorclient.app"
ENTITLEMENTS = Path(__file__).parent / "entitlements.plist"
# Set by the workflow when the secrets are there; see docs/releasing.md.
IDENTITY, PROFILE = "MACOS_SIGN_IDENTITY", "MACOS_NOTARY_PROFILE"


def make(app: Path = APP, folder: Path = INSTALLERS) -> Path:
    """Write the disk image and return where it lies."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"VendorClient-{version()}-{platform.machine()}.dmg"
    identity = os.environ.get(IDENTITY, "")
    if identity:
        sign(app, identity)
    else:
        print(f"not signed: {IDENTITY} is not set")
    _image(app, target)
    if identity and os.environ.get(PROFILE):
        notarise(target, os.environ[PROFILE])
    return target


def sign(app: Path, identity: str) -> None:
    """Sign from the inside out: libraries first, then the program, then the bundle."""
    line = ["codesign", "--force", "--timestamp", "--options", "runtime", "--sign", identity]
    libraries = [path for path in app.rglob("*") if path.suffix in (".dylib", ".so")]
    for path in sorted(libraries, key=lambda one: -len(one.parts)):
        subprocess.run([*line, str(path)], check=True)
    subprocess.run([*line, "--entitlements", str(ENTITLEMENTS), str(app)], check=True)
    subprocess.run(["codesign", "--verify", "--deep", "--strict", str(app)], check=True)


def notarise(image: Path, profile: str) -> None:
    """Let the maker of the system look at it, wait, and staple the answer to the image."""
    submit = ["xcrun", "notarytool", "submit", str(image), "--keychain-profile", profile, "--wait"]
    subprocess.run(submit, check=True)
    subprocess.run(["xcrun", "stapler", "staple", str(image)], check=True)


def _image(app: Path, target: Path) -> None:
    """Put the application and a link to the Applications folder into one image."""
    stage = BUILD / "dmg"
    subprocess.run(["rm", "-rf", str(stage)], check=True)
    stage.mkdir(parents=True)
    subprocess.run(["ditto", str(app), str(stage / app.name)], check=True)
    (stage / "Applications").symlink_to("/Applications")
    make_it = ["hdiutil", "create", "-volname", "VendorClient", "-srcfolder", str(stage)]
    subprocess.run([*make_it, "-ov", "-format", "ULFO", str(target)], check=True)
