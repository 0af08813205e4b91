import { lines, readPrompts, textOfContent } from './content';
import type { Protocol } from './Protocol';
import { readInputRequest } from './inputRequest';
import { items } from './values';

/** `POST /v1/embeddings`. @internal */
export const embeddings: Protocol = {
  path: '/v1/embeddings',
  read: bytes =>
    readInputRequest(bytes, ({ input, messages }) => {
      const { text, tokens } = readPrompts(input);
      return {
        tokens,
        // vLLM also embeds a conversation.
        texts: [[lines([text, ...items(messages).map(textOfContent)]), 1]],
      };
    }),
};
