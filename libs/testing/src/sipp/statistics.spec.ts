import { expect, it } from 'vitest';
import { parseCounts, parseStatistics } from './statistics.js';

it('takes the cumulative values of the last line', () => {
  const csv = 'SuccessfulCall(P);SuccessfulCall(C);FailedCall(C);Retransmissions(C);\n1;1;0;0;\n4;20;2;3;\n';
  expect(parseStatistics(csv)).toEqual({ successful: 20, failed: 2, retransmissions: 3 });
});

it('adds up what a scenario sends twice, such as the INVITE with and without digest', () => {
  const csv = 'CurrentTime;0_INVITE_Sent;0_INVITE_Retrans;1_100_Recv;3_INVITE_Sent;3_INVITE_Retrans;\nx;5;0;5;4;2;\n';
  expect(parseCounts(csv)).toEqual(new Map([['INVITE', { sent: 9, retransmitted: 2, received: 0 }]]));
});
