import pytest
from command import Command


@pytest.fixture
def timeline(tmp_path):
    folder = tmp_path / "work"
    folder.mkdir()
    return Command(folder)
