import type {
  ListUsageEventsQuery,
  MaasApi,
  UsageEvent,
} from '@openmaas/backstage-plugin-maas-common';
import { act, screen, within } from '@testing-library/react';
import {
  aCall,
  aKey,
  aModel,
  aRevealedKey,
  KEY_ID,
  PREFIX,
} from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';
import { LatestCalls } from './LatestCalls';

// Whole pages are slow to go through on a busy machine.
jest.setTimeout(20_000);

const miss = jest.fn();

const indexes = {
  // Marked once on the page, not with each call.
  models: new Map([['granite-3', aModel({ simulated: true })]]),
  keys: {
    get: (id: string) => (id === KEY_ID ? aRevealedKey() : undefined),
    miss,
  },
};

beforeEach(() => miss.mockClear());

const render = (api: Partial<MaasApi>) =>
  renderMaas(
    { path: '/maas/usage?period=30d', api },
    <LatestCalls
      from="2026-11-15T00:00:00.000Z"
      filter={{ key: KEY_ID }}
      indexes={indexes}
    />,
  );

const withCalls = (...calls: UsageEvent[]) =>
  render({ listUsageEvents: async () => pageOf(calls) });

const refresh = () =>
  act(async () => {
    document.dispatchEvent(new Event('visibilitychange'));
  });

describe('LatestCalls', () => {
  it('tells everything about a call', async () => {
    const { click } = await withCalls(aCall());
    const written = jest.spyOn(navigator.clipboard, 'writeText');
    const row = within(
      (await screen.findByRole('link', { name: 'Granite 3.3 8B' })).closest(
        '[role=row]',
      ) as HTMLElement,
    );
    expect(row.getByRole('link', { name: 'thesis chatbot' })).toHaveAttribute(
      'href',
      `/maas/keys/${KEY_ID}`,
    );
    expect(row.getByTitle(PREFIX)).toBeInTheDocument();
    expect(row.getByText('Completed')).toBeInTheDocument();
    expect(row.queryByText('Simulated')).toBeNull();
    expect(miss).not.toHaveBeenCalled();
    expect(row.getByText('1,200 in')).toBeInTheDocument();
    expect(row.getByText('34 out')).toBeInTheDocument();
    expect(row.getByText('$0.00005')).toHaveAttribute('title', '$0.0000501');
    expect(row.getByText('1.2 sec')).toBeInTheDocument();
    expect(row.getByText('first token 95 ms')).toBeInTheDocument();
    expect(row.queryByText('estimated')).toBeNull();
    expect(
      row.getByRole('link', {
        name: `What became of the request …${aCall().id.slice(-8)}`,
      }),
    ).toHaveAttribute('href', `/maas/usage?period=30d&request=${aCall().id}`);
    await click.click(row.getByRole('button', { name: 'Copy the request id' }));
    expect(written).toHaveBeenCalledWith(aCall().id);
  });

  it.each([
    ['client_aborted', 'Client left'],
    ['upstream_error', 'Model error'],
    ['upstream_aborted', 'Model broke off'],
    ['gateway_stopped', 'Gateway stopped'],
    ['lost', 'Lost in a crash'],
  ] as const)('says that a call ended as %s', async (endState, text) => {
    await withCalls(aCall({ endState, status: undefined, estimated: true }));
    expect(await screen.findByText(text)).toBeInTheDocument();
    expect(screen.getByText('estimated')).toHaveAttribute(
      'title',
      expect.stringContaining('did not report'),
    );
  });

  it.each([
    [502, 'upstream_unreachable', 'HTTP 502, upstream_unreachable'],
    // What only repeats the state or the status.
    [502, 'upstream_error', 'HTTP 502'],
    [400, 'upstream_400', 'HTTP 400'],
    // The answer had begun well.
    [200, 'too_long', 'too_long'],
  ])('says why a call failed: %s %s', async (status, errorCode, text) => {
    await withCalls(
      aCall({
        endState: 'upstream_error',
        status,
        errorCode,
        streamed: false,
        timeToFirstTokenMs: undefined,
      }),
    );
    expect(await screen.findByText(text)).toBeInTheDocument();
    expect(screen.queryByText(/first token/)).toBeNull();
  });

  it.each(['upstream_error', 'client_aborted'] as const)(
    'calls nothing an estimate where a call that ended as %s used nothing',
    async endState => {
      await withCalls(
        aCall({
          endState,
          status: 400,
          estimated: true,
          tokens: { input: 0, cachedInput: 0, output: 0, reasoning: 0 },
          cost: '0',
        }),
      );
      expect(
        await screen.findByText('failed, nothing billed'),
      ).toBeInTheDocument();
      expect(screen.queryByText('estimated')).toBeNull();
    },
  );

  it('names a key that one may not see by its id', async () => {
    await withCalls(aCall({ key: KEY_ID.replace(/1$/, '9') }));
    expect(
      await screen.findByRole('link', { name: 'Key …4e5f6079' }),
    ).toBeInTheDocument();
    expect(aKey().id).not.toContain('6079');
    expect(miss).toHaveBeenCalledWith(KEY_ID.replace(/1$/, '9'));
  });

  it('loads more, and keeps that open while newer calls come', async () => {
    const all = Array.from({ length: 300 }, (_, number) =>
      aCall({ id: `call-${number}`, latencyMs: number }),
    );
    const listUsageEvents = async (query?: ListUsageEventsQuery) =>
      pageOf(all.slice(0, query?.limit), {
        totalItems: all.length,
        nextCursor: 'next',
      });
    const { api, click } = await render({ listUsageEvents });
    expect(await screen.findByText('10 of 300')).toBeInTheDocument();
    await click.click(screen.getByRole('button', { name: 'Load more' }));
    expect(await screen.findByText('30 of 300')).toBeInTheDocument();

    all.unshift(aCall({ id: 'call-new', latencyMs: 999 }));
    await refresh();
    expect(await screen.findByText('999 ms')).toBeInTheDocument();
    expect(screen.getByText('30 of 301')).toBeInTheDocument();
    expect(api.listUsageEvents).toHaveBeenLastCalledWith(
      { from: '2026-11-15T00:00:00.000Z', key: KEY_ID, limit: 30 },
      expect.anything(),
    );
  });

  it('says so where there is no call', async () => {
    await withCalls();
    expect(
      await screen.findByText('No calls in this time.'),
    ).toBeInTheDocument();
  });

  it('says what went wrong, and tries again', async () => {
    let healthy = false;
    const { click } = await render({
      listUsageEvents: async () => {
        if (!healthy) {
          throw await refusal(500, 'Out of order');
        }
        return pageOf([aCall()]);
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
    healthy = true;
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Completed')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
