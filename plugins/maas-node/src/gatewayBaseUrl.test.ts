import { mockServices } from '@backstage/backend-test-utils';
import { readGatewayBaseUrl } from './gatewayBaseUrl';

const read = (baseUrl?: string) =>
  readGatewayBaseUrl(
    mockServices.rootConfig({ data: { maas: { gateway: { baseUrl } } } }),
  );

describe('readGatewayBaseUrl', () => {
  it.each([
    [undefined, 'http://localhost:7080'],
    ['https://llm.example.com/', 'https://llm.example.com'],
    ['http://10.0.0.1:8080/llm', 'http://10.0.0.1:8080/llm'],
  ])('reads %s', (configured, url) => {
    expect(read(configured)).toBe(url);
  });

  it.each([
    'localhost:7080',
    'ftp://a',
    'gateway',
    'https://a/v1',
    'https://a/v1/',
  ])('refuses %s and names the key', configured => {
    expect(() => read(configured)).toThrow('maas.gateway.baseUrl');
  });
});
