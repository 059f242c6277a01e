import type {
  Announcement,
  AudioFile,
  CallRecord,
  Certificate,
  ExtensionWithSecret,
  RingGroup,
  User,
  WebhookDelivery,
  WebhookWithSecret,
} from '@trunkline/contracts';
import {
  anAnnouncement,
  anExtension,
  anOffice,
  aRingGroup,
  aTrunk,
  create,
  type LabStack,
  makeWav,
  type Office,
  recordsOf,
  sineWave,
} from '@trunkline/testing';
import { postAsUser } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';
import { type EveryField, everyField } from './every-field.js';

/** A small company in which every page has something to show: what works, what does not, and calls of each outcome. */
export interface Company extends Office, EveryField {
  lab: LabStack;
  /** Its server is not there. */
  webhook: WebhookWithSecret;
  /** The test that did not reach it. */
  delivery: WebhookDelivery;
  user: User;
  group: RingGroup;
  announcement: Announcement;
  certificate: Certificate;
  /** A call that ended. */
  record: CallRecord;
  /** Ends the call that goes on, and the phone. */
  endCall(): Promise<void>;
  /** Ends the call that goes on, if it still does, and begins another: one without audio is cut off after two minutes. */
  callAnew(): Promise<void>;
}

/** A number for which the simulated carrier has no line. */
const noLine = '+1555010005';
/** The password of every user that is not the administrator. */
export const usersPassword = 'a long enough password';

/** The company of a spec file, which the first part that wants it makes. Whenever it is wanted its call is a new one. */
export class OneCompany {
  #made: Company | undefined;

  constructor(private readonly at: SharedDashboard) {}

  async make(): Promise<void> {
    if (this.#made) await this.#made.callAnew();
    else this.#made = await aCompany(this.at);
  }

  /** Ends what still goes on. */
  async close(): Promise<void> {
    await this.#made?.endCall();
  }

  get there(): Company {
    if (!this.#made) throw new Error('there is no company yet');
    return this.#made;
  }
}

/** Makes the company, with one call that ended well, one that did not, and one that goes on. */
async function aCompany(at: SharedDashboard): Promise<Company> {
  const { lab } = at;
  const office = await anOffice(lab);
  const every = await everyField(lab, office);
  await putAlongside(at);
  const group = await create<RingGroup>(
    lab,
    '/ring-groups',
    aRingGroup({
      members: [office.ada.id, office.ben.id, every.cleo.id],
      noAnswer: { type: 'external', number: '+4930123456', outboundRouteId: office.route.id },
    }),
  );
  const audio = await lab.api.upload<AudioFile>('/audio-files', makeWav(sineWave(440, 16_000, 2)), 'audio/wav');
  const announcement = await create<Announcement>(
    lab,
    '/announcements',
    anAnnouncement({ audioId: audio.id, next: { type: 'ring_group', ringGroupId: group.id } }),
  );
  for (const role of ['operator', 'viewer']) {
    await postAsUser(at.dashboard, '/users', { username: role, password: usersPassword, role, enabled: true });
  }
  const users = await at.page.request.get(`${at.dashboard.url}/api/v1/users`);
  const user = ((await users.json()) as { items: User[] }).items.find(({ username }) => username === 'viewer');
  if (!user) throw new Error('the viewer is not listed');
  const webhook = await lab.api.post<WebhookWithSecret>('/webhooks', { url: deadEnd, events: ['webhook.*'] });
  const delivery = await lab.api.post<WebhookDelivery>(`/webhooks/${webhook.id}/test`, undefined);

  const refused = await office.bensPhone.call(noLine, { by: 'refusal', status: 503 });
  const callee = await office.adasPhone.answer({ by: 'caller' }, { stopAfterOne: false, timeoutMs: 600_000 });
  const callIn = (callerNumber: string) => lab.carrier.callIn({ number: office.number.number, callerNumber });
  const first = await callIn('+15550109001');
  await first.answered;
  await first.hangup();
  await refused.done;
  const [record] = await recordsOf(lab, 2, () => true);
  if (!record) throw new Error('no call was recorded');
  let call = await callIn('+15550109002');
  await call.answered;
  const callAnew = async () => {
    await call.hangup();
    call = await callIn('+15550109002');
    await call.answered;
  };
  const endCall = async () => {
    await call.hangup();
    await callee.kill();
  };
  const selfSigned = { names: ['pbx.example.org', '192.0.2.7'], days: 20 };
  const certificate = await create<Certificate>(lab, '/certificates', { name: 'PBX of the head office', selfSigned });
  return {
    ...office,
    ...every,
    lab,
    group,
    announcement,
    webhook,
    delivery,
    user,
    certificate,
    record,
    callAnew,
    endCall,
  };
}

/** A path that is longer than a phone is wide, where nobody listens. */
const deadEnd = `http://127.0.0.1:65000/${'a-path-that-is-longer-than-a-phone-is-wide-'.repeat(3)}`;

/** Enough for the lists to be lists, some of it out of order. */
async function putAlongside({ lab }: SharedDashboard): Promise<void> {
  await lab.api.post('/trunks', aTrunk({ name: 'Old carrier', host: lab.slot.carrier, enabled: false }));
  for (let each = 0; each < 6; each++)
    await lab.api.post(
      '/extensions',
      anExtension({ number: `11${each}0`, name: `Desk ${each} of the workshop`, enabled: each > 0 }),
    );
  const gone = await create<ExtensionWithSecret>(
    lab,
    '/extensions',
    anExtension({ number: '1190', name: 'Lift of the old building' }),
  );
  await lab.api.send('DELETE', `/extensions/${gone.id}`);
}
