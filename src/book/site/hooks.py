"""What MkDocs runs (`hooks:` in mkdocs.yml): when it has built a language, the folder is finished."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from book.manuscript.book import Book
from book.manuscript.problems import BookError
from book.site import finish_folder


def on_post_build(config: MkDocsConfig) -> None:
    """Finish the built folder. Raises PluginError with what is wrong and how to mend it."""
    try:
        finish_folder.finish(Path(config.site_dir), Book(Path(config.config_file_path).resolve().parent))
    except BookError as error:
        raise PluginError(str(error)) from error
