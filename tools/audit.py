"""`make audit`: Lighthouse's scores, the weight and axe's findings of every page, as a table; that of all pages is
written to
tests/results/audit.md.

Fails if a page is not faultless in accessibility, best practices or search engine optimisation, or if axe finds
anything. Speed is reported only: it depends on the machine.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from book.finish.formulas import katex
from book.manuscript.book import Book
from book.manuscript.writing import replace_all
from book.site import builder

sys.path.append(str(Path(__file__).parents[1] / 'tests'))
from helpers.screen import axe, browser, served  # noqa: E402 - the tests' own server and browser
from helpers.screen.live import Live  # noqa: E402

ROOT = Path(__file__).parent.parent
RESULT = ROOT / 'tests/results/audit.md'
LIGHTHOUSE = ROOT / 'audit/node_modules/lighthouse/cli/index.js'
FLAGS = (
    '--headless=new --no-sandbox --disable-gpu --disable-background-networking '
    '--disable-component-update --disable-sync'
)
FAULTLESS = ('accessibility', 'best-practices', 'seo')
HEAD = ('page', 'KB', 'requests', 'speed (range)', *FAULTLESS, 'axe', 'first run, s', 'again, s')


def lighthouse(url, categories):
    """Return Lighthouse's scores (0 to 100) of a page on a phone, category by score, and the titles of what it faults
    outside of speed.
    """
    command = [
        katex.node(),
        LIGHTHOUSE,
        url,
        '--quiet',
        '--output=json',
        f'--only-categories={",".join(categories)}',
        f'--chrome-flags={FLAGS}',
    ]
    run = subprocess.run(command, capture_output=True, text=True, env=os.environ | {'CHROME_PATH': browser.find()})
    if run.returncode:
        raise RuntimeError(f'Lighthouse did not run on {url}: {run.stderr.strip()}')
    report = json.loads(run.stdout)
    return {name: round(100 * category['score']) for name, category in report['categories'].items()}, faults(report)


def faults(report):
    """Return the titles of the audits that cost a page its full score in what must be faultless."""
    ids = [
        reference['id']
        for name in FAULTLESS
        for reference in report['categories'].get(name, {}).get('auditRefs', [])
        if reference['weight']
    ]
    return [
        report['audits'][name]['title']
        for name in ids
        if (report['audits'][name]['score'] or 0) < 1
        and report['audits'][name]['scoreDisplayMode'] not in ('notApplicable', 'manual', 'informative')
    ]


def row(page, address, name, runs):
    """Return a page's row of the table, and what is wrong with it, as texts."""
    responses = []
    page.on('response', lambda response: responses.append(response))
    page.goto(f'{address}/{name}', wait_until='networkidle')
    kilobytes = sum(map(served.weight, responses)) / 1000
    found = axe.rounds(page)
    scores, wrong = lighthouse(f'{address}/{name}', ('performance', *FAULTLESS))
    speeds = [scores['performance']] + [
        lighthouse(f'{address}/{name}', ['performance'])[0]['performance'] for _ in range(runs - 1)
    ]
    speed = f'{statistics.median(speeds):.0f} ({min(speeds)}–{max(speeds)})'
    faultless = (scores[category] for category in FAULTLESS)
    cells = (name, f'{kilobytes:.0f}', len(responses), speed, *faultless, len(found), *first_runs(page))
    return '| ' + ' | '.join(map(str, cells)) + ' |', problems(name, scores, wrong, found)


def problems(name, scores, titles, found):
    """Return what makes the audit of a page fail: scores below 100, what Lighthouse faults, what axe finds."""
    low = [f'{category} is {scores[category]}' for category in FAULTLESS if scores[category] < 100]
    return [f'{name}: {text}' for text in titles + low + found]


def first_runs(page):
    """Return how long the first two blocks take to run, by a browser that has no Python yet, and after a reload."""
    took = []
    for _ in range(2):
        page.reload()
        live = Live(page)
        if not live.count:
            return '', ''
        began = time.perf_counter()
        live.run(min(1, live.count - 1))
        took.append(f'{time.perf_counter() - began:.1f}')
    return took


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument('pages', nargs='*', help='such as en/loss.html; all of them if none is named')
    arguments.add_argument('--runs', type=int, default=5, help='how often the speed of a page is measured (5)')
    chosen = arguments.parse_args()
    port, failed, table = free_port(), [], ['| ' + ' | '.join(HEAD) + ' |', '| --- ' * len(HEAD) + '|']
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        base = f'http://127.0.0.1:{port}{served.PREFIX}'
        built = builder.build(Book(ROOT), f'{base}/', Path(folder) / 'site')
        server = served.serve(built, (built / '404.html').read_text(encoding='utf-8'), port)
        chromium = playwright.chromium.launch(executable_path=browser.find(), args=FLAGS.split()[1:])
        for name in chosen.pages or sorted(str(path.relative_to(built)) for path in built.glob('*/*.html')):
            context = chromium.new_context(reduced_motion='reduce', viewport={'width': 390, 'height': 844})
            line, wrong = row(context.new_page(), base, name, chosen.runs)
            context.close()
            table.append(line)
            failed += wrong
            print(line, flush=True)
        server.shutdown()
    print(*failed, sep='\n')
    if not chosen.pages:
        replace_all({RESULT: '\n'.join(['# Audit', '', *table, '', *(f'- {problem}' for problem in failed), ''])})
        print(f'written to {RESULT.relative_to(ROOT)}')
    return bool(failed)


if __name__ == '__main__':
    sys.exit(main())
