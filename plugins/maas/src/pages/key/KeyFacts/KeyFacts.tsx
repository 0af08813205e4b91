import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Card, CardBody, CardHeader, Flex, Link, Text } from '@backstage/ui';
import type { ApiKey } from '@openmaas/backstage-plugin-maas-common';
import { DateTime } from '../../../components/DateTime';
import { Fact, FactList } from '../../../components/FactList';
import { KeyExpiry } from '../../../components/KeyExpiry';
import { KeyLastUse } from '../../../components/KeyLastUse';
import { ModelName } from '../../../components/ModelName';
import { ShadowMark } from '../../../components/ShadowMark';
import { UnusedMark } from '../../../components/UnusedMark';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import type { PlanIndex } from '../../../hooks/usePlanIndex';
import { useTexts } from '../../../hooks/useTexts';
import { requestRouteRef, usageRouteRef } from '../../../routes';
import { formatDateTime } from '../../../utils/dates';
import { isUnused } from '../../../utils/keys';
import styles from './KeyFacts.module.css';

/** Everything about a key but its secret. @internal */
export const KeyFacts = (props: {
  apiKey: ApiKey;
  index: ModelIndex;
  plans: PlanIndex;
}) => {
  const { apiKey, index, plans } = props;
  const t = useTexts();
  const requestLink = useRouteRef(requestRouteRef);
  const usageLink = useRouteRef(usageRouteRef);

  return (
    <Card>
      <CardHeader>
        <Text as="h3" weight="bold" className={styles.title}>
          {t('keyPage.facts.title')}
        </Text>
      </CardHeader>
      <CardBody>
        <FactList>
          {/* The page's title may be cut on a narrow screen. */}
          <Fact label={t('keysPage.column.name')}>{apiKey.name}</Fact>
          <Fact label={t('keyPage.facts.team')}>
            <EntityRefLink entityRef={apiKey.team} hideIcon />
          </Fact>
          <Fact label={t('keyPage.facts.maker')}>
            <EntityRefLink entityRef={apiKey.maker} hideIcon />
          </Fact>
          <Fact label={t('keyPage.facts.created')}>
            <DateTime time={apiKey.createdAt} relative />
          </Fact>
          {apiKey.revokedAt ? (
            <Fact label={t('keyPage.facts.revoked')}>
              <DateTime time={apiKey.revokedAt} relative />
            </Fact>
          ) : (
            <Fact label={t('keyPage.facts.expires')}>
              <KeyExpiry apiKey={apiKey} />
            </Fact>
          )}
          {apiKey.revealedAt && (
            <Fact label={t('keyPage.facts.revealed')}>
              <DateTime time={apiKey.revealedAt} relative />
            </Fact>
          )}
          <Fact label={t('keyPage.facts.lastUsed')}>
            <Flex gap="2" align="start" className={styles.wrapped}>
              <KeyLastUse apiKey={apiKey} />
              {apiKey.lastUsedAt && (
                <Link href={`${usageLink()}?key=${apiKey.id}&period=30d`}>
                  {t('keyPage.facts.usage')}
                </Link>
              )}
              {isUnused(apiKey, Date.now()) && <UnusedMark />}
            </Flex>
          </Fact>
          {apiKey.prefix && (
            <Fact label={t('keyPage.facts.prefix')}>
              <code className={styles.prefix}>{apiKey.prefix}</code>
            </Fact>
          )}
          {apiKey.previousSecretEndsAt && (
            <Fact label={t('keyPage.facts.previousSecret')}>
              {t('keyPage.facts.previousSecretEnds', {
                time: formatDateTime(apiKey.previousSecretEndsAt),
              })}
            </Fact>
          )}
          {apiKey.label && (
            <Fact label={t('keyPage.facts.label')}>{apiKey.label}</Fact>
          )}
          {apiKey.addresses && (
            <Fact label={t('keyPage.facts.addresses')}>
              <ul className={styles.models}>
                {apiKey.addresses.map(address => (
                  <li key={address}>
                    <code className={styles.prefix}>{address}</code>
                  </li>
                ))}
              </ul>
            </Fact>
          )}
          {apiKey.onlyModels && (
            <Fact label={t('keyPage.facts.onlyModels')}>
              {apiKey.onlyModels
                .map(id => index.get(id)?.title ?? id)
                .join(', ')}
            </Fact>
          )}
          <Fact label={t('keyPage.facts.models')}>
            {apiKey.models.length === 0 && t('keyPage.facts.noModels')}
            <ul className={styles.models}>
              {apiKey.models.map(model => (
                <li key={model.id}>
                  <Flex gap="2" align="center" className={styles.wrapped}>
                    <ModelName
                      id={model.id}
                      title={model.title}
                      index={index}
                    />
                    <Text variant="body-small" color="secondary">
                      {t('keyPage.facts.modelUnder', { plan: model.plan })}
                    </Text>
                    {plans.get(model.plan)?.shadow && <ShadowMark />}
                  </Flex>
                </li>
              ))}
            </ul>
          </Fact>
          {apiKey.requestId && (
            <Fact label={t('keyPage.facts.request')}>
              <Link href={requestLink({ id: apiKey.requestId })}>
                {t('keyPage.facts.openRequest')}
              </Link>
            </Fact>
          )}
        </FactList>
      </CardBody>
    </Card>
  );
};
