"""The fonts that the browser of the tests sees: Latin, Chinese and monospaced, from npm by lock file.

What a test measures depends on them alone, whether the machine has many fonts or none.
"""

from pathlib import Path

from fontTools.ttLib import TTFont

MODULES = Path(__file__).parents[2] / 'node_modules'
SOURCES = [
    MODULES / '@fontsource' / family / 'files' / f'{family}-{subset}-{weight}-normal.woff'
    for family, subsets in (('arimo', ('latin', 'latin-ext', 'greek')), ('noto-sans-sc', ('chinese-simplified',)))
    for subset in subsets
    for weight in (400, 700)
]
# Arimo has the widths of Arial; `binding="same"` lets it stand for that name. DejaVu has the signs that the others
# lack.
CONFIG = """<?xml version="1.0"?>
<fontconfig>
  <dir>{folder}</dir>
  <dir>{dejavu}</dir>
  <cachedir>{folder}/cache</cachedir>
  <alias binding="same"><family>Arial</family><prefer><family>Arimo</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Arimo</family><family>Noto Sans SC</family><family>DejaVu Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
"""


def install(folder):
    """Put the fonts into `folder`, unpacked, for fontconfig reads no WOFF.

    Returns the environment that a browser needs to see them alone.
    """
    config = folder / 'fonts.conf'
    if not config.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        for source in SOURCES:
            font = TTFont(source)
            font.flavor = None
            font.save(folder / f'{source.stem}.ttf')
        config.write_text(CONFIG.format(folder=folder, dejavu=MODULES / 'dejavu-fonts-ttf/ttf'), encoding='utf-8')
    return {'FONTCONFIG_FILE': str(config)}
