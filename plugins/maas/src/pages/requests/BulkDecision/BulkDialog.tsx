import { useApi } from '@backstage/core-plugin-api';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import type {
  AccessRequest,
  BulkDecision,
} from '@openmaas/backstage-plugin-maas-common';
import { useEffect, useRef, useState } from 'react';
import { maasApiRef } from '../../../api';
import { StateTag } from '../../../components/StateTag';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import type { PlanIndex } from '../../../hooks/usePlanIndex';
import { useTexts } from '../../../hooks/useTexts';
import { ReasonField } from '../RequestActions';
import { modelTitles } from '../RequestsTable';
import styles from './BulkDecision.module.css';
import { decideMany, type Outcome } from './decideMany';

/** Why it was not decided; undefined where it was. */
function useFailure() {
  const t = useTexts();
  return (outcome: Outcome | undefined) =>
    outcome?.ok ? undefined : outcome?.error ?? t('requestsPage.bulk.unknown');
}

const Items = (props: {
  requests: AccessRequest[];
  index: ModelIndex;
  plans: PlanIndex;
  /** What became of them; undefined until they are decided. */
  outcomes: ReadonlyMap<string, Outcome> | undefined;
}) => {
  const { requests, index, plans, outcomes } = props;
  const t = useTexts();
  const failureOf = useFailure();
  return (
    <ul className={styles.items}>
      {requests.map(request => {
        const outcome = outcomes?.get(request.id);
        const failure = outcomes && failureOf(outcome);
        return (
          <li key={request.id} className={styles.item}>
            <div>
              <div className={styles.what}>
                {t('requestsPage.bulk.item', {
                  models: modelTitles(request, index),
                  team: <EntityDisplayName entityRef={request.team} hideIcon />,
                })}
              </div>
              <div className={styles.remark}>
                {t('requestsPage.bulk.asked', {
                  plan: plans.get(request.plan)?.title ?? request.plan,
                  person: (
                    <EntityDisplayName entityRef={request.requester} hideIcon />
                  ),
                })}
              </div>
              <div className={styles.purpose}>{request.purpose}</div>
              {failure && <div className={styles.error}>{failure}</div>}
            </div>
            {outcome?.ok && outcome.state && (
              <StateTag kind="request" state={outcome.state} />
            )}
          </li>
        );
      })}
    </ul>
  );
};

/**
 * Decides about several requests at once: first it lists them, then it says what became of
 * each. Render it only while it is open.
 *
 * @internal
 */
export const BulkDialog = (props: {
  decision: BulkDecision['decision'];
  requests: AccessRequest[];
  index: ModelIndex;
  plans: PlanIndex;
  /** What could not be decided, and why, by id. Called as soon as it is known. */
  onDecided: (failed: ReadonlyMap<string, string>) => void;
  onClose: () => void;
}) => {
  const { decision, index, plans, onDecided, onClose } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const failureOf = useFailure();
  // What is decided is what was chosen when the dialog was opened.
  const [requests] = useState(props.requests);
  const [text, setText] = useState('');
  const [running, setRunning] = useState(false);
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>();
  const result = useRef<HTMLDivElement>(null);
  const reason = text.trim();
  const count = requests.length;

  const decide = async () => {
    setRunning(true);
    const ids = requests.map(({ id }) => id);
    const body = { ids, decision, ...(reason && { reason }) };
    const found = new Map(
      (await decideMany(api, body)).map(outcome => [outcome.id, outcome]),
    );
    setOutcomes(found);
    setRunning(false);
    onDecided(
      new Map(
        ids.flatMap(id => {
          const failure = failureOf(found.get(id));
          return failure === undefined ? [] : [[id, failure] as const];
        }),
      ),
    );
  };

  // The button that had the focus is gone, and Escape is heard only in the dialog.
  useEffect(() => {
    if (outcomes) {
      result.current?.focus();
    }
  }, [outcomes]);

  const failed = outcomes
    ? requests.filter(({ id }) => failureOf(outcomes.get(id)) !== undefined)
        .length
    : 0;

  return (
    <Dialog
      isOpen
      width={620}
      isDismissable={!running && !text}
      isKeyboardDismissDisabled={running}
      // Closing would not call back what runs; the header's button has no other guard.
      onOpenChange={open => !open && !running && onClose()}
    >
      <DialogHeader>
        {outcomes
          ? t('requestsPage.bulk.result')
          : t(`requestsPage.bulk.${decision}.title`, { count })}
      </DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          {!outcomes && <Text>{t(`requestsPage.bulk.${decision}.text`)}</Text>}
          {outcomes && (
            <div ref={result} tabIndex={-1} className={styles.result}>
              {failed > 0
                ? t('requestsPage.bulk.failed', { count: failed })
                : t('requestsPage.bulk.done')}
            </div>
          )}
          {!outcomes && (
            <ReasonField
              isRequired={decision === 'deny'}
              value={text}
              onChange={setText}
            />
          )}
          <Items
            requests={requests}
            index={index}
            plans={plans}
            outcomes={outcomes}
          />
        </Flex>
      </DialogBody>
      <DialogFooter>
        {outcomes ? (
          <Button variant="primary" slot="close">
            {t('requestsPage.bulk.close')}
          </Button>
        ) : (
          <>
            <Button variant="secondary" slot="close" isDisabled={running}>
              {t('common.dialog.cancel')}
            </Button>
            <Button
              variant="primary"
              destructive={decision === 'deny'}
              isPending={running}
              isDisabled={decision === 'deny' && !reason}
              onPress={decide}
            >
              {t(`requestsPage.${decision}.confirm`)}
            </Button>
          </>
        )}
      </DialogFooter>
    </Dialog>
  );
};
