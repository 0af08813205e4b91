import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { PlaygroundKey } from '@openmaas/backstage-plugin-maas-common';

/** How much of its life a key is used for: a call that begins must not meet its end. */
const USED_PART = 0.9;

/** So many people and teams at a time; who comes back is given another key. */
const MAX_HELD = 10_000;

/** Who tries a model out, and for which team. @internal */
export interface PlaygroundCaller {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  userRef: string;
  /** Entity reference of a group that the user is in. */
  team: string;
}

interface HeldKey {
  secret: Promise<string>;
  /** The same, once it is there. */
  known?: string;
  /** Milliseconds since 1970. */
  renewAt: number;
}

/**
 * The keys with which the playground calls: in memory alone, one for each person and
 * team, asked for when it is needed and renewed before it ends.
 *
 * @internal
 */
export class Keyring {
  private readonly held = new Map<string, HeldKey>();

  /** @param options - `open` asks the control plane for a key */
  constructor(
    private readonly options: {
      open(caller: PlaygroundCaller): Promise<PlaygroundKey>;
      /** Milliseconds since 1970. */
      now?: () => number;
    },
  ) {}

  /**
   * A secret that the gateway takes now. Calls at the same time share one.
   *
   * @throws what `open` throws; the next call asks again
   */
  async secretFor(caller: PlaygroundCaller): Promise<string> {
    const name = nameOf(caller);
    const held = this.held.get(name);
    if (held && this.now() < held.renewAt) {
      return held.secret;
    }
    return this.open(name, caller);
  }

  /**
   * The gateway does not take a secret any more: the next call asks for another one.
   *
   * @param secret - one that was renewed meanwhile changes nothing
   */
  forget(caller: PlaygroundCaller, secret: string): void {
    const name = nameOf(caller);
    if (this.held.get(name)?.known === secret) {
      this.held.delete(name);
    }
  }

  private open(name: string, caller: PlaygroundCaller): Promise<string> {
    const startedAt = this.now();
    const opened = this.options.open(caller);
    const held: HeldKey = {
      secret: opened.then(({ secret }) => secret),
      renewAt: Infinity,
    };
    opened.then(
      ({ secret, expiresAt }) => {
        held.known = secret;
        held.renewAt =
          startedAt + (Date.parse(expiresAt) - startedAt) * USED_PART;
      },
      // The next call asks again; this one is told by its own promise.
      () => {
        if (this.held.get(name) === held) {
          this.held.delete(name);
        }
      },
    );
    // The newest at the end, so that the oldest goes first.
    this.held.delete(name);
    this.held.set(name, held);
    if (this.held.size > MAX_HELD) {
      const [oldest] = this.held.keys();
      this.held.delete(oldest);
    }
    return held.secret;
  }

  private now(): number {
    return (this.options.now ?? Date.now)();
  }
}

function nameOf({ userRef, team }: PlaygroundCaller): string {
  return `${userRef} ${team}`;
}
