#!/usr/bin/env node
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, loadModels } from './config';
import { ListenError, startSimulator } from './server';

const DEFAULT_PORT = '7090';
// Run from the repository only, where source and build lie equally deep.
// eslint-disable-next-line no-restricted-syntax
const DEFAULT_CONFIG = resolve(__dirname, '../../../examples/simulator.yaml');
const PRODUCTION_FLAG = 'dangerously-allow-in-production';

const HELP = `Simulated vLLM model servers for laptops and tests.

  --port PORT      default: $MAAS_SIMULATOR_PORT, else ${DEFAULT_PORT}; 0 takes a free one
  --host ADDRESS   default: 127.0.0.1
  --config FILE    YAML file with the models; default: examples/simulator.yaml
  --speed FACTOR   for all models: 1 as configured, 2 twice as fast, 0 without any waiting
  --${PRODUCTION_FLAG}   start although NODE_ENV is "production"
`;

/** What the user did wrong; shown without a stack trace. */
class UsageError extends Error {}

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: {
        type: 'string',
        default: process.env.MAAS_SIMULATOR_PORT || DEFAULT_PORT,
      },
      host: { type: 'string', default: '127.0.0.1' },
      config: { type: 'string', default: DEFAULT_CONFIG },
      speed: { type: 'string' },
      [PRODUCTION_FLAG]: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    ...values,
    port: toNumber('--port', values.port, 65535, Number.isInteger),
    speed:
      values.speed === undefined
        ? undefined
        : toNumber('--speed', values.speed, 1e6, Number.isFinite),
  };
}

function toNumber(
  option: string,
  text: string,
  highest: number,
  accept: (value: number) => boolean,
): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (!accept(value) || value < 0 || value > highest) {
    throw new UsageError(
      `${option} must be a number from 0 to ${highest}, not "${text}".`,
    );
  }
  return value;
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  if (process.env.NODE_ENV === 'production' && !options[PRODUCTION_FLAG]) {
    throw new UsageError(
      `This simulates models and must not serve anybody: it does not start with NODE_ENV=production. If you are sure, start it with --${PRODUCTION_FLAG}.`,
    );
  }
  const { host, port, speed } = options;
  const models = loadModels(options.config).map(model =>
    speed === undefined ? model : { ...model, speed },
  );
  const simulator = await startSimulator({ host, port, models });
  const stop = async () => {
    await simulator.close();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.write(
    `${models.length} simulated model server${
      models.length === 1 ? '' : 's'
    } at ${simulator.url}\n`,
  );
}

function explain(error: unknown): string {
  if (error instanceof ListenError) {
    return error.code === 'EADDRINUSE'
      ? `${error.message}. Stop it, or choose another port with --port or MAAS_SIMULATOR_PORT.`
      : `${error.message}. Choose another address with --host and --port.`;
  }
  const expected =
    error instanceof ConfigError ||
    error instanceof UsageError ||
    // parseArgs: an option that is not known, or lacks its value
    String((error as NodeJS.ErrnoException)?.code).startsWith('ERR_PARSE_ARGS');
  return expected
    ? (error as Error).message
    : `unexpected error: ${(error as Error)?.stack ?? error}`;
}

main().catch(error => {
  process.stderr.write(`simulator: ${explain(error)}\n`);
  process.exitCode = 1;
});
