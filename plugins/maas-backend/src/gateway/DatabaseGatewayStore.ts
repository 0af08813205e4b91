import type { Knex } from 'knex';
import { type StoredTime, toDate } from '../database/columns';
import type { GatewayStore, StoredGateway } from './GatewayStore';

interface GatewayRow {
  id: string;
  state: StoredGateway['state'];
  started_at: StoredTime;
  last_seen_at: StoredTime;
  epoch: string | null;
  revision: number | string | null;
  pending_events: number | string;
  rejected_events: number | string;
  journal_bytes: number | string | null;
  journal_max_bytes: number | string | null;
  dropped_events: number | string | null;
  sharing: NonNullable<StoredGateway['sharing']> | null;
  endpoints: string | null;
}

/** In the order in which one process goes through them. */
const STATES: Array<StoredGateway['state']> = [
  'running',
  'draining',
  'stopped',
];

/**
 * {@link GatewayStore} on knex, SQLite and PostgreSQL alike.
 *
 * @internal
 */
export class DatabaseGatewayStore implements GatewayStore {
  constructor(private readonly knex: Knex) {}

  async save(gateway: StoredGateway, silentSince: Date) {
    const upToState = STATES.slice(0, STATES.indexOf(gateway.state) + 1);
    const written = await this.knex('gateways')
      .insert({
        id: gateway.id,
        state: gateway.state,
        started_at: gateway.startedAt,
        last_seen_at: gateway.lastSeenAt,
        epoch: gateway.policy?.epoch ?? null,
        revision: gateway.policy?.revision ?? null,
        pending_events: gateway.journal.pendingEvents,
        rejected_events: gateway.journal.rejectedEvents,
        journal_bytes: gateway.journal.bytes ?? null,
        journal_max_bytes: gateway.journal.maxBytes ?? null,
        dropped_events: gateway.journal.droppedEvents ?? null,
        sharing: gateway.sharing ?? null,
        endpoints: gateway.endpoints ? JSON.stringify(gateway.endpoints) : null,
      })
      .onConflict('id')
      .merge()
      .where('gateways.started_at', '<', gateway.startedAt)
      .orWhere('gateways.last_seen_at', '<', silentSince)
      .orWhere(sameProcess =>
        sameProcess
          .where('gateways.started_at', gateway.startedAt)
          .whereIn('gateways.state', upToState),
      )
      .returning('id');
    return written.length > 0;
  }

  async list(seenSince: Date) {
    const rows = await this.knex<GatewayRow>('gateways')
      .where('last_seen_at', '>=', seenSince)
      .orderBy('id');
    return rows.map(toGateway);
  }

  async lastSeen(seenSince: Date) {
    const rows = await this.knex<GatewayRow>('gateways')
      .where('last_seen_at', '>=', seenSince)
      .orderBy('id')
      .select('id', 'last_seen_at');
    return rows.map(row => ({
      id: row.id,
      lastSeenAt: toDate(row.last_seen_at),
    }));
  }

  async forget(seenSince: Date) {
    await this.knex<GatewayRow>('gateways')
      .where('last_seen_at', '<', seenSince)
      .delete();
  }
}

function toOptionalNumber(value: number | string | null): number | undefined {
  return value === null ? undefined : Number(value);
}

function toGateway(row: GatewayRow): StoredGateway {
  return {
    id: row.id,
    state: row.state,
    startedAt: toDate(row.started_at),
    lastSeenAt: toDate(row.last_seen_at),
    policy:
      row.epoch === null || row.revision === null
        ? undefined
        : { epoch: row.epoch, revision: Number(row.revision) },
    journal: {
      pendingEvents: Number(row.pending_events),
      rejectedEvents: Number(row.rejected_events),
      bytes: toOptionalNumber(row.journal_bytes),
      maxBytes: toOptionalNumber(row.journal_max_bytes),
      droppedEvents: toOptionalNumber(row.dropped_events),
    },
    sharing: row.sharing ?? undefined,
    endpoints: row.endpoints === null ? undefined : JSON.parse(row.endpoints),
  };
}
