import { type ApiKeyWithSecret, type Login, permissionSchema } from '@trunkline/contracts';

/** Logs in as the dashboard does and makes an API key that may do everything but manage access. */
export async function madeApiKey(baseUrl: string, login: Login): Promise<string> {
  const headers = { 'content-type': 'application/json', origin: baseUrl, 'sec-fetch-site': 'same-origin' };
  const session = await fetch(`${baseUrl}/api/v1/session`, { method: 'POST', headers, body: JSON.stringify(login) });
  if (!session.ok) throw new Error(`login as ${login.username}: ${session.status} ${await session.text()}`);
  const cookie = session.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const permissions = permissionSchema.options.filter((permission) => permission !== 'access:manage');
  const answer = await fetch(`${baseUrl}/api/v1/api-keys`, {
    method: 'POST',
    headers: { ...headers, cookie },
    body: JSON.stringify({ name: 'test', permissions }),
  });
  if (!answer.ok) throw new Error(`POST /api-keys: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as ApiKeyWithSecret).key;
}
