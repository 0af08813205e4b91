import fc from 'fast-check';
import {
  createTestDatabases,
  createTestDomain,
  PEOPLE,
} from '../__testUtils__/domain';
import type { StoredAccessRequest } from './AccessStore';

jest.setTimeout(3_600_000);

/** How many histories go through the database; `MAAS_MODEL_RUNS` asks for more. */
const RUNS = Number(process.env.MAAS_MODEL_RUNS ?? 300);
const RUNS_ON_POSTGRES = Math.ceil(RUNS / 10);

const { petra } = PEOPLE;
const MODELS = ['small', 'large', 'secret-sauce'] as const;
const DAY = 86_400_000;
const DECIDE_DAYS = 14;

/** Something that somebody does; numbers choose among what there is. */
type Deed =
  | {
      do: 'ask';
      team: number;
      models: string[];
      plan: 'free' | 'premium';
      budget: boolean;
      days: number;
      by: number;
    }
  | { do: 'approve'; request: number; part: boolean; by: number }
  | {
      do: 'deny' | 'ask-back' | 'answer' | 'withdraw' | 'comment';
      request: number;
      by: number;
    }
  | { do: 'suspend' | 'resume' | 'revoke'; team: number; model: string }
  | { do: 'wait'; days: number }
  | { do: 'follow-up' };

const number = fc.nat({ max: 5 });
const deeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('ask' as const),
        team: number,
        models: fc.shuffledSubarray([...MODELS], { minLength: 1 }),
        plan: fc.constantFrom('free' as const, 'premium' as const),
        budget: fc.boolean(),
        days: fc.constantFrom(5, 30),
        by: number,
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('approve' as const),
        request: number,
        part: fc.boolean(),
        by: number,
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constantFrom(
          'deny' as const,
          'ask-back' as const,
          'answer' as const,
          'withdraw' as const,
          'comment' as const,
        ),
        request: number,
        by: number,
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constantFrom(
          'suspend' as const,
          'resume' as const,
          'revoke' as const,
        ),
        team: number,
        model: fc.constantFrom<string>(...MODELS),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('wait' as const),
        days: fc.constantFrom(1, 6, 15),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('follow-up' as const) }),
    },
  ),
  { maxLength: 16 },
);

/** A request as the model has it. */
interface ModelRequest {
  id: string;
  team: string;
  by: string;
  plan: string;
  days: number;
  state: StoredAccessRequest['state'];
  decideBy: number;
  /** Models of the open step and of those after it. */
  steps: string[][];
  /** Models about whose use somebody decides: only these are let go on by it. */
  decided: Set<string>;
  /** What became of each model; the grant itself is with the team. */
  grants: Map<string, string>;
  /** Without comments, which may come before an end is written down or after it. */
  events: string[];
  comments: number;
}

/** A live grant as the model has it. */
interface ModelGrant {
  request: ModelRequest;
  suspended: boolean;
  ends: number;
}

/**
 * What should be, by a few plain rules of its own: it knows neither the database nor
 * the state machines of the product.
 */
class Model {
  readonly requests: ModelRequest[] = [];
  /** By team and model: so there is at most one. */
  readonly live = new Map<string, ModelGrant>();

  constructor(private time: number) {}

  wait(days: number): void {
    this.time += days * DAY;
    for (const request of this.requests) {
      if (isOpen(request) && request.decideBy <= this.time) {
        request.state = 'expired';
        setAll(request, 'pending', 'cancelled');
        request.steps = [];
        request.events.push('expired');
      }
    }
    for (const [place, grant] of this.live) {
      if (grant.ends <= this.time) {
        this.end(place, 'expired');
      }
    }
  }

  ask(
    id: string,
    deed: Extract<Deed, { do: 'ask' }>,
    team: string,
    by: string,
  ): void {
    const steps = this.stepsOf(deed, team);
    const request: ModelRequest = {
      id,
      team,
      by,
      plan: deed.plan,
      days: deed.days,
      state: 'pending',
      decideBy: this.time + DECIDE_DAYS * DAY,
      steps,
      decided: new Set(steps.flat()),
      grants: new Map(deed.models.map(model => [model, 'pending'])),
      events: ['created'],
      comments: 0,
    };
    this.requests.push(request);
    if (request.steps.length === 0) {
      this.grant(request);
    }
  }

  approve(request: ModelRequest, part: boolean): void {
    const left = request.steps[0].filter(isPending(request));
    for (const model of part ? left.slice(1) : []) {
      request.grants.set(model, 'denied');
    }
    request.steps = request.steps.slice(1).filter(
      (models, index, all) =>
        models.some(isPending(request)) ||
        // What comes after an open step is looked at when its turn comes.
        all.slice(0, index).some(step => step.some(isPending(request))),
    );
    if (request.steps.length === 0) {
      this.grant(request);
    } else {
      request.state = 'pending';
      request.events.push('step-approved');
    }
  }

