import { TextAreaField } from '@backstage/ui';
import { useTexts } from '../../../hooks/useTexts';

/** What the control plane takes at most. */
const MAX_REASON_LENGTH = 1000;

/** Why something is decided so. @internal */
export const ReasonField = (props: {
  value: string;
  isRequired?: boolean;
  onChange: (reason: string) => void;
}) => {
  const { value, isRequired, onChange } = props;
  const t = useTexts();
  return (
    <TextAreaField
      label={t('requestsPage.reason')}
      description={t('requestsPage.reasonDescription')}
      isRequired={isRequired}
      maxLength={MAX_REASON_LENGTH}
      value={value}
      onChange={onChange}
    />
  );
};
