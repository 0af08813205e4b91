import type { PolicyModel } from '@openmaas/backstage-plugin-maas-common';
import type { ProxiedRequest } from '../protocol/Protocol';
import type { AnswerEstimate } from './answerEstimate';
import type { AdmissionRequest } from './Limiter';

/** By how much an answer may be longer than is probable where nothing says what it is at most. */
const MARGIN = 4;

/**
 * What a call takes: probably, and at most. Where the client does not say how long its
 * answers may be, the model's context window does; where neither does, four times what is
 * probable has to do. The prompt is judged by its bytes, so it can be longer than the window
 * and have an answer all the same.
 *
 * @internal
 */
export function reservationOf(
  {
    estimatedInput,
    maxTokens,
    answers = 1,
  }: Pick<ProxiedRequest, 'estimatedInput' | 'maxTokens' | 'answers'>,
  { id, contextLength }: Pick<PolicyModel, 'id' | 'contextLength'>,
  estimate: AnswerEstimate,
): Pick<AdmissionRequest, 'estimatedTokens' | 'mostInput' | 'mostOutput'> {
  const probable = estimate.estimate(id, { maxTokens, answers });
  const windows =
    contextLength === undefined ? undefined : answers * contextLength;
  const most =
    windows === undefined
      ? MARGIN * probable
      : Math.max(windows - estimatedInput, probable);
  return {
    estimatedTokens: estimatedInput + probable,
    mostInput: estimatedInput,
    mostOutput:
      maxTokens === undefined ? most : Math.min(maxTokens, windows ?? Infinity),
  };
}
