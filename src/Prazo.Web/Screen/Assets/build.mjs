// Builds what the screen loads: one style sheet, one script, one sprite of icons.
//   node build.mjs OUTPUT
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, transform } from 'esbuild';

const target = ['chrome109', 'firefox115', 'safari16'];
const [output] = process.argv.slice(2);
mkdirSync(output, { recursive: true });

const css = await transform(readFileSync('app.css', 'utf8'), { loader: 'css', minify: true, target });
writeFileSync(join(output, 'app.css'), css.code);

await build({ entryPoints: ['app.js'], bundle: true, minify: true, format: 'esm', target, outfile: join(output, 'app.js'), legalComments: 'none', logLevel: 'warning' });

const icons = readFileSync('icons.txt', 'utf8').split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
const symbols = icons.map((name) => {
  const svg = readFileSync(`node_modules/@tabler/icons/icons/outline/${name}.svg`, 'utf8');
  const inner = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>')).replace(/\s+/g, ' ').trim();
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${inner}</symbol>`;
});
writeFileSync(join(output, 'icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);
