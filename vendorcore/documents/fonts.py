"""The bundled typeface, which holds Hangul and whose text can be copied out of a PDF."""

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from vendorcore import resources

REGULAR, BOLD = "Pretendard", "Pretendard-Bold"


def register() -> None:
    """Make the typeface known to reportlab; again is nothing."""
    for name, file in ((REGULAR, "Pretendard-Regular.ttf"), (BOLD, "Pretendard-Bold.ttf")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(resources.path(f"fonts/{file}"))))
