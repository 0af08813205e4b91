import type { MeteredCall } from '@openmaas/backstage-plugin-maas-common';
import type { CallIntent } from './Meter';

/** A place between two lines of the journal. @internal */
export interface Position {
  segment: number;
  /** Bytes from the start of the segment. */
  offset: number;
}

/** Up to where the control plane has everything. @internal */
export interface Acknowledged extends Position {
  /** Events before that place since the journal began. */
  count: number;
  /** How many of them the control plane never got, since the journal was full. */
  dropped?: number;
}

/**
 * All that is still of interest of the segments before: a segment begins with one, so
 * that a restart reads the last segment and no more.
 *
 * @internal
 */
export interface Checkpoint {
  /** Calls that have neither ended nor been cancelled. */
  open: CallIntent[];
  /** Events written since the journal began. */
  ended: number;
  acknowledged: Acknowledged;
}

/** One line of the journal: JSON with one member, which says what it is. @internal */
export type JournalRecord =
  | { checkpoint: Checkpoint }
  | { intent: CallIntent }
  | { end: MeteredCall }
  | { cancel: string }
  | { acknowledged: Acknowledged };

/** With its line feed. @internal */
export function formatRecord(record: JournalRecord): string {
  return `${JSON.stringify(record)}\n`;
}

/** The line of a call that is about to go upstream; `intent` is a `CallIntent` as JSON. @internal */
export function intentLine(intent: string): string {
  return `{"intent":${intent}}\n`;
}

/** The line of a call that ended; `event` is a `MeteredCall` as JSON. @internal */
export function endLine(event: string): string {
  return `{"end":${event}}\n`;
}

/** The event of a line, as JSON. @internal */
export function eventOfLine(line: string): string {
  return line.slice('{"end":'.length, line.lastIndexOf('}'));
}

/** Undefined where the line is none of ours. @internal */
export function parseRecord(line: string): JournalRecord | undefined {
  try {
    const record = JSON.parse(line);
    return isRecord(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

const SEGMENT_NAME = /^(\d{8,})\.jsonl$/;

/** File of a segment. @internal */
export function segmentName(segment: number): string {
  return `${String(segment).padStart(8, '0')}.jsonl`;
}

/** Number of a segment by its file; undefined where the file is something else. @internal */
export function segmentNumber(name: string): number | undefined {
  const digits = SEGMENT_NAME.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function isRecord(value: unknown): value is JournalRecord {
  if (!isObject(value)) {
    return false;
  }
  const { checkpoint, intent, end, cancel, acknowledged } = value;
  return (
    isCheckpoint(checkpoint) ||
    isCall(intent) ||
    isCall(end) ||
    typeof cancel === 'string' ||
    isAcknowledged(acknowledged)
  );
}

function isCheckpoint(value: unknown): boolean {
  return (
    isObject(value) &&
    Array.isArray(value.open) &&
    value.open.every(isCall) &&
    Number.isSafeInteger(value.ended) &&
    isAcknowledged(value.acknowledged)
  );
}

function isCall(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value.id === 'string' &&
    typeof value.startedAt === 'string' &&
    !Number.isNaN(Date.parse(value.startedAt))
  );
}

function isAcknowledged(value: unknown): boolean {
  return (
    isObject(value) &&
    Number.isSafeInteger(value.segment) &&
    Number.isSafeInteger(value.offset) &&
    Number.isSafeInteger(value.count)
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
