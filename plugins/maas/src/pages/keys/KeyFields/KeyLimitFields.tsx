import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  NumberField,
  Text,
} from '@backstage/ui';
import type { KeyLimits } from '@openmaas/backstage-plugin-maas-common';
import { useTexts } from '../../../hooks/useTexts';
import { LIMITS } from '../../../utils/limits';
import styles from './KeyLimitFields.module.css';

/** The fields for limits of a new key, folded until somebody wants them. @internal */
export const KeyLimitFields = (props: {
  limits: KeyLimits;
  onChange: (limits: KeyLimits) => void;
}) => {
  const { limits, onChange } = props;
  const t = useTexts();
  return (
    <Accordion>
      <AccordionTrigger level={3} title={t('keysPage.dialog.limits')} />
      <AccordionPanel>
        <Text as="p" color="secondary" className={styles.text}>
          {t('keysPage.dialog.limitsDescription')}
        </Text>
        <div className={styles.fields}>
          {LIMITS.map(name => (
            <NumberField
              key={name}
              label={t(`common.limit.${name}`)}
              minValue={1}
              maxValue={Number.MAX_SAFE_INTEGER}
              step={1}
              value={limits[name] ?? NaN}
              onChange={value => {
                const { [name]: _, ...others } = limits;
                onChange(
                  Number.isNaN(value) ? others : { ...others, [name]: value },
                );
              }}
            />
          ))}
        </div>
      </AccordionPanel>
    </Accordion>
  );
};
