"""The glossary for readers: a page of all terms, and a note for each term where a page first uses it."""

import bisect
import html
import re

from bs4 import BeautifulSoup, NavigableString

from book.manuscript import terms
from book.manuscript.book import LANGUAGES

PAGE = 'glossary'
WORDS = {
    'zh': {'title': '术语表', 'where': '首次讲解：', 'note': '查看术语表',
           'intro': '本书用到的术语，按拼音排列，每条都附有英文。正文里带点线的词就是这里的术语：把指针移上去，用键盘选中它，或者点一下，就能看到解释。'},
    'en': {'title': 'Glossary', 'where': 'Introduced in: ', 'note': 'In the glossary',
           'intro': 'The terms of this book, in alphabetical order, each with its Chinese word. On the pages they have a dotted underline: '
                    'point at one, reach it by keyboard, or tap it, and its explanation shows.'},
}
# The common characters of GB 2312 stand in the order of their pinyin: the first one of each letter that begins a syllable.
LETTERS = 'ABCDEFGHJKLMNOPQRSTWXYZ'
FIRST_OF_LETTER = [first.encode('gb18030') for first in '啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝']
HEADINGS = ('h1', 'h2', 'h3', 'h4')
NO_PROSE = {*HEADINGS, 'a', 'code', 'pre', 'th', 'summary', 'svg', 'script', 'style'}


def page(book, language):
    """Return the page of the glossary (Markdown): a heading with an anchor for each term, in the order of the language."""
    words, other = WORDS[language], _other(language)
    chapters = {name: book.page(language if language in book.written(name) else other, name) for name in book.chapters}
    entries = sorted(terms.read(book), key=lambda term: sort_key(term[language]))
    text = f'# {words["title"]} {{ #{PAGE} }}\n\n{words["intro"]}\n\n{_jumps(entries, language)}\n{{ .term-letters }}\n'
    for term in entries:
        chapter, _, section = term['where'].partition('#')
        titles = {found.id: found.title for found in chapters[chapter].sections}
        places = ' › '.join(dict.fromkeys([chapters[chapter].sections[0].title, titles[section]]))
        text += (f'\n## {term[language]}{_translated(term, language)} {{ #{terms.anchor(term)} .term-head }}\n\n'
                 f'{term[f"{language}_text"]}\n\n{term[f"{other}_text"]}\n{{ lang="{other}" }}\n\n'
                 f'{words["where"]}[{places}]({chapter}.md#{section})\n{{ .term-where }}\n')
    return text


def sort_key(word):
    """Return what sorts words as a reader expects: by their letter, and Chinese within it by pinyin, which is how GB 2312 orders its common characters."""
    return initial(word), word.casefold().encode('gb18030')


def initial(word):
    """Return the letter under which a reader looks for a word: of a Chinese one, the first of its pinyin."""
    if word[0].isascii():
        return word[0].upper()
    return LETTERS[bisect.bisect(FIRST_OF_LETTER, word[0].encode('gb18030')) - 1]


def _jumps(entries, language):
    """Return links (Markdown) to the first term of each letter, of `entries` in the order of the page."""
    first = {initial(term[language]): terms.anchor(term) for term in reversed(entries)}
    return ' '.join(f'[{letter}](#{first[letter]})' for letter in dict.fromkeys(initial(term[language]) for term in entries))


def mark(soup, entries, language):
    """Make each of the terms `entries` a link to the glossary where the page first uses it, in place, and add its note.

    `soup` is the HTML of a page, before its formulas are rendered; headings, code, links and outputs are left alone. The notes stand
    at the end of the page, hidden.
    """
    pattern, used = _pattern(entries, language), {}
    for node in list(soup.descendants):
        if type(node) is NavigableString and _is_prose(node):
            _link(soup, node, pattern, entries, used)
    if used:
        notes = ''.join(_note(term, language) for term in used.values())
        # A section, for Material takes the end of a nested element with the same tag for the end of what the search leaves out.
        soup.append(BeautifulSoup(f'<section class="term-notes" data-search-exclude>{notes}</section>', 'html.parser'))


def _pattern(entries, language):
    """Return one expression for all forms of all terms, the longest first; the name of a group has the number of its term."""
    forms = sorted(((form, number) for number, term in enumerate(entries) for form in terms.forms(term, language)), key=lambda found: -len(found[0]))
    parts = [f'(?P<t{number}_{i}>{terms.pattern(language, form).pattern})' for i, (form, number) in enumerate(forms)]
    return re.compile('|'.join(parts) or '(?!)', re.IGNORECASE)


def _is_prose(node):
    return not any(parent.name in NO_PROSE or {'arithmatex', 'output'} & set(parent.get('class', ())) for parent in node.parents)


def _link(soup, node, pattern, entries, used):
    """Make links of the terms in a piece of text, but for those in `used`, and add them to it."""
    pieces, at = [], 0
    for match in pattern.finditer(node):
        term = entries[int(match.lastgroup[1:].split('_')[0])]
        anchor = terms.anchor(term)
        if anchor in used:
            continue
        used[anchor] = term
        link = soup.new_tag('a', attrs={'class': 'term', 'href': f'{PAGE}.html#{anchor}', 'aria-describedby': f'term-{anchor}'}, string=match[0])
        pieces += [node[at:match.start()], link]
        at = match.end()
    if pieces:
        node.replace_with(*(piece for piece in (*pieces, node[at:]) if piece))


def _translated(term, language):
    """Return the term's word in the other language (HTML), or '' if it is the same."""
    other = _other(language)
    return f' <span lang="{other}">{term[other]}</span>' if term[other] != term[language] else ''


def _other(language):
    [other] = [name for name in LANGUAGES if name != language]
    return other


def _note(term, language):
    anchor = terms.anchor(term)
    text = re.sub('`(.*?)`', r'<code>\1</code>', html.escape(term[f'{language}_text'], quote=False))
    return (f'<div class="term-note" popover="manual"><p><strong>{term[language]}</strong>{_translated(term, language)}</p>'
            f'<p id="term-{anchor}">{text}</p><p><a href="{PAGE}.html#{anchor}">{WORDS[language]["note"]}</a></p></div>')
