"""What MkDocs does not do by itself: formulas, figures in the page, the notebook page, links between languages."""

from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from book import accessible, formula_fonts, katex, notebook
from book.chapter import Chapter
from book.layout import NOTEBOOK_PAGE
from book.page_html import complete_alternates, describe, inline_figures, mark_outputs, tidy_notebook
from book.system_dark import follow_system


def on_files(files, config):
    """Add what is installed, not committed (KaTeX), and the whole program as a plain script."""
    root = Path(config.config_file_path).parent
    modules = root / 'node_modules'
    if not (modules / 'katex').is_dir():
        raise PluginError('KaTeX is not installed (no node_modules/katex): run `make setup`')
    files.append(File.generated(config, 'assets/katex/katex.min.css', content=katex.stylesheet(modules)))
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
    """Render all formulas by one run of Node, with fonts of only their signs, and put the figures into the pages."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    modules = Path(config.config_file_path).parent / 'node_modules'
    try:
        rendered, signs = katex.render([page.content for page in pages], modules)
    except katex.FormulaError as error:
        raise PluginError(f'{pages[error.page].file.src_uri}: {error}')
    for page, html in zip(pages, rendered):
        page.meta['fonts'] = formula_fonts.needed(html, katex.stylesheet(modules))
        page.meta.setdefault('description', describe(html))
        page.content = inline_figures(html, Path(config.docs_dir))
    for font in katex.fonts(modules):
        files.append(File.generated(config, f'assets/katex/fonts/{font.name}', content=formula_fonts.cut(font, signs)))
    return env


def on_page_context(context, page, config, nav):
    """Name, for the language switch, this very page in each language; the templates make the links relative."""
    config.extra['alternate'] = [alternate | {'link': f'../{alternate["lang"]}/{page.url}'}
                                 for alternate in config.extra['alternate']]
    name = Path(page.file.src_uri).stem
    context['notebook'] = f'{name}.ipynb' if name == NOTEBOOK_PAGE else f'notebooks/{name}.ipynb'
    context['versions'], _ = notebook.read(Path(config.docs_dir) / context['notebook'])
    return context


def on_post_page(output, page, config):
    """Name what Material leaves unnamed, and give search engines whole addresses."""
    return complete_alternates(accessible.mend(output, config.extra['book']), page.canonical_url)


def on_post_build(config):
    """Let the style sheets follow the system into the dark."""
    for path in Path(config.site_dir).rglob('*.css'):
        path.write_text(follow_system(path.read_text(encoding='utf-8')), encoding='utf-8')
