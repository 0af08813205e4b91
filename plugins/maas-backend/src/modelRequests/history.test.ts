import type { ModelRequestState } from '@openmaas/backstage-plugin-maas-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import type { AuditNote } from '../audit/AuditNotes';
import { createTestDatabases, migrate, PEOPLE } from '../__testUtils__/domain';
import { aWish } from '../__testUtils__/modelRequests';
import { createTransactor } from '../database/database';
import type { StoredModel } from '../models/ModelStore';
import type { Notice } from '../notices/Notices';
import { createModelRequests } from './createModelRequests';

jest.setTimeout(10 * 60_000);

const RUNS = Number(process.env.MAAS_MODEL_RUNS ?? 150);

type Name = 'dana' | 'tom' | 'bea' | 'petra';
const PLATFORM = 'group:default/platform-team';

/** Something that somebody tries to do with one of a few models. */
type Try = { who: Name; what: What; about: number };
const WHATS = [
  'create',
  'join',
  'leave',
  'withdraw',
  'comment',
  'review',
  'approve',
  'decline',
  'deploying',
  'available',
  'appear',
] as const;
type What = (typeof WHATS)[number];

const aTry: fc.Arbitrary<Try> = fc.record({
  who: fc.constantFrom<Name>('dana', 'tom', 'bea', 'petra'),
  what: fc.constantFrom(...WHATS),
  about: fc.nat(2),
});

/** Through all states there are, so that no run leaves one out. */
const THROUGH: Try[] = (
  [
    ['dana', 'create', 0],
    ['bea', 'join', 0],
    ['bea', 'comment', 0],
    ['bea', 'leave', 0],
    ['petra', 'review', 0],
    ['petra', 'approve', 0],
    ['petra', 'deploying', 0],
    ['petra', 'appear', 0],
    ['dana', 'create', 1],
    ['dana', 'withdraw', 1],
    ['dana', 'create', 1],
    ['petra', 'decline', 1],
  ] as const
).map(([who, what, about]) => ({ who, what, about }));

const ALL_EVENTS = [
  'approved',
  'available',
  'commented',
  'created',
  'declined',
  'deploying',
  'joined',
  'left',
  'under-review',
  'withdrawn',
];

/** What a request must be like, as it is told in the contract. */
interface Expected {
  id: string;
  state: ModelRequestState;
  requester: Name;
  joined: Set<Name>;
  events: string[];
}

const OPEN = ['submitted', 'under-review', 'approved', 'deploying'];
const FROM: Partial<Record<What, [string[], ModelRequestState]>> = {
  review: [['submitted'], 'under-review'],
  approve: [['submitted', 'under-review'], 'approved'],
  decline: [OPEN, 'declined'],
  deploying: [['approved'], 'deploying'],
  available: [['approved', 'deploying'], 'available'],
};

/** The contract once more, as plain as can be; false where something is refused. */
function expectation(request: Expected, { who, what }: Try): boolean {
  const open = OPEN.includes(request.state);
  const own = request.requester === who;
  switch (what) {
    case 'join':
      if (open && !own && !request.joined.has(who)) {
        request.joined.add(who);
        request.events.push('joined');
      }
      return open && !own;
    case 'leave':
      if (open && request.joined.delete(who)) {
        request.events.push('left');
      }
      return open && !own;
    case 'comment':
      request.events.push('commented');
      return true;
    case 'withdraw': {
      const can =
        own &&
        request.joined.size === 0 &&
        ['submitted', 'under-review', 'approved'].includes(request.state);
      if (can) {
        request.state = 'withdrawn';
        request.events.push('withdrawn');
      }
      return can;
    }
    default: {
      const [from, to] = FROM[what] ?? [[], request.state];
      const can = !own && from.includes(request.state);
      if (can) {
        request.state = to;
        request.events.push(to);
      }
      return can;
    }
  }
}

/** The services over a database, and what they had written and told. */
function start(knex: Knex) {
  const offered = new Set<string>();
  const audited: AuditNote[] = [];
  const told: Notice[] = [];
  const { modelRequests, modelDecisions } = createModelRequests({
    knex,
    transact: createTransactor(knex, {
      stamp: async tx => {
        const note = tx.audit.get();
        audited.push(...(note ? [note] : []));
        told.push(...tx.notices.list());
        return false;
      },
      committed: () => {},
    }),
    directory: { list: async () => ({ items: [], totalItems: 0 }) },
    models: {
      find: async ids =>
        ids
          .filter(id => offered.has(id))
          .map(id => ({ id } as Partial<StoredModel> as StoredModel)),
    },
    teams: { admins: [PLATFORM], find: async () => [] },
    now: () => new Date(),
  });
  return { offered, audited, told, modelRequests, modelDecisions };
}

