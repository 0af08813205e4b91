import type { JsonObject } from '@backstage/types';

/** What each status means, and the codes that come with it. */
const CASES = {
  '400': {
    description:
      'The body is not JSON, or `model` is missing or not a string (`invalid_request_error`)',
  },
  '401': {
    description:
      'No valid key (`invalid_api_key`), or one that has ended (`api_key_expired`, `api_key_suspended`, `api_key_revoked`)',
  },
  '403': {
    description:
      'The team has no access to this model (`model_access_required`); the message holds the link that asks for it. Or the key may not be used from this address (`api_key_address_not_allowed`)',
  },
  '404': {
    description:
      'There is no such model, or it has retired without a successor (`model_not_found`)',
  },
  '413': { description: 'The body is too large (`invalid_request_error`)' },
  '429': {
    description:
      'A limit of the plan is reached for now (`rate_limit_exceeded`), or what the month allows is used up (`insufficient_quota`)',
    headers: {
      'retry-after': {
        description: 'Seconds after which the same call can pass',
        schema: { type: 'integer' },
      },
      'retry-after-ms': {
        description: 'The same in milliseconds',
        schema: { type: 'integer' },
      },
      'x-should-retry': {
        description: '`false` where trying again soon is no use',
        schema: { type: 'string', enum: ['false'] },
      },
    },
  },
  '502': {
    description: 'The servers of the model fail (`upstream_error`)',
  },
  '503': {
    description:
      'The model waits for GPUs or starts (`model_queued`, `model_starting`), is off, failed or is stopped for everybody (`model_off`, `model_failed`, `model_stopped`), none of its servers is there (`upstream_unavailable`), or the gateway itself is starting (`gateway_not_ready`)',
    headers: {
      'retry-after': {
        description: 'Seconds after which to try again, where that is known',
        schema: { type: 'integer' },
      },
    },
  },
  '504': {
    description: 'The servers of the model take too long (`upstream_timeout`)',
  },
} satisfies Record<string, JsonObject>;

type Status = keyof typeof CASES;

/** What can go wrong with a call that is metered. @internal */
export const METERED_ERRORS: Status[] = [
  '400',
  '401',
  '403',
  '404',
  '413',
  '429',
  '502',
  '503',
  '504',
];

/**
 * Answers of an operation that are not a success.
 *
 * @param schema - of their bodies
 * @internal
 */
export function errorResponses(
  statuses: Status[],
  schema: string = 'Error',
): JsonObject {
  return Object.fromEntries(
    statuses.map(status => {
      const { description, headers = {} }: JsonObject = CASES[status];
      return [
        status,
        {
          description,
          headers: {
            'x-request-id': { schema: { type: 'string' } },
            ...(headers as JsonObject),
          },
          content: {
            'application/json': {
              schema: { $ref: `#/components/schemas/${schema}` },
            },
          },
        },
      ];
    }),
  );
}

/** Schemas of the body of every answer that is not a success. @internal */
export const errorSchemas: JsonObject = {
  Error: {
    type: 'object',
    required: ['error'],
    properties: {
      error: {
        type: 'object',
        required: ['message', 'type', 'param', 'code'],
        properties: {
          message: { type: 'string', description: 'What is wrong, for people' },
          type: { type: 'string' },
          param: {
            type: 'string',
            nullable: true,
            description: 'The field that is wrong',
          },
          code: {
            type: 'string',
            nullable: true,
            description: 'What is wrong, for programs',
          },
        },
      },
    },
  },
  MessageError: {
    type: 'object',
    description: "An error in the shape of Anthropic's API",
    required: ['type', 'error'],
    properties: {
      type: { type: 'string', enum: ['error'] },
      error: {
        type: 'object',
        required: ['type', 'message'],
        properties: {
          type: { type: 'string', description: 'What is wrong, for programs' },
          message: {
            type: 'string',
            description: 'What is wrong, for people',
          },
        },
      },
      request_id: { type: 'string' },
    },
  },
};
