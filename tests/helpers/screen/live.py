"""Blocks that run in the page, as a reader runs them."""

import json

PATIENCE = 600_000  # milliseconds: a busy machine may take long, and what hangs is stopped by pytest-timeout


class Live:
    """The blocks of an open page. They are numbered from 0, as in the manuscript."""

    def __init__(self, page):
        self.page = page
        self.count = self.bars.count()

    @property
    def bars(self):
        return self.page.locator('.book-copy:has(.book-live)')

    def bar(self, number):
        return self.bars.nth(number)

    def frame(self, number):
        return self.page.locator('.highlight:has(> .book-copy .book-live)').nth(number)

    def panel(self, number):
        """The panel right below a block."""
        return self.frame(number).locator('xpath=following-sibling::*[1][contains(@class, "live")]')

    def press(self, what, number):
        """Press a button above a block, also in a fold."""
        self.bar(number).locator(f'.book-{what}').evaluate('button => button.click()')

    def run(self, number):
        """Run a block, and wait for its end. Returns what its panel says."""
        self.press('run', number)
        return self.wait(number)

    def check(self, number):
        self.press('check', number)
        return self.wait(number)

    def wait(self, number):
        """Wait until no run is in progress. Returns what the panel of a block says."""
        self.page.wait_for_function(
            """number => {
                const bar = document.querySelectorAll('.book-copy:has(.book-live)')[number]
                const panel = bar.closest('.highlight').nextElementSibling
                return panel?.matches('.live') && panel.dataset.state === 'ended'
            }""",
            arg=number,
            timeout=PATIENCE,
        )
        return self.status(number)

    def running(self, number):
        """Wait until a block is running."""
        text = self.panel(number).locator('.live-status:has-text("Running…"), .live-status:has-text("正在运行")')
        text.wait_for(state='attached', timeout=PATIENCE)

    def status(self, number):
        return self.panel(number).locator('.live-status').text_content()

    def output(self, number):
        return self.panel(number).locator('.live-output > pre').all_text_contents()

    def statuses(self):
        """What the panel of each block says, by number; without a panel, nothing."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll('.highlight:has(> .book-copy .book-live)')]
                .map(frame => frame.nextElementSibling?.matches('.live') ? frame.nextElementSibling.querySelector('.live-status').textContent : '')"""
        )

    def write(self, number, code):
        """Put code in the place of a block's own, in the editor, as by pasting."""
        self.press('edit', number)
        self.frame(number).locator('.cm-content').wait_for(state='attached')
        self.frame(number).locator('.cm-content').evaluate('content => content.focus()')
        self.page.keyboard.press('Control+a')
        if code:
            self.page.keyboard.insert_text(code)
        else:
            self.page.keyboard.press('Delete')

    def is_marked(self, number):
        """Whether a block says before it runs how long it takes."""
        return self.frame(number).get_attribute('data-seconds') is not None

    def code(self, number):
        """The code of a block, as it is copied."""
        return self.frame(number).locator('> pre > code').text_content()

    def kept(self):
        """What the page keeps in the browser."""
        return json.loads(self.page.evaluate('JSON.stringify({...localStorage})'))
