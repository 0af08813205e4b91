import type {
  CreateModelRequest,
  ListModelRequestsQuery,
  ModelRequest,
  ModelRequestState,
  WantedSource,
} from '@openmaas/backstage-plugin-maas-common';

/** Texts have no hyphens in their names; in the order in which states are offered. @internal */
export const TEXT_OF_MODEL_REQUEST = {
  submitted: 'submitted',
  'under-review': 'underReview',
  approved: 'approved',
  deploying: 'deploying',
  available: 'available',
  declined: 'declined',
  withdrawn: 'withdrawn',
} as const satisfies Record<ModelRequestState, string>;

/** States of requests for models, in the order in which they are offered. @internal */
export const MODEL_REQUEST_STATES = Object.keys(
  TEXT_OF_MODEL_REQUEST,
) as ModelRequestState[];

/** Orders of requests, as the control plane names them, with their texts; the first is the usual one. @internal */
export const TEXT_OF_MODEL_REQUEST_SORT = {
  '-created': 'newest',
  created: 'oldest',
  '-wanted': 'mostWanted',
  wanted: 'leastWanted',
} as const satisfies Record<
  NonNullable<ListModelRequestsQuery['sort']>,
  string
>;

/** In the address, what somebody has searched for and wants to ask for. @internal */
export const NEW_WISH_PARAM = 'new';

/** Where weights can be. @internal */
export const SOURCE_KINDS = [
  'huggingface',
  'oci',
  's3',
  'other',
] as const satisfies ReadonlyArray<WantedSource['kind']>;

const MODEL_ID = /^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$/;
const MAX_ID_LENGTH = 48;

/** Whether a text can be the id of a model. @internal */
export function isModelId(text: string): boolean {
  return MODEL_ID.test(text);
}

/**
 * A page about a source that a browser can open.
 *
 * @returns undefined where there is none
 * @internal
 */
export function sourcePage({ kind, uri }: WantedSource): string | undefined {
  if (kind === 'huggingface') {
    return `https://huggingface.co/${uri}`;
  }
  return /^https?:\/\//i.test(uri) ? uri : undefined;
}

/** How many teams want a model. @internal */
export function wantingTeams(
  request: Pick<ModelRequest, 'team' | 'joins'>,
): number {
  return new Set([request.team, ...request.joins.map(({ team }) => team)]).size;
}

/** What is typed about a model that somebody wants. @internal */
export interface WishForm {
  kind: WantedSource['kind'];
  uri: string;
  /** Undefined as long as it follows from the source. */
  model?: string;
  title: string;
  /** Undefined for the first team of the user. */
  team?: string;
  /** Undefined for the team that it is for. */
  payer?: string;
  reason: string;
  expectedUse: string;
  tokensPerMonth?: number;
}

const EMPTY: WishForm = {
  kind: 'huggingface',
  uri: '',
  title: '',
  reason: '',
  expectedUse: '',
};

const KIND_OF_SCHEME: Array<[RegExp, WantedSource['kind']]> = [
  [/^oci:\/\//i, 'oci'],
  [/^s3:\/\//i, 's3'],
  [/^(hf:\/\/|https?:\/\/(www\.)?(huggingface\.co|hf\.co)\/)/i, 'huggingface'],
  [/^[a-z][a-z0-9+.-]*:\/\//i, 'other'],
];

/** The kind of source that an address begins like; undefined where any is possible. @internal */
export function kindOf(uri: string): WantedSource['kind'] | undefined {
  return KIND_OF_SCHEME.find(([scheme]) => scheme.test(uri.trim()))?.[1];
}

/**
 * A form with what somebody has searched for and not found.
 *
 * @param search - becomes the source where it looks like one, and the name otherwise
 * @internal
 */
export function wishFor(search: string): WishForm {
  const text = search.trim();
  const isSource =
    kindOf(text) !== undefined || /^[^\s/]+\/[^\s/]+$/.test(text);
  return isSource
    ? { ...EMPTY, kind: kindOf(text) ?? 'huggingface', uri: text }
    : { ...EMPTY, title: text };
}

/** The id that a model would have by what is typed. @internal */
export function idOf(form: WishForm): string {
  if (form.model !== undefined) {
    return form.model;
  }
  const [last = ''] = form.uri.trim().replace(/\/+$/, '').split('/').reverse();
  return (last || form.title)
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_ID_LENGTH)
    .replace(/^-+|-+$/g, '');
}

/** Whether everything that is needed is typed. @internal */
export function isComplete(form: WishForm): boolean {
  return (
    /^\S+$/.test(form.uri.trim()) &&
    isModelId(idOf(form)) &&
    form.reason.trim() !== '' &&
    form.expectedUse.trim() !== ''
  );
}

/**
 * What is sent.
 *
 * @param team - the first team of the user
 * @internal
 */
export function wishBody(form: WishForm, team: string): CreateModelRequest {
  return {
    model: idOf(form),
    title: form.title.trim() || undefined,
    source: { kind: form.kind, uri: form.uri.trim() },
    team: form.team ?? team,
    payer: form.payer ?? form.team ?? team,
    reason: form.reason.trim(),
    expectedUse: form.expectedUse.trim(),
    tokensPerMonth: form.tokensPerMonth,
  };
}
