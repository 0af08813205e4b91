import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
  TextAreaField,
} from '@backstage/ui';
import { useTexts } from '../../../hooks/useTexts';
import {
  type ChatSettings,
  EXAMPLE_TOOLS,
  parseTools,
} from '../../../utils/playground';
import { ParameterFields } from './ParameterFields';
import styles from './SettingsDialog.module.css';

/** What goes with every prompt of this chat. @internal */
export const SettingsDialog = (props: {
  settings: ChatSettings;
  onChange: (settings: ChatSettings) => void;
  onClose: () => void;
}) => {
  const { settings, onChange, onClose } = props;
  const t = useTexts();
  const { fault, position } = parseTools(settings.tools);

  return (
    <Dialog
      isOpen
      isDismissable
      width={720}
      onOpenChange={open => !open && onClose()}
    >
      <DialogHeader>{t('playground.form.title')}</DialogHeader>
      <DialogBody>
        <div className={styles.form}>
          <Text>{t('playground.form.explanation')}</Text>
          <TextAreaField
            label={t('playground.form.system')}
            placeholder={t('playground.form.systemPlaceholder')}
            value={settings.system}
            onChange={system => onChange({ ...settings, system })}
          />
          <ParameterFields
            parameters={settings.parameters}
            onChange={parameters => onChange({ ...settings, parameters })}
          />
          <TextAreaField
            className={styles.json}
            label={t('playground.form.tools')}
            description={t('playground.form.toolsDescription')}
            rows={8}
            isInvalid={fault !== undefined}
            value={settings.tools}
            onChange={tools => onChange({ ...settings, tools })}
          />
          {fault && (
            <Text role="alert" className={styles.fault}>
              {t(`playground.form.fault.${fault}`, {
                position: String(position ?? ''),
              })}
            </Text>
          )}
          {settings.tools.trim() === '' && (
            <div>
              <Button
                variant="tertiary"
                onPress={() => onChange({ ...settings, tools: EXAMPLE_TOOLS })}
              >
                {t('playground.form.example')}
              </Button>
            </div>
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onPress={onClose}>
          {t('playground.form.done')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
};
