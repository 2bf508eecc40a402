"""The error that belongs to each state in which a device shows nothing."""

from __future__ import annotations

from vendorcore.errors import DeviceGone, DeviceLocked, NeedsDevice

from vendorclient.devices.device import DeviceState, Status

_CODES = {
    DeviceState.LOCKED: "device-locked",
    DeviceState.UNTRUSTED: "device-untrusted",
    DeviceState.NO_STORAGE: "device-no-storage",
    DeviceState.BUSY: "device-busy",
}
_STATES = {code: state for state, code in _CODES.items()}


def check(status: Status, key: str) -> None:
    """Raise what belongs to a state that shows no pictures."""
    if status.state in _CODES:
        raise DeviceLocked(_CODES[status.state], device=key, holder=status.detail)
    if status.state is DeviceState.GONE:
        raise DeviceGone(device=key)
    if status.state is DeviceState.ERROR:
        raise NeedsDevice("device-failed", device=key, reason=status.detail)


def status_from(error: NeedsDevice) -> Status:
    """Return the state that an error tells of."""
    if error.code in _STATES:
        return Status(_STATES[error.code], str(error.details.get("holder", "")))
    if isinstance(error, DeviceGone):
        return Status(DeviceState.GONE)
    return Status(DeviceState.ERROR, str(error.details.get("reason", error.code)))
