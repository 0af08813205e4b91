import { useRouteRef } from '@backstage/core-plugin-api';
import { Alert, Flex, Link } from '@backstage/ui';
import { requestAccessPath } from '@openmaas/backstage-plugin-maas-common';
import { useTexts } from '../../../hooks/useTexts';
import { modelsRouteRef, usageRouteRef } from '../../../routes';
import { adviceFor } from '../../../utils/errors';
import type { AnswerError } from '../../../utils/playground';
import { nextStep } from '../../../utils/refusals';
import styles from './AnswerView.module.css';

const BAD_GATEWAY = 502;

/** Why there is no answer, in the gateway's words, and what helps. @internal */
export const AnswerFailure = (props: {
  error: AnswerError;
  requestId: string | undefined;
  /** Id of the model that was asked. */
  model: string;
  /** Some of an answer came before. */
  brokenOff: boolean;
}) => {
  const { error, requestId, model, brokenOff } = props;
  const { status, code, message } = error;
  const t = useTexts();
  const modelsLink = useRouteRef(modelsRouteRef);
  const usageLink = useRouteRef(usageRouteRef);
  // Only the gateway's own errors have a code; in the middle of an answer they have no
  // status of their own.
  const step =
    code !== undefined
      ? nextStep({ code, status: status ?? BAD_GATEWAY })
      : undefined;
  const limited = step === 'rate' || step === 'quota';

  return (
    <Alert
      status="danger"
      icon
      title={t(
        brokenOff || message === undefined
          ? 'playground.error.brokenOff'
          : 'playground.error.title',
      )}
      description={
        <Flex direction="column" gap="2" className={styles.failure}>
          {message && <div>{message}</div>}
          <div>
            {step
              ? t(`usagePage.find.next.${step}`)
              : t(`common.error.advice.${adviceFor(status)}`)}
          </div>
          <Flex gap="3" className={styles.links}>
            {limited && (
              <Link href={requestAccessPath([model])}>
                {t('usagePage.find.next.largerPlan')}
              </Link>
            )}
            {(step === 'access' || status === 409) && (
              <Link href={requestAccessPath([model])}>
                {t('common.requestAccess')}
              </Link>
            )}
            {step === 'models' && (
              <Link href={modelsLink()}>
                {t('usagePage.find.next.openModels')}
              </Link>
            )}
            {requestId && (
              <Link
                href={`${usageLink()}?${new URLSearchParams({
                  request: requestId,
                })}`}
              >
                {t('playground.error.find')}
              </Link>
            )}
          </Flex>
        </Flex>
      }
    />
  );
};
