"""Takes the pictures of the README from a running site that shows the demonstration.

`python -m demo.screenshots http://127.0.0.1:8000`, with Debian's chromium.
"""

import argparse
import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

FOLDER = Path("docs/screenshots")
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",  # it shows our own pages, perhaps as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, NARROW = (1280, 860), (390, 844)  # pixels: a desk, a telephone
PICTURES = (
    ("home", "/", WIDE),
    ("search", "/search/?q=water", WIDE),
    ("recommendation", "/recommendations/A/HRC/917/8/26.8/", WIDE),
    ("document", "/documents/A/HRC/917/8/", WIDE),
    ("telephone", "/search/?q=water", NARROW),
)
QUALITY = 80


def take(page: Page, address: str, size: tuple[int, int]) -> bytes:
    """What the page shows at first, as WebP."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address, wait_until="networkidle")
    picture = Image.open(io.BytesIO(page.screenshot()))
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=QUALITY, method=6)
    return buffer.getvalue()


def main() -> None:
    """Take every picture."""
    parser = argparse.ArgumentParser(prog="python -m demo.screenshots")
    parser.add_argument("site")
    site = parser.parse_args().site.rstrip("/")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page()
        for name, path, size in PICTURES:
            data = take(page, site + path, size)
            (FOLDER / f"{name}.webp").write_bytes(data)
            print(f"{name}: {len(data)} bytes")
        browser.close()


if __name__ == "__main__":
    main()