describe('random histories of requests for models', () => {
  const databases = createTestDatabases();

  it.each(databases.eachSupportedId())(
    'are those of the contract, with nothing left untold, on %s',
    async databaseId => {
      const knex = await migrate(await databases.init(databaseId));
      const reached = new Set<string>();
      await fc.assert(
        fc.asyncProperty(
          fc.array(aTry, { minLength: 5, maxLength: 25 }),
          async tries => {
            await knex('model_request_events').delete();
            await knex('model_request_joins').delete();
            await knex('model_requests').delete();
            const system = start(knex);
            const { modelRequests, modelDecisions, offered } = system;
            const all: Expected[] = [];
            const current: Array<Expected | undefined> = [];
            /** Whether each was let or refused as the contract says. */
            const outcomes: Array<[Try, boolean]> = [];

            const appeared = (request: Expected | undefined) => {
              if (
                request &&
                offered.has(`m-${all.indexOf(request)}`) &&
                ['approved', 'deploying'].includes(request.state)
              ) {
                request.state = 'available';
                request.events.push('available');
              }
            };

            const perform = async (request: Expected, step: Try) => {
              const { id } = request;
              const person = PEOPLE[step.who];
              const [, team] = person.claims;
              const model = `m-${all.indexOf(request)}`;
              switch (step.what) {
                case 'join':
                  return modelRequests.join(id, { team }, person);
                case 'leave':
                  return modelRequests.leave(id, person);
                case 'withdraw':
                  return modelRequests.withdraw(id, person);
                case 'comment':
                  return modelRequests.comment(id, 'Hm', person);
                case 'review':
                  return modelDecisions.review(id, person);
                case 'approve':
                  return modelDecisions.approve(id, person);
                case 'decline':
                  return modelDecisions.decline(id, person, 'No');
                case 'deploying':
                  return modelDecisions.deploying(id, person);
                default:
                  return modelDecisions.available(id, person, { model });
              }
            };

            for (const step of tries) {
              const { about, what, who } = step;
              const request = current[about];
              const isOpen =
                request !== undefined && OPEN.includes(request.state);
              if (what === 'create') {
                const person = PEOPLE[who];
                const [, team] = person.claims;
                const created = modelRequests.create(
                  aWish({
                    model: `m-${all.length}`,
                    source: { kind: 's3', uri: `s3://b/${about}` },
                    team,
                    payer: team,
                  }),
                  person,
                );
                const refused = await created.then(
                  () => false,
                  () => true,
                );
                outcomes.push([step, refused === isOpen]);
                if (!refused) {
                  const { id } = await created;
                  const made: Expected = {
                    id,
                    state: 'submitted',
                    requester: who,
                    joined: new Set(),
                    events: ['created'],
                  };
                  all.push(made);
                  current[about] = made;
                }
              } else if (request && what === 'appear') {
                offered.add(`m-${all.indexOf(request)}`);
                await modelDecisions.offerWhatIsThere();
                appeared(request);
              } else if (request) {
                const known =
                  what !== 'available' ||
                  offered.has(`m-${all.indexOf(request)}`);
                const expected = known && expectation(request, step);
                const outcome = await perform(request, step).then(
                  () => true,
                  () => false,
                );
                outcomes.push([step, outcome === expected]);
                if (what === 'approve' && expected) {
                  appeared(request);
                }
              }
            }

            expect(outcomes.filter(([, right]) => !right)).toEqual([]);
            let events = 0;
            for (const expected of all) {
              const [found] = await modelRequests.find([expected.id]);
              expect(found.state).toBe(expected.state);
              expect(new Set(found.joins.map(join => join.userRef))).toEqual(
                new Set([...expected.joined].map(name => PEOPLE[name].userRef)),
              );
              const [row] = await knex('model_requests').where({
                id: expected.id,
              });
              expect(Number(row.wanted)).toBe(expected.joined.size + 1);
              const timeline = await modelRequests.timeline(expected.id);
              expect(timeline.map(({ event }) => event)).toEqual(
                expected.events,
              );
              events += timeline.length;
              expected.events.forEach(event => reached.add(event));
            }
            // Each change is in the audit log, and nobody is told of a join or a leave.
            expect(system.audited).toHaveLength(events);
            const silent = all
              .flatMap(request => request.events)
              .filter(event => ['joined', 'left'].includes(event));
            expect(system.told).toHaveLength(events - silent.length);
          },
        ),
        {
          numRuns: databaseId === 'SQLITE_3' ? RUNS : Math.min(RUNS, 100),
          examples: [[THROUGH]],
        },
      );
      expect([...reached].sort()).toEqual(ALL_EVENTS);
    },
  );
});
