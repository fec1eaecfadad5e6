"""What MkDocs does not do by itself: formulas, figures in the page, the notebook page, links between languages."""

from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from book import katex, notebook, preview
from book.chapter import Chapter
from book.layout import NOTEBOOK_PAGE
from book.page_html import inline_figures, keep_code_whole, mark_outputs, tidy_notebook


def on_files(files, config):
    """Add what is installed, not committed (KaTeX), what is drawn for links, and the whole program as a plain script."""
    root = Path(config.config_file_path).parent
    modules = root / 'node_modules'
    if not (modules / 'katex').is_dir():
        raise PluginError('KaTeX is not installed (no node_modules/katex): run `make setup`')
    files.append(File.generated(config, 'assets/katex/katex.min.css', content=katex.stylesheet(modules)))
    for font in katex.fonts(modules):
        files.append(File.generated(config, f'assets/katex/fonts/{font.name}', abs_src_path=str(font)))
    files.append(File.generated(config, 'linear_regression.py', abs_src_path=str(root / 'src/linreg/scratch.py')))
    try:
        figure = (Path(config.docs_dir) / 'figures/index-1.svg').read_text(encoding='utf-8')
        pictures = {'preview.png': preview.card(figure, config.site_name, config.site_description), 'favicon.png': preview.icon(figure)}
    except (OSError, ValueError) as error:
        raise PluginError(f'figures/index-1.svg: {error}; the picture for links is drawn from it: draw the samples and the fitted line on the home page')
    for name, content in pictures.items():
        files.append(File.generated(config, f'assets/{name}', content=content))
    return files


def on_nav(nav, config, files):
    """Call the home page so: its title is the book's, which stands above the navigation already."""
    nav.homepage.title = config.extra['book']['home']
    return nav


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
    """Render all formulas by one run of Node, and put the figures into the pages."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    try:
        rendered = katex.render([page.content for page in pages], Path(config.config_file_path).parent / 'node_modules')
    except katex.FormulaError as error:
        raise PluginError(f'{pages[error.page].file.src_uri}: {error}')
    for page, html in zip(pages, rendered):
        page.content = keep_code_whole(inline_figures(html, Path(config.docs_dir)))
    return env


def on_page_context(context, page, config, nav):
    """Name, for the language switch, this very page in each language; the templates make the links relative."""
    config.extra['alternate'] = [alternate | {'link': f'../{alternate["lang"]}/{page.url}'}
                                 for alternate in config.extra['alternate']]
    name = Path(page.file.src_uri).stem
    context['notebook'] = f'{name}.ipynb' if name == NOTEBOOK_PAGE else f'notebooks/{name}.ipynb'
    context['versions'], _ = notebook.read(Path(config.docs_dir) / context['notebook'])
    return context
