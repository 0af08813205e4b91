import { createServer, type Server, type ServerResponse } from 'node:http';
import { RawClient } from '../__testUtils__/RawClient';
import { nameAnswer } from './answers';
import { ClientAnswer } from './ClientAnswer';
import { GatewayError } from './GatewayError';
import { listen } from './listen';

describe('ClientAnswer', () => {
  let server: Server | undefined;

  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  /** What a client gets on its connection where answers are given so. */
  async function told(version: string, give: (answer: ClientAnswer) => void) {
    server = createServer((_, response: ServerResponse) => {
      nameAnswer(response, 'an-id');
      give(new ClientAnswer(response, ['x-maas-model', 'm'], 30_000));
    });
    const url = await listen(server, { host: '127.0.0.1', port: 0 });
    const client = await RawClient.to(url);
    // The last one ends the connection.
    client.socket.write(
      `GET / HTTP/${version}\r\nhost: x\r\nconnection: keep-alive\r\n\r\n`.repeat(
        version === '1.1' ? 2 : 1,
      ),
    );
    await client.reads(version === '1.1' ? /(0\r\n\r\n[^]*){2}/ : /last/);
    return client.text;
  }

  const stream = (answer: ClientAnswer) => {
    answer.open('text/event-stream');
    answer.write([Buffer.from('data: a\n\n'), Buffer.from('data: é\n\n')]);
    // Nothing must not be taken for the end.
    answer.write([]);
    answer.write([Buffer.alloc(0)]);
    answer.write([Buffer.from(`data: ${'x'.repeat(20)} last\n\n`)]);
    answer.end();
  };

  it('cuts a stream into chunks, and keeps the connection', async () => {
    const body =
      '9\r\ndata: a\n\n\r\na\r\ndata: é\n\n\r\n' +
      `21\r\ndata: ${'x'.repeat(20)} last\n\n\r\n0\r\n\r\n`;
    const text = await told('1.1', stream);
    const answers = text.split(/(?=HTTP\/1\.1 )/);
    expect(answers).toHaveLength(2);
    for (const answer of answers) {
      const [head, ...rest] = answer.split('\r\n\r\n');
      expect(rest.join('\r\n\r\n')).toBe(body);
      expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(head).toMatch(/x-request-id: an-id\r\n/);
      expect(head).toMatch(/x-maas-model: m\r\n/);
      expect(head).toMatch(/Transfer-Encoding: chunked/);
    }
  });

  it('cuts nothing for a client that does not know of chunks', async () => {
    const text = await told('1.0', stream);
    const [head, ...rest] = text.split('\r\n\r\n');
    expect(rest.join('\r\n\r\n')).toBe(
      `data: a\n\ndata: é\n\ndata: ${'x'.repeat(20)} last\n\n`,
    );
    expect(head).not.toMatch(/transfer-encoding/i);
  });

  it('cuts large pieces too, and ends the connection where the client wants that', async () => {
    const piece = Buffer.from(`data: ${'é'.repeat(10_000)}\n\n`);
    server = createServer((_, response: ServerResponse) => {
      const answer = new ClientAnswer(response, [], 30_000);
      answer.open('text/event-stream');
      answer.write([piece, Buffer.from('data: b\n\n')]);
      answer.end();
    });
    const url = await listen(server, { host: '127.0.0.1', port: 0 });
    const client = await RawClient.to(url);
    const got: Buffer[] = [];
    client.socket.on('data', bytes => got.push(bytes));
    client.socket.write(
      'GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    );
    await client.closed();
    const all = Buffer.concat(got);
    const start = all.indexOf('\r\n\r\n') + 4;
    expect(all.toString('latin1', 0, start)).toMatch(/connection: close/i);
    expect(all.subarray(start)).toEqual(
      Buffer.concat([
        Buffer.from(`${piece.length.toString(16)}\r\n`),
        piece,
        Buffer.from('\r\n9\r\ndata: b\n\n\r\n0\r\n\r\n'),
      ]),
    );
  });

  it('ends a stream with an error in a chunk of its own', async () => {
    const text = await told('1.1', answer => {
      answer.open('text/event-stream');
      answer.fail(
        new GatewayError(502, 'It broke', { code: 'c', type: 'server_error' }),
      );
    });
    const [, size, data, end] =
      /\r\n\r\n(\w+)\r\n(data: [^]*?\n\n)\r\n(0\r\n\r\n)/.exec(
        text,
      ) as string[];
    expect(parseInt(size, 16)).toBe(data.length);
    expect(data).toContain('It broke');
    expect(end).toBe('0\r\n\r\n');
  });
});
