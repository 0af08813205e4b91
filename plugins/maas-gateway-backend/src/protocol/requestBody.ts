import { GatewayError } from '../server/GatewayError';
import { findTopLevelMembers, type MemberPlaces } from './topLevelMembers';

/** A request's body, read and still as it came. @internal */
export interface JsonBody {
  text: string;
  members: MemberPlaces;
  json: Record<string, unknown>;
}

/**
 * Reads a body that has to be a JSON object.
 *
 * @throws GatewayError 400
 * @internal
 */
export function parseJsonBody(body: Buffer): JsonBody {
  const text = decode(body);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw badRequest('The body is not valid JSON.');
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw badRequest('The body must be a JSON object.');
  }
  const members = findTopLevelMembers(text);
  if (!members) {
    throw badRequest('The body names one of its fields twice.');
  }
  return { text, members, json: json as Record<string, unknown> };
}

/**
 * The name of the model that is asked for.
 *
 * @throws GatewayError 400
 * @internal
 */
export function readModelName({ json }: JsonBody): string {
  const { model } = json;
  if (typeof model !== 'string' || model === '') {
    throw badRequest(
      model === undefined
        ? 'Say which model to call: the field "model" is missing.'
        : 'The field "model" must be the name of a model.',
      'model',
    );
  }
  return model;
}

/**
 * A field that is a boolean where it is there at all. Model servers read `"true"` as
 * true, so what is neither would be metered as one thing and answered as another.
 *
 * @throws GatewayError 400
 * @internal
 */
export function readFlag(
  json: Record<string, unknown>,
  name: string,
  path: string = name,
): boolean {
  const value = json[name];
  if (value === undefined || value === null) {
    return false;
  }
  if (typeof value !== 'boolean') {
    throw badRequest(`The field "${path}" must be true or false.`, path);
  }
  return value;
}

/** A body that cannot be what the client meant. @internal */
export function badRequest(message: string, param?: string): GatewayError {
  return new GatewayError(400, message, {
    code: 'invalid_request_error',
    type: 'invalid_request_error',
    param,
  });
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      body,
    );
  } catch {
    throw badRequest('The body is not valid UTF-8.');
  }
}
