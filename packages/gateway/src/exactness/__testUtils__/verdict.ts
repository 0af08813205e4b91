import type { MeteredCall } from '@openmaas/backstage-plugin-maas-common';
import { ENDPOINTS } from './answers';
import { type BookEntry, type Books, heardOf } from './Books';
import type { CallRecord } from './Client';
import { wordsOf } from './usages';

/** What the figures of a run are. */
export interface Verdict {
  calls: number;
  /** Requests that model servers saw, by their ids. */
  reached: number;
  events: number;
  /** Events with the tokens that the model server said. */
  exact: number;
  estimated: number;
  /** Calls whose gateway was killed before their end. */
  lost: number;
  /** Some of these never reached a server: the gateway died between intent and sending. */
  lostBeforeServer: number;
  /** Sent into a connection that ended before the server could read it. */
  unseen: number;
  refused: number;
  /** What is wrong, in words. */
  mismatches: string[];
}

/** Compares the ledger with the books of the model servers and what the clients saw. */
export function judge(
  ledger: Map<string, MeteredCall>,
  books: Books,
  records: CallRecord[],
): Verdict {
  const events = [...ledger.values()];
  const byNumber = new Map(records.map(record => [record.number, record]));
  const mismatches: string[] = [];
  const blame = (id: string, problems: string[]) =>
    mismatches.push(...problems.map(problem => `${id}: ${problem}`));

  for (const entry of books.entries.values()) {
    const record = byNumber.get(entry.call ?? -1);
    const event = ledger.get(entry.id);
    blame(
      entry.id,
      event
        ? judgeEvent(event, entry, record)
        : ['reached a model server and is not in the ledger'],
    );
  }
  const strangers = events.filter(({ id }) => !books.entries.has(id));
  for (const event of strangers) {
    blame(event.id, judgeStranger(event));
  }
  for (const record of records) {
    blame(record.id ?? `call ${record.number}`, judgeRecord(record, ledger));
  }
  const lost = events.filter(({ endState }) => endState === 'lost');
  return {
    calls: records.length,
    reached: books.entries.size,
    events: events.length,
    exact: events.filter(({ estimated }) => !estimated).length,
    estimated: events.filter(({ estimated }) => estimated).length,
    lost: lost.length,
    lostBeforeServer: lost.filter(({ id }) => !books.entries.has(id)).length,
    unseen: strangers.filter(({ endState }) => endState !== 'lost').length,
    refused: records.filter(({ wrong, id }) => wrong && id).length,
    mismatches,
  };
}

/** An event whose call a model server knows. */
function judgeEvent(
  event: MeteredCall,
  entry: BookEntry,
  record: CallRecord | undefined,
): string[] {
  const { endState, attempts, path, streamed, gateway } = event;
  const seen = entry.attempts.length;
  const wrong: Array<[unknown, string]> = [
    [
      endState === 'lost' && !wasKilled(record),
      `is lost, but its gateway lived: ${record?.outcome}`,
    ],
    [
      endState !== 'lost' && attempts < seen,
      `has ${attempts} attempts, but servers saw ${seen}`,
    ],
    [entry.path && path !== entry.path, `has the path ${path}`],
    [entry.path && streamed !== entry.streamed, `streamed is ${streamed}`],
    [record && gateway !== record.gateway.id, `is of the gateway ${gateway}`],
  ];
  return [
    ...entry.mistakes,
    ...wrong.flatMap(([isWrong, problem]) => (isWrong ? problem : [])),
    ...judgeTokens(event, entry, record),
  ];
}

/** What is billed, against what the server said and how far it came with it. */
function judgeTokens(
  { endState, estimated, tokens, audioMs }: MeteredCall,
  entry: BookEntry,
  record: CallRecord | undefined,
): string[] {
  const { statements, sure, most } = heardOf(entry);
  const billed = wordsOf({ ...tokens, audioMs });
  // Without client or gateway nobody can say what had arrived.
  const left = !record || record.outcome === 'left' || wasKilled(record);
  if (!estimated) {
    const heard = statements.slice(left ? 0 : Math.max(0, sure), most + 1);
    return heard.some(({ units }) => wordsOf(units) === billed)
      ? []
      : [`says ${billed}, the server ${said(entry)}`];
  }
  if (sure >= 0 && !left) {
    return [`is estimated, but the server said ${said(entry)}`];
  }
  const sum = tokens.input + tokens.output;
  if (!left && !entry.attempts.at(-1)?.answered && sum > 0) {
    return [`bills ${billed} where no answer came`];
  }
  return endState === 'completed' && !mayBeFree(entry) && sum === 0
    ? ['bills nothing for an answer that was not counted']
    : [];
}

/** An event whose call no model server has seen. */
function judgeStranger({ endState, estimated }: MeteredCall): string[] {
  // It died between intent and sending, or the connection ended under the request.
  const explained = ['lost', 'client_aborted', 'upstream_aborted'];
  return explained.includes(endState) && estimated
    ? []
    : [`is in the ledger as ${endState}, but reached no model server`];
}

/** What a client knows by itself. */
function judgeRecord(
  record: CallRecord,
  ledger: Map<string, MeteredCall>,
): string[] {
  const { wrong, id, status = 0, outcome } = record;
  const problems: string[] = [];
  if (wrong && status > 0 && status < 400) {
    problems.push(`was let in with ${status}`);
  }
  if (wrong && ledger.has(id ?? '')) {
    problems.push('was refused, and is in the ledger');
  }
  if (outcome === 'answered' && status === 200 && !ledger.has(id ?? '')) {
    problems.push('was answered, and is not in the ledger');
  }
  if (outcome === 'broken' && !wasKilled(record)) {
    problems.push('broke off, though its gateway lived');
  }
  return problems;
}

/** Whether the gateway died before the call had ended there. */
function wasKilled(record: CallRecord | undefined): boolean {
  switch (record?.outcome) {
    case 'broken':
      return record.lifeAtEnd > record.life;
    case 'left':
      // It may have gone on for a while without the client.
      return record.gateway.life > record.life;
    default:
      return false;
  }
}

/** Nobody reads anything there, or a sound: it has no tokens that could be estimated. */
function mayBeFree({ path }: BookEntry): boolean {
  return ENDPOINTS.some(
    endpoint => (endpoint.free || endpoint.form) && endpoint.path === path,
  );
}

/** For somebody who has to find out why. */
function said(entry: BookEntry): string {
  const { statements, sure, most } = heardOf(entry);
  const ends = entry.attempts.map(({ end, sent, answer }) =>
    [end, answer?.status, `${sent} of ${answer?.body.length} bytes`].join(' '),
  );
  const counts = statements.map(({ units }) => wordsOf(units)).join(', ');
  return `[${counts}] (sure ${sure}, at most ${most}; ${ends.join('; ')})`;
}
