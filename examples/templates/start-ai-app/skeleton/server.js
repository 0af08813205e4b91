import { createServer } from 'node:http';
import OpenAI from 'openai';

const { OPENAI_API_KEY, OPENAI_BASE_URL, MODEL, PORT = '8080' } = process.env;
for (const [name, value] of Object.entries({
  OPENAI_API_KEY,
  OPENAI_BASE_URL,
  MODEL,
})) {
  if (!value) {
    console.error(`${name} is not set: see .env.example`);
    process.exit(1);
  }
}

// Takes OPENAI_API_KEY and OPENAI_BASE_URL from the environment.
const client = new OpenAI();

/** Answers POST / with what the model says to the body, as it says it. */
const server = createServer(async (request, response) => {
  if (request.method !== 'POST') {
    response.writeHead(405, { allow: 'POST' }).end();
    return;
  }
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  try {
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const stream = await client.chat.completions.create(
      {
        model: MODEL,
        stream: true,
        messages: [
          { role: 'user', content: Buffer.concat(chunks).toString('utf8') },
        ],
      },
      { signal: gone.signal },
    );
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
    for await (const chunk of stream) {
      response.write(chunk.choices[0]?.delta?.content ?? '');
    }
    response.end();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (!response.headersSent) {
      const status = error instanceof OpenAI.APIError ? error.status : 500;
      response.writeHead(status ?? 502, { 'content-type': 'text/plain' });
    }
    response.end('The model could not be called.\n');
  }
});

server.listen(Number(PORT), () => console.log(`Listening on port ${PORT}`));
