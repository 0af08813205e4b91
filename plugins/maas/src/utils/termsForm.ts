import {
  formatAmount,
  type ModelTerm,
  type ModelTerms,
  parseAmount,
  parseFactor,
  TERM_NAMES,
  type TermName,
  TOKEN_CLASSES,
  type TokenClass,
  type UpdateModel,
} from '@openmaas/backstage-plugin-maas-common';
import {
  DATA_CLASSES,
  dataPolicyIn,
  LIFECYCLES,
  LOCATIONS,
  pricesIn,
  retirementIn,
  VISIBILITIES,
} from './terms';

/** What the control plane takes at most. */
const MAX_DESCRIPTION = 4000;

/** Terms as they are typed: decimals are texts. @internal */
export interface TermValues {
  title: string;
  description: string;
  /** Entity reference. */
  owner: string;
  /** Entity reference; empty where the owner decides. */
  approver: string;
  lifecycle: string;
  visibility: string;
  /** Ids of plans. */
  plans: string[];
  multiplier: string;
  /** In units of the currency per million; empty where there is none. */
  prices: Record<TokenClass, string>;
  dataPolicy: {
    /** Empty where nothing is said. */
    location: string;
    region: string;
    allowed: string[];
  };
  retirement: {
    /** ISO 8601; empty where nothing is announced. */
    at: string;
    /** Id of a model; empty where there is none. */
    successor: string;
    note: string;
  };
}

/** What a person does to terms. @internal */
export interface TermsForm {
  /** Only those that were touched. */
  edits: Partial<TermValues>;
  /** Those that go back to the source. */
  givenBack: TermName[];
  /** When new prices begin to hold, as a local date and time; empty for at once. */
  pricesFrom: string;
  reason: string;
}

/** A form that nothing was done to. @internal */
export const UNTOUCHED: TermsForm = {
  edits: {},
  givenBack: [],
  pricesFrom: '',
  reason: '',
};

/** What is wrong with a field, as the name of a text. @internal */
export type Fault =
  | 'title'
  | 'description'
  | 'amount'
  | 'factor'
  | 'plans'
  | 'past';

/** What is wrong with the fields about a model's life, as the name of a text. @internal */
export type LifeFault = 'location' | 'at' | 'past';

/** What is wrong with a form, by field. @internal */
export type Faults = Partial<
  Record<
    Exclude<TermName, 'dataPolicy' | 'retirement'> | TokenClass | 'from',
    Fault
  > &
    Record<'dataPolicy' | 'retirement', LifeFault>
>;

