import { readLines } from './readLines';
import { eventOfLine, parseRecord } from './records';

/** How the lines of events begin; others are passed over unread. */
const EVENT = '{"end":';
const OTHERS = [
  '{"intent":',
  '{"cancel":',
  '{"acknowledged":',
  '{"checkpoint":',
];

/** An event and where its line ends. @internal */
export interface StoredEvent {
  /** A `MeteredCall` as JSON. */
  text: string;
  /** Bytes from the start of the segment. */
  offset: number;
}

/** What to read of a segment. @internal */
export interface ReadEventsOptions {
  /** Where to begin, between two lines: bytes from the start of the segment. */
  from: number;
  /**
   * Where to end, as what lies behind may be half written. Missing: the whole file, whose
   * last line may have been cut off by a crash and is no event then.
   */
  to?: number;
  /** No more events than that. */
  max: number;
}

/** What was read of a segment. @internal */
export interface ReadEvents {
  events: StoredEvent[];
  /** Where lines begin that are none of ours, in bytes from the start of the segment. */
  badLines: number[];
}

/**
 * Reads events out of a segment, in the order they were written.
 *
 * @throws what the disk says
 * @internal
 */
export async function readEvents(
  path: string,
  { from, to, max }: ReadEventsOptions,
): Promise<ReadEvents> {
  const result: ReadEvents = { events: [], badLines: [] };
  for await (const line of readLines(path, { from, to })) {
    const isEvent = line.text.startsWith(EVENT);
    const record = isEvent ? parseRecord(line.text) : undefined;
    if (record && 'end' in record) {
      result.events.push({ text: eventOfLine(line.text), offset: line.end });
    } else if (
      line.whole &&
      !OTHERS.some(prefix => line.text.startsWith(prefix))
    ) {
      result.badLines.push(line.start);
    }
    if (result.events.length === max) {
      break;
    }
  }
  return result;
}
