// An editor in the place of a block's code: CodeMirror 6. It lives in a shadow root, where the styles that it writes need
// no leave from the page's policy.
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { python } from '@codemirror/lang-python'
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { drawSelection, EditorView, keymap } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const color = name => `var(--md-code-hl-${name}-color)`
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier], color: color('keyword') },
  { tag: [tags.string, tags.special(tags.string)], color: color('string') },
  { tag: tags.number, color: color('number') },
  { tag: tags.comment, color: color('comment') },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], color: color('function') },
  { tag: [tags.operator, tags.punctuation], color: color('operator') },
  { tag: [tags.bool, tags.null], color: color('constant') }
])
const look = EditorView.theme({
  '&': { backgroundColor: 'var(--md-code-bg-color)', color: 'var(--md-code-fg-color)', fontSize: 'var(--live-size)' },
  '&.cm-focused': { outline: '.1rem solid var(--md-typeset-a-color)', outlineOffset: '-.1rem' },
  '.cm-scroller': { fontFamily: 'var(--md-code-font-family)', lineHeight: '1.4' },
  '.cm-content': { padding: '.5em 1.1764705882em .7720588235em', caretColor: 'currentcolor' },
  '.cm-line': { padding: '0' },
  '.cm-cursor': { borderLeftColor: 'currentcolor' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { background: 'var(--md-code-hl-color--light) !important' },
  '.cm-matchingBracket': { backgroundColor: 'var(--md-code-hl-color--light)' }
})

// Put an editor in the place of the code of `frame`. `run` is called on Ctrl+Enter, `change` with the text on each change.
export const open = (frame, text, words, { run, change }) => {
  const plain = frame.querySelector('pre')
  const host = document.createElement('div')
  host.className = 'live-editor'
  host.style.setProperty('--live-size', getComputedStyle(plain.querySelector('code')).fontSize)
  plain.hidden = true
  plain.after(host)
  const root = host.attachShadow({ mode: 'open' })
  const keys = [
    { key: 'Mod-Enter', run: () => { run(); return true } },
    indentWithTab
  ]
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        history(), drawSelection(), bracketMatching(), indentOnInput(), indentUnit.of('    '), python(), syntaxHighlighting(colours), look,
        keymap.of([...keys, ...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': words.editor, autocapitalize: 'off', autocorrect: 'off', spellcheck: 'false' }),
        EditorView.updateListener.of(update => { if (update.docChanged && !quiet) change(update.state.doc.toString()) })
      ]
    })
  })
  let quiet = false
  return {
    focus: () => view.focus(),
    set: wanted => {
      quiet = true
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: wanted } })
      quiet = false
    }
  }
}
