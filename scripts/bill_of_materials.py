"""The bill of materials of a run: every pinned package of requirements/run.txt with its hashes, as CycloneDX 1.6 JSON.

``python scripts/bill_of_materials.py requirements/run.txt build/sbom.cdx.json``
"""

from __future__ import annotations

import sys
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from pip_requirements_parser import RequirementsFile


def bill_of(requirements: Path) -> Bom:
    """The components that a requirements file pins. Raises SystemExit where one is not pinned to a version."""
    bom = Bom()
    dateline = Component(name="dateline", type=ComponentType.APPLICATION, bom_ref="dateline")
    bom.metadata.component = dateline
    components = []
    for wanted in RequirementsFile.from_file(str(requirements)).requirements:
        version = wanted.get_pinned_version
        if not wanted.name or not version:
            raise SystemExit(f"{requirements}: {wanted.line} is not pinned to a version")
        digests = sorted(h.rpartition("sha256:")[2] for h in wanted.hash_options if "sha256:" in h)
        components.append(
            Component(
                name=wanted.name,
                version=version,
                purl=PackageURL("pypi", None, wanted.name, version),
                bom_ref=f"{wanted.name}=={version}",
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in digests],
            )
        )
    for component in components:
        bom.components.add(component)
    bom.register_dependency(dateline, components)
    return bom


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    made = bill_of(source)
    target.parent.mkdir(parents=True, exist_ok=True)
    JsonV1Dot6(made).output_to_file(str(target), allow_overwrite=True, indent=2)
    print(f"{len(made.components)} components in {target}")
