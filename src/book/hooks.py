"""What MkDocs does not do by itself: formulas, figures in the page, the notebook page, links between languages."""

from functools import partial
from pathlib import Path, PurePosixPath

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

from book import katex, languages, notebook, parallel
from book.chapter import Chapter
from book.layout import NOTEBOOK_PAGE
from book.page_html import inline_figures, mark_outputs, tidy_notebook


def on_files(files, config):
    """Add what is installed, not committed (KaTeX), and the whole program as a plain script."""
    root = Path(config.config_file_path).parent
    modules = root / 'node_modules'
    if not (modules / 'katex').is_dir():
        raise PluginError('KaTeX is not installed (no node_modules/katex): run `make setup`')
    files.append(File.generated(config, 'assets/katex/katex.min.css', content=katex.stylesheet(modules)))
    for font in katex.fonts(modules):
        files.append(File.generated(config, f'assets/katex/fonts/{font.name}', abs_src_path=str(font)))
    files.append(File.generated(config, 'linear_regression.py', abs_src_path=str(root / 'src/linreg/scratch.py')))
    return files


def on_page_content(html, page, config, files):
    """Turn the notebook page into plain HTML, and mark outputs as such."""
    if not page.file.src_uri.endswith('.ipynb'):
        return mark_outputs(html)
    source = Path(page.file.abs_src_path)
    ids = [section.id for section in Chapter(source.parent / f'{source.stem}.md').sections]
    try:
        for anchor, name in zip(_flat(page.toc), ids, strict=True):
            anchor.id = name
        return tidy_notebook(html, source.stem, ids, notebook.figures(source))
    except (KeyError, ValueError):
        raise PluginError(f'{page.file.src_uri} is not the notebook that weave makes of {source.stem}.md: run `make weave`')


def _flat(anchors):
    for anchor in anchors:
        yield anchor
        yield from _flat(anchor.children)


def on_env(env, config, files):
    """Render all formulas by one run of Node, put the figures into the pages, and write what the other language shows beside its own."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    try:
        rendered = katex.render([page.content for page in pages], Path(config.config_file_path).parent / 'node_modules')
    except katex.FormulaError as error:
        raise PluginError(f'{pages[error.page].file.src_uri}: {error}')
    for page, html in zip(pages, rendered):
        html, sections = parallel.prepare(html)
        page.content = inline_figures(html, Path(config.docs_dir))
        name = PurePosixPath('assets/parallel', page.url).with_suffix('.js')
        files.append(File.generated(config, str(name), content=parallel.script(config.extra['book']['language'], sections)))
    env.globals['addresses'] = partial(languages.addresses, config=config)
    return env


def on_page_context(context, page, config, nav):
    """Give the templates the notebook of the page, and the versions it was woven with."""
    name = Path(page.file.src_uri).stem
    context['notebook'] = f'{name}.ipynb' if name == NOTEBOOK_PAGE else f'notebooks/{name}.ipynb'
    context['versions'], _ = notebook.read(Path(config.docs_dir) / context['notebook'])
    return context


@event_priority(-100)  # after the search has written its index
def on_post_build(config):
    """Write the index of the search as a script, too: opened from file://, Material asks for that, and stops without it."""
    index = Path(config.site_dir, 'search/search_index.json').read_text(encoding='utf-8')
    Path(config.site_dir, 'search/search_index.js').write_text(f'var __index = {index}\n', encoding='utf-8')
