"""The Python package around the JupyterLab extension jupyterlab-cell-monitor: tells Jupyter where the built extension is, and on a JupyterHub who its user is."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("jupyterlab-cell-monitor")
except PackageNotFoundError:  # imported from a source tree that was never installed
    __version__ = "0"


def _jupyter_labextension_paths():
    return [{"src": "labextension", "dest": "jupyterlab-cell-monitor"}]


def _jupyter_server_extension_points():
    return [{"module": "jupyterlab_cell_monitor"}]


def _load_jupyter_server_extension(server_app):
    """Does nothing where there is no JupyterHub, and never keeps a server from starting."""
    import os

    if "JUPYTERHUB_API_TOKEN" not in os.environ:
        return
    try:
        from .hub_identity import HubAccount, add_handlers

        account = HubAccount.from_environment()
        if account is not None:
            add_handlers(server_app, account)
    except Exception as error:
        server_app.log.warning("cell monitor: students cannot be named by the hub (%s)", type(error).__name__)
