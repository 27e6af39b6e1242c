"""What is installed works: every dependency imports, and the wheel carries all data it needs."""

import importlib
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile

import pytest
from command import ROOT, environment
from packaging.requirements import Requirement

MODULES = {"charset-normalizer": "charset_normalizer", "neo4j-rust-ext": "neo4j._rust"}


def declared():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [Requirement(line) for line in project["dependencies"]]
    return sorted(r.name for r in wanted if r.marker is None or r.marker.evaluate())


@pytest.mark.parametrize("name", declared())
def test_every_declared_dependency_imports(name):
    importlib.import_module(MODULES.get(name, name.replace("-", "_")))


def test_importing_the_package_is_cheap_and_gives_the_api():
    code = (
        "import sys, timeline; assert 'spacy' not in sys.modules and 'sqlalchemy' not in sys.modules;"
        "import timeline.api; print([n for n in timeline.api.__all__ if not callable(getattr(timeline, n))])"
    )
    out = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    assert out.stdout == "[]\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        env=environment({"PYTHONWARNINGS": "default"}), check=True, capture_output=True,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_pipeline_ontology_and_queries(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.startswith("timeline/extract/pipeline/") for name in names)
    assert any(name.startswith("timeline/model/") and name.endswith(".toml") for name in names)
    assert any(name.startswith("timeline/_cypher/") and name.endswith(".cypher") for name in names)
    assert "timeline/py.typed" in names
    assert not any(name.startswith(("tests/", "timeline/extract/training")) for name in names)


def test_the_installed_command_works_from_another_folder(wheel, tmp_path):
    """In an environment of its own; the dependencies are those of this one, to save an hour of downloads."""
    home = tmp_path / "env"
    venv.create(home, with_pip=False)
    site = next(home.glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # Last on the path, so that `timeline` is the wheel's; .pth files in there are not followed.
    (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "a.jsonl").write_text(
        '{"text": "President Anna Berg visited Halden on Monday.", "source": "A", "published": "2025-03-12"}\n'
    )
    kept = {k: v for k, v in environment().items() if k != "PYTHONPATH"}
    run = [home / ("Scripts" if os.name == "nt" else "bin") / "python", "-m", "timeline"]
    question = "import timeline; print(timeline.__file__)"
    where = subprocess.run([run[0], "-c", question], cwd=folder, env=kept, capture_output=True, text=True, check=True)
    assert str(site) in where.stdout
    done = subprocess.run([*run, "run", "a.jsonl"], cwd=folder, env=kept, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "2025-03-10" in done.stdout
    assert "CONSULT.visit" in done.stdout
