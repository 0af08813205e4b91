import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Select,
  Tab,
  TabList,
  TabPanel,
  Tabs,
  Text,
} from '@backstage/ui';
import { useState } from 'react';
import { CodeBlock } from '../../../components/CodeBlock';
import { useGatewayUrl } from '../../../hooks/useGatewayUrl';
import { useTexts } from '../../../hooks/useTexts';
import {
  type ChatRequest,
  EXPORT_LANGUAGES,
  exportChat,
} from '../../../utils/playground';
import styles from './ExportDialog.module.css';

/** A conversation that can be exported. @internal */
export interface ExportableChat {
  id: string;
  /** Title of the model. */
  title: string;
  request: ChatRequest;
}

/** Conversations as programs. @internal */
export const ExportDialog = (props: {
  /** At least one. */
  chats: ExportableChat[];
  onClose: () => void;
}) => {
  const { chats, onClose } = props;
  const t = useTexts();
  const baseUrl = useGatewayUrl();
  const [id, setId] = useState(chats[0].id);
  const chat = chats.find(each => each.id === id) ?? chats[0];

  return (
    <Dialog
      isOpen
      isDismissable
      width={720}
      onOpenChange={open => !open && onClose()}
    >
      <DialogHeader>{t('playground.exported.title')}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          <Text>{t('playground.exported.text')}</Text>
          {chats.length > 1 && (
            <Select
              label={t('playground.exported.model')}
              options={chats.map(each => ({ id: each.id, label: each.title }))}
              selectedKey={chat.id}
              onSelectionChange={key => setId(String(key))}
            />
          )}
          <Tabs>
            <TabList aria-label={t('playground.exported.language')}>
              {EXPORT_LANGUAGES.map(language => (
                <Tab key={language} id={language}>
                  {t(`playground.exported.${language}`)}
                </Tab>
              ))}
            </TabList>
            {EXPORT_LANGUAGES.map(language => (
              <TabPanel key={language} id={language} className={styles.program}>
                <CodeBlock
                  text={exportChat(language, baseUrl, chat.request)}
                  label={t(`playground.exported.${language}`)}
                  copyLabel={t('playground.exported.copy')}
                />
              </TabPanel>
            ))}
          </Tabs>
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('playground.exported.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
};
