import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { banner } from './banner.mjs';

const text = banner({
  portal: /** @type {any} */ ({
    urls: {
      portal: 'http://localhost:1',
      backend: 'http://localhost:2',
      gateway: 'http://localhost:3',
      simulator: 'http://localhost:4',
    },
    hasDemoPeople: true,
    logDir: '/data/logs',
  }),
  dataDir: '/data',
  seconds: '1.0 s',
  shorten: dir => dir,
});

test('shows a call that can be pasted into a shell', () => {
  const call = text.slice(
    text.indexOf('export '),
    text.indexOf("}'", text.indexOf('curl ')) + 2,
  );
  const pasted = `curl() { printf '%s\\n--\\n' "$@"; }\n${call}\n`;
  const args = execFileSync('sh', ['-c', pasted], { encoding: 'utf8' })
    .split('\n--\n')
    .slice(0, -1);
  const [url, , authorization, , type, , body] = args;
  assert.equal(args.length, 7);
  assert.equal(url, 'http://localhost:3/v1/chat/completions');
  assert.equal(authorization, 'Authorization: Bearer maas_…');
  assert.equal(type, 'Content-Type: application/json');
  assert.deepEqual(JSON.parse(body), {
    model: 'mistral-3-int4',
    messages: [{ role: 'user', content: 'Hello' }],
  });
});

test('fits into a narrow terminal', () => {
  assert(text.split('\n').every(line => line.length <= 80));
});
