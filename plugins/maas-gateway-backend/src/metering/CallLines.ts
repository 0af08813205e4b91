import { Bag, type Bagged } from '../Bag';
import { intentRecord, lostCall } from './event';
import { type CallBook, JournaledCall } from './JournaledCall';
import type { CallIntent, OpenCall } from './Meter';
import { noCalls } from './noCalls';
import type { PendingEvent } from './PendingEvent';
import { endLine, formatRecord, intentLine, type Position } from './records';
import type { JournalLine } from './SegmentWriter';
import { UnwrittenEnds } from './UnwrittenEnds';

/** Why no calls are taken while the disk refuses. */
const UNWRITABLE = 'The disk of the gateway refuses its journal.';

/** What is needed to write calls down. @internal */
export interface CallLinesOptions {
  /** Id of the gateway. */
  gateway: string;
  /** Nothing has to survive, so nobody waits. */
  isLazy: boolean;
  /** Calls on disk without an end, from before. */
  open: Iterable<CallIntent>;
  append(line: JournalLine): void;
  /** An event is on disk, and ends there; it is JSON. */
  onWritten(event: string, end: Position): void;
  /** The disk refused the end of a call. */
  onUnwritten(): void;
}

/** A call on disk without an end. */
interface OpenEntry extends Bagged {
  intent: CallIntent;
}

/**
 * The lines of calls in the journal: one before a call goes upstream, and one when it is
 * over. What the disk refused of the latter is kept until it can be written.
 *
 * @internal
 */
export class CallLines implements CallBook {
  /** Calls that have begun and not ended, on disk or on the way there. */
  running = 0;
  /** Calls on disk without an end. */
  private readonly open = new Bag<OpenEntry>();
  private readonly unwritten = new UnwrittenEnds();

  constructor(private readonly options: CallLinesOptions) {
    for (const intent of options.open) {
      this.open.add({ place: -1, intent });
    }
  }

  /** Id of the gateway. */
  get gateway(): string {
    return this.options.gateway;
  }

  /** Events that the disk refused and the control plane does not have. */
  get unwrittenEvents(): number {
    return this.unwritten.pending;
  }

  /** The first of them. */
  nextUnwritten(max: number): PendingEvent[] {
    return this.unwritten.next(max);
  }

  /** The control plane has these of them. */
  acknowledgeUnwritten(events: PendingEvent[]): void {
    this.unwritten.acknowledge(events);
  }

  /** Intents of the calls on disk without an end. */
  openIntents(): CallIntent[] {
    return this.open.values().map(({ intent }) => intentRecord(intent));
  }

  /** @throws GatewayError 503 where the disk refuses; where nobody waits, its health tells */
  begin(intent: CallIntent): Promise<OpenCall> {
    const { isLazy } = this.options;
    this.running += 1;
    const call = new JournaledCall(intent, this);
    const written = new Promise<OpenCall>((resolve, reject) => {
      this.options.append({
        text: intentLine(call.intentText),
        written: () => this.open.add(call),
        done: refusal => {
          if (refusal && !isLazy) {
            this.running -= 1;
            reject(unwritable());
          } else {
            resolve(call);
          }
        },
      });
    });
    return isLazy ? Promise.resolve(call) : written;
  }

  /** Writes the end of a call, or that there is nothing to tell of it. */
  conclude(call: JournaledCall, event?: string): Promise<void> {
    const written = new Promise<void>(resolve => {
      this.writeEnd(call, event, refusal => {
        this.running -= 1;
        if (refusal) {
          this.unwritten.add(call, event);
          this.options.onUnwritten();
        }
        resolve();
      });
    });
    return this.options.isLazy ? Promise.resolve() : written;
  }

  /**
   * Ends the calls whose ends a crash took.
   *
   * @returns how many they were
   * @throws what the disk says
   */
  async endLost(): Promise<number> {
    const lost = this.open.values();
    await Promise.all(lost.map(entry => this.endOneLost(entry)));
    return lost.length;
  }

  /** Tries again to write what the disk refused. */
  async writeUnwritten(): Promise<void> {
    await Promise.all(
      this.unwritten.all().map(
        ([call, event]) =>
          new Promise<void>(resolve => {
            this.writeEnd(call, event, () => resolve());
          }),
      ),
    );
  }

  private writeEnd(
    call: JournaledCall,
    event: string | undefined,
    done: (refusal?: unknown) => void,
  ): void {
    this.options.append({
      text:
        event === undefined
          ? formatRecord({ cancel: call.intent.id })
          : endLine(event),
      written: position => {
        this.open.delete(call);
        this.unwritten.delete(call);
        if (event !== undefined) {
          this.options.onWritten(event, position);
        }
      },
      done,
    });
  }

  private endOneLost(entry: OpenEntry): Promise<void> {
    const event = JSON.stringify(lostCall(entry.intent, this.gateway));
    return new Promise((resolve, reject) => {
      this.options.append({
        text: endLine(event),
        written: position => {
          this.open.delete(entry);
          this.options.onWritten(event, position);
        },
        done: refusal => (refusal ? reject(refusal) : resolve()),
      });
    });
  }
}

/** What a client is told while the disk refuses. @internal */
export function unwritable() {
  return noCalls(UNWRITABLE);
}
