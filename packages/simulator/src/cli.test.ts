import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');
const CLI = join(__dirname, 'cli.ts');

interface Run {
  child: ChildProcess;
  /** all that was written so far */
  out: () => string;
  err: () => string;
}

const children = new Set<ChildProcess>();

function start(args: string[], env: Record<string, string> = {}): Run {
  const child = spawn(
    process.execPath,
    ['--require', TRANSFORM, CLI, ...args],
    { env: { ...process.env, NODE_ENV: 'development', ...env } },
  );
  children.add(child);
  let out = '';
  let err = '';
  child.stdout.on('data', data => (out += data));
  child.stderr.on('data', data => (err += data));
  return { child, out: () => out, err: () => err };
}

async function ended(run: Run): Promise<number | null> {
  const [code] = await once(run.child, 'close');
  return code;
}

/** The address in the one line that it prints. */
async function listening(run: Run): Promise<string> {
  while (!run.out().includes('\n')) {
    await once(run.child.stdout!, 'data');
  }
  return run.out().match(/ at (http:\S+)\n$/)![1];
}

/** How a run ended that was not to go on; a stack trace is no message for people. */
async function failureOf(run: Run) {
  const code = await ended(run);
  return {
    code,
    out: run.out(),
    err: run.err(),
    stackTrace: /^\s+at /m.test(run.err()),
  };
}

function failure(message: RegExp) {
  const err = expect.stringMatching(message);
  return { code: 1, out: '', err, stackTrace: false };
}

describe('the command line', () => {
  jest.setTimeout(60_000);

  afterEach(() => {
    children.forEach(child => child.kill('SIGKILL'));
    children.clear();
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'serves the example and ends on %s',
    async signal => {
      const run = start(['--port', '0', '--speed', '0']);
      const url = await listening(run);
      expect(run.out()).toMatch(/^5 simulated model servers at .*\n$/);
      const health = await fetch(`${url}/mistral-3-int4/health`);
      expect(health.status).toBe(200);
      run.child.kill(signal);
      expect(await ended(run)).toBe(0);
      expect(run.err()).toBe('');
    },
  );

  it('says what to do when the port is in use', async () => {
    const first = start(['--port', '0']);
    const { port } = new URL(await listening(first));
    expect(await failureOf(start(['--port', port]))).toEqual(
      failure(
        new RegExp(
          `Port ${port} on 127\\.0\\.0\\.1 is in use.*--port or MAAS_SIMULATOR_PORT`,
        ),
      ),
    );
    expect(await failureOf(start([], { MAAS_SIMULATOR_PORT: port }))).toEqual(
      failure(/is in use by another program/),
    );
  });

  it('does not start in production unless it is told by name', async () => {
    const env = { NODE_ENV: 'production' };
    expect(await failureOf(start(['--port', '0'], env))).toEqual(
      failure(/NODE_ENV=production.*--dangerously-allow-in-production/),
    );
    const allowed = start(
      ['--port', '0', '--dangerously-allow-in-production'],
      env,
    );
    expect(await listening(allowed)).toContain('http://127.0.0.1:');
  });

  it('names what is wrong with a configuration', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
    try {
      const file = join(folder, 'models.yaml');
      writeFileSync(file, '- {name: a, contextLength: 1, gpus: 3}\n');
      const run = start(['--port', '0', '--config', file]);
      expect(await failureOf(run)).toEqual(
        failure(/models\.yaml[^]*\[0\]\.contextLength/),
      );
      expect(run.err()).toContain('"gpus"');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    [['--port', 'http'], /--port must be a number from 0 to 65535, not "http"/],
    [['--port', '70000'], /--port must be a number/],
    [['--speed', '-1'], /'--speed' argument is ambiguous|--speed must be/],
    [['--speed=fast'], /--speed must be a number/],
    [['--wrong'], /Unknown option '--wrong'/],
    [['--config', '/none.yaml'], /\/none\.yaml cannot be read: ENOENT/],
  ])('refuses %j', async (args, message) => {
    expect(await failureOf(start(args))).toEqual(failure(message));
  });

  it('explains itself', async () => {
    const run = start(['--help']);
    expect(await ended(run)).toBe(0);
    expect(run.out()).toContain('--config FILE');
  });
});
