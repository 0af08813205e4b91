import { Badge } from '@backstage/ui';
import { useTexts } from '../../hooks/useTexts';
import styles from './Capabilities.module.css';

/** What a model can do. @internal */
export const Capabilities = (props: { capabilities: string[] }) => {
  const t = useTexts();
  return (
    <ul className={styles.list} aria-label={t('model.capabilities')}>
      {props.capabilities.map(capability => (
        <li key={capability}>
          <Badge>{capability}</Badge>
        </li>
      ))}
    </ul>
  );
};
