import type { TokenCounts } from '@openmaas/backstage-plugin-maas-common';
import type { Answer, Statement } from './answers';
import type { Random } from './Random';
import { drawSoundUsage, drawTokens, type Units, usageFor } from './usages';

/** An event of a stream, and what was used as far as one knows once it has come. */
interface Piece {
  text: string;
  units?: Units;
}

/** What a stream says of its usage, and when. */
type Manner = 'end' | 'totals' | 'middle' | 'null' | 'never' | 'error';

const MANNERS: Manner[] = [
  ...Array<Manner>(8).fill('end'),
  'totals',
  'totals',
  'middle',
  'null',
  'never',
  'error',
];

const DONE: Piece = { text: 'data: [DONE]\n\n' };
const event = (json: object): string => `data: ${JSON.stringify(json)}\n\n`;
const typed = (type: string, more: object): string =>
  `event: ${type}\n${event({ type, ...more })}`;

/** A stream of any manner, as the endpoint writes it. */
export function streamOf(
  path: string,
  random: Random,
): Pick<Answer, 'body' | 'statements'> {
  const manner = random.pick(MANNERS);
  const tokens = drawTokens(path, random);
  const words = Array.from({ length: random.between(1, 12) }, () =>
    random.words(random.chance(0.02) ? 20_000 : 3),
  );
  const asks = { path, manner, tokens, words };
  switch (path) {
    case '/v1/responses':
      return joined(responseEvents(asks));
    case '/v1/audio/transcriptions':
      return joined(soundEvents(asks, random));
    case '/v1/messages':
      return joined(messageEvents(asks, random.chance(0.5)));
    default:
      return joined(completionChunks(asks));
  }
}

interface Asked {
  path: string;
  manner: Manner;
  tokens: TokenCounts;
  words: string[];
}

function completionChunks({ path, manner, tokens, words }: Asked): Piece[] {
  const usage = (used: TokenCounts) => usageFor(path, used);
  const final: Piece = {
    text: event({ choices: [], usage: usage(tokens) }),
    units: tokens,
  };
  const chunks = words.map((word, index): Piece => {
    const choice = path.includes('chat')
      ? { index: 0, delta: { content: word }, finish_reason: null }
      : { index: 0, text: word, finish_reason: null };
    const so = { choices: [choice] };
    if (manner !== 'totals') {
      return { text: event(manner === 'null' ? { ...so, usage: null } : so) };
    }
    const far = soFar(tokens, index + 1, words.length);
    return { text: event({ ...so, usage: usage(far) }), units: far };
  });
  switch (manner) {
    case 'end':
      return [...chunks, final, DONE];
    case 'middle':
      return [...chunks.slice(0, 2), final, ...chunks.slice(2), DONE];
    case 'error':
      return [...chunks, { text: event({ error: { message: 'No' } }) }, DONE];
    default:
      return [...chunks, DONE];
  }
}

function responseEvents({ path, manner, tokens, words }: Asked): Piece[] {
  const deltas = words.map(delta => ({
    text: typed('response.output_text.delta', { delta }),
  }));
  const last = (response: object) => typed('response.completed', { response });
  switch (manner) {
    case 'error':
      return [
        ...deltas,
        { text: event({ type: 'error', code: 'server_error' }) },
      ];
    case 'null':
      return [...deltas, { text: last({ status: 'completed', usage: null }) }];
    case 'never':
      return deltas;
    default: {
      const usage = usageFor(path, tokens);
      return [
        ...deltas,
        { text: last({ status: 'completed', usage }), units: tokens },
      ];
    }
  }
}

/** @param alsoDone - vLLM ends with `[DONE]` what has an end already */
function messageEvents(
  { path, manner, tokens, words }: Asked,
  alsoDone: boolean,
): Piece[] {
  const usage = usageFor(path, { ...tokens, output: 1 });
  const silent = manner === 'null' || manner === 'never';
  const message = silent ? { content: [] } : { content: [], usage };
  const total = (output: number): Piece => ({
    text: typed('message_delta', {
      delta: {},
      usage: { output_tokens: output },
    }),
    units: { ...tokens, output },
  });
  const pieces = words.flatMap((text, index): Piece[] => {
    const delta = { type: 'text_delta', text };
    const piece = { text: typed('content_block_delta', { index: 0, delta }) };
    const far = soFar(tokens, index + 1, words.length);
    return manner === 'totals' ? [piece, total(far.output)] : [piece];
  });
  const end = silent
    ? [{ text: typed('message_delta', { delta: { stop_reason: 'x' } }) }]
    : [total(tokens.output)];
  return [
    { text: typed('message_start', { message }) },
    ...pieces,
    ...(manner === 'error'
      ? [{ text: typed('error', { error: { type: 'overloaded_error' } }) }]
      : [...end, { text: typed('message_stop', {}) }]),
    ...(alsoDone ? [DONE] : []),
  ];
}

function soundEvents({ manner, words }: Asked, random: Random): Piece[] {
  const deltas = words.map(delta => ({
    text: typed('transcript.text.delta', { delta }),
  }));
  const { said, units } = drawSoundUsage(random);
  const done = (more: object) => typed('transcript.text.done', more);
  switch (manner) {
    case 'error':
      return [...deltas, { text: event({ error: { code: 'x' } }) }];
    case 'null':
      return [...deltas, { text: done({ usage: null }) }];
    case 'never':
      return deltas;
    default:
      return [...deltas, { text: done(said), units }];
  }
}

/** A running total: the prompt is read, the answer is under way. */
function soFar(tokens: TokenCounts, done: number, of: number): TokenCounts {
  const share = (whole: number) => Math.ceil((whole * done) / of);
  return {
    ...tokens,
    output: share(tokens.output),
    reasoning: share(tokens.reasoning),
  };
}

function joined(pieces: Piece[]): Pick<Answer, 'body' | 'statements'> {
  const statements: Statement[] = [];
  let at = 0;
  for (const { text, units } of pieces) {
    at += Buffer.byteLength(text);
    if (units) {
      // Without the empty line behind it, it is not known to be whole.
      statements.push({ units, from: at - '\n\n'.length, by: at });
    }
  }
  const body = Buffer.from(pieces.map(({ text }) => text).join(''));
  return { body, statements };
}
