"""Reads an iPhone with the unmodified libimobiledevice, to see that our fake one is honest.

    python -m tests.fakes.libimobiledevice FOLDER FILE

Prints the names in the folder, then the first bytes of the file.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes.util import find_library

READ_ONLY = 1


def main() -> int:
    name = find_library("imobiledevice-1.0")
    if name is None:
        return 3
    library = ctypes.CDLL(name)
    device, client = ctypes.c_void_p(), ctypes.c_void_p()
    failed = library.idevice_new(ctypes.byref(device), None)
    failed = failed or library.afc_client_start_service(
        device, ctypes.byref(client), b"vendorclient-test"
    )
    if failed:
        return 1
    names = ctypes.POINTER(ctypes.c_char_p)()
    library.afc_read_directory(client, sys.argv[1].encode(), ctypes.byref(names))
    found, at = [], 0
    while names[at]:
        found.append(names[at].decode())
        at += 1
    sys.stdout.write(" ".join(sorted(found)) + "\n")
    handle, got = ctypes.c_uint64(), ctypes.c_uint32()
    library.afc_file_open(client, sys.argv[2].encode(), READ_ONLY, ctypes.byref(handle))
    library.afc_file_seek(client, handle, ctypes.c_int64(2), 0)
    buffer = ctypes.create_string_buffer(64)
    library.afc_file_read(client, handle, buffer, 64, ctypes.byref(got))
    sys.stdout.write(buffer.raw[: got.value].decode() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
