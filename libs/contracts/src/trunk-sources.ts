import { z } from 'zod';
import { sipHostSchema } from './common.js';

/** How wide a network may be: what is wider would trust a part of the Internet, most of all by a slip of the pen. */
const widest = { ipv4: 8, ipv6: 16 } as const;

const networkSchema = z.union([z.cidrv4(), z.cidrv6()]);
const addressSchema = z.union([z.ipv4(), z.ipv6()]);
const isName = (text: string): boolean => sipHostSchema.safeParse(text).success && /[A-Za-z][^.]*$/.test(text);

/** Where calls may come from: an IP address, a network in CIDR form, or a host name whose addresses are looked up. */
export const sourceAddressSchema = z
  .string()
  .max(253)
  .superRefine((text, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message });
    if (networkSchema.safeParse(text).success) {
      const least = text.includes(':') ? widest.ipv6 : widest.ipv4;
      if (Number(text.split('/')[1]) < least) refuse(`must not be a network wider than /${least}`);
    } else if (!addressSchema.safeParse(text).success && !isName(text)) {
      refuse('must be an IP address, a network such as 192.0.2.0/24, or a host name');
    }
  });

/** Where the calls of a trunk come from, and what tells them from those of another trunk with the same addresses. */
export const trunkSourceFields = {
  /** Where its calls may come from, besides its host, gateways and proxy. */
  sourceAddresses: z
    .array(sourceAddressSchema)
    .max(50)
    .superRefine((sources, context) => {
      const lower = sources.map((source) => source.toLowerCase());
      lower.forEach((source, index) => {
        if (lower.indexOf(source) === index) return;
        context.addIssue({ code: 'custom', path: [index], message: 'must not be an address that stands above' });
      });
    }),
  /** A header that calls must have to be those of this trunk, `name: value`; null: none. They must come from its addresses all the same. */
  identifyHeader: z
    .string()
    .max(256)
    .regex(
      /^[A-Za-z0-9-]{1,64}: [\x21-\x2e\x30-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/,
      'must be a header and its value, such as X-Account: 4711',
    )
    .nullable(),
};

/** Those of a trunk that names none. */
export const trunkSourceDefaults = {
  sourceAddresses: trunkSourceFields.sourceAddresses.default([]),
  identifyHeader: trunkSourceFields.identifyHeader.default(null),
};
