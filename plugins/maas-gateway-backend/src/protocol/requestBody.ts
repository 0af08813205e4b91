import { GatewayError } from '../server/GatewayError';
import {
  findTopLevelMembers,
  type MemberPlaces,
  replaceMembers,
} from './topLevelMembers';

/** Bytes of JSON that make about one token of English. */
const BYTES_PER_TOKEN = 4;

/** A JSON object, read and still as it came. @internal */
export interface JsonBody {
  text: string;
  members: MemberPlaces;
  json: Record<string, unknown>;
}

/** A request's body. @internal */
export interface RequestBody extends JsonBody {
  bytes: Buffer;
  /** What the client calls the model. */
  model: string;
}

/**
 * Reads a body that has to be a JSON object with a model's name.
 *
 * @throws GatewayError 400
 * @internal
 */
export function readRequestBody(bytes: Buffer): RequestBody {
  const body = parseJsonBody(bytes);
  return { ...body, bytes, model: readModelName(body) };
}

/**
 * The body for a server that knows the model by this name: but for what has to change, it
 * is as the client wrote it.
 *
 * @param changes - JSON texts by the names of members
 * @internal
 */
export function writeRequestBody(
  { text, members, bytes, model }: RequestBody,
  modelName: string,
  changes: Record<string, string> = {},
): Buffer {
  const all =
    modelName === model
      ? changes
      : { ...changes, model: JSON.stringify(modelName) };
  return Object.keys(all).length > 0
    ? Buffer.from(replaceMembers(text, members, all))
    : bytes;
}

/**
 * Tokens of a body, judged by its size.
 *
 * @param again - how much of it the model reads more than once, in bytes
 * @internal
 */
export function estimateInput({ bytes }: RequestBody, again = 0): number {
  return Math.ceil((bytes.length + again) / BYTES_PER_TOKEN);
}

/** A member of the body as it was written; empty where it is none or says nothing. @internal */
export function textOfMember(
  { text, members, json }: JsonBody,
  name: string,
): string {
  const place = json[name] ? members.get(name) : undefined;
  return place ? text.slice(place.start, place.end) : '';
}

/**
 * Reads a body that has to be a JSON object.
 *
 * @throws GatewayError 400
 */
function parseJsonBody(body: Buffer): JsonBody {
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
 */
function readModelName({ json }: JsonBody): string {
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
