import { embed, toBase64 } from '../embeddings';
import { badRequest } from '../errors';
import { readJson, sendJson } from '../http';
import type { ModelServer } from '../modelServer';
import { promptTokens } from '../prompts';
import { embeddingRequestSchema, parseRequest } from '../requests';
import { usageOf } from '../usage';
import { answerId, now, type Route } from './context';

/**
 * `POST /v1/embeddings`
 *
 * @internal
 */
export const embeddings: Route = async context => {
  const { server, signal } = context;
  const request = parseRequest(
    embeddingRequestSchema,
    await readJson(context.request),
  );
  server.checkKind('embedding', 'Embeddings');
  server.checkModel(request.model);
  const dimensions = checkDimensions(server, request.dimensions);
  const prompts = promptTokens(server, request.input, 'input');
  for (const prompt of prompts) {
    if (prompt.length === 0) {
      throw badRequest('An input to be embedded cannot be empty.', 'input');
    }
    server.checkInput(prompt.length);
  }
  await server.run({ prompts, answers: [], signal });
  sendJson(context.response, 200, {
    id: answerId('embd', context.request),
    object: 'list',
    created: now(),
    model: server.model.servedModelName,
    data: prompts.map((prompt, index) => {
      const vector = embed(prompt, dimensions);
      return {
        index,
        object: 'embedding',
        embedding:
          request.encoding_format === 'base64' ? toBase64(vector) : vector,
      };
    }),
    usage: usageOf({
      prompt: prompts.reduce((sum, { length }) => sum + length, 0),
      completion: 0,
    }),
  });
};

function checkDimensions({ model }: ModelServer, wanted?: number | null) {
  if (wanted && wanted > model.embeddingDimensions) {
    throw badRequest(
      `This model's vectors have ${model.embeddingDimensions} dimensions; ${wanted} were requested.`,
      'dimensions',
    );
  }
  return wanted ?? model.embeddingDimensions;
}
