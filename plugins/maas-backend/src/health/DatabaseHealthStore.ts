import type { Knex } from 'knex';
import { type StoredTime, toDate } from '../database/columns';
import { insertRows } from '../database/insertRows';
import type { HealthStore, ServerFigures } from './HealthStore';

/** As engines return it: PostgreSQL has sums of integers as text. */
type StoredNumber = number | string;

interface SpeedRow {
  model_id: string;
  measured_at: StoredTime;
  requests: StoredNumber;
  time_to_first_token_ms: number | null;
  tokens_per_second: number | null;
}

interface PointRow {
  point: StoredNumber;
  requests: StoredNumber;
  failures: StoredNumber;
  faults: StoredNumber;
  time_to_first_token_ms: number | null;
  tokens_per_second: number | null;
}

/** A long answer may come in a minute in which no call began. */
const WEIGHT = '(CASE WHEN requests > 0 THEN requests ELSE 1 END)';

/**
 * {@link HealthStore} on knex, SQLite and PostgreSQL alike.
 *
 * @internal
 */
export class DatabaseHealthStore implements HealthStore {
  constructor(private readonly knex: Knex) {}

  async note(gateway: string, minute: number, servers: ServerFigures[]) {
    const there: Array<{ model_id: string; endpoint: string }> =
      await this.knex('model_health')
        .where({ minute, gateway })
        .select('model_id', 'endpoint');
    const noted = new Set(
      there.map(({ model_id, endpoint }) => `${model_id} ${endpoint}`),
    );
    await insertRows(
      this.knex,
      'model_health',
      servers
        .filter(
          server =>
            !server.healthy ||
            server.requests > 0 ||
            hasSpeed(server) ||
            // Reports count the last 60 seconds: an earlier one had calls of the minute before.
            noted.has(`${server.model} ${server.endpoint}`),
        )
        .map(server => ({
          model_id: server.model,
          minute,
          gateway,
          endpoint: server.endpoint,
          requests: server.requests,
          failures: server.failures,
          healthy: server.healthy,
          ...speedColumns(server),
        })),
      `ON CONFLICT (model_id, minute, gateway, endpoint) DO UPDATE SET
        requests = excluded.requests,
        failures = excluded.failures,
        healthy = model_health.healthy AND excluded.healthy,
        time_to_first_token_ms = excluded.time_to_first_token_ms,
        tokens_per_second = excluded.tokens_per_second`,
    );
  }

  async saveSpeeds(
    gateway: string,
    servers: ServerFigures[],
    measuredAt: Date,
  ) {
    await insertRows(
      this.knex,
      'model_speeds',
      servers.filter(hasSpeed).map(server => ({
        model_id: server.model,
        gateway,
        endpoint: server.endpoint,
        measured_at: measuredAt,
        requests: server.requests,
        ...speedColumns(server),
      })),
      `ON CONFLICT (model_id, gateway, endpoint) DO UPDATE SET
        measured_at = excluded.measured_at,
        requests = excluded.requests,
        time_to_first_token_ms = excluded.time_to_first_token_ms,
        tokens_per_second = excluded.tokens_per_second`,
    );
  }

  async speeds(since: Date) {
    const rows = await this.knex<SpeedRow>('model_speeds')
      .where('measured_at', '>=', since)
      .select();
    return rows.map(row => ({
      model: row.model_id,
      measuredAt: toDate(row.measured_at),
      requests: Number(row.requests),
      ...toSpeed(row),
    }));
  }

  async points(model: string, since: number, length: number) {
    const mean = (column: string) =>
      this.knex.raw(
        `SUM(?? * ${WEIGHT}) / SUM(CASE WHEN ?? IS NULL THEN NULL ELSE ${WEIGHT} END) AS ??`,
        [column, column, column],
      );
    const point = this.knex.raw('minute / CAST(? AS INTEGER)', [length]);
    const rows: PointRow[] = await this.knex
      .from(
        this.knex('model_health')
          .where({ model_id: model })
          .andWhere('minute', '>=', since)
          .select('*', this.knex.raw('? AS point', [point]))
          .as('minutes'),
      )
      .groupBy('point')
      .orderBy('point')
      .select('point')
      .sum({ requests: 'requests', failures: 'failures' })
      .select(
        this.knex.raw('SUM(CASE WHEN healthy THEN 0 ELSE 1 END) AS faults'),
        mean('time_to_first_token_ms'),
        mean('tokens_per_second'),
      );
    return rows
      .map(row => ({
        minute: Number(row.point) * length,
        requests: Number(row.requests),
        failures: Number(row.failures),
        healthy: Number(row.faults) === 0,
        ...toSpeed(row),
      }))
      .filter(found => found.requests > 0 || !found.healthy || hasSpeed(found));
  }

  async oldestMinute() {
    const row = await this.knex('model_health')
      .min<{ minute: number | null }>({ minute: 'minute' })
      .first();
    return row?.minute ?? undefined;
  }

  async deleteMinutes(before: number) {
    await this.knex('model_health').where('minute', '<', before).delete();
  }

  async deleteSpeeds(before: Date) {
    await this.knex('model_speeds').where('measured_at', '<', before).delete();
  }
}

type Speed = Pick<ServerFigures, 'timeToFirstTokenMs' | 'tokensPerSecond'>;

function hasSpeed(figures: Speed): boolean {
  return (
    figures.timeToFirstTokenMs !== undefined ||
    figures.tokensPerSecond !== undefined
  );
}

function speedColumns(figures: Speed) {
  return {
    time_to_first_token_ms: figures.timeToFirstTokenMs ?? null,
    tokens_per_second: figures.tokensPerSecond ?? null,
  };
}

function toSpeed(
  row: Pick<SpeedRow, 'time_to_first_token_ms' | 'tokens_per_second'>,
): Speed {
  return {
    timeToFirstTokenMs: row.time_to_first_token_ms ?? undefined,
    tokensPerSecond: row.tokens_per_second ?? undefined,
  };
}
