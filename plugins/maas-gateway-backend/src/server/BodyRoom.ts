import { notReady } from '../policy/notReady';

/** Bytes of bodies that arrive, of all clients and of one key. */
const MOST = 512 * 1024 ** 2;
const MOST_OF_KEY = MOST / 4;

/**
 * How much memory bodies may take that are not whole: no limit of a plan counts them yet,
 * and a client may let thousands of them come as slowly as it likes.
 *
 * @internal
 */
export class BodyRoom {
  private bytes = 0;
  private readonly ofKeys = new Map<string, number>();

  /** Both in bytes. */
  constructor(
    private readonly most = MOST,
    private readonly mostOfKey = MOST_OF_KEY,
  ) {}

  /**
   * Takes room for so many bytes more, or gives back.
   *
   * @param key - public id of the key
   * @throws GatewayError 503 where there is none
   */
  reserve(key: string, bytes: number): void {
    const ofKey = (this.ofKeys.get(key) ?? 0) + bytes;
    if (bytes > 0 && ofKey > this.mostOfKey) {
      throw notReady(
        'Too many large requests come with this API key at once. Wait for some of them to end.',
      );
    }
    if (bytes > 0 && this.bytes + bytes > this.most) {
      throw notReady('Too many large requests come at once. Try again soon.');
    }
    this.bytes += bytes;
    if (ofKey > 0) {
      this.ofKeys.set(key, ofKey);
    } else {
      this.ofKeys.delete(key);
    }
  }
}
