/**
 * A piece of a transcription that somebody says in one go.
 *
 * @internal
 */
export interface Segment {
  /** seconds from the start of the sound */
  start: number;
  end: number;
  text: string;
}

/**
 * Cuts a text into its sentences and spreads them over the sound.
 *
 * @internal
 */
export function segmentsOf(text: string, seconds: number): Segment[] {
  const sentences = text.match(/[^.!?]+[.!?]*\s*/g) ?? [];
  let said = 0;
  return sentences.map(sentence => {
    const start = (said / text.length) * seconds;
    said += sentence.length;
    return {
      start,
      end: (said / text.length) * seconds,
      text: sentence.trim(),
    };
  });
}

/**
 * Subtitles in the format of SubRip.
 *
 * @internal
 */
export function toSrt(segments: readonly Segment[]): string {
  return segments
    .map(
      ({ start, end, text }, index) =>
        `${index + 1}\n${time(start, ',')} --> ${time(end, ',')}\n${text}\n`,
    )
    .join('\n');
}

/**
 * Subtitles in the format of the web.
 *
 * @internal
 */
export function toVtt(segments: readonly Segment[]): string {
  const cues = segments.map(
    ({ start, end, text }) =>
      `${time(start, '.')} --> ${time(end, '.')}\n${text}\n`,
  );
  return `WEBVTT\n\n${cues.join('\n')}`;
}

/** Such as `00:01:02,345`. */
function time(seconds: number, point: string): string {
  const iso = new Date(Math.round(seconds * 1000)).toISOString();
  return iso.slice('yyyy-mm-ddT'.length, -1).replace('.', point);
}
