import { z } from 'zod';
import { mediaEncryptions, sipTransports } from './choices.js';

/** How SIP goes to the carrier. */
export const sipTransportSchema = z.enum(sipTransports);
export type SipTransport = z.infer<typeof sipTransportSchema>;

/**
 * How the media of a trunk is encrypted (RFC 3711): `sdes` has its keys in the SIP messages (RFC 4568), `dtls` agrees on
 * them between the two ends (RFC 5764). A call that cannot be encrypted so is refused.
 */
export const mediaEncryptionSchema = z.enum(mediaEncryptions);
export type MediaEncryption = z.infer<typeof mediaEncryptionSchema>;

/** What keeps strangers from listening. */
export const trunkSecurityFields = {
  mediaEncryption: mediaEncryptionSchema,
  /** Over TLS: whether the carrier must show a valid certificate of its host, by an authority that is trusted. */
  verifyServer: z.boolean(),
};

/** What these fields are when a trunk does not name them. */
export const trunkSecurityDefaults = {
  mediaEncryption: trunkSecurityFields.mediaEncryption.default('none'),
  verifyServer: trunkSecurityFields.verifyServer.default(true),
};
