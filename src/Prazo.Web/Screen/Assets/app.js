// Ticks the words of countdowns, refreshes what happens to clocks, and handles keys. Every page works without it.
import * as Turbo from '@hotwired/turbo';
import { heard } from './desk.js';
import './palette.js';
import './wall.js';

Turbo.config.drive.progressBarDelay = 300;
// A form may be answered by a page: browsers show it, Turbo would not. Those that always lead on say data-turbo="true".
Turbo.config.forms.mode = 'optin';

const texts = () => [...document.querySelectorAll('time[data-due]')];
let ahead = 0;

/** Two units at most, as the server writes them. */
function rough(ms) {
  const s = Math.floor(Math.abs(ms) / 1000), d = Math.floor(s / 86400), h = Math.floor(s / 3600) % 24, m = Math.floor(s / 60) % 60;
  const two = (a, u, b, v) => (b ? `${a} ${u} ${b} ${v}` : `${a} ${u}`);
  return d ? two(d, document.body.dataset.day, h, 'h') : h ? two(h, 'h', m, 'min') : m >= 10 ? `${m} min` : m ? two(m, 'min', s % 60, 's') : `${s} s`;
}

function tick() {
  const now = Date.now() + ahead;
  for (const time of texts()) {
    const left = Number(time.dataset.due) - now;
    const text = (left < 0 ? '−' : '') + rough(left);
    if (time.textContent !== text) time.textContent = text;
    // What is done cannot be taken back.
    if (left < 0) time.closest('.undo')?.remove();
  }
}

// The server's clock is the one that counts.
document.addEventListener('turbo:load', () => {
  ahead = Number(document.body.dataset.now) - Date.now();
  tick();
  follow();
});
setInterval(tick, 1000);

// One tab follows the feed for all of them; the others hear from it.
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('prazo') : null;
let source = null, waiting = 0;

function refresh() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const writing = document.activeElement?.matches('input, textarea, select') || document.querySelector('textarea[data-draft]')?.value;
    if (document.body.dataset.live === 'on' && !writing && document.visibilityState === 'visible') Turbo.visit(location.href, { action: 'replace' });
  }, 400);
}

function follow() {
  if (source || (document.body.dataset.live !== 'on' && !document.querySelector('.bell')) || !navigator.locks) return;
  source = 'asked';
  navigator.locks.request('prazo-feed', () => new Promise(() => {
    source = new EventSource('/live');
    for (const kind of ['change', 'here', 'told']) source.addEventListener(kind, (e) => { channel?.postMessage([kind, e.data]); hear(kind, e.data); });
  }));
}
function hear(kind, value) {
  heard(kind, value);
  if (kind !== 'here') refresh();
}
if (channel) channel.onmessage = (e) => hear(...e.data);

// Drafts stay with the browser until they are sent.
document.addEventListener('input', (e) => {
  if (e.target.dataset?.draft) sessionStorage.setItem('draft ' + e.target.dataset.draft, e.target.value);
});
document.addEventListener('turbo:load', () => {
  for (const area of document.querySelectorAll('[data-draft]')) area.value ||= sessionStorage.getItem('draft ' + area.dataset.draft) ?? '';
});
document.addEventListener('turbo:submit-end', (e) => {
  if (e.detail.success) for (const area of e.target.querySelectorAll('[data-draft]')) { sessionStorage.removeItem('draft ' + area.dataset.draft); area.value = ''; }
});

// Keys: / searches, j and k move, Enter opens, r replies, z takes back.
const rows = () => [...document.querySelectorAll('.queue tbody tr')];
function move(by) {
  const all = rows(), at = all.findIndex((r) => r.classList.contains('here'));
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  if (!next) return;
  all[at]?.classList.remove('here');
  next.classList.add('here');
  next.querySelector('a').focus();
}
document.addEventListener('keydown', (e) => {
  if (document.body.dataset.keys === 'off' || document.querySelector('dialog[open]')) return;
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.matches('input, textarea, select, [contenteditable]')) return;
  const go = { j: () => move(1), k: () => move(-1), '/': () => document.querySelector('[data-key="/"]')?.focus(), r: () => document.querySelector('[data-key="r"]')?.focus(), z: () => document.querySelector('[data-key="z"]')?.click() }[e.key];
  if (go) { e.preventDefault(); go(); }
});
