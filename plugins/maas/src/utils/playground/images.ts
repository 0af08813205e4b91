import type { Model } from '@openmaas/backstage-plugin-maas-common';

/** What every model that takes images takes. @internal */
export const IMAGE_TYPES = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
];

/** Beside one prompt. @internal */
export const MAX_IMAGES = 4;

/** Of all images beside one prompt; as text they are a third larger. @internal */
export const MAX_IMAGE_BYTES = 5_000_000;

/** An image beside a prompt. @internal */
export interface PromptImage {
  name: string;
  /** Bytes. */
  size: number;
  /** `data:` URL. */
  url: string;
}

/** Why an image cannot be added. @internal */
export type ImageFault = 'type' | 'size' | 'count' | 'unreadable';

/**
 * Reads an image that is to go with a prompt.
 *
 * @param beside - those that are there already
 * @returns the image, or why it cannot be added
 * @internal
 */
export async function readImage(
  file: File,
  beside: PromptImage[],
): Promise<PromptImage | ImageFault> {
  if (!IMAGE_TYPES.includes(file.type)) {
    return 'type';
  }
  if (beside.length >= MAX_IMAGES) {
    return 'count';
  }
  const bytes = beside.reduce((sum, { size }) => sum + size, file.size);
  if (bytes > MAX_IMAGE_BYTES) {
    return 'size';
  }
  const url = await dataUrlOf(file);
  return url ? { name: file.name, size: file.size, url } : 'unreadable';
}

function dataUrlOf(file: File): Promise<string | undefined> {
  return new Promise(resolve => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => resolve(undefined);
    reader.readAsDataURL(file);
  });
}

/** Whether a model takes images beside a prompt. @internal */
export function takesImages({
  modalities,
}: Pick<Model, 'modalities'>): boolean {
  return modalities.input.includes('image');
}
