import type { MeteredCall } from '@openmaas/backstage-plugin-maas-common';
import type { Position } from './records';

/**
 * An event that the control plane has not acknowledged. It stays the text that it is on
 * disk: whoever ships it does not look at it.
 *
 * @internal
 */
export class PendingEvent {
  /**
   * @param text - a `MeteredCall` as JSON
   * @param position - behind it in the journal; missing where the disk refused it
   */
  constructor(readonly text: string, readonly position?: Position) {}

  /** What it says. */
  get event(): MeteredCall {
    return JSON.parse(this.text);
  }
}

/** One that is on disk. @internal */
export interface StoredEvent extends PendingEvent {
  readonly position: Position;
}

/** Whether it is on disk. @internal */
export function isStored(event: PendingEvent): event is StoredEvent {
  return event.position !== undefined;
}
