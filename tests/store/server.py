"""A real Neo4j for tests: the one that NEO4J_URI names, a container, or the server from Maven's jars."""

import os
import shutil
import socket
import subprocess
import time
import zipfile
from contextlib import contextmanager
from pathlib import Path

import neo4j

ROOT = Path(__file__).parents[2]
JARS = Path(os.environ.get("TIMELINE_NEO4J_JARS", ROOT / "var" / "neo4j" / "lib"))
_OPENS = ["java.nio", "java.io", "sun.nio.ch"]
_CONF = """\
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.http.advertised_address=127.0.0.1:{http}
server.https.enabled=false
dbms.security.auth_enabled={auth}
server.memory.pagecache.size={cache}
dbms.usage_report.enabled=false
server.databases.default_to_read_only={read_only}
db.transaction.monitor.check.interval=500ms
dbms.cypher.min_replan_interval=1h
"""
_TLS = """\
server.bolt.tls_level=REQUIRED
dbms.ssl.policy.bolt.enabled=true
dbms.ssl.policy.bolt.base_directory={folder}
dbms.ssl.policy.bolt.private_key=private.key
dbms.ssl.policy.bolt.public_certificate=public.crt
dbms.ssl.policy.bolt.client_auth=NONE
"""


class Server:
    """A Neo4j process on the loopback interface that can be stopped, killed and started again."""

    def __init__(self, home: Path, *, auth=False, read_only=False, tls=False, heap="512m", cache="64m", bolt=None):
        self.home, self.heap, self.tls = home, heap, tls
        self.bolt, self.http = bolt or free_port(), free_port()
        self.process = None
        (home / "conf").mkdir(parents=True, exist_ok=True)
        self.configure(auth=auth, read_only=read_only, cache=cache)

    def configure(self, *, auth=False, read_only=False, cache="64m"):
        text = _CONF.format(
            bolt=self.bolt, http=self.http, auth=str(auth).lower(), read_only=str(read_only).lower(), cache=cache
        )
        if self.tls:
            text += _TLS.format(folder=self._certificate())
        (self.home / "conf" / "neo4j.conf").write_text(text)

    def _certificate(self):
        """A new certificate, signed by itself."""
        folder = self.home / "certificates"
        folder.mkdir(exist_ok=True)
        names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
        files = ["-keyout", folder / "private.key", "-out", folder / "public.crt"]
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names, *files]
        subprocess.run(command, check=True, capture_output=True)
        return folder

    @property
    def uri(self):
        return f"bolt://127.0.0.1:{self.bolt}"

    @property
    def browser(self):
        return f"http://127.0.0.1:{self.http}/browser/?dbms=bolt://127.0.0.1:{self.bolt}"

    def start(self, password=None):
        opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENS]
        command = [
            *("java", "-Xms256m", f"-Xmx{self.heap}", *opens, "--enable-native-access=ALL-UNNAMED"),
            *("-Dlog4j2.disable.jmx=true", "-cp", f"{JARS}/*", entry_point()),
            *(f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}", "--console-mode"),
        ]
        with (self.home / "console.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=_environment())
        uri = self.uri.replace("bolt", "bolt+ssc") if self.tls else self.uri
        wait_for(uri, ("neo4j", password) if password else None, self.process)
        return self

    def kill(self):
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def stop(self):
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None


def entry_point():
    """The class that starts a server; it has another name in each generation."""
    with zipfile.ZipFile(next(JARS.glob("neo4j-[0-9]*.jar"))) as jar:
        return jar.read("META-INF/services/org.neo4j.server.startup.EntryPoint").decode().strip()


def _environment():
    # a NEO4J_… variable would be read as a setting of the server
    return {k: v for k, v in os.environ.items() if not k.startswith("NEO4J_")}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(uri, auth=None, process=None, seconds=90):
    """Return when the server answers a query; raise with what it said when it does not."""
    end, last = time.monotonic() + seconds, None
    while time.monotonic() < end:
        if process is not None and process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            with neo4j.GraphDatabase.driver(uri, auth=auth, connection_timeout=2) as driver:
                driver.verify_connectivity()
                return
        except neo4j.exceptions.AuthError:
            return  # it answers; the caller sets the first password
        except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError, OSError) as error:
            last = error
            time.sleep(0.3)
    raise RuntimeError(f"{uri} does not answer: {last}")


def answers(uri):
    """Does a server answer there?"""
    try:
        with neo4j.GraphDatabase.driver(uri, connection_timeout=2) as driver:
            driver.verify_connectivity()
    except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError, OSError):
        return False
    return True


def can_start():
    """Are Java and the jars there?"""
    return shutil.which("java") is not None and JARS.is_dir() and any(JARS.glob("neo4j-server-*.jar"))


@contextmanager
def running(home, **settings):
    server = Server(home, **settings)
    try:
        yield server.start()
    finally:
        server.stop()
