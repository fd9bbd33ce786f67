"""A post-holder's signature: read where it is a picture of a sane size, and printed above the name."""

import struct
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from PIL import Image

from correspondence.checks.accessibility import examine
from correspondence.checks.pdf_contents import read_pdf
from correspondence.directory_file import BadDirectory, read_directory
from correspondence.documents import DocumentForm
from correspondence.rendering import compose, render
from correspondence.signatures import BadSignature, picture_in, signature_at
from tests import build
from tests.rendering.samples import LETTER

SAMPLE = (build.EXAMPLES / "directory.yaml").read_text("utf-8")


def png(
    width: int = 300,
    height: int = 90,
    *,
    ink: bytes = b"\x00\x30\xff",
    interlaced: int = 0,
    depth: int = 8,
    colour: int = 0,
) -> bytes:
    """A PNG of three greys that says who made it, as scanners do; or of as many bytes as *depth* and *colour* ask."""
    length = (width * depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour] + 7) // 8
    row = b"\x00" + (ink * length)[:length]
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)),
        (b"tEXt", b"Author\x00Somebody at a scanner"),
        (b"IDAT", zlib.compress(row * height)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def directory(folder: Path, name: str) -> Path:
    path = folder / "directory.yaml"
    path.write_text(SAMPLE.replace("{name: Ruth Example,", f"{{name: Ruth Example, signature: {name},"), "utf-8")
    return path


def test_a_signature_beside_the_directory_is_read_without_what_is_no_picture_in_it(tmp_path: Path) -> None:
    (tmp_path / "ruth.png").write_bytes(png())
    (holder,) = read_directory(directory(tmp_path, "ruth.png")).hubs["essex"].practice_supervisor
    assert holder.signature is not None
    assert b"scanner" not in holder.signature
    with Image.open(BytesIO(holder.signature)) as picture, Image.open(BytesIO(png())) as given:
        assert picture.tobytes() == given.tobytes()


@pytest.mark.parametrize(
    "name", ["../ruth.png", "/etc/passwd", "ruth.jpg", "there-is-none.png", "!!binary iVBORw0KGgo="]
)
def test_what_is_no_file_beside_the_directory_is_refused_by_its_line(tmp_path: Path, name: str) -> None:
    (tmp_path.parent / "ruth.png").write_bytes(png())
    with pytest.raises(BadDirectory, match=r"^line \d+: hubs\.essex\.practice_supervisor\.0\.signature: "):
        read_directory(directory(tmp_path, name))


def test_a_link_to_a_file_elsewhere_is_no_signature(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "ruth.png").write_bytes(png())
    (tmp_path / "ruth.png").symlink_to(tmp_path / "elsewhere" / "ruth.png")
    with pytest.raises(BadSignature, match="beside the directory file"):
        signature_at(tmp_path, "ruth.png")


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"GIF89a" + bytes(100), "no PNG"),
        (b"", "no PNG"),
        (png()[:-20], "cut off|damaged"),
        (png()[:60] + b"\xff" + png()[61:], "damaged"),
        (png(width=20), "pixels wide"),
        (png(width=5000, height=900), "pixels wide"),
        (png(height=20), "pixels wide"),
        (png(width=100, height=200), "no higher than wide"),
        (png(interlaced=1), "not interlaced"),
        (png(ink=b"\xff"), "blank"),
        (png().replace(struct.pack(">II", 300, 90), struct.pack(">II", 301, 90)), "damaged"),
        (png()[:8] + png()[8:33] + png()[-12:], "other pixels|cannot be read"),
        (png()[:33] + chunk(b"IDAT", zlib.compress(bytes(10**8))) + png()[-12:], "other pixels"),
    ],
)
def test_what_is_no_picture_of_a_signature_is_refused_by_its_rule(content: bytes, rule: str) -> None:
    with pytest.raises(BadSignature, match=rule):
        picture_in(content)


@pytest.mark.parametrize("colour", [0, 2, 4, 6])
@pytest.mark.parametrize("depth", [1, 2, 4, 8])
def test_a_picture_is_taken_where_it_can_be_drawn_and_no_other(colour: int, depth: int) -> None:
    """By another's reader of PNG: what it cannot open would break each letter that is signed with it."""
    content = png(depth=depth, colour=colour)
    try:
        Image.open(BytesIO(content)).load()
    except (OSError, SyntaxError):
        with pytest.raises(BadSignature, match="8 bits a colour"):
            picture_in(content)
    else:
        assert picture_in(content)


def test_a_file_that_is_too_large_is_not_even_looked_at(tmp_path: Path) -> None:
    (tmp_path / "ruth.png").write_bytes(png() + bytes(300_000))
    with pytest.raises(BadSignature, match="larger than 200 kB"):
        signature_at(tmp_path, "ruth.png")


def test_a_signature_stands_above_the_name_and_is_read_out() -> None:
    letter = replace(LETTER, view=replace(LETTER.view, signature=picture_in(png())))
    text = compose(letter, "en")
    made = render(text, letter, DocumentForm.PDF)
    (figure,) = (each for each in read_pdf(made.content).elements() if each.tag == "Figure")
    assert figure.alternative == f"Signature of {letter.view.signed_by}"
    assert not examine(made)
    document = docx.Document(BytesIO(render(text, letter, DocumentForm.DOCX).content))
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr") == figure.alternative
    assert picture.height.mm <= 12
    paragraphs = [p for p in document.paragraphs if p.style is not None and p.style.name == "Letter Signature"]
    assert [p.text.replace("\u00a0", " ") for p in paragraphs[:2]] == ["", letter.view.signed_by]


def test_without_one_a_letter_has_no_picture() -> None:
    made = render(compose(LETTER, "en"), LETTER, DocumentForm.PDF)
    assert "Figure" not in [each.tag for each in read_pdf(made.content).elements()]


def test_another_signature_is_another_letter() -> None:
    letter = replace(LETTER, view=replace(LETTER.view, signature=picture_in(png())))
    assert letter.content != LETTER.content
