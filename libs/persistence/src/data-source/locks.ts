/** Keys of advisory locks. A transaction that takes several takes them in this order: config, then audit, then events. */
export const lockKey = {
  migration: 7_402_001,
  config: 7_402_002,
  events: 7_402_003,
  recordRetention: 7_402_004,
  audit: 7_402_101,
  /** Only tried, never waited for: whoever has it drops old partitions of the event log. */
  eventPartitions: 7_402_102,
} as const;
