"""What MkDocs does not do by itself: formulas, figures in the page, the notebook page, downloads, links between languages, the search."""

import shutil
from functools import partial
from pathlib import Path, PurePosixPath

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

from book.finish import accessible, formula_fonts, glossary, katex
from book.finish.page_html import (
    describe,
    drop_plain_spans,
    inline_figures,
    keep_code_whole,
    mark_outputs,
    tidy_notebook,
)
from book.finish.prose import finish
from book.manuscript import terms
from book.manuscript.book import NOTEBOOK_PAGE, Book
from book.manuscript.page import Page
from book.manuscript.problems import BookError
from book.site import bundle, downloads, languages, search_index, social_card
from book.weave import notebook

WHOLE_PROGRAM = 'linear_regression.py'


def on_files(files, config):
    """Add what is installed, not committed (KaTeX, and iframe-worker for the search from disk), what is drawn for links, downloads, the glossary."""
    root = Path(config.config_file_path).parent
    modules = root / 'node_modules'
    for package in ('katex', 'iframe-worker'):
        if not (modules / package).is_dir():
            raise PluginError(f'{package} is not installed (no node_modules/{package}): run `make setup`')
    bundle.join(files, config, modules)
    files.append(File.generated(config, 'assets/iframe-worker.js', abs_src_path=str(modules / 'iframe-worker/shim/index.js')))
    files.append(File.generated(config, WHOLE_PROGRAM, abs_src_path=str(root / 'src/linreg/scratch.py')))
    for name, content in (*_pictures(config), *_downloads(_book(config), config)):
        if committed := files.get_file_from_path(name):
            files.remove(committed)
        files.append(File.generated(config, name, content=content))
    _add_missing_pages(files, config)
    add_glossary(files, config)
    return files


def add_glossary(files, config):
    """Add the page of the glossary to the site, after the last chapter. Raises PluginError."""
    try:
        content = glossary.page(_book(config), config.extra['book']['language'])
    except (BookError, KeyError, OSError) as error:
        raise PluginError(f'docs/glossary.toml cannot be made a page ({error}): mend what `book check` names')
    files.append(File.generated(config, f'{glossary.PAGE}.md', content=content))
    config.nav.append(f'{glossary.PAGE}.md')


def _add_missing_pages(files, config):
    """Give each chapter that is not yet written in this language a page that leads to the other one."""
    book, language = _book(config), config.extra['book']['language']
    for name in book.chapters:
        if (written := book.written(name)) and language not in written and name != NOTEBOOK_PAGE:
            if present := files.get_file_from_path(f'{name}.md'):
                files.remove(present)
            page, words = book.page(written[0], name).sections[0], config.extra['book']
            files.append(File.generated(config, f'{name}.md', content=(
                f'# {page.title} {{ #{page.id} lang="{written[0]}" }}\n\n<p class="book-notice">{words["to_translate"]} '
                f'<a href="../{written[0]}/{name}.html" hreflang="{written[0]}" lang="{written[0]}">{words["languages"][written[0]]}</a></p>\n')))


def _pictures(config):
    """Yield (name, content) of the pictures that stand for the book elsewhere, drawn from the figure of the home page."""
    try:
        figure = (Path(config.docs_dir) / 'figures/index-1.svg').read_text(encoding='utf-8')
        yield 'assets/preview.png', social_card.card(figure, config.site_name, config.site_description)
        yield 'assets/favicon.png', social_card.icon(figure)
    except (OSError, ValueError) as error:
        raise PluginError(f'figures/index-1.svg: {error}; the picture for links is drawn from it: draw the samples and the fitted line on the home page')


def _downloads(book, config):
    """Yield (name, content) of what the readers of this language carry away: scripts, notebooks, the archive of all notebooks."""
    words = config.extra['book']
    language = words['language']
    notebooks = {name: path for name in book.chapters if language in book.written(name) and (path := book.notebook(language, name)).is_file()}
    for name, path in notebooks.items():
        yield f'notebooks/{name}.ipynb', downloads.alone(path.read_text(encoding='utf-8'), config.site_url)
        if name != NOTEBOOK_PAGE:
            yield f'scripts/{name}.py', downloads.script(book.page(language, name), config.site_name, words['licence'])
    packed = {path.relative_to(config.docs_dir).as_posix(): path.read_text(encoding='utf-8') for path in notebooks.values()}
    yield 'notebooks.zip', downloads.archive(packed, f'{book.slug}-{language}')


