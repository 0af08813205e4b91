import type { SimulatedModel } from './config';
import { type Simulator, startSimulator } from './server';

/**
 * Models for tests, which answer as fast as they can.
 *
 * @internal
 */
export const TEST_MODELS: SimulatedModel[] = [
  { name: 'chat', servedModelName: 'org/Chat-7B', contextLength: 4096 },
  { name: 'thinker', contextLength: 4096, reasoning: true },
  { name: 'agent', contextLength: 4096, tools: true },
  {
    name: 'vectors',
    contextLength: 128,
    kind: 'embedding' as const,
    embeddingDimensions: 64,
  },
  { name: 'ear', contextLength: 448, kind: 'transcription' as const },
].map(model => ({ ...model, speed: 0 }));

/**
 * Starts a simulator on a free port for all tests of a file, and ends it after them.
 *
 * @returns a function that gives its base URL
 * @internal
 */
export function useSimulator(models = TEST_MODELS): () => string {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({ port: 0, models });
  });
  afterAll(() => simulator.close());
  return () => simulator.url;
}

/**
 * Sends a JSON body; a text is sent as it is.
 *
 * @internal
 */
export function post(
  url: string,
  body: unknown,
  init: RequestInit = {},
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
  });
}

/**
 * Reads one value of a server's metrics.
 *
 * @param base - the model server's address
 * @param name - the metric, with any label that it takes, such as `x{reason="stop"`
 * @internal
 */
export async function metric(base: string, name: string): Promise<number> {
  const text = await (await fetch(`${base}/metrics`)).text();
  const line = text
    .split('\n')
    .find(
      candidate =>
        candidate.startsWith(`${name}{`) ||
        (name.includes('{') && candidate.startsWith(name)),
    );
  if (!line) {
    throw new Error(`there is no metric ${name}`);
  }
  return Number(line.split(' ').pop());
}

/**
 * Asks again and again until a metric has a value; the test's timeout ends it.
 *
 * @internal
 */
export async function untilMetric(
  base: string,
  name: string,
  value: number,
): Promise<void> {
  while ((await metric(base, name)) !== value) {
    // The scrape itself is what lets the server go on in between.
  }
}
