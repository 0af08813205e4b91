import { Redis } from 'ioredis';
import type { ValkeyConfig } from './sharingConfig';

/** The longest pause between two attempts to connect, in milliseconds. */
const RECONNECT_MS = 1000;

/**
 * A client of Valkey or Redis that is told to connect, and then connects again by itself
 * until it is disconnected.
 *
 * @internal
 */
export function connectValkey({
  url,
  username,
  password,
  commandTimeoutMs,
}: Omit<ValkeyConfig, 'whenLost'>): Redis {
  return new Redis(url, {
    username,
    password,
    commandTimeout: commandTimeoutMs,
    connectTimeout: Math.max(commandTimeoutMs, RECONNECT_MS),
    lazyConnect: true,
    // A command goes out now or never: nobody waits for one that is sent later, or twice.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
    disableClientInfo: true,
    retryStrategy: times => Math.min(times * 50, RECONNECT_MS),
  });
}
