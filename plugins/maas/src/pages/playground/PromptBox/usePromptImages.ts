import { useRef, useState } from 'react';
import {
  type ImageFault,
  type PromptImage,
  readImage,
} from '../../../utils/playground';

/** Images beside the next prompt. @internal */
export interface PromptImageList {
  items: PromptImage[];
  /** Why the last one could not be added. */
  fault?: ImageFault;
  add(files: File[]): Promise<void>;
  remove(image: PromptImage): void;
  clear(): void;
}

/** Images beside the next prompt, read when they are added. @internal */
export function usePromptImages(): PromptImageList {
  const [items, setItems] = useState<PromptImage[]>([]);
  const [fault, setFault] = useState<ImageFault>();
  // Reading takes a while, in which others may be added.
  const latest = useRef(items);
  const set = (next: PromptImage[]) => {
    latest.current = next;
    setItems(next);
  };

  return {
    items,
    fault,
    async add(files) {
      setFault(undefined);
      for (const file of files) {
        const image = await readImage(file, latest.current);
        if (typeof image === 'string') {
          setFault(image);
        } else {
          set([...latest.current, image]);
        }
      }
    },
    remove: image => set(latest.current.filter(item => item !== image)),
    clear() {
      set([]);
      setFault(undefined);
    },
  };
}