  close(request: ModelRequest, as: 'denied' | 'cancelled'): void {
    request.state = as;
    request.steps = [];
    setAll(request, 'pending', as);
    request.events.push(as === 'denied' ? 'denied' : 'withdrawn');
  }

  end(place: string, as: string): void {
    const grant = this.live.get(place);
    grant?.request.grants.set(place.split(' ')[1], as);
    this.live.delete(place);
  }

  private stepsOf(
    { models, plan, budget }: Extract<Deed, { do: 'ask' }>,
    team: string,
  ): string[][] {
    const held = (model: string) => this.live.get(`${team} ${model}`);
    const owned = models.filter(
      model =>
        plan === 'premium' ||
        model === 'secret-sauce' ||
        held(model)?.suspended,
    );
    const isResearch = (model: string) => model === 'secret-sauce';
    const first = owned.filter(m => isResearch(m) === isResearch(owned[0]));
    const second = owned.filter(m => isResearch(m) !== isResearch(owned[0]));
    const changes = models.some(
      model => held(model) && held(model)?.request.plan !== plan,
    );
    return [first, second, budget || changes ? models : []].filter(
      step => step.length > 0,
    );
  }

  private grant(request: ModelRequest): void {
    request.state = 'approved';
    request.steps = [];
    request.events.push('approved');
    for (const model of [...request.grants.keys()].filter(isPending(request))) {
      const place = `${request.team} ${model}`;
      const old = this.live.get(place);
      const ends = this.time + request.days * DAY;
      const later = old?.request.plan === request.plan ? old.ends : 0;
      this.end(place, 'superseded');
      const suspended = old?.suspended === true && !request.decided.has(model);
      request.grants.set(model, suspended ? 'suspended' : 'active');
      const grant = { request, suspended, ends: Math.max(ends, later) };
      this.live.set(place, grant);
    }
  }
}

function isOpen({ state }: ModelRequest): boolean {
  return state === 'pending' || state === 'asked-back';
}

function isPending(request: ModelRequest) {
  return (model: string) => request.grants.get(model) === 'pending';
}

function setAll(request: ModelRequest, from: string, to: string): void {
  for (const [model, state] of request.grants) {
    request.grants.set(model, state === from ? to : state);
  }
}

describe('access, against a model', () => {
  const databases = createTestDatabases();
  const seen = new Set<string>();

  it.each(databases.eachSupportedId())(
    'is what it should be after every history on %s',
    async databaseId => {
      const domain = await createTestDomain(await databases.init(databaseId));
      const numRuns = databaseId === 'SQLITE_3' ? RUNS : RUNS_ON_POSTGRES;
      let histories = 0;
      await fc.assert(
        fc.asyncProperty(deeds, async history => {
          histories += 1;
          await play(domain, history, histories, seen);
        }),
        { numRuns, endOnFailure: true },
      );
      expect(histories).toBe(numRuns);
    },
  );

  it('comes to every state that there is', () => {
    expect([...seen].sort()).toEqual([
      'approved',
      'asked-back',
      'cancelled',
      'denied',
      'expired',
      'pending',
    ]);
  });
});

type TestDomain = Awaited<ReturnType<typeof createTestDomain>>;

/** Lets a history happen to the product and to the model, with teams of its own. */
async function play(
  domain: TestDomain,
  history: Deed[],
  round: number,
  seen: Set<string>,
): Promise<void> {
  const { access, clock } = domain;
  const teams = [0, 1].map(n => `group:default/team-${round}-${n}`);
  const people = ['dana', 'tom'].map(name => ({
    userRef: `user:default/${name}`,
    claims: [`user:default/${name}`, ...teams],
  }));
  const model = new Model(clock.now().getTime());
  for (const deed of history) {
    await act(domain, model, deed, { teams, people });
    await compare(domain, model, teams);
    model.requests.forEach(({ state }) => seen.add(state));
  }
  await domain.requestFollowUp.expireOverdue();
  for (const request of model.requests) {
    const timeline = await access.timeline(request.id);
    const events = timeline.map(({ event }) => event);
    const isComment = (event: string) => event === 'commented';
    expect(events.filter(isComment)).toHaveLength(request.comments);
    expect(events.filter(event => !isComment(event))).toEqual(request.events);
  }
  // What is left open would be followed up in the histories after this one.
  for (const request of model.requests.filter(isOpen)) {
    await domain.decisions.withdraw(request.id, { userRef: request.by });
  }
}

