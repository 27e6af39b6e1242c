"""docker/compose.yaml run for real: Neo4j with its health check, and the engine beside it, once and on schedule.

Needs a container engine, compose v2 and two images: NEO4J_IMAGE and TIMELINE_IMAGE, or those that the compose file
names (docker/local-image makes a stand-in for the first where none can be pulled; docker/Dockerfile builds the second).
"""

import json
import os
import shutil
import subprocess
import time

import pytest
from store.server import ROOT, free_port

pytestmark = [pytest.mark.docker, pytest.mark.slow, pytest.mark.timeout(900)]
DOCKER = ROOT / "docker"
NEO4J = os.environ.get("NEO4J_IMAGE", "neo4j:5.26.31-community")
ENGINE = os.environ.get("TIMELINE_IMAGE", "timeline-engine:local")
SECRET = "correct-horse-9"  # noqa: S105 - of containers that live as long as these tests


def docker(*arguments, **options):
    return subprocess.run(["docker", *arguments], capture_output=True, text=True, check=False, **options)


class Project:
    """One compose project with its own ports, secrets and volumes."""

    def __init__(self, folder, host):
        self.name = f"timeline-test-{os.getpid()}"
        self.files = ["compose.yaml", *(["compose.host.yaml"] if host else [])]
        bolt, http = str(free_port()), str(free_port())
        password, auth = folder / "password.txt", folder / "auth.txt"
        password.write_text(SECRET)
        auth.write_text(f"neo4j/{SECRET}")
        password.chmod(0o640)
        os.chown(password, -1, 10001) if os.geteuid() == 0 else password.chmod(0o644)
        self.environment = os.environ | {
            "NEO4J_IMAGE": NEO4J, "TIMELINE_IMAGE": ENGINE, "NEO4J_HEAP": "512m", "NEO4J_PAGECACHE": "128m",
            "NEO4J_BOLT_PORT": bolt, "NEO4J_HTTP_PORT": http, "NEO4J_HEALTH_PORT": http if host else "7474",
            "NEO4J_PASSWORD_FILE": str(password), "NEO4J_AUTH_FILE": str(auth),
            "TIMELINE_IN": str(ROOT / "examples"), "TIMELINE_EVERY": "3",
        }  # fmt: skip

    def compose(self, *arguments, **more):
        files = [part for file in self.files for part in ("-f", file)]
        command = ["docker", "compose", "-p", self.name, *files, *arguments]
        return subprocess.run(
            command, cwd=DOCKER, env=self.environment | more, capture_output=True, text=True, check=False
        )

    def engine(self, *arguments, **more):
        """One command of the engine: exit code, standard output, and what it said beside it."""
        done = self.compose("run", "--rm", "-T", "engine", *arguments, **more)
        return done.returncode, done.stdout, done.stderr

    def inspect(self, service):
        found = self.compose("ps", "-a", "-q", service).stdout.split()[0]
        return json.loads(docker("inspect", found).stdout)[0]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    if shutil.which("docker") is None or docker("info").returncode:
        pytest.skip("no container engine answers")
    if docker("compose", "version").returncode:
        pytest.skip("needs compose v2 (`docker compose`)")
    for image in (NEO4J, ENGINE):
        if docker("image", "inspect", image).returncode:
            pytest.skip(f"no image {image}; docker/local-image and docker/Dockerfile make them")
    own = Project(tmp_path_factory.mktemp("secrets"), host=bool(docker("network", "inspect", "bridge").returncode))
    try:
        started = own.compose("up", "-d", "--wait", "neo4j")
        assert started.returncode == 0, started.stderr
        yield own
    finally:
        own.compose("--profile", "scheduled", "--profile", "once", "down", "-v", "-t", "20")


@pytest.fixture(scope="module")
def filled(project):
    code, shown, said = project.engine("run", "/in")
    assert code == 0, said
    assert "2025" in shown
    return project


def test_neo4j_becomes_healthy_with_the_password_of_its_secret(project):
    assert project.inspect("neo4j")["State"]["Health"]["Status"] == "healthy"


def test_the_engine_runs_once_and_both_stores_hold_the_same(filled):
    code, graph, said = filled.engine("export", "records")
    assert code == 0, said
    assert filled.engine("--store", "/data/timeline.read.db", "export", "records") == (0, graph, said)
    assert '"record":"event"' in graph.replace(" ", "")
    again = filled.engine("rebuild", "--verify")
    assert again[0] == 0, again


def test_the_password_stands_in_no_settings_and_no_process_list(filled):
    settings = json.dumps(filled.inspect("neo4j")["Config"])
    listed = docker("top", filled.inspect("neo4j")["Id"]).stdout
    assert SECRET not in settings + listed
    assert SECRET not in filled.compose("config").stdout


def test_a_password_that_cannot_be_read_or_is_wrong_is_one_line(filled, tmp_path):
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("wrong")
    wrong.chmod(0o644)
    code, _, said = filled.engine("show", NEO4J_PASSWORD_FILE=str(wrong))
    assert code == 5
    assert "NEO4J_PASSWORD" in said
    wrong.chmod(0o000)
    code, _, said = filled.engine("show", NEO4J_PASSWORD_FILE=str(wrong))
    assert code == 2
    assert "cannot be read by user 10001" in said


def test_the_engine_is_not_root_and_writes_nowhere_but_in_its_volume(project):
    def shell(command):
        return project.compose("run", "--rm", "-T", "--entrypoint", "sh", "engine", "-c", command)

    assert shell("id -u").stdout.strip() == "10001"
    assert shell("touch /data/x && rm /data/x").returncode == 0
    assert shell("touch /opt/x").returncode != 0
    assert shell("touch /in/x").returncode != 0


def test_the_image_works_without_any_network():
    article = json.dumps({"text": "Anna Vale visited Norport on 12 March 2025."})
    done = docker("run", "--rm", "-i", "--network", "none", "--read-only", ENGINE, "annotate", "-", input=article)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["assertions"][0]["date"]["edtf"] == "2025-03-12"


def test_memory_is_limited(filled):
    assert filled.inspect("neo4j")["HostConfig"]["Memory"] == 3 * 2**30


def test_the_volume_outlives_the_container(filled):
    before = filled.engine("show", "--format", "jsonl")
    assert filled.compose("down", "-t", "60").returncode == 0
    started = filled.compose("up", "-d", "--wait", "neo4j")
    assert started.returncode == 0, started.stderr
    assert filled.engine("show", "--format", "jsonl")[:2] == before[:2]


def test_the_scheduled_service_runs_again_and_again_and_ends_when_told(filled):
    assert filled.compose("--profile", "scheduled", "up", "-d", "scheduled").returncode == 0
    end = time.monotonic() + 240
    while time.monotonic() < end:
        logs = filled.compose("--profile", "scheduled", "logs", "scheduled").stdout
        if logs.count(", journal at ") >= 2:
            break
        time.sleep(2)
    assert logs.count(", journal at ") >= 2, logs
    assert "exit code" not in logs
    start = time.monotonic()
    assert filled.compose("--profile", "scheduled", "stop", "-t", "60", "scheduled").returncode == 0
    assert time.monotonic() - start < 50
