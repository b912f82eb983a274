"""Builds the extension while pip packs it, unless it was built already in the version that is packed."""

import json
from pathlib import Path

BUILT = Path("jupyterlab_cell_monitor", "labextension", "package.json")


def is_current(root):
    """Whether the built extension is there, in the version of the project's package.json."""
    try:
        return _version_in(root / BUILT) == _version_in(root / "package.json")
    except FileNotFoundError:
        return False


def build(target_name, version, **npm_options):
    """The build function of hatch-jupyter-builder."""
    if not is_current(Path.cwd()):
        from hatch_jupyter_builder import npm_builder

        npm_builder(target_name, version, **npm_options)
        if not is_current(Path.cwd()):
            raise RuntimeError(f"the extension was built, and {BUILT} is still of another version")


def _version_in(file):
    return json.loads(file.read_text(encoding="utf-8"))["version"]
