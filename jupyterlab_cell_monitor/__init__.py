"""The Python package around the JupyterLab extension jupyterlab-cell-monitor: it only tells Jupyter where the built extension is."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("jupyterlab-cell-monitor")
except PackageNotFoundError:  # imported from a source tree that was never installed
    __version__ = "0"


def _jupyter_labextension_paths():
    return [{"src": "labextension", "dest": "jupyterlab-cell-monitor"}]
