import { useRouteRef } from '@backstage/core-plugin-api';
import { Link } from '@backstage/ui';
import { useEffect } from 'react';
import type { KeyIndex } from '../../hooks/useKeyIndex';
import { useTexts } from '../../hooks/useTexts';
import { keyRouteRef } from '../../routes';
import styles from './KeyName.module.css';

/** Enough to tell keys apart: ids made at the same time differ only at their end. */
const SHOWN_DIGITS = 8;

/** A key's name, linked to its page; the end of its id where its name is not known. @internal */
export const KeyName = ({ id, index }: { id: string; index: KeyIndex }) => {
  const t = useTexts();
  const keyLink = useRouteRef(keyRouteRef);
  const key = index.get(id);

  useEffect(() => {
    if (!key) {
      index.miss(id);
    }
  }, [key, index, id]);

  return (
    <Link
      href={keyLink({ id })}
      title={key?.prefix ?? id}
      className={styles.name}
    >
      {key?.name ?? t('common.unnamedKey', { id: id.slice(-SHOWN_DIGITS) })}
    </Link>
  );
};
