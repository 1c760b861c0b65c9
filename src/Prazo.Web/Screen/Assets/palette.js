// Ctrl-K: what /go lists, in a dialog. ?: what /keys lists. Both are pages; without this they are opened as such.
const parse = (html) => new DOMParser().parseFromString(html, 'text/html');
let asked = 0;

function dialog(label) {
  const shown = document.createElement('dialog');
  shown.className = 'palette';
  shown.setAttribute('aria-label', label);
  shown.addEventListener('close', () => shown.remove());
  shown.addEventListener('click', (e) => { if (e.target === shown) shown.close(); });
  document.body.append(shown);
  return shown;
}

async function open(link) {
  const page = parse(await (await fetch(link.href)).text());
  const form = page.querySelector('form.go'), shown = dialog(page.querySelector('h1').textContent);
  const field = form.querySelector('input[name=q]'), list = document.createElement('div');
  list.id = 'options';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', shown.getAttribute('aria-label'));
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'options', 'aria-autocomplete': 'list', autocomplete: 'off' })) field.setAttribute(name, value);
  form.querySelector('button')?.remove();
  // The links and forms that the page lists: an option that is chosen presses its own.
  const found = document.createElement('div');
  found.hidden = true;
  shown.append(form, list, found);
  fill(page);
  shown.showModal();
  field.focus();

  function fill(from) {
    found.replaceChildren(...from.querySelectorAll('#found > *'));
    list.replaceChildren(...[...found.querySelectorAll('h2, a, button')].map((thing, i) => {
      const option = document.createElement('div');
      option.append(...[...thing.childNodes].map((n) => n.cloneNode(true)));
      if (thing.matches('h2')) { option.className = 'group'; option.setAttribute('role', 'presentation'); return option; }
      option.id = 'option' + i;
      option.setAttribute('role', 'option');
      option.addEventListener('click', () => { shown.close(); choose(thing); });
      return option;
    }));
    mark(options()[0]);
  }
  function options() { return [...list.querySelectorAll('[role=option]')]; }
  function mark(option) {
    for (const other of options()) other.setAttribute('aria-selected', other === option);
    field.setAttribute('aria-activedescendant', option?.id ?? '');
    option?.scrollIntoView({ block: 'nearest' });
  }
  function choose(thing) {
    if (thing.form) { thing.form.hidden = true; document.body.append(thing.form); }
    else { thing.hidden = true; document.body.append(thing); }
    const here = thing.matches('a') && new URL(thing.href);
    const target = here && here.pathname === location.pathname && here.hash && document.querySelector(here.hash);
    if (target) { const parts = target.closest('details'); if (parts) parts.open = true; (target.matches('details') ? target.querySelector('summary') : target).focus(); } else thing.click();
  }
  field.addEventListener('input', async () => {
    const turn = ++asked, url = new URL(link.href);
    url.searchParams.set('q', field.value);
    const answer = parse(await (await fetch(url)).text());
    if (turn === asked) fill(answer);
  });
  form.addEventListener('submit', (e) => { e.preventDefault(); list.querySelector('[aria-selected=true]')?.click(); });
  field.addEventListener('keydown', (e) => {
    const all = options(), now = all.findIndex((o) => o.getAttribute('aria-selected') === 'true');
    const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: all.length - 1 }[e.key];
    if (next === undefined || !all.length || ((e.key === 'Home' || e.key === 'End') && field.value)) return;
    e.preventDefault();
    mark(all[(next + all.length) % all.length]);
  });
}

async function keys(link) {
  const page = parse(await (await fetch(link.href)).text()), shown = dialog(page.querySelector('h1').textContent);
  const close = document.createElement('button');
  close.className = 'btn';
  close.textContent = page.querySelector('#close').textContent;
  close.addEventListener('click', () => shown.close());
  shown.append(page.querySelector('h1'), page.querySelector('.keyboard'), close);
  shown.showModal();
}

const modified = (e) => e.metaKey || e.ctrlKey || e.shiftKey || e.altKey;
document.addEventListener('keydown', (e) => {
  if (document.querySelector('dialog[open]')) return;
  const palette = document.querySelector('[data-key="ctrl-k"]'), help = document.querySelector('[data-key="?"]');
  if (palette && (e.ctrlKey || e.metaKey) && !e.altKey && e.key.toLowerCase() === 'k') { e.preventDefault(); open(palette); }
  if (help && e.key === '?' && document.body.dataset.keys !== 'off' && !e.target.matches('input, textarea, select')) { e.preventDefault(); keys(help); }
});
document.addEventListener('click', (e) => {
  const link = e.target.closest?.('[data-key="ctrl-k"], [data-key="?"]');
  if (!link || modified(e)) return;
  e.preventDefault();
  (link.dataset.key === '?' ? keys : open)(link);
});
