// The text of an agreement: colours, problems where they are, completion, and the form beside it kept in step. Without it the text is a plain field and the form is sent with it.
import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { yaml } from '@codemirror/lang-yaml';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState, Transaction } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

// Of the page that was loaded first: its policy is the one in force.
const nonce = document.querySelector('meta[name="csp-nonce"]').content;

// Typed over a selection, Chromium would keep the look of what was there in a style of its own, which the policy forbids.
function overtype(e, view) {
  if (e.inputType !== 'insertText' || !e.data || view.composing || view.state.selection.main.empty) return false;
  view.dispatch(view.state.update(view.state.replaceSelection(e.data), { userEvent: 'input.type', scrollIntoView: true }));
  e.preventDefault();
  return true;
}

const look = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--main)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--muted)', fontStyle: 'italic' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--ok)' },
  { tag: [tags.punctuation, tags.separator, tags.bracket, tags.brace, tags.squareBracket], color: 'var(--muted)' },
]);
const theme = EditorView.theme({
  '&': { fontSize: '12.5px', backgroundColor: 'var(--card)', color: 'var(--text)', height: '34rem', resize: 'vertical', overflow: 'hidden' },
  '.cm-scroller': { fontFamily: 'ui-monospace, "Cascadia Mono", "Liberation Mono", monospace', lineHeight: '1.55', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--text)' }, '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--bg)', color: 'var(--muted)', border: '0' },
  '.cm-activeLine': { backgroundColor: 'var(--line-soft)' }, '.cm-selectionBackground': { backgroundColor: 'var(--main-soft) !important' },
  '.cm-tooltip': { backgroundColor: 'var(--card)', color: 'var(--text)', border: '1px solid var(--line)', borderRadius: '6px', maxWidth: '30rem' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--main-soft)', color: 'var(--text)' },
  '.cm-completionDetail': { color: 'var(--muted)', fontStyle: 'normal' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--late)' }, '.cm-diagnostic-warning': { borderLeftColor: 'var(--soon)' },
});

