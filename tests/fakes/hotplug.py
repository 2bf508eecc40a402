"""Plugs in a camera that does not exist, for a program that listens to udev.

Runs under umockdev-wrapper with the system's own Python, which has the bindings of umockdev:

    umockdev-wrapper /usr/bin/python3 hotplug.py PROGRAM ARGUMENT…

The program says a line when it listens; then the camera is plugged in, and its next line is ours.
"""

import subprocess
import sys

import gi  # type: ignore[import-not-found]  # a part of the system's Python, not of ours

gi.require_version("UMockdev", "1.0")
# The version has to be chosen first; mypy does not know the system's Python.
from gi.repository import UMockdev  # type: ignore[import-not-found]  # noqa: E402

CAMERA = """P: /devices/usb1/1-1
N: bus/usb/001/011=12010002
E: DEVNAME=/dev/bus/usb/001/011
E: DEVTYPE=usb_device
E: SUBSYSTEM=usb
E: ID_GPHOTO2=1
E: ID_MODEL=Canon_Digital_Camera
A: idVendor=04a9
A: idProduct=31c0
A: busnum=1\\n
A: devnum=11\\n
A: product=Canon Digital Camera
A: serial=C767F1
H: descriptors=12010002
"""


def main() -> int:
    """Plug in the camera and repeat what the program said to it."""
    testbed = UMockdev.Testbed.new()
    program = subprocess.Popen(
        sys.argv[1:], stdout=subprocess.PIPE, stdin=subprocess.PIPE, encoding="utf-8"
    )
    assert program.stdout is not None
    program.stdout.readline()
    testbed.add_from_string(CAMERA)
    testbed.uevent("/sys/devices/usb1/1-1", "add")
    sys.stdout.write(program.stdout.readline())
    program.kill()
    return 0


if __name__ == "__main__":
    sys.exit(main())
