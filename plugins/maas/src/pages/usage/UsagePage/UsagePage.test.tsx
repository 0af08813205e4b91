import type { MaasApi, UsageRow } from '@openmaas/backstage-plugin-maas-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import {
  aCall,
  aKey,
  aModel,
  aUsageReport,
  KEY_ID,
  sums,
} from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

// Whole pages are slow to go through on a busy machine.
jest.setTimeout(20_000);

const path = '/maas/usage';
const CS = 'group:default/cs-department';
const LIBRARY = 'group:default/library';
const NOW = '2026-11-21T12:10:00.000Z';

const TOTAL = sums({
  requests: 1234,
  failedRequests: 3,
  estimatedRequests: 2,
  tokens: {
    input: 12_345_678,
    cachedInput: 1_000_001,
    output: 54_321,
    reasoning: 21,
  },
  cost: '3134',
});

const ROWS: UsageRow[] = [
  { start: '2026-11-20T00:00:00.000Z', model: 'granite-3', sums: TOTAL },
];

/** Answers by what is asked for, as the control plane does. */
const used: Partial<MaasApi> = {
  listModels: async () =>
    pageOf([aModel(), aModel({ id: 'devstral', title: 'Devstral' })]),
  listKeys: async () => pageOf([aKey()]),
  getUsage: async query => {
    switch (query?.groupBy) {
      case 'team,model':
        return aUsageReport({
          rows: [
            { start: NOW, team: CS, model: 'granite-3', sums: TOTAL },
            { start: NOW, team: LIBRARY, model: 'devstral', sums: TOTAL },
          ],
        });
      case 'key':
        return aUsageReport({
          rows: [{ start: NOW, key: KEY_ID, sums: TOTAL }],
          total: TOTAL,
        });
      case 'team':
        return aUsageReport({
          rows: [{ start: NOW, team: LIBRARY, sums: TOTAL }],
          total: TOTAL,
        });
      default:
        return aUsageReport({ rows: ROWS, total: TOTAL });
    }
  },
};

let visibility: DocumentVisibilityState = 'visible';

function turn(to: DocumentVisibilityState) {
  visibility = to;
  return act(async () => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

beforeAll(() => {
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    get: () => visibility,
  });
});

beforeEach(() => {
  visibility = 'visible';
  // Only the date stands still: timers go on.
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse(NOW));
});

afterEach(() => {
  jest.restoreAllMocks();
});

const figure = (label: string) =>
  within(
    screen
      .getByRole('heading', { name: label, level: 3 })
      .closest('.bui-Card') as HTMLElement,
  );

const cells = (name: string) =>
  within(
    screen
      .getByRole('rowheader', { name })
      .closest('[role=row]') as HTMLElement,
  )
    .getAllByRole('gridcell')
    .map(({ textContent }) => textContent);

