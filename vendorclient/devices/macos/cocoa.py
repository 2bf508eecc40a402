"""The thin seam to ImageCaptureCore: Apple's objects under Apple's own names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

CAMERAS_ON_CABLE = (
    0x0000_0001 | 0x0000_0100
)  # ICDeviceTypeMaskCamera, ICDeviceLocationTypeMaskLocal
ORIGINALS = 2  # ICMediaPresentationOriginalAssets: HEIC stays HEIC
_SLICE_SECONDS = 0.05


class BrowserListener(Protocol):
    """Who hears of devices that come and go (ICDeviceBrowserDelegate)."""

    def deviceBrowser_didAddDevice_moreComing_(  # noqa: N802 - Apple's own name
        self,
        browser: Any,
        device: Any,
        more: bool,  # noqa: FBT001 - Apple calls it so
    ) -> None:
        """A device came."""

    def deviceBrowser_didRemoveDevice_moreGoing_(  # noqa: N802 - Apple's own name
        self,
        browser: Any,
        device: Any,
        more: bool,  # noqa: FBT001 - Apple calls it so
    ) -> None:
        """A device went."""


class CameraListener(Protocol):
    """Who hears how it goes with one device (ICCameraDeviceDelegate)."""

    def device_didOpenSessionWithError_(self, device: Any, error: Any) -> None:  # noqa: N802 - Apple
        """The conversation began, or did not."""

    def deviceDidBecomeReadyWithCompleteContentCatalog_(self, device: Any) -> None:  # noqa: N802 - Apple
        """Everything on the device is known."""

    def cameraDeviceDidEnableAccessRestriction_(self, device: Any) -> None:  # noqa: N802 - Apple
        """The phone was locked, or trusts us no more."""

    def cameraDeviceDidRemoveAccessRestriction_(self, device: Any) -> None:  # noqa: N802 - Apple
        """The phone was unlocked and trusts us."""

    def didRemoveDevice_(self, device: Any) -> None:  # noqa: N802 - Apple's own name
        """The device was pulled out."""


class Cocoa(Protocol):
    """What is needed of macOS; a fake of it stands in the tests."""

    def browser(self, listener: BrowserListener) -> Any:
        """Return a browser of cameras and phones that tells its listener."""

    def listen(self, device: Any, listener: CameraListener) -> None:
        """Let a listener hear of one device."""

    def until(self, done: Callable[[], bool], seconds: float) -> bool:
        """Serve the system's events until something is done; whether it was in time."""


class RealCocoa:
    """macOS itself, through pyobjc."""

    def __init__(self) -> None:
        self._kept: list[Any] = []  # Apple's objects do not keep their delegates alive

    def browser(self, listener: BrowserListener) -> Any:
        """Return a browser of cameras and phones."""
        import ImageCaptureCore

        browser = ImageCaptureCore.ICDeviceBrowser.alloc().init()
        browser.setDelegate_(self._delegate(listener, BrowserListener))
        browser.setBrowsedDeviceTypeMask_(CAMERAS_ON_CABLE)
        return browser

    def listen(self, device: Any, listener: CameraListener) -> None:
        """Let a listener hear of one device."""
        device.setDelegate_(self._delegate(listener, CameraListener))

    def until(self, done: Callable[[], bool], seconds: float) -> bool:
        """Serve the run loop in slices until something is done."""
        from Foundation import NSDate, NSRunLoop

        end = NSDate.dateWithTimeIntervalSinceNow_(seconds)
        while not done():
            if end.timeIntervalSinceNow() <= 0:
                return False
            step = NSDate.dateWithTimeIntervalSinceNow_(_SLICE_SECONDS)
            NSRunLoop.currentRunLoop().runUntilDate_(step)
        return True

    def _delegate(self, listener: Any, protocol: type) -> Any:
        """Return an object of Apple's kind that passes every call on."""
        from Foundation import NSObject

        names = [name for name in vars(protocol) if name.endswith("_") and "__" not in name]
        methods = {name: _passing(getattr(listener, name), name) for name in names}
        kind: Any = type(f"Vendor{protocol.__name__}{len(self._kept)}", (NSObject,), methods)
        delegate = kind.alloc().init()
        self._kept.append(delegate)
        return delegate


def _passing(target: Callable[..., None], name: str) -> Any:
    """Return a method with as many arguments as the selector has colons."""
    if name.count("_") == 1:

        def one(_self: Any, first: Any) -> None:
            target(first)

        return one
    if name.count("_") == 2:

        def two(_self: Any, first: Any, second: Any) -> None:
            target(first, second)

        return two

    def three(_self: Any, first: Any, second: Any, third: Any) -> None:
        target(first, second, third)

    return three
