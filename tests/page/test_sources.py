"""What the page's own files promise without a browser: nothing from outside, no parsed HTML."""

import re
from pathlib import Path

import pytest

import sandbox

PAGE = Path(sandbox.__file__).parent / "page"
MODULES = sorted(PAGE.glob("*.js"))
SVG_NAMESPACE = "http://www.w3.org/2000/svg"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_a_module_builds_nodes_and_never_parses_html(module: Path) -> None:
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function"
    )
    assert re.findall(forbidden, module.read_text()) == []


@pytest.mark.parametrize("file", sorted(PAGE.iterdir()), ids=lambda path: path.name)
def test_a_file_names_no_other_machine(file: Path) -> None:
    text = file.read_text().replace(SVG_NAMESPACE, "")
    assert re.findall(r"""["'(]https?://[^\s"')\\]+""", text) == []


def test_all_modules_are_fetched_at_once_and_no_script_stands_inline() -> None:
    index = (PAGE / "index.html").read_text()
    asked = set(re.findall(r'modulepreload" href="/_page/static/([\w.]+)"', index)) | {"main.js"}
    assert asked == {module.name for module in MODULES}
    assert re.findall(r"<script(?![^>]*\ssrc=)", index) == []
    assert not re.search(r"\son\w+=|\sstyle=", index)
