/** What sources change about a model, beside its terms. */
const HISTORY_FIELDS = [
  'servedName',
  'aliases',
  'provider',
  'version',
  'license',
  'homepage',
  'capabilities',
  'modalities',
  'contextLength',
  'quantization',
  'gpus',
  'hardware',
  'weights',
  'endpointCount',
  'simulated',
] as const;

/** A field of a model that has a name for people. @internal */
export type HistoryField = (typeof HISTORY_FIELDS)[number];

/** Whether there is a name for people for a field of a model. @internal */
export function isHistoryField(name: string): name is HistoryField {
  return HISTORY_FIELDS.some(field => field === name);
}
