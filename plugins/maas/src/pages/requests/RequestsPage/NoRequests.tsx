import { useRouteRef } from '@backstage/core-plugin-api';
import { Button, ButtonLink } from '@backstage/ui';
import { EmptyNote } from '../../../components/EmptyNote';
import { useTexts } from '../../../hooks/useTexts';
import { modelsRouteRef } from '../../../routes';
import { TEXT_OF_SCOPE } from './scopes';
import { NO_FILTER, type RequestsView } from './useRequestsView';

/** Says why there is nothing to see, and what to do about it. @internal */
export const NoRequests = (props: {
  view: RequestsView;
  onChange: (changes: Partial<RequestsView>) => void;
}) => {
  const { view, onChange } = props;
  const { scope, q, state, team, model } = view;
  const t = useTexts();
  const modelsLink = useRouteRef(modelsRouteRef);
  if (q || state.length > 0 || team || model) {
    return (
      <EmptyNote
        title={t('requestsPage.empty.filtered.title')}
        text={t('requestsPage.empty.filtered.text')}
        action={
          <Button variant="secondary" onPress={() => onChange(NO_FILTER)}>
            {t('requestsPage.empty.filtered.action')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyNote
      title={t(`requestsPage.empty.${TEXT_OF_SCOPE[scope]}.title`)}
      text={t(`requestsPage.empty.${TEXT_OF_SCOPE[scope]}.text`)}
      action={
        scope === 'mine' && (
          <ButtonLink variant="primary" href={modelsLink()}>
            {t('requestsPage.empty.mine.action')}
          </ButtonLink>
        )
      }
    />
  );
};
