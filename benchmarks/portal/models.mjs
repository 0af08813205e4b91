import { randomFrom, shuffled } from './random.mjs';

/**
 * @typedef {object} Family models of one maker that differ in size
 * @property {string} name
 * @property {string} provider
 * @property {string} license
 * @property {number[]} sizes in thousands of millions of parameters
 * @property {string[]} capabilities
 * @property {number[]} contexts in tokens
 */

/** @typedef {Record<string, any> & {id: string, title: string, hardware: string, visibility: string}} ModelConfig an item of `maas.models` */

/** @type {Family[]} */
const FAMILIES = [
  family(
    'Granite 3.3',
    'IBM',
    'apache-2.0',
    [2, 8, 20, 34],
    ['chat', 'tools', 'rag'],
  ),
  family(
    'Granite Code',
    'IBM',
    'apache-2.0',
    [3, 8, 20, 34],
    ['chat', 'code', 'tools'],
  ),
  family(
    'Llama 3.3',
    'Meta',
    'llama3.3',
    [1, 3, 8, 70, 405],
    ['chat', 'tools'],
  ),
  family(
    'Llama 4 Vision',
    'Meta',
    'llama4',
    [17, 109, 400],
    ['chat', 'tools', 'vision'],
  ),
  family(
    'Mistral Small',
    'Mistral AI',
    'apache-2.0',
    [22, 24],
    ['chat', 'tools'],
  ),
  family('Mixtral', 'Mistral AI', 'apache-2.0', [46, 141], ['chat', 'tools']),
  family(
    'Devstral',
    'Mistral AI',
    'apache-2.0',
    [24, 123],
    ['chat', 'code', 'tools'],
  ),
  family(
    'Qwen 3',
    'Qwen',
    'apache-2.0',
    [1, 4, 8, 14, 32, 235],
    ['chat', 'tools', 'reasoning'],
  ),
  family(
    'Qwen 3 Coder',
    'Qwen',
    'apache-2.0',
    [30, 480],
    ['chat', 'code', 'tools'],
  ),
  family('Qwen VL', 'Qwen', 'apache-2.0', [3, 7, 32, 72], ['chat', 'vision']),
  family('Gemma 3', 'Google', 'gemma', [1, 4, 12, 27], ['chat', 'vision']),
  family('Phi 4', 'Microsoft', 'mit', [4, 14], ['chat', 'tools', 'reasoning']),
  family(
    'DeepSeek R1 Distill',
    'DeepSeek',
    'mit',
    [1, 7, 8, 14, 32, 70],
    ['chat', 'reasoning'],
  ),
  family('DeepSeek V3', 'DeepSeek', 'mit', [671], ['chat', 'tools']),
  family(
    'gpt-oss',
    'OpenAI',
    'apache-2.0',
    [20, 120],
    ['chat', 'tools', 'reasoning'],
  ),
  family(
    'Command R',
    'Cohere',
    'cc-by-nc-4.0',
    [7, 35, 104],
    ['chat', 'tools', 'rag'],
  ),
  family(
    'Nemotron',
    'NVIDIA',
    'nvidia-open-model',
    [8, 49, 253],
    ['chat', 'reasoning'],
  ),
  family('OLMo 2', 'Ai2', 'apache-2.0', [1, 7, 13, 32], ['chat']),
  family(
    'Aya Expanse',
    'Cohere',
    'cc-by-nc-4.0',
    [8, 32],
    ['chat', 'translation'],
  ),
  family('EuroLLM', 'Utter', 'apache-2.0', [1, 9, 22], ['chat', 'translation']),
  family('BGE', 'BAAI', 'mit', [1, 2], ['embedding']),
  family('E5', 'Microsoft', 'mit', [1, 7], ['embedding']),
  family('Jina Reranker', 'Jina AI', 'cc-by-nc-4.0', [1, 2], ['rerank']),
  family('Whisper', 'OpenAI', 'mit', [1, 2], ['transcription']),
];

const QUANTIZATIONS = ['BF16', 'FP8', 'W8A8', 'W4A16'];

/** What a model was made for, or where it was trained further. */
const EDITIONS = [
  ['', 'for everything that has no model of its own'],
  ['Lectures', 'trained further on lecture notes and exercises'],
  ['Medical', 'trained further on guidelines of the university hospital'],
  ['Law', 'trained further on judgements and statutes'],
  ['Library', 'trained further on catalogue records and abstracts'],
  ['Admissions', 'answers what applicants ask, in twelve languages'],
  ['Long', 'with a context that has been stretched'],
  ['Preview', 'the next version, to be tried out'],
];

