/**
 * Texts in another language: the same keys as in English, none missing and none more.
 *
 * @internal
 */
export type Translated<TMessages> = {
  readonly [TKey in keyof TMessages]: TMessages[TKey] extends string
    ? string
    : Translated<TMessages[TKey]>;
};
