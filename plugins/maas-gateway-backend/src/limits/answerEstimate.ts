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

  /** An answer of a model had so many tokens. */
  note(modelId: string, tokens: number): void {
    const latest = this.answers.get(modelId) ?? [FIRST_GUESS];
    latest.push(tokens);
    this.answers.set(modelId, latest.slice(-WINDOW));
  }

  /**
   * Tokens that a model's next answer will probably have.
   *
   * @param limits - `maxTokens` is what the client lets it have at most, whatever it sent
   */
  estimate(
    modelId: string,
    { maxTokens = Infinity }: { maxTokens?: number },
  ): number {
    const atMost = Math.max(0, Math.floor(maxTokens));
    return Math.min(median(this.answers.get(modelId)), atMost);
  }
}

function median(values: number[] = [FIRST_GUESS]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
