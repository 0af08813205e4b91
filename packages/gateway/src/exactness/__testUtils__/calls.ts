import { type Endpoint, ENDPOINTS } from './answers';
import { Random } from './Random';

/** A call as it is going to be made. */
export interface CallPlan {
  number: number;
  endpoint: Endpoint;
  streamed: boolean;
  body: Buffer;
  contentType: string;
  /** Whose key is used. */
  who: 'team' | 'narrow' | 'nobody';
  /** The gateway has to refuse it. */
  wrong: boolean;
  /** Only this much of the body is sent before the client leaves, in bytes. */
  sends?: number;
  /** The client leaves when it has got so many bytes of the answer's body. */
  leavesAtByte?: number;
  /** The client leaves after so many milliseconds. */
  leavesAfterMs?: number;
  /** How long the client takes nothing of the answer, in milliseconds. */
  restsMs?: number;
}

/** Models of the test, and one that is not there and one that is not granted. */
export const MODELS = ['steady', 'pair', 'limping'] as const;
const BOUNDARY = 'exactness';
const WRONG = ['key', 'model', 'grant', 'body'] as const;

/** What the call with this number is: the same whenever it is asked. */
export function drawCall(seed: string, number: number): CallPlan {
  const random = new Random(seed, 'call', number);
  const endpoint = random.chance(0.35) ? ENDPOINTS[0] : random.pick(ENDPOINTS);
  const streamed = Boolean(endpoint.streams) && random.chance(0.5);
  const wrong = random.chance(0.06) ? random.pick(WRONG) : undefined;
  const models = { model: 'nowhere', grant: 'foreign' } as const;
  const fields = {
    model:
      wrong === 'model' || wrong === 'grant'
        ? models[wrong]
        : random.pick(MODELS),
    ...(endpoint.streams ? { stream: streamed } : {}),
    ...(streamed && !endpoint.form && random.chance(0.3)
      ? { stream_options: { include_usage: true } }
      : {}),
    ...endpoint.ask(random),
    user: String(number),
  };
  const whole = endpoint.form
    ? formOf(fields, random)
    : Buffer.from(JSON.stringify(fields));
  const body = wrong === 'body' ? whole.subarray(0, whole.length / 2) : whole;
  return {
    number,
    endpoint,
    streamed,
    body,
    contentType: endpoint.form
      ? `multipart/form-data; boundary=${BOUNDARY}`
      : 'application/json',
    who: whoOf(wrong, random),
    wrong: wrong !== undefined,
    ...mannerOf(body, random),
  };
}

/** With the file first: what it is for comes behind it. */
function formOf(fields: object, random: Random): Buffer {
  const head = (name: string) =>
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"`;
  // Some are so large that the gateway does not keep them in memory.
  const size = random.between(1, random.chance(0.1) ? 500_000 : 5_000);
  const rest = Object.entries(fields).map(
    ([name, value]) => `\r\n${head(name)}\r\n\r\n${value}`,
  );
  return Buffer.concat([
    Buffer.from(`${head('file')}; filename="a.mp3"\r\n\r\n`),
    Buffer.alloc(size, 'sound'),
    Buffer.from(`${rest.join('')}\r\n--${BOUNDARY}--\r\n`),
  ]);
}

function whoOf(wrong: string | undefined, random: Random): CallPlan['who'] {
  if (wrong) {
    return wrong === 'key' ? 'nobody' : 'team';
  }
  return random.chance(0.03) ? 'narrow' : 'team';
}

function mannerOf(
  body: Buffer,
  random: Random,
): Pick<CallPlan, 'sends' | 'leavesAtByte' | 'leavesAfterMs' | 'restsMs'> {
  switch (random.between(1, 20)) {
    case 1:
      return { sends: random.between(0, body.length - 1) };
    case 2:
    case 3:
      return { leavesAtByte: random.between(0, 1500) };
    case 4:
      return { leavesAfterMs: random.between(0, 60) };
    case 5:
      return { restsMs: random.between(1, 50) };
    default:
      return {};
  }
}
