import { Button, ButtonIcon, Text } from '@backstage/ui';
import { RiCloseLine, RiImageAddLine } from '@remixicon/react';
import { useRef } from 'react';
import { useTexts } from '../../../hooks/useTexts';
import { formatBytes } from '../../../utils/numbers';
import {
  IMAGE_TYPES,
  MAX_IMAGE_BYTES,
  MAX_IMAGES,
} from '../../../utils/playground';
import type { PromptImageList } from './usePromptImages';
import styles from './PromptBox.module.css';

/** The images that go with the next prompt. @internal */
export const PromptImages = ({ images }: { images: PromptImageList }) => {
  const { items, fault } = images;
  const t = useTexts();
  const input = useRef<HTMLInputElement>(null);

  return (
    <div className={styles.images}>
      {items.length > 0 && (
        <ul aria-label={t('playground.prompt.images')}>
          {items.map(image => (
            <li key={image.url}>
              <img src={image.url} alt={image.name} />
              <ButtonIcon
                variant="secondary"
                aria-label={t('playground.prompt.removeImage', {
                  name: image.name,
                })}
                icon={<RiCloseLine />}
                onPress={() => images.remove(image)}
              />
            </li>
          ))}
        </ul>
      )}
      {fault && (
        <Text role="alert" className={styles.fault}>
          {t(`playground.prompt.imageFault.${fault}`, {
            most: String(MAX_IMAGES),
            size: formatBytes(MAX_IMAGE_BYTES),
          })}
        </Text>
      )}
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={IMAGE_TYPES.join()}
        data-testid="images"
        onChange={({ target }) => {
          images.add([...(target.files ?? [])]);
          // The same file can be chosen once more.
          target.value = '';
        }}
      />
      <Button
        variant="tertiary"
        iconStart={<RiImageAddLine />}
        onPress={() => input.current?.click()}
      >
        {t('playground.prompt.addImage')}
      </Button>
    </div>
  );
};
