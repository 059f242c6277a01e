import { expect, it } from 'vitest';
import type { ApiUnderTest } from './api-under-test.js';

/** What the checklist needs to know of a kind of resource. `body` makes the nth valid body. */
export interface Checked {
  path: string;
  body(n: number): Promise<Record<string, unknown>> | Record<string, unknown>;
  patch: Record<string, unknown>;
  /** A body with one wrong field, and the pointer to it. */
  wrong: { change: Record<string, unknown>; pointer: string };
  /** The field that two of them must not share. */
  unique: string;
  /** The field that must be there. */
  required: string;
  /** What is shown and follows from what `patch` changes. */
  derived?: readonly string[];
  /** Whether it can be disabled; it can where nothing is said. */
  canBeDisabled?: boolean;
}

let count = 0;

/** The same promises for every configured resource. */
export function resourceChecklist(api: () => ApiUnderTest, checked: Checked): void {
  const { path } = checked;
  const all = async () => api().as(await api().key());
  const make = async (change: object = {}) => {
    const body = { ...(await checked.body(count++)), ...change };
    const answer = await (await all()).post(path, body).expect(201);
    return { body, made: answer.body as Record<string, unknown> & { id: string; revision: number }, answer };
  };
  const pointersOf = (answer: { body: { errors?: { pointer: string }[] } }) =>
    answer.body.errors?.map(({ pointer }) => pointer);

  it('creates one, says where it is and which revision made it, and reads it back', async () => {
    const { body, made, answer } = await make();
    const { password: _, ...visible } = body;
    expect(made).toMatchObject(visible);
    expect(answer.headers.location).toBe(`/api/v1${path}/${made.id}`);
    expect(answer.headers['trunkline-revision']).toBe(String(made.revision));
    const { secret: _secret, ...readable } = made;
    expect((await (await all()).get(`${path}/${made.id}`).expect(200)).body).toEqual(readable);
    const revision = await (await all()).get(`/config-revisions/${made.revision}`).expect(200);
    expect(revision.body).toMatchObject({
      status: 'pending',
      author: 'API key spec',
      changes: [{ id: made.id, action: 'create' }],
    });
  });

  it('lists all of them page by page, each once, and refuses a cursor that is not its own', async () => {
    for (let n = 0; n < 3; n++) await make();
    const client = await all();
    const whole = (await client.get(`${path}?limit=200`).expect(200)).body.items.map((item: { id: string }) => item.id);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: { id: string }[]; nextCursor: string | null } = (
        await client.get(`${path}?limit=2${cursor && `&cursor=${cursor}`}`).expect(200)
      ).body;
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(whole.length).toBeGreaterThanOrEqual(3);
    expect(seen).toEqual(whole);
    expect(pointersOf(await client.get(`${path}?cursor=abc`).expect(422))).toEqual(['?cursor']);
    expect(pointersOf(await client.get(`${path}?limit=0&page=2`).expect(422))).toEqual(['?limit', '?page']);
  });

  it('lists them sorted either way, filtered by a field, and refuses the cursor of another sort', async () => {
    const bodies = [await make(), await make(), await make()].map(({ body }) => body);
    const client = await all();
    const field = checked.unique;
    const walk = async (query: string) => {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: { items: Record<string, string>[]; nextCursor: string | null } = (
          await client.get(`${path}?limit=2&${query}${cursor && `&cursor=${cursor}`}`).expect(200)
        ).body;
        seen.push(...page.items.map((item) => item[field] ?? ''));
        cursor = page.nextCursor;
      }
      return seen;
    };
    const up = await walk(`sort=${field}`);
    expect(new Set(up).size).toBe(up.length);
    expect(up).toEqual(expect.arrayContaining(bodies.map((body) => body[field])));
    expect(await walk(`sort=-${field}`)).toEqual(up.toReversed());
    expect((await walk('sort=-createdAt'))[0]).toBe(bodies[2]?.[field]);
    const one = String(bodies[1]?.[field]);
    expect(await walk(`${field}=${encodeURIComponent(one)}`)).toEqual([one]);
    const flag = checked.canBeDisabled !== false;
    if (flag) expect(await walk(`${field}=${encodeURIComponent(one)}&enabled=false`)).toEqual([]);
    const { nextCursor } = (await client.get(`${path}?limit=1&sort=${field}`).expect(200)).body;
    expect(pointersOf(await client.get(`${path}?cursor=${nextCursor}&sort=-${field}`).expect(422))).toEqual([
      '?cursor',
    ]);
    const wrong = await client.get(`${path}?sort=secret&enabled=maybe&${field}=%00`).expect(422);
    // Where nothing can be disabled, it is a filter that is not known.
    expect(pointersOf(wrong)?.sort()).toEqual(['?enabled', `?${field}`, '?sort'].sort());
  });

  it('changes what a patch names and nothing else, in a new revision', async () => {
    const { made } = await make();
    const changed = await (await all()).patch(`${path}/${made.id}`, checked.patch).expect(200);
    const { secret: _, updatedAt: _before, ...before } = made;
    const kept = Object.entries(before).filter(([field]) => !checked.derived?.includes(field));
    expect(changed.body).toMatchObject({
      ...Object.fromEntries(kept),
      ...checked.patch,
      revision: Number(changed.headers['trunkline-revision']),
    });
    expect(changed.body.revision).toBeGreaterThan(made.revision);
  });

  it('makes no revision of a patch that changes nothing', async () => {
    const { made } = await make();
    const same = await (await all()).patch(`${path}/${made.id}`, {}).expect(200);
    expect([same.body.revision, same.headers['trunkline-revision']]).toEqual([made.revision, String(made.revision)]);
  });

  it('changes and deletes only the version that If-Match names', async () => {
    const { made, answer } = await make();
    const client = await all();
    const place = `${path}/${made.id}`;
    const first = (await client.get(place).expect(200)).headers.etag ?? '';
    expect([first, answer.headers.etag]).toEqual([`"${made.revision}"`, first]);
    const changed = await client.patch(place, checked.patch).set('if-match', first).expect(200);
    expect(changed.headers.etag).toBe(`"${changed.body.revision}"`);
    for (const stale of [first, `W/${changed.headers.etag}`, 'x', '""'])
      for (const refused of [
        await client.patch(place, checked.patch).set('if-match', stale),
        await client.delete(place).set('if-match', stale),
      ])
        expect([refused.status, refused.body.code]).toEqual([412, 'precondition_failed']);
    expect((await client.get(place)).body.revision).toBe(changed.body.revision);
    await client.patch(place, checked.patch).set('if-match', '*').expect(200);
    await client.delete(place).set('if-match', `"0", ${changed.headers.etag}`).expect(200);
  });

  it('is made once when it is asked for twice with one Idempotency-Key', async () => {
    const client = await all();
    const body = await checked.body(count++);
    const post = (sent: object) => client.post(path, sent).set('idempotency-key', `key-${path}`);
    const first = await post(body).expect(201);
    const again = await post(body).expect(201);
    const { secret: _, ...shown } = first.body;
    const { withheld: _withheld, ...replayed } = again.body;
    expect(replayed).toEqual(shown);
    expect([again.headers['idempotency-replayed'], again.headers.location, again.headers.etag]).toEqual([
      'true',
      first.headers.location,
      first.headers.etag,
    ]);
    const other = await post({ ...body, ...checked.patch }).expect(422);
    expect(other.body.code).toBe('idempotency_key_reused');
  });

  it('deletes one, which is then not found', async () => {
    const { made } = await make();
    const client = await all();
    const { body } = await client.delete(`${path}/${made.id}`).expect(200);
    expect(body.revision).toBeGreaterThan(made.revision);
    for (const answer of [
      await client.get(`${path}/${made.id}`),
      await client.patch(`${path}/${made.id}`, checked.patch),
      await client.delete(`${path}/${made.id}`),
      await client.get(`${path}/no-uuid`),
    ])
      expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
  });

  it('comes back as it was when it is restored, once, in a revision of its own', async () => {
    const { made } = await make();
    const client = await all();
    const place = `${path}/${made.id}`;
    const { body: before } = await client.get(place).expect(200);
    await client.post(`${place}/restore`).expect(409);
    await client.delete(place).expect(200);
    const listed = (await client.get(`/deleted-resources?id=${made.id}`).expect(200)).body.items;
    expect(listed).toEqual([
      expect.objectContaining({ id: made.id, deletedBy: expect.objectContaining({ name: 'spec' }) }),
    ]);
    const restored = await client.post(`${place}/restore`).expect(201);
    const { body } = await client.get(place).expect(200);
    expect(body).toEqual({ ...before, revision: restored.body.revision, updatedAt: body.updatedAt });
    expect([restored.body, restored.headers.etag, restored.headers.location]).toEqual([
      body,
      `"${body.revision}"`,
      `/api/v1${place}`,
    ]);
    const revision = await client.get(`/config-revisions/${body.revision}`).expect(200);
    expect(revision.body).toMatchObject({
      summary: expect.stringMatching(/^restored /),
      changes: [{ id: made.id, action: 'create' }],
    });
    const { items } = (await client.get(`/audit-log?resourceId=${made.id}&limit=1`).expect(200)).body;
    expect(items[0]).toMatchObject({ action: 'restore', before: null });
    expect((await client.post(`${place}/restore`).expect(409)).body.code).toBe('conflict');
    expect((await client.get(`/deleted-resources?id=${made.id}`)).body.items).toEqual([]);
    await client
      .patch(place, checked.patch)
      .set('if-match', restored.headers.etag ?? '')
      .expect(200);
  });

  it('refuses a wrong, an unknown and a missing field by name, and changes nothing', async () => {
    const { made } = await make();
    const client = await all();
    const { [checked.required]: _, ...incomplete }: Record<string, unknown> = {
      ...(await checked.body(count++)),
      ...checked.wrong.change,
      surprise: 1,
    };
    const revisions = async () => (await client.get('/config-revisions?limit=1')).body.items[0].number;
    const before = await revisions();
    const refused = await client
      .post(path, incomplete)
      .expect(422)
      .expect('content-type', /application\/problem\+json/);
    expect(pointersOf(refused)?.sort()).toEqual([checked.wrong.pointer, '/surprise', `/${checked.required}`].sort());
    expect(
      pointersOf(await client.patch(`${path}/${made.id}`, { ...checked.wrong.change, id: made.id }).expect(422)),
    ).toEqual([checked.wrong.pointer, '/id']);
    expect(await revisions()).toBe(before);
  });

  it('refuses what another one has already', async () => {
    const [first, second] = [await make(), await make()];
    const value = first.body[checked.unique];
    const client = await all();
    for (const answer of [
      await client.post(path, { ...(await checked.body(count++)), [checked.unique]: value }),
      await client.patch(`${path}/${second.made.id}`, { [checked.unique]: value }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([409, 'conflict']);
      expect(pointersOf(answer)).toEqual([`/${checked.unique}`]);
    }
  });

  it('needs config:read to read and config:write to change', async () => {
    const { made } = await make();
    const reader = api().as(await api().key(['config:read']));
    await reader.get(path).expect(200);
    for (const answer of [
      await reader.post(path, {}),
      await reader.patch(`${path}/${made.id}`, {}),
      await reader.delete(`${path}/${made.id}`),
      await reader.post(`${path}/${made.id}/restore`),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
    const other = api().as(await api().key(['calls:read', 'records:read']));
    await other.get(path).expect(403);
    await other.get(`${path}/${made.id}`).expect(403);
  });
}
