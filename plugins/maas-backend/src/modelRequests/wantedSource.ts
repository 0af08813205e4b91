import { InputError } from '@backstage/errors';
import type { WantedSource } from '@openmaas/backstage-plugin-maas-common';

const HUGGING_FACE_URL =
  /^(?:https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/|hf:\/\/)/i;
const HUGGING_FACE_ID = /^[\w.-]+\/[\w.-]+$/;

/** A source with what tells it from others. @internal */
export interface KnownSource extends WantedSource {
  /** The same for the same weights, however they are written. */
  key: string;
}

/**
 * Reads where the weights of a model are: an address of Hugging Face becomes its id,
 * whatever it was called.
 *
 * @throws InputError where it is not what its kind says
 * @internal
 */
export function readSource(source: WantedSource): KnownSource {
  const uri = source.uri.replace(/\/+$/, '');
  if (HUGGING_FACE_URL.test(uri) || source.kind === 'huggingface') {
    const id = uri.replace(HUGGING_FACE_URL, '').replace(/\.git$/, '');
    if (!HUGGING_FACE_ID.test(id)) {
      throw new InputError(
        `"${source.uri}" is no model of Hugging Face: write its id, such as mistralai/Mistral-7B-v0.3`,
      );
    }
    const key = `huggingface:${id.toLocaleLowerCase('en-US')}`;
    return { kind: 'huggingface', uri: id, key };
  }
  const { kind } = source;
  if (kind !== 'other' && !uri.startsWith(`${kind}://`)) {
    throw new InputError(
      `"${source.uri}" does not begin with ${kind}://: write the whole address, or choose another kind of source`,
    );
  }
  return { kind, uri, key: `uri:${uri}` };
}

/**
 * What tells a source from others, of whatever somebody typed so far.
 *
 * @internal
 */
export function sourceKeyOf(text: string): string {
  const uri = text.trim();
  const isHuggingFace = HUGGING_FACE_URL.test(uri) || HUGGING_FACE_ID.test(uri);
  try {
    const kind = isHuggingFace ? 'huggingface' : 'other';
    return readSource({ kind, uri }).key;
  } catch {
    return `uri:${uri}`;
  }
}