/** One term of a model. @internal */
export function termNamed(
  terms: ModelTerms,
  name: TermName,
): ModelTerm | undefined {
  return terms.terms.find(term => term.name === name);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function valuesOf(
  terms: ModelTerms,
  which: 'value' | 'sourceValue',
): TermValues {
  const raw = (name: TermName) => termNamed(terms, name)?.[which];
  const plans = raw('plans');
  const prices = pricesIn(raw('prices')) ?? [];
  const priceOf = (tokenClass: TokenClass) => {
    const price = prices.find(one => one.tokenClass === tokenClass);
    return price ? formatAmount(price.nanosPerMillion) : '';
  };
  return {
    title: text(raw('title')),
    description: text(raw('description')),
    owner: text(raw('owner')),
    approver: text(raw('approver')),
    lifecycle: text(raw('lifecycle')),
    visibility: text(raw('visibility')),
    plans: Array.isArray(plans) ? plans.map(String) : [],
    multiplier: text(raw('multiplier')),
    prices: {
      input: priceOf('input'),
      cachedInput: priceOf('cachedInput'),
      output: priceOf('output'),
      reasoning: priceOf('reasoning'),
      audioSecond: priceOf('audioSecond'),
    },
    dataPolicy: {
      location: '',
      region: '',
      allowed: [],
      ...dataPolicyIn(raw('dataPolicy')),
    },
    retirement: {
      at: '',
      successor: '',
      note: '',
      ...retirementIn(raw('retirement')),
    },
  };
}

/**
 * What the fields show: what is typed, what the source says of a term that goes back to
 * it, or else what holds now.
 *
 * @internal
 */
export function shownValues(terms: ModelTerms, form: TermsForm): TermValues {
  const shown = { ...valuesOf(terms, 'value'), ...form.edits };
  const source = valuesOf(terms, 'sourceValue');
  const fromSource = form.givenBack.map(name => [name, source[name]]);
  return { ...shown, ...Object.fromEntries(fromSource) };
}

/** Puts in what is typed into a field. @internal */
export function edited(form: TermsForm, edits: Partial<TermValues>): TermsForm {
  return {
    ...form,
    edits: { ...form.edits, ...edits },
    givenBack: form.givenBack.filter(name => !(name in edits)),
  };
}

/** Gives a term back to the source, and forgets what was typed for it. @internal */
export function givenBack(form: TermsForm, name: TermName): TermsForm {
  const { [name]: _, ...edits } = form.edits;
  return { ...form, edits, givenBack: [...form.givenBack, name] };
}

/** Takes it back that a term is given back. @internal */
export function kept(form: TermsForm, name: TermName): TermsForm {
  return { ...form, givenBack: form.givenBack.filter(one => one !== name) };
}

function fails(read: () => unknown): boolean {
  try {
    read();
    return false;
  } catch {
    return true;
  }
}

/**
 * Looks through what is typed. Terms that are given back are the source's business.
 *
 * @param now - milliseconds since the epoch
 * @internal
 */
export function faultsOf(form: TermsForm, now: number): Faults {
  const { title, description, multiplier, plans, prices } = form.edits;
  const faults: Faults = {};
  if (title !== undefined && !title.trim()) {
    faults.title = 'title';
  }
  if (description !== undefined && description.length > MAX_DESCRIPTION) {
    faults.description = 'description';
  }
  if (multiplier !== undefined && fails(() => parseFactor(multiplier))) {
    faults.multiplier = 'factor';
  }
  if (plans?.length === 0) {
    faults.plans = 'plans';
  }
  for (const tokenClass of TOKEN_CLASSES) {
    const amount = prices?.[tokenClass].trim();
    if (amount && fails(() => parseAmount(amount))) {
      faults[tokenClass] = 'amount';
    }
  }
  if (prices && form.pricesFrom && !(Date.parse(form.pricesFrom) > now)) {
    faults.from = 'past';
  }
  return { ...faults, ...lifeFaultsOf(form, now) };
}

function lifeFaultsOf({ edits }: TermsForm, now: number): Faults {
  const { dataPolicy, retirement } = edits;
  const faults: Faults = {};
  if (dataPolicy && !dataPolicy.location) {
    faults.dataPolicy = 'location';
  }
  if (retirement?.at && !(Date.parse(retirement.at) > now)) {
    faults.retirement = 'past';
  }
  if (
    retirement &&
    !retirement.at &&
    (retirement.successor || retirement.note)
  ) {
    faults.retirement = 'at';
  }
  return faults;
}

/** Each term as REST takes it; undefined where there is nothing to send. */
const SENT: { [N in TermName]: (values: TermValues) => UpdateModel[N] } = {
  title: ({ title }) => title.trim(),
  description: ({ description }) => description,
  owner: ({ owner }) => owner || undefined,
  approver: ({ approver }) => approver || undefined,
  lifecycle: ({ lifecycle }) => LIFECYCLES.find(one => one === lifecycle),
  visibility: ({ visibility }) => VISIBILITIES.find(one => one === visibility),
  plans: ({ plans }) => [...plans].sort(),
  multiplier: ({ multiplier }) =>
    multiplier ? parseFactor(multiplier) : undefined,
  prices: ({ prices }) =>
    TOKEN_CLASSES.flatMap(tokenClass => {
      const amount = prices[tokenClass].trim();
      return amount
        ? [{ tokenClass, nanosPerMillion: parseAmount(amount).toString() }]
        : [];
    }),
  dataPolicy: ({ dataPolicy }) => {
    const location = LOCATIONS.find(one => one === dataPolicy.location);
    const region = dataPolicy.region.trim();
    return (
      location && {
        location,
        ...(region && { region }),
        allowed: DATA_CLASSES.filter(one => dataPolicy.allowed.includes(one)),
      }
    );
  },
  // What is announced no more is the source's business again.
  retirement: ({ retirement: { at, successor, note } }) =>
    at
      ? {
          at,
          ...(successor && { successor }),
          ...(note.trim() && { note: note.trim() }),
        }
      : null,
};

function put<N extends TermName>(
  body: UpdateModel,
  name: N,
  value: UpdateModel[N],
) {
  body[name] = value;
}

/**
 * The request that makes of the terms what the form wants: only what is to change.
 *
 * @param form - without faults
 * @returns undefined where nothing is to change
 * @internal
 */
export function updateOf(
  terms: ModelTerms,
  form: TermsForm,
): UpdateModel | undefined {
  const body: UpdateModel = { version: terms.version };
  const before = valuesOf(terms, 'value');
  const after = { ...before, ...form.edits };

  for (const name of TERM_NAMES) {
    const value = SENT[name](after);
    if (form.givenBack.includes(name)) {
      put(body, name, null);
    } else if (JSON.stringify(value) !== JSON.stringify(SENT[name](before))) {
      put(body, name, value);
    }
  }
  if (Object.keys(body).length === 1) {
    return undefined;
  }
  if (body.prices && form.pricesFrom) {
    body.pricesFrom = new Date(form.pricesFrom).toISOString();
  }
  const reason = form.reason.trim();
  return reason ? { ...body, reason } : body;
}
