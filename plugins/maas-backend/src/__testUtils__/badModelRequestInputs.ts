import type { BadInput } from './badInputs';
import { aWish } from './modelRequests';

const MISSING = '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6071';
const PATH = '/model-requests';
const ONE = `${PATH}/${MISSING}`;
const get = (path: string) => ({ method: 'get', path } as const);
const post = (path: string, body?: unknown) =>
  ({ method: 'post', path, body } as const);
const wish = (change: object) => post(PATH, { ...aWish(), ...change });

/** What is wrong about requests for models, the status, and the call. */
export const BAD_MODEL_REQUESTS: Array<[string, number, BadInput]> = [
  ['a wish for nothing', 400, post(PATH)],
  ['a wish without a source', 400, wish({ source: undefined })],
  ['a wish for a model that is no slug', 400, wish({ model: 'Llama 4' })],
  ['a wish without a reason', 400, wish({ reason: ' ' })],
  ['a wish with a NUL', 400, wish({ expectedUse: 'a\u0000b' })],
  ['a wish that is too long', 400, wish({ reason: 'x'.repeat(1001) })],
  ['a wish for no tokens', 400, wish({ tokensPerMonth: 0 })],
  ['a wish for tokens as text', 400, wish({ tokensPerMonth: '5' })],
  ['a wish in a state', 400, wish({ state: 'approved' })],
  [
    'a wish in the name of another',
    400,
    wish({ requester: 'user:default/petra' }),
  ],
  ['a wish for a foreign team', 403, wish({ team: 'group:default/library' })],
  ['a wish for a person', 400, wish({ team: 'user:default/dana' })],
  ['a wish that nobody pays', 400, wish({ payer: 'group:default/nobody' })],
  ['a wish that a person pays', 400, wish({ payer: 'user:default/dana' })],
  ['a wish for what is there', 409, wish({ model: 'small' })],
  ['a wish for a name that is taken', 409, wish({ model: 'large-latest' })],
  [
    'a wish for no model of Hugging Face',
    400,
    wish({ source: { kind: 'huggingface', uri: 'llama' } }),
  ],
  [
    'a wish from a source of another kind',
    400,
    wish({ source: { kind: 'oci', uri: 's3://bucket/llama' } }),
  ],
  [
    'a wish from nowhere',
    400,
    wish({ source: { kind: 'ftp', uri: 'ftp://a' } }),
  ],
  ['a wish as nobody', 401, { ...wish({}), as: 'nobody-at-all' }],
  ['wishes in a state of nothing', 400, get(`${PATH}?state=wanted`)],
  ['wishes by price', 400, get(`${PATH}?sort=price`)],
  ['wishes to decide', 400, get(`${PATH}?scope=to-decide`)],
  ['wishes by a foreign cursor', 400, get(`${PATH}?cursor=bm9wZQ`)],
  [
    'wishes by a cursor of another order',
    400,
    get(
      `${PATH}?cursor=${Buffer.from(
        JSON.stringify(['wanted', 1, MISSING]),
      ).toString('base64url')}`,
    ),
  ],
  ['what is similar to nothing', 400, get(`${PATH}/similar`)],
  ['what is similar to a blank', 400, get(`${PATH}/similar?to=`)],
  ['a wish that is not there', 404, get(ONE)],
  ['a wish that is no UUID', 400, get(`${PATH}/42`)],
  ['joining as no team', 400, post(`${ONE}/join`, {})],
  ['joining for another', 400, post(`${ONE}/join`, { team: 'x', user: 'y' })],
  ['joining what is not there', 404, post(`${ONE}/join`, aJoin())],
  ['leaving what is not there', 404, post(`${ONE}/leave`)],
  ['withdrawing what is not there', 404, post(`${ONE}/withdraw`)],
  ['a comment of nothing', 400, post(`${ONE}/comments`, { text: ' ' })],
  ['a refusal without a reason', 400, post(`${ONE}/decline`, {})],
  ['approving without the right to', 403, post(`${ONE}/approve`, {})],
  ['a model that is there by no id', 400, post(`${ONE}/available`, {})],
  ['deleting a wish', 405, { method: 'delete', path: ONE }],
];

function aJoin() {
  return { team: aWish().team };
}
