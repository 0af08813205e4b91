import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, link, mkdir, readdir, realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A lock that is held. @internal */
export interface DirectoryLock {
  /** Lets the next one in. Does nothing the second time. */
  release(): Promise<void>;
}

/** How to wait for a lock. @internal */
export interface LockOptions {
  /** Gives up. */
  signal: AbortSignal;
  /** Called once, where somebody else holds the lock. */
  onWait: () => void;
}

/** Longest address of a socket that every system takes, in bytes. */
const MAX_ADDRESS = 100;
const SOCKET_NAME = /^lock-(\d+)\.sock$/;

/**
 * Takes a directory for this process alone, and makes it where it is missing. Who holds it
 * listens on a Unix socket, so the kernel lets go of it when the process is killed, and who
 * waits learns of it at once because the connection ends. It binds processes of one machine
 * only: a volume that several machines can write must be mounted by one of them.
 *
 * The sockets are numbered, and the highest number is the holder's. A number is taken by
 * linking a socket that already listens, after the one before was found dead, and the
 * highest is never deleted: so nobody can take a dead one away from under somebody who has
 * just replaced it.
 *
 * @throws the signal's reason; Error where the directory cannot be written
 * @internal
 */
export async function lockDirectory(
  directory: string,
  { signal, onWait }: LockOptions,
): Promise<DirectoryLock> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const place = await socketPlace(await realpath(directory));
  let waited = false;
  for (;;) {
    signal.throwIfAborted();
    const number = await highest(place);
    const holder = await reach(join(place, socketName(number)));
    if (holder) {
      if (!waited) {
        waited = true;
        onWait();
      }
      await untilClosed(holder, signal);
    } else {
      const lock = await take(place, number + 1);
      if (lock) {
        return lock;
      }
    }
  }
}

function socketName(number: number): string {
  return `lock-${number}.sock`;
}

/** The directory itself, or one with a shorter name where that is too long. */
async function socketPlace(directory: string): Promise<string> {
  const longest = join(directory, 'lock-ffffffffffff.new');
  if (Buffer.byteLength(longest) < MAX_ADDRESS) {
    return directory;
  }
  const hash = createHash('sha256').update(directory).digest('hex');
  const place = join(tmpdir(), `maas-gateway-${hash.slice(0, 16)}`);
  await mkdir(place, { recursive: true, mode: 0o700 });
  return place;
}

async function numbers(place: string): Promise<number[]> {
  const names = await readdir(place);
  return names.flatMap(name => Number(SOCKET_NAME.exec(name)?.[1] ?? []));
}

async function highest(place: string): Promise<number> {
  return Math.max(0, ...(await numbers(place)));
}

/** A connection to whoever listens; undefined where nobody does, and never will. */
async function reach(path: string): Promise<Socket | undefined> {
  for (;;) {
    const socket = connect(path);
    // Whoever dies may reset the connection instead of closing it: all the same here.
    socket.on('error', () => {});
    try {
      await once(socket, 'connect');
      return socket;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ECONNREFUSED' || code === 'ENOENT') {
        return undefined;
      }
      // It has a full queue for a moment, or is dying just now.
      if (code !== 'EAGAIN' && code !== 'ECONNRESET') {
        throw error;
      }
    }
  }
}

/** Or until the signal is aborted. */
async function untilClosed(socket: Socket, signal: AbortSignal): Promise<void> {
  const giveUp = () => socket.destroy();
  signal.addEventListener('abort', giveUp);
  if (signal.aborted) {
    giveUp();
  }
  if (!socket.closed) {
    socket.resume();
    await new Promise(resolve => socket.once('close', resolve));
  }
  signal.removeEventListener('abort', giveUp);
}

/** Undefined where somebody else was faster. */
async function take(
  place: string,
  number: number,
): Promise<DirectoryLock | undefined> {
  const waiting = new Set<Socket>();
  const server = createServer(socket => {
    waiting.add(socket);
    socket.unref();
    socket.on('error', () => {});
    socket.on('close', () => waiting.delete(socket));
  });
  const draft = join(place, `lock-${randomBytes(6).toString('hex')}.new`);
  await listen(server, draft);
  const release = async () => {
    const closed = once(server, 'close');
    server.close();
    waiting.forEach(socket => socket.destroy());
    await closed;
  };
  try {
    await chmod(draft, 0o600);
    await link(draft, join(place, socketName(number)));
  } catch (error) {
    await release();
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return undefined;
    }
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  if ((await highest(place)) > number) {
    await release();
    return undefined;
  }
  await sweep(place, number);
  let released: Promise<void> | undefined;
  return {
    release: () => {
      released ??= release();
      return released;
    },
  };
}

async function listen(server: Server, path: string): Promise<void> {
  server.listen(path);
  await once(server, 'listening');
  server.unref();
}

/** Deletes what those before left behind. */
async function sweep(place: string, number: number): Promise<void> {
  const old = (await numbers(place)).filter(other => other < number);
  await Promise.all(
    old.map(other => rm(join(place, socketName(other)), { force: true })),
  );
}
