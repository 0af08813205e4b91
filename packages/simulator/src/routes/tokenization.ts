import { chatTokens } from '../chatTemplate';
import { readJson, sendJson } from '../http';
import { promptTokens } from '../prompts';
import {
  detokenizeRequestSchema,
  parseRequest,
  tokenizeRequestSchema,
} from '../requests';
import { detokenize, tokenize } from '../tokens';
import type { Route } from './context';

/**
 * `POST /tokenize`
 *
 * @internal
 */
export const tokenizeText: Route = async ({ server, request, response }) => {
  const body = parseRequest(tokenizeRequestSchema, await readJson(request));
  server.checkModel(body.model);
  const tokens = body.messages
    ? chatTokens(body.messages, body.tools)
    : tokenize(body.prompt ?? '');
  sendJson(response, 200, {
    count: tokens.length,
    max_model_len: server.model.contextLength,
    tokens,
    token_strs: body.return_token_strs
      ? tokens.map(token => detokenize([token]))
      : null,
  });
};

/**
 * `POST /detokenize`
 *
 * @internal
 */
export const detokenizeTokens: Route = async ({
  server,
  request,
  response,
}) => {
  const body = parseRequest(detokenizeRequestSchema, await readJson(request));
  server.checkModel(body.model);
  const [tokens] = body.tokens.length
    ? promptTokens(server, body.tokens, 'tokens')
    : [[]];
  sendJson(response, 200, { prompt: detokenize(tokens) });
};
