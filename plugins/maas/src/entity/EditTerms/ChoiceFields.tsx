import {
  Checkbox,
  CheckboxGroup,
  Radio,
  RadioGroup,
  Text,
} from '@backstage/ui';
import { usePlanIndex } from '../../hooks/usePlanIndex';
import { useTexts } from '../../hooks/useTexts';
import { VISIBILITIES } from '../../utils/terms';

/** Who sees a model, and what that means. @internal */
export const VisibilityField = (props: {
  value: string;
  onChange: (value: string) => void;
}) => {
  const { value, onChange } = props;
  const t = useTexts();
  return (
    <RadioGroup
      label={t('entity.term.visibility')}
      value={value}
      onChange={onChange}
    >
      {VISIBILITIES.map(visibility => (
        <Radio key={visibility} value={visibility}>
          <span>
            {t(`entity.visibility.${visibility}`)}
            <Text as="p" variant="body-small" color="secondary">
              {t(`entity.terms.visibilityText.${visibility}`)}
            </Text>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
};

/** Under which plans a model can be called. @internal */
export const PlansField = (props: {
  /** Ids of plans. */
  value: string[];
  fault?: string;
  onChange: (value: string[]) => void;
}) => {
  const { value, fault, onChange } = props;
  const t = useTexts();
  const plans = usePlanIndex();
  // What is chosen stays in sight while plans are loaded, and where one is gone.
  const ids = [...new Set([...plans.keys(), ...value])];

  return (
    <CheckboxGroup
      label={t('entity.term.plans')}
      description={fault}
      isInvalid={fault !== undefined}
      value={value}
      onChange={onChange}
    >
      {ids.map(id => (
        <Checkbox key={id} value={id}>
          {plans.get(id)?.title ?? id}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
};
