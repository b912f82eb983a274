"""README.md as PyPI shows it: a page there has no folders beside it, so links and pictures lead to the repository, at the version's tag, and it draws no diagrams."""

import json
import re
from pathlib import Path

LINK = re.compile(r"(?P<picture>!?)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")


def for_pypi(text, repository, version):
    """Makes relative links and pictures absolute, and leaves code, addresses and links within the page as they are. A diagram becomes a link to it.

    repository: https://github.com/OWNER/NAME
    """
    diagram = f"[The diagram]({repository}/blob/v{version}/README.md) is in the repository."
    text = re.sub(r"^```mermaid$.*?^```$", diagram, text, flags=re.MULTILINE | re.DOTALL)
    pieces = re.split(r"(^```.*?^```$)", text, flags=re.MULTILINE | re.DOTALL)
    # Every other piece is a block of code.
    return "".join(piece if number % 2 else LINK.sub(lambda match: _absolute(match, repository, version), piece) for number, piece in enumerate(pieces))


def _absolute(match, repository, version):
    target = match["target"]
    if re.match(r"[a-z]+:|#", target):
        return match[0]
    kind = "raw" if match["picture"] else "blob"
    return f"{match['picture']}[{match['text']}]({repository}/{kind}/v{version}/{target})"


def read(root):
    """README.md of a project for PyPI, with the repository and version of its package.json."""
    described = json.loads((root / "package.json").read_text(encoding="utf-8"))
    repository = described["repository"]["url"].removesuffix(".git")
    return for_pypi((root / "README.md").read_text(encoding="utf-8"), repository, described["version"])


def get_metadata_hook():
    """What hatchling asks for: its classes are there while it packs, and nowhere else."""
    from hatchling.metadata.plugin.interface import MetadataHookInterface

    class ReadmeHook(MetadataHookInterface):
        PLUGIN_NAME = "readme"

        def update(self, metadata):
            metadata["readme"] = {"content-type": "text/markdown", "text": read(Path(self.root))}

    return ReadmeHook
