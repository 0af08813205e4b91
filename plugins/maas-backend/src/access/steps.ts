import { ConflictError } from '@backstage/errors';
import type { StoredAccessRequest, StoredStep } from './AccessStore';
import type { Outcome } from './RequestOutcomes';

/** The models of a step that no step before denied. @internal */
export function modelsLeft(
  request: StoredAccessRequest,
  step: StoredStep,
): string[] {
  return step.models.filter(id =>
    request.grants.some(
      grant => grant.modelId === id && grant.state === 'pending',
    ),
  );
}

/**
 * The step that a request waits at.
 *
 * @throws ConflictError where it waits for no decision
 * @internal
 */
export function openStep(request: StoredAccessRequest): StoredStep {
  const step = request.steps.find(({ state }) => state === 'open');
  if (!step) {
    throw new ConflictError('The request waits for no decision');
  }
  return step;
}

/** Which of its steps a request waits at; -1: none. @internal */
export function openPosition({ steps }: StoredAccessRequest): number {
  return steps.findIndex(({ state }) => state === 'open');
}

/** A request of which somebody decided a step. @internal */
export function withStep(
  request: StoredAccessRequest,
  step: StoredStep,
  state: 'approved' | 'denied',
  { by, onBehalfOf, reason }: Outcome,
  decidedAt: Date,
): StoredAccessRequest {
  const decided = {
    ...step,
    state,
    decidedBy: by,
    onBehalfOf,
    decidedAt,
    reason,
  };
  return {
    ...request,
    steps: request.steps.map(other => (other === step ? decided : other)),
  };
}

/**
 * Opens the next step that is about anything still; those before it have nothing left to
 * decide, and count as denied.
 *
 * @internal
 */
export function nextStep(request: StoredAccessRequest): StoredAccessRequest {
  let opened = false;
  return {
    ...request,
    steps: request.steps.map(step => {
      if (opened || step.state !== 'waiting') {
        return step;
      }
      opened = modelsLeft(request, step).length > 0;
      return { ...step, state: opened ? 'open' : 'denied' };
    }),
  };
}
