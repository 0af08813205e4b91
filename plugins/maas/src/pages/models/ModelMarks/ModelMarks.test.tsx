import { screen } from '@testing-library/react';
import { aModel } from '../../../__testUtils__/fixtures';
import { renderMaas } from '../../../__testUtils__/renderMaas';
import { ModelMarks } from './ModelMarks';

const marks = () =>
  screen.queryAllByRole('img').map(({ textContent }) => textContent);

describe('ModelMarks', () => {
  it('says where data goes and when the model retires', async () => {
    await renderMaas(
      {},
      <ModelMarks
        model={aModel({
          dataPolicy: { location: 'external', allowed: ['public'] },
          retirement: { at: '2099-01-01T12:00:00.000Z' },
        })}
      />,
    );
    expect(marks()).toEqual(['External', 'Retires Jan 1, 2099']);
  });

  it('says nothing of what nobody has said, or what is over', async () => {
    await renderMaas(
      {},
      <ModelMarks
        model={aModel({ retirement: { at: '2020-01-01T12:00:00.000Z' } })}
      />,
    );
    expect(marks()).toEqual([]);
  });
});
