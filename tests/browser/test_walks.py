"""The pack in the real Neo4j Browser: style and favourites are dropped onto the window, each walk is drawn.

Needs the Maven jars (scripts/neo4j-jars) and Chromium; skipped without, failed when TIMELINE_REQUIRE_BROWSER=1.
`TIMELINE_SCREENSHOTS=DIR` keeps the pictures that the documentation shows.
"""

import os
import shutil
from pathlib import Path

import pytest
from playwright import sync_api
from store import server
from store.command import timeline

from timeline.store import browser

pytestmark = [pytest.mark.neo4j, pytest.mark.filterwarnings("default")]
EXAMPLES = Path(__file__).parents[2] / "examples"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DROP = """([name, content]) => {
  const data = new DataTransfer();
  data.items.add(new File([content], name, {type: 'text/plain'}));
  const target = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  for (const kind of ['dragenter', 'dragover', 'drop'])
    target.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: data}));
}"""
FRAME = "[data-testid=frame] >> nth=0"
CAPTIONS = "frame => [...frame.querySelectorAll('g.node')].map(n => n.textContent.trim())"
COLOURS = "frame => [...frame.querySelectorAll('g.node circle')].map(c => c.getAttribute('fill')).filter(Boolean)"
WALKS = {
    "1-corpus-by-month": {"#2F6DB5", "#F2C14E", "#7C6BB0"},
    "2-one-event-with-its-evidence": {"#2F6DB5", "#F2C14E", "#6BBF59", "#7C6BB0", "#D64545"},
    "3-open-conflicts": {"#D64545", "#6BBF59", "#F2C14E", "#2F6DB5"},
    "4-one-actor": {"#E5704E", "#2F6DB5"},
    "5-copies-of-an-agency-story": {"#7C6BB0", "#F2C14E", "#2F6DB5"},
}


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pack")
    browser.install(folder)
    return folder


@pytest.fixture(scope="module")
def window(tmp_path_factory, pack):
    """Browser connected to a graph of the sample corpus, with style and favourites from the pack."""
    if not server.can_start() or CHROMIUM is None:
        missing = "needs scripts/neo4j-jars and Chromium (apt-get install chromium)"
        pytest.fail(missing) if os.environ.get("TIMELINE_REQUIRE_BROWSER") == "1" else pytest.skip(missing)
    with server.running(tmp_path_factory.mktemp("browser")) as own, pytest.MonkeyPatch.context() as patch:
        for name in ("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
            patch.delenv(name, raising=False)
        code, _ = timeline(tmp_path_factory.mktemp("db") / "t.db", "--store", own.uri, "run", EXAMPLES)
        assert code == 0
        with sync_api.sync_playwright() as play:
            chromium = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = chromium.new_page(viewport={"width": 1200, "height": 760})
            page.goto(own.browser)
            page.click("[data-testid=connect]", timeout=60000)
            page.wait_for_selector("text=:play start", timeout=60000)
            drop(page, pack / "style.grass")
            page.wait_for_selector("[data-testid=styleResetButton]")
            for walk in sorted(pack.glob("*.cypher")):
                drop(page, walk)
                page.click("text=Save to favorites")
            page.click("[data-testid=navigationFavorites]")
            page.wait_for_selector("[data-testid=savedScriptListItem] >> nth=4")
            yield page
            chromium.close()


def drop(page, file):
    page.evaluate(DROP, [file.name, file.read_text("utf-8")])


def test_every_walk_has_a_favourite(pack, window):
    titles = [file.read_text("utf-8").splitlines()[0][3:] for file in sorted(pack.glob("*.cypher"))]
    listed = window.locator("[data-testid=savedScriptListItem]").all_inner_texts()
    assert [text.strip() for text in listed] == titles


@pytest.mark.parametrize("name", WALKS)
def test_a_walk_is_drawn_with_captions_and_colours(window, name):
    item = window.locator("[data-testid=savedScriptListItem]").nth(int(name[0]) - 1)
    item.locator("[data-testid=savedScriptsButton-Run]").click(force=True)
    window.wait_for_selector(f"{FRAME} >> g.node", timeout=60000)
    window.wait_for_timeout(4000)  # the layout comes to rest
    frame = window.locator(FRAME)
    captions = frame.evaluate(CAPTIONS)
    assert len(captions) >= 3
    assert all(captions)
    assert set(frame.evaluate(COLOURS)) >= WALKS[name]
    if folder := os.environ.get("TIMELINE_SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        frame.screenshot(path=Path(folder) / f"browser-{name}.png")
