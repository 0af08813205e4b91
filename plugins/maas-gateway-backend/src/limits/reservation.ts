import type { PolicyModel } from '@openmaas/backstage-plugin-maas-common';
import type { ProxiedRequest } from '../protocol/Protocol';
import type { AnswerEstimate } from './answerEstimate';
import type { AdmissionRequest } from './Limiter';

/** By how much an answer may be longer than is probable where nothing says what it is at most. */
const MARGIN = 4;

/**
 * What a call takes: probably, and at most. Where the client does not say how long its
 * answers may be, the model's context window does; where neither does, four times what is
 * probable has to do. The prompt is judged by its bytes, as pictures are: where these say
 * that it does not fit, they are wrong, and all of the window may be left for the answer.
 *
 * @internal
 */
export function reservationOf(
  {
    estimatedInput,
    maxTokens,
    answers = 1,
    mostAudioMs,
  }: Pick<
    ProxiedRequest,
    'estimatedInput' | 'maxTokens' | 'answers' | 'mostAudioMs'
  >,
  { id, contextLength }: Pick<PolicyModel, 'id' | 'contextLength'>,
  estimate: AnswerEstimate,
): Pick<
  AdmissionRequest,
  'estimatedTokens' | 'mostInput' | 'mostOutput' | 'mostAudioMs'
> {
  const probable = estimate.estimate(id, { maxTokens, answers });
  const common = { estimatedTokens: estimatedInput + probable, mostAudioMs };
  // Where nothing is generated, windows are as many as the texts that are read.
  if (contextLength === undefined || maxTokens === 0) {
    const mostOutput = maxTokens ?? MARGIN * probable;
    return { ...common, mostInput: estimatedInput, mostOutput };
  }
  const windows = answers * contextLength;
  const left = windows - estimatedInput;
  return {
    ...common,
    mostInput: Math.min(estimatedInput, windows),
    mostOutput: Math.min(
      maxTokens ?? (left > 0 ? Math.max(left, probable) : windows),
      windows,
    ),
  };
}
