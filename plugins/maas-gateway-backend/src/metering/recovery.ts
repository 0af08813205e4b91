import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallIntent } from './Meter';
import { type Line, readLines } from './readLines';
import {
  type Acknowledged,
  type JournalRecord,
  parseRecord,
  segmentName,
  segmentNumber,
} from './records';

/** A line that cannot be read. @internal */
export interface BadLine {
  segment: number;
  /** Bytes from the start of the segment. */
  offset: number;
  /** The last line of a segment, cut off: the process or the machine died while writing. */
  torn: boolean;
}

/** What a journal says after a stop or a crash. @internal */
export interface Recovered {
  /** Numbers of the segments, rising. */
  segments: number[];
  /** Calls with neither an end nor a cancellation. */
  open: Map<string, CallIntent>;
  /** Events written since the journal began. */
  ended: number;
  acknowledged: Acknowledged;
  badLines: BadLine[];
}

/**
 * Reads what a journal holds, beginning with the last segment whose first line says what
 * was before it. Lines that make no sense are passed over and told of.
 *
 * @throws what the disk says
 * @internal
 */
export async function recover(directory: string): Promise<Recovered> {
  const segments = (await readdir(directory))
    .flatMap(name => segmentNumber(name) ?? [])
    .sort((a, b) => a - b);
  const state: Recovered = {
    segments,
    open: new Map(),
    ended: 0,
    acknowledged: { segment: segments[0] ?? 0, offset: 0, count: 0 },
    badLines: [],
  };
  for (const { segment, lines } of await readTail(directory, segments)) {
    for (const { text, start: offset, whole } of lines) {
      const record = parseRecord(text);
      if (record) {
        apply(record, state);
      } else {
        state.badLines.push({ segment, offset, torn: !whole });
      }
    }
  }
  if (state.badLines.some(({ torn }) => !torn)) {
    const { count } = state.acknowledged;
    state.ended = count + (await countPending(directory, state));
  }
  return state;
}

/** Read instead of reckoned: of lines that went bad it is not known what they were. */
async function countPending(
  directory: string,
  { segments, acknowledged }: Recovered,
): Promise<number> {
  let count = 0;
  for (const segment of segments) {
    if (segment >= acknowledged.segment) {
      const from =
        segment === acknowledged.segment ? acknowledged.offset : undefined;
      const path = join(directory, segmentName(segment));
      for await (const { text } of readLines(path, { from })) {
        const record = parseRecord(text);
        count += record && 'end' in record ? 1 : 0;
      }
    }
  }
  return count;
}

interface ReadSegment {
  segment: number;
  lines: Line[];
}

/** The last segments, from one with a checkpoint on. */
async function readTail(
  directory: string,
  segments: number[],
): Promise<ReadSegment[]> {
  const tail: ReadSegment[] = [];
  for (const segment of segments.toReversed()) {
    const lines: Line[] = [];
    for await (const line of readLines(join(directory, segmentName(segment)))) {
      lines.push(line);
    }
    tail.unshift({ segment, lines });
    const first = lines[0] && parseRecord(lines[0].text);
    if (first && 'checkpoint' in first) {
      break;
    }
  }
  return tail;
}

function apply(record: JournalRecord, state: Recovered): void {
  if ('checkpoint' in record) {
    const { open, ended, acknowledged } = record.checkpoint;
    state.open = new Map(open.map(intent => [intent.id, intent]));
    state.ended = ended;
    state.acknowledged = acknowledged;
  } else if ('intent' in record) {
    state.open.set(record.intent.id, record.intent);
  } else if ('end' in record) {
    state.open.delete(record.end.id);
    state.ended += 1;
  } else if ('cancel' in record) {
    state.open.delete(record.cancel);
  } else {
    state.acknowledged = record.acknowledged;
  }
}
