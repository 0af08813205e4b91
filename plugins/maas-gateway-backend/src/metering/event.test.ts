import { endOf, intentOf } from './__testUtils__/calls';
import type { CallEnd, CallIntent } from './Meter';
import {
  beginningOf,
  eventText,
  intentRecord,
  intentText,
  lostCall,
} from './event';

function endedCall(
  intent: CallIntent,
  end: CallEnd,
  gateway: string,
  latencyMs: number,
) {
  const startedAt = Date.parse(intent.startedAt);
  const beginning = beginningOf(intent);
  return JSON.parse(
    eventText(beginning, intent.caller, startedAt, end, gateway, latencyMs),
  );
}

describe('events', () => {
  it('say what is known of a call and nothing of its intent that is not', () => {
    expect(endedCall(intentOf(5), endOf(42), 'gw-1', 1234.4)).toEqual({
      id: '0199a0de-7c3f-7000-8000-000000000005',
      startedAt: '2026-11-21T00:00:00.005Z',
      endedAt: '2026-11-21T00:00:01.239Z',
      gateway: 'gw-1',
      team: 'group:default/search',
      maker: 'user:default/ana',
      key: '0199a0de-0000-7000-8000-000000000001',
      grant: '0199a0de-0000-7000-8000-000000000002',
      plan: 'premium',
      model: 'mistral-3-int4',
      endpoint: 'vllm-0.models:8000',
      path: '/v1/chat/completions',
      streamed: true,
      tokens: { input: 12, cachedInput: 4, output: 42, reasoning: 0 },
      estimated: false,
      endState: 'completed',
      status: 200,
      finishReason: 'stop',
      attempts: 1,
      latencyMs: 1234,
      timeToFirstTokenMs: 80,
    });
  });

  it('are always such as the ledger takes', () => {
    const event = endedCall(
      intentOf(1),
      {
        ...endOf(1),
        endpoint: 'h'.repeat(300),
        errorCode: 'e'.repeat(300),
        finishReason: 'f'.repeat(300),
        attempts: 1000,
        timeToFirstTokenMs: 0.7,
        tokens: {
          input: 10.4,
          cachedInput: 50,
          output: -3,
          reasoning: Number.NaN,
        },
      },
      'gw-1',
      -5,
    );

    expect(event).toMatchObject({
      endpoint: 'h'.repeat(200),
      errorCode: 'e'.repeat(100),
      finishReason: 'f'.repeat(100),
      attempts: 100,
      latencyMs: 0,
      endedAt: event.startedAt,
      timeToFirstTokenMs: 1,
      tokens: { input: 10, cachedInput: 10, output: 0, reasoning: 0 },
    });
  });

  it.each([
    ['a NUL', 'st\0p', 'st\ufffdp'],
    ['half a character', 'st\ud83dp', 'st\ufffdp'],
    [
      'a character that is cut in two',
      `${'e'.repeat(99)}👋`,
      `${'e'.repeat(99)}\ufffd`,
    ],
    ['a whole one', 'st👋p', 'st👋p'],
  ])('are such as the ledger takes where a word has %s', (_, said, kept) => {
    const end = { ...endOf(1), errorCode: said, finishReason: said };
    expect(endedCall(intentOf(1), end, 'gw-1', 1)).toMatchObject({
      errorCode: kept,
      finishReason: kept,
    });
  });

  it('of lost calls bill the prompt and last no time', () => {
    expect(lostCall(intentOf(5), 'gw-1')).toMatchObject({
      startedAt: '2026-11-21T00:00:00.005Z',
      endedAt: '2026-11-21T00:00:00.005Z',
      latencyMs: 0,
      tokens: { input: 7, cachedInput: 0, output: 0, reasoning: 0 },
      estimated: true,
      endState: 'lost',
      attempts: 1,
    });
    expect(lostCall(intentOf(5), 'gw-1')).not.toHaveProperty('estimatedInput');
  });

  it('say where a call came from when it has ended, and nowhere else', () => {
    const caller = { address: '203.0.113.5', client: 'OpenAI/Python' };
    const intent = { ...intentOf(1), label: 'billing-bot', caller };
    expect(endedCall(intent, endOf(1), 'gw-1', 1)).toMatchObject({
      label: 'billing-bot',
      caller,
    });
    // Both are on disk until the control plane has the call.
    for (const kept of [intentRecord(intent), lostCall(intent, 'gw-1')]) {
      expect(kept).toMatchObject({ label: 'billing-bot' });
      expect(kept).not.toHaveProperty('caller');
    }
    const text = intentText(beginningOf(intent), intent);
    expect(JSON.parse(text)).toEqual(intentRecord(intent));
  });

  it('hold nothing that an intent should not have had', () => {
    const careless = { ...intentOf(1), secret: 'maas_x', prompt: 'hello' };

    expect(intentRecord(careless)).toEqual(intentOf(1));
    expect(lostCall(careless, 'gw-1')).not.toHaveProperty('secret');
  });
});
