import re
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pypi_readme import LINK, for_pypi, read

REPOSITORY = "https://github.com/owner/name"


class ReadmeOnPyPI(unittest.TestCase):
    def test_leads_to_the_repository_at_the_tag_of_the_version(self):
        text = "[guide](docs/operations.md#https) and ![the board](docs/a.png)"
        self.assertEqual(
            for_pypi(text, REPOSITORY, "1.2.0"),
            f"[guide]({REPOSITORY}/blob/v1.2.0/docs/operations.md#https) and ![the board]({REPOSITORY}/raw/v1.2.0/docs/a.png)",
        )

    def test_leaves_addresses_places_in_the_page_and_code_as_they_are(self):
        text = "[a](https://example.org) [b](#more) [c](mailto:a@example.org)\n```python\nx[0](docs)\n```\n"
        self.assertEqual(for_pypi(text, REPOSITORY, "1.2.0"), text)

    def test_shows_no_source_of_a_diagram_and_says_where_the_diagram_is(self):
        text = "# How\n\n```mermaid\nflowchart LR\n  A --> B\n```\n\nmore\n"
        self.assertEqual(for_pypi(text, REPOSITORY, "1.2.0"), f"# How\n\n[The diagram]({REPOSITORY}/blob/v1.2.0/README.md) is in the repository.\n\nmore\n")

    def test_every_link_of_ours_leads_to_something(self):
        targets = [match["target"] for match in LINK.finditer((ROOT / "README.md").read_text(encoding="utf-8"))]
        relative = [target for target in targets if not re.match(r"[a-z]+:", target)]
        self.assertGreater(len(relative), 5)
        for target in relative:
            self.assertTrue((ROOT / target.split("#")[0]).exists(), target)

    def test_no_relative_link_is_left(self):
        text = read(ROOT)
        self.assertIn("/raw/v", text)
        for match in LINK.finditer(text):
            self.assertRegex(match["target"], r"^https:|^#")


if __name__ == "__main__":
    unittest.main()
