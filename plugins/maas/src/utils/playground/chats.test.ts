import { newAnswer } from './answer';
import { chatsAfter, isAnswering, lastAnswer } from './chats';
import type { ChatColumn } from './types';

const start = (...models: string[]) =>
  chatsAfter([], { type: 'models', models });
const kinds = ({ entries }: ChatColumn) => entries.map(({ kind }) => kind);
const ask = (columns: ChatColumn[], text = 'Hi') =>
  chatsAfter(columns, {
    type: 'prompt',
    columns: columns.map(({ id }) => id),
    text,
    images: [],
  });
const answered = (columns: ChatColumn[], content: string) =>
  columns.reduce(
    (all, column) =>
      chatsAfter(all, {
        type: 'answer',
        column: column.id,
        entry: lastAnswer(column)!.id,
        answer: { ...newAnswer(column.model), state: 'done', content },
      }),
    columns,
  );

describe('chatsAfter', () => {
  it('asks some models the same, each in its own conversation', () => {
    const [one, two] = start('a', 'b');
    const columns = chatsAfter([one, two], {
      type: 'prompt',
      columns: [two.id],
      text: 'Hi',
      images: [],
    });
    expect(columns.map(kinds)).toEqual([[], ['user', 'answer']]);
    expect(columns.map(isAnswering)).toEqual([false, true]);
  });

  it('takes an answer where it was asked for, and nowhere else', () => {
    const before = ask(start('a'));
    const [column] = answered(before, 'Hello');
    expect(lastAnswer(column)?.answer.content).toBe('Hello');
    expect(isAnswering(column)).toBe(false);
    const late = chatsAfter([column], {
      type: 'answer',
      column: column.id,
      entry: 'gone',
      answer: newAnswer('a'),
    });
    expect(late).toEqual([column]);
  });

  it('asks for the last answer once more', () => {
    const columns = answered(ask(start('a')), 'Hello');
    const [again] = chatsAfter(columns, {
      type: 'retry',
      column: columns[0].id,
    });
    expect(kinds(again)).toEqual(['user', 'answer']);
    expect(isAnswering(again)).toBe(true);
    expect(lastAnswer(again)?.id).not.toBe(lastAnswer(columns[0])?.id);
  });

  it('sends results of tools on', () => {
    const [column] = answered(ask(start('a')), '');
    const [after] = chatsAfter([column], {
      type: 'results',
      column: column.id,
      results: [{ id: 'x', content: 'noon' }],
    });
    expect(kinds(after)).toEqual(['user', 'answer', 'tools', 'answer']);
  });

  it('goes on with another model where one takes the place of another', () => {
    const columns = answered(ask(start('a', 'b')), 'Hello');
    const after = chatsAfter(columns, { type: 'models', models: ['a', 'c'] });
    expect(after.map(({ model }) => model)).toEqual(['a', 'c']);
    expect(after[0]).toBe(columns[0]);
    expect(after[1].entries).toBe(columns[1].entries);
  });

  it('keeps the conversations that stay where one is taken away or added', () => {
    const columns = ask(start('a', 'b', 'c'));
    const fewer = chatsAfter(columns, { type: 'models', models: ['b', 'c'] });
    expect(fewer).toEqual([columns[1], columns[2]]);
    const more = chatsAfter(fewer, { type: 'models', models: ['b', 'c', 'd'] });
    expect(more.slice(0, 2)).toEqual(fewer);
    expect(more[2].entries).toEqual([]);
  });

  it('forgets everything but the models', () => {
    const columns = ask(start('a', 'b'));
    const after = chatsAfter(columns, { type: 'clear' });
    expect(after.map(({ model, entries }) => [model, entries])).toEqual([
      ['a', []],
      ['b', []],
    ]);
  });
});
