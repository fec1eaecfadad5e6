"""Writes files, all or none."""

import os
from collections.abc import Mapping
from pathlib import Path


def replace_all(contents: Mapping[Path, str | None]) -> list[Path]:
    """Write files, all or none: `contents` maps each path to its new text, or to None to remove it.

    Everything is written beside its target first; only then is each target replaced, and put back
    if anything fails or interrupts. Files that already hold their text are left alone. Returns the
    paths that changed.
    """
    before = {path: path.read_text(encoding='utf-8') if path.is_file() else None for path in contents}
    changed = [path for path in contents if contents[path] != before[path]]
    drafts = {}
    try:
        for path in changed:
            if contents[path] is not None:
                drafts[path] = _draft(path, contents[path])
        for path in changed:
            os.replace(drafts[path], path) if path in drafts else path.unlink()
    except BaseException:
        for path in changed:
            if before[path] is None:
                path.unlink(missing_ok=True)
            elif not path.is_file() or path.read_text(encoding='utf-8') != before[path]:
                os.replace(_draft(path, before[path]), path)
        raise
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
    return changed


def _draft(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f'.{path.name}.{os.getpid()}.tmp')
    draft.write_text(text, encoding='utf-8', newline='\n')
    return draft
