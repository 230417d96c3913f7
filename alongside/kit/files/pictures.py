"""Pictures: drawn anew, so that nothing of the file that came in is left but what can be seen.

Places, times and names of cameras (EXIF) are gone, and so is anything hidden in the file (T41, T58). The size of a picture is
read from its head and judged before anything is unpacked (T51).
"""

from dataclasses import dataclass
from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from alongside.kit.verdict import Refused

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_PIXELS = {"JPEG": 40_000_000}
MOST_PIXELS_OTHERWISE = 24_000_000
"""A JPEG can be read at a fraction of its size, the others only whole."""
EDGE = 2_000
"""Pixels that the longer side has at most afterwards."""
QUALITY = 82
BROKEN = (OSError, SyntaxError, ValueError, EOFError, ArithmeticError, Image.DecompressionBombError)
"""What Pillow raises on files that are cut off or made to harm."""


@dataclass(frozen=True)
class Picture:
    """A picture drawn anew: its bytes, and how large it is."""

    body: bytes
    width: int
    height: int
    extension: str = "webp"
    content_type: str = "image/webp"


def redrawn(file: IO[bytes]) -> Picture:
    """The first frame of the picture, upright, in ordinary colours, at most 2,000 pixels long; refused when it cannot be."""
    try:
        picture = Image.open(file, formats=FORMATS)
    except UnidentifiedImageError as error:
        raise Refused(_("This is not a picture that we can use. Choose a JPEG, PNG, WebP or GIF file.")) from error
    except BROKEN as error:
        raise broken() from error
    with picture:
        if picture.width * picture.height > MOST_PIXELS.get(str(picture.format), MOST_PIXELS_OTHERWISE):
            raise Refused(_("This picture is too large. Make it smaller, or take it with a lower resolution."))
        try:
            return encoded(small(picture))
        except BROKEN as error:
            raise broken() from error


def broken() -> Refused:
    """The sentence for a picture that breaks off."""
    return Refused(_("This picture is damaged or incomplete. Try to send it again, or choose another one."))


def small(picture: Image.Image) -> Image.Image:
    """The picture at the size at which it is kept, turned as its camera says, without anything that was noted in it."""
    picture.draft("RGB", (EDGE, EDGE))
    has_alpha = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    wanted = "RGBA" if has_alpha else "RGB"
    plain = picture if picture.mode == wanted else picture.convert(wanted)
    plain.thumbnail((EDGE, EDGE))
    turned = ImageOps.exif_transpose(plain)
    turned.info.clear()
    return turned


def encoded(picture: Image.Image) -> Picture:
    """The picture as a file, without a word about where it comes from."""
    body = BytesIO()
    picture.save(body, format="WEBP", quality=QUALITY, method=4)
    return Picture(body.getvalue(), picture.width, picture.height)
