import type { Refusal } from '@openmaas/backstage-plugin-maas-common';
import { v7 as uuid } from 'uuid';
import { REFUSAL } from '../__testUtils__/badGatewayInputs';
import { createTestDatabases, createTestDomain } from '../__testUtils__/domain';

jest.setTimeout(60_000);

const aRefusal = (change: Partial<Refusal> = {}): Refusal => ({
  ...REFUSAL,
  id: uuid(),
  ...change,
});

describe('RefusalService', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const domain = await createTestDomain(await databases.init(databaseId));
      const ingest = (...refusals: Refusal[]) =>
        domain.refusals.ingest({ gateway: 'gw-1', refusals });
      const ids = async (): Promise<string[]> =>
        domain.knex('refusals').orderBy('received_at').pluck('id');
      return { ...domain, ingest, ids };
    }

    it('keeps all that a gateway tells', async () => {
      const { ingest, refusals, clock } = await setup();
      const whole = aRefusal({ shadow: true });
      const { id, at, gateway, status, code, message } = aRefusal();
      const bare = { id, at, gateway, status, code, message };
      await ingest(whole, bare);
      const receivedAt = clock.now();
      await expect(refusals.find(whole.id)).resolves.toEqual({
        ...whole,
        at: new Date(whole.at),
        receivedAt,
      });
      await expect(refusals.find(bare.id)).resolves.toEqual({
        ...bare,
        at: new Date(at),
        receivedAt,
      });
      await expect(refusals.find(uuid())).resolves.toBeUndefined();
    });

    it('keeps what cannot be text as text that can', async () => {
      const { ingest, refusals } = await setup();
      const refusal = aRefusal({ code: 'a\0b', message: 'half \ud83d of one' });
      await ingest(refusal);
      await expect(refusals.find(refusal.id)).resolves.toMatchObject({
        code: 'a\ufffdb',
        message: 'half \ufffd of one',
      });
    });

    it('keeps each once, and the first of two', async () => {
      const { ingest, refusals, ids } = await setup();
      const first = aRefusal();
      await ingest(first, { ...first, code: 'second' });
      await ingest({ ...first, code: 'third' }, aRefusal());
      await expect(ids()).resolves.toHaveLength(2);
      const kept = await refusals.find(first.id);
      expect(kept?.code).toBe(first.code);
    });

    it('keeps once what many send at the same time', async () => {
      const { ingest, ids } = await setup();
      const all = Array.from({ length: 200 }, () => aRefusal());
      await Promise.all(
        Array.from({ length: 8 }, (_, i) => {
          const shifted = [...all.slice(i * 25), ...all.slice(0, i * 25)];
          return ingest(...(i % 2 ? shifted.reverse() : shifted));
        }),
      );
      await expect(ids()).resolves.toHaveLength(200);
    });

    it('keeps none of a batch in which one was at no time', async () => {
      const { ingest, ids } = await setup();
      const bad = aRefusal({ at: '2026-06-30T23:59:60Z' });
      await expect(ingest(aRefusal(), bad)).rejects.toThrow(
        `Refusal ${bad.id}: at is not a time`,
      );
      await expect(ids()).resolves.toEqual([]);
    });

    it('deletes what is older than a day by its own clock', async () => {
      const { ingest, ids, refusals, clock } = await setup();
      const future = aRefusal({ at: '2099-01-01T00:00:00Z' });
      await ingest(future);
      clock.advanceDays(0.5);
      const young = aRefusal({ at: '2001-01-01T00:00:00Z' });
      await ingest(young);
      clock.advanceDays(0.5);
      await refusals.deleteOld();
      await expect(ids()).resolves.toHaveLength(2);
      clock.advanceDays(1 / 86_400);
      await refusals.deleteOld();
      await expect(ids()).resolves.toEqual([young.id]);
    });

    it('deletes many in batches, and the oldest of too many', async () => {
      const { ingest, ids, refusals, clock } = await setup();
      for (let batch = 0; batch < 6; batch++) {
        await ingest(...Array.from({ length: 1000 }, () => aRefusal()));
      }
      clock.advanceDays(1.1);
      const [first, second, third] = [aRefusal(), aRefusal(), aRefusal()];
      for (const refusal of [first, second, third]) {
        await ingest(refusal);
        clock.advanceDays(0.1);
      }
      await refusals.deleteOld(AbortSignal.abort(), 2);
      await expect(ids()).resolves.toHaveLength(6003);
      await refusals.deleteOld(undefined, 2);
      await expect(ids()).resolves.toEqual([second.id, third.id]);
    });
  });
});
