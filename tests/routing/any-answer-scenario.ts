import { callerScenario } from '@trunkline/testing';

/** A call from `[field1]` to `[field0]` that is refused, with whatever answer; with digest, as phones call, or without, as carriers do. */
export const anyAnswerScenario = ({ digest }: { digest: boolean }): string =>
  callerScenario({ by: 'refusal', status: 404 }, { digest })
    .replaceAll('[service]', '[field0]')
    .replaceAll('[user]', '[field1]')
    .replace(
      '  <recv response="404"/>',
      [403, 480, 486, 503].map((status) => `  <recv response="${status}" optional="true" next="9"/>`).join('\n') +
        '\n  <recv response="404"/>\n  <label id="9"/>',
    );
