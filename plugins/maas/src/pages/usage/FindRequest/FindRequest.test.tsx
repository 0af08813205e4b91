import type {
  MaasApi,
  RequestReport,
} from '@openmaas/backstage-plugin-maas-common';
import { screen, within } from '@testing-library/react';
import {
  aCall,
  aModel,
  aRefusal,
  aRevealedKey,
  KEY_ID,
} from '../../../__testUtils__/fixtures';
import { refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';
import { FindRequest } from './FindRequest';

// Whole pages are slow to go through on a busy machine.
jest.setTimeout(20_000);

const ID = aRefusal().id;

const indexes = {
  models: new Map([['granite-3', aModel()]]),
  keys: {
    get: (id: string) => (id === KEY_ID ? aRevealedKey() : undefined),
    miss: () => {},
  },
};

const render = (api: Partial<MaasApi>, search = '') =>
  renderMaas(
    { path: `/maas/usage${search}`, api },
    <FindRequest indexes={indexes} currency="USD" />,
  );

const withReport = (report: RequestReport) =>
  render({ getRequestReport: async () => report }, `?request=${ID}`);

const field = () => screen.getByRole('textbox', { name: 'Find a request' });

const fact = (label: string) =>
  screen.getByText(label, { selector: 'dt' }).nextElementSibling?.textContent;

describe('FindRequest', () => {
  it('finds what was pasted and keeps it in the address', async () => {
    const { api, click, address } = await render(
      { getRequestReport: async () => ({ refusal: aRefusal() }) },
      '?period=30d',
    );
    expect(api.getRequestReport).not.toHaveBeenCalled();
    await click.click(field());
    await click.paste(`x-request-id: ${ID.toLocaleUpperCase('en-US')}`);
    await click.keyboard('{Enter}');
    expect(
      await screen.findByText('Refused: HTTP 429, rate_limit_exceeded'),
    ).toBeInTheDocument();
    expect(address()).toBe(`/maas/usage?period=30d&request=${ID}`);
    expect(field()).toHaveValue(ID);
    expect(field()).toHaveFocus();
    expect(api.getRequestReport).toHaveBeenCalledWith(ID, expect.anything());

    await click.click(screen.getByRole('button', { name: 'Close' }));
    expect(address()).toBe('/maas/usage?period=30d');
    expect(screen.queryByRole('region')).toBeNull();
    expect(field()).toHaveValue('');
  });

  it('says in place that something is no request id', async () => {
    const { api, click, address } = await render({});
    await click.type(field(), 'req_12345');
    expect(field()).not.toBeInvalid();
    await click.click(screen.getByRole('button', { name: 'Find' }));
    expect(field()).toBeInvalid();
    expect(field()).toHaveAccessibleDescription(/This is no request id/);
    expect(address()).toBe('/maas/usage');
    await click.type(field(), '6');
    expect(field()).not.toBeInvalid();
    expect(api.getRequestReport).not.toHaveBeenCalled();
  });

  it('says so of an address, too', async () => {
    await render({}, '?request=req_12345');
    expect(field()).toHaveValue('req_12345');
    expect(field()).toBeInvalid();
  });

  it('shows why a request was refused, with the numbers of the limit', async () => {
    await withReport({ refusal: aRefusal() });
    const told = await screen.findByRole('blockquote');
    expect(told).toHaveTextContent(
      'The limit of 200 tokens per minute is reached.',
    );
    expect(fact('Limit')).toBe('Tokens per minute');
    expect(fact('Whose')).toBe('plan free of group:default/cs-department');
    expect(fact('At most')).toBe('200');
    expect(fact('Used and reserved')).toBe('1,412');
    expect(fact('Wanted')).toBe('36');
    expect(
      screen.getByText('Resets').nextElementSibling?.firstElementChild,
    ).toHaveAttribute('datetime', '2026-11-21T12:06:03.000Z');
    expect(fact('Model')).toBe('Granite 3.3 8B');
    expect(fact('Key')).toBe('thesis chatbot');
    // Whoever followed a link here is led to it.
    expect(
      screen.getByRole('region', { name: 'What became of the request' }),
    ).toHaveFocus();
  });

  it('shows money of a budget as money', async () => {
    await withReport({
      refusal: aRefusal({
        code: 'insufficient_quota',
        limit: {
          name: 'budget',
          scope: 'budget of group:default/cs-department',
          unit: 'money',
          limit: '50000000000',
          used: '49999000000',
          wanted: '2500000',
        },
      }),
    });
    expect(await screen.findByText('$50.00')).toBeInTheDocument();
    // To the last digit: rounded, used and limit would look the same.
    expect(fact('Used and reserved')).toBe('$49.999');
    expect(fact('Wanted')).toBe('$0.0025');
    expect(screen.queryByText('Resets')).toBeNull();
    expect(
      screen.getByRole('link', { name: 'See this month’s usage' }),
    ).toHaveAttribute('href', '/maas/usage?period=month');
  });

  const template = '/create/templates/default/request-model-access';
  const asking = `${template}?formData=${encodeURIComponent(
    '{"models":["resource:maas/granite-3"]}',
  )}`;

  it.each([
    ['rate_limit_exceeded', 429, 'Ask for a larger plan', asking],
    ['insufficient_quota', 429, 'Open the key', `/maas/keys/${KEY_ID}`],
    ['api_key_expired', 401, 'Open the key', `/maas/keys/${KEY_ID}`],
    ['model_access_required', 403, 'Request access', asking],
    ['model_not_found', 404, 'All models', '/maas/models'],
    ['model_off', 503, 'Granite 3.3 8B', '/catalog/maas/resource/granite-3'],
  ])('leads on from %s', async (code, status, name, href) => {
    await withReport({ refusal: aRefusal({ code, status, limit: undefined }) });
    const next = within(
      (await screen.findByText('What to do next')).parentElement!,
    );
    expect(next.getByRole('link', { name })).toHaveAttribute('href', href);
  });

  it('shows what became of a call that was made', async () => {
    await withReport({
      event: aCall({
        endpoint: '10.0.0.7:8000',
        attempts: 2,
        endState: 'upstream_aborted',
        audioMs: 1500,
      }),
    });
    expect(
      await screen.findByText('Made, and in the ledger'),
    ).toBeInTheDocument();
    expect(fact('State')).toBe('Model broke off');
    expect(fact('Tokens')).toBe('1,200 in34 out');
    expect(fact('Cached input')).toBe('1,000');
    expect(fact('Audio')).toBe('1.5 sec');
    expect(fact('Cost')).toBe('$0.00005');
    expect(fact('Duration')).toBe('1.2 secfirst token 95 ms');
    expect(fact('Attempts')).toBe('2');
    expect(fact('Endpoint')).toBe('10.0.0.7:8000');
    expect(fact('Called')).toBe('/v1/chat/completions, streamed');
    expect(screen.queryByText('What to do next')).toBeNull();
  });

  it.each([
    ['with', { event: aCall() }],
    ['before', {}],
  ])(
    'says that a call was let in beyond a limit that only reports, %s its end',
    async (_, event) => {
      await withReport({ refusal: aRefusal({ shadow: true }), ...event });
      expect(
        await screen.findByText(
          'Let in, though beyond a limit that only reports',
        ),
      ).toBeInTheDocument();
      expect(
        screen.getByText(
          'It would have been refused: HTTP 429, rate_limit_exceeded',
        ),
      ).toBeInTheDocument();
      expect(fact('Wanted')).toBe('36');
      expect(fact('Model')).toBe('Granite 3.3 8B');
      expect(screen.queryByText('What to do next')).toBeNull();
    },
  );

  it('says why one may not be found, and looks again', async () => {
    let known = false;
    const { click } = await render(
      {
        getRequestReport: async () => {
          if (!known) {
            throw await refusal(404, 'There is no such request');
          }
          return { event: aCall() };
        },
      },
      `?request=${ID}`,
    );
    expect(
      await screen.findByText('No such request is known here'),
    ).toBeInTheDocument();
    expect(screen.getByText(/of another team, or mistyped/)).toBeVisible();
    known = true;
    await click.click(screen.getByRole('button', { name: 'Look again' }));
    expect(
      await screen.findByText('Made, and in the ledger'),
    ).toBeInTheDocument();
  });

  it('says what went wrong, and tries again', async () => {
    let healthy = false;
    const { click } = await render(
      {
        getRequestReport: async () => {
          if (!healthy) {
            throw await refusal(500, 'Out of order');
          }
          return { event: aCall() };
        },
      },
      `?request=${ID}`,
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
    healthy = true;
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('Made, and in the ledger'),
    ).toBeInTheDocument();
  });
});
