import type { AnswerFigures } from './Protocol';
import { NO_TOKENS, readCompletionUsage, readResponseUsage } from './usage';
import { member, parseJson, string } from './values';

/** Lines of subtitles that nobody says: numbers, times, and what WebVTT begins with. */
const NOT_SAID = /^(\d+|.*-->.*|WEBVTT.*)?$/;

/**
 * Reads a transcription that came in one piece. Where it is a plain text or subtitles,
 * nothing in it tells what was used.
 *
 * @param format - that was asked for
 * @internal
 */
export function readTranscription(
  body: Buffer,
  format: string,
): AnswerFigures & { text(): string } {
  const text = body.toString('utf8');
  if (format === 'text') {
    return { text: () => text };
  }
  if (format === 'srt' || format === 'vtt') {
    return { text: () => textOfSubtitles(text) };
  }
  const json = parseJson(text);
  return {
    ...readTranscriptionUsage(json),
    text: () => string(member(json, 'text')),
  };
}

/**
 * What a transcription, or the event that ends its stream, says was used: tokens, or the
 * time of the sound, which then is all that counts.
 *
 * @internal
 */
export function readTranscriptionUsage(
  said: unknown,
): Pick<AnswerFigures, 'usage' | 'audioMs'> {
  const usage = member(said, 'usage');
  const tokens = readResponseUsage(usage) ?? readCompletionUsage(usage);
  if (tokens) {
    return { usage: tokens };
  }
  const audioMs =
    milliseconds(member(usage, 'seconds')) ??
    // A verbose one, of servers that know no usage.
    milliseconds(member(said, 'duration'));
  return audioMs === undefined ? {} : { usage: NO_TOKENS, audioMs };
}

/** Some write the number as a text. */
function milliseconds(seconds: unknown): number | undefined {
  const number =
    typeof seconds === 'string' && seconds.trim() !== ''
      ? Number(seconds)
      : seconds;
  const rounded = typeof number === 'number' ? Math.round(number * 1000) : -1;
  return Number.isSafeInteger(rounded) && rounded >= 0 ? rounded : undefined;
}

function textOfSubtitles(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .filter(line => !NOT_SAID.test(line))
    .join('\n');
}
