import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, TiffImagePlugin

from alongside.kit.files import pictures
from alongside.kit.verdict import Refused


def drawn(size: tuple[int, int] = (60, 40), *, mode: str = "RGB", form: str = "JPEG", **options) -> BytesIO:
    file = BytesIO()
    Image.new(mode, size, options.pop("colour", None) or 0).save(file, format=form, **options)
    file.seek(0)
    return file


def opened(picture: pictures.Picture) -> Image.Image:
    return Image.open(BytesIO(picture.body))


def with_gps() -> BytesIO:
    """A photo that says where it was taken, and that the camera was held upright."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera of Bea"
    exif.get_ifd(0x8825)[2] = (TiffImagePlugin.IFDRational(53), TiffImagePlugin.IFDRational(43), 0)
    return drawn(exif=exif, comment=b"at home")


def test_redrawn_says_nothing_of_where_it_was_taken():
    """T58."""
    file = with_gps()
    assert Image.open(file).getexif().get_ifd(0x8825)
    assert b"Camera of Bea" in file.getvalue()

    picture = pictures.redrawn(file)

    assert not opened(picture).getexif()
    assert b"Camera" not in picture.body
    assert b"at home" not in picture.body


def test_redrawn_is_upright():
    assert (pictures.redrawn(with_gps()).width, pictures.redrawn(with_gps()).height) == (40, 60)


@pytest.mark.parametrize(
    ("mode", "form", "wanted"),
    [
        ("RGB", "JPEG", "RGB"),
        ("CMYK", "JPEG", "RGB"),
        ("L", "JPEG", "RGB"),
        ("RGBA", "PNG", "RGBA"),
        ("P", "PNG", "RGB"),
        ("1", "PNG", "RGB"),
        ("RGB", "WEBP", "RGB"),
        ("P", "GIF", "RGB"),
    ],
)
def test_redrawn_takes_every_kind_of_colour(mode: str, form: str, wanted: str):
    """T51."""
    picture = opened(pictures.redrawn(drawn(mode=mode, form=form)))

    assert (picture.format, picture.size) == ("WEBP", (60, 40))
    assert picture.mode in {wanted, "RGB"} if mode != "RGBA" else picture.mode == "RGBA"


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_redrawn_keeps_the_first_frame_of_a_moving_picture(form: str):
    """T51."""
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    file = BytesIO()
    frames[0].save(file, format=form, save_all=True, append_images=frames[1:], duration=100)
    assert Image.open(file).n_frames == 3

    picture = opened(pictures.redrawn(file))

    assert getattr(picture, "n_frames", 1) == 1
    red, green, _blue = picture.convert("RGB").getpixel((10, 10))
    assert red > 200
    assert green < 60


def test_redrawn_makes_large_pictures_small():
    picture = pictures.redrawn(drawn((6_000, 3_000)))

    assert (picture.width, picture.height) == (2_000, 1_000)


def test_redrawn_keeps_the_size_of_small_ones():
    picture = pictures.redrawn(drawn((60, 40)))

    assert (picture.width, picture.height) == (60, 40)


@pytest.mark.parametrize(("form", "size"), [("JPEG", (8_000, 5_001)), ("PNG", (6_000, 4_001)), ("GIF", (6_000, 4_001))])
def test_redrawn_refuses_too_many_pixels_before_unpacking(form: str, size: tuple[int, int], monkeypatch):
    """T51: the head says how large it is."""
    file = drawn(size, mode="L", form=form)
    monkeypatch.setattr(Image.Image, "load", lambda _self: pytest.fail("unpacked"))

    with pytest.raises(Refused, match="This picture is too large"):
        pictures.redrawn(file)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_redrawn_refuses_what_breaks_off(form: str, share: float):
    """T51."""
    noise = Image.effect_noise((200, 200), 80).convert("RGB")
    file = BytesIO()
    noise.save(file, format=form)
    body = file.getvalue()

    with pytest.raises(Refused):
        pictures.redrawn(BytesIO(body[: int(len(body) * share)]))


@pytest.mark.parametrize(
    "body",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script></html>",
        b"%PDF-1.7\n1 0 obj",
        b"GIF89a/*<script>alert(1)</script>*/",
        b"MZ\x90\x00",
        b"",
    ],
)
def test_redrawn_refuses_what_is_no_picture(body: bytes):
    """T41: whatever it is called."""
    with pytest.raises(Refused):
        pictures.redrawn(BytesIO(body))


def test_redrawn_takes_hidden_script_out():
    """T41: a picture that is a page as well."""
    file = drawn(comment=b"<script>alert(1)</script>")
    polyglot = BytesIO(file.getvalue() + b"<html><script>alert(2)</script></html>")
    assert b"alert(1)" in polyglot.getvalue()

    assert b"alert" not in pictures.redrawn(polyglot).body


GROWTH = """
import resource, sys
from alongside.kit.files import pictures
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
pictures.redrawn(open(sys.argv[1], "rb"))
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize(
    ("form", "mode", "size"),
    [("JPEG", "RGB", (8_000, 5_000)), ("PNG", "RGBA", (6_000, 4_000)), ("PNG", "P", (6_000, 4_000))],
)
def test_redrawn_needs_little_memory(tmp_path: Path, form: str, mode: str, size: tuple[int, int]):
    """T51: less than 150 MB for the largest that are taken."""
    path = tmp_path / "large"
    path.write_bytes(drawn(size, mode=mode, form=form).getvalue())

    run = subprocess.run([sys.executable, "-c", GROWTH, str(path)], capture_output=True, text=True, check=True)

    assert int(run.stdout) < 150
