import { z } from 'zod';
import {
  dscpClasses,
  dtmfModes,
  identityHeaders,
  jitterBufferKinds,
  provisionalModes,
  sessionTimerModes,
  sipTransports,
} from './choices.js';
import { sipHostSchema } from './common.js';
import { pjsipOptionsSchema } from './pjsip-options.js';
import type { SipTransport } from './trunk-security.js';

/** A proxy by its URI, taken apart. What the URI does not name is null. */
export interface SipProxy {
  host: string;
  port: number | null;
  transport: SipTransport | null;
}

/** Takes a proxy's URI apart: `sip:host[:port]`, with `;transport=udp|tcp|tls` and `;lr` after it or without; null when it is none. */
export function readSipProxy(uri: string): SipProxy | null {
  const read = /^sip:([^;:[\]]+|\[[^\];]+\])(?::(\d{1,5}))?((?:;(?:lr|transport=(?:udp|tcp|tls))){0,2})$/.exec(uri);
  if (read === null) return null;
  const [, host = '', port, parameters = ''] = read;
  const isPort = port === undefined || (Number(port) >= 1 && Number(port) <= 65_535);
  if (!isPort || !sipHostSchema.safeParse(host).success) return null;
  const transport = sipTransports.find((each) => parameters.includes(`transport=${each}`)) ?? null;
  return { host, port: port === undefined ? null : Number(port), transport };
}

const sessionSecondsSchema = z.number().int().min(90).max(86_400);

/** What carriers ask for in SIP and media, beyond addresses and credentials. */
export const trunkSipFields = {
  /** Digits as RTP events (RFC 4733), as tones, as SIP INFO; `auto`: as events where the other side has them, else as tones. */
  dtmfMode: z.enum(dtmfModes),
  /** Session timers (RFC 4028): not spoken, offered and used where the carrier knows them, or used in every call. */
  sessionTimers: z.enum(sessionTimerModes),
  /** After how many seconds a call without a refresh is over. */
  sessionExpires: sessionSecondsSchema,
  /** The fewest seconds that the carrier may ask for (Min-SE). */
  sessionMinExpires: sessionSecondsSchema,
  /** Where the carrier is told who calls: P-Asserted-Identity (RFC 3325), Remote-Party-ID, or in neither. */
  identityHeader: z.enum(identityHeaders),
  /** Whether these headers of the carrier say who calls; else From does. */
  trustIdentity: z.boolean(),
  /** Whether who calls is hidden from who is called: From is anonymous, and the carrier is asked for privacy (`Privacy: id`). */
  hideCaller: z.boolean(),
  /** Where all requests for the carrier are sent first; null: to itself. */
  outboundProxy: z
    .string()
    .max(300)
    .refine(
      (uri) => readSipProxy(uri) !== null,
      'must be a SIP URI such as sip:proxy.example.com:5060;transport=tcp;lr',
    )
    .nullable(),
  /** Whether the numbers in URIs are marked as such (`user=phone`, RFC 3261 section 19.1.1). */
  userPhone: z.boolean(),
  /** Whether provisional answers are acknowledged (100rel, RFC 3262): never, where both sides can, or no call without. */
  reliableProvisional: z.enum(provisionalModes),
  /** The mark of audio packets to the carrier. */
  dscpAudio: z.enum(dscpClasses),
  /** Whether audio goes to where the carrier's comes from, whatever address it has named. */
  symmetricRtp: z.boolean(),
  /** Whether requests in a call go to where the carrier's came from, whatever its Contact says. */
  rewriteContact: z.boolean(),
  /** Whether faxes may become T.38, passed through to an extension. */
  t38: z.boolean(),
  /** What evens out the delays of audio from the carrier; `jitterBufferMs` is how much it holds (adaptive: at most). */
  jitterBuffer: z.enum(jitterBufferKinds),
  jitterBufferMs: z.number().int().min(20).max(1000),
  /** Whether callers from the carrier hear the ringing as audio (183), instead of being told of it (180). */
  inbandProgress: z.boolean(),
  /** Seconds between the OPTIONS that ask whether the carrier answers; 0: it is not asked. */
  optionsInterval: z
    .number()
    .int()
    .min(0)
    .max(300)
    .refine((seconds) => seconds === 0 || seconds >= 5, 'must be 0 for never, or 5 to 300'),
  /** Options of Asterisk's pjsip.conf that have no field here. */
  pjsipOptions: pjsipOptionsSchema,
};

export const trunkSipSchema = z.object(trunkSipFields);
export type TrunkSip = z.infer<typeof trunkSipSchema>;
