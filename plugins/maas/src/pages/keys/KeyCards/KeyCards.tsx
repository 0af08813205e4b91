import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  Card,
  CardBody,
  CardHeader,
  Checkbox,
  Flex,
  Link,
} from '@backstage/ui';
import type { ApiKey } from '@openmaas/backstage-plugin-maas-common';
import { Fact, FactList } from '../../../components/FactList';
import { KeyExpiry } from '../../../components/KeyExpiry';
import { KeyLastUse } from '../../../components/KeyLastUse';
import { ModelName } from '../../../components/ModelName';
import { StateTag } from '../../../components/StateTag';
import { UnusedMark } from '../../../components/UnusedMark';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import { useTexts } from '../../../hooks/useTexts';
import { keyRouteRef } from '../../../routes';
import { isUnused } from '../../../utils/keys';
import type { KeySelection } from '../KeysPage/useKeySelection';
import styles from './KeyCards.module.css';

const KeyCard = (props: {
  apiKey: ApiKey;
  index: ModelIndex;
  selection?: KeySelection;
}) => {
  const { apiKey, index, selection } = props;
  const t = useTexts();
  const keyLink = useRouteRef(keyRouteRef);
  return (
    <Card>
      <CardHeader>
        <Flex gap="2" align="center" className={styles.header}>
          {selection && (
            <Checkbox
              aria-label={t('keysPage.bulk.select', { name: apiKey.name })}
              isSelected={selection.ids.includes(apiKey.id)}
              onChange={chosen =>
                selection.choose(
                  chosen
                    ? [...selection.ids, apiKey.id]
                    : selection.ids.filter(id => id !== apiKey.id),
                )
              }
            />
          )}
          <Link href={keyLink({ id: apiKey.id })} className={styles.name}>
            {apiKey.name}
          </Link>
          <StateTag kind="key" state={apiKey.state} />
          {isUnused(apiKey, Date.now()) && <UnusedMark />}
        </Flex>
      </CardHeader>
      <CardBody>
        <FactList compact>
          <Fact label={t('keysPage.column.team')}>
            <EntityRefLink entityRef={apiKey.team} hideIcon />
          </Fact>
          <Fact label={t('keysPage.column.maker')}>
            <EntityRefLink entityRef={apiKey.maker} hideIcon />
          </Fact>
          {apiKey.label && (
            <Fact label={t('keyPage.facts.label')}>{apiKey.label}</Fact>
          )}
          <Fact label={t('keysPage.column.expires')}>
            <KeyExpiry apiKey={apiKey} />
          </Fact>
          <Fact label={t('keysPage.column.lastUsed')}>
            <KeyLastUse apiKey={apiKey} />
          </Fact>
          <Fact label={t('keysPage.column.models')}>
            <Flex direction="column" gap="1">
              {apiKey.models.length === 0 && t('keysPage.noModels')}
              {apiKey.models.map(({ id, title }) => (
                <ModelName
                  key={id}
                  id={id}
                  title={title}
                  index={index}
                  unmarked
                />
              ))}
            </Flex>
          </Fact>
        </FactList>
      </CardBody>
    </Card>
  );
};

/** API keys as cards, for a narrow screen. @internal */
export const KeyCards = (props: {
  keys: ApiKey[];
  index: ModelIndex;
  /** Left out where nothing can be done with keys. */
  selection?: KeySelection;
}) => {
  const { keys, index, selection } = props;
  const t = useTexts();
  return (
    <ul className={styles.cards} aria-label={t('keysPage.table')}>
      {keys.map(key => (
        <li key={key.id}>
          <KeyCard apiKey={key} index={index} selection={selection} />
        </li>
      ))}
    </ul>
  );
};
