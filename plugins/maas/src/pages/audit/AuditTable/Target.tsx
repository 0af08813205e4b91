import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import type { AuditEntry } from '@openmaas/backstage-plugin-maas-common';
import { useTexts } from '../../../hooks/useTexts';
import {
  keyRouteRef,
  modelRequestRouteRef,
  requestRouteRef,
} from '../../../routes';
import { targetText } from '../../../utils/audit';
import styles from './AuditTable.module.css';

type Thing = NonNullable<AuditEntry['target']>;

const UUID = /^[0-9a-f-]{36}$/;

/** Enough to tell ids apart: those made at the same time differ only at their end. */
const SHOWN_DIGITS = 8;

const Named = ({ kind, id, name }: Thing) => {
  const keyLink = useRouteRef(keyRouteRef);
  const requestLink = useRouteRef(requestRouteRef);
  const modelRequestLink = useRouteRef(modelRequestRouteRef);
  const text = name ?? (UUID.test(id) ? `…${id.slice(-SHOWN_DIGITS)}` : id);
  switch (kind) {
    case 'api-key':
      return <Link href={keyLink({ id })}>{text}</Link>;
    case 'access-request':
      return <Link href={requestLink({ id })}>{text}</Link>;
    case 'model-request':
      return <Link href={modelRequestLink({ id })}>{text}</Link>;
    case 'model':
      return (
        <EntityRefLink
          entityRef={`resource:maas/${id}`}
          title={name ?? id}
          hideIcon
        />
      );
    default:
      return <>{text}</>;
  }
};

/** What something was done to, linked to its page where it has one. @internal */
export const Target = ({ target }: { target: Thing }) => {
  const t = useTexts();
  const kind = targetText(target.kind);
  return (
    <>
      <span className={styles.kind}>
        {kind ? t(`auditPage.target.${kind}`) : target.kind}
      </span>{' '}
      <Named {...target} />
    </>
  );
};