async function act(
  { access, decisions, conversations, ...domain }: TestDomain,
  model: Model,
  deed: Deed,
  { teams, people }: { teams: string[]; people: (typeof petra)[] },
): Promise<void> {
  /** It happens to both, or it is refused and happens to neither. */
  const both = async (
    allowed: boolean,
    product: () => Promise<unknown>,
    expected: () => void,
  ) => {
    const outcome = await product().then(
      () => 'done',
      error => error.name,
    );
    expect(outcome).toMatch(
      allowed ? /^done$/ : /^(ConflictError|NotAllowedError)$/,
    );
    if (allowed) {
      expected();
    }
  };
  const pick = <T>(items: T[], n: number) => items[n % items.length];
  switch (deed.do) {
    case 'ask': {
      const team = pick(teams, deed.team);
      const person = pick([...people, { ...petra, claims: teams }], deed.by);
      const { id } = await access.create(
        {
          team,
          models: deed.models,
          plan: deed.plan,
          purpose: 'Course',
          expiresInDays: deed.days,
          newKey: deed.by > 3,
          ...(deed.budget && { monthlyBudget: '1000' }),
        },
        person,
      );
      model.ask(id, deed, team, person.userRef);
      break;
    }
    case 'wait':
      domain.clock.advanceDays(deed.days);
      model.wait(deed.days);
      break;
    case 'follow-up':
      await domain.requestFollowUp.expireOverdue();
      await domain.grantFollowUp.run();
      break;
    case 'suspend':
    case 'resume':
    case 'revoke': {
      const place = `${pick(teams, deed.team)} ${deed.model}`;
      const grant = model.live.get(place);
      if (!grant) {
        break;
      }
      const [team, id] = place.split(' ');
      const [{ id: grantId }] = await domain.grants.held([team], [id]);
      await both(
        deed.do === 'revoke' || grant.suspended === (deed.do === 'resume'),
        () => domain.grantActions[deed.do](grantId, petra.userRef, 'Why'),
        () => {
          if (deed.do === 'revoke') {
            model.end(place, 'revoked');
          } else {
            grant.suspended = deed.do === 'suspend';
            const state = grant.suspended ? 'suspended' : 'active';
            grant.request.grants.set(id, state);
          }
        },
      );
      break;
    }
    default: {
      if (model.requests.length === 0) {
        break;
      }
      const request = pick(model.requests, deed.request);
      const person = pick([...people, petra], deed.by);
      const own = person.userRef === request.by;
      const mayDecide = isOpen(request) && !own;
      const { id } = request;
      switch (deed.do) {
        case 'approve': {
          const left = request.steps[0]?.filter(isPending(request)) ?? [];
          const models = deed.part ? left.slice(0, 1) : undefined;
          await both(
            mayDecide,
            () => decisions.approve(id, person, { models }),
            () => model.approve(request, deed.part),
          );
          break;
        }
        case 'deny':
          await both(
            mayDecide,
            () => decisions.deny(id, person, 'No'),
            () => model.close(request, 'denied'),
          );
          break;
        case 'withdraw':
          await both(
            isOpen(request) && own,
            () => decisions.withdraw(id, person),
            () => model.close(request, 'cancelled'),
          );
          break;
        case 'ask-back':
          await both(
            request.state === 'pending' && !own,
            () => conversations.askBack(id, person, 'What for?'),
            () => {
              request.state = 'asked-back';
              request.events.push('asked-back');
            },
          );
          break;
        case 'answer':
          await both(
            request.state === 'asked-back' && own,
            () => conversations.answer(id, person, 'For this'),
            () => {
              request.state = 'pending';
              request.events.push('answered');
            },
          );
          break;
        default:
          await conversations.comment(id, person, 'Well');
          request.comments += 1;
      }
    }
  }
}

/** Looks whether the product is as the model is. */
async function compare(
  { access, grants }: TestDomain,
  model: Model,
  teams: string[],
): Promise<void> {
  const found = await access.find(model.requests.map(({ id }) => id));
  for (const expected of model.requests) {
    const request = found.find(({ id }) => id === expected.id)!;
    expect(access.stateOf(request)).toBe(expected.state);
    const isWritten = request.state === expected.state;
    expect(request.steps.filter(({ state }) => state === 'open')).toHaveLength(
      isWritten && !isOpen(expected) ? 0 : 1,
    );
    expect(
      Object.fromEntries(
        request.grants.map(grant => [grant.modelId, grants.stateOf(grant)]),
      ),
    ).toEqual(
      Object.fromEntries(
        [...expected.grants].map(([id, state]) => [
          id,
          isWritten || state !== 'cancelled' ? state : 'pending',
        ]),
      ),
    );
  }
  const held = await grants.held(teams);
  expect(
    held
      .map(grant => `${grant.teamRef} ${grant.modelId} ${grant.state}`)
      .sort(),
  ).toEqual(
    [...model.live]
      .map(
        ([place, grant]) =>
          `${place} ${grant.suspended ? 'suspended' : 'active'}`,
      )
      .sort(),
  );
}
