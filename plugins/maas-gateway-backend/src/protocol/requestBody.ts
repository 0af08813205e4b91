import { isUtf8 } from 'node:buffer';
import { GatewayError } from '../server/GatewayError';
import type { CountTokens } from './Protocol';
import {
  findTopLevelMembers,
  type MemberPlaces,
  type NoMembers,
  replaceMembers,
} from './topLevelMembers';
import { parseJson } from './values';

const COMMA = ','.charCodeAt(0);

/** Bytes of JSON that make about one token of English. */
const BYTES_PER_TOKEN = 4;

/**
 * A JSON object as it came, and where its members stand. Only those that somebody asks for
 * are read: prompts are long, and what they say is between the client and the model.
 *
 * @internal
 */
export interface JsonBody {
  bytes: Buffer;
  members: MemberPlaces;
}

/** A request's body. @internal */
export interface RequestBody extends JsonBody {
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
  if (!isUtf8(bytes)) {
    throw badRequest('The body is not valid UTF-8.');
  }
  const members = findTopLevelMembers(bytes);
  if (typeof members === 'string') {
    throw noMembers(bytes, members);
  }
  return { bytes, members, model: readModelName({ bytes, members }) };
}

/**
 * The body for a server that knows the model by this name: but for what has to change, it
 * is as the client wrote it.
 *
 * @param changes - JSON texts by the names of members
 * @internal
 */
export function writeRequestBody(
  { members, bytes, model }: RequestBody,
  modelName: string,
  changes: Record<string, string> = {},
): Buffer {
  const all =
    modelName === model
      ? changes
      : { ...changes, model: JSON.stringify(modelName) };
  return Object.keys(all).length > 0
    ? replaceMembers(bytes, members, all)
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

/**
 * More values than anybody means, in a body that holds nothing else: to read them all would
 * keep the event loop for seconds.
 */
const MANY_VALUES = 500_000;

/**
 * Tokens of a prompt, counted; of one that is made of very many values, judged by its size.
 *
 * @param text - what the model reads
 * @internal
 */
export async function countPromptText(
  body: RequestBody,
  countTokens: CountTokens,
  text: () => string,
): Promise<number> {
  return hasManyValues(body) ? estimateInput(body) : countTokens(text());
}

/**
 * For bodies that have to be read as a whole.
 *
 * @throws GatewayError 400 where there are too many values in it
 * @internal
 */
export function assertFewValues(body: JsonBody): void {
  if (hasManyValues(body)) {
    throw badRequest(
      `The body has more than ${MANY_VALUES} values. Send less at a time.`,
    );
  }
}

/** By its commas, those in texts too: searching for a byte takes next to nothing. */
function hasManyValues({ bytes }: JsonBody): boolean {
  let commas = 0;
  if (bytes.length > MANY_VALUES) {
    let at = bytes.indexOf(COMMA);
    while (at >= 0) {
      commas++;
      at = bytes.indexOf(COMMA, at + 1);
    }
  }
  return commas > MANY_VALUES;
}

/** Values that say nothing. */
const NOTHING = ['null', 'false', '0', '""'];

/** A member of the body as it was written; empty where it is none or says nothing. @internal */
export function textOfMember(body: JsonBody, name: string): string {
  const text = writtenMember(body, name);
  return text === undefined || NOTHING.includes(text) ? '' : text;
}

/**
 * The value of a member.
 *
 * @returns undefined where there is no such member
 * @throws GatewayError 400 where it is no JSON
 * @internal
 */
export function readMember(body: JsonBody, name: string): unknown {
  const text = writtenMember(body, name);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    throw badRequest('The body is not valid JSON.');
  }
}

/**
 * The values of all members; for where most of the body matters.
 *
 * @throws GatewayError 400 where they are no JSON
 * @internal
 */
export function readMembers({ bytes }: JsonBody): Record<string, unknown> {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw badRequest('The body is not valid JSON.');
  }
}

function writtenMember(
  { bytes, members }: JsonBody,
  name: string,
): string | undefined {
  const place = members.get(name);
  return place && bytes.toString('utf8', place.start, place.end);
}

/** Why a body is none: what is right but no object is told apart. */
function noMembers(bytes: Buffer, why: NoMembers): GatewayError {
  if (why === 'repeated') {
    return badRequest('The body names one of its fields twice.');
  }
  return typeof parseJson(bytes.toString('utf8')) === 'undefined'
    ? badRequest('The body is not valid JSON.')
    : badRequest('The body must be a JSON object.');
}

/**
 * The name of the model that is asked for.
 *
 * @throws GatewayError 400
 */
function readModelName(body: JsonBody): string {
  const model = readMember(body, 'model');
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
  body: JsonBody,
  name: string,
  path: string = name,
): boolean {
  const value = readMember(body, name);
  if (value === undefined || value === null) {
    return false;
  }
  if (typeof value !== 'boolean') {
    throw badRequest(`The field "${path}" must be true or false.`, path);
  }
  return value;
}

/**
 * The largest of some fields that are numbers where they are there at all: servers differ
 * in which of them they look at. They read `"3"` as 3, so what is no number would be
 * reserved as one thing and answered as another.
 *
 * @returns undefined where there is none
 * @throws GatewayError 400
 * @internal
 */
export function readLargest(
  body: JsonBody,
  ...names: string[]
): number | undefined {
  const values = names
    .map(name => readNumber(body, name))
    .filter(value => value !== undefined);
  return values.length > 0 ? Math.max(...values) : undefined;
}

function readNumber(body: JsonBody, name: string): number | undefined {
  const value = readMember(body, name) ?? undefined;
  if (value !== undefined && typeof value !== 'number') {
    throw badRequest(`The field "${name}" must be a number.`, name);
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
