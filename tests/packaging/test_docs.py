"""The documentation is true: generated pages are current, commands are documented, README blocks run."""

import importlib.util
import json
import re
import shutil
import subprocess
import sys

import jsonschema
import pytest
from command import ROOT, Command, environment

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def generator():
    spec = importlib.util.spec_from_file_location("docs_generator", ROOT / "scripts" / "docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_current(generator):
    stale = [
        str(page.relative_to(ROOT))
        for page, text in generator.generated().items()
        if not page.exists() or page.read_text(encoding="utf-8") != text
    ]
    assert stale == [], "run scripts/docs.py"


def test_every_command_says_what_it_does_and_gives_an_example(generator):
    import click

    from timeline.cli.app import app

    for path, command in generator.commands(app, ("timeline",)):
        assert command.help, path
        if not isinstance(command, click.Group):
            assert "Example: " in command.help, path


def test_schemas_are_schemas():
    paths = sorted((ROOT / "docs" / "schemas").rglob("*.json"))
    assert paths
    for path in paths:
        jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text()))


def test_links_in_the_pages_lead_somewhere():
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A working directory with the examples, in which the README's shell blocks have run."""
    path = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "examples", path / "examples")
    return path


def test_readme_shell_blocks_run(folder):
    script = "\n".join(["set -euo pipefail", f'timeline() {{ "{sys.executable}" -m timeline "$@"; }}', *blocks("sh")])
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (folder / "chronology.jsonl").stat().st_size > 0


def test_readme_python_blocks_run(folder):
    for code in blocks("python"):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=folder, env=environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


def test_shell_completion_knows_the_commands(tmp_path):
    completion = {"_TIMELINE_COMPLETE": "bash_complete", "COMP_WORDS": "timeline co", "COMP_CWORD": "1"}
    out = Command(tmp_path)(env=completion).out
    assert "conflicts" in out
    assert "consolidate" in out


def test_the_settings_of_the_schedule_page_are_accepted(tmp_path):
    from timeline.engine.cron import parse
    from timeline.engine.settings import load

    page = (ROOT / "docs" / "schedule.md").read_text(encoding="utf-8")
    path = tmp_path / "timeline.toml"
    path.write_text(re.search(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)[1])
    settings = load(path)
    assert settings.config.corpus.limits.file_bytes == 67108864
    assert parse(settings.file.schedule.cron)
