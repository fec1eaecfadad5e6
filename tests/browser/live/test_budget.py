"""What a first run costs: bytes, and time beside a bare `loadPyodide` of the same package."""

import functools
import gzip
import http.server
import threading

from bs4 import BeautifulSoup
from helpers.screen.live import Live

MOST = 5_000_000  # bytes of a first run, compressed
SMALL = {
    'page.js',
    'page.css',
    'words.json',
    'service-worker.js',
}  # asked for again by a page, for it has none of its own
STUB = 3_000  # bytes, compressed, that a page may weigh more for being ready to run
TRIES = 4
BARE = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module">
const worker = new Worker('bare.js', {type: 'module'})
window.start = performance.now()
worker.onmessage = () => { window.took = performance.now() - window.start }
</script>"""
WORKER = """import { loadPyodide } from './pyodide.mjs'
const python = await loadPyodide({ indexURL: './', stdout: text => postMessage(text) })
python.runPython('print(1)')
"""


def test_before_the_first_run_nothing_of_it_is_loaded(watched, address):
    asked = []
    watched.on('request', lambda request: asked.append(request.url))
    watched.goto(f'{address}/en/loss.html', wait_until='networkidle')
    assert [url for url in asked if '/live/' in url] == []


def test_a_first_run_loads_few_bytes_and_a_second_page_none(browser, host):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f'{host.address}/en/model.html', wait_until='networkidle')
    host.sent.clear()
    Live(page).run(2)
    first = list(host.sent)
    assert {'pyodide.asm.wasm', 'start.zip', 'worker.js'} <= {name for name, _ in first}
    assert 'rest.zip' not in {name for name, _ in first}, 'START lacks a module'
    twice = {name for name, _ in first if [other for other, _ in first].count(name) > 1}
    assert twice <= {'service-worker.js'}, 'loaded twice'  # at which a browser looks again whenever it likes
    assert sum(size for _, size in first) <= MOST, first
    page.goto(f'{host.address}/en/loss.html', wait_until='networkidle')
    host.sent.clear()
    Live(page).run(2)
    assert {name for name, _ in host.sent} <= SMALL, 'a second page loads Python again'
    context.close()


def test_after_the_first_run_no_network_is_needed(page, address):
    page.goto(f'{address}/en/model.html')
    live = Live(page)
    live.run(2)
    live.write(1, 'while True:\n    pass')
    page.context.set_offline(True)
    live.press('run', 1)
    live.running(1)
    live.press('stop', 1)
    live.wait(1)
    live.press('reset', 1)
    assert 'as on the page' in live.run(2)
    page.context.set_offline(False)


def test_a_first_run_is_no_slower_than_a_bare_pyodide(browser, built_site, book, tmp_path):
    folder = book.modules / 'pyodide'
    for name in ('pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip', 'pyodide-lock.json'):
        (tmp_path / name).symlink_to(folder / name)
    (tmp_path / 'index.html').write_text(BARE)
    (tmp_path / 'bare.js').write_text(WORKER)
    (tmp_path / 'book').symlink_to(built_site)
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), functools.partial(Plain, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f'http://127.0.0.1:{server.server_port}'
    bare, ours = [], []
    for _ in range(TRIES):
        bare.append(visit(browser, f'{address}/index.html', 'window.took'))
        ours.append(visit(browser, f'{address}/book/en/line.html', RUN))
    server.shutdown()
    print('ours', ours, 'bare', bare)
    assert min(ours) <= min(bare), (ours, bare)


RUN = """() => {
  const button = document.querySelectorAll('.book-run')[3]
  if (!window.start) {
    window.start = performance.now()
    button.click()
  }
  const outputs = [...document.querySelectorAll('.live-output')]
  if (outputs.some(output => output.textContent) && !window.took) window.took = performance.now() - window.start
  return window.took
}"""


def visit(browser, url, took):
    """Return how long it takes to the first output, in a browser that knows nothing yet."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(url)
    result = page.wait_for_function(took, timeout=60_000, polling=20).json_value()
    context.close()
    return result


class Plain(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *arguments):
        pass


def test_a_page_that_can_run_weighs_little_more(book, built_site):
    page = BeautifulSoup((built_site / 'en/loss.html').read_text(encoding='utf-8'), 'html.parser')
    template = str(page.select_one('#book-copy').select_one('.book-live'))
    script = (book.root / 'docs/theme/assets/live.js').read_text(encoding='utf-8')
    assert sum(len(gzip.compress(text.encode())) for text in (template, script)) <= STUB
