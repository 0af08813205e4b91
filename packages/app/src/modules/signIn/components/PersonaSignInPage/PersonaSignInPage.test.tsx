import { IdentityApi } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PersonaSignInPage } from './PersonaSignInPage';

const people = [
  { id: 'dana', name: 'Dana', title: 'Developer', about: 'Tries things.' },
  { id: 'petra', name: 'Petra', title: 'Administrator', about: 'Sees all.' },
];

const STORAGE_KEY = 'maas:sign-in:persona';

const fetchMock = jest.fn<Promise<Response>, [string, RequestInit]>();

const json = (status: number, body: object) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });

const session = (id: string) => {
  const payload = { sub: `user:default/${id}`, exp: Date.now() / 1000 + 3600 };
  return json(200, {
    profile: { displayName: id },
    backstageIdentity: {
      token: `e30.${window.btoa(JSON.stringify(payload))}.signature`,
      identity: {
        type: 'user',
        userEntityRef: `user:default/${id}`,
        ownershipEntityRefs: [`user:default/${id}`],
      },
    },
  });
};

const failure = (status: number, name: string, message: string) =>
  json(status, { error: { name, message }, response: { statusCode: status } });

function renderPage() {
  const onSignInSuccess = jest.fn<void, [IdentityApi]>();
  renderInTestApp(
    <PersonaSignInPage people={people} onSignInSuccess={onSignInSuccess} />,
    {
      apis: [mockApis.discovery({ baseUrl: 'http://localhost:7007' })],
    },
  );
  return onSignInSuccess;
}

const findButton = (name: string) => screen.findByRole('button', { name });

const personasAskedFor = () =>
  fetchMock.mock.calls.map(([, init]) =>
    new Headers(init.headers).get('x-persona'),
  );

describe('PersonaSignInPage', () => {
  const realFetch = global.fetch;

  beforeEach(() => {
    window.localStorage.clear();
    fetchMock.mockReset();
    global.fetch = fetchMock as typeof fetch;
  });

  afterAll(() => {
    global.fetch = realFetch;
  });

  it('offers everybody, marked as demo people', async () => {
    renderPage();

    const list = await screen.findByRole('list', { name: 'Demo people' });
    const items = within(list).getAllByRole('listitem');
    expect(items.map(item => item.textContent)).toEqual([
      expect.stringContaining('DanaDeveloperTries things.'),
      expect.stringContaining('PetraAdministratorSees all.'),
    ]);
    expect(
      screen.getByText('Demo people: development only'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(fetchMock).not.toHaveBeenCalled();
  });

  it('signs in by keyboard and remembers who it was', async () => {
    fetchMock.mockResolvedValue(session('petra'));
    const onSignInSuccess = renderPage();

    const button = await findButton('Sign in as Petra');
    while (document.activeElement !== button) {
      const before = document.activeElement;
      await userEvent.tab();
      expect(document.activeElement).not.toBe(before);
    }
    await userEvent.keyboard('{Enter}');

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(fetchMock.mock.calls[0][0]).toBe(
      'http://localhost:7007/api/auth/personas/refresh',
    );
    expect(personasAskedFor()).toEqual(['petra']);
    const [identity] = onSignInSuccess.mock.calls[0];
    expect(await identity.getBackstageIdentity()).toMatchObject({
      userEntityRef: 'user:default/petra',
    });
    expect(await identity.getProfileInfo()).toEqual({ displayName: 'petra' });
    expect((await identity.getCredentials()).token).toMatch(/^e30\./);
    expect(window.localStorage.getItem(STORAGE_KEY)).toBe('petra');
  });

  it('goes on as the remembered person, until signing out', async () => {
    window.localStorage.setItem(STORAGE_KEY, 'dana');
    fetchMock.mockResolvedValue(session('dana'));
    const onSignInSuccess = renderPage();

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(personasAskedFor()).toEqual(['dana']);

    await onSignInSuccess.mock.calls[0][0].signOut();
    expect(window.localStorage.getItem(STORAGE_KEY)).toBeNull();
  });

  it('lets choose when the remembered person is gone', async () => {
    window.localStorage.setItem(STORAGE_KEY, 'nobody');
    renderPage();

    expect(await findButton('Sign in as Dana')).toBeInTheDocument();
    expect(fetchMock).not.toHaveBeenCalled();
  });

  it('works where the browser forbids storage', async () => {
    const forbid = jest.fn((key: string) => {
      // Only here: the rest of the app reads its own keys.
      if (key === STORAGE_KEY) {
        throw new DOMException('denied', 'SecurityError');
      }
      return null;
    });
    const getItem = jest
      .spyOn(Storage.prototype, 'getItem')
      .mockImplementation(forbid);
    const setItem = jest
      .spyOn(Storage.prototype, 'setItem')
      .mockImplementation(forbid);
    try {
      fetchMock.mockResolvedValue(session('dana'));
      const onSignInSuccess = renderPage();
      await userEvent.click(await findButton('Sign in as Dana'));
      await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    } finally {
      getItem.mockRestore();
      setItem.mockRestore();
    }
  });

  it('says what went wrong and tries again', async () => {
    fetchMock.mockResolvedValueOnce(
      failure(503, 'ServiceUnavailableError', 'The catalog is not ready yet'),
    );
    const onSignInSuccess = renderPage();

    await userEvent.click(await findButton('Sign in as Dana'));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Could not sign in as Dana');
    expect(alert).toHaveTextContent('The catalog is not ready yet');
    expect(window.localStorage.getItem(STORAGE_KEY)).toBeNull();

    fetchMock.mockResolvedValueOnce(session('dana'));
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(personasAskedFor()).toEqual(['dana', 'dana']);
  });

  it('lets somebody else sign in after a failure', async () => {
    fetchMock.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    const onSignInSuccess = renderPage();

    await userEvent.click(await findButton('Sign in as Dana'));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The backend does not answer',
    );

    fetchMock.mockResolvedValueOnce(session('petra'));
    await userEvent.click(await findButton('Sign in as Petra'));
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(personasAskedFor()).toEqual(['dana', 'petra']);
  });
});
