// What Material draws by script, made fit for a keyboard and a screen reader.
{
  // The drawer and the search of a phone open by labels, which no keyboard reaches: buttons take their places, and their styles, which
  // go by `for`. (Without scripts, the drawer's checkbox itself takes the focus.)
  for (const label of document.querySelectorAll('.md-header__button:is([for="__drawer"], [for="__search"])')) {
    const button = document.createElement('button'), toggle = document.getElementById(label.htmlFor)
    button.type = 'button'
    button.className = label.className
    button.ariaLabel = toggle.ariaLabel
    button.setAttribute('for', toggle.id)
    button.append(...label.children)
    button.addEventListener('click', () => {
      toggle.click()
      if (toggle.id === '__search') document.querySelector('.md-search__input').focus()
    })
    label.replaceWith(button)
  }

  // What scrolls sideways can be scrolled by keys.
  const scrollers = new ResizeObserver(entries => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0
      else target.removeAttribute('tabindex')
    }
  })

  const tidy = () => {
    for (const scroller of document.querySelectorAll('.md-typeset__scrollwrap, .md-typeset pre > code, div.formula')) scrollers.observe(scroller)
  }
  new MutationObserver(tidy).observe(document.querySelector('article'), { childList: true, subtree: true })
  tidy()
}
