"""Standard input as it comes: the same bytes as a file's, without waiting for more than was asked for."""

import io
import json
import os
import select
import subprocess
import sys

import pytest
from command import environment
from hypothesis import given
from hypothesis import strategies as st

from timeline.corpus.arriving import Arriving
from timeline.corpus.streams import Peeked

TEXT = "President Anna Berg visited Halden on Monday."


@given(st.binary(max_size=60), st.lists(st.tuples(st.sampled_from("rl"), st.integers(-1, 9)), max_size=12))
def test_it_reads_as_a_file_does(data, steps):
    plain, arriving = io.BytesIO(data), Arriving(io.BufferedReader(io.BytesIO(data)))
    for step, size in steps:
        if step == "r":
            assert arriving.read(size) == plain.read(size)
        else:
            assert arriving.readline(size) == plain.readline(size)
    assert arriving.read() == plain.read()


def test_a_line_is_there_before_the_next_one_is_sent():
    ours, theirs = os.pipe()
    with os.fdopen(ours, "rb") as stream:
        arriving = Arriving(stream)
        os.write(theirs, b'{"a": 1}\n{"b"')
        peeked = Peeked(arriving, 1 << 16)
        assert peeked.head.startswith(b'{"a": 1}\n')
        assert not arriving.idle()
        assert peeked.readline() == b'{"a": 1}\n'
        assert arriving.idle(), "half a line is nothing to go on with"
        os.write(theirs, b": 2}\n")
        assert not arriving.idle()
        assert peeked.readline() == b'{"b": 2}\n'
        os.close(theirs)
        assert not arriving.idle(), "the end is there to be read"
        assert peeked.readline() == b""


@pytest.mark.parametrize("reader_leaves", [False, True])
def test_annotate_answers_each_article_as_it_comes(tmp_path, reader_leaves):
    process = subprocess.Popen(
        [sys.executable, "-m", "timeline", "annotate", "-"], cwd=tmp_path, env=environment(),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        for number in range(3):
            process.stdin.write(json.dumps({"id": str(number), "text": TEXT}).encode() + b"\n")
            process.stdin.flush()
            assert select.select([process.stdout], [], [], 120)[0], "no answer while the pipe is open"
            assert json.loads(process.stdout.readline())["id"] == str(number)
        if reader_leaves:
            process.stdout.close()
            process.stdin.write(json.dumps({"text": TEXT}).encode() + b"\n")
        process.stdin.close()
        assert process.wait(60) == 0
        assert process.stderr.read() == b""
    finally:
        process.kill()
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()
