import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Alert, Flex, Link, Text } from '@backstage/ui';
import type { Modality, Model } from '@openmaas/backstage-plugin-maas-common';
import { Capabilities } from '../../components/Capabilities';
import { CopyButton } from '../../components/CopyButton';
import { Fact, FactList } from '../../components/FactList';
import { ModelStatus } from '../../components/ModelStatus';
import { usePlanIndex } from '../../hooks/usePlanIndex';
import { useTexts } from '../../hooks/useTexts';
import { allowedText, locationText } from '../../utils/modelLife';
import { formatCount } from '../../utils/numbers';
import { ModelLifeNote } from '../ModelLifeNote';
import { ModelPrices } from '../ModelPrices';
import styles from './ModelFacts.module.css';

const Notes = ({ model }: { model: Model }) => {
  const t = useTexts();
  return (
    <>
      <ModelLifeNote model={model} />
      {model.lifecycle === 'deprecated' && !model.retirement && (
        <Alert
          status="warning"
          icon
          title={t('entity.facts.deprecated.title')}
          description={t('entity.facts.deprecated.text')}
        />
      )}
      {model.visibility === 'hidden' && (
        <Alert
          status="info"
          icon
          title={t('entity.facts.hidden.title')}
          description={t('entity.facts.hidden.text')}
        />
      )}
    </>
  );
};

const ServedName = ({ name }: { name: string }) => {
  const t = useTexts();
  return (
    <Flex align="center" gap="2" className={styles.copyable}>
      <code className={styles.code}>{name}</code>
      <CopyButton compact text={name} label={t('model.copyServedName')} />
    </Flex>
  );
};

/** What it is and what it runs on. */
const TechnicalFacts = ({ model }: { model: Model }) => {
  const t = useTexts();
  const unknown = t('model.unknown');
  const { contextLength, weights, modalities } = model;
  const named = (list: Modality[]) =>
    list.map(name => t(`entity.facts.modality.${name}`)).join(', ') || unknown;

  return (
    <>
      <Fact label={t('entity.facts.status')}>
        {/* A note says why it is stopped. */}
        <ModelStatus status={model.status} brief={Boolean(model.stopped)} />
      </Fact>
      <Fact label={t('model.servedName')}>
        <ServedName name={model.servedName} />
      </Fact>
      <Fact label={t('model.provider')}>{model.provider ?? unknown}</Fact>
      {model.version && (
        <Fact label={t('entity.facts.version')}>{model.version}</Fact>
      )}
      <Fact label={t('entity.facts.takes')}>{named(modalities.input)}</Fact>
      <Fact label={t('entity.facts.gives')}>{named(modalities.output)}</Fact>
      <Fact label={t('model.context')}>
        {contextLength
          ? t('model.tokens', { tokens: formatCount(contextLength) })
          : unknown}
      </Fact>
      <Fact label={t('model.quantization')}>
        {model.quantization ?? unknown}
      </Fact>
      <Fact label={t('model.license')}>{model.license ?? unknown}</Fact>
      <Fact label={t('model.gpus')}>{model.gpus ?? unknown}</Fact>
      <Fact label={t('model.hardware')}>{model.hardware ?? unknown}</Fact>
      <Fact label={t('model.weights')}>
        {weights?.uri ?? unknown}
        {weights?.sizeGb !== undefined &&
          ` (${formatCount(weights.sizeGb)} GB)`}
      </Fact>
    </>
  );
};

/** Under which terms it is offered, and who answers for it. */
const CommercialFacts = ({ model }: { model: Model }) => {
  const { dataPolicy } = model;
  const t = useTexts();
  const plans = usePlanIndex();
  const shownPlan = (id: string) => {
    const plan = plans.get(id);
    return plan && plan.priceFactor !== '1'
      ? t('entity.facts.planFactor', {
          plan: plan.title,
          factor: plan.priceFactor,
        })
      : plan?.title ?? id;
  };

  return (
    <>
      <Fact label={t('entity.facts.owner')}>
        <EntityRefLink entityRef={model.owner} />
      </Fact>
      <Fact label={t('entity.facts.approver')}>
        <EntityRefLink entityRef={model.approver ?? model.owner} />
      </Fact>
      <Fact label={t('entity.facts.lifecycle')}>
        {t(`entity.lifecycle.${model.lifecycle}`)}
      </Fact>
      <Fact label={t('entity.facts.visibility')}>
        {t(`entity.visibility.${model.visibility}`)}
      </Fact>
      <Fact label={t('entity.facts.plans')}>
        {model.plans.map(shownPlan).join(', ')}
      </Fact>
      <Fact label={t('modelLife.location.label')}>
        {dataPolicy ? locationText(t, dataPolicy) : t('model.unknown')}
      </Fact>
      <Fact label={t('modelLife.allowed')}>
        {dataPolicy ? allowedText(t, dataPolicy) : t('model.unknown')}
      </Fact>
      {model.multiplier !== '1' && (
        <Fact label={t('entity.facts.multiplier')}>
          {t('entity.facts.multiplierTimes', { multiplier: model.multiplier })}
        </Fact>
      )}
      <Fact label={t('entity.facts.source')}>{model.source}</Fact>
    </>
  );
};

/** Everything about a model that one may want to know before asking for it. @internal */
export const ModelFacts = ({ model }: { model: Model }) => {
  const t = useTexts();
  return (
    <Flex direction="column" gap="4">
      <Notes model={model} />
      {model.description && (
        <Text as="p" className={styles.text}>
          {model.description}
        </Text>
      )}
      <Capabilities capabilities={model.capabilities} />
      <FactList>
        <TechnicalFacts model={model} />
        <CommercialFacts model={model} />
      </FactList>
      <ModelPrices model={model} />
      {model.setByPerson.length > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('entity.facts.byPerson', {
            terms: model.setByPerson
              .map(term => t(`entity.term.${term}`))
              .join(', '),
          })}
        </Text>
      )}
      {model.homepage && (
        <Link href={model.homepage}>{t('entity.facts.homepage')}</Link>
      )}
    </Flex>
  );
};
