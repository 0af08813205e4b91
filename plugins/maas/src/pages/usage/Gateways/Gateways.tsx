import { useApi } from '@backstage/core-plugin-api';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Flex,
  Text,
} from '@backstage/ui';
import type { Gateway } from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../../../api';
import { useLive } from '../../../hooks/useLive';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import { useTexts } from '../../../hooks/useTexts';
import {
  type GatewaySummary,
  summarizeGateways,
} from '../../../utils/gateways';
import { REFRESH_MS } from '../refresh';
import { AttentionNote, IncompleteNote } from './GatewayNotes';
import { EndpointsTable } from './EndpointsTable';
import { GatewaysTable } from './GatewaysTable';
import styles from './Gateways.module.css';

/** All of them in a few words. */
function useSummaryText({ running, upToDate }: GatewaySummary): string {
  const t = useTexts();
  if (running === 0) {
    return t('usagePage.gateways.none');
  }
  return upToDate
    ? t('usagePage.gateways.good', { count: running })
    : t('usagePage.gateways.outdated', { count: running });
}

const GatewayPanel = (props: { gateways: Gateway[]; models: ModelIndex }) => {
  const { gateways, models } = props;
  const t = useTexts();
  const summary = summarizeGateways(gateways);
  const title = useSummaryText(summary);
  const { healthy, unhealthy } = summary;

  return (
    <Flex direction="column" gap="3">
      <IncompleteNote summary={summary} />
      <AttentionNote summary={summary} />
      {unhealthy.length > 0 && (
        <EndpointsTable
          label={t('usagePage.gateways.endpoints.unhealthy')}
          endpoints={unhealthy}
          models={models}
        />
      )}
      {gateways.length === 0 ? (
        <Text variant="body-small" color="secondary">
          {title}
        </Text>
      ) : (
        <Accordion className={styles.fold}>
          <AccordionTrigger level={3}>
            <Text variant="body-small" color="secondary">
              {title}
            </Text>
          </AccordionTrigger>
          <AccordionPanel>
            <Flex direction="column" gap="4">
              <GatewaysTable gateways={gateways} />
              {healthy.length > 0 && (
                <EndpointsTable
                  label={t('usagePage.gateways.endpoints.healthy')}
                  endpoints={healthy}
                  models={models}
                />
              )}
            </Flex>
          </AccordionPanel>
        </Accordion>
      )}
    </Flex>
  );
};

/**
 * The gateways and their endpoints, for those who may see them: what needs somebody is
 * open, the rest is folded.
 *
 * @internal
 */
export const Gateways = ({ models }: { models: ModelIndex }) => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const { value, error } = useLive(
    useCallback(signal => api.listGateways({ signal }), [api]),
    REFRESH_MS,
  );

  if (error !== undefined) {
    return (
      <Text variant="body-small" color="secondary">
        {t('usagePage.gateways.unknown')}
      </Text>
    );
  }
  return value ? <GatewayPanel gateways={value} models={models} /> : null;
};
