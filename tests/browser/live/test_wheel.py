"""A site whose torch is a wheel that it hosts itself: the page loads it in the place of the small one."""

import zipfile

from helpers.screen import served
from helpers.screen.live import Live

from book.site import builder

WHEEL = 'torch-9.9-py3-none-any.whl'
METADATA = 'Metadata-Version: 2.1\nName: torch\nVersion: 9.9\n'
KIND = 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n'


def test_a_page_imports_the_wheel(page, tiny_book, builders):
    config = tiny_book.configs[0]
    text = config.read_text(encoding='utf-8')
    config.write_text(text.replace('torch: src/tinytorch', f'torch: {WHEEL}'), encoding='utf-8')
    site = builder.build(tiny_book, builders=builders)
    with zipfile.ZipFile(site / 'live' / WHEEL, 'w') as wheel:
        wheel.writestr('torch/__init__.py', 'answer = 42\n')
        wheel.writestr('torch-9.9.dist-info/METADATA', METADATA)
        wheel.writestr('torch-9.9.dist-info/WHEEL', KIND)
        wheel.writestr('torch-9.9.dist-info/RECORD', '')
    server = served.serve(site, 'not here')
    page.goto(f'{server.address}/zh/fall.html')
    live = Live(page)
    live.write(0, 'import torch\nprint(torch.answer)')
    said = live.run(0)
    assert live.output(0) == ['42\n'], said
    server.shutdown()
