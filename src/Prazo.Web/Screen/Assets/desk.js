// Who else is at a ticket, and how much is unread: asked for when the feed says that it changed. Without it, pages say what they knew when they were opened.
const box = () => document.getElementById('here');
let wrote = 0, beating = 0, soon = 0;

const body = (values) => new URLSearchParams(values);

async function beat() {
  const here = box();
  if (!here || document.visibilityState !== 'visible') return;
  try {
    const answer = await fetch(here.dataset.here, { method: 'POST', body: body({ writes: Date.now() - wrote < 15000 ? '1' : '0' }) });
    if (!answer.ok) return;
    const said = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('here');
    // What is told anew is announced; what is the same is left alone.
    if (said && box() && said.innerHTML !== box().innerHTML) box().replaceChildren(...said.childNodes);
  } catch { /* The next beat asks again. */ }
}

/** What the feed said, in whichever tab follows it. */
export function heard(kind, value) {
  // Several who come at once are asked for once.
  if (kind === 'here') { clearTimeout(soon); soon = setTimeout(beat, 300); }
  const bell = document.querySelector('.bell b');
  if (kind === 'told' && bell) bell.textContent = value > 0 ? value : '';
}

const leave = (where) => where && navigator.sendBeacon(where, body({ gone: '1' }));
let at = null;
document.addEventListener('turbo:load', () => {
  const now = box()?.dataset.here;
  if (at !== now) leave(at);
  at = now;
  wrote = 0;
  clearInterval(beating);
  if (now) beating = setInterval(beat, 15000);
});
addEventListener('pagehide', () => leave(box()?.dataset.here));
document.addEventListener('input', (e) => {
  if (!e.target.matches('[data-draft]')) return;
  const first = Date.now() - wrote > 15000;
  wrote = Date.now();
  if (first) beat();
});
