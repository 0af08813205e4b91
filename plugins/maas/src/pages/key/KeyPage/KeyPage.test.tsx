import type { ApiKey, MaasApi } from '@openmaas/backstage-plugin-maas-common';
import { screen, within } from '@testing-library/react';
import {
  aKey,
  aModel,
  aPlan,
  aRevealedKey,
  KEY_ID,
  NO_KEY_PERMISSIONS,
  PREFIX,
  REQUEST_ID,
} from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';

// Whole pages are slow to go through on a busy machine.
jest.setTimeout(20_000);

function renderKey(key: ApiKey, api: Partial<MaasApi> = {}, user?: string) {
  return renderMaas({
    path: `/maas/keys/${KEY_ID}`,
    user,
    api: { getKey: async () => key, ...api },
  });
}

const revealButton = () => screen.queryByRole('button', { name: 'Reveal key' });

describe('KeyPage', () => {
  it('shows everything about a key but its secret', async () => {
    await renderKey(aRevealedKey(), {
      listModels: async () => pageOf([aModel({ simulated: true })]),
    });
    expect(
      await screen.findByText('This key has been revealed'),
    ).toBeInTheDocument();
    expect(screen.getByText('Active')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'cs-department' })).toHaveAttribute(
      'href',
      '/catalog/default/group/cs-department',
    );
    expect(screen.getByRole('link', { name: 'dana' })).toBeInTheDocument();
    expect(screen.getAllByText(PREFIX)).toHaveLength(2);
    expect(screen.getByText('plan free')).toBeInTheDocument();
    expect(
      screen.getByText(/Rotate the key to get a new secret/),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Open the request' }),
    ).toHaveAttribute('href', `/maas/requests/${REQUEST_ID}`);
    expect(
      await screen.findAllByRole('img', { name: 'Simulated' }),
    ).toHaveLength(2);
    expect(revealButton()).not.toBeInTheDocument();
    expect(
      screen.getByRole('textbox', { name: 'As environment variables' }),
    ).toHaveTextContent(
      "export OPENAI_API_KEY='<your API key>' export OPENAI_BASE_URL='https://llm.test/v1'",
    );
  });

  it('shows snippets for each language and each model', async () => {
    const { click } = await renderKey(
      aRevealedKey({
        models: [
          ...aKey().models,
          {
            id: 'bge',
            title: 'BGE',
            servedName: 'bge-m3',
            plan: 'free',
            capabilities: ['embedding'],
          },
        ],
      }),
    );
    const curl = await screen.findByRole('textbox', { name: 'curl' });
    expect(curl).toHaveTextContent('https://llm.test/v1/chat/completions');
    expect(curl).toHaveTextContent('granite-3.3-8b');

    await click.click(screen.getByRole('tab', { name: 'Python' }));
    expect(screen.getByRole('textbox', { name: 'Python' })).toHaveTextContent(
      'from openai import OpenAI',
    );
    await click.click(screen.getByRole('tab', { name: 'Node.js' }));
    expect(screen.getByRole('textbox', { name: 'Node.js' })).toHaveTextContent(
      "import OpenAI from 'openai'",
    );

    await click.click(screen.getByRole('button', { name: /Model/ }));
    await click.click(await screen.findByRole('option', { name: 'BGE' }));
    expect(screen.getByRole('textbox', { name: 'Node.js' })).toHaveTextContent(
      'embeddings.create',
    );
  });

  it('says when it was last used, and leads to its usage', async () => {
    const lastUsedAt = new Date(Date.now() - 3 * 60_000).toISOString();
    await renderKey(aRevealedKey({ lastUsedAt }));
    expect(await screen.findByText('3 minutes ago')).toHaveAttribute(
      'dateTime',
      lastUsedAt,
    );
    expect(screen.getByRole('link', { name: 'See its usage' })).toHaveAttribute(
      'href',
      `/maas/usage?key=${KEY_ID}&period=30d`,
    );
  });

  it('shows its own limits beside those of its plans', async () => {
    await renderKey(
      aRevealedKey({ limits: { tokensPerMinute: 50, parallelRequests: 2 } }),
      {
        listPlans: async () => [
          aPlan({ tokensPerMonth: 1_000_000, shadow: true }),
          aPlan({ id: 'premium', title: 'Premium' }),
        ],
      },
    );
    const table = within(await screen.findByRole('table', { name: 'Limits' }));
    const rows = table
      .getAllByRole('row')
      .map(row => [...row.children].map(cell => cell.textContent));
    expect(rows).toEqual([
      ['', 'This key alone', 'Plan FreeOnly reports'],
      ['Tokens per minute', '50', '200'],
      ['Requests per minute', 'no limit', 'no limit'],
      ['Parallel requests', '2', 'no limit'],
      ['Tokens per month', 'no limit', '1,000,000'],
    ]);
    // Beside the model, and in the table.
    expect(screen.getAllByRole('img', { name: 'Only reports' })).toHaveLength(
      2,
    );
  });

  it('marks no plan whose limits count', async () => {
    await renderKey(aRevealedKey(), { listPlans: async () => [aPlan()] });
    expect(
      await screen.findByRole('columnheader', { name: 'Plan Free' }),
    ).toBeInTheDocument();
    expect(screen.queryByText('Only reports')).toBeNull();
  });

  it('shows no limits where there are none to show', async () => {
    await renderKey(aRevealedKey());
    expect(await screen.findByText('never used')).toBeInTheDocument();
    expect(screen.queryByRole('table', { name: 'Limits' })).toBeNull();
  });

  it('says that it was never used', async () => {
    await renderKey(aRevealedKey());
    expect(await screen.findByText('never used')).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'See its usage' })).toBeNull();
  });

  it('waits for a decision', async () => {
    await renderKey(
      aKey({
        state: 'waiting',
        models: [],
        permissions: { ...NO_KEY_PERMISSIONS, revoke: true },
      }),
    );
    expect(
      await screen.findByText('This key waits for a decision'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'See the request' }),
    ).toHaveAttribute('href', `/maas/requests/${REQUEST_ID}`);
    expect(revealButton()).not.toBeInTheDocument();
    expect(screen.queryByText('Call a model')).not.toBeInTheDocument();
  });

  it('tells others who can reveal it', async () => {
    await renderKey(
      aKey({ permissions: NO_KEY_PERMISSIONS }),
      {},
      'user:default/tom',
    );
    expect(await screen.findByText(/can reveal this key/)).toHaveTextContent(
      'Only dana can reveal this key',
    );
    expect(revealButton()).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Revoke…' }),
    ).not.toBeInTheDocument();
  });

  it('tells the maker where the rules do not allow it', async () => {
    await renderKey(aKey({ permissions: NO_KEY_PERMISSIONS }));
    expect(
      await screen.findByText('You may not reveal this key'),
    ).toBeInTheDocument();
  });

  it.each([
    ['revoked', 'This key was revoked'],
    ['expired', 'This key has expired'],
  ] as const)(
    'offers to ask again for a key that is %s',
    async (state, title) => {
      await renderKey(
        aRevealedKey({
          state,
          models: [],
          permissions: NO_KEY_PERMISSIONS,
        }),
      );
      expect(await screen.findByText(title)).toBeInTheDocument();
      expect(
        screen.getByRole('link', { name: 'Request access' }),
      ).toHaveAttribute(
        'href',
        '/create/templates/default/request-model-access',
      );
      expect(screen.queryByText('Call a model')).not.toBeInTheDocument();
    },
  );

  it('says what a key of the playground is for', async () => {
    await renderKey(aRevealedKey({ kind: 'playground', name: 'Playground' }));
    expect(
      await screen.findByText('This is a key of the playground'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/has been revealed/)).toBeNull();
  });

  it('says so of a suspended key', async () => {
    await renderKey(aRevealedKey({ state: 'suspended', models: [] }));
    expect(
      await screen.findByText('This key is suspended'),
    ).toBeInTheDocument();
    expect(screen.queryByText('Call a model')).not.toBeInTheDocument();
  });

  it.each([400, 404])('is kind about an unknown key (%s)', async status => {
    await renderKey(aKey(), {
      getKey: async () => {
        throw await refusal(status, 'There is no such key');
      },
    });
    expect(
      await screen.findByText('No such key, or not yours'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All keys' })).toHaveAttribute(
      'href',
      '/maas/keys',
    );
  });

  it('says what went wrong, and tries again', async () => {
    let healthy = false;
    const { click } = await renderKey(aKey(), {
      getKey: async () => {
        if (!healthy) {
          throw await refusal(500, 'Out of order');
        }
        return aKey();
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
    healthy = true;
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('heading', { name: 'thesis chatbot' }),
    ).toBeInTheDocument();
  });
});
