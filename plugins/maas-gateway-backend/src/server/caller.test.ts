import type { IncomingMessage } from 'node:http';
import { createCallerOf } from './caller';

type Request = Pick<IncomingMessage, 'headers' | 'socket'>;

const request = (
  userAgent: string | undefined,
  more: Record<string, string> = {},
  socket: object = { remoteAddress: '::ffff:203.0.113.5' },
) => ({ headers: { 'user-agent': userAgent, ...more }, socket } as Request);

describe('createCallerOf', () => {
  const callerOf = createCallerOf(['203.0.113.5']);
  const KEY = `maas_0123456789_${'x'.repeat(43)}`;

  it.each([
    ['OpenAI/Python 1.52.0 (linux; x64)', 'OpenAI/Python'],
    ['  curl/8.5.0', 'curl/8.5.0'],
    ['Mozilla/5.0 (X11; Linux x86_64)', 'Mozilla/5.0'],
    ['axios', 'axios'],
    ['a<script>alert(1)</script>', 'a'],
    ['a\u0000\u001b[31mb', 'a'],
    ['größer/1.0', 'gr'],
    [`app/${KEY}`, 'app/maas_***'],
    ['x'.repeat(5_000), 'x'.repeat(100)],
    ['(nothing but a remark)', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('takes one word of %j', (userAgent, client) => {
    expect(callerOf(request(userAgent))).toEqual({
      address: '203.0.113.5',
      client,
    });
  });

  it('believes a trusted proxy, for each request anew', () => {
    const socket = { remoteAddress: '203.0.113.5' };
    const from = (address: string) =>
      callerOf(request('curl/8', { 'x-forwarded-for': address }, socket));
    expect(from('198.51.100.1').address).toBe('198.51.100.1');
    expect(from('198.51.100.2').address).toBe('198.51.100.2');
    // What stays the same is not made again.
    expect(from('198.51.100.2')).toBe(from('198.51.100.2'));
  });

  it('knows of a client that changes its name on a connection', () => {
    const socket = { remoteAddress: '10.0.0.1' };
    expect(callerOf(request('a/1', {}, socket)).client).toBe('a/1');
    expect(callerOf(request('b/1', {}, socket)).client).toBe('b/1');
  });

  it('has no address of who has gone', () => {
    expect(callerOf(request('a', {}, {}))).toEqual({
      address: undefined,
      client: 'a',
    });
  });
});
