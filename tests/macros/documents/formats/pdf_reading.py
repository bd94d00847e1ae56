"""Reading back the text of a PDF, as copying and searching see it."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

_GROUP = re.compile(rb"begin(bfchar|bfrange)(.*?)end", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")


def text_of(file: pikepdf.Pdf) -> str:
    """The text of all the pages in the order it is drawn, without any space."""
    return "".join(page_text(page.obj) for page in file.pages)


def page_text(page: Any) -> str:
    """The text of a page, the same way."""
    letters = {name: _letters(font) for name, font in page.Resources.Font.items()}
    shown: list[str] = []
    font: dict[bytes, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        match str(instruction.operator):
            case "Tf":
                font = letters[str(instruction.operands[0])]
            case "Tj":
                shown += _decoded(bytes(instruction.operands[0]), font)
            case "TJ":
                for part in instruction.operands[0]:
                    if isinstance(part, pikepdf.String):
                        shown += _decoded(bytes(part), font)
    return re.sub(r"\s", "", "".join(shown))


def _decoded(codes: bytes, font: dict[bytes, str]) -> list[str]:
    return [font[codes[at : at + 2]] for at in range(0, len(codes), 2)]


def _letters(font: Any) -> dict[bytes, str]:
    """What each two-byte code of the font stands for, from its ToUnicode table."""
    letters = {}
    for kind, body in _GROUP.findall(font.ToUnicode.read_bytes()):
        values = [bytes.fromhex(value.decode()) for value in _HEX.findall(body)]
        if kind == b"bfchar":
            for code, text in zip(values[::2], values[1::2], strict=True):
                letters[code] = text.decode("utf-16-be")
        else:
            for first, last, text in zip(values[::3], values[1::3], values[2::3], strict=True):
                start = int.from_bytes(first)
                for step in range(int.from_bytes(last) - start + 1):
                    sign = chr(ord(text.decode("utf-16-be")) + step)
                    letters[(start + step).to_bytes(2)] = sign
    return letters
