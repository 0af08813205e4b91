/** Texts that several pages share. @internal */
export const commonMessages = {
  simulated: {
    label: 'Simulated',
    explanation:
      'Served by a simulator, not by real GPUs: answers, speed and load are made up.',
    all: 'all of these models',
  },
  shadow: {
    label: 'Only reports',
    explanation:
      'The limits of this plan are counted and reported, and refuse nobody.',
  },
  limit: {
    tokensPerMinute: 'Tokens per minute',
    requestsPerMinute: 'Requests per minute',
    parallelRequests: 'Parallel requests',
    tokensPerMonth: 'Tokens per month',
    budget: 'Budget',
  },
  error: {
    title: 'This did not work',
    retry: 'Try again',
    advice: {
      offline:
        'The portal could not be reached. Check the network, then try again.',
      signIn: 'Your sign-in has ended. Sign in again.',
      notAllowed:
        'You are not allowed to do this. Ask the owner of the team or the platform team.',
      notFound: 'It does not exist, or you may not see it.',
      conflict: 'Something has changed in between. Look again, then decide.',
      input:
        'Something in what was sent is not right. Correct it and try again.',
      server:
        'The control plane has a problem. Try again in a moment; tell the platform team if it stays.',
    },
  },
  copy: {
    action: 'Copy',
    done: 'Copied',
    failed: 'Copying is blocked here: select the text and press Ctrl+C or ⌘C.',
  },
  list: {
    loading: 'Loading…',
    loadMore: 'Load more',
    shown: '{{shown}} of {{total}}',
  },
  dialog: { cancel: 'Cancel' },
  requestAccess: 'Request access',
  never: 'never',
  unnamedKey: 'Key …{{id}}',
} as const;

/** States of grants, keys, requests and calls. @internal */
export const stateMessages = {
  grant: {
    pending: 'Waiting',
    active: 'Active',
    suspended: 'Suspended',
    expired: 'Expired',
    revoked: 'Revoked',
    superseded: 'Replaced',
    denied: 'Denied',
    cancelled: 'Withdrawn',
  },
  key: {
    waiting: 'Waiting',
    unrevealed: 'Not revealed',
    active: 'Active',
    suspended: 'Suspended',
    expired: 'Expired',
    revoked: 'Revoked',
  },
  request: {
    pending: 'Waiting',
    askedBack: 'Needs an answer',
    approved: 'Approved',
    denied: 'Denied',
    cancelled: 'Withdrawn',
    expired: 'Expired',
  },
  call: {
    completed: 'Completed',
    clientAborted: 'Client left',
    upstreamError: 'Model error',
    upstreamAborted: 'Model broke off',
    gatewayStopped: 'Gateway stopped',
    lost: 'Lost in a crash',
  },
  gateway: {
    running: 'Running',
    draining: 'Ending its calls',
    stopped: 'Stopped',
  },
} as const;

/** Facts about a model. @internal */
export const modelMessages = {
  servedName: 'Name in calls',
  copyServedName: 'Copy the name',
  provider: 'Provider',
  context: 'Context',
  tokens: '{{tokens}} tokens',
  gpus: 'GPUs',
  hardware: 'Hardware',
  quantization: 'Quantization',
  license: 'License',
  weights: 'Weights',
  capabilities: 'Capabilities',
  unknown: 'not stated',
  status: {
    ready: 'Ready',
    degraded: 'Partly reachable',
    unreachable: 'Does not answer',
    queued: 'Queued for GPUs',
    queuedAt: 'Queued for GPUs: place {{position}}',
    starting: 'Starting',
    startingAt: 'Starting: {{progress}} %',
    failed: 'Failed',
    off: 'Off',
    stopped: 'Stopped',
    retired: 'Retired',
  },
  modality: {
    text: 'Text',
    image: 'Images',
    audio: 'Audio',
    video: 'Video',
    embedding: 'Embeddings',
    score: 'Scores',
  },
  prices: 'Price per million tokens',
  price: {
    input: 'Input',
    cachedInput: 'Cached input',
    output: 'Output',
    reasoning: 'Reasoning',
    audioSecond: 'Audio, per hour',
  },
  noPrices: 'No price is set.',
  access: 'Access of your teams',
  accessOf: '{{team}}: {{plan}}, {{state}}',
} as const;