describe('UsagePage', () => {
  it('shows exact figures', async () => {
    await renderMaas({ path, api: used });
    expect(await screen.findByText('Tokens per day')).toBeInTheDocument();

    expect(figure('Requests').getByText('1,234')).toBeInTheDocument();
    expect(
      figure('Requests').getByText(
        '3 failed: they did not end with a whole answer',
      ),
    ).toBeInTheDocument();
    expect(
      figure('Requests').getByText(
        '2 estimated: the model did not report its tokens',
      ),
    ).toBeInTheDocument();
    expect(figure('Tokens').getByText('12.4M')).toHaveAttribute(
      'title',
      '12,399,999',
    );
    expect(
      figure('Tokens').getByText('12,345,678 input, of which 1,000,001 cached'),
    ).toBeInTheDocument();
    expect(
      figure('Tokens').getByText('54,321 output, of which 21 reasoning'),
    ).toBeInTheDocument();
    expect(figure('Cost').getByText('$0.0000031')).toHaveAttribute(
      'title',
      '$0.000003134',
    );
    expect(
      figure('Cost').getByText('exactly $0.000003134'),
    ).toBeInTheDocument();

    const numbers = [
      '1,234',
      '12,345,678',
      '1,000,001',
      '54,321',
      '21',
      '$0.0000031',
    ];
    expect(cells('Granite 3.3 8B')).toEqual(numbers);
    expect(cells('Total')).toEqual(numbers);
    expect(
      screen.getByRole('link', { name: 'Granite 3.3 8B' }),
    ).toHaveAttribute('href', '/catalog/maas/resource/granite-3');
    expect(
      screen.getByRole('figure', { name: 'Tokens per day' }),
    ).toHaveTextContent('Granite 3.3 8B');
    expect(screen.getByText(/Days in the time zone UTC/)).toHaveTextContent(
      'updated just now',
    );
  });

  it('does not mention what there is none of', async () => {
    const total = sums({ cost: '1500000000' });
    await renderMaas({
      path,
      api: {
        ...used,
        getUsage: async () =>
          aUsageReport({ rows: [{ ...ROWS[0], sums: total }], total }),
      },
    });
    expect(await screen.findAllByText('$1.50')).not.toHaveLength(0);
    expect(screen.queryByText(/failed/)).toBeNull();
    expect(screen.queryByText(/estimated/)).toBeNull();
    expect(screen.queryByText(/exactly/)).toBeNull();
    // Nothing to choose from.
    expect(screen.queryByRole('radio', { name: 'Team' })).toBeNull();
    expect(screen.queryByRole('button', { name: /All teams/ })).toBeNull();
  });

  it('asks for what the address says', async () => {
    const { api } = await renderMaas({
      path: `${path}?period=month&team=${CS}&model=granite-3&key=${KEY_ID}&by=key&show=cost`,
      api: used,
    });
    expect(await screen.findByText('Cost per day')).toBeInTheDocument();
    const filter = { team: CS, model: 'granite-3', key: KEY_ID };
    expect(api.getUsage).toHaveBeenCalledWith(
      {
        from: '2026-11-01T00:00:00.000Z',
        granularity: 'day',
        groupBy: 'model',
        ...filter,
      },
      expect.anything(),
    );
    expect(
      await screen.findByRole('rowheader', { name: 'thesis chatbot' }),
    ).toBeInTheDocument();
    expect(api.getUsage).toHaveBeenCalledWith(
      { from: '2026-11-15T00:00:00.000Z', groupBy: 'key', ...filter },
      expect.anything(),
    );
    expect(api.listUsageEvents).toHaveBeenCalledWith(
      { from: '2026-11-15T00:00:00.000Z', limit: 10, ...filter },
      expect.anything(),
    );
    for (const name of ['This month', 'Cost', 'Key']) {
      expect(screen.getByRole('radio', { name })).toBeChecked();
    }
    expect(
      screen.getByRole('button', { name: /cs-department/ }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: /Granite 3.3 8B/ }),
    ).toBeInTheDocument();
  });

  it('writes what is chosen into the address', async () => {
    const { api, click, address } = await renderMaas({
      path: `${path}?key=${KEY_ID}`,
      api: used,
    });
    await click.click(
      await screen.findByRole('button', { name: /Only the key “thesis/ }),
    );
    expect(address()).toBe(path);
    await click.click(screen.getByRole('radio', { name: 'Today' }));
    expect(await screen.findByText('Tokens per hour')).toBeInTheDocument();
    await click.click(await screen.findByRole('button', { name: /All teams/ }));
    await click.click(await screen.findByRole('option', { name: 'library' }));
    await click.click(screen.getByRole('button', { name: /All models/ }));
    await click.click(await screen.findByRole('option', { name: 'Devstral' }));
    await click.click(screen.getByRole('radio', { name: 'Team' }));
    await click.click(screen.getByRole('radio', { name: 'Cost' }));
    expect(
      Object.fromEntries(new URLSearchParams(address()?.split('?')[1])),
    ).toEqual({
      period: 'today',
      team: LIBRARY,
      model: 'devstral',
      by: 'team',
      show: 'cost',
    });
    await waitFor(() =>
      expect(api.getUsage).toHaveBeenCalledWith(
        {
          from: '2026-11-21T00:00:00.000Z',
          granularity: 'hour',
          groupBy: 'model',
          team: LIBRARY,
          model: 'devstral',
        },
        expect.anything(),
      ),
    );
    expect(
      await screen.findByRole('rowheader', { name: 'library' }),
    ).toBeInTheDocument();
  });

  it('has defaults for what makes no sense', async () => {
    await renderMaas({ path: `${path}?period=ever&by=luck&show=`, api: used });
    expect(await screen.findByText('Tokens per day')).toBeInTheDocument();
    for (const name of ['7 days', 'Tokens', 'Model']) {
      expect(screen.getByRole('radio', { name })).toBeChecked();
    }
  });

  it('groups by day', async () => {
    await renderMaas({ path: `${path}?by=day`, api: used });
    expect(
      await screen.findByRole('rowheader', { name: 'Fri, Nov 20, 2026' }),
    ).toBeInTheDocument();
  });

  it('tells days in the zone of the report, not in that of the browser', async () => {
    const { api } = await renderMaas({
      path,
      api: {
        ...used,
        getUsage: async query =>
          aUsageReport({
            timeZone: 'Pacific/Kiritimati',
            from: query?.from,
            rows: ROWS,
            total: TOTAL,
          }),
      },
    });
    expect(
      await screen.findByText(/Days in the time zone Pacific\/Kiritimati/),
    ).toBeInTheDocument();
    // There it is the 22nd already, and 14 hours earlier in UTC.
    expect(api.listUsageEvents).toHaveBeenCalledWith(
      expect.objectContaining({ from: '2026-11-15T10:00:00.000Z' }),
      expect.anything(),
    );
  });

  it('shows a long list page by page, with the total on each', async () => {
    const rows = Array.from({ length: 1000 }, (_, number) => ({
      start: NOW,
      key: `key-${String(number).padStart(4, '0')}`,
      sums: sums({ cost: String(2000 - number) }),
    }));
    const { click } = await renderMaas({
      path: `${path}?by=key`,
      api: {
        ...used,
        getUsage: async query =>
          aUsageReport({
            rows: query?.groupBy === 'key' ? rows : ROWS,
            total: TOTAL,
          }),
      },
    });
    expect(
      await screen.findByRole('rowheader', { name: 'Key …key-0000' }),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('rowheader')).toHaveLength(26);
    expect(screen.getByText('1 to 25 of 1,000')).toBeInTheDocument();
    await click.click(screen.getByRole('button', { name: /next/i }));
    expect(
      await screen.findByRole('rowheader', { name: 'Key …key-0025' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('rowheader', { name: 'Total' })).toBeVisible();

    // A refresh does not lead back to the first page.
    await turn('visible');
    expect(
      screen.getByRole('rowheader', { name: 'Key …key-0025' }),
    ).toBeInTheDocument();
  });

  it('says once what is simulated', async () => {
    await renderMaas({
      path,
      api: {
        ...used,
        listModels: async () =>
          pageOf([
            aModel({ simulated: true }),
            aModel({ id: 'devstral', title: 'Devstral', simulated: true }),
          ]),
        listUsageEvents: async () => pageOf([aCall()]),
      },
    });
    const mark = await screen.findByRole('img', { name: 'Simulated' });
    expect(await screen.findByText('Completed')).toBeInTheDocument();
    // Devstral is, but was not used.
    expect(mark.parentElement).toHaveTextContent(/^SimulatedGranite 3.3 8B$/);
    expect(screen.getAllByText('Simulated')).toEqual([mark]);
  });

  it('names its tables', async () => {
    await renderMaas({
      path,
      api: { ...used, listUsageEvents: async () => pageOf([aCall()]) },
    });
    for (const name of ['In detail', 'Latest calls']) {
      const table = within(await screen.findByRole('region', { name }));
      expect(table.getByRole('grid')).toBeInTheDocument();
    }
  });

  it('says how to begin where nothing was used', async () => {
    const { api } = await renderMaas({ path });
    expect(
      await screen.findByText('Nothing was used in this time'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Go to the keys' }),
    ).toHaveAttribute('href', '/maas/keys');
    expect(api.listUsageEvents).not.toHaveBeenCalled();
    expect(api.listGateways).not.toHaveBeenCalled();
  });

  it('shows everything again where a filter leaves nothing', async () => {
    const { click, address } = await renderMaas({
      path: `${path}?period=30d&model=devstral&team=${LIBRARY}`,
    });
    await click.click(
      await screen.findByRole('button', { name: 'Show all usage' }),
    );
    expect(address()).toBe(`${path}?period=30d`);
  });

  it('shows a skeleton until figures come', async () => {
    let answer: () => void = () => {};
    await renderMaas({
      path,
      api: {
        getUsage: query =>
          query?.groupBy === 'model'
            ? new Promise(resolve => {
                answer = () =>
                  resolve(aUsageReport({ rows: ROWS, total: TOTAL }));
              })
            : used.getUsage!(query),
      },
    });
    expect(await screen.findByText('Loading…')).toBeInTheDocument();
    await act(async () => answer());
    expect(await screen.findByText('Tokens per day')).toBeInTheDocument();
  });

  it('says what went wrong, and tries again', async () => {
    let healthy = false;
    const { click } = await renderMaas({
      path,
      api: {
        ...used,
        getUsage: async query => {
          if (!healthy) {
            throw await refusal(500, 'Out of order');
          }
          return used.getUsage!(query);
        },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
    healthy = true;
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Tokens per day')).toBeInTheDocument();
  });

  it('is calm about somebody who may see no usage', async () => {
    await renderMaas({
      path,
      api: {
        getUsage: async () => {
          throw await refusal(403, 'No');
        },
      },
    });
    expect(
      await screen.findByText('There is no usage that you may see'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  describe('while it is looked at', () => {
    it('keeps itself up to date', async () => {
      let requests = 1;
      const { api } = await renderMaas({
        path,
        api: {
          ...used,
          getUsage: async query => {
            const total = sums({ requests });
            return query?.groupBy === 'model'
              ? aUsageReport({ rows: [{ ...ROWS[0], sums: total }], total })
              : used.getUsage!(query);
          },
        },
      });
      await screen.findByText('Tokens per day');
      expect(cells('Total')[0]).toBe('1');
      const chart = screen.getByRole('figure');

      await turn('hidden');
      const asked = api.getUsage.mock.calls.length;
      requests = 2;
      await turn('hidden');
      expect(api.getUsage).toHaveBeenCalledTimes(asked);

      await turn('visible');
      await waitFor(() => expect(cells('Total')[0]).toBe('2'));
      expect(figure('Requests').getByText('2')).toBeInTheDocument();
      // Changed, not made anew: nothing jumps.
      expect(screen.getByRole('figure')).toBe(chart);
    });

    it('asks for the keys again where one is new, and once where one stays unknown', async () => {
      const newKey = aKey({ id: 'key-new', name: 'made just now' });
      let keys = [aKey()];
      let calls = [aCall({ id: 'call-1' })];
      const { api } = await renderMaas({
        path,
        api: {
          ...used,
          listKeys: async () => pageOf(keys),
          listUsageEvents: async () => pageOf(calls),
        },
      });
      expect(
        await screen.findByRole('link', { name: 'thesis chatbot' }),
      ).toBeInTheDocument();
      expect(api.listKeys).toHaveBeenCalledTimes(1);

      keys = [aKey(), newKey];
      calls = [aCall({ id: 'call-2', key: newKey.id }), ...calls];
      await turn('visible');
      expect(
        await screen.findByRole('link', { name: 'made just now' }),
      ).toBeInTheDocument();
      expect(api.listKeys).toHaveBeenCalledTimes(2);

      calls = [aCall({ id: 'call-3', key: 'not-for-you' }), ...calls];
      await turn('visible');
      expect(
        await screen.findByRole('link', { name: 'Key …-for-you' }),
      ).toBeInTheDocument();
      await waitFor(() => expect(api.listKeys).toHaveBeenCalledTimes(3));

      calls = [aCall({ id: 'call-4', key: 'not-for-you' }), ...calls];
      await turn('visible');
      expect(
        await screen.findAllByRole('link', { name: 'Key …-for-you' }),
      ).toHaveLength(2);
      expect(api.listKeys).toHaveBeenCalledTimes(3);
    });

    it('keeps the old figures where a refresh fails, and says so', async () => {
      let healthy = true;
      const { click } = await renderMaas({
        path,
        api: {
          ...used,
          getUsage: async query => {
            if (!healthy) {
              throw await refusal(503, 'Out of order');
            }
            return used.getUsage!(query);
          },
        },
      });
      await screen.findByText('Tokens per day');
      healthy = false;
      await turn('visible');
      expect(
        await screen.findByText(/Not refreshed since .*: Out of order/),
      ).toBeInTheDocument();
      expect(screen.queryByText('updated just now')).toBeNull();
      expect(figure('Requests').getByText('1,234')).toBeInTheDocument();

      healthy = true;
      await click.click(screen.getByRole('button', { name: 'Try again' }));
      expect(await screen.findByText('updated just now')).toBeInTheDocument();
    });

    it('never shows figures of another question', async () => {
      const { click } = await renderMaas({
        path,
        api: {
          ...used,
          getUsage: async query => {
            if (query?.granularity === 'hour') {
              throw await refusal(503, 'Out of order');
            }
            return used.getUsage!(query);
          },
        },
      });
      await screen.findByText('Tokens per day');
      await click.click(screen.getByRole('radio', { name: 'Today' }));
      expect(await screen.findByRole('alert')).toHaveTextContent(
        'Out of order',
      );
      expect(screen.queryByText('1,234')).toBeNull();
    });
  });
});
