/** Answers that are remembered of each model. */
const WINDOW = 101;
/** Tokens of an answer where none is known; the first one remembered of each model. */
const FIRST_GUESS = 256;

/** The latest answers of a model: in the order they came, and by their length. */
class LatestAnswers {
  private readonly lengths = [FIRST_GUESS];
  private readonly sorted = [FIRST_GUESS];
  /** The oldest one, once there are enough. */
  private oldest = 0;

  get median(): number {
    return this.sorted[Math.floor((this.sorted.length - 1) / 2)];
  }

  add(length: number): void {
    if (this.lengths.length < WINDOW) {
      this.lengths.push(length);
    } else {
      this.sorted.splice(this.placeOf(this.lengths[this.oldest]), 1);
      this.lengths[this.oldest] = length;
      this.oldest = (this.oldest + 1) % WINDOW;
    }
    this.sorted.splice(this.placeOf(length), 0, length);
  }

  /** Index of the first one that is as long, or longer. */
  private placeOf(length: number): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.sorted[middle] < length) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

/**
 * How long the answers of models will probably be: the median of their latest ones. It is
 * asked for each call, so it is kept at hand.
 *
 * @internal
 */
export class AnswerEstimate {
  private readonly answers = new Map<string, LatestAnswers>();

  /**
   * A call's answers had so many tokens together.
   *
   * @param answers - how many the client wanted
   */
  note(modelId: string, tokens: number, answers = 1): void {
    let latest = this.answers.get(modelId);
    if (!latest) {
      latest = new LatestAnswers();
      this.answers.set(modelId, latest);
    }
    latest.add(Math.ceil(tokens / answers));
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
    const one = this.answers.get(modelId)?.median ?? FIRST_GUESS;
    return Math.min(answers * one, atMost);
  }
}
