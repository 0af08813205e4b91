/** Texts under keys that say where they are used. @internal */
export interface NestedMessages {
  readonly [key: string]: NestedMessages | string;
}

/** The same texts, each under its path, with dots. @internal */
export type FlatMessages<TMessages> = {
  [TKey in keyof TMessages & string as TMessages[TKey] extends string
    ? TKey
    : `${TKey}.${keyof FlatMessages<TMessages[TKey]> & string}`]: string;
};

/**
 * Writes texts as translations are read.
 *
 * @returns for example `{ 'page.title': … }` for `{ page: { title: … } }`
 * @internal
 */
export function flattenMessages<const TMessages extends NestedMessages>(
  messages: TMessages,
): FlatMessages<TMessages> {
  const flat = Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[key, value]]
      : Object.entries(flattenMessages(value)).map(([rest, text]) => [
          `${key}.${rest}`,
          text,
        ]),
  );
  return Object.fromEntries(flat);
}
