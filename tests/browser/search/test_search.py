"""In real Chromium: the search finds what learners look for, costs nothing before it is used, and works from disk."""

import re

import pytest
from helpers.pages import CHAPTERS
from helpers.screen.browser import FRAME, until
from helpers.screen.search import FIELD, look_for

from book.manuscript import terms

# What learners type, and where they must come first: the page, and its section where one alone explains it.
CODE = {
    'no_grad': 'optimizer#no-grad',
    'torch.no_grad()': 'optimizer#no-grad',
    'detach': 'dataset#detach',
    '.detach()': 'dataset#detach',
    'zero_': 'backward#leaves',
    'data_iter': 'batches',
    'torch.matmul': 'dataset#matmul',
    'matmul': 'dataset#matmul',
    'reshape': 'dataset#synthetic-data',
    'scatter': 'dataset#scatter-arguments',
    'plt.scatter': 'dataset#scatter-arguments',
    'squared_loss': 'loss',
    'requires_grad': 'parameters#record',
    'batch_size': 'batches#data-iter',
    'yield': 'batches#yield',
    'param.grad': 'optimizer#sgd',
    'linreg': 'model',
    'sgd': 'optimizer',
    'synthetic_data': 'dataset',
    'manual_seed': 'dataset#imports',
}


QUERIES = {
    'en': CODE
    | {
        'learning rate': 'training#learning-rate',
        'mini-batch': 'batches',
        'broadcasting': 'model#broadcasting',
        'noise': 'dataset',
        'batch size': 'batches',
        'gradient': 'backward#partial',
        'clear the gradients': 'optimizer#zero-grad',
        'mean squared error': 'loss#mse',
        'squared loss': 'loss',
        'one half': 'loss#half',
        'hyperparameters': 'training#hyperparameters',
        'epoch': 'batches#epoch',
        'random seed': 'dataset#imports',
        'standard deviation': 'dataset#synthetic-data',
        'shuffle': 'batches',
        'leaf tensor': 'parameters#pitfall',
        'generator': 'batches#yield',
        'in place': 'dataset#synthetic-data',
        'stochastic gradient descent': 'optimizer#sgd',
        'training loop': 'training',
        'whole program': 'script',
        'install': 'index#setup',
    },
    'zh': CODE
    | {
        '梯度清零': 'optimizer#zero-grad',
        '小批量': 'batches#task',
        '广播机制': 'model#broadcasting',
        '广播': 'model#broadcasting',
        '学习率': 'training#learning-rate',
        '噪声': 'dataset',
        '均方损失': 'loss',
        '均方误差': 'loss#mse',
        '小批量随机梯度下降': 'optimizer#sgd',
        '梯度下降': 'optimizer#sgd',
        '平方损失': 'loss#squared-loss',
        '二分之一': 'loss#half',
        '超参数': 'training#hyperparameters',
        '超参': 'training#hyperparameters',
        '随机种子': 'dataset#imports',
        '标准差': 'dataset#synthetic-data',
        '打乱': 'batches#shuffle',
        '叶子张量': 'parameters#pitfall',
        '生成器': 'batches#yield',
        '原地': 'dataset#synthetic-data',
        '批量大小': 'batches#last-batch',
        '梯度': 'optimizer',
        '训练循环': 'training',
        '完整程序': 'script',
        'torch.no_grad 有什么用': 'optimizer#no-grad',
    },
}


QUERIES = {
    language: {query: place for query, place in queries.items() if place.partition('#')[0] in CHAPTERS}
    for language, queries in QUERIES.items()
}


# Material shows ten results, and more when a reader scrolls to their end.
ALL_RESULTS = """async () => {
  const box = document.querySelector('.md-search__scrollwrap'), items = () => [...document.querySelectorAll('.md-search-result__item')]
  const number = parseInt(document.querySelector('.md-search-result__meta').innerText)
  for (let i = 0; i < 100 && items().length < number; i++) {
    box.scrollTo(0, i % 2 ? box.scrollHeight : 0)
    await (FRAME)()
  }
  return items().flatMap(item => [...item.querySelectorAll('a')].map(link => link.pathname))
}""".replace('FRAME', FRAME)


LONGER = {'均值': '平均值'}  # another word, which holds a term


def misplaced(page, queries):
    """Return for each query, with another first result than it must have, that result."""
    wrong = {}
    for query, wanted in queries.items():
        first = next(iter(look_for(page, query)), [])
        if wanted not in (first[:2] if '#' in wanted else first[:1]):
            wrong[query] = first[:2]
    return wrong


def test_the_page_that_explains_comes_first(searching):
    assert len(QUERIES[searching.language]) >= 20
    assert misplaced(searching, QUERIES[searching.language]) == {}


@pytest.mark.about('dataset', 'optimizer')
def test_a_page_that_does_not_come_first_would_be_named(searching):
    assert misplaced(
        searching, {'no_grad': 'dataset', 'detach': 'dataset#task', 'zyxw': 'index', 'sgd': 'optimizer'}
    ) == {'no_grad': ['optimizer', 'optimizer#no-grad'], 'detach': ['dataset', 'dataset#detach'], 'zyxw': []}


def test_a_term_finds_every_page_that_has_it_and_pages_of_its_language_only(searching, book):
    sections = searching.evaluate('searchIndex.docs')
    missed = {}
    for word in [form for entry in terms.read(book) for form in terms.forms(entry, searching.language)]:
        holding = {
            section['location'].split('.')[0]
            for section in sections
            if re.search(
                rf'(?<![A-Za-z]){re.escape(word)}',
                re.sub('\u200b|<.*?>', '', f'{section["title"]} {section["text"]}').replace(LONGER.get(word, '\0'), ''),
                re.IGNORECASE,
            )
        }
        look_for(searching, word)
        found = searching.evaluate(ALL_RESULTS)
        if gap := holding - {link.rpartition('/')[2].partition('.')[0] for link in found}:
            missed[word] = gap
        assert not [link for link in found if f'/{searching.language}/' not in link]
    assert missed == {}


@pytest.mark.parametrize(
    'query, wanted',
    [
        ('batchsize', 'batches'),
        ('gradeint descnet', 'optimizer'),
        ('learningrate', 'training'),
        ('optimzer', 'optimizer'),
    ],
)
def test_a_search_forgives_joined_words_and_a_slip_of_the_key(watched, address, query, wanted):
    watched.goto(f'{address}/en/index.html')
    watched.focus(FIELD)
    until(watched, '() => window.searchIndex')
    assert wanted in [item[0] for item in look_for(watched, query)[:3]]


@pytest.mark.about('dataset', 'batches', 'parameters')
def test_words_that_no_section_has_together_find_those_that_have_some(searching):
    words = {'en': 'detach yield', 'zh': '叶子张量 生成器'}[searching.language]
    assert {'batches'} < {item[0] for item in look_for(searching, words)}


def test_the_code_so_far_is_found_only_where_it_is_explained(searching):
    assert not [
        section['location']
        for section in searching.evaluate('searchIndex.docs')
        if 'def synthetic_data' in section['text'] and not section['location'].startswith(('dataset', 'script'))
    ]
