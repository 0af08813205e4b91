/**
 * First sentence of every answer. Each says that no real model speaks; the
 * model's name goes where `{model}` stands.
 *
 * @internal
 */
export const OPENINGS = [
  'This is a simulated answer from {model}; no real model has read your question.',
  'You are talking to a simulated {model}, so please take nothing here as advice.',
  'Hello from a simulated {model}; the words are canned, the token counts are real.',
  'The simulated {model} thanks you for your prompt and answers with prepared sentences.',
  'No GPU was warmed for this simulated reply, which stands in for what {model} would say.',
] as const;

/**
 * The middle of an answer: harmless remarks in no particular order.
 *
 * @internal
 */
export const REMARKS = [
  'A real model would now weigh the facts, while this one only picks a sentence from a list.',
  'The speed at which these words arrive follows the numbers in the configuration file.',
  'If you send the same prompt again, you will get exactly the same text back.',
  'A slightly different prompt leads to a different choice of sentences.',
  'Somewhere a graphics card is enjoying a quiet afternoon because of this.',
  'Suppose that a thoughtful paragraph with three good examples stood in this place.',
  'The first point would be about clarity, and the second about giving sources.',
  'It helps to think of this text as the dummy in the window of a clothes shop.',
  'Every token of it is counted, and your usage page should show the same number.',
  'Ask for a stream and the sentence will come to you one small piece at a time.',
  'There is a library in this story, and on its third floor somebody is reading about tokens.',
  'The weather in the simulated data center is mild, with a light breeze from the fans.',
  'A careful reader has already noticed that the question was not answered.',
  'Tables, code and poems are left as an exercise for a model with actual weights.',
  'In short, the plumbing between you and the model works from end to end.',
  'Should the answer stop in the middle, then the limit on output tokens was reached.',
  'The prompt was split into blocks of sixteen tokens, and known blocks were found in the cache.',
  'Nothing that you write here leaves the machine on which the simulator runs.',
  'Other requests may be waiting in line behind this one, politely and in order.',
  'Imagine a diagram with four boxes and an arrow that everybody agrees upon.',
] as const;

/**
 * Last sentence of an answer.
 *
 * @internal
 */
export const CLOSINGS = [
  'Connect a real endpoint when you want a real answer.',
  'That is all the simulator has to say about it.',
  'Thank you for testing, and come back when the GPUs are free.',
  'End of the simulated answer.',
  'Your simulated model wishes you a pleasant day.',
] as const;

/**
 * What a simulated reasoning model "thinks".
 *
 * @internal
 */
export const THOUGHTS = [
  'The user has sent a prompt, and as a simulator I cannot understand it.',
  'First I should look as if I were breaking the problem into steps.',
  'Step one would be to restate the question in my own words, if I had any.',
  'Maybe there is a trap here, so let me pretend to check the edge cases.',
  'I could try the opposite assumption and see whether it leads to a contradiction.',
  'A quick check of the arithmetic gives the same number as before, namely none.',
  'The user probably prefers a short answer over a long one.',
  'I have now spent enough simulated effort to write the answer.',
] as const;
