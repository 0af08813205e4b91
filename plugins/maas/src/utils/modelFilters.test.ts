import { canChat, priceNanos } from './modelFilters';

describe('filters of models', () => {
  it.each([
    ['0.15', '150000000'],
    ['0,15', '150000000'],
    ['3', '3000000000'],
    [' 0.0000001 ', '100'],
    ['', undefined],
    ['-1', undefined],
    ['1.000,50', undefined],
    ['free', undefined],
  ])('reads the price %p', (price, nanos) => {
    expect(priceNanos(price)).toBe(nanos);
  });

  it('tells with which models one can chat', () => {
    const access = {
      team: 'group:default/a',
      plan: 'free',
      state: 'active' as const,
    };
    const capabilities = ['chat'];
    expect(canChat({ capabilities, access: [access] })).toBe(true);
    // As in the snippets, chat is taken for granted where nothing else is said.
    expect(canChat({ capabilities: ['tools'], access: [access] })).toBe(true);
    expect(canChat({ capabilities: ['embedding'], access: [access] })).toBe(
      false,
    );
    expect(
      canChat({ capabilities, access: [{ ...access, state: 'suspended' }] }),
    ).toBe(false);
    expect(canChat({ capabilities, access: [] })).toBe(false);
  });
});
