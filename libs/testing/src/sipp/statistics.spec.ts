import { expect, it } from 'vitest';
import { parseCounts, parseResponseTimes, parseStatistics } from './statistics.js';

it('takes the cumulative values of the last line', () => {
  const csv = 'SuccessfulCall(P);SuccessfulCall(C);FailedCall(C);Retransmissions(C);\n1;1;0;0;\n4;20;2;3;\n';
  expect(parseStatistics(csv)).toEqual({ successful: 20, failed: 2, retransmissions: 3 });
});

it('reads how long answers took, none when nothing was answered', () => {
  expect(parseResponseTimes('Date_ms;response_time_ms;rtd_name\n1795695000.1;24.5;1\n1795695000.2;31;1\n')).toEqual([
    24.5, 31,
  ]);
  expect(parseResponseTimes('')).toEqual([]);
});

it('adds up what a scenario sends twice, such as the INVITE with and without digest', () => {
  const csv = 'CurrentTime;0_INVITE_Sent;0_INVITE_Retrans;1_100_Recv;3_INVITE_Sent;3_INVITE_Retrans;\nx;5;0;5;4;2;\n';
  expect(parseCounts(csv)).toEqual(new Map([['INVITE', { sent: 9, retransmitted: 2, received: 0 }]]));
});
