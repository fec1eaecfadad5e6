"""Runs blocks as the reader's browser does, by the session of src/live, in a process of its own.

Reads from stdin a JSON list of runs, each [codes, check]; writes, for each run, the list of what the session sent.
"""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

if __name__ == '__main__':
    sys.path.insert(0, str(Path(__file__).parents[1]))
from helpers import small_torch

WORDS = {'block': 'block {number}', 'check': 'check', 'input': 'no input here', 'cut': '(cut at {most})'}


def run(*runs):
    """Run blocks in a fresh session. Each of `runs` is a list of codes, or (codes, check). Returns the events of each."""
    asked = [[run, None] if isinstance(run, list) else list(run) for run in runs]
    result = subprocess.run(
        [sys.executable, __file__], input=json.dumps(asked), capture_output=True, text=True, timeout=300
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def printed(events):
    """Return what the last block that ran printed."""
    last = max(number for number, event in enumerate(events) if event['kind'] == 'start')
    return ''.join(event['text'] for event in events[last:] if event['kind'] == 'text')


def ran(events):
    """Return the numbers of the blocks that ran."""
    return [event['block'] for event in events if event['kind'] == 'start']


def _load(name, file):
    spec = importlib.util.spec_from_file_location(name, small_torch.SOURCE / 'live' / file)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    small_torch.install()
    small_torch.install('tinyplot', 'matplotlib')
    _load('book_memory', 'memory.py')
    found = []
    session = _load('book_session', 'session.py').Session(
        lambda kind, **details: found[-1].append({'kind': kind, **details}), WORDS
    )
    for codes, check in json.load(sys.stdin):
        found.append([])
        session.run(codes, check)
    json.dump(found, sys.stdout)


if __name__ == '__main__':
    main()
