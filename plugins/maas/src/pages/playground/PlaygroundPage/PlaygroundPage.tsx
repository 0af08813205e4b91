import { useRouteRef } from '@backstage/core-plugin-api';
import { ButtonLink, Container, Header } from '@backstage/ui';
import { requestAccessPath } from '@openmaas/backstage-plugin-maas-common';
import { EmptyNote } from '../../../components/EmptyNote';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { usePlaygroundEnabled } from '../../../hooks/usePlayground';
import { useTexts } from '../../../hooks/useTexts';
import { keysRouteRef } from '../../../routes';
import { useChatModels } from '../hooks/useChatModels';
import { usePlaygroundView } from '../hooks/usePlaygroundView';
import { Playground } from '../Playground';

const Content = () => {
  const t = useTexts();
  const { view } = usePlaygroundView();
  const { value, error, reload } = useChatModels();
  if (!value) {
    return error === undefined ? (
      <ListSkeleton height={320} />
    ) : (
      <ErrorNote error={error} onRetry={reload} />
    );
  }
  if (value.teams.length > 0) {
    return <Playground models={value.models} teams={value.teams} />;
  }
  if (!value.inTeam) {
    return (
      <EmptyNote
        title={t('playground.empty.noTeam.title')}
        text={t('playground.empty.noTeam.text')}
      />
    );
  }
  const why = value.anyModel ? 'noChat' : 'noGrants';
  return (
    <EmptyNote
      title={t(`playground.empty.${why}.title`)}
      text={t(`playground.empty.${why}.text`)}
      action={
        <ButtonLink variant="primary" href={requestAccessPath(view.models)}>
          {t('common.requestAccess')}
        </ButtonLink>
      }
    />
  );
};

/** Where models are tried out. @internal */
export const PlaygroundPage = () => {
  const t = useTexts();
  const keysLink = useRouteRef(keysRouteRef);
  const enabled = usePlaygroundEnabled();

  return (
    <>
      <Header
        title={t('playground.title')}
        description={t('playground.description')}
      />
      <Container>
        {enabled ? (
          <Content />
        ) : (
          <EmptyNote
            title={t('playground.empty.off.title')}
            text={t('playground.empty.off.text')}
            action={
              <ButtonLink variant="secondary" href={keysLink()}>
                {t('page.tabs.keys')}
              </ButtonLink>
            }
          />
        )}
      </Container>
    </>
  );
};
