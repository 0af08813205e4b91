import { lines, textOfContent, textOfParts } from './content';
import { readInputRequest } from './inputRequest';
import type { Protocol } from './Protocol';
import { string } from './values';

/** `POST /v1/rerank`: the model reads the query again with each document. @internal */
export const rerank: Protocol = {
  path: '/v1/rerank',
  read: bytes =>
    readInputRequest(bytes, ({ query, documents }) => ({
      texts: pairs(listOf(query), listOf(documents)),
    })),
};

/** `POST /v1/score`: each text of one side with each, or with its partner, of the other. @internal */
export const score: Protocol = {
  path: '/v1/score',
  read: bytes =>
    readInputRequest(bytes, json => ({
      // Three generations of names, as vLLM takes them.
      texts: pairs(
        listOf(json.queries ?? json.data_1 ?? json.text_1),
        listOf(json.documents ?? json.items ?? json.data_2 ?? json.text_2),
      ),
    })),
};

/** One on either side is read with all of the other. */
function pairs(left: unknown[], right: unknown[]): Array<[string, number]> {
  const count = Math.max(left.length, right.length);
  return [left, right].map(side => [
    lines(side.map(textOfDocument)),
    side.length === 1 ? count : 1,
  ]);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** A text, an object with one, or one with parts. */
function textOfDocument(document: unknown): string {
  return lines([
    string(document),
    textOfParts([document]),
    textOfContent(document),
  ]);
}
