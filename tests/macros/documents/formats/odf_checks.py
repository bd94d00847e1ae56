"""Reads OpenDocument files back, and asks whether they are sound."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

from lxml import etree
from openxml_audit import OdfValidator

NAMES = {
    prefix: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for prefix, name in {
        "config": "config",
        "fo": "xsl-fo-compatible",
        "meta": "meta",
        "office": "office",
        "style": "style",
        "table": "table",
        "text": "text",
    }.items()
} | {
    "dc": "http://purl.org/dc/elements/1.1/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}


class Part:
    """One XML part of a file, questioned with XPath."""

    def __init__(self, file: bytes, name: str) -> None:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            self.root = etree.fromstring(archive.read(name))

    def elements(self, path: str) -> list[etree._Element]:
        found = self.root.xpath(path, namespaces=NAMES)
        assert isinstance(found, list)
        return [one for one in found if isinstance(one, etree._Element)]

    def strings(self, path: str) -> list[str]:
        found = self.root.xpath(path, namespaces=NAMES)
        assert isinstance(found, list)
        return [one if isinstance(one, str) else text_of(one) for one in found]


def text_of(element: object) -> str:
    assert isinstance(element, etree._Element)
    return "".join(str(piece) for piece in element.itertext())


@cache
def _validator(*, with_schema: bool) -> OdfValidator:
    return OdfValidator(relaxng_validation=with_schema)


def errors(file: bytes, path: Path) -> list[str]:
    """What a validator finds: in the file, and against the schema of OpenDocument 1.3.

    The schema knows no extensions, and the standard says to read them as if their tags
    were not there (part 3, conformance of extended documents): so is the schema applied.
    """
    path.write_bytes(file)
    found = list(_validator(with_schema=False).validate(path).errors)
    path.write_bytes(_without_extensions(file))
    found += _validator(with_schema=True).validate(path).errors
    return [str(error) for error in found]


def _without_extensions(file: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as source, zipfile.ZipFile(buffer, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "content.xml":
                root = etree.fromstring(content)
                etree.strip_tags(root, f"{{{NAMES['loext']}}}*")
                content = etree.tostring(root)
            target.writestr(info, content)
    return buffer.getvalue()


def written_elsewhere(expression: str, folder: Path) -> str:
    """Evaluate an expression in another process, place, time zone and order of sets."""
    here = Path(__file__).parent
    code = (
        "import hashlib, odf_samples as samples\n"
        "from macros.documents.formats import odt, ods\n"
        f"print(hashlib.sha256({expression}).hexdigest())"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(here), str(here.parents[3]))),
        "PYTHONHASHSEED": "4242",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()
