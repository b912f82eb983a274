"""The notebook that reads exports, run over what a real server exports of a small class. Needs pandas, and the server's build."""

import ast
import json
import os
import re
import subprocess
import tempfile
import threading
import unittest
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
SERVER = HERE.parents[1] / "server-stub" / "dist" / "cli.mjs"
NODE = os.environ.get("CELL_MONITOR_TEST_NODE", "node")
TIME = "2026-01-01T10:00:0{}.000Z"

# What a table for people would alter, or a careless reader: an id that looks like a number, one that looks like nothing, code like a formula.
STUDENTS = {"007": "Ada", "NA": "=Bob"}
CODES = ["-1", "=1+1", "@decorator\ndef f():\n    return 'a,b\"c'", "x = 1\r\ny = 2"]


def check(name, ok):
    return {"exercise": "loops", "check": name, "ok": ok}


def runs_of(device):
    runs = [{"code": code, "ok": True} for code in CODES]
    runs.append({"ok": False, "error": {"name": "AssertionError", "message": ""}, "checks": [check("a", True), check("b", False)]})
    runs.append({"ok": False, "ended": "interrupted", "checks": [check("a", False)]})
    if device == "0":
        runs.append({"ok": True, "checks": [check("a", True), check("b", True)]})
    return runs


class Class:
    """A server with a class in which both students have worked."""

    def __init__(self, folder):
        self.server = subprocess.Popen(
            [NODE, SERVER, "--port", "0", "--data-dir", folder / "data"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.watchdog = threading.Timer(60, self.server.kill)
        self.watchdog.start()
        self.url = re.fullmatch(r"listening on (\S+)\n", self.server.stdout.readline())[1]
        self.token = re.search(r"#token=(\S+)", self.server.stdout.readline())[1]
        self.code = re.search(r"join code of .*: (\S+)", self.server.stdout.readline())[1]
        self.ask("PATCH", "/classes/default", {"name": "Python 1", "policy": {"level": "code"}}, self.token)
        for device, (student, name) in enumerate(STUDENTS.items()):
            self.work(str(device), student, name)

    def work(self, device, student, name):
        joining = {"joinCode": self.code, "studentId": student, "displayName": name, "team": "Red", "deviceId": device * 22}
        token = json.loads(self.ask("POST", "/enrolments", joining)[1])["token"]
        cell = {"id": "c", "index": 0}
        common = {"notebook": "week-1.ipynb", "cell": cell, "durationMs": 5, "executionCount": 1, "language": "python"}
        events = [
            {"seq": seq, "type": "cell.executed", "time": TIME.format(seq), "data": {**common, **run}}
            for seq, run in enumerate(runs_of(device), start=1)
        ]
        batch = {"v": 1, "sid": device * 22, "oldest": 1, "sentAt": TIME.format(9), "events": events}
        self.ask("POST", "/batches", batch, token)

    def ask(self, method, path, body=None, token=None):
        headers = {"content-type": "application/json"} if body is not None else {}
        if token is not None:
            headers["authorization"] = f"Bearer {token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/api/v1{path}", data=data, headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as reply:
            return reply.headers, reply.read()

    def download(self, query, folder):
        headers, content = self.ask("GET", f"/classes/default/events?{query}", token=self.token)
        (folder / re.search(r'filename="([^"]+)"', headers["content-disposition"])[1]).write_bytes(content)

    def stop(self):
        self.watchdog.cancel()
        self.server.terminate()
        self.server.wait(timeout=15)
        self.server.stdout.close()


def run_notebook(folder):
    """Runs the notebook's code in a folder, as Jupyter would. Gives its variables."""
    notebook = json.loads((HERE / "read-exports.ipynb").read_text(encoding="utf-8"))
    variables = {}
    before = Path.cwd()
    os.chdir(folder)
    try:
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                exec(compile("".join(cell["source"]), f"cell {cell['id']}", "exec"), variables)  # noqa: S102
    finally:
        os.chdir(before)
    return variables


class ReadExports:
    """What holds of the downloads of `QUERIES`."""

    QUERIES = []

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        downloads = Path(folder.name) / "downloads"
        downloads.mkdir()
        room = Class(Path(folder.name))
        cls.addClassCleanup(room.stop)
        for query in cls.QUERIES:
            room.download(query, downloads)
        cls.read = run_notebook(downloads)
        cls.events = sum(len(runs_of(str(device))) for device in range(len(STUDENTS)))

    def test_every_format_has_every_event(self):
        read = self.read
        main = read["main"]
        self.assertEqual(len(read["events"]), self.events)
        self.assertEqual(len(read["whole"]), self.events)
        self.assertEqual(len(main[main["EventType"] == "Run.Program"]), self.events)
        self.assertEqual(read["manifest"]["events"], self.events)
        self.assertTrue(read["completeness"]["isWhole"])

    def test_ids_are_as_they_are_and_join(self):
        read = self.read
        for ids in [read["events"]["studentId"], read["whole"]["studentId"], read["main"]["SubjectID"], read["students"]["studentId"]]:
            self.assertEqual(set(ids), set(STUDENTS))
        self.assertEqual(dict(zip(read["students"]["studentId"], read["students"]["displayName"])), STUDENTS)
        self.assertEqual(list(read["by_student"]["runs"]), list(read["by_student"]["runsInEvents"]))
        self.assertEqual(list(read["by_student"]["errors"]), list(read["by_student"]["errorsInEvents"]))
        self.assertTrue(set(read["statements"]["EventID"]) <= set(read["main"]["EventID"]))
        self.assertEqual(set(read["teams"]["SubjectID"]), set(STUDENTS))

    def test_code_is_the_code_that_ran(self):
        read = self.read
        in_csv = sorted(code for code in read["events"]["code"] if code != "")
        in_ndjson = sorted(data["code"] for data in read["whole"]["data"] if "code" in data)
        self.assertEqual(in_csv, sorted(CODES * 2))
        self.assertEqual(in_ndjson, sorted(CODES * 2))
        self.assertEqual(sorted(read["code_states"]["Code"]), sorted(CODES * 2))
        self.assertEqual(len(read["with_code"]), len(CODES) * 2)
        ast.parse(next(code for code in in_csv if code.startswith("@")))

    def test_right_and_wrong_are_what_the_checks_said(self):
        read = self.read
        self.assertEqual(dict(zip(read["passed"]["studentId"], read["passed"]["ok"])), {"007": True, "NA": False})
        tests = read["tests"]
        self.assertEqual(sorted(tests["ExecutionResult"]), ["Success"] * 4 + ["TestFailed"] * 2)
        self.assertEqual(tests["Score"].sum(), 4)
        self.assertTrue(set(tests["ParentEventID"]) <= set(read["main"]["EventID"]))
        self.assertEqual(dict(read["verbs"]), {"attempted": self.events - 3, "failed": 2, "passed": 1})

    def test_every_column_is_in_the_dictionary(self):
        dictionary = self.read["dictionary"]
        in_main = dictionary[dictionary["File"] == "MainTable.csv"]["Field"]
        self.assertEqual(list(in_main), list(self.read["main"].columns))
        self.assertEqual(self.read["metadata"]["Version"], "1.0")


class ReadFiles(ReadExports, unittest.TestCase):
    QUERIES = ["format=csv", "format=ndjson", "format=students", "format=progsnap2", "format=xapi"]


class ReadArchives(ReadExports, unittest.TestCase):
    QUERIES = [f"format={name}&package=zip" for name in ["csv", "ndjson", "progsnap2", "xapi"]] + ["format=students"]


class ReadWhatIsForSpreadsheets(unittest.TestCase):
    def test_is_refused_by_name(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ["events-for-spreadsheet.csv", "csv-for-spreadsheet.zip"]:
                (Path(folder) / f"Class_2026-01-01_{name}").touch()
            with self.assertRaisesRegex(FileNotFoundError, "no file whose name ends with _events.csv or _csv.zip"):
                run_notebook(Path(folder))


if __name__ == "__main__":
    unittest.main()
