/** Answers that are remembered of each model. */
const WINDOW = 101;
/** Tokens of an answer where none is known; the first one remembered of each model. */
const FIRST_GUESS = 256;

/**
 * How long the answers of models will probably be: the median of their latest ones.
 *
 * @internal
 */
export class AnswerEstimate {
  private readonly answers = new Map<string, number[]>();

  /**
   * A call's answers had so many tokens together.
   *
   * @param answers - how many the client wanted
   */
  note(modelId: string, tokens: number, answers = 1): void {
    const latest = this.answers.get(modelId) ?? [FIRST_GUESS];
    latest.push(Math.ceil(tokens / answers));
    this.answers.set(modelId, latest.slice(-WINDOW));
  }

  /**
   * Tokens that the answers of a model's next call will probably have together.
   *
   * @param asked - `maxTokens` is what the client lets them have at most, whatever it sent;
   *   `answers` how many it wants
   */
  estimate(
    modelId: string,
    {
      maxTokens = Infinity,
      answers = 1,
    }: { maxTokens?: number; answers?: number },
  ): number {
    const atMost = Math.max(0, Math.floor(maxTokens));
    return Math.min(answers * median(this.answers.get(modelId)), atMost);
  }
}

function median(values: number[] = [FIRST_GUESS]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
