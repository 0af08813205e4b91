import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { screen } from '@testing-library/react';
import { aModel } from '../../__testUtils__/fixtures';
import { pageOf } from '../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../__testUtils__/renderMaas';
import { ModelLifeNote } from './ModelLifeNote';

const LATER = '2099-01-01T12:00:00.000Z';
const PAST = '2020-01-01T12:00:00.000Z';
const stopped = {
  reason: 'It leaks prompts',
  by: 'user:default/petra',
  at: new Date(Date.now() - 3_600_000).toISOString(),
};

const renderNote = (model: Partial<Model>) =>
  renderMaas(
    {
      api: {
        listModels: async () =>
          pageOf([aModel({ id: 'granite-4', title: 'Granite 4' })]),
      },
    },
    <ModelLifeNote model={aModel(model)} />,
  );

describe('ModelLifeNote', () => {
  it('says who stopped it, and why', async () => {
    await renderNote({ stopped });
    expect(
      await screen.findByText('This model is stopped for everybody'),
    ).toBeVisible();
    expect(screen.getByText('Reason: It leaks prompts')).toBeVisible();
    expect(document.body).toHaveTextContent(/petra stopped it 1 hour ago/);
  });

  it('says when it retires, what comes after it, and what differs', async () => {
    await renderNote({
      retirement: {
        at: LATER,
        successor: 'granite-4',
        note: 'Longer context',
      },
    });
    expect(
      await screen.findByText('This model retires on Jan 1, 2099'),
    ).toBeVisible();
    expect(
      await screen.findByRole('link', { name: 'Granite 4' }),
    ).toHaveAttribute('href', '/catalog/maas/resource/granite-4');
    expect(screen.getByText('Longer context')).toBeVisible();
  });

  it('says both of one that is stopped and retires', async () => {
    await renderNote({ stopped, retirement: { at: LATER } });
    expect(
      await screen.findByText('This model is stopped for everybody'),
    ).toBeVisible();
    expect(screen.getByText(/From then on calls are refused/)).toBeVisible();
  });

  it('says of one that has retired nothing else', async () => {
    await renderNote({ stopped, retirement: { at: PAST } });
    expect(
      await screen.findByText('This model retired on Jan 1, 2020'),
    ).toBeVisible();
    expect(
      screen.queryByText('This model is stopped for everybody'),
    ).toBeNull();
  });

  it('says nothing of one that goes on', async () => {
    await renderNote({});
    expect(screen.queryByText(/This model/)).toBeNull();
  });
});
