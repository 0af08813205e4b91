import { render, screen } from '@testing-library/react';
import App from './App';

jest.setTimeout(60_000);

describe('App', () => {
  const env = process.env;

  afterEach(() => {
    process.env = env;
  });

  it('starts with the sign-in page', async () => {
    process.env = {
      NODE_ENV: 'test',
      // The app reads its configuration from here, as a list and not a text.
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Test' },
            backend: { baseUrl: 'http://localhost:7007' },
            auth: {
              providers: {
                personas: {
                  people: [
                    {
                      id: 'dana',
                      entityRef: 'user:default/dana',
                      name: 'Dana',
                      title: 'Developer',
                      about: 'Tries things.',
                    },
                  ],
                },
              },
            },
          },
        },
      ] as unknown as string,
    };

    render(App.createRoot());

    expect(
      // All of the app is loaded and transformed before it shows.
      await screen.findByRole(
        'button',
        { name: 'Sign in as Dana' },
        { timeout: 30_000 },
      ),
    ).toBeInTheDocument();
  });
});
