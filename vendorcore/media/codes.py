"""The QR codes in a photo, such as a photographed clock."""

from pathlib import Path

from vendorcore.media.stills import picture_of, read_still

# From across a desk a code is found in a small copy; from further away only in a large one.
SIDES = (1200, 2400, 4800)


def codes_in(path: Path, mime: str) -> list[str]:
    """Return what the QR codes of a photo say, from the smallest copy that shows any."""
    import zxingcpp

    kinds = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    still = read_still(path, mime)
    for side in SIDES:
        grey = picture_of(path, mime, still, side).convert("L")
        grey.thumbnail((side, side))
        found = zxingcpp.read_barcodes(grey, formats=kinds)
        if found:
            return [code.text for code in found]
    return []
