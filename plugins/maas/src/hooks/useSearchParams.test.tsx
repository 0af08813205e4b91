import { act, render, screen } from '@testing-library/react';
import { MemoryRouter, useLocation, useNavigate } from 'react-router-dom';
import { useSearchParams } from './useSearchParams';

const with_ = (name: string, value: string) => (before: URLSearchParams) => {
  const after = new URLSearchParams(before);
  after.set(name, value);
  return after;
};

let first: ReturnType<typeof useSearchParams>[1];
let second: typeof first;
let navigate: ReturnType<typeof useNavigate>;

const First = () => {
  [, first] = useSearchParams();
  return null;
};
const Second = () => {
  [, second] = useSearchParams();
  navigate = useNavigate();
  return <output>{useLocation().search}</output>;
};

const address = () => screen.getByRole('status').textContent;

describe('useSearchParams', () => {
  beforeEach(() => {
    render(
      <MemoryRouter initialEntries={['/?a=1']}>
        <First />
        <Second />
      </MemoryRouter>,
    );
  });

  it('loses nothing of two changes at once', () => {
    act(() => {
      first(with_('b', '2'), { replace: true });
      second(with_('c', '3'), { replace: true });
      first(with_('d', '4'));
    });
    expect(address()).toBe('?a=1&b=2&c=3&d=4');
  });

  it('goes on from what is shown, wherever that comes from', () => {
    act(() => first(with_('b', '2')));
    act(() => navigate('/?a=1'));
    act(() => second(with_('c', '3')));
    expect(address()).toBe('?a=1&c=3');
  });

  it('forgets a change that changed nothing', () => {
    act(() => first(with_('a', '1')));
    act(() => navigate('/?z=9'));
    act(() => navigate('/?a=1'));
    act(() => first(with_('b', '2')));
    expect(address()).toBe('?a=1&b=2');
  });
});
