"""Small PDF files, written by hand: text in Helvetica, one string a line."""

import hashlib
import io
import zlib
from collections.abc import Sequence

from PIL import Image

Page = Sequence[str]
Piece = tuple[float, float, str]  # left and baseline in points, text

_LEFT, _TOP, _LEADING, _SIZE = 72, 760, 14, 10
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def pdf(*pages: Page) -> bytes:
    """A PDF with these lines on its pages."""
    return _file(_objects([_content(page) for page in pages]))


def pdf_of_pieces(*pages: Sequence[Piece], drawing: str = "") -> bytes:
    """A PDF with pieces of text where they are wanted, in the order they are given.

    On each page is drawn what the operators of PDF in `drawing` say.
    """
    drawn = drawing.encode()
    return _file(_objects([drawn + b"".join(map(_shown, page)) for page in pages]))


def pdf_of_drawings(*pages: str) -> bytes:
    """A PDF on whose pages is drawn what these operators of PDF say."""
    return _file(_objects([page.encode() for page in pages]))


def pdf_of_pages(count: int) -> bytes:
    """A PDF of so many empty pages."""
    return _file(_objects([b""] * count))


def encrypted_pdf(*pages: Page, password: bytes = b"secret") -> bytes:
    """A PDF that asks for a password (PDF 1.7, 7.6.3: RC4 with a key of 40 bits)."""
    owner_key = hashlib.md5(_padded(password)).digest()[:5]
    owner = _rc4(owner_key, _padded(password))
    permissions, identity = -4, b"0123456789abcdef"
    seed = _padded(password) + owner + permissions.to_bytes(4, "little", signed=True)
    key = hashlib.md5(seed + identity).digest()[:5]
    user = _rc4(key, _PAD)
    objects = _objects(
        [
            _rc4(_object_key(key, 4 + 2 * place), _content(page))
            for place, page in enumerate(pages)
        ]
    )
    encrypt = (
        f"<</Filter/Standard/V 1/R 2/P {permissions}/O<{owner.hex()}>/U<{user.hex()}>>>"
    ).encode()
    number = len(objects) + 1
    extra = f"/Encrypt {number} 0 R/ID[<{identity.hex()}><{identity.hex()}>]"
    return _file([*objects, encrypt], extra.encode())


def scanned_pdf(pages: int = 2) -> bytes:
    """A PDF that holds pictures and no text."""
    pictures = [Image.new("L", (200, 280), 200 + page) for page in range(pages)]
    file = io.BytesIO()
    pictures[0].save(file, "PDF", save_all=True, append_images=pictures[1:])
    return file.getvalue()


def exploding_pdf(unpacked_bytes: int = 1 << 28) -> bytes:
    """A PDF whose only page unpacks to far more than it holds."""
    packer = zlib.compressobj(9)
    chunk = b"BT (x) Tj ET\n" * 65536
    packed = b"".join(
        packer.compress(chunk) for _ in range(unpacked_bytes // len(chunk))
    )
    objects = _objects([b""])
    stream = packed + packer.flush()
    head = f"<</Filter/FlateDecode/Length {len(stream)}>>stream\n".encode()
    objects[3] = head + stream + b"\nendstream"
    return _file(objects)


def _objects(contents: Sequence[bytes]) -> list[bytes]:
    """Catalogue, page tree, font; then a content and a page for each page."""
    kids = " ".join(f"{5 + 2 * place} 0 R" for place in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for place, content in enumerate(contents):
        head = f"<</Length {len(content)}>>stream\n".encode()
        objects.append(head + content + b"\nendstream")
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
            b"/Resources<</Font<</F 3 0 R>>>>"
            + f"/Contents {4 + 2 * place} 0 R>>".encode()
        )
    return objects


def _content(page: Page) -> bytes:
    return b"".join(
        _shown((_LEFT, _TOP - row * _LEADING, text)) for row, text in enumerate(page)
    )


def _shown(piece: Piece) -> bytes:
    left, baseline, text = piece
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    at = f"1 0 0 1 {left} {baseline} Tm"
    return f"BT /F {_SIZE} Tf {at} ({escaped}) Tj ET\n".encode("cp1252")


def _file(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    file = io.BytesIO()
    file.write(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(file.tell())
        file.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = file.tell()
    file.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    file.writelines(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    size = f"/Size {len(objects) + 1}/Root 1 0 R".encode()
    file.write(b"trailer\n<<" + size + trailer + b">>\n")
    file.write(f"startxref\n{start}\n%%EOF\n".encode())
    return file.getvalue()


def _padded(password: bytes) -> bytes:
    return (password + _PAD)[:32]


def _object_key(key: bytes, number: int) -> bytes:
    return hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
