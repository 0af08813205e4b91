import type { ProxiedRequest } from '../Protocol';

/** The texts whose tokens are counted for a prompt, a line each. */
export async function promptOf(request: ProxiedRequest): Promise<string> {
  const texts: string[] = [];
  await request.countPrompt(async text => {
    texts.push(text);
    return 0;
  });
  return texts.join('\n');
}
