"""Runs the blocks of a page in the reader's browser, and says what each printed and drew.

A session remembers what all objects held before each block, so that any block can run again, changed or not, as it
would in a program that runs from the top. It knows nothing of pages or of the browser: `send` takes what it has to say.
"""

import ast
import builtins
import contextlib
import io
import linecache
import sys
import time
import traceback
from collections.abc import Callable, Iterator

import matplotlib.pyplot as plt
from book_memory import remember

MOST = 100_000  # characters that a block can print; no page can show more
PAUSE = 0.05  # seconds between two messages, at least,
FREE = 200  # after so many that went out at once: a loop without an end may follow


class Session:
    """The blocks of one page, and how far they have run."""

    def __init__(self, send: Callable[..., None], words: dict[str, str]):
        self.send, self.words = send, words
        self.names: dict = {}
        self.done: list[tuple[str, list | None]] = []  # of each block that has run: its code, and the state before it
        self.files: list[str] = []
        builtins.input = self._refuse_input
        plt.receive = self._receive
        self._forget()

    def run(self, codes: list[str], check: str | None = None) -> None:
        """Run the last of these blocks, after those above it that have not run yet, or have changed; then a check.

        Sends `start`, `text`, `figure` and `done` for each block that runs; `error` for one that fails, which is then
        the last; `checked` for a check.
        """
        first = self._first(codes)
        self._go_back(first)
        for number in range(first, len(codes)):
            state = self._state()
            if not self._run_block(number, codes[number]):
                self._put_back(state)
                return
            self.done.append((codes[number], state))
        if check is not None:
            self._check(check, len(codes))

    def _first(self, codes):
        """Return the number of the first block that has to run: the last one, or one above it that differs."""
        same = 0
        while same < min(len(codes) - 1, len(self.done)) and codes[same] == self.done[same][0]:
            same += 1
        while same < len(self.done) and self.done[same][1] is None:  # what came then cannot be taken back
            same -= 1
        return max(same, 0)

    def _go_back(self, number):
        """Put everything back to what it was before a block."""
        if number < len(self.done):
            self._put_back(self.done[number][1])
            del self.done[number:]

    def _state(self):
        """Remember what all objects hold, the streams of random numbers among them."""
        if not self._can_go_back() and self.done:
            return None
        modules = [module for name, module in sys.modules.items() if name.split('.')[0] in ('random', 'torch')]
        kinds = ('getstate', 'manual_seed')  # asked of the class: a module may refuse what it lacks
        streams = [
            value
            for module in modules
            for value in vars(module).values()
            if any(hasattr(type(value), kind) for kind in kinds)
        ]
        return remember([self.names, *streams])

    def _can_go_back(self):
        """The real torch keeps its numbers where Python cannot see them."""
        return 'torch' not in sys.modules or '_C' not in vars(sys.modules['torch'])

    def _put_back(self, state):
        if state is None:
            self._forget()
            self.done.clear()
            return
        for restore in state:
            restore()

    def _forget(self):
        self.names.clear()
        self.names.update({'__name__': '__main__', '__builtins__': builtins})

    def _run_block(self, number, code):
        """Run one block. Returns whether it went well."""
        self.send('start', block=number)
        began = time.perf_counter()
        with self._output():
            fine = self._execute(code, self.words['block'].format(number=number + 1))
        if fine:
            self.send('done', seconds=time.perf_counter() - began)
        return fine

    def _check(self, code, number):
        """Run the check of an exercise; what it defines is forgotten."""
        state = self._state()
        with self._output():
            try:
                exec(self._compiled(code, self.words['check']), self.names)
                self.send('checked', right=True, message='')
            except AssertionError as error:
                self.send('checked', right=False, message=str(error))
            except BaseException as error:  # noqa: BLE001 - whatever the reader's code does
                self._report(error)
        self._put_back(state)
        if state is None:
            self.done.clear()

    def _execute(self, code, file):
        try:
            tree = ast.parse(code, file)
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            exec(self._compiled(code, file, tree), self.names)
            if last is not None:  # a value at the end is shown, as in a notebook
                value = eval(compile(ast.Expression(last.value), file, 'eval'), self.names)
                if value is not None:
                    print(repr(value))
        except BaseException as error:  # noqa: BLE001 - whatever the reader's code does
            self._report(error)
            return False
        finally:
            plt.close('all')
        return True

    def _compiled(self, code, file, tree=None):
        """Compile a block under a name of its own, so that a traceback shows its lines."""
        if file not in self.files:
            self.files.append(file)
        linecache.cache[file] = (len(code), None, code.splitlines(True), file)
        return compile(tree or code, file, 'exec')

    def _report(self, error):
        """Send an error: its line in the block, its kind, what it says, and the traceback through blocks alone."""
        sys.stdout.flush()  # what was printed before it is said before it
        found = traceback.TracebackException.from_exception(error)
        found.stack[:] = [frame for frame in found.stack if frame.filename in self.files]
        line, message = found.stack[-1].lineno if found.stack else 0, str(error)
        if isinstance(error, SyntaxError):
            line, message = error.lineno or 0, error.msg
        self.send(
            'error', line=line, file=found.stack[-1].filename if found.stack else '', error=type(error).__name__,
            message=message, traceback=''.join(found.format()),
        )  # fmt: skip

    @contextlib.contextmanager
    def _output(self) -> Iterator[None]:
        """Send on what is printed meanwhile."""
        stream = Stream(self.send, self.words['cut'].format(most=MOST))
        with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
            yield
        stream.flush()

    def _receive(self, figure: object) -> None:
        sys.stdout.flush()  # what was printed above it stands above it
        self.send('figure', svg=figure.svg())

    def _refuse_input(self, *prompt: object) -> str:
        raise RuntimeError(self.words['input'])


class Stream(io.TextIOBase):
    """What a block prints, sent on now and then, and cut where it grows beyond MOST characters."""

    def __init__(self, send: Callable[..., None], cut: str):
        self.send, self.cut = send, cut
        self.waiting: list[str] = []
        self.length, self.count, self.sent = 0, 0, time.monotonic()

    def write(self, text: str) -> int:
        room = MOST - self.length
        self.length += len(text)
        if room > 0:
            self.waiting.append(text[:room] + (f'\n{self.cut}\n' if len(text) > room else ''))
            if self.count < FREE or time.monotonic() - self.sent > PAUSE:
                self.flush()
        return len(text)

    def flush(self) -> None:
        if self.waiting:
            self.send('text', text=''.join(self.waiting))
            self.waiting, self.count, self.sent = [], self.count + 1, time.monotonic()
