// A screen on a wall asks again every half minute. While the server is away it keeps its last picture and says how old it is; a link that was revoked shows nothing any more.
const every = 30_000;

async function look() {
  const wall = document.body.dataset.wall === 'on' ? document.querySelector('main') : null;
  if (!wall) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, cache: 'no-store', signal: AbortSignal.timeout(15_000) });
    if (answer.ok) wall.innerHTML = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main').innerHTML;
    else if (answer.status === 404) location.reload();
    else stale();
  } catch {
    stale();
  }
}

const stale = () => document.getElementById('stale')?.removeAttribute('hidden');

setInterval(look, every);
