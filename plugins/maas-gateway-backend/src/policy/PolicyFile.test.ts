import { type ChildProcess, fork } from 'node:child_process';
import {
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { PolicyUpdate } from '@openmaas/backstage-plugin-maas-common';
import {
  KEY,
  policyKeyOf,
  TEAM,
  testPolicy,
} from '../__testUtils__/testPolicy';
import { PolicyFile } from './PolicyFile';

const AT = Date.parse('2026-11-21T10:00:00.000Z');
const base = testPolicy('http://model.test/v1');

jest.setTimeout(60_000);

describe('PolicyFile', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'maas-policy-'));
  });

  afterEach(async () => {
    await rm(dataDir, { recursive: true });
  });

  function create(options: { pause?: () => Promise<void> } = {}) {
    const logger = mockServices.logger.mock();
    return { logger, file: new PolicyFile({ dataDir, logger, ...options }) };
  }

  /** What the next gateway would find. */
  async function load() {
    const { file, logger } = create();
    const saved = await file.load();
    return { saved, warned: logger.warn.mock.calls.flat().join() };
  }

  async function save(update: PolicyUpdate, at = AT) {
    const { file } = create();
    file.save(() => update, at);
    await file.close();
  }

  it('gives back what was saved, and when it was confirmed', async () => {
    const update: PolicyUpdate = {
      ...base,
      timeZone: 'Asia/Kolkata',
      currency: 'INR',
      planUses: [{ team: TEAM, plan: 'big', period: '2026-11', tokens: 7 }],
      keyUses: [{ key: base.keys[0].id, period: '2026-11', tokens: 5 }],
      budgets: [
        {
          id: 'all',
          unit: 'money',
          limit: '9007199254740993',
          hard: true,
          period: '2026-11',
          used: '3',
        },
      ],
    };
    await save(update);
    expect(await load()).toEqual({
      saved: { update, confirmedAt: AT },
      warned: '',
    });
    const { file } = create();
    file.confirm(AT + 25_000);
    await file.close();
    expect((await load()).saved?.confirmedAt).toBe(AT + 25_000);
  });

  it('is for the gateway alone, and holds no key', async () => {
    await writeFile(join(dataDir, 'policy.jsonl.new'), 'left by a kill', {
      mode: 0o666,
    });
    await save(base);
    const [name, ...others] = await readdir(dataDir);
    expect(others).toEqual([]);
    expect((await stat(join(dataDir, name))).mode % 0o1000).toBe(0o600);
    const text = await readFile(join(dataDir, name), 'utf8');
    expect(text).toContain(base.keys[0].secrets[0].hash);
    expect(text).not.toContain(KEY.slice(-40));
  });

  it('gives back nothing, without a warning, where nothing was saved', async () => {
    expect(await load()).toEqual({ saved: undefined, warned: '' });
  });

  it('ignores a damaged file, wherever it is cut or changed', async () => {
    await save(base);
    const path = join(dataDir, 'policy.jsonl');
    const text = await readFile(path, 'utf8');
    const damaged = [
      ...Array.from({ length: 40 }, (_, i) =>
        text.slice(0, Math.floor((text.length * i) / 40)),
      ),
      text.slice(0, -2),
      text.replace('"active"', '"revoked"'),
      `{}\n${text}`,
    ];
    for (const wrong of damaged) {
      await writeFile(path, wrong);
      const { saved, warned } = await load();
      expect(saved).toBeUndefined();
      expect(warned).toContain('cannot be used');
    }
  });

  it('ignores a file of another format', async () => {
    await save(base);
    const path = join(dataDir, 'policy.jsonl');
    const { createHash } = jest.requireActual('node:crypto');
    const body = (await readFile(path, 'utf8'))
      .replace('"format":2', '"format":3')
      .replace(/\n[0-9a-f]{64}\n$/, '\n');
    const sum = createHash('sha256').update(body).digest('hex');
    await writeFile(path, `${body}${sum}\n`);
    const { saved, warned } = await load();
    expect(saved).toBeUndefined();
    expect(warned).toContain('it has format 3, this gateway writes 2');
  });

  it('saves the first change at once and those that follow together', async () => {
    const paused: Array<() => void> = [];
    const { file } = create({
      pause: () => new Promise(resolve => paused.push(resolve)),
    });
    const written: number[] = [];
    const snapshotOf = (revision: number) => () => {
      written.push(revision);
      return { ...base, revision };
    };
    file.save(snapshotOf(1), AT);
    while (paused.length === 0) {
      await new Promise(setImmediate);
    }
    expect((await load()).saved?.update.revision).toBe(1);
    for (let revision = 2; revision <= 100; revision++) {
      file.save(snapshotOf(revision), AT + revision);
    }
    file.confirm(AT + 200);
    expect(written).toEqual([1]);
    const closed = file.close();
    paused[0]();
    while (paused.length === 1) {
      await new Promise(setImmediate);
    }
    paused[1]();
    await closed;
    expect(written).toEqual([1, 100]);
    expect((await load()).saved).toEqual({
      update: { ...base, revision: 100 },
      confirmedAt: AT + 200,
    });
  });

  it('writes at the end what is not written yet, without waiting', async () => {
    const { file } = create();
    file.save(() => base, AT);
    file.save(() => ({ ...base, revision: 2 }), AT);
    await file.close();
    expect((await load()).saved?.update.revision).toBe(2);
  });

  it('says once that the disk refuses, and goes on when it does no more', async () => {
    const { file, logger } = create({ pause: async () => {} });
    const here = dataDir;
    await rm(here, { recursive: true });
    file.save(() => base, AT);
    await file.close();
    file.save(() => base, AT);
    file.confirm(AT + 1);
    await file.close();
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn.mock.calls[0][0]).toContain('cannot be kept in');
    await jest.requireActual('node:fs/promises').mkdir(here);
    file.save(() => base, AT);
    await file.close();
    expect((await load()).saved?.update).toEqual(base);
  });

  it('keeps a policy of many keys, and serves calls while it is written', async () => {
    const keys = Array.from({ length: 20_000 }, (_, i) =>
      policyKeyOf(1, {
        id: `k${i}`,
        secrets: [{ hash: String(i).padStart(64, '0') }],
      }),
    );
    const { file } = create();
    file.save(() => ({ ...base, keys }), AT);
    let turns = 0;
    let isOver = false;
    const closed = file.close().then(() => {
      isOver = true;
    });
    while (!isOver) {
      turns++;
      await new Promise(setImmediate);
    }
    await closed;
    expect(turns).toBeGreaterThan(keys.length / 500);
    expect((await load()).saved?.update.keys).toEqual(keys);
  });

  it('leaves the old or the new one when its process is killed', async () => {
    const child = join(__dirname, '__testUtils__', 'savePolicies.ts');
    await save({ ...base, revision: 0 });
    const path = join(dataDir, 'policy.jsonl');
    let last = 0;
    for (let round = 0; round < 5; round++) {
      // At another moment of the fourth save each time.
      await killAfter(
        { saves: 3, ms: round * 3 },
        fork(child, [dataDir, String(last + 1)], {
          execArgv: [
            '--require',
            require.resolve('@backstage/cli/config/nodeTransform.cjs'),
          ],
        }),
      );
      await utimes(path, AT / 1000, AT / 1000);
      const { saved, warned } = await load();
      expect(warned).toBe('');
      expect(saved?.update.revision).toBeGreaterThan(last);
      expect(saved?.update.keys).toHaveLength(3000);
      last = saved?.update.revision ?? 0;
    }
  });
});

async function killAfter(
  { saves, ms }: { saves: number; ms: number },
  writer: ChildProcess,
): Promise<void> {
  let left = saves;
  await new Promise<void>(resolve => {
    writer.on('message', message => {
      // What loads TypeScript sends messages of its own.
      left -= typeof message === 'number' ? 1 : 0;
      if (left === 0) {
        setTimeout(() => writer.kill('SIGKILL'), ms);
      }
    });
    writer.on('exit', () => resolve());
  });
}
