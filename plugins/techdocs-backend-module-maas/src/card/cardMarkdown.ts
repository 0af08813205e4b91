import {
  formatPrice,
  type Model,
  requestAccessPath,
  type TokenClass,
} from '@openmaas/backstage-plugin-maas-common';
import { capabilityTexts } from './capabilityTexts';
import { code, codeBlock, plain, table } from './markdown';

/** What a card says besides what the model says. @internal */
export interface CardOptions {
  /** Where clients reach the gateway, without `/v1` and without a slash at the end. */
  gatewayBaseUrl: string;
  /** Where the portal begins on its host: nothing, or a path such as `/portal`. */
  portalPath: string;
}

/** The parts of a card, as Markdown. @internal */
export interface CardMarkdown {
  /** What the model is and what it is for. */
  about: string;
  /** What it costs and how to get at it. */
  use: string;
}

const TOKEN_CLASSES: Array<[TokenClass, string]> = [
  ['input', 'Input'],
  ['cachedInput', 'Cached input'],
  ['output', 'Output'],
  ['reasoning', 'Reasoning'],
  ['audioSecond', 'Audio, per hour'],
];

const VISIBILITY: Record<Model['visibility'], string> = {
  public: 'Everybody may ask for it',
  restricted: 'Every request needs a decision',
  hidden: 'Not offered',
};

/**
 * What a card says of a model besides what its author wrote.
 *
 * @param model - one that the control plane shows
 * @internal
 */
export function cardMarkdown(model: Model, options: CardOptions): CardMarkdown {
  return {
    about: paragraphs(
      `# ${plain(model.title)}`,
      model.lifecycle === 'deprecated' &&
        '> This model is deprecated. Choose another one for what is new.',
      model.description && plain(model.description),
      '## At a glance',
      factsOf(model),
      ...capabilitiesOf(model),
    ),
    use: paragraphs(
      '## Prices',
      pricesOf(model),
      '## Limits',
      limitsOf(model),
      '## Ask for access',
      accessTo(model, options),
      ...callOf(model, options),
    ),
  };
}

function paragraphs(...parts: Array<string | false | undefined>): string {
  return parts.filter(Boolean).join('\n\n');
}

function factsOf(model: Model): string {
  const { contextLength, weights } = model;
  return table(
    ['Property', 'Value'],
    [
      ['Name in calls', code(model.servedName)],
      [
        'Other names',
        model.aliases.length > 0
          ? model.aliases.map(code).join(', ')
          : undefined,
      ],
      ['Provider', model.provider && plain(model.provider)],
      ['Version', model.version && plain(model.version)],
      ['As of', model.updatedAt.slice(0, 10)],
      ['License', model.license && linked(model.license)],
      ['Home page', model.homepage && linked(model.homepage)],
      ['Owner', code(model.owner)],
      ['Lifecycle', model.lifecycle],
      ['Access', VISIBILITY[model.visibility]],
      ['Takes', model.modalities.input.join(', ')],
      ['Gives', model.modalities.output.join(', ')],
      [
        'Context',
        contextLength ? `${grouped(contextLength)} tokens` : undefined,
      ],
      ['Quantization', model.quantization && plain(model.quantization)],
      ['GPUs', model.gpus?.toString()],
      ['Hardware', model.hardware && plain(model.hardware)],
      ['Weights', weights?.uri && code(weights.uri)],
      [
        'Size of the weights',
        weights?.sizeGb !== undefined ? `${weights.sizeGb} GB` : undefined,
      ],
      [
        'Served by',
        model.simulated ? 'A simulator: its answers are made up' : undefined,
      ],
    ],
  );
}

function capabilitiesOf({ capabilities }: Model): string[] {
  return capabilities.length > 0
    ? [
        '## What it is for',
        capabilities
          .map(capability => {
            const text = capabilityTexts[capability];
            return text
              ? `- **${plain(capability)}**: ${text}`
              : `- **${plain(capability)}**`;
          })
          .join('\n'),
      ]
    : [];
}

function pricesOf({ prices }: Model): string {
  const rows = TOKEN_CLASSES.flatMap(([tokenClass, label]) => {
    const price = prices.find(one => one.tokenClass === tokenClass);
    return price ? [[label, shown(price)] as [string, string]] : [];
  });
  return rows.length > 0
    ? table(['Tokens', 'Price per million'], rows)
    : 'No price is set.';
}

function shown(price: Model['prices'][number]): string {
  const { tokenClass, nanosPerMillion, currency } = price;
  const nanos =
    tokenClass === 'audioSecond'
      ? ((BigInt(nanosPerMillion) * 3600n) / 1_000_000n).toString()
      : nanosPerMillion;
  return plain(formatPrice({ nanosPerMillion: nanos, currency }, 'en-US'));
}

function limitsOf({ contextLength, multiplier, plans }: Model): string {
  const limits = [
    contextLength &&
      `A prompt and its answer have at most ${grouped(
        contextLength,
      )} tokens together.`,
    `It is offered under these plans: ${plans.map(code).join(', ')}.`,
    multiplier !== '1' &&
      `Each of its tokens counts ${multiplier} times against the limits of a plan.`,
  ];
  return limits
    .filter(Boolean)
    .map(limit => `- ${limit}`)
    .join('\n');
}

function accessTo(model: Model, { portalPath }: CardOptions): string {
  const path = `${portalPath}${requestAccessPath([model.id])}`;
  return [
    `[Ask for access](<${path}>) for your team.`,
    model.visibility === 'restricted'
      ? 'Somebody decides about every request for this model.'
      : 'Whether somebody has to decide depends on the plan.',
    'With access comes an API key.',
  ].join(' ');
}

/** What a first call is; undefined where only the server knows how it is called. */
function firstCall({
  modalities,
}: Model): { path: string; body: object } | undefined {
  if (modalities.output.includes('text')) {
    const messages = [{ role: 'user', content: 'Hello!' }];
    return { path: 'chat/completions', body: { messages } };
  }
  return modalities.output.includes('embedding')
    ? { path: 'embeddings', body: { input: 'Hello!' } }
    : undefined;
}

function callOf(model: Model, { gatewayBaseUrl }: CardOptions): string[] {
  const call = firstCall(model);
  if (!call) {
    return [];
  }
  const body = JSON.stringify({ model: model.servedName, ...call.body });
  const command = [
    `curl ${gatewayBaseUrl}/v1/${call.path}`,
    `-H "Authorization: Bearer $OPENAI_API_KEY"`,
    `-H "Content-Type: application/json"`,
    `-d '${body.replace(/'/g, `'\\''`)}'`,
  ].join(' \\\n  ');
  return [
    '## Call it',
    `Any client of the OpenAI API calls it at ${code(
      `${gatewayBaseUrl}/v1`,
    )} with an API key:`,
    codeBlock('bash', command),
  ];
}

function linked(text: string): string {
  return /^https?:\/\//i.test(text) && URL.canParse(text)
    ? `[${plain(text)}](<${new URL(text).href}>)`
    : plain(text);
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
