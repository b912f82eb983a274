"""JupyterLab as Galata needs it. No protection at all: for tests on the loopback address only."""

from jupyterlab.galata import configure_jupyter_server

configure_jupyter_server(c)  # noqa: F821
