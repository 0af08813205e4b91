import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { Alert, ButtonLink } from '@backstage/ui';
import {
  type ApiKey,
  requestAccessPath,
} from '@openmaas/backstage-plugin-maas-common';
import { DateTime } from '../../../components/DateTime';
import { useIdentity } from '../../../hooks/useIdentity';
import { useTexts } from '../../../hooks/useTexts';
import { keysRouteRef, requestRouteRef } from '../../../routes';
import { sameEntity } from '../../../utils/entities';
import styles from './KeyStateNote.module.css';

/** Who or what suspended a key, and why. */
const Suspension = ({ apiKey }: { apiKey: ApiKey }) => {
  const t = useTexts();
  const { suspension } = apiKey;
  if (!suspension) {
    return <>{t('keyPage.suspended.text')}</>;
  }
  const { at, by, cause, reason } = suspension;
  const time = <DateTime time={at} relative />;
  return (
    <>
      <div>
        {cause === 'maker-left' &&
          t('keyPage.suspended.cause.makerLeft', { time })}
        {cause === 'team-gone' &&
          t('keyPage.suspended.cause.teamGone', { time })}
        {cause === 'person' &&
          t('keyPage.suspended.cause.person', {
            time,
            person: by ? (
              <EntityDisplayName entityRef={by} hideIcon />
            ) : (
              t('keyPage.suspended.somebody')
            ),
          })}
      </div>
      {cause === 'person' && <div>{t('keyPage.suspended.text')}</div>}
      {reason && <div>{t('keyPage.suspended.reason', { reason })}</div>}
    </>
  );
};

/** Says what can be done with a key that is not to be revealed now. @internal */
export const KeyStateNote = ({ apiKey }: { apiKey: ApiKey }) => {
  const t = useTexts();
  const requestLink = useRouteRef(requestRouteRef);
  const keysLink = useRouteRef(keysRouteRef);
  const identity = useIdentity();

  if (apiKey.kind === 'playground' && apiKey.state !== 'revoked') {
    return (
      <Alert
        className={styles.note}
        status="info"
        icon
        title={t('keyPage.playground.title')}
        description={t('keyPage.playground.text')}
      />
    );
  }
  switch (apiKey.state) {
    case 'waiting':
      return (
        <Alert
          className={styles.note}
          status="info"
          icon
          title={t('keyPage.waiting.title')}
          description={t('keyPage.waiting.text')}
          customActions={
            apiKey.requestId && (
              <ButtonLink
                variant="secondary"
                href={requestLink({ id: apiKey.requestId })}
              >
                {t('keyPage.waiting.action')}
              </ButtonLink>
            )
          }
        />
      );
    case 'unrevealed': {
      if (!identity.value) {
        return null;
      }
      const own = sameEntity(identity.value.userEntityRef, apiKey.maker);
      return own ? (
        <Alert
          className={styles.note}
          status="warning"
          icon
          title={t('keyPage.denied.title')}
          description={t('keyPage.denied.text')}
        />
      ) : (
        <Alert
          className={styles.note}
          status="info"
          icon
          title={t('keyPage.foreign.title', {
            maker: <EntityDisplayName entityRef={apiKey.maker} hideIcon />,
          })}
          description={t('keyPage.foreign.text')}
        />
      );
    }
    case 'active':
      return (
        <Alert
          className={styles.note}
          status="success"
          icon
          title={t('keyPage.active.title')}
          description={
            <>
              <div>
                {t('keyPage.active.text', {
                  time: <DateTime time={apiKey.revealedAt} relative />,
                  prefix: <code>{apiKey.prefix}</code>,
                })}
              </div>
              <div>
                {apiKey.permissions.rotate
                  ? t('keyPage.active.lost')
                  : t('keyPage.active.lostForeign')}
              </div>
            </>
          }
          customActions={
            <ButtonLink variant="secondary" href={`${keysLink()}?new=key`}>
              {t('keyPage.active.newKey')}
            </ButtonLink>
          }
        />
      );
    case 'suspended':
      return (
        <Alert
          className={styles.note}
          status="warning"
          icon
          title={t('keyPage.suspended.title')}
          description={<Suspension apiKey={apiKey} />}
        />
      );
    case 'expired':
    case 'revoked':
      return (
        <Alert
          className={styles.note}
          status="danger"
          icon
          title={t(`keyPage.${apiKey.state}.title`)}
          description={t(`keyPage.${apiKey.state}.text`)}
          customActions={
            <ButtonLink variant="secondary" href={requestAccessPath()}>
              {t('common.requestAccess')}
            </ButtonLink>
          }
        />
      );
    default:
      return null;
  }
};
