import { TextField } from '@backstage/ui';
import { useSearchParam } from '../../../hooks/useSearchParam';
import { useTexts } from '../../../hooks/useTexts';
import { priceNanos } from '../../../utils/modelFilters';
import styles from './ModelFilters.module.css';

/** A price that models may have at most; what is no price yet filters nothing. @internal */
export const PriceField = (props: { name: 'maxInput' | 'maxOutput' }) => {
  const { name } = props;
  const t = useTexts();
  const { text, setText, flush } = useSearchParam(name);
  const wrong = text.trim() !== '' && priceNanos(text) === undefined;
  return (
    <div className={styles.price}>
      <TextField
        size="small"
        label={t(`modelsPage.filter.${name}`)}
        inputMode="decimal"
        maxLength={19}
        value={text}
        onChange={setText}
        // The dialog that it may be in closes with what is typed here.
        onBlur={flush}
        isInvalid={wrong}
      />
      <span role="status" className={styles.wrong}>
        {wrong && t('modelsPage.filter.priceWrong')}
      </span>
    </div>
  );
};
