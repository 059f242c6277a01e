import { callerScenario } from '@trunkline/testing';

/** A call with digest to `[field0]` that is refused, with whatever answer. */
export const anyAnswerScenario = callerScenario({ by: 'refusal', status: 404 }, { digest: true })
  .replaceAll('[service]', '[field0]')
  .replace(
    '  <recv response="404"/>',
    [480, 486, 503].map((status) => `  <recv response="${status}" optional="true" next="9"/>`).join('\n') +
      '\n  <recv response="404"/>\n  <label id="9"/>',
  );
