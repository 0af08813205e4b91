import type { AuditEntry } from '@openmaas/backstage-plugin-maas-common';
import { screen, waitFor, within } from '@testing-library/react';
import { KEY_ID } from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';
import { saveFile } from '../../../utils/saveFile';

jest.mock('../../../utils/saveFile');

// Whole pages are slow to go through on a busy machine.
jest.setTimeout(20_000);

const path = '/maas/audit';

const anEntry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  seq: 7,
  at: '2026-11-20T10:00:00.000Z',
  action: 'key-update',
  outcome: 'succeeded',
  severity: 'low',
  actor: 'user:default/dana',
  address: '10.1.2.3',
  client: 'curl/8',
  target: { kind: 'api-key', id: KEY_ID, name: 'thesis chatbot' },
  team: 'group:default/cs-department',
  before: { name: 'old', models: ['a'] },
  after: { name: 'new', models: ['a'] },
  previousHash: 'a'.repeat(64),
  hash: 'b'.repeat(64),
  ...more,
});

describe('AuditPage', () => {
  it('shows who did what on what, and opens to before and after', async () => {
    const { click } = await renderMaas({
      path,
      api: { listAuditEntries: async () => pageOf([anEntry()]) },
    });
    const table = within(await screen.findByRole('table'));
    expect(table.getByText('Changed a key')).toBeInTheDocument();
    expect(table.getByRole('link', { name: 'dana' })).toBeInTheDocument();
    expect(table.getByRole('link', { name: 'thesis chatbot' })).toHaveAttribute(
      'href',
      `/maas/keys/${KEY_ID}`,
    );
    expect(table.getByText('10.1.2.3')).toBeInTheDocument();
    expect(screen.queryByRole('region', { name: 'Entry 7' })).toBeNull();

    const opener = table.getByRole('button', { name: /2026/ });
    expect(opener).toHaveAttribute('aria-expanded', 'false');
    opener.focus();
    await click.keyboard('{Enter}');
    const details = within(screen.getByRole('region', { name: 'Entry 7' }));
    const changed = within(details.getByRole('row', { name: /name/ }));
    expect(changed.getByRole('deletion')).toHaveTextContent('old');
    expect(changed.getByRole('insertion')).toHaveTextContent('new');
    const same = within(details.getByRole('row', { name: /models/ }));
    expect(same.queryByRole('deletion')).toBeNull();
    expect(same.getAllByText(/"a"/)).toHaveLength(2);
    expect(details.getByText(`7:${'b'.repeat(64)}`)).toBeInTheDocument();
    await click.click(opener);
    expect(screen.queryByRole('region', { name: 'Entry 7' })).toBeNull();
  });

  it('shows what it has no words for, and who stood in for whom', async () => {
    const { click } = await renderMaas({
      path,
      api: {
        listAuditEntries: async () =>
          pageOf([
            anEntry({
              action: 'thing-do',
              actor: 'plugin:other',
              onBehalfOf: 'user:default/tom',
              target: { kind: 'thing', id: 'x1' },
              outcome: 'failed',
              error: 'NotAllowedError: no',
              meta: { method: 'GET' },
              team: undefined,
              before: undefined,
              after: undefined,
            }),
            anEntry({ seq: 6, actor: 'system' }),
          ]),
      },
    });
    expect(await screen.findByText('thing-do')).toBeInTheDocument();
    expect(screen.getByText('plugin:other')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'tom' })).toBeInTheDocument();
    expect(screen.getByRole('cell', { name: 'Failed' })).toBeInTheDocument();
    await click.click(screen.getAllByRole('button', { name: /2026/ })[0]);
    expect(screen.getByText('NotAllowedError: no')).toBeInTheDocument();
    expect(screen.getByText(/"method": "GET"/)).toBeInTheDocument();
  });

  it('asks for what the address says', async () => {
    const { api } = await renderMaas({
      path: `${path}?from=2026-11-01&to=2026-11-02&actor=user:default/tom&action=key-reveal&outcome=failed&team=group:default/x&target=${KEY_ID}`,
    });
    expect(await screen.findByText('Nothing fits')).toBeInTheDocument();
    expect(api.listAuditEntries).toHaveBeenCalledWith(
      {
        from: new Date(2026, 10, 1).toISOString(),
        to: new Date(2026, 10, 3).toISOString(),
        actor: 'user:default/tom',
        action: ['key-reveal'],
        outcome: 'failed',
        team: 'group:default/x',
        target: KEY_ID,
        cursor: undefined,
      },
      expect.anything(),
    );
    expect(screen.getByLabelText('From')).toHaveValue('2026-11-01');
    expect(screen.getByRole('textbox', { name: 'Who' })).toHaveValue(
      'user:default/tom',
    );
  });

  it('writes what is chosen into the address', async () => {
    const { api, click, address } = await renderMaas({
      path: `${path}?from=yesterday&outcome=luck`,
      api: { listAuditEntries: async () => pageOf([anEntry()]) },
    });
    await click.click(await screen.findByRole('button', { name: /2026/ }));
    await click.click(screen.getByRole('button', { name: 'All by the same' }));
    expect(address()).toContain('actor=user%3Adefault%2Fdana');
    await click.click(screen.getByRole('button', { name: /Any outcome/ }));
    await click.click(await screen.findByRole('option', { name: 'Failed' }));
    await waitFor(() =>
      expect(api.listAuditEntries).toHaveBeenLastCalledWith(
        expect.objectContaining({
          from: undefined,
          actor: 'user:default/dana',
          outcome: 'failed',
        }),
        expect.anything(),
      ),
    );
    await click.click(screen.getByRole('button', { name: 'Show everything' }));
    expect(address()).toBe(path);
  });

  it('saves what fits as a file', async () => {
    const file = new Blob(['x']);
    const { api, click } = await renderMaas({
      path: `${path}?outcome=failed`,
      api: { exportAudit: async () => file },
    });
    await click.click(screen.getByRole('button', { name: 'Export as CSV' }));
    await waitFor(() =>
      expect(saveFile).toHaveBeenCalledWith(file, 'audit.csv'),
    );
    expect(api.exportAudit).toHaveBeenCalledWith(
      expect.objectContaining({ outcome: 'failed', format: 'csv' }),
    );
  });

  it('says what went wrong with the export', async () => {
    const { click } = await renderMaas({
      path,
      api: {
        exportAudit: async () => {
          throw await refusal(500, 'Out of paper');
        },
      },
    });
    await click.click(
      screen.getByRole('button', { name: 'Export as JSON lines' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of paper');
  });

  it('loads page by page', async () => {
    const { click } = await renderMaas({
      path,
      api: {
        listAuditEntries: async query =>
          query?.cursor
            ? pageOf([anEntry({ seq: 6, action: 'key-reveal' })])
            : pageOf([anEntry()], { nextCursor: 'c', totalItems: 2 }),
      },
    });
    await click.click(await screen.findByRole('button', { name: 'Load more' }));
    for (const name of ['Revealed a key', 'Changed a key']) {
      expect(await screen.findByRole('cell', { name })).toBeInTheDocument();
    }
  });

  it('says that nothing is there yet', async () => {
    await renderMaas({ path });
    expect(
      await screen.findByText('Nothing is in the audit log yet'),
    ).toBeInTheDocument();
  });

  it('says what went wrong', async () => {
    await renderMaas({
      path,
      api: {
        listAuditEntries: async () => {
          throw await refusal(403, 'You are missing maas.audit.read');
        },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'maas.audit.read',
    );
  });

  it('has no tab for those who may not read it', async () => {
    await renderMaas({ path: '/maas/keys' });
    expect(screen.getByRole('tab', { name: 'Usage' })).toBeInTheDocument();
    expect(screen.queryByRole('tab', { name: 'Audit' })).toBeNull();
  });
});
