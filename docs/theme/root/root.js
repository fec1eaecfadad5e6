// The first of the reader's languages that the book speaks; with none of them, the reader chooses on the page.
const wanted = (navigator.languages || [navigator.language]).map(tag => tag.slice(0, 2).toLowerCase())
const language = wanted.find(tag => tag === 'zh' || tag === 'en')
if (language) location.replace(language + '/index.html')
