"""Runs the commands as a person does, and waits for what they do."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

BOOK_COMMAND = [sys.executable, '-m', 'book.cli']


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def wait_for(condition, seconds=120):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if result := condition():
            return result
        time.sleep(0.2)
    raise AssertionError('it did not happen in time')


def get(address):
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # it is held back while the server builds
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def make(book, *arguments, folder=None, **environment):
    """Run make in a copy that has the files for it, and nothing installed."""
    outside = {
        name: value for name, value in os.environ.items() if name not in ('MAKEFLAGS', 'MAKELEVEL', 'MFLAGS')
    }  # of `make test`
    return subprocess.run(
        ['make', *arguments], cwd=folder or book.root, capture_output=True, text=True, env=outside | environment
    )