const CARD = `# Intended use

Assistants that look things up before they answer, and agents that call a few tools.

# Not for

- Decisions about people that nobody checks.
- Long documents: what does not fit into the context has to be retrieved in pieces.
`;

/**
 * @param {string} name
 * @param {string} provider
 * @param {string} license
 * @param {number[]} sizes
 * @param {string[]} capabilities
 * @returns {Family}
 */
function family(name, provider, license, sizes, capabilities) {
  return {
    name,
    provider,
    license,
    sizes,
    capabilities,
    contexts: [8192, 16384, 32768, 131072],
  };
}

/** Every model that could be offered. */
function allVariants() {
  return FAMILIES.flatMap(each =>
    each.sizes.flatMap(size =>
      QUANTIZATIONS.flatMap(quantization =>
        EDITIONS.map(([edition, purpose]) => ({
          ...each,
          size,
          quantization,
          edition,
          purpose,
        })),
      ),
    ),
  );
}

/**
 * Makes up a portfolio: makers, abilities, licences, prices and owners as mixed as those of a
 * large organisation. Six in ten models are deployed, one in eight is restricted, few are hidden.
 *
 * @param {object} options
 * @param {number} options.count how many
 * @param {string[]} options.teams names of groups that own models
 * @param {string} options.serverUrl where the model servers are, without a path
 * @returns {ModelConfig[]} as `maas.models` in configuration wants them; the same ones for the same options
 */
export function makeModels({ count, teams, serverUrl }) {
  const random = randomFrom(1);
  const variants = shuffled(allVariants(), random);
  return Array.from({ length: count }, (_, index) =>
    makeModel(variants[index % variants.length], {
      index,
      // Where there are more models than variants.
      series: Math.floor(index / variants.length),
      owner: pick(random() < 0.3 ? ['platform-team'] : teams, random),
      serverUrl,
      random,
    }),
  );
}

/**
 * @param {ReturnType<typeof allVariants>[number]} variant
 * @param {{index: number, series: number, owner: string, serverUrl: string, random: () => number}} options
 * @returns {ModelConfig}
 */
function makeModel(variant, { index, series, owner, serverUrl, random }) {
  const { name, size, quantization, edition, purpose, capabilities } = variant;
  const gpus = Math.max(
    1,
    Math.ceil(size / (quantization === 'BF16' ? 20 : 50)),
  );
  const title = [
    name,
    `${size}B`,
    edition,
    `(${quantization})`,
    series ? `#${series + 1}` : '',
  ]
    .filter(Boolean)
    .join(' ');
  const input = Number((0.01 * size ** 0.6 * (0.5 + random())).toFixed(4));
  return {
    id: title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/-+$/, ''),
    title,
    description: `${name} with ${size} thousand million parameters, ${purpose}. Runs on ${gpus} of the shared GPUs.`,
    owner: `group:default/${owner}`,
    provider: variant.provider,
    version: versionOf(1),
    license: variant.license,
    homepage: `https://example.com/models/${index}`,
    capabilities,
    contextLength: pick(variant.contexts, random),
    quantization,
    gpus,
    hardware: `${gpus}× NVIDIA L40S, place ${index}`,
    weights: { uri: `s3://models/${index}`, sizeGb: 2 * size },
    lifecycle: pick(
      ['production', 'production', 'experimental', 'deprecated'],
      random,
    ),
    visibility: visibilityOf(random()),
    multiplier: pick([0.5, 1, 1, 2], random),
    prices: {
      input,
      cachedInput: Number((input / 4).toFixed(4)),
      output: Number((input * 3).toFixed(4)),
    },
    ...(random() < 0.1 && { card: CARD }),
    endpoints:
      random() < 0.6 ? [{ url: `${serverUrl}/${index % 100}/v1` }] : [],
  };
}

/**
 * What a change of the configuration changes.
 *
 * @param {number} number
 */
export function versionOf(number) {
  return `release-${number}`;
}

/** @param {number} chance */
function visibilityOf(chance) {
  if (chance < 0.03) {
    return 'hidden';
  }
  return chance < 0.15 ? 'restricted' : 'public';
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {() => number} random
 * @returns {T}
 */
function pick(items, random) {
  return items[Math.floor(random() * items.length)];
}
