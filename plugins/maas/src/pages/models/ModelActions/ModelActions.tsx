import { ButtonLink, Checkbox } from '@backstage/ui';
import {
  type Model,
  requestAccessPath,
} from '@openmaas/backstage-plugin-maas-common';
import { EditTerms } from '../../../entity/EditTerms';
import { StopModel } from '../../../entity/StopModel';
import { usePlaygroundLink } from '../../../hooks/usePlayground';
import { useTexts } from '../../../hooks/useTexts';
import { canChat } from '../../../utils/modelFilters';
import { lifeOf } from '../../../utils/modelLife';
import styles from './ModelActions.module.css';

/** Whether a model is, or can be, chosen to be compared. @internal */
export interface ComparisonChoice {
  chosen: boolean;
  /** Whether no other one can be chosen. */
  full: boolean;
  toggle: (id: string) => void;
}

const CompareCheckbox = (props: {
  model: Model;
  comparison: ComparisonChoice;
}) => {
  const { model, comparison } = props;
  const { chosen, full, toggle } = comparison;
  const t = useTexts();
  return (
    <Checkbox
      aria-label={t('modelsPage.compare.addModel', { model: model.title })}
      isSelected={chosen}
      isDisabled={full && !chosen}
      onChange={() => toggle(model.id)}
    >
      {t('modelsPage.compare.add')}
    </Checkbox>
  );
};

/** What one can do with a model now. @internal */
export const ModelActions = (props: {
  model: Model;
  comparison?: ComparisonChoice;
  /** The model's terms are other ones now. */
  onEdited?: () => void;
}) => {
  const { model, comparison, onEdited } = props;
  const t = useTexts();
  const playgroundLink = usePlaygroundLink();

  // Nobody can be given what is nowhere; and it has no other page to be edited on.
  if (model.visibility === 'hidden') {
    return onEdited ? (
      <div role="group" aria-label={model.title}>
        <EditTerms model={model} onSaved={onEdited} />
        <StopModel model={model} onChanged={onEdited} />
      </div>
    ) : null;
  }
  return (
    <div className={styles.actions}>
      {playgroundLink && canChat(model) && (
        <ButtonLink
          size="small"
          variant="primary"
          href={playgroundLink(model.id)}
          aria-label={t('modelsPage.openPlaygroundWith', {
            model: model.title,
          })}
        >
          {t('modelsPage.openPlayground')}
        </ButtonLink>
      )}
      {/* Nobody is given what has retired. */}
      {lifeOf(model, Date.now()) !== 'retired' && (
        <ButtonLink
          size="small"
          variant={model.access.length > 0 ? 'secondary' : 'primary'}
          href={requestAccessPath([model.id])}
          aria-label={t('modelsPage.requestAccessTo', { model: model.title })}
        >
          {t('common.requestAccess')}
        </ButtonLink>
      )}
      {comparison && <CompareCheckbox model={model} comparison={comparison} />}
    </div>
  );
};
