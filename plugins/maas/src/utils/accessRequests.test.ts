import type { RequestStep } from '@openmaas/backstage-plugin-maas-common';
import { aRequest } from '../__testUtils__/fixtures';
import {
  differencesOf,
  modelsToDecide,
  mostToGrant,
  openStepOf,
} from './accessRequests';

const step = (overrides: Partial<RequestStep> = {}): RequestStep => ({
  kind: 'model-owner',
  state: 'open',
  deciders: [],
  models: ['granite-3'],
  ...overrides,
});

const [grant] = aRequest().grants;

const entry = (
  event: 'step-approved' | 'approved' | 'commented',
  details?: Record<string, unknown>,
) => ({
  id: event,
  at: '2026-11-01T08:00:00.000Z',
  actor: 'user:default/petra',
  event,
  details,
});

describe('the open step', () => {
  it('is counted from one', () => {
    const second = step({ kind: 'team-owner' });
    const steps = [step({ state: 'approved' }), second];
    expect(openStepOf(aRequest({ steps }))).toEqual({ step: second, place: 2 });
  });

  it.each(['approved', 'denied', 'cancelled', 'expired'] as const)(
    'is none in a request that is %s',
    state => {
      expect(openStepOf(aRequest({ state, steps: [step()] }))).toBeUndefined();
    },
  );

  it('decides about its own models, less those that are denied', () => {
    const grants = ['a', 'b', 'c'].map(model => ({ ...grant, model }));
    grants[1] = { ...grants[1], state: 'denied' };
    const steps = [step({ models: ['a', 'b'] })];
    expect(modelsToDecide(aRequest({ grants, steps }))).toEqual(['a']);
  });
});

describe('what was decided differently', () => {
  it('is what the last one said of each', () => {
    expect(
      differencesOf({
        timeline: [
          entry('step-approved', { plan: 'free', expiresInDays: 60 }),
          entry('commented', { plan: 'other' }),
          entry('approved', { expiresInDays: 30 }),
        ],
      }),
    ).toEqual({ plan: 'free', expiresInDays: 30 });
  });

  it('is nothing where all was granted', () => {
    expect(differencesOf({ timeline: [entry('approved')] })).toBeUndefined();
    expect(differencesOf({})).toBeUndefined();
  });
});

describe('the most that can be granted', () => {
  it('is what was asked for', () => {
    const request = aRequest({ monthlyBudget: '5', timeline: [] });
    expect(mostToGrant(request)).toEqual({
      plan: 'premium',
      monthlyBudget: '5',
      expiresInDays: 90,
    });
  });

  it('is less where a step before has taken something away', () => {
    expect(
      mostToGrant(
        aRequest({
          monthlyBudget: '5',
          grants: [{ ...grant, plan: 'free', monthlyBudget: '3' }],
          timeline: [entry('step-approved', { expiresInDays: 30 })],
        }),
      ),
    ).toEqual({ plan: 'free', monthlyBudget: '3', expiresInDays: 30 });
  });
});
