// Builds what the screen loads: one style sheet, one script, the editor, one sprite of icons.
//   node build.mjs OUTPUT
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

// Those that know light-dark(): from the spring of 2024 on.
const target = ['chrome123', 'firefox120', 'safari17.5'];
const [output] = process.argv.slice(2);
mkdirSync(output, { recursive: true });

// The editor is loaded by the pages that have one, and by no other.
await build({ entryPoints: ['app.css', 'app.js', 'editor.js'], bundle: true, minify: true, format: 'esm', target, outdir: output, legalComments: 'none', logLevel: 'warning' });

const icons = readFileSync('icons.txt', 'utf8').split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
const symbols = icons.map((name) => {
  const svg = readFileSync(`node_modules/@tabler/icons/icons/outline/${name}.svg`, 'utf8');
  const inner = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>')).replace(/\s+/g, ' ').trim();
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${inner}</symbol>`;
});
writeFileSync(join(output, 'icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);
