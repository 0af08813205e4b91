import { useRouteRef } from '@backstage/core-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { EmptyNote } from '../../components/EmptyNote';
import { useTexts } from '../../hooks/useTexts';
import { modelsRouteRef } from '../../routes';

/** Says that the catalog knows a model that the control plane does not offer. @internal */
export const UnknownModel = () => {
  const t = useTexts();
  const modelsLink = useRouteRef(modelsRouteRef);
  return (
    <EmptyNote
      title={t('entity.card.notKnown.title')}
      text={t('entity.card.notKnown.text')}
      action={
        <ButtonLink variant="secondary" href={modelsLink()}>
          {t('entity.card.allModels')}
        </ButtonLink>
      }
    />
  );
};
