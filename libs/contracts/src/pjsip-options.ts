import { z } from 'zod';
import { type PjsipRule, pjsipObjects, pjsipOptionRules } from './pjsip-option-list.js';

/** One option of pjsip.conf as it is written there, of those in `pjsipOptionRules`. */
export const pjsipOptionSchema = z
  .strictObject({ object: z.enum(pjsipObjects), option: z.string().max(64), value: z.string().max(200) })
  .superRefine(({ object, option, value }, context) => {
    const rules = pjsipOptionRules[object];
    const rule = Object.hasOwn(rules, option) ? rules[option] : undefined;
    if (rule === undefined) {
      const message = `must be an option of ${object} that a trunk may set: ${Object.keys(rules).join(', ')}`;
      context.addIssue({ code: 'custom', path: ['option'], message });
      return;
    }
    const message = broken(rule, option, value);
    if (message !== null) context.addIssue({ code: 'custom', path: ['value'], message });
  });
export type PjsipOption = z.infer<typeof pjsipOptionSchema>;

/** The options of a trunk, none twice. */
export const pjsipOptionsSchema = z
  .array(pjsipOptionSchema)
  .max(30)
  .superRefine((options, context) => {
    const names = options.map(({ object, option }) => `${object} ${option}`);
    names.forEach((name, index) => {
      if (names.indexOf(name) === index) return;
      context.addIssue({ code: 'custom', path: [index, 'option'], message: 'must not be an option that stands above' });
    });
  });

/** The rule that a value breaks, in words; null: none. */
function broken(rule: PjsipRule, option: string, value: string): string | null {
  switch (rule.kind) {
    case 'flag':
      return value === 'yes' || value === 'no' ? null : `must be yes or no for ${option}`;
    case 'number': {
      const { least, most } = rule;
      const fits = /^\d{1,6}$/.test(value) && Number(value) >= least && Number(value) <= most;
      return fits ? null : `must be a number from ${least} to ${most} for ${option}`;
    }
    case 'choice':
      return rule.values.includes(value) ? null : `must be one of these for ${option}: ${rule.values.join(', ')}`;
    case 'text': {
      const { most, characters } = rule;
      const fits = new RegExp(`^[${characters}]{1,${most}}$`).test(value);
      return fits ? null : `must be 1 to ${most} characters of ${characters} for ${option}`;
    }
  }
}
