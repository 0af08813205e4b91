import SwaggerParser from '@apidevtools/swagger-parser';
import { createGatewayDefinition } from './definition';

type Document = Parameters<typeof SwaggerParser.validate>[0];

describe('createGatewayDefinition', () => {
  const definition = createGatewayDefinition('https://llm.example.com');

  it('is a valid OpenAPI document', async () => {
    const copy = structuredClone(definition) as unknown as Document;
    await expect(SwaggerParser.validate(copy)).resolves.toMatchObject({
      openapi: '3.0.3',
    });
  });

  it('has each endpoint with its method, and no other', () => {
    const methods = Object.entries(
      definition.paths as Record<string, object>,
    ).map(([path, operations]) => [path, ...Object.keys(operations)]);
    expect(methods).toEqual([
      ['/v1/models', 'get'],
      ['/v1/models/{id}', 'get'],
      ['/v1/chat/completions', 'post'],
      ['/v1/completions', 'post'],
      ['/v1/responses', 'post'],
      ['/v1/messages', 'post'],
      ['/v1/messages/count_tokens', 'post'],
      ['/v1/embeddings', 'post'],
      ['/v1/rerank', 'post'],
      ['/v1/score', 'post'],
      ['/tokenize', 'post'],
      ['/detokenize', 'post'],
    ]);
  });

  it('takes a key in each of the four ways', () => {
    expect(definition).toMatchObject({
      servers: [{ url: 'https://llm.example.com' }],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          authorizationApiKey: { in: 'header', name: 'Authorization' },
          xApiKey: { in: 'header', name: 'x-api-key' },
          apiKey: { in: 'header', name: 'api-key' },
        },
      },
    });
  });

  it('has a body for each error, and says when to try again', () => {
    const { responses } = (
      definition as { paths: Record<string, { post: { responses: object } }> }
    ).paths['/v1/chat/completions'].post;
    expect(Object.keys(responses)).toEqual(
      expect.arrayContaining('400 401 403 404 413 429 502 503 504'.split(' ')),
    );
    expect(responses).toMatchObject({
      '429': {
        headers: {
          'retry-after': {},
          'retry-after-ms': {},
          'x-should-retry': {},
        },
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Error' },
          },
        },
      },
    });
  });

  it("has errors in Anthropic's shape at Anthropic's paths only", () => {
    const schemas = Object.entries(
      definition.paths as Record<string, { post?: unknown }>,
    ).flatMap(([path, { post }]) =>
      JSON.stringify(post ?? '').includes('MessageError') ? [path] : [],
    );
    expect(schemas).toEqual(['/v1/messages', '/v1/messages/count_tokens']);
  });

  it('uses each schema', () => {
    const { schemas } = definition.components as {
      schemas: Record<string, object>;
    };
    const text = JSON.stringify(definition);
    const unused = Object.keys(schemas).filter(
      name => !text.includes(`"#/components/schemas/${name}"`),
    );
    expect(unused).toEqual([]);
  });
});
