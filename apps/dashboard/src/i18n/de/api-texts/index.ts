import { apiTranslator } from '../../api-translator';
import configuration from './configuration.json';
import fields from './fields.json';
import parts from './parts.json';
import refusals from './refusals.json';
import states from './states.json';
import system from './system.json';
import webhooks from './webhooks.json';

/** What the API says, in German. */
export const german = apiTranslator({
  sentences: { ...states, ...configuration, ...system, ...webhooks, ...refusals, ...fields },
  parts,
});
