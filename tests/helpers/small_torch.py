"""Runs blocks of code, read as JSON from stdin, with the small torch under the name `torch`. Writes what each printed.

In a process of its own, since a process has one `torch`.
"""

import contextlib
import importlib.util
import io
import json
import sys
from pathlib import Path

SMALL = Path(__file__).parents[2] / 'src/tinytorch'


def install():
    """Let `import torch` give the small one, as in the reader's browser."""
    spec = importlib.util.spec_from_file_location(
        'torch', SMALL / '__init__.py', submodule_search_locations=[str(SMALL)]
    )
    module = sys.modules['torch'] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)


def main():
    install()
    import matplotlib

    matplotlib.use('Agg')
    from matplotlib import pyplot as plt

    names, printed = {'__name__': '__main__'}, []
    for code in json.load(sys.stdin):
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(code, names)
        plt.close('all')
        printed.append(output.getvalue())
    json.dump(printed, sys.stdout)


if __name__ == '__main__':
    main()
