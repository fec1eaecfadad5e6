"""What MkDocs does not do by itself: formulas, figures in the page, the notebook page, links between languages, the search."""

from functools import partial
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

from book import glossary, katex, lines, notebook, search_index
from book.chapter import Chapter
from book.layout import NOTEBOOK_PAGE, Book
from book.page_html import changed, inline_figures, mark_outputs, tidy_notebook


def on_files(files, config):
    """Add what is installed, not committed (KaTeX, and iframe-worker for the search from disk), and the whole program as a plain script."""
    root = Path(config.config_file_path).parent
    modules = root / 'node_modules'
    for package in ('katex', 'iframe-worker'):
        if not (modules / package).is_dir():
            raise PluginError(f'{package} is not installed (no node_modules/{package}): run `make setup`')
    files.append(File.generated(config, 'assets/katex/katex.min.css', content=katex.stylesheet(modules)))
    for font in katex.fonts(modules):
        files.append(File.generated(config, f'assets/katex/fonts/{font.name}', abs_src_path=str(font)))
    files.append(File.generated(config, 'assets/iframe-worker.js', abs_src_path=str(modules / 'iframe-worker/shim/index.js')))
    files.append(File.generated(config, 'linear_regression.py', abs_src_path=str(root / 'src/linreg/scratch.py')))
    glossary.add_page(files, config)
    return files


def on_page_content(html, page, config, files):
    """Turn the notebook page into plain HTML, mark outputs as such, tie explanations to lines, and terms to the glossary."""
    html = _plain(html, page)
    if page.file.src_uri == f'{glossary.PAGE}.md':
        return html
    book = Book(Path(config.config_file_path).parent)
    return changed(html, lines.tie, partial(glossary.mark, book=book, language=config.extra['book']['language']))


def _plain(html, page):
    if not page.file.src_uri.endswith('.ipynb'):
        return search_index.leave_out_code_so_far(mark_outputs(html))
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
    """Render all formulas by one run of Node, and put the figures into the pages."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    try:
        rendered = katex.render([page.content for page in pages], Path(config.config_file_path).parent / 'node_modules')
    except katex.FormulaError as error:
        raise PluginError(f'{pages[error.page].file.src_uri}: {error}')
    for page, html in zip(pages, rendered):
        page.content = inline_figures(html, Path(config.docs_dir))
    return env


def on_page_context(context, page, config, nav):
    """Name, for the language switch, this very page in each language; the templates make the links relative."""
    config.extra['alternate'] = [alternate | {'link': f'../{alternate["lang"]}/{page.url}'}
                                 for alternate in config.extra['alternate']]
    name = Path(page.file.src_uri).stem
    context['notebook'] = f'{name}.ipynb' if name == NOTEBOOK_PAGE else f'notebooks/{name}.ipynb'
    if not (Path(config.docs_dir) / context['notebook']).is_file():  # a page without code, such as the glossary
        context['notebook'] = None
        return context
    context['versions'], _ = notebook.read(Path(config.docs_dir) / context['notebook'])
    return context


@event_priority(-100)  # after the search plugin
def on_post_build(config):
    """Give the search an index of our own words."""
    search_index.write(Book(Path(config.config_file_path).parent), config.extra['book']['language'], config.site_dir)