function open() {
  const form = document.getElementById('draft'), area = form?.querySelector('textarea.source'), sides = form?.querySelector('[data-sides]');
  if (!area || area.hidden) return;
  let drawn = false, waiting = 0, asked = 0;

  const view = new EditorView({
    state: EditorState.create({
      doc: area.value,
      extensions: [
        EditorView.cspNonce.of(nonce), EditorView.domEventHandlers({ beforeinput: overtype }), lineNumbers(), history(), drawSelection(), highlightActiveLine(), yaml(), indentUnit.of('  '), EditorState.tabSize.of(2), lintGutter(), syntaxHighlighting(look), theme,
        autocompletion({ override: [complete], icons: false }), EditorView.contentAttributes.of({ 'aria-label': area.dataset.label, tabindex: '0' }),
        // Escape, then Tab leaves the field: the editor's own way out for the keyboard.
        keymap.of([...completionKeymap, ...lintKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          area.value = view.state.doc.toString();
          if (!drawn) later('text');
        }),
      ],
    }),
  });
  area.hidden = true;
  area.after(view.dom);
  show();

  /** Waits until typing pauses, then asks what the other side is now and what is wrong. */
  function later(from) {
    // An answer on its way is to a text that is no more: put back, it would take away what was typed since.
    asked++;
    clearTimeout(waiting);
    waiting = setTimeout(() => step(from), from === 'text' ? 450 : 50);
  }

  async function step(from) {
    const mine = ++asked;
    let answer;
    try {
      answer = await fetch(sides.dataset.sides, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    } catch {
      return;
    }
    const text = await answer.text();
    // Somebody has typed on: what comes next is asked again.
    if (mine !== asked) return;
    if (!answer.ok) {
      tell(answer.status === 422 ? text : '');
      return;
    }
    const next = new DOMParser().parseFromString(text, 'text/html');
    const source = next.querySelector('textarea.source').value.replace(/\r\n/g, '\n');
    // The side that is written in keeps its place and its focus.
    if (source !== view.state.doc.toString()) put(source);
    const old = document.getElementById('side-form'), fresh = next.getElementById('side-form');
    if (from === 'text' || !old.contains(document.activeElement)) redraw(old, fresh);
    else {
      for (const field of old.querySelectorAll('[name]')) field.defaultValue = field.value;
      const focused = document.activeElement.name;
      redraw(old, fresh);
      old.querySelector(`[name="${CSS.escape(focused)}"]`)?.focus();
    }
    document.getElementById('problems').replaceWith(document.adoptNode(next.getElementById('problems')));
    const publish = next.querySelector('button[value="publish"]');
    if (publish) form.querySelector('button[value="publish"]').disabled = publish.disabled;
    show();
    const wrong = document.querySelectorAll('#problems .problem.error').length;
    tell(wrong ? area.dataset.wrong.replace('{0}', wrong) : area.dataset.right);
  }

  function redraw(old, fresh) {
    const unfolded = [...old.querySelectorAll('details')].map((d) => d.open);
    old.replaceChildren(...[...fresh.childNodes].map((n) => document.adoptNode(n)));
    [...old.querySelectorAll('details')].forEach((d, i) => { d.open = unfolded[i] ?? false; });
  }

  /** Changes only what differs, so that the cursor stays where it was. */
  function put(source) {
    const now = view.state.doc.toString();
    let from = 0, end = 0;
    while (from < now.length && now[from] === source[from]) from++;
    while (end < now.length - from && end < source.length - from && now[now.length - 1 - end] === source[source.length - 1 - end]) end++;
    drawn = true;
    view.dispatch({ changes: { from, to: now.length - end, insert: source.slice(from, source.length - end) }, annotations: Transaction.userEvent.of('form') });
    drawn = false;
  }

  /** Marks each problem where it stands. */
  function show() {
    const doc = view.state.doc;
    view.dispatch(setDiagnostics(view.state, [...document.querySelectorAll('#problems .problem')].map((p) => {
      const line = doc.line(Math.min(doc.lines, Math.max(1, Number(p.dataset.line))));
      const from = Math.min(line.to, line.from + Math.max(0, Number(p.dataset.column) - 1));
      return { from, to: Math.max(from, line.to), severity: p.classList.contains('error') ? 'error' : 'warning', message: p.querySelector('span').textContent };
    })));
  }

  function tell(text) {
    const said = document.getElementById('said');
    if (said && said.textContent !== text) said.textContent = text;
  }

  /** Keys and values that may stand here: the server knows the file's shape and the workspace's names. */
  async function complete(context) {
    const line = context.state.doc.lineAt(context.pos), typed = context.matchBefore(/[^\s,:[\]{}]*/);
    if (!context.explicit && !typed.text) return null;
    const answer = await fetch('/api/v1/agreements/complete', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ source: context.state.doc.toString(), line: line.number, column: context.pos - line.from + 1 }),
    });
    if (!answer.ok || context.aborted) return null;
    const items = await answer.json();
    return items.length ? { from: typed.from, options: items.map((i) => ({ label: i.label, detail: i.detail, apply: i.key ? `${i.label}: ` : i.label, type: i.key ? 'property' : 'constant' })), validFor: /^[^\s,:[\]{}]*$/ } : null;
  }

  form.addEventListener('change', (e) => { if (e.target.closest('#side-form')) later('form'); });
  form.addEventListener('click', (e) => {
    const problem = e.target.closest('#problems .problem');
    if (!problem) return;
    goTo(Number(problem.dataset.line), Number(problem.dataset.column));
  });

  function goTo(number, column) {
    const line = view.state.doc.line(Math.min(view.state.doc.lines, Math.max(1, number)));
    view.dispatch({ selection: { anchor: Math.min(line.to, line.from + Math.max(0, column - 1)) }, scrollIntoView: true });
    view.focus();
  }

  // A sentence of the document leads to the line of its rule.
  const place = /^#L(\d+)$/.exec(location.hash);
  if (place) goTo(Number(place[1]), 1);
}
open();
