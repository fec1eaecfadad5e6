"""The scripts of the page that need no page, in Node: what they do when storage, network or Python fails."""

import json
from pathlib import Path

import pytest

from book.finish.formulas import katex


@pytest.fixture(scope='module')
def found():
    """What each scenario of parts.mjs found."""
    run = katex.run_node(Path(__file__).with_name('parts.mjs'), work='')
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_what_the_browser_does_not_keep_lives_as_long_as_the_page(found):
    assert found['store']['full'] == ['new', 1, None]
    assert found['store']['then'] == ['newest', None, 'of another tab']
    assert found['store']['kept'] == ['book.live.broken', 'book.live.old']


def test_a_run_ends_once_and_after_python_broke_down_another_worker_starts(found):
    runner = found['runner']
    assert runner['early'] == 0, 'a worker started before the service worker was there'
    assert runner['ends'] == ['idle', 'dead', 'dead', 'stopped', 'stopped', 'idle']
    assert runner['heard'] == ['start', 'out of memory', 'no script']
    assert runner['listened'] == ['load', 'ready', 'gone', 'gone', 'gone']
    workers = [(worker['got'], worker['ended']) for worker in runner['workers']]
    lost = (['begin', 'run'], True)
    assert workers == [(['begin', 'run', 'run'], True), lost, lost, (['begin', 'run'], False)]


def test_python_waits_for_the_service_worker_to_be_active_and_not_for_ever(found):
    offline = found['offline']
    assert set(offline[:-1:2]) == {'https://x.org/book/live/service-worker.js /book/live/'}
    none, installed, activated, never, refused = offline[1::2]
    assert none == refused == [True, True], 'there is none to wait for'
    assert installed == [False, False] and activated == never == [False, True], offline


def test_the_service_worker_throws_away_its_own_older_stores_alone(found):
    worker = found['service_worker']
    assert worker['done'][:2] == ['skip', 'claim']
    assert worker['stores'].keys() == {'live S/ 2', 'live S/deep/ 1', 'other'}


def test_the_service_worker_asks_once_keeps_no_failure_and_answers_without_a_store(found):
    worker = found['service_worker']
    assert worker['done'][2:] == [f'asked {name}' for name in ('new', 'missing', 'missing', 'large', 'kept')]
    assert worker['answers'] == ['live S/ 2', True, 'new of the network', False, False, True, True]
    assert worker['stores']['live S/ 2'] == ['kept', 'new']


def test_what_the_worker_loads_is_counted_and_arrives_as_it_was_sent(found):
    worker = found['worker']
    assert worker['response'] == [200, 'application/wasm', 100]
    loads = [(message['done'], message['of']) for message in worker['said'] if message['kind'] == 'load']
    assert loads == [(50, 200), (200, 200)]


def test_an_error_outside_of_the_reader_s_code_ends_the_run_and_says_why(found):
    said = [message for message in found['worker']['said'] if message['kind'] != 'load']
    assert said == [{'kind': 'ready'}, {'kind': 'dead', 'message': 'Error: no more memory'}]


def test_a_file_of_python_s_own_that_is_not_there_is_named(found):
    assert found['worker']['lost'] == [404, {'kind': 'dead', 'message': 'start.zip: 404'}]


def test_an_archive_that_does_not_come_is_no_error_of_its_own(found):
    assert found['worker']['archives'] == [False, False, True]
    assert found['worker']['files'] == [['/lib/rest.zip', 7]]


def test_the_bar_says_how_much_is_there_and_is_gone_while_python_is_ready(found):
    progress = found['progress']
    assert progress['bar'] == [1_234_567, 4_000_000, 'Loading 1.2 / 4.0 MB']
    assert progress['shown'] == [4, 0, 4]


def test_the_clock_of_a_block_never_comes_to_its_end_and_stops_with_its_bar(found):
    progress = found['progress']
    assert (progress['values'], progress['label'], progress['cleared']) == ([10, 19], 'Running', [0, 1])


def test_a_link_that_could_not_be_copied_stands_in_the_address(found):
    assert found['share']['said'] == ['above', 'above', 'copied']


def test_a_link_gives_the_whole_code_or_nothing(found):
    assert (found['share']['whole'], found['share']['cut'], found['share']['other']) == (['é 中文'], [], [])
