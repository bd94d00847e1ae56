"""Write the bill of materials: what the guide is built with and what it holds of others.

    scripts/sbom.py FILE

CycloneDX 1.6, JSON: the packages of `requirements/site.lock` with their hashes, and what
`requirements/vendored.yaml` names. The same sources give the same bytes; with
`SOURCE_DATE_EPOCH` the file also says when.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parent.parent
_OF_THE_LOCK = (
    *("requirements", "--pyproject", "pyproject.toml", "--mc-type", "application"),
    *("--sv", "1.6", "--of", "JSON", "--output-reproducible", "--no-validate"),
    "requirements/site.lock",
)


def bill(root: Path) -> str:
    """The bill of materials of a copy of the project.

    Raises:
        ValueError: A file of `requirements/vendored.yaml` is not there.
    """
    listed = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "cyclonedx_py", *_OF_THE_LOCK],
        cwd=root,
        capture_output=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(listed.stdout)
    site = yaml.safe_load((root / "data/site.yaml").read_text("utf-8"))
    found["metadata"]["component"]["version"] = site["version"]
    vendored = yaml.safe_load((root / "requirements/vendored.yaml").read_text("utf-8"))
    components = [_component(root, one) for one in vendored]
    found["components"] += components
    refs = [one["bom-ref"] for one in found["components"]]
    of_the_guide = {"ref": found["metadata"]["component"]["bom-ref"], "dependsOn": sorted(refs)}
    found["dependencies"] = [of_the_guide, *({"ref": ref} for ref in sorted(refs))]
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _component(root: Path, vendored: dict[str, str]) -> dict[str, Any]:
    files = sorted(root.glob(vendored["files"]))
    if not files:
        raise ValueError(f"requirements/vendored.yaml: {vendored['files']} non c'è / not found")
    return {
        "bom-ref": vendored["purl"],
        "type": "library",
        "name": vendored["name"],
        "version": vendored["version"],
        "purl": vendored["purl"],
        "licenses": [{"license": {"id": vendored["license"]}}],
        "components": [
            {
                "bom-ref": file.relative_to(root).as_posix(),
                "type": "file",
                "name": file.relative_to(root).as_posix(),
                "hashes": [
                    {"alg": "SHA-256", "content": hashlib.sha256(file.read_bytes()).hexdigest()}
                ],
            }
            for file in files
        ],
    }


def main(to: Path) -> int:
    """Write the bill of materials, unless it is not valid."""
    text = bill(ROOT)
    if fault := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        print(f"SBOM: {fault}", file=sys.stderr)
        return 1
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(text, "utf-8")
    print(to)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
