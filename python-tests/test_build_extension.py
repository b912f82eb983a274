import json
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from build_extension import BUILT, is_current


class BuiltExtension(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def write(self, path, version):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"version": version}), encoding="utf-8")

    def test_is_packed_in_the_version_that_is_packed_alone(self):
        self.write("package.json", "0.2.0")
        self.assertFalse(is_current(self.root), "it was never built")
        self.write(BUILT, "0.1.0")
        self.assertFalse(is_current(self.root), "it is the one before")
        self.write(BUILT, "0.2.0")
        self.assertTrue(is_current(self.root))

    def test_it_is_what_the_package_is_built_with(self):
        project = (Path(__file__).resolve().parent.parent / "pyproject.toml").read_text(encoding="utf-8")
        self.assertIn('build-function = "build_extension.build"', project)
        self.assertNotIn("skip-if-exists", project)


if __name__ == "__main__":
    unittest.main()