def on_nav(nav, config, files):
    """Call the home page so: its title is the book's, which stands above the navigation already."""
    nav.homepage.title = config.extra['book']['home']
    return nav


def on_page_content(html, page, config, files):
    """Turn the notebook page into plain HTML, mark outputs as such, tie explanations to lines and terms to the glossary, and write what the
    other language shows beside its own."""
    html = _plain(html, page)
    page.meta.setdefault('description', describe(html))
    if page.file.src_uri == f'{glossary.PAGE}.md':  # which holds both languages by itself
        return html
    book = _book(config)
    known = terms.file(book).read_text(encoding='utf-8') if terms.file(book).is_file() else ''
    html, script = finish(html, book, config.extra['book']['language'], known)
    files.append(File.generated(config, str(PurePosixPath('assets/parallel', page.url).with_suffix('.js')), content=script))
    return html


def _book(config):
    return Book(Path(config.config_file_path).parent)


def _plain(html, page):
    if not page.file.src_uri.endswith('.ipynb'):
        return search_index.leave_out_code_so_far(mark_outputs(html))
    source = Path(page.file.abs_src_path)
    ids = [section.id for section in Page(source.parent / f'{source.stem}.md').sections]
    try:
        for anchor, name in zip(_flat(page.toc), ids, strict=True):
            anchor.id = name
        return tidy_notebook(html, ids, notebook.figures(source))
    except (KeyError, ValueError):
        raise PluginError(f'{page.file.src_uri} is not the notebook that weave makes of {source.stem}.md: run `make weave`')


def _flat(anchors):
    for anchor in anchors:
        yield anchor
        yield from _flat(anchor.children)


def on_env(env, config, files):
    """Render all formulas by one run of Node, with fonts of only their signs; put the figures in."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    modules = Path(config.config_file_path).parent / 'node_modules'
    try:
        rendered, formulas = katex.render([page.content for page in pages], modules)
    except katex.FormulaError as error:
        raise PluginError(f'{pages[error.page].file.src_uri}: {error}')
    for page, html in zip(pages, rendered):
        page.meta['fonts'] = formula_fonts.needed(html, katex.stylesheet(modules))
        try:
            page.content = keep_code_whole(drop_plain_spans(inline_figures(html, Path(config.docs_dir))))
        except FileNotFoundError as error:
            figure = Path(error.filename).relative_to(config.docs_dir)
            raise PluginError(f'{page.file.src_uri} shows {figure}, which was never drawn: run `make weave`, or take the picture out')
    signs = formula_fonts.signs(formulas, katex.stylesheet(modules))
    for font in katex.fonts(modules):
        files.append(File.generated(config, f'assets/katex/fonts/{font.name}', content=formula_fonts.cut(font, signs.get(font.name, ''))))
    env.globals['addresses'] = partial(languages.addresses, config=config)
    return env


def on_page_context(context, page, config, nav):
    """Give the templates what a reader can take away from the page, and the versions it was woven with."""
    book, name = _book(config), Path(page.file.src_uri).stem
    language = config.extra['book']['language']
    path = book.notebook(language, name)
    if not path.is_file() or language not in book.written(name):  # a page without code, such as the glossary
        context['notebook'] = None
        return context
    context['notebook'] = f'notebooks/{name}.ipynb'
    context['script'] = WHOLE_PROGRAM if name == NOTEBOOK_PAGE else f'scripts/{name}.py'
    context['online'] = downloads.online(config.repo_url, config.extra['book']['branch'], book.shown(path).as_posix())
    context['versions'], _ = notebook.read(path)
    return context


def on_post_page(output, page, config):
    """Name what Material leaves unnamed."""
    return accessible.mend(output, config.extra['book'])


@event_priority(-100)  # after the search plugin
def on_post_build(config):
    """Give the search an index of our own words."""
    search_index.write(_book(config), config.extra['book']['language'], config.site_dir)
    shutil.rmtree(Path(config.site_dir, 'assets/javascripts/lunr'), ignore_errors=True)  # stemmers for other languages: a megabyte that nothing loads
