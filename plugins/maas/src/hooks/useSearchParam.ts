import { useCallback, useEffect, useRef, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { useSearchParams } from './useSearchParams';

const DEBOUNCE_MS = 300;

/**
 * A text that the user types and that ends up in the address, a moment after the last key.
 *
 * @param name - of the query parameter
 * @returns `text` as typed, and the trimmed `value` as it stands in the address; `flush`
 *   puts the text there at once, as for a field that may be gone a moment later
 * @internal
 */
export function useSearchParam(name: string) {
  const [params, setParams] = useSearchParams();
  const value = params.get(name)?.trim() ?? '';
  const [text, setText] = useState(value);
  const written = useRef(value);

  const write = useCallback(
    (next: string) => {
      written.current = next;
      setParams(
        before => {
          const after = new URLSearchParams(before);
          if (next) {
            after.set(name, next);
          } else {
            after.delete(name);
          }
          return after;
        },
        { replace: true },
      );
    },
    [name, setParams],
  );

  const flush = () => {
    if (text.trim() !== value) {
      write(text.trim());
    }
  };
  useDebounce(flush, DEBOUNCE_MS, [text]);

  // The back button or a link changes the address under the text.
  useEffect(() => {
    if (value !== written.current) {
      written.current = value;
      setText(value);
    }
  }, [value]);

  return { text, setText, value, flush };
}
