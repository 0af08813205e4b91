import type { CallEnd, CallIntent } from '../Meter';

/** Id of the call with this number. */
export function callId(number: number): string {
  return `0199a0de-7c3f-7000-8000-${String(number).padStart(12, '0')}`;
}

export function intentOf(number: number): CallIntent {
  return {
    id: callId(number),
    startedAt: new Date(Date.UTC(2026, 10, 21) + number).toISOString(),
    team: 'group:default/search',
    maker: 'user:default/ana',
    key: '0199a0de-0000-7000-8000-000000000001',
    grant: '0199a0de-0000-7000-8000-000000000002',
    plan: 'premium',
    model: 'mistral-3-int4',
    path: '/v1/chat/completions',
    streamed: true,
    estimatedInput: 7,
  };
}

/** An end whose output tokens are the call's number. */
export function endOf(number: number): CallEnd {
  return {
    endpoint: 'vllm-0.models:8000',
    status: 200,
    finishReason: 'stop',
    attempts: 1,
    timeToFirstTokenMs: 80,
    tokens: { input: 12, cachedInput: 4, output: number, reasoning: 0 },
    estimated: false,
    endState: 'completed',
  };
}
