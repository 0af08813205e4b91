import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { mockServices } from '@backstage/backend-test-utils';
import { openFiles } from './__testUtils__/openFiles';
import { Spool } from './Spool';
import type { SpooledBody } from './SpooledBody';

const LARGE = 700_001;

describe('Spool', () => {
  let dataDir: string;
  const logger = mockServices.logger.mock();

  beforeEach(() => {
    jest.resetAllMocks();
    dataDir = mkdtempSync(join(tmpdir(), 'maas-spool-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  const directory = () => join(dataDir, 'spool');

  async function write(body: SpooledBody, bytes: Buffer, size = 65_536) {
    for (let at = 0; at < bytes.length; at += size) {
      await body.append(bytes.subarray(at, at + size));
    }
  }

  /** Different everywhere. */
  function someBytes(length: number): Buffer {
    const bytes = Buffer.alloc(length);
    for (let at = 0; at + 4 <= length; at += 4) {
      bytes.writeUInt32LE(at, at);
    }
    return bytes;
  }

  async function all(body: ReturnType<SpooledBody['with']>): Promise<Buffer> {
    if (Buffer.isBuffer(body)) {
      return body;
    }
    const bytes = Buffer.concat(await body.stream().toArray());
    expect(bytes).toHaveLength(body.length);
    return bytes;
  }

  it.each([
    ['in memory', 262_144, true],
    ['in a file', 262_145, false],
    ['in a larger file', LARGE, false],
  ])(
    'keeps a body %s and gives it as often as is wanted',
    async (_, length, inMemory) => {
      const spool = await Spool.open(dataDir, logger);
      const body = spool.body();
      const bytes = someBytes(length);
      await write(body, bytes);
      expect(Buffer.isBuffer(body.with())).toBe(inMemory);
      for (let turn = 0; turn < 2; turn++) {
        expect((await all(body.with())).equals(bytes)).toBe(true);
      }
      const at = { start: 100_000, end: 100_010 };
      const changed = await all(body.with({ at, bytes: Buffer.from('other') }));
      const expected = Buffer.concat([
        bytes.subarray(0, at.start),
        Buffer.from('other'),
        bytes.subarray(at.end),
      ]);
      expect(changed.equals(expected)).toBe(true);
      await body.discard();
    },
  );

  it('leaves nothing that anybody could read, or that a killed process would leave', async () => {
    const spool = await Spool.open(dataDir, logger);
    const body = spool.body();
    await write(body, someBytes(LARGE));
    // eslint-disable-next-line no-bitwise
    expect(statSync(directory()).mode & 0o777).toBe(0o700);
    expect(readdirSync(directory())).toEqual([]);
    const [file, ...others] = openFiles(directory());
    expect(others).toEqual([]);
    // eslint-disable-next-line no-bitwise
    expect(statSync(`/proc/self/fd/${file}`).mode & 0o777).toBe(0o600);
    await body.discard();
    await body.discard();
    expect(openFiles(directory())).toEqual([]);
  });

  it('takes no more from the disk than is taken from it', async () => {
    const spool = await Spool.open(dataDir, logger);
    const body = spool.body();
    await write(body, someBytes(LARGE));
    const { stream } = body.with() as { stream(): Readable };
    const readable = stream();
    await new Promise(resolve => {
      readable.once('readable', resolve);
    });
    expect(readable.readableLength).toBeLessThan(200_000);
    readable.destroy();
    await body.discard();
  });

  it('lets a reader go whose body is discarded, and crashes nobody', async () => {
    const spool = await Spool.open(dataDir, logger);
    const body = spool.body();
    await write(body, someBytes(LARGE));
    const { stream } = body.with() as { stream(): Readable };
    const unread = stream();
    await body.discard();
    const failed = new Promise(resolve => {
      unread.once('error', resolve);
    });
    unread.resume();
    await expect(failed).resolves.toMatchObject({ code: 'EBADF' });
  });

  it('sweeps out what a gateway left', async () => {
    mkdirSync(directory());
    writeFileSync(join(directory(), 'left'), 'x');
    await Spool.open(dataDir, logger);
    expect(readdirSync(directory())).toEqual([]);
  });

  it('refuses what does not fit beside the others, until they are gone', async () => {
    const spool = await Spool.open(dataDir, logger, 1_000_000);
    const first = spool.body();
    await write(first, someBytes(LARGE));
    const second = spool.body();
    await expect(write(second, someBytes(LARGE))).rejects.toMatchObject({
      status: 503,
      code: 'gateway_not_ready',
    });
    await second.discard();
    expect(openFiles(directory())).toHaveLength(1);
    // Small ones need no room.
    await write(spool.body(), someBytes(1000));
    await first.discard();
    const third = spool.body();
    await write(third, someBytes(LARGE));
    await third.discard();
  });

  it('says why a body cannot be kept, to the operator alone', async () => {
    const spool = await Spool.open(dataDir, logger);
    rmSync(directory(), { recursive: true });
    const body = spool.body();
    await expect(write(body, someBytes(LARGE))).rejects.toMatchObject({
      status: 503,
      message: 'The upload cannot be stored now. Try again in a moment.',
    });
    await body.discard();
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringMatching(/^An upload cannot be kept in .*ENOENT/),
    );
  });
});
