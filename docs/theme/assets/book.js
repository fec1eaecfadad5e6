// Material's search listens to keys only. Text that comes otherwise (pasted by mouse, spoken, handwritten,
// chosen from a Chinese input method) counts as well.
document.addEventListener('input', event => {
  if (event.target.matches('.md-search__input')) event.target.dispatchEvent(new Event('keyup'))
})
