"""Everything that can go wrong, grouped by what helps.

VendorError(code, **details)
  NeedsPerson            a person must do something; never retried
    InvalidEntry           a field is wrong (field, reason)
    SignInNeeded           credentials missing, expired or revoked
    Refused                the other side said no (its code and words)
    Conflict               somebody else changed the same thing
    Untrusted              a signature, key or address is not the one agreed upon
  NeedsTime              try again by itself, later
    Offline                no way to the server (also a Wi-Fi sign-in page)
    Busy                   the other side or the database is busy (retry_after)
  NeedsDevice
    DeviceGone             unplugged while reading
    DeviceLocked           the phone asks "Trust?", or file transfer is off
    NoSpace                disk full (needed, free)
    NotWritable            the target cannot be written
    NotReadable            a file or folder cannot be read
  Cancelled              the person stopped it: say nothing
"""

from __future__ import annotations


class VendorError(Exception):
    """Something that people can be told about: a stable code and the values of its sentence."""

    code = "unknown"

    def __init__(self, code: str = "", **details: object) -> None:
        self.code = code or type(self).code
        self.details = details
        super().__init__(self.code)

    def __str__(self) -> str:
        """Return code and details for the log."""
        return " ".join([self.code, *(f"{k}={v!r}" for k, v in self.details.items())])


class NeedsPerson(VendorError):
    """A person must act; trying again by itself would not help."""


class InvalidEntry(NeedsPerson):
    """A field holds a value that cannot be right (details: field, reason)."""

    code = "invalid-entry"


class SignInNeeded(NeedsPerson):
    """The sign-in is missing, has expired or was revoked."""

    code = "sign-in-needed"


class Refused(NeedsPerson):
    """The other side said no."""

    code = "refused"


class Conflict(NeedsPerson):
    """Somebody else changed the same thing meanwhile."""

    code = "conflict"


class Untrusted(NeedsPerson):
    """A signature, key or server is not the one that was agreed upon."""

    code = "untrusted"


class NeedsTime(VendorError):
    """It will go by itself later."""

    retry_after: float = 0.0


class Offline(NeedsTime):
    """The server cannot be reached now."""

    code = "offline"


class Busy(NeedsTime):
    """The other side asks for patience (details: retry_after, seconds)."""

    code = "busy"

    def __init__(self, code: str = "", *, retry_after: float = 0.0, **details: object) -> None:
        super().__init__(code, **details)
        self.retry_after = retry_after


class NeedsDevice(VendorError):
    """A card, phone or disk must be looked after."""


class DeviceGone(NeedsDevice):
    """The device was unplugged while it was being read."""

    code = "device-gone"


class DeviceLocked(NeedsDevice):
    """The device does not show its photos yet."""

    code = "device-locked"


class NoSpace(NeedsDevice):
    """The disk is full (details: needed, free; bytes)."""

    code = "no-space"


class NotWritable(NeedsDevice):
    """The target cannot be written (details: path)."""

    code = "not-writable"


class NotReadable(NeedsDevice):
    """A file or folder cannot be read (details: path)."""

    code = "not-readable"


class Cancelled(VendorError):
    """The person stopped it; nothing is said."""

    code = "cancelled"
